"""An upright axis of money, whose ticks are amounts in the currency."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.base.text import Money
from missionlab.report.charts.scales import ticks
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Words


def money_axis(values: Iterable[float], currency: str, words: Words, *, most: int = 5) -> Axis:
    """An axis that holds ``values`` and zero, with a margin where it does not end there."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    margin = 0.08 * (high - low) or 1.0
    low, high = (low - margin if low < 0 else low), (high + margin if high > 0 else high)
    if low == high:
        high = low + 1.0
    marks = ticks(low, high, most)
    return Axis(low, high, tuple((mark, words.plain(Money(mark, currency))) for mark in marks))
