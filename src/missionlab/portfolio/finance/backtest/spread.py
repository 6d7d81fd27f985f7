"""How far a count may lie from its prediction: every project on its own, or all under one common factor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.backtest.pipeline import Forecast

_NODES = 80


def interval(chance: NDArray[np.float64], correlation: float, level: float, scale: float = 1.0) -> tuple[float, float]:
    """Bounds of the number of successes times `scale`, with the given probability between them.

    Given the common factor, a sum of independent successes is nearly normal; the law is the mixture over the factor.
    """
    from scipy.special import ndtr

    weights, mean, spread = _given(chance, correlation)
    edges = []
    for q in ((1 - level) / 2, (1 + level) / 2):
        low, high = -1.0, float(len(chance)) + 1.0
        for _ in range(60):
            middle = (low + high) / 2
            below = float(weights @ ndtr((middle - mean) / spread))
            low, high = (middle, high) if below < q else (low, middle)
        edges.append(scale * max(0.0, (low + high) / 2))
    return edges[0], edges[1]


def variance(chance: NDArray[np.float64], correlation: float) -> float:
    """Of the number of successes."""
    weights, mean, spread = _given(chance, correlation)
    centre = float(weights @ mean)
    return float(weights @ (spread**2 + (mean - centre) ** 2))


def implied_correlation(forecasts: Sequence[Forecast], around_mean: bool) -> float:
    """The correlation with which the standardised errors have mean square 1; 0 where they are smaller without any.

    With `around_mean` the errors are taken around their mean, so that a lasting optimism is no risk.
    """

    def excess(correlation: float) -> float:
        errors = np.array(
            [(f.operated.sum() - f.chance.sum()) / np.sqrt(variance(f.chance, correlation)) for f in forecasts]
        )
        return float(np.var(errors) if around_mean else np.mean(errors**2)) - 1

    low, high = 0.0, 0.9
    if excess(low) <= 0:
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


@cache
def _rule() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights of the Gauss-Hermite rule for a standard normal number."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    return nodes, weights / weights.sum()


def _given(
    chance: NDArray[np.float64], correlation: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weights of the factor's nodes, and at each the mean and the standard deviation of the number of successes."""
    from scipy.special import ndtr, ndtri

    cells, counts = np.unique(np.round(chance, 12), return_counts=True)
    if correlation == 0:
        nodes, weights = np.zeros(1), np.ones(1)
    else:
        nodes, weights = _rule()
    given = ndtr((ndtri(cells) + np.sqrt(correlation) * nodes[:, None]) / np.sqrt(1 - correlation))
    return weights, given @ counts, np.sqrt(np.maximum((given * (1 - given)) @ counts, 1e-12))
