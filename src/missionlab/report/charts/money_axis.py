"""Axes of money and of years: round ticks in millions with the currency on the last one, and whole years."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.base.text import Money, Quantity
from missionlab.report.charts.scales import tick_decimals, ticks, year_ticks
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Words

MILLION = 1e6
_MARGIN = 0.06


def money_axis(values: Iterable[float], currency: str, words: Words, *, most: int) -> Axis:
    """An axis of amounts in whole units that holds ``values`` and zero; amounts below a million are written whole."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    reach = _MARGIN * (high - low) or 1.0
    low, high = (low - reach if low < 0 else low), (high + reach if high > 0 or low == 0 else high)
    scale = MILLION if max(-low, high) >= MILLION else 1.0
    marks = ticks(low / scale, high / scale, most)
    places = tick_decimals(marks)
    labels = [words.plain(Quantity(mark, "", places)) for mark in marks[:-1]]
    labels.append(words.plain(Money(marks[-1] * scale, currency)))
    return Axis(low, high, tuple(zip((mark * scale for mark in marks), labels, strict=True)))


def year_axis(first: float, last: float, *, most: int) -> Axis:
    """An axis of calendar years, whose ticks are whole years."""
    years = year_ticks(first, last, most)
    return Axis(first, last, tuple((float(year), str(year)) for year in years))


def share_axis(values: Iterable[float], words: Words, *, most: int) -> Axis:
    """An axis of shares that holds ``values`` and zero, in percent with the sign on the last tick."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    reach = _MARGIN * (high - low) or 0.01
    low, high = (low - reach if low < 0 else low), high + reach
    marks = ticks(100 * low, 100 * high, most)
    places = tick_decimals(marks)
    labels = [words.plain(Quantity(mark, "%" if mark == marks[-1] else "", places)) for mark in marks]
    return Axis(low, high, tuple(zip((mark / 100 for mark in marks), labels, strict=True)))


def count_axis(values: Iterable[float], words: Words, *, most: int) -> Axis:
    """An axis of counts and other plain numbers that holds ``values`` and zero."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    reach = _MARGIN * (high - low) or 1.0
    low, high = (low - reach if low < 0 else low), high + reach
    marks = ticks(low, high, most)
    places = tick_decimals(marks)
    return Axis(low, high, tuple((mark, words.plain(Quantity(mark, "", places))) for mark in marks))
