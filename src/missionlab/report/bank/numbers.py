"""Figures of a fund as they are written: value and range, rounded to what the range knows; or why there is none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from missionlab.base.text import Money, Quantity, Text, text
from missionlab.portfolio.finance.results import Fan, Ranged
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known

DASH = "–"
_MOST_PLACES = 3
_SAME = 1e-9
"""Part of a number below which a difference is of the computer's own rounding."""

MILLION = 1e6

How = Callable[[float], Any]
"""How a number is written."""


def money(currency: str) -> How:
    """Amounts; those below a million to two figures, because no simulation knows more of them."""
    return lambda amount: Money(amount if abs(amount) >= MILLION else _two_figures(amount), currency)


def _two_figures(amount: float) -> float:
    return 0.0 if amount == 0 else round(amount, 1 - math.floor(math.log10(abs(amount))))


def share(decimals: int = 0) -> How:
    return lambda value: Quantity(100 * value, "%", decimals)


def fine_share(one: Ranged) -> How:
    """Shares with a decimal where the range would not be seen without."""
    return share(min(1, places([one], 100.0)) if not exact(one) else 0)


def plain(decimals: int = 0) -> How:
    return lambda value: Quantity(value, "", decimals)


def years(decimals: int = 1) -> How:
    return lambda value: text("bank.span", n=Quantity(value, "", decimals))


def year(value: float) -> str:
    """A calendar year, without a thousands separator."""
    return str(round(value))


def places(found: Iterable[Ranged], factor: float = 1.0) -> int:
    """Decimals that show the first digit of the narrowest half-width of ``factor`` times the values."""
    halves = [
        factor * (one.high - one.low) / 2
        for one in found
        if one.low is not None and one.high is not None and one.high > one.low
    ]
    return max(0, min(_MOST_PLACES, -math.floor(math.log10(min(halves))))) if halves else 1


def value(one: Ranged, key: str, how: How) -> Any:
    """The middle; a dash where there is none."""
    return DASH if one.mid is None else Known(how(one.mid), f"{key}/mid", one.mid)


def interval(one: Ranged, key: str, how: How) -> Text | None:
    """`£20m to £31m`; nothing where it is exact; the reason where there is no value, or no range."""
    if one.mid is None or one.low is None or one.high is None or exact(one):
        return one.reason
    ends = {"low": Known(how(one.low), f"{key}/low", one.low), "high": Known(how(one.high), f"{key}/high", one.high)}
    return text("report.interval", **ends)


def seconds(one: Ranged, key: str, how: How) -> list[Any]:
    """The range, and below it what the number rests on."""
    shown = interval(one, key, how)
    rests = one.reason if one.mid is not None and shown is not one.reason else None
    return [line for line in (shown, rests) if line is not None]


def cell(one: Ranged, key: str, how: How) -> Cell:
    """The middle; its range or the reason for none on the second line."""
    return Cell(value(one, key, how), interval(one, key, how))


def said(one: Ranged, key: str, how: How) -> Any:
    """The middle with its range in brackets; the reason where there is no value."""
    if one.mid is None:
        return one.reason or DASH
    if one.low is None or one.high is None or exact(one):
        return value(one, key, how)
    ends = {"low": Known(how(one.low), f"{key}/low", one.low), "high": Known(how(one.high), f"{key}/high", one.high)}
    return text("appraised.with_interval", value=value(one, key, how), **ends)


def in_year(fan: Fan, place: int, key: str, how: How) -> Cell:
    """One year of a quantity, with its range."""
    ends = {
        side: Known(how(getattr(fan, side)[place]), f"{key}/{side}/{place}", getattr(fan, side)[place])
        for side in ("low", "mid", "high")
    }
    if fan.high[place] - fan.low[place] <= _SAME * abs(fan.high[place]):
        return Cell(ends["mid"])
    return Cell(ends["mid"], text("report.interval", low=ends["low"], high=ends["high"]))


def middle_of(fan: Fan, place: int, key: str, how: How) -> Any:
    """One year of a quantity with its range in brackets."""
    here = in_year(fan, place, key, how)
    if here.second is None:
        return here.value
    return text("appraised.with_interval", value=here.value, **here.second.args)


def exact(one: Ranged) -> bool:
    """Whether both ends of the range are the value itself."""
    return one.low is not None and one.high is not None and one.high - one.low <= _SAME * abs(one.high)


def above(one: Ranged, than: float = 0.0) -> bool:
    """Whether the whole range lies above a number."""
    return one.low is not None and one.low > than


def below(one: Ranged, than: float = 0.0) -> bool:
    """Whether the whole range lies below a number."""
    return one.high is not None and one.high < than
