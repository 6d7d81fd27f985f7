"""The scale on which the steps of a series are alike: plain, logarithmic or logistic.

Forecasts and tests for level breaks both work on this scale, so that they judge the same steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import IndicatorKind, Scale

if TYPE_CHECKING:
    import numpy as np

_GROWING = {IndicatorKind.COUNT, IndicatorKind.CUMULATIVE}
_BOUNDED_BELOW = {IndicatorKind.LEVEL, IndicatorKind.RATE, None}


def bounds_of(indicator: Indicator) -> tuple[float, float]:
    """Lowest and highest possible value on the logit scale; a share runs from 0 to 100 in %, otherwise to 1."""
    whole = 100.0 if (indicator.unit or "").startswith("%") else 1.0
    lowest = 0.0 if indicator.lowest is None else indicator.lowest
    return lowest, whole if indicator.highest is None else indicator.highest


def scale_of(indicator: Indicator, values: Sequence[float]) -> Scale:
    """The scale the indicator states, else one from its kind and bounds; always one that can hold ``values``.

    A share is put on the logit scale; counts, and quantities that are declared never to fall below zero, on the
    log scale; ranks and all else on the plain one.
    """
    lowest, highest = bounds_of(indicator)
    wanted = indicator.scale
    if wanted is None:
        if indicator.kind is IndicatorKind.SHARE:
            wanted = Scale.LOGIT
        elif indicator.kind in _GROWING or (
            indicator.kind in _BOUNDED_BELOW and indicator.lowest is not None and indicator.lowest >= 0
        ):
            wanted = Scale.LOG
        else:
            wanted = Scale.LEVEL
    if wanted is Scale.LOG and not all(value > 0 for value in values):
        return Scale.LEVEL
    if wanted is Scale.LOGIT and not all(lowest < value < highest for value in values):
        return Scale.LEVEL
    return wanted


def on_scale(values: np.ndarray, scale: Scale, indicator: Indicator) -> np.ndarray:
    """``values``, in the indicator's unit, on ``scale``."""
    import numpy as np

    match scale:
        case Scale.LOG:
            return np.log(values)
        case Scale.LOGIT:
            lowest, highest = bounds_of(indicator)
            return np.log((values - lowest) / (highest - values))
    return np.asarray(values, dtype=float)
