"""Local linear trend: a level and a slope that both wander, seen through noise, over all ratios of their variances.

Source: A. C. Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (Cambridge, 1989), 2.3 and 4.
The Kalman filter runs at every point of a grid of variance ratios at once; the common variance is integrated out, and
each grid point is a Student-t forecast, weighted by how likely it makes the data after the first two.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.history import History
from missionlab.tracking.forecast.levels import mixture, shares, student

METHOD = "local-linear-trend"
SOURCE = "Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, 2.3"
FEWEST_POINTS = 6

Values = NDArray[np.float64]

_NOISE, _SLOPE = (
    np.array(column)
    for column in zip(*product((0.0, 0.1, 0.4, 1.5), (0.0, 0.001, 0.004, 0.016, 0.06, 0.25)), strict=True)
)
"""Variances of the noise and of the yearly change of the slope, over that of the level's yearly change."""


def quantiles(history: History, ahead: Values) -> Values | None:
    """Quantiles (H, 199) on the scale; None with fewer than ``FEWEST_POINTS`` or where nothing ever moves."""
    found = history.in_steps() if history.known >= FEWEST_POINTS else None
    if found is None:
        return None
    values, unit = found
    freedom = float(history.known - 2)
    filtered = _Filtered(values, history.gaps)
    variance = np.maximum(filtered.square, 1e-12) / freedom
    centre, spread = filtered.ahead(ahead)
    points = centre[..., None] + (np.sqrt(variance) * spread)[..., None] * student(freedom, cells=True)
    weights = shares(-freedom / 2 * np.log(variance) - filtered.log_spread / 2)
    return history.last + unit * mixture(points, weights)


class _Filtered:
    """The Kalman filter after the last of ``values`` (n,), ``gaps`` (n - 1,) years apart; arrays over the grid (G,).

    The first two values fix level and slope, with the uncertainty that noise and wandering leave them.
    """

    def __init__(self, values: Values, gaps: Values) -> None:
        gap = gaps[0]
        self.level = np.full_like(_NOISE, values[1])
        self.slope = np.full_like(_NOISE, (values[1] - values[0]) / gap)
        self.p11, self.p12 = _NOISE.copy(), _NOISE / gap
        self.p22 = (2 * _NOISE + gap + _SLOPE * gap**3 / 3) / gap**2
        self.square, self.log_spread = np.zeros_like(_NOISE), np.zeros_like(_NOISE)
        for value, gap in zip(values[2:], gaps[1:], strict=True):
            self._update(value, gap)

    def _update(self, value: float, gap: float) -> None:
        level, (p11, p12, p22) = self.level + gap * self.slope, self._carried(gap)
        spread, error = p11 + _NOISE, value - level
        self.square += error**2 / spread
        self.log_spread += np.log(spread)
        self.level = level + p11 / spread * error
        self.slope = self.slope + p12 / spread * error
        self.p11, self.p12, self.p22 = p11 * _NOISE / spread, p12 * _NOISE / spread, p22 - p12**2 / spread

    def _carried(self, years: Values | float) -> tuple[Values, Values, Values]:
        """The covariance of level and slope ``years`` later."""
        return (
            self.p11 + 2 * years * self.p12 + years**2 * self.p22 + years + _SLOPE * years**3 / 3,
            self.p12 + years * self.p22 + _SLOPE * years**2 / 2,
            self.p22 + _SLOPE * years,
        )

    def ahead(self, years: Values) -> tuple[Values, Values]:
        """Centre and scale (in units of the level's variance) after ``years`` (H,), each (H, G)."""
        at = years[:, None]
        return self.level + at * self.slope, np.sqrt(self._carried(at)[0] + _NOISE)
