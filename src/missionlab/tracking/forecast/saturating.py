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

from missionlab.evidence.scale import Transform
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
    zero to grow from."""
    transform = history.transform
    if history.known < FEWEST_POINTS or transform.scale is Scale.LEVEL:
        return None
    log = _log_amount(history.spliced(), transform)
    room = transform.highest - transform.lowest
    ceilings = log.max() + np.log(_ABOVE)
    if np.isfinite(room):
        ceilings = np.append(ceilings[ceilings < np.log(room) - 1e-6], np.log(room))
    below = ceilings[:, None] - log
    if below.min() <= 1e-12:
        return None
    # log(K / y - 1) turned round, and its slope against log y; then the same for Gompertz.
    logistic = -_log_expm1(below)
    gompertz = -np.log(below)
    lines = np.concatenate([logistic, gompertz])
    bend = np.concatenate([-np.log(-np.expm1(-below)), gompertz])
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
    points = (lines[:, -1] + drift * ahead[:, None])[..., None] + spread[..., None] * student(freedom, cells=True)
    half, tops = len(ceilings), ceilings[None, :, None]
    logs = np.concatenate(
        [
            tops - np.logaddexp(0.0, -points[:, :half]),
            tops - np.exp(np.minimum(-points[:, half:], 700.0)),
        ],
        axis=1,
    )
    return mixture(_on_scale(logs, transform), weights)


def _log_amount(values: Values, transform: Transform) -> Values:
    """Logarithm of the distance from the lower bound, of ``values`` on the scale."""
    if transform.scale is Scale.LOG:
        return values
    return np.log(transform.highest - transform.lowest) - np.logaddexp(0.0, -values)


def _on_scale(logs: Values, transform: Transform) -> Values:
    """The inverse of `_log_amount`."""
    if transform.scale is Scale.LOG:
        return logs
    room = np.log(transform.highest - transform.lowest)
    return -_log_expm1(np.maximum(room - logs, 1e-15))


def _log_expm1(x: Values) -> Values:
    """log(exp(x) - 1) for x > 0, without overflow."""
    return x + np.log(-np.expm1(-x))
