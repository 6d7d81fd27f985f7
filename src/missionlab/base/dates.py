"""Dates known to the year, the month or the day, and the periods that statistics cover.

A promise is often dated no better than "2018" or "December 2018". Such a date counts from its **last** day, so that
nothing is treated as known before it certainly was.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache, total_ordering
from typing import Any

from pydantic_core import core_schema

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_FISCAL = re.compile(r"(\d{4})/(\d{2})\Z")


@cache
def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


class _Text:
    """Pydantic support for the two classes below: read from text, numbers and dates; written as text."""

    pattern: str
    example: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read,  # type: ignore[attr-defined]
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": ["string", "integer"], "pattern": cls.pattern, "examples": [cls.example]}


@total_ordering
@dataclass(frozen=True, slots=True)
class Date(_Text):
    """A calendar date known to the year, the month or the day. Ordered by its last day."""

    year: int
    month: int | None = None
    day: int | None = None
    first: date = field(init=False, repr=False, compare=False)
    """The earliest day that this date can mean."""
    last: date = field(init=False, repr=False, compare=False)
    """The latest day that this date can mean; what ``--as-of`` compares with."""

    pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"
    example = "2018-05-21"

    def __post_init__(self) -> None:
        month = self.month or 12
        object.__setattr__(self, "first", date(self.year, self.month or 1, self.day or 1))
        object.__setattr__(self, "last", date(self.year, month, self.day or _last_day(self.year, month)))

    @classmethod
    def read(cls, value: Any) -> Date:
        """A date from ``2018``, ``2018-05``, ``2018-05-21`` or a ``datetime.date``; ``ValueError`` otherwise."""
        if isinstance(value, Date):
            return value
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return cls(value.year, value.month, value.day)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(f"{value!r} is not a date; write 2018, 2018-05 or 2018-05-21")
        return _date(str(value).strip())

    def known_on(self, as_of: date) -> bool:
        """Whether something dated so was certainly known at the end of the day ``as_of``."""
        return self.last <= as_of

    def __lt__(self, other: Date) -> bool:
        return (self.last, self.first) < (other.last, other.first)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


@total_ordering
@dataclass(frozen=True, slots=True)
class Period(_Text):
    """The time that one observation covers: a year, month, quarter, financial year (April to March) or a span."""

    text: str
    start: date
    end: date

    pattern = r"^\d{4}(-\d{2}|-Q[1-4]|/\d{2})?(\.\.\d{4}(-\d{2})?)?$"
    example = "2009..2011"

    @classmethod
    def read(cls, value: Any) -> Period:
        """A period from ``2018``, ``2018-05``, ``2018-Q3``, ``2021/22``, ``2009..2011`` or ``2023-09..2024-08``."""
        if isinstance(value, Period):
            return value
        if isinstance(value, datetime | date):
            value = f"{value.year:04d}-{value.month:02d}"
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(f"{value!r} is not a period; {cls._forms()}")
        return _period(str(value).strip())

    @staticmethod
    def _forms() -> str:
        return "write 2018, 2018-05, 2018-Q3, 2021/22, 2009..2011 or 2023-09..2024-08"

    @property
    def position(self) -> float:
        """The middle of the period on an axis of years on which the calendar year 2018 stands at 2018.0."""
        first = self.start.year * 12 + self.start.month - 1
        after = self.end.year * 12 + self.end.month
        return (first + after) / 24 - 0.5

    @property
    def length(self) -> float:
        """Years covered."""
        return (self.end.year - self.start.year) + (self.end.month - self.start.month + 1) / 12

    def covers_year(self, year: int) -> bool:
        """Whether this period's figure is the one for the calendar year ``year`` (its middle falls in it)."""
        return round(self.position) == year if self.length <= 1 else self.end.year == year

    def __lt__(self, other: Period) -> bool:
        return (self.position, self.start, self.text) < (other.position, other.start, other.text)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def _date(text: str) -> Date:
    """The date that ``text`` writes; kept, because a strategy has few dates and writes each many times."""
    match = _DATE.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; write 2018, 2018-05 or 2018-05-21")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not 1800 <= year <= 2300:
        raise ValueError(f"the year {year} is outside 1800 to 2300; correct the year")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}; correct it, or write {year} if only the year is known")
    if day is not None and month is not None and not 1 <= day <= _last_day(year, month):
        known = f"{year}-{month:02d}"
        raise ValueError(
            f"{known} has {_last_day(year, month)} days, not {day}; "
            f"correct the day, or write {known} if only the month is known"
        )
    return Date(year, month, day)


@lru_cache(maxsize=8192)
def _period(text: str) -> Period:
    if match := _QUARTER.match(text):
        year, quarter = int(match[1]), int(match[2])
        first, last = Date(year, 3 * quarter - 2), Date(year, 3 * quarter)
    elif match := _FISCAL.match(text):
        year = int(match[1])
        if (year + 1) % 100 != int(match[2]):
            raise ValueError(f"{text!r} is not one financial year; write {year}/{(year + 1) % 100:02d}")
        first, last = Date(year, 4), Date(year + 1, 3)
    else:
        parts = text.split("..")
        if len(parts) > 2 or any(part.count("-") > 1 for part in parts):
            raise ValueError(f"{text!r} is not a period; {Period._forms()}")
        try:
            first, last = Date.read(parts[0]), Date.read(parts[-1])
        except ValueError as error:
            raise ValueError(f"{text!r} is not a period; {Period._forms()}") from error
    if last.last < first.first:
        raise ValueError(f"{text!r} ends before it starts")
    return Period(text, first.first, last.last)
