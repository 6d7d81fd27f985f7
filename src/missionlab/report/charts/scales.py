"""From numbers to places on a drawing, and the round numbers that stand on an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map from ``low`` to ``high`` onto pixels ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)

    def clamped(self, value: float) -> float:
        """The place of ``value``, or the nearest end of the scale."""
        return self(min(max(value, self.low), self.high))


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers within ``low`` to ``high``, as many as fit but at most ``most``, evenly spaced."""
    span = high - low
    if not span > 0 or not math.isfinite(span):
        return [low]
    power = 10.0 ** math.floor(math.log10(span / most))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50, 100):
        step = factor * power
        first = math.ceil(low / step - 1e-9)
        last = math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]
    return [low, high]


def year_ticks(low: float, high: float, most: int = 5) -> list[int]:
    """Whole years within ``low`` to ``high``, at most ``most``."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [i * step for i in range(first, last + 1)]
    return [math.ceil(low), math.floor(high)]


def tick_decimals(values: list[float]) -> int:
    """Decimals that show every tick exactly, at most four."""
    for places in range(4):
        if all(abs(v - round(v, places)) < 1e-9 * max(1.0, abs(v)) for v in values):
            return places
    return 4


def natural_range(values: list[float], *, from_zero: bool, of_hundred: bool) -> tuple[float, float]:
    """The range of an axis that shows ``values``: shares of 100 whole, money and counts from 0, others from 0
    where that costs less than half of the height, with a margin where the axis does not end at 0."""
    low, high = min(values), max(values)
    if of_hundred and low >= 0 and high <= 100 and high >= 25:
        return 0.0, 100.0
    if low >= 0 and (from_zero or low <= 0.5 * high):
        return 0.0, high * 1.06 or 1.0
    margin = 0.08 * (high - low) or abs(high) * 0.05 or 1.0
    return (min(low - margin, 0.0) if from_zero else low - margin), high + margin
