"""Many economies: simulated on threads, kept in memory or streamed to a folder chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import Run, start
from missionlab.ensemble.branching import branches
from missionlab.ensemble.dataset import dataset
from missionlab.ensemble.design import Design, design, whole
from missionlab.ensemble.folder import EnsembleFolder, at_work
from missionlab.ensemble.record import by_label, inputs_of
from missionlab.ensemble.recorded import RUN_VARIABLES, Recorded
from missionlab.ensemble.threads import in_order, thread_count

if TYPE_CHECKING:
    import xarray as xr

Progress = Callable[[int, int], object]
"""Called with the number of runs done and the number of all: at the start, then after each run."""

_TOGETHER = 32
"""Policies of a run that one thread simulates in a row, sharing what comes before they differ."""


def simulate_many(
    parameters: Parameters | Mapping[str, Parameters] | None = None,
    levers: np.ndarray | Mapping[str, np.ndarray | None] | None = None,
    seeds: int | Sequence[int] = 100,
    *,
    periods: int = 300,
    rules: str = "closed",
    spending: str = "benefit",
    series: Sequence[str] | None = None,
    folder: str | Path | None = None,
    chunk: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> xr.Dataset:
    """Simulate every policy in every scenario with every seed; a run's numbers depend on nothing but these three.

    `parameters` is one parametrisation or a mapping of names to them (scenarios), `levers` one schedule of shape
    (periods, levers) or a mapping of names to them (policies; None is no policy). `seeds` is a number of runs, whose
    seeds are then `run_seeds(number)`, or the seeds themselves. `series` names what is recorded, by default everything.

    Policies that are the same up to some period are simulated once up to there: what they share costs nothing more, and
    the bits are those of each simulated alone.

    Returns a Dataset with the dims (policy, scenario, run, period), without policy or scenario where only one was given
    and had no name; all of them run the same seeds. A run that ends early stays in: its `code` says why, its
    `stopped_at` when, and its series are NaN from that period on; `endings` counts the codes.

    With `folder` nothing is held in memory: finished chunks of `chunk` economies are written there (see folder.py), the
    Dataset reads from them, and the same call after a stop goes on at the first missing chunk and ends with the same
    files. Without it, a stopped ensemble is lost. `threads` is by default the number of cores.

    Raises `InputError`, `BadRequest`, `BadParameters`, `BadLevers` or `UnknownSeries` before anything is simulated.
    """
    plan = design(parameters, levers, seeds, periods=periods, rules=rules, spending=spending, series=series)
    crew, size = thread_count(threads), None if chunk is None else whole(chunk, "chunk")
    inputs = inputs_of(plan)
    if folder is None:
        recorded = _in_memory(plan, crew, progress)
        by_name = {name: by_label(inputs, values) for name, values in zip(plan.series, recorded.values, strict=True)}
        return dataset(inputs, by_name, {name: getattr(recorded, name) for name in RUN_VARIABLES})
    from missionlab.ensemble.stored import open_ensemble

    with at_work(Path(folder), inputs, size) as held:
        _to_folder(plan, held, crew, progress)
    return open_ensemble(folder)


def _in_memory(plan: Design, threads: int, progress: Progress | None) -> Recorded:
    recorded = Recorded.room_for(plan.economies, len(plan.series), plan.periods)
    if progress:
        progress(0, plan.economies)
    with closing(_runs(plan, range(plan.economies), threads, ahead=4 * threads)) as runs:
        for number, run in enumerate(runs):
            recorded.put(number, run)
            if progress:
                progress(number + 1, plan.economies)
    return recorded


def _to_folder(plan: Design, folder: EnsembleFolder, threads: int, progress: Progress | None) -> None:
    missing = folder.missing()
    numbers = [number for chunk in missing for number in folder.members(chunk)]
    done = plan.economies - len(numbers)
    if progress:
        progress(done, plan.economies)
    # Threads may begin a whole further chunk, so that they have work while this one is compressed and written.
    with closing(_runs(plan, numbers, threads, ahead=max(folder.chunk, 4 * threads))) as runs:
        for chunk in missing:
            members = folder.members(chunk)
            recorded = Recorded.room_for(len(members), len(plan.series), plan.periods)
            for place in range(len(members)):
                recorded.put(place, next(runs))
                done += 1
                if progress:
                    progress(done, plan.economies)
            folder.write(chunk, recorded)


def _runs(plan: Design, numbers: Sequence[int], threads: int, ahead: int) -> Generator[Run]:
    """The runs of the economies with these numbers, in this order, at most about `ahead` of them not yet taken."""
    policies = len(plan.schedules)

    def together(number: int) -> tuple[int, int]:
        others, policy = divmod(number, policies)
        return others, policy // _TOGETHER

    def simulate(members: list[int]) -> list[Run]:
        parameters, _, seed = plan.economy(members[0])
        schedules = [plan.economy(number)[1] for number in members]
        begun = start(parameters, seed, plan.rules, plan.spending)
        return branches(begun, schedules, plan.periods, plan.series)

    tasks = (list(members) for _, members in groupby(numbers, together))
    of_one = min(policies, _TOGETHER)
    with closing(in_order(simulate, tasks, threads, max(ahead // of_one, 2 * threads))) as finished:
        for runs in finished:
            yield from runs
