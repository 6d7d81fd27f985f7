"""Dates in a workbook: numbers of days whose cell format says that they are dates, and how precisely.

Source: ECMA-376, part 1, 18.8.30 (number formats) and 18.17.4 (dates).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = frozenset({14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)})
"""Built-in formats that write a day; 27 to 36 and 50 to 58 are those of East Asian calendars."""
_MONTHS = frozenset({17})
_NOT_LETTERS_OF_A_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateCell:
    """A cell with a date, known as precisely as its format writes it: ``day``, ``month`` or ``year``."""

    on: date
    precision: str

    def __str__(self) -> str:
        return self.on.isoformat()[: {"year": 4, "month": 7}.get(self.precision)]

    @property
    def period(self) -> str:
        """The same as a period: a day stands for its month, as nothing is published by day."""
        return str(self)[:7]


def date_precision(number: str, code: str | None) -> str | None:
    """How precise a date the format writes: ``day``, ``month``, ``year``; None when it writes no date."""
    if code is None:
        built_in = int(number) if number.isascii() and number.isdigit() else 0
        return "day" if built_in in _DAYS else "month" if built_in in _MONTHS else None
    letters = _NOT_LETTERS_OF_A_DATE.sub("", code.split(";")[0]).lower()
    if "y" not in letters and "d" not in letters:
        return None
    return "day" if "d" in letters else "month" if "m" in letters else "year"


def from_serial(serial: float, precision: str, *, from_1904: bool) -> DateCell | None:
    """The date of a day number; None outside the calendar.

    Day 60 of the calendar that starts in 1900 is 29 February 1900, which never was: it gives None, and the days before
    it are one day later than their number says.
    """
    day = int(serial // 1)
    if from_1904:
        start = date(1904, 1, 1)
    elif day == 60 or day < 1:
        return None
    else:
        start = date(1899, 12, 31) if day < 60 else date(1899, 12, 30)
    try:
        return DateCell(start + timedelta(days=day), precision)
    except OverflowError:
        return None
