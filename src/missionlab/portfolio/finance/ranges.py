"""Numbers over paths as ranges: 5, 50 and 95 % quantiles, and for a share of the paths its 90 % interval."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text
from missionlab.portfolio.finance.results import Fan, Ranged

SIDES = (0.05, 0.5, 0.95)
NORMAL_90 = 1.6448536269514722
"""Half-width of a 90 % interval in standard errors."""


def ranged(values: NDArray[np.float64], reason: Text | None = None) -> Ranged:
    """The quantiles of one number a path; shape (paths,). An infinite quantile is blank."""
    low, mid, high = (
        np.quantile(values, SIDES, method="higher") if np.isinf(values).any() else np.quantile(values, SIDES)
    )
    return Ranged(_finite(low), _finite(mid), _finite(high), reason)


def unknown(reason: Text) -> Ranged:
    return Ranged(None, None, None, reason)


def fixed(value: float, reason: Text | None = None) -> Ranged:
    """A number that is the same on every path."""
    return Ranged(value, value, value, reason)


def share(hits: Any, reason: Text | None = None) -> Ranged:
    """The share of the paths and its 90 % interval by Wilson; shape of `hits` (paths,)."""
    n, p = len(hits), float(np.mean(hits))
    z2 = NORMAL_90**2 / n
    middle = (p + z2 / 2) / (1 + z2)
    half = NORMAL_90 * np.sqrt(p * (1 - p) / n + z2 / (4 * n)) / (1 + z2)
    low, high = max(0.0, float(middle - half)), min(1.0, float(middle + half))
    return Ranged(0.0 if p == 0 else low, p, 1.0 if p == 1 else high, reason)


def ratio(over: NDArray[np.float64], under: NDArray[np.float64], reason: Text | None = None) -> Ranged | None:
    """Mean of `over` by mean of `under`, both by path, with its 90 % interval over the paths; None over nothing."""
    below = float(under.mean())
    if below == 0:
        return None
    value = float(over.mean()) / below
    half = NORMAL_90 * float(np.std(over - value * under)) / below / np.sqrt(len(over))
    return Ranged(value - half, value, value + half, reason)


def fan(values: NDArray[np.float64]) -> Fan:
    """Quantiles year by year; shape of `values` (years, paths)."""
    low, mid, high = np.quantile(values, SIDES, axis=1)
    return Fan(tuple(map(float, low)), tuple(map(float, mid)), tuple(map(float, high)))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
