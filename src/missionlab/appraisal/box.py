"""A box of parameters in which something happens more often, found on one half of the worlds and judged on the other.

The patient rule induction method of Friedman and Fisher (1999, Statistics and Computing 9), in short: begin with the
whole space, peel off the slice of one parameter whose loss raises the share inside most, again and again; of all boxes
on the way keep the one with the largest gain. Peeling is greedy, so then every bound that does not earn its place is
dropped, and those that are left are moved to where the gain is largest. A box found in noise
looks good where it was found. So it is judged on worlds that had no part in finding it, and is reported only if it
holds there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PEEL = 0.08
"""Share of the worlds inside that one step peels off."""
SMALLEST = 0.1
"""Share of the worlds that a box must hold."""
LEVEL = 0.05


@dataclass(frozen=True)
class Box:
    """Bounds by column, minus and plus infinity where a column is free; both arrays have shape (columns,)."""

    low: np.ndarray
    high: np.ndarray

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Which of the points, shape (worlds, columns), lie inside."""
        return np.all((points >= self.low) & (points <= self.high), axis=1)


@dataclass(frozen=True)
class Judged:
    """A box, the worlds that judged it (indices), which of those lie inside, and the chance of so large a gap."""

    box: Box
    judges: np.ndarray
    inside: np.ndarray
    p: float


def judged_box(points: np.ndarray, happens: np.ndarray, *, seed: int = 0) -> Judged | None:
    """The box found on half of the worlds, judged on the other half; None if no box is found at all.

    `points` has shape (worlds, columns); `happens` is in [0, 1] for each world: how sure its runs are that it happens.
    """
    order = np.random.default_rng(seed).permutation(len(points))
    finders, judges = order[: len(order) // 2], order[len(order) // 2 :]
    box = found_box(points[finders], happens[finders])
    if box is None:
        return None
    inside = box.holds(points[judges])
    return Judged(box, judges, inside, _chance_of_gap(happens[judges], inside, seed=seed))


def found_box(points: np.ndarray, happens: np.ndarray) -> Box | None:
    """The box with the largest gain: share of worlds inside, times how far the mean inside exceeds that of all."""
    free = np.full(points.shape[1], np.inf)
    box, best, most = Box(-free, free), None, 0.0
    smallest = max(SMALLEST * len(points), 5)
    while (box := _peeled(box, points, happens, smallest)) is not None:
        gain = _gain(box, points, happens)
        if gain > most + 1e-12:
            best, most = box, gain
    if best is None:
        return None
    kept = _moved(_without_idle_bounds(best, points, happens), points, happens, smallest)
    kept = _without_idle_bounds(kept, points, happens)
    return kept if np.isfinite(kept.low).any() or np.isfinite(kept.high).any() else None


def _gain(box: Box, points: np.ndarray, happens: np.ndarray) -> float:
    inside = box.holds(points)
    return float(inside.mean() * (happens[inside].mean() - happens.mean())) if inside.any() else 0.0


def _moved(box: Box, points: np.ndarray, happens: np.ndarray, smallest: float) -> Box:
    """The box with its bounds, one after the other, moved half-way between two worlds where the gain is largest."""
    most = _gain(box, points, happens)
    for _ in range(_ROUNDS):
        before = most
        for upper in (False, True):
            for column in np.flatnonzero(np.isfinite(box.high if upper else box.low)):
                values = np.sort(points[:, column])
                for cut in (values[1:] + values[:-1]) / 2:
                    other = _with_bound(box, int(column), float(cut), upper=upper)
                    gain = _gain(other, points, happens)
                    if gain > most + 1e-12 and other.holds(points).sum() >= smallest:
                        box, most = other, gain
        if most <= before:
            break
    return box


_ROUNDS = 5


def _peeled(box: Box, points: np.ndarray, happens: np.ndarray, smallest: float) -> Box | None:
    """The box less the slice whose loss raises the mean inside most; None when it would become too small."""
    inside = box.holds(points)
    there, value = points[inside], happens[inside]
    best, highest = None, -np.inf
    for column in range(points.shape[1]):
        for share in (PEEL, 1 - PEEL):
            cut = np.quantile(there[:, column], share)
            kept = there[:, column] > cut if share < 0.5 else there[:, column] < cut
            if not smallest <= kept.sum() < len(there) or value[kept].mean() <= highest:
                continue
            highest = value[kept].mean()
            # The bound lies half-way between what stays and what goes.
            edge = there[kept, column].min() if share < 0.5 else there[kept, column].max()
            gone = there[~kept, column].max() if share < 0.5 else there[~kept, column].min()
            best = _with_bound(box, column, (edge + gone) / 2, upper=share > 0.5)
    return best


def _with_bound(box: Box, column: int, value: float, *, upper: bool) -> Box:
    low, high = box.low.copy(), box.high.copy()
    (high if upper else low)[column] = value
    return Box(low, high)


def _without_idle_bounds(box: Box, points: np.ndarray, happens: np.ndarray) -> Box:
    """Drop bounds, the idlest first, while what a bound keeps out differs too little from what is inside."""
    while True:
        without = [
            _with_bound(box, int(column), np.inf if upper else -np.inf, upper=upper)
            for upper, bounds in ((False, box.low), (True, box.high))
            for column in np.flatnonzero(np.isfinite(bounds))
        ]
        strength = [_difference(box, wider, points, happens) for wider in without]
        if not without or min(strength) >= _KEEP:
            return box
        box = without[int(np.argmin(strength))]


_KEEP = 3.0
"""Standard errors by which what a bound keeps out must differ: the bounds were chosen among many."""


def _difference(box: Box, wider: Box, points: np.ndarray, happens: np.ndarray) -> float:
    """By how many standard errors the mean inside exceeds that of what the wider box adds; 0 if it adds too little."""
    inside = box.holds(points)
    added = wider.holds(points) & ~inside
    if added.sum() < 3:
        return 0.0
    both = np.concatenate([happens[inside], happens[added]])
    error = np.sqrt(both.var() * (1 / inside.sum() + 1 / added.sum()))
    return float((happens[inside].mean() - happens[added].mean()) / error) if error > 0 else 0.0


_DEALS = 4999


def _chance_of_gap(happens: np.ndarray, inside: np.ndarray, *, seed: int) -> float:
    """The chance of so large a mean inside if which worlds lie inside said nothing, by dealing them anew."""
    size = int(inside.sum())
    if size < 3 or size > len(inside) - 3:
        return 1.0
    random = np.random.default_rng(seed)
    means = np.array([random.permutation(happens)[:size].mean() for _ in range(_DEALS)])
    return float((1 + (means >= happens[inside].mean() - 1e-12).sum()) / (1 + _DEALS))
