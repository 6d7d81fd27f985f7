"""Exponential smoothing with additive damped trend, over all its parameters instead of at the best of them.

Sources: R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, Forecasting with Exponential Smoothing (Springer,
2008), ch. 3 and 6 (the model (A, Ad, N) as a state space, and the variance of its forecasts); E. S. Gardner and
E. McKenzie, "Forecasting trends in time series", Management Science 31 (1985) 1237-1246 (damping); D. J. Wright,
"Forecasting data published at irregular time intervals using an extension of Holt's method", Management Science 32
(1986) 499-510 (gaps).

On a grid of the two smoothing shares and the damping, errors are linear in the level and trend at the start, which are
integrated out with the variance. Each grid point is a Student-t forecast, weighted by how likely it makes the data.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.history import History
from missionlab.tracking.forecast.levels import mixture, shares, student

METHOD = "damped-ets"
SOURCE = "Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing, ch. 3 and 6"
FEWEST_POINTS = 6

Values = NDArray[np.float64]

_ALPHA, _SHARE, _PHI = (
    np.array(column)
    for column in zip(
        *product((0.1, 0.3, 0.5, 0.7, 0.85, 0.99), (0.0, 0.05, 0.15, 0.3, 0.6), (0.8, 0.87, 0.93, 0.98)), strict=True
    )
)
_BETA = _ALPHA * _SHARE


def quantiles(history: History, ahead: Values) -> Values | None:
    """Quantiles (H, 199) on the scale; None with fewer than ``FEWEST_POINTS`` or where nothing ever moves."""
    found = history.in_steps() if history.known >= FEWEST_POINTS else None
    if found is None:
        return None
    values, unit = found
    fitted = _Fitted(values, history.gaps)
    freedom = float(history.known - 2)
    centre, spread = fitted.ahead(ahead, freedom)
    points = centre[..., None] + spread[..., None] * student(freedom, cells=True)
    return history.last + unit * mixture(points, shares(fitted.log_weights(freedom)))


class _Fitted:
    """The model at every grid point (G,), its start integrated out. ``values`` (n,), ``gaps`` (n - 1,) in years."""

    def __init__(self, values: Values, gaps: Values) -> None:
        # Rows: what the data do, what a start level of 1 does, what a start trend of 1 does.
        level, slope = np.zeros((2, 3, len(_ALPHA)))
        level[1], slope[2] = 1.0, 1.0
        errors = np.empty((len(values), 3, len(_ALPHA)))
        years = np.concatenate([[1.0], gaps])
        spreads = _noise(years)
        self._log_spread = np.log(spreads).sum(axis=0)
        for position, (gap, spread) in enumerate(zip(years, spreads, strict=True)):
            damped, kept, taken, turned = _step(float(gap))
            ahead = level + damped * slope
            error = -ahead
            error[0] += values[position]
            level = ahead + taken * error
            slope = kept * slope + turned * error
            errors[position] = error / np.sqrt(spread)
        self._level, self._slope = level, slope
        cross = np.einsum("nig,njg->ijg", errors, errors)
        a, b, c = cross[1, 1], cross[1, 2], cross[2, 2]
        self._determinant = np.maximum(a * c - b * b, 1e-300)
        self._inverse = np.array([[c, -b], [-b, a]]) / self._determinant
        self._start = -np.einsum("ijg,jg->ig", self._inverse, cross[1:, 0])
        explained = np.einsum("ig,ig->g", self._start, cross[1:, 0])
        # Explained has the sign of a fall; what is left is never quite nothing, but for rounding.
        self._left = np.maximum(cross[0, 0] + explained, 1e-12 * cross[0, 0] + 1e-300)

    def log_weights(self, freedom: float) -> Values:
        """Logarithm of the likelihood of each grid point, start and variance integrated out."""
        return -freedom / 2 * np.log(self._left) - 0.5 * (np.log(self._determinant) + self._log_spread)

    def ahead(self, years: Values, freedom: float) -> tuple[Values, Values]:
        """Centre and scale of the forecast at each grid point, each (H, G)."""
        effect = self._level + _damped(years)[:, None] * self._slope
        centre = effect[:, 0] + np.einsum("ig,hig->hg", self._start, effect[:, 1:])
        start = np.einsum("hig,ijg,hjg->hg", effect[:, 1:], self._inverse, effect[:, 1:])
        return centre, np.sqrt(self._left / freedom * (_noise(years) + start))


@lru_cache(maxsize=256)
def _step(gap: float) -> tuple[Values, Values, Values, Values]:
    """Of a step of ``gap`` years, nearly always one: trends that it adds up, what is left of a trend, shares taken."""
    return (_damped(np.array([gap]))[0], _PHI**gap, *_taken(gap))


def _taken(gap: float) -> tuple[Values, Values]:
    """Shares of an error ``gap`` years after the value before that go into the level and into the yearly trend, (G,).

    Where a year takes a share a, so many years take 1 - (1 - a) ** gap, and a trend of so many years is that of one
    times as many (Wright 1986), so that no gap, however long, makes level and trend swing wider and wider.
    """
    level = 1 - (1 - _ALPHA) ** gap
    return level, level * (1 - (1 - _SHARE) ** gap) / gap


def _damped(years: Values) -> Values:
    """How many yearly trends a damped trend adds up to in ``years`` (H,), (H, G)."""
    return _PHI * (1 - _PHI ** years[:, None]) / (1 - _PHI)


def _noise(years: Values) -> Values:
    """Variance of errors to come after ``years`` over that of one year, (H, G); in proportion within a year."""
    whole = np.arange(1.0, np.ceil(years.max()) + 1)
    weight = (_ALPHA + _BETA * _damped(whole)) ** 2
    none = np.zeros((1, len(_ALPHA)))
    total = np.concatenate([none, 1 + np.concatenate([none, np.cumsum(weight, axis=0)[:-1]])])
    low = np.minimum(np.floor(years).astype(int), len(total) - 2)
    part = (years - low)[:, None]
    return total[low] * (1 - part) + total[low + 1] * part
