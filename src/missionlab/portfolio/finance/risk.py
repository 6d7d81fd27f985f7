"""Losses of a pool with one common normal factor, in closed form or by one integral: yardsticks of the simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NODES = 200
"""Nodes of the Gauss-Hermite rule; the answers below are exact to ten digits with half of them."""


def large_pool_quantile(chance: float, correlation: float, q: float) -> float:
    """Share of a large even pool that fails, at its quantile q: Phi((Phi^-1(p) + sqrt(rho) Phi^-1(q)) / sqrt(1-rho)).

    Source: Vasicek's limit of the one-factor model.
    """
    from scipy.special import ndtr, ndtri

    return float(ndtr((ndtri(chance) + np.sqrt(correlation) * ndtri(q)) / np.sqrt(1 - correlation)))


def failures(loans: int, chance: float, correlation: float) -> NDArray[np.float64]:
    """Chance of 0, 1, ..., `loans` failures among equal loans; shape (loans + 1,)."""
    from scipy.special import comb, ndtr, ndtri

    nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
    given = ndtr((ndtri(chance) - np.sqrt(correlation) * nodes) / np.sqrt(1 - correlation))[:, None]
    counts = np.arange(loans + 1)
    law = comb(loans, counts) * given**counts * (1 - given) ** (loans - counts)
    return weights @ law / weights.sum()


def default_correlation(chance: float, correlation: float) -> float:
    """Correlation of two failures (yes or no), where the risks behind them have `correlation`."""
    two = failures(2, chance, correlation)[2]
    return float((two - chance**2) / (chance * (1 - chance)))


def regulatory_correlation(chance: float) -> float:
    """Correlation that bank regulation sets for loans to firms: .12 w + .24 (1 - w), w = (1-e^-50p)/(1-e^-50).

    Source: Basel II and III, corporate exposures, without adjustment for size.
    """
    weight = -np.expm1(-50 * chance) / -np.expm1(-50.0)
    return float(0.12 * weight + 0.24 * (1 - weight))
