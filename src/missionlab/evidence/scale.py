"""The scale on which the yearly steps of an indicator are alike: level, log or logit.

Bounded shares move least near their bounds, and positive quantities move in proportion to their size. Steps are
compared on that scale when level breaks are looked for, and forecasts are made on it and carried back, so that no
path ever leaves the values that the indicator can take.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.strategy.bounds import allowed_range
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import IndicatorKind, Scale

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transform:
    """A scale with the bounds of the indicator, to go to and back."""

    scale: Scale
    lowest: float
    highest: float
    never_falls: bool
    """Whether paths must not turn back (a cumulative indicator)."""

    def to(self, values: Values) -> Values:
        """``values`` (indicator's unit) on the scale."""
        if self.scale is Scale.LOG:
            return np.log(values)
        if self.scale is Scale.LOGIT:
            return np.log((values - self.lowest) / (self.highest - values))
        return values.astype(float)

    def inside(self, values: Values, last: float) -> Values:
        """Values on the scale, moved inside what the indicator can be; none below ``last`` where it never falls."""
        if self.scale is Scale.LEVEL:
            values = np.clip(values, self.lowest, self.highest)
        elif self.scale is Scale.LOG and np.isfinite(self.highest):
            values = np.minimum(values, np.log(self.highest))
        return np.maximum(values, last) if self.never_falls else values

    def back(self, values: Values) -> Values:
        """Values on the scale in the indicator's unit, inside its bounds."""
        if self.scale is Scale.LOG:
            return np.minimum(np.exp(np.clip(values, -700, 700)), self.highest)
        if self.scale is Scale.LOGIT:
            share = 1 / (1 + np.exp(-np.clip(values, -700, 700)))
            return self.lowest + (self.highest - self.lowest) * share
        return np.clip(values, self.lowest, self.highest)


def bounds_of(indicator: Indicator) -> tuple[float, float]:
    """The bounds of a forecast: what the indicator can be, where counts without a stated bound start at 0."""
    lowest, highest = allowed_range(indicator)
    if lowest == -np.inf and indicator.kind in (IndicatorKind.COUNT, IndicatorKind.CUMULATIVE):
        lowest = 0.0
    return lowest, highest


def begins(indicator: Indicator, values: Values) -> int:
    """Position in ``values`` (n,) of the first that a forecast is made from: zeros before it are left out.

    What was not there yet (solar power in 1985) had no yearly changes to learn from, and would keep the series off the
    log scale. Where values can be negative, zero is a value like any other, and nothing is left out.
    """
    ordinary = indicator.scale is Scale.LEVEL or indicator.difference_of is not None or bool(np.any(values < 0))
    return 0 if ordinary or not len(values) else int(np.argmax(values != 0))


def transform_for(indicator: Indicator, values: Values) -> Transform:
    """The declared scale where the values allow it, else the one that fits kind, bounds and values."""
    lowest, highest = bounds_of(indicator)
    inside = bool(np.all(values > lowest) and np.all(values < highest))
    bounded = bool(np.isfinite(lowest) and np.isfinite(highest)) and inside
    positive = bool(np.all(values > 0)) and lowest in (0.0, -np.inf)
    if indicator.scale is not None:
        wanted = indicator.scale
    elif indicator.kind is IndicatorKind.RANK or indicator.difference_of is not None:
        wanted = Scale.LEVEL
    else:
        wanted = Scale.LOGIT if bounded else Scale.LOG
    allowed = {Scale.LEVEL: True, Scale.LOG: positive, Scale.LOGIT: bounded}
    chosen = wanted if allowed[wanted] else Scale.LEVEL
    return Transform(chosen, lowest, highest, indicator.kind is IndicatorKind.CUMULATIVE)
