"""How good a forecast was, once its year came: proper scores of quantiles, of intervals and of probabilities.

Everything is vectorised over forecasts and works on the scale of the series. Sources: T. Gneiting and A. Raftery,
"Strictly proper scoring rules, prediction, and estimation", JASA 102 (2007) 359-378 (CRPS as the integral of the
quantile score); G. Brier, Monthly Weather Review 78 (1950) 1-3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.levels import LEVELS, position_of, quantile_losses

Values = NDArray[np.float64]

PINBALL_LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Levels whose quantile score is reported by itself."""
INTERVALS = {80: (0.1, 0.9), 95: (0.025, 0.975)}
"""Central intervals in per cent, with the levels of their ends."""


@dataclass(frozen=True, slots=True)
class QuantileScores:
    """Scores of N forecasts, each array of shape (N,); ``crps``, ``pinball`` and ``width`` in units of ``step``."""

    crps: Values
    pinball: Values
    """Shape (N, 5): the quantile loss at ``PINBALL_LEVELS``; twice its integral over all levels is the CRPS."""
    inside: dict[int, Values]
    """1 where the interval of so many per cent holds the outcome, else 0."""
    width: dict[int, Values]
    below: Values
    """The probability that the forecast gave to a value below the outcome; uniform where forecasts are calibrated."""


def score(quantiles: Values, outcomes: Values, step: Values) -> QuantileScores:
    """Score ``quantiles`` (N, 199) against ``outcomes`` (N,), in units of ``step`` (N,), all on the scale."""
    losses = quantile_losses(quantiles, outcomes) / step[:, None]
    inside, width = {}, {}
    for percent, levels in INTERVALS.items():
        low, high = (quantiles[:, position_of(level)] for level in levels)
        inside[percent] = ((low <= outcomes) & (outcomes <= high)).astype(float)
        width[percent] = (high - low) / step
    return QuantileScores(
        crps=2 * losses.sum(axis=1) / 200,
        pinball=losses[:, [position_of(level) for level in PINBALL_LEVELS]],
        inside=inside,
        width=width,
        below=chance_at_most(quantiles, outcomes),
    )


def chance_at_most(quantiles: Values, thresholds: Values) -> Values:
    """The probability of a value up to ``thresholds`` (N,) under ``quantiles`` (N, 199), non-decreasing in each row.

    Linear between neighbouring quantiles; beyond the outermost, half of what lies outside it.
    """
    count = (quantiles <= thresholds[:, None]).sum(axis=1)
    left = np.clip(count - 1, 0, 198)
    right = np.clip(count, 0, 198)
    rows = np.arange(len(quantiles))
    low, high = quantiles[rows, left], quantiles[rows, right]
    gap = np.where(high > low, high - low, 1.0)
    share = np.where(high > low, np.clip((thresholds - low) / gap, 0, 1), 0.0)
    inner = LEVELS[left] + share / 200
    outside = 1 / 400
    return np.where(count == 0, outside, np.where(count == 199, 1 - outside, inner))


def brier(said: Values, happened: Values) -> Values:
    """Squared distance of each probability from what happened (0 or 1)."""
    return (said - happened) ** 2
