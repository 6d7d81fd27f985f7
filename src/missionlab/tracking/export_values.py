"""Single values in the JSON of the standings: words, sentences, years and dates."""

from __future__ import annotations

from missionlab.base.dates import Date, Period
from missionlab.base.text import Text, say


def word(value: object | None) -> str | None:
    return None if value is None else str(value)


def said(value: Text | None) -> str | None:
    return None if value is None else say(value)


def year_of(period: Period) -> int | float:
    """Position on the axis of years: 2018 for the year 2018, with a fraction where the middle lies off it."""
    position = round(period.position, 4)
    return int(position) if position.is_integer() else position


def date_text(value: Date | None) -> str | None:
    return None if value is None else str(value)
