"""Student's t distribution: tail and quantile.

Written out here because importing ``scipy.special`` takes a third of the second in which a strategy must be checked;
the tests compare both functions with scipy's over their whole range (see docs/decisions/0007).

Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8 (continued fraction of the incomplete beta
function), 26.7.1 (Student's t).
"""

from __future__ import annotations

import math
from functools import lru_cache

_TINY = 1e-300


def tail(t: float, freedom: float) -> float:
    """Probability that Student's t with ``freedom`` degrees of freedom exceeds ``t`` (0.5 at 0)."""
    half = 0.5 * _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))
    return half if t >= 0 else 1 - half


@lru_cache(maxsize=1024)
def quantile(probability: float, freedom: float) -> float:
    """The value below which Student's t falls with ``probability``, between 0 and 1 (both excluded)."""
    if probability < 0.5:
        return -quantile(1 - probability, freedom)
    wanted, low, high = 1 - probability, 0.0, 1.0
    while tail(high, freedom) > wanted:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if tail(middle, freedom) > wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of I_x(a, b), by the modified method of Lentz."""
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    out = d
    for m in range(1, 500):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            out *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return out


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
