"""The seeds of an ensemble's runs: each run can be repeated alone, and two ensembles share no run by accident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import index

from missionlab.base.findings import InputError
from missionlab.base.fingerprint import seed_of

LARGEST = 2**53
"""Derived seeds stay below this, so that JSON, spreadsheets and notebooks show them unrounded."""

_FIX = "Give a number of runs, such as seeds=100, or a list of different whole numbers of at least 0."


def run_seeds(runs: int, base: int = 0) -> tuple[int, ...]:
    """The seeds of `runs` runs of the ensemble with base seed `base`.

    Run k's seed depends on `base` and k alone: `simulate(seed=run_seeds(8, base)[7])` repeats run 7 of any ensemble of
    that base, and a longer ensemble begins with the runs of a shorter one. Seeds are hashed, not counted up, so that
    the ensembles of base 0 and base 1 are independent samples.
    """
    runs, base = _whole(runs, "the number of runs"), _whole(base, "the base seed")
    if runs < 1:
        raise InputError(f"{runs} runs: an ensemble has at least one run.", fix=_FIX)
    return tuple(seed_of("run of an ensemble", base, run) % LARGEST for run in range(runs))


def checked_seeds(seeds: int | Sequence[int]) -> tuple[int, ...]:
    """One seed a run: derived from base seed 0 if `seeds` is a number of runs, else as given; bad ones are refused."""
    if not hasattr(seeds, "__len__"):
        return run_seeds(seeds)  # type: ignore[arg-type]
    chosen = tuple(_whole(seed, f"the seed of run {run}") for run, seed in enumerate(seeds))  # type: ignore[arg-type]
    if not chosen:
        raise InputError("The list of seeds is empty.", why="Each run needs a seed.", fix=_FIX)
    too_large = [seed for seed in chosen if seed >= 2**63]
    if too_large:
        raise InputError(f"Seed {too_large[0]} is not below 2**63.", why="Seeds are 63-bit whole numbers.", fix=_FIX)
    repeated = [seed for seed, times in Counter(chosen).items() if times > 1]
    if repeated:
        others = f", and so are {len(repeated) - 1} others" if repeated[1:] else ""
        raise InputError(
            f"Seed {repeated[0]} is given more than once{others}.",
            why="The same seed gives the same run: a repeated one would count as evidence twice.",
            fix=_FIX,
        )
    return chosen


def _whole(value: object, what: str) -> int:
    """The value as a whole number of at least 0; raises `InputError` if it is not one."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        number = -1
    if number < 0 or isinstance(value, bool):
        raise InputError(f"{value!r} as {what}: it must be a whole number of at least 0.", fix=_FIX)
    return number
