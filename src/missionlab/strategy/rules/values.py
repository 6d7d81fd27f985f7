"""Observations and other numbers: inside their bounds, in their interval, published after the fact."""

from __future__ import annotations

import math
from collections.abc import Iterable

from missionlab.strategy.bounds import allowed_range
from missionlab.strategy.labels import capital, label
from missionlab.strategy.rules.fault import Book, Fault


def observations(book: Book) -> Iterable[Fault]:
    bounds = {indicator.id: allowed_range(indicator) for indicator in book.strategy.indicators}
    for seen in book.strategy.observations:
        low, value, high = seen.low, seen.value, seen.high
        if outside(value, low, high):
            message = f"{capital(label(seen))} is {value:g}, outside its own range."
            yield Fault("impossible-interval", seen, message, ("low" if low is not None and low > value else "high",))
        lowest, highest = bounds.get(seen.indicator, (-math.inf, math.inf))
        if not lowest <= value <= highest:
            message = f"{capital(label(seen))} is {value:g}, but '{seen.indicator}' goes {span(lowest, highest)}."
            yield Fault("impossible-value", seen, message, ("value",))
        # Compared by month, because a period is never known better than that.
        published, end = seen.vintage.last, seen.period.end
        if (published.year, published.month) < (end.year, end.month):
            message = f"The {label(seen)} was published before its period had ended ({end.isoformat()})."
            yield Fault("impossible-date", seen, message, ("vintage",))


def outside(value: float, low: float | None, high: float | None) -> bool:
    """Whether a value lies outside its own range; a blank end is no end."""
    return (low is not None and low > value) or (high is not None and high < value)


def span(lowest: float, highest: float) -> str:
    """``from 0 to 100``, ``from 1 up``: bounds in words."""
    if lowest == -math.inf:
        return f"up to {highest:g}"
    return f"from {lowest:g} up" if highest == math.inf else f"from {lowest:g} to {highest:g}"


def rates_and_distances(book: Book) -> Iterable[Fault]:
    for rate in book.strategy.exchange_rates:
        if rate.base == rate.quote and rate.rate != 1:
            message = f"{capital(label(rate))} is {rate.rate:g}; a currency is worth one of itself."
            yield Fault("impossible-value", rate, message, ("rate",), "Correct one of the two currencies.")
    for distance in book.strategy.distances:
        if distance.first == distance.second and distance.value != 0:
            message = f"{capital(label(distance))} is {distance.value:g}; a sector is at no distance from itself."
            yield Fault("impossible-value", distance, message, ("value",), "Write 0, or name two different sectors.")
