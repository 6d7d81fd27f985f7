"""Shapes of distributions that the stylised facts are about: tents, fat tails, durations, log-normal sizes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

NORMAL_AT_95 = 5.991
"""Value of the statistic of Jarque and Bera that a normal sample exceeds with probability 5 %."""

_GOLDEN = (math.sqrt(5) - 1) / 2


def lowest(cost: Callable[[float], float], low: float, high: float, steps: int = 40) -> float:
    """Where a function with one valley is lowest between `low` and `high`, by golden sections."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    cost_left, cost_right = cost(left), cost(right)
    for _ in range(steps):
        if cost_left < cost_right:
            high, right, cost_right = right, left, cost_left
            left = high - _GOLDEN * (high - low)
            cost_left = cost(left)
        else:
            low, left, cost_left = left, right, cost_right
            right = low + _GOLDEN * (high - low)
            cost_right = cost(right)
    return (low + high) / 2


def subbotin_shape(values: np.ndarray) -> float:
    """The shape b of the Subbotin (exponential power) law that fits best, by maximum likelihood about the median.

    b = 2 is the normal law, 1 that of Laplace, a tent on a logarithmic scale; the smaller, the fatter the tails. Values
    of shape (n,); the answer lies within 0.2 and 8. NaN for values without spread.

    Source: Bottazzi and Secchi (2003), "Why are distributions of firm growth rates tent-shaped?", Economics Letters 80.
    """
    distance = np.abs(values - np.median(values))
    distance = distance[distance > 0]
    if 2 * len(distance) < len(values):
        return float("nan")
    logs = np.log(distance)

    def cost(log_shape: float) -> float:
        shape = math.exp(log_shape)
        scale = float(np.log(np.exp(shape * (logs - logs.max())).mean())) / shape + float(logs.max())
        return scale + log_shape / shape + math.lgamma(1 + 1 / shape) + 1 / shape

    return math.exp(lowest(cost, math.log(0.2), math.log(8.0)))


def normality_statistic(values: np.ndarray) -> float:
    """The statistic of Jarque and Bera, n/6 (skewness^2 + excess kurtosis^2 / 4), of values of shape (n,)."""
    deviation = values - values.mean()
    spread = values.std()
    if spread == 0:
        return float("nan")
    skewness = (deviation**3).mean() / spread**3
    excess = (deviation**4).mean() / spread**4 - 3
    return float(len(values) / 6 * (skewness**2 + excess**2 / 4))


def spells(happening: np.ndarray) -> np.ndarray:
    """How long each spell of a yes lasted, shape (spells,); spells cut by either end are left out."""
    padded = np.concatenate([[False], happening, [False]]).astype(int)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    whole = (starts > 0) & (ends < len(happening))
    return (ends - starts)[whole]


def geometric_log_likelihood(durations: np.ndarray) -> float:
    """The best mean log-likelihood of a geometric law, the exponential one of whole periods."""
    mean = durations.mean()
    if mean == 1:
        return 0.0
    going_on = 1 - 1 / mean
    return float(np.log(1 - going_on) + (mean - 1) * np.log(going_on))


def power_law_log_likelihood(durations: np.ndarray) -> float:
    """The best mean log-likelihood of a power law of whole periods, d^-s / zeta(s)."""
    mean_log = float(np.log(durations).mean())
    exponent = lowest(lambda s: s * mean_log + math.log(_zeta(s)), 1.01, 12.0)
    return -exponent * mean_log - math.log(_zeta(exponent))


def _zeta(s: float, terms: int = 50) -> float:
    counted = sum(k**-s for k in range(1, terms))
    return counted + terms ** (1 - s) / (s - 1) + terms**-s / 2 + s * terms ** (-s - 1) / 12


def weibull_shape(durations: np.ndarray) -> float:
    """The shape of the discrete Weibull law that fits best: P(D > d) = q^(d^shape); 1 is the geometric law.

    Above 1 long spells end sooner than an exponential law says, below 1 later. Within 0.2 and 5; NaN without two
    different durations.

    Source: Nakagawa and Osaki (1975), "The discrete Weibull distribution", IEEE Transactions on Reliability 24.
    """
    lengths, counts = np.unique(durations, return_counts=True)
    if len(lengths) < 2:
        return float("nan")
    weights = counts / counts.sum()

    def cost_of(log_shape: float, logit: float) -> float:
        log_stay = -math.log1p(math.exp(-logit))
        powers = math.exp(log_shape)
        chance = np.exp(log_stay * (lengths - 1.0) ** powers) - np.exp(log_stay * lengths**powers)
        return -float((weights * np.log(np.maximum(chance, 1e-300))).sum())

    def cost(log_shape: float) -> float:
        return cost_of(log_shape, lowest(lambda logit: cost_of(log_shape, logit), -8.0, 8.0, 30))

    return math.exp(lowest(cost, math.log(0.2), math.log(5.0), 30))
