"""Do two sets of runs come from the same model? Every moment is tested, and the tests know how many they are.

Each moment is compared by the statistic of Kolmogorov and Smirnov, the largest gap between the two distribution
functions, which sees any difference of the distributions, not that of the means alone. Its p-value is exact: the share
of all ways to deal the pooled values into two sets of these sizes that give a gap at least as large, ties included.
Holm's correction keeps the chance of a single false alarm among all moments below the level whatever their dependence,
and moments at neighbouring lags depend strongly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

LEVEL = 0.05
"""Chance of any false alarm among all moments."""

_ROUNDING = 1e-9
"""Gaps are multiples of 1 / (left x right): two that differ by less are the same."""

_FEWEST = 5
"""Runs of a set that must have a moment for it to be tested."""


@dataclass(frozen=True)
class Side:
    """A moment in one set of runs: mean, standard deviation over runs, and the number of runs that have it."""

    mean: float
    sd: float
    runs: int


@dataclass(frozen=True)
class Comparison:
    """One moment of two sets of runs: the largest gap, its exact p-value and Holm's correction of it.

    `untested` says why there is no test, if so: then the three numbers are NaN.
    """

    name: str
    left: Side
    right: Side
    gap: float
    p: float
    corrected: float
    untested: str

    @property
    def differs(self) -> bool:
        """Whether the two sets differ at `LEVEL`, corrected for the number of moments."""
        return self.corrected < LEVEL


def compare(left: Mapping[str, np.ndarray], right: Mapping[str, np.ndarray]) -> tuple[Comparison, ...]:
    """Compare every moment that both sets have, each an array over runs; NaN marks a run without the moment.

    Where both sets hold one and the same number there is nothing to test, and the correction does not count it.
    """
    names = [name for name in left if name in right]
    there = {name: (_there(left[name]), _there(right[name])) for name in names}
    reasons = {name: _untestable(*sides) for name, sides in there.items()}
    tested = [name for name in names if not reasons[name]]
    gaps = {name: largest_gap(*there[name]) for name in tested}
    p_values = {name: _p_value(gaps[name], *there[name]) for name in tested}
    corrected = dict(zip(tested, holm(np.array([p_values[name] for name in tested])), strict=True))
    nothing = float("nan")
    return tuple(
        Comparison(
            name,
            *(_side(values) for values in there[name]),
            gap=gaps.get(name, nothing),
            p=p_values.get(name, nothing),
            corrected=float(corrected.get(name, nothing)),
            untested=reasons[name],
        )
        for name in names
    )


def _side(values: np.ndarray) -> Side:
    mean = float(values.mean()) if len(values) else float("nan")
    return Side(mean, float(values.std(ddof=1)) if len(values) > 1 else float("nan"), len(values))


def _there(values: np.ndarray) -> np.ndarray:
    return values[np.isfinite(values)]


def _untestable(left: np.ndarray, right: np.ndarray) -> str:
    if min(len(left), len(right)) < _FEWEST:
        return f"fewer than {_FEWEST} runs have it"
    pooled = np.concatenate([left, right])
    if np.ptp(pooled) <= _ROUNDING * np.abs(pooled).max():
        return "the same number in every run"
    return ""


def _p_value(gap: float, left: np.ndarray, right: np.ndarray) -> float:
    ties = np.unique(np.concatenate([left, right]), return_counts=True)[1]
    return exact_p_value(gap, ties, len(left), len(right))


def largest_gap(left: np.ndarray, right: np.ndarray) -> float:
    """The largest gap between the two empirical distribution functions, of shapes (left,) and (right,)."""
    pooled = np.concatenate([left, right])
    below_left = np.searchsorted(np.sort(left), pooled, side="right") / len(left)
    below_right = np.searchsorted(np.sort(right), pooled, side="right") / len(right)
    return float(np.abs(below_left - below_right).max())


def exact_p_value(gap: float, ties: np.ndarray, left: int, right: int) -> float:
    """The share of all ways to deal the pooled values into `left` and `right` that give at least this gap.

    `ties` counts each distinct pooled value, in their order, shape (distinct,): all ones without ties. The pooled
    values are dealt one by one; the shares of all deals that stayed below the gap so far are carried on, by the number
    dealt to the left. Within equal values there is no gap to look at: both functions step over them at once.
    """
    if gap < _ROUNDING:
        return 1.0
    seen = np.cumsum(ties)
    ends = set(seen.tolist())
    kept = np.zeros(left + 1)
    kept[0] = 1.0
    to_left = np.arange(left + 1)
    reached = 0.0
    for dealt in range(left + right):
        # The next value goes to the left with the share of places that the left still has free.
        chance = np.clip(left - to_left, 0, None) / (left + right - dealt)
        moved = kept * chance
        kept = kept * (1 - chance)
        kept[1:] += moved[:-1]
        if dealt + 1 in ends:
            over = np.abs(to_left / left - (dealt + 1 - to_left) / right) >= gap - _ROUNDING
            reached += float(kept[over].sum())
            kept[over] = 0.0
    return min(reached, 1.0)


def holm(p_values: np.ndarray) -> np.ndarray:
    """Holm's corrected p-values, shape (tests,): valid whatever the dependence between the tests.

    Source: Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics.
    """
    order = np.argsort(p_values, kind="stable")
    steps = (len(p_values) - np.arange(len(p_values))) * p_values[order]
    corrected = np.empty(len(p_values))
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected


def critical_gap(left: int, right: int, level: float) -> float:
    """The smallest gap of values without ties whose p-value is at most `level`; above 1 if no gap is enough."""
    gaps = np.unique(np.abs(np.subtract.outer(np.arange(left + 1) * right, np.arange(right + 1) * left)))
    untied = np.ones(left + right, dtype=int)
    low, high = 0, len(gaps)
    while low < high:
        middle = (low + high) // 2
        if exact_p_value(gaps[middle] / (left * right), untied, left, right) <= level:
            high = middle
        else:
            low = middle + 1
    return float(gaps[low] / (left * right)) if low < len(gaps) else float("inf")
