"""What a comparison of two sets of runs can see: the smallest shift it would find, and what chance alone would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from missionlab.ensemble.compare import LEVEL, critical_gap

POWER = 0.8
"""Chance of finding a difference that counts as enough."""

_STEPS = 12
_WIDEST = 16.0
"""Largest shift that is looked for, in standard deviations."""


def smallest_shift_found(
    values: np.ndarray, left: int, right: int, level: float, *, simulations: int = 400, seed: int = 0
) -> float:
    """The smallest shift of a moment that a test at `level` finds with `POWER`, in standard deviations of `values`.

    By simulation: `left` and `right` runs are drawn from the distribution of `values`, smoothed between its points, and
    the second set is shifted, up or down, whichever is harder to see. Bisection finds the shift, with the same draws at
    every step. Infinite where even the largest gap is no evidence at this level.
    """
    critical = critical_gap(left, right, level)
    random = np.random.default_rng(seed)
    first, second = (_drawn(values, random.random((simulations, size))) for size in (left, right))
    return max(_bisected(first, second, critical, direction * values.std(ddof=1)) for direction in (1, -1))


def _drawn(values: np.ndarray, uniform: np.ndarray) -> np.ndarray:
    return np.interp(uniform, np.linspace(0, 1, len(values)), np.sort(values))


def _bisected(first: np.ndarray, second: np.ndarray, critical: float, unit: float) -> float:
    low, high = 0.0, _WIDEST
    if (_gaps(first, second + high * unit) >= critical).mean() < POWER:
        return float("inf")
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if (_gaps(first, second + middle * unit) >= critical).mean() < POWER:
            low = middle
        else:
            high = middle
    return high


def _gaps(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The largest gaps of many pairs of samples without ties, shapes (simulations, left) and (simulations, right)."""
    left, right = first.shape[1], second.shape[1]
    order = np.argsort(np.concatenate([first, second], axis=1), axis=1)
    # A hair is taken off, for the gap is a sum of fractions and the critical gap is one.
    return np.abs(np.cumsum(np.where(order < left, 1 / left, -1 / right), axis=1)).max(axis=1) + 1e-12


@dataclass(frozen=True)
class Alarms:
    """Moments whose own p-value is at most 5 %: how many are found and how many chance gives on average.

    `chance` is the p-value of all moments together.
    """

    found: int
    expected: float
    chance: float


def alarms(
    left: Mapping[str, np.ndarray], right: Mapping[str, np.ndarray], *, deals: int = 2000, seed: int = 0
) -> Alarms:
    """Whether the moments together look more different than chance explains, given how they depend on each other.

    The runs, whole, are dealt anew into two sets of the same sizes `deals` times. Each moment's p-value in each deal,
    the observed one included, is the share of deals with at least its gap; together they are judged by Fisher's sum of
    their logarithms, against that of the other deals. Takes moments that every run has, each an array over runs.
    """
    size = len(next(iter(left.values())))
    pooled = np.array([np.concatenate([left[name], right[name]]) for name in left])
    runs = pooled.shape[1]
    random = np.random.default_rng(seed)
    members = np.zeros((deals + 1, runs), dtype=bool)
    members[0, :size] = True
    for deal in range(1, deals + 1):
        members[deal, random.permutation(runs)[:size]] = True
    steps = np.where(members, 1 / size, -1 / (runs - size))
    p_values = np.array([_p_values_of_deals(values, steps) for values in pooled])
    found = (p_values <= LEVEL).sum(axis=0)
    evidence = -np.log(p_values).sum(axis=0)
    as_strong = evidence >= evidence[0] * (1 - 1e-12)
    return Alarms(int(found[0]), float(found.mean()), float(as_strong.mean()))


def _p_values_of_deals(values: np.ndarray, steps: np.ndarray) -> np.ndarray:
    order = np.argsort(values, kind="stable")
    ends = np.append(np.diff(values[order]) > 0, True)
    gaps = np.abs(np.cumsum(steps[:, order], axis=1)[:, ends]).max(axis=1).round(9)
    descending = np.sort(gaps)[::-1]
    return np.searchsorted(-descending, -gaps, side="right") / len(gaps)
