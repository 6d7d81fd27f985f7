"""Work on threads, in order: compiled economies release Python's lock, so that threads use all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from missionlab.ensemble.design import whole

Task = TypeVar("Task")
Result = TypeVar("Result")


def thread_count(threads: int | None) -> int:
    """The number of threads asked for, or one for each core that this process may use."""
    if threads is not None:
        return whole(threads, "threads")
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_order(work: Callable[[Task], Result], tasks: Iterable[Task], threads: int, ahead: int) -> Generator[Result]:
    """The results of `work` on each task, in the order of the tasks, at most `ahead` of them begun but not yet taken.

    While the caller deals with a result, the threads go on. When the caller stops, or is stopped by Ctrl-C, tasks that
    have not begun are dropped and those that have are waited for.
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix="economy")
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
