"""Writing that leaves nothing half-written: a file is complete when it gets its name, a folder has one writer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from missionlab.base.findings import InputError, Place

try:
    import fcntl
except ModuleNotFoundError:  # Windows has no such lock: there two writers would only waste each other's work
    fcntl = None


def replace(path: Path, content: memoryview) -> None:
    """Write a file under a temporary name, make sure that it is on disk, and give it its name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def remove_drafts(folder: Path) -> None:
    """Take away what a killed writer left under temporary names."""
    for draft in folder.glob(".*.part"):
        draft.unlink(missing_ok=True)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Be the one process that writes into `folder`, which exists; the lock ends with the process, however it ends.

    Raises `InputError` if another process is at it.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise InputError(
            f"{folder} is being written by another process.",
            place=Place(str(folder)),
            why="Two at once would do the same work.",
            fix="Wait until it has finished, or name another folder.",
        ) from None
    finally:
        os.close(handle)
