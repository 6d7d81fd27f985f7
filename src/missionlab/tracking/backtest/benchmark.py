"""The benchmark that all forecasts are measured against: a random walk with drift and normal, independent steps.

Source: R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. (OTexts, 2021), 5.2 and 5.5
(drift method; its variance at h is ``sigma^2 (h + h^2 / T)``). It is written out here and not taken from the product's
own forecasts, so that the yardstick stays the same when those change.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.levels import LEVELS

Values = NDArray[np.float64]

METHOD = "random-walk-drift-normal"
SOURCE = "Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, 5.2 and 5.5"


@lru_cache(maxsize=1)
def _normal() -> Values:
    return np.array([NormalDist().inv_cdf(level) for level in LEVELS.tolist()])


def quantiles(times: Values, values: Values, ahead: Values) -> Values:
    """Quantiles (H, 199) on the scale, ``ahead`` (H,) years after the last of ``times`` (n,) with ``values`` (n,)."""
    years = np.diff(times)
    span = float(years.sum())
    drift = (values[-1] - values[0]) / span
    misses = (np.diff(values) - drift * years) ** 2 / years
    variance = float(misses.sum()) / (len(years) - 1)
    spread = np.sqrt(variance * (ahead + ahead**2 / span))
    return values[-1] + drift * ahead[:, None] + spread[:, None] * _normal()
