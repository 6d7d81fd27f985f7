"""Filters of the business cycle: the band-pass of Baxter and King, and correlations at leads and lags.

Everything works along the last axis, so that a whole ensemble is filtered at once.
"""

from __future__ import annotations

import numpy as np

SHORTEST, LONGEST, TRUNCATION = 6, 32, 12
"""Periods of the fastest and slowest cycle kept, and leads and lags used: those of the K+S papers."""

_FLAT = 1e-14
"""Spread below which a series counts as constant: a correlation with it would be rounding error."""


def band_pass_weights(shortest: int = SHORTEST, longest: int = LONGEST, truncation: int = TRUNCATION) -> np.ndarray:
    """The weights of the symmetric moving average, shape (2 truncation + 1,); they sum to zero.

    Source: Baxter and King (1999), "Measuring business cycles", Review of Economics and Statistics 81. The ideal filter
    of the band is cut at `truncation` leads and lags and shifted so that a constant is removed entirely.
    """
    if not 2 <= shortest < longest or truncation < 1:
        raise ValueError(
            f"band of {shortest} to {longest} periods, {truncation} leads and lags: "
            "needs 2 <= shortest < longest and at least 1 lead and lag"
        )
    lags = np.arange(-truncation, truncation + 1)
    slow, fast = 2 / longest, 2 / shortest
    ideal = fast * np.sinc(fast * lags) - slow * np.sinc(slow * lags)
    return ideal - ideal.mean()


def band_pass(values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """The cyclical part of `values`, shape (..., periods - 2 truncation): the ends are lost to the average."""
    weights = band_pass_weights() if weights is None else weights
    values = np.asarray(values, dtype=float)
    if values.shape[-1] < len(weights):
        raise ValueError(f"{values.shape[-1]} periods are too few for a filter of {len(weights)}")
    # The weights are symmetric, so sliding them forwards or backwards is the same.
    return np.lib.stride_tricks.sliding_window_view(values, len(weights), axis=-1) @ weights


def correlation(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Pearson's correlation along the last axis; NaN where either side is constant."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    left = left - left.mean(axis=-1, keepdims=True)
    right = right - right.mean(axis=-1, keepdims=True)
    spread_left = np.sqrt((left**2).mean(axis=-1))
    spread_right = np.sqrt((right**2).mean(axis=-1))
    moving = (spread_left >= _FLAT) & (spread_right >= _FLAT)
    product = np.where(moving, spread_left * spread_right, np.nan)
    return (left * right).mean(axis=-1) / product


def cross_correlation(series: np.ndarray, reference: np.ndarray, lag: int) -> np.ndarray:
    """The correlation of `series` in period t + lag with `reference` in t: where lag < 0, `series` leads."""
    periods = series.shape[-1]
    if abs(lag) > periods - 2:
        raise ValueError(f"a lag of {lag} leaves fewer than 2 of {periods} periods")
    if lag >= 0:
        return correlation(series[..., lag:], reference[..., : periods - lag])
    return correlation(series[..., : periods + lag], reference[..., -lag:])
