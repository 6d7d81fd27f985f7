"""The pool: several methods' forecasts of one history, averaged quantile by quantile and stretched.

Source: K. C. Lichtendahl, Y. Grushka-Cockayne and R. L. Winkler, "Is it better to average probabilities or quantiles?",
Management Science 59 (2013) 1594-1611: the average of quantiles keeps the shape and location of its members, where the
average of probabilities is too wide when they disagree. Weights and stretch were learnt across series
(`missionlab.tracking.forecast.calibration`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast import damped_ets, farmer_lafond, local_trend, saturating
from missionlab.tracking.forecast.calibration import Calibration
from missionlab.tracking.forecast.history import History
from missionlab.tracking.forecast.levels import averaged, mixed, stretched

Values = NDArray[np.float64]


class Method(Protocol):
    """A module that forecasts: what it is called, where it comes from, and what it says."""

    @property
    def METHOD(self) -> str: ...  # noqa: N802

    @property
    def SOURCE(self) -> str: ...  # noqa: N802

    def quantiles(self, history: History, ahead: Values) -> Values | None:
        """Quantiles (H, 199) on the scale; None where it has nothing to say."""
        ...


METHOD = "calibrated-pool"
SOURCE = "Lichtendahl, Grushka-Cockayne and Winkler 2013, doi 10.1287/mnsc.1120.1667"
METHODS: tuple[Method, ...] = (farmer_lafond, damped_ets, local_trend, saturating)
_KNOTS = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 50, 100])
"""Years ahead at which a long forecast is made; quantiles between are on the straight line."""
_EACH = 7
"""Up to so many horizons, each is made for itself."""


def quantiles(history: History, ahead: Values, calibration: Calibration) -> Values | None:
    """Quantiles (H, 199) on the scale, ``ahead`` (H,) > 0 years after the last value, inside what is possible.

    On fewer points than were learnt from, methods weigh alike and nothing is stretched. None where no method can say
    anything: fewer than two steps between values, breaks left out.
    """
    at = _knots(ahead)
    learnt = history.known >= calibration.fewest_points
    weights = calibration.weights if learnt else dict.fromkeys(calibration.weights, 1.0)
    able = _able([one for one in METHODS if weights[one.METHOD] > 0], history, at) or _able(METHODS, history, at)
    if not able:
        return None
    pooled = averaged([found for _, found in able], [weights[one.METHOD] or 1.0 for one, _ in able])
    if learnt:
        pooled = stretched(pooled, calibration.stretch.at(at))
    return possible(_between(at, pooled, ahead), history)


def _able(methods: Sequence[Method], history: History, ahead: Values) -> list[tuple[Method, Values]]:
    """The methods that have something to say, with what they say."""
    return [(one, found) for one in methods if (found := member(one, history, ahead)) is not None]


def member(method: Method, history: History, ahead: Values) -> Values | None:
    """One method's quantiles (H, 199). A suspected level break is one with probability one half."""
    found = [one for reading in history.readings() if (one := method.quantiles(reading, ahead)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    return mixed(found[0], found[1])


def possible(quantiles: Values, history: History) -> Values:
    """``quantiles`` on the scale moved inside what the indicator can be; a running total never falls."""
    inside = history.transform.inside(quantiles, history.last)
    return np.maximum.accumulate(inside, axis=0) if history.transform.never_falls else inside


def _knots(ahead: Values) -> Values:
    if len(ahead) <= _EACH:
        return ahead
    first, last = float(ahead[0]), float(ahead[-1])
    between = _KNOTS[(first < _KNOTS) & (last > _KNOTS)]
    return np.concatenate([[first], between, [last]])


def _between(at: Values, quantiles: Values, ahead: Values) -> Values:
    if len(at) == len(ahead) and np.array_equal(at, ahead):
        return quantiles
    right = np.clip(np.searchsorted(at, ahead), 1, len(at) - 1)
    share = ((ahead - at[right - 1]) / (at[right] - at[right - 1]))[:, None]
    return quantiles[right - 1] * (1 - share) + quantiles[right] * share
