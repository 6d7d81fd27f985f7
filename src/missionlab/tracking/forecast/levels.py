"""A forecast as quantiles: the levels, the distributions that are read at them, mixtures, averages and scores.

Sources: T. Gneiting and A. Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102 (2007)
359-378 (the CRPS as twice the integral of the quantile score); K. C. Lichtendahl, Y. Grushka-Cockayne and R. L.
Winkler, "Is it better to average probabilities or quantiles?", Management Science 59 (2013) 1594-1611.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

LEVELS: Values = np.arange(1, 200) / 200
"""The 199 levels at which a forecast is given: 0.005 to 0.995."""
MEDIAN = 99
"""Position of the level 0.5."""


def position_of(level: float) -> int:
    """Where ``level``, a multiple of 1/200, stands in ``LEVELS``."""
    return round(level * 200) - 1


_NORMAL_FROM = 200
"""Degrees of freedom from which Student's t is read as a normal: their quantiles at 0.995 differ by 1 %."""
_CELLS = np.array([0.0, *(NormalDist().cdf(z) for z in np.linspace(-3.2, 3.2, 41)), 1.0])
"""Ends of the cells of probability into which a component of a mixture is cut: narrow in the tails."""
CELL_MASS: Values = np.diff(_CELLS)
CELL_LEVELS: Values = (_CELLS[1:] + _CELLS[:-1]) / 2
_KEPT = 0.998
"""Components of a mixture are taken by weight until they hold this share of it."""


@lru_cache(maxsize=512)
def student(freedom: float, cells: bool = False) -> Values:
    """Quantiles of Student's t with ``freedom`` >= 1 degrees of freedom: at ``LEVELS``, or at the mixture's cells.

    With t = sqrt(freedom) tan(a), the density of the angle a is proportional to cos(a) ^ (freedom - 1), which is
    integrated on a grid; the error is below 1e-5 of the quantile (see the tests).
    """
    levels = CELL_LEVELS if cells else LEVELS
    if freedom >= _NORMAL_FROM:
        return np.array([NormalDist().inv_cdf(level) for level in levels.tolist()])
    widest = np.pi / 2 if freedom < 30 else min(np.pi / 2, 12 / np.sqrt(freedom))
    angle = np.linspace(0, widest, 8001)
    density = np.cos(angle) ** (freedom - 1)
    mass = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    above = np.maximum(levels, 1 - levels)
    found = np.interp((above - 0.5) * 2 * mass[-1], mass, angle)
    return np.sign(levels - 0.5) * np.sqrt(freedom) * np.tan(found)


def mixture(points: Values, weights: Values) -> Values:
    """Quantiles (H, 199) of a mixture of K components at H times.

    ``points`` (H, K, cells) are the components' quantiles at ``CELL_LEVELS``, ``weights`` (K,) sum to 1.
    """
    order = np.argsort(-weights, kind="stable")
    kept = order[: int(np.searchsorted(np.cumsum(weights[order]), _KEPT)) + 1]
    mass = (weights[kept, None] * CELL_MASS / weights[kept].sum()).reshape(-1)
    flat = points[:, kept].reshape(len(points), -1)
    by_value = np.argsort(flat, axis=1, kind="stable")
    ordered = np.take_along_axis(flat, by_value, axis=1)
    steps = mass[by_value]
    reached = np.cumsum(steps, axis=1) - steps / 2
    return np.stack([np.interp(LEVELS, at, values) for at, values in zip(reached, ordered, strict=True)])


def shares(log_weights: Values) -> Values:
    """Weights that sum to 1 from their logarithms up to a constant; what is no number weighs nothing."""
    finite = np.where(np.isfinite(log_weights), log_weights, -np.inf)
    largest = finite.max()
    raw = np.exp(finite - largest) if np.isfinite(largest) else np.ones_like(finite)
    return raw / raw.sum()


def averaged(quantiles: Sequence[Values], weights: Sequence[float]) -> Values:
    """The forecast whose quantiles are the weighted mean of those of several, each (H, 199)."""
    total = sum(weights)
    return sum((w / total) * q for w, q in zip(weights, quantiles, strict=True))  # type: ignore[return-value]


def mixed(one: Values, other: Values) -> Values:
    """The forecast (H, 199) that is either of two, each with probability one half."""
    ordered = np.sort(np.concatenate([one, other], axis=1), axis=1, kind="stable")
    return (ordered[:, ::2] + ordered[:, 1::2]) / 2


def stretched(quantiles: Values, factor: Values) -> Values:
    """Forecasts (N, 199) with every quantile ``factor`` (N,) times as far from the median."""
    middle = quantiles[:, MEDIAN : MEDIAN + 1]
    return middle + factor[:, None] * (quantiles - middle)


def crps_of(quantiles: Values, values: Values) -> Values:
    """The CRPS of forecasts ``quantiles`` (..., 199) when ``values`` (...) came, in the unit of the values."""
    return 2 * quantile_losses(quantiles, values).sum(axis=-1) / 200


def quantile_losses(quantiles: Values, values: Values) -> Values:
    """The quantile (pinball) loss at each of the 199 levels when ``values`` (...) came, shape (..., 199).

    Twice its integral over the levels is the CRPS. By the trapezoidal rule, with no loss at levels 0 and 1, a normal
    forecast gets it to 0.02 % within two standard deviations of its centre, and 0.2 % at four (see the tests).
    """
    miss = values[..., None] - quantiles
    return np.where(miss >= 0, LEVELS * miss, (LEVELS - 1) * miss)
