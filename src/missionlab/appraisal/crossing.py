"""Where a curve that should rise crosses a level, from runs: a rising fit, the crossing, and its interval.

The effect of a policy is known at a few doses, with noise. The curve through the means is made to rise (the closest
rising curve by least squares) and is read in a straight line between doses. The interval comes from drawing the runs
again, the same ones at every dose, for they share their seeds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DRAWS = 2000
LEVEL = 0.95


@dataclass(frozen=True)
class Crossing:
    """Where a curve crosses, with its 95 % interval; an infinite number means below or above all the doses tried."""

    at: float
    low: float
    high: float


def rising(values: np.ndarray) -> np.ndarray:
    """The closest rising curves by least squares, shape (..., doses): each place is the largest, over starts up to it,
    of the smallest mean from that start to an end from it on.

    Source: Barlow, Bartholomew, Bremner and Brunk (1972), Statistical Inference under Order Restrictions, section 1.2.
    """
    doses = values.shape[-1]
    sums = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, axis=-1)], axis=-1)
    start, end = np.arange(doses)[:, None], np.arange(doses)
    lengths = np.where(end >= start, end - start + 1, 1)
    means = np.where(end >= start, (sums[..., None, 1:] - sums[..., :-1, None]) / lengths, np.inf)
    least = np.minimum.accumulate(means[..., ::-1], axis=-1)[..., ::-1]
    return np.where(start <= end, least, -np.inf).max(axis=-2)


def crossings(places: np.ndarray, curves: np.ndarray, level: float) -> np.ndarray:
    """Where rising curves, shape (..., doses), first exceed `level`, in a straight line between `places`.

    Minus infinity where a curve exceeds it at the first place already, infinity where it never does.
    """
    above = curves > level
    first = np.argmax(above, axis=-1)
    after = np.take_along_axis(curves, first[..., None], -1)[..., 0]
    before = np.take_along_axis(curves, np.maximum(first - 1, 0)[..., None], -1)[..., 0]
    step = np.where(after > before, after - before, 1.0)
    there = places[first - 1] + (level - before) / step * (places[first] - places[first - 1])
    return np.where(above.any(axis=-1), np.where(first > 0, there, -np.inf), np.inf)


def drawn_weights(runs: int, draws: int, seed: int) -> np.ndarray:
    """How often each run is drawn, as shares, when `runs` runs are drawn with return: shape (draws, runs)."""
    return np.random.default_rng(seed).multinomial(runs, np.full(runs, 1 / runs), size=draws) / runs


def interval(values: np.ndarray) -> tuple[float, float]:
    """The middle 95 % of values that may be infinite."""
    ends = np.array([(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    places = np.clip(np.rint(ends * (values.size - 1)).astype(int), 0, values.size - 1)
    low, high = np.sort(values)[places]
    return float(low), float(high)


def crossing_of_means(places: np.ndarray, values: np.ndarray, *, draws: int = DRAWS, seed: int = 0) -> Crossing:
    """Where the mean over runs of `values`, shape (runs, doses), rises above zero."""
    weights = drawn_weights(len(values), draws, seed)
    low, high = interval(crossings(places, rising(weights @ values), 0.0))
    at = float(crossings(places, rising(values.mean(axis=0)), 0.0))
    return Crossing(at, low, high)


def crossing_of_evidence(
    places: np.ndarray, values: np.ndarray, critical: float, *, draws: int = DRAWS, seed: int = 0
) -> Crossing:
    """From which place on the mean over runs of `values`, shape (runs, doses), is `critical` errors away from zero.

    The evidence at a dose is the mean over its standard error. Up to the dose where it is strongest it is taken to
    grow; what comes after, such as an effect that turns, does not count. Infinite where it is nowhere strong enough.
    """
    runs = len(values)
    observed = _evidence(values.mean(axis=0), (values**2).mean(axis=0), runs)
    peak = int(np.argmax(np.abs(observed)))
    if abs(observed[peak]) <= critical:
        return Crossing(np.inf, np.inf, np.inf)
    sign, upto = np.sign(observed[peak]), slice(0, peak + 1)
    weights = drawn_weights(runs, draws, seed)
    again = _evidence(weights @ values, weights @ values**2, runs)
    low, high = interval(crossings(places[upto], rising(sign * again[:, upto]), critical))
    return Crossing(float(crossings(places[upto], rising(sign * observed[upto]), critical)), low, high)


_CERTAIN = 1e6
"""Evidence where every run says the same number: enough for any level, and still a number to interpolate with."""


def _evidence(means: np.ndarray, squares: np.ndarray, runs: int) -> np.ndarray:
    errors = np.sqrt(np.maximum(squares - means**2, 0.0) / (runs - 1))
    exact = errors <= 1e-9 * np.abs(means)
    return np.where(exact, _CERTAIN * np.sign(means), means / np.where(exact, 1.0, errors))
