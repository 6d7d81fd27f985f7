"""Measured numbers as they are written: value and range, or why there is none; each with its place in the data."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from missionlab.base.text import Money, Quantity, Text, say, text
from missionlab.portfolio.results import Measured
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known

DASH = "–"
_MOST_PLACES = 3

How = Callable[[float], Any]
"""How a number is written."""


def money(currency: str | None) -> How:
    """Money in whole units, rounded to three figures; a plain number where no currency is stated."""
    return lambda amount: _amount(amount, currency)


def _amount(amount: float, currency: str | None) -> Any:
    if amount and abs(amount) < 1e6:
        step = 10 ** max(0, math.floor(math.log10(abs(amount))) - 2)
        amount = round(amount / step) * step
    return Quantity(amount, "", 0) if currency is None else Money(amount, currency)


def share(value: float) -> Quantity:
    """A share in whole percent."""
    return Quantity(100 * value, "%", 0)


def plain(decimals: int | None = None) -> How:
    return lambda value: Quantity(value, "", decimals)


def places(found: Iterable[Measured]) -> int:
    """Decimals that show the first figure of the narrowest half-width."""
    halves = [
        (one.high - one.low) / 2 for one in found if one.low is not None and one.high is not None and one.high > one.low
    ]
    return max(0, min(_MOST_PLACES, -math.floor(math.log10(min(halves))))) if halves else 1


def known(value: float, key: str, how: How) -> Known:
    return Known(how(value), key, value)


def value(one: Measured, key: str, how: How) -> Any:
    """The value; a dash where there is none."""
    return DASH if one.value is None else known(one.value, f"{key}/value", how)


def interval(one: Measured, key: str, how: How) -> Any:
    """`£20m to £31m`; half their distance where both would be written alike; the reason where there is no value, or no
    range."""
    if one.value is None or one.low is None or one.high is None:
        return one.reason
    if one.low == one.high:
        return one.reason or text("pilots.reason.no_width")
    if _alike(one, how):
        return text("pilots.give_or_take", half=how((one.high - one.low) / 2))
    ends = {"low": known(one.low, f"{key}/low", how), "high": known(one.high, f"{key}/high", how)}
    return text("report.interval", **ends)


def cell(one: Measured, key: str, how: How) -> Cell:
    """The value, and its range or the reason for none on the second line."""
    how = _finer(one, how)
    return Cell(value(one, key, how), interval(one, key, how))


def said(one: Measured, key: str, how: How) -> Any:
    """The value with its range in brackets; the reason where there is no value."""
    if one.value is None:
        return one.reason or DASH
    how = _finer(one, how)
    shown = value(one, key, how)
    if one.low is None or one.high is None or one.low == one.high:
        return shown
    if _alike(one, how):
        return text("pilots.said_give_or_take", value=shown, half=how((one.high - one.low) / 2))
    ends = {"low": known(one.low, f"{key}/low", how), "high": known(one.high, f"{key}/high", how)}
    return text("appraised.with_interval", value=shown, **ends)


def _finer(one: Measured, how: How) -> How:
    """A share with a decimal where its range would be lost in whole percent."""
    return _share_in_tenths if how is share and _alike(one, how) else how


def _share_in_tenths(value: float) -> Quantity:
    return Quantity(100 * value, "%", 1)


def _alike(one: Measured, how: How) -> bool:
    """Whether two different ends would be written alike."""
    if one.low is None or one.high is None or one.low == one.high:
        return False
    return say(how(one.low)) == say(how(one.high))


def year(value: float | None) -> str | Text:
    """A calendar year, without a thousands separator; that it does not come where it is blank."""
    return text("pathways.never") if value is None else str(math.floor(value + 0.5))
