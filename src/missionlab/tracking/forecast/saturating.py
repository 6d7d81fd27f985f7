"""Growth towards a ceiling that is not known: logistic and Gompertz curves, with every ceiling that the data allow.

Sources: F. Lafond et al., "How well do experience curves predict technological progress?", Technological Forecasting
and Social Change 128 (2018) 104-117 (steps of a transformed quantity as a random walk with drift); C. Winsor, "The
Gompertz curve as a growth curve", PNAS 18 (1932) 1-8. For each ceiling K the series is turned into the straight line
that it would be on such a curve, log(y / (K - y)) or -log(log(K / y)), and walks on with drift and correlated noise.
Ceilings are weighted by how likely they make the data. Far below its ceiling either curve is exponential growth, so
that a series that shows no bend keeps its trend among the possibilities.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.forecast.farmer_lafond import alike, error_variance
from missionlab.tracking.forecast.history import History
from missionlab.tracking.forecast.levels import mixture, shares, student

METHOD = "saturating"
SOURCE = "Lafond et al. 2018, doi 10.1016/j.techfore.2017.11.001; Winsor 1932, doi 10.1073/pnas.18.1.1"
FEWEST_POINTS = 5

Values = NDArray[np.float64]

_ABOVE = np.array([1.01, 1.03, 1.07, 1.15, 1.3, 1.6, 2.2, 3.5, 6.0, 12.0, 50.0, 1000.0])
"""Ceilings, over the highest value so far: the logarithm of what is left to grow is about evenly spread."""


def quantiles(history: History, ahead: Values) -> Values | None:
    """Quantiles (H, 199) on the scale; None with fewer than ``FEWEST_POINTS``, or on the level scale, where there is no
    zero to grow from.

    A falling series is turned upside down: its inverse (on the logit scale, what is not in the share) grows towards a
    ceiling, and itself falls towards a floor.
    """
    transform = history.transform
    if history.known < FEWEST_POINTS or transform.scale is Scale.LEVEL:
        return None
    values = history.spliced()
    sign = 1.0 if history.change.sum() >= 0 else -1.0
    bounded = transform.scale is Scale.LOGIT
    log = -np.logaddexp(0.0, -sign * values) if bounded else sign * values
    ceilings = log.max() + np.log(_ABOVE)
    if bounded:
        ceilings = np.append(ceilings[ceilings < -1e-6], 0.0)
    found = _towards(ceilings, log, history, ahead)
    if found is None:
        return None
    logs, weights = found
    if bounded:
        logs = -_log_expm1(np.maximum(-logs, 1e-15))
    return _turned(mixture(logs, weights), sign)


def _towards(ceilings: Values, log: Values, history: History, ahead: Values) -> tuple[Values, Values] | None:
    """The logarithms to come (H, 2C, cells) under each of C ceilings by either curve, and the weights (2C,)."""
    below = ceilings[:, None] - log
    if below.min() <= 1e-12:
        return None
    lines = np.concatenate([-_log_expm1(below), -np.log(below)])
    # Slopes of the lines against log y: densities are compared on the scale of the data.
    bend = np.concatenate([-np.log(-np.expm1(-below)), -np.log(below)])
    kept = ~history.across
    change, years = np.diff(lines, axis=1)[:, kept], history.years
    freedom = float(change.shape[1] - 1)
    drift = change.sum(axis=1) / years.sum()
    square = ((change - drift[:, None] * years) ** 2 / years).sum(axis=1)
    if square.min() <= 0:
        return None
    weights = shares(bend[:, 1:][:, kept].sum(axis=1) - freedom / 2 * np.log(square))
    variance = square / freedom / alike(change.shape[1])
    spread = np.sqrt(variance * error_variance(ahead, float(years.sum()))[:, None])
    start = lines[:, -1]
    points = (start + drift * ahead[:, None])[..., None] + spread[..., None] * student(freedom, cells=True)
    half, tops = len(ceilings), ceilings[None, :, None]
    logistic = tops - np.logaddexp(0.0, -points[:, :half])
    # A fall from a Gompertz curve goes along its tangent: back down the curve it would be faster than exponential.
    last, above = start[None, half:, None], points[:, half:] - start[None, half:, None]
    gompertz = tops - np.exp(-last) * np.where(above > 0, np.exp(-np.maximum(above, 0.0)), 1 - above)
    return np.concatenate([logistic, gompertz], axis=1), weights


def _turned(quantiles: Values, sign: float) -> Values:
    return quantiles if sign > 0 else -quantiles[:, ::-1]


def _log_expm1(x: Values) -> Values:
    """log(exp(x) - 1) for x > 0, without overflow."""
    return x + np.log(-np.expm1(-x))
