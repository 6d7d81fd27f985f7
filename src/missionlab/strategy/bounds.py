"""What values an indicator can have."""

from __future__ import annotations

import math

from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import IndicatorKind


def allowed_range(indicator: Indicator) -> tuple[float, float]:
    """The lowest and highest value that an indicator can have: as declared, else by its kind and unit.

    Infinite where there is no bound.
    """
    lowest, highest = -math.inf, math.inf
    if indicator.kind is IndicatorKind.SHARE and (indicator.unit or "").startswith("%"):
        lowest, highest = 0.0, 100.0
    elif indicator.kind is IndicatorKind.RANK:
        lowest = 1.0
    return (
        lowest if indicator.lowest is None else indicator.lowest,
        highest if indicator.highest is None else indicator.highest,
    )
