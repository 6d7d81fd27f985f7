"""Decisions in time: a row each, from the day of the evidence over the decision to the day on which it is looked at
again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from missionlab.base.dates import Date
from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, Box, text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.words import Words

_STEP, _STEP_NARROW = 52, 76
"""Heights of a row."""
_NAMES = 0.44
"""Share of the width that names take."""
_FOOT = 38
_APART = 14
"""Least distance of two labels on the axis."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One decision. ``firm`` fills its dot: it is in force, and not only proposed. ``late`` is a review that should
    have been held."""

    name: str
    said: str
    evidence: date
    decided: date
    review: date | None
    reviewed: date | None
    firm: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The decisions in the order of their days, and the day of the briefing."""

    id: str
    rows: tuple[TimelineRow, ...]
    today: date
    today_said: str
    words: Words
    name: str
    alt: str


def draw(data: Timeline, width: float) -> str:
    """The chart as SVG at ``width``; on a telephone name and state stand above the marks."""
    narrow = width == NARROW
    step, size, top = (_STEP_NARROW if narrow else _STEP), text_size(width), 30.0
    bottom = top + step * len(data.rows)
    drawing = Drawing(data.id, width, bottom + _FOOT)
    box = Box(8, top, width - 8, bottom) if narrow else Box(_NAMES * width, top, width - 12, bottom)
    x = _scale(data, box)
    _axis(drawing, data, box, x)
    _today(drawing, data, box, x)
    for index, row in enumerate(data.rows):
        here = top + step * index
        if narrow:
            drawing.text(0, here + 16, wrap(row.name, width - 4, size, bold=True, most=1), bold=True)
            drawing.text(0, here + 33, wrap(row.said, width - 4, size, most=1), ink=_ink(row))
            _marks(drawing, row, x, here + 54)
        else:
            room, middle = box.left - 18, here + step / 2
            first = middle + MIDDLE_OF_LINE * size - LINE * size / 2
            drawing.text(0, first, wrap(row.name, room, size, bold=True, most=1), bold=True)
            drawing.text(0, first + LINE * size, wrap(row.said, room, size, most=1), ink=_ink(row))
            _marks(drawing, row, x, middle)
    return drawing.svg(data.name, data.alt)


def _ink(row: TimelineRow) -> str:
    return "off" if row.late else "ink2"


def _days(row: TimelineRow) -> list[date]:
    return [day for day in (row.evidence, row.decided, row.review, row.reviewed) if day is not None]


def _scale(data: Timeline, box: Box) -> Scale:
    """From the first to the last day of any mark, today among them, with a margin for the marks at the ends."""
    days = [data.today, *(day for row in data.rows for day in _days(row))]
    low, high = min(days).toordinal(), max(days).toordinal()
    margin = max(10.0, 0.03 * (high - low))
    return Scale(low - margin, high + margin, box.left, box.right)


def _axis(drawing: Drawing, data: Timeline, box: Box, x: Scale) -> None:
    drawing.line(box.left, box.bottom, box.right, box.bottom, "strong")
    ticks = _ticks(data, x, drawing.size)
    drawing.rules((((x(day.toordinal()), box.top), (x(day.toordinal()), box.bottom)) for day, _ in ticks), "rule")
    for day, label in ticks:
        drawing.line(x(day.toordinal()), box.bottom, x(day.toordinal()), box.bottom + 5, "strong")
        drawing.text(_inside(x(day.toordinal()), label, drawing), box.bottom + 24, label, ink="ink2", anchor="middle")


def _inside(at: float, label: str, drawing: Drawing) -> float:
    """The place of a label, moved so far that none of it is cut off."""
    half = text_width(label, drawing.size) / 2 + 1
    return min(max(at, half), drawing.width - half)


def _ticks(data: Timeline, x: Scale, size: float) -> list[tuple[date, str]]:
    """Firsts of months or years, as many as have room for their labels."""
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600):
        days = _firsts(x.low, x.high, months)
        labels = [data.words.plain(Date(day.year) if months >= 12 else Date(day.year, day.month)) for day in days]
        ends = [(x(day.toordinal()), text_width(label, size) / 2) for day, label in zip(days, labels, strict=True)]
        if all(b - a >= half + other + _APART for (a, half), (b, other) in pairwise(ends)):
            return list(zip(days, labels, strict=True))
    return []


def _firsts(low: float, high: float, months: int) -> list[date]:
    first = date.fromordinal(round(low))
    number = first.year * 12 + first.month - 1
    number += -number % months
    found = []
    while (day := date(number // 12, number % 12 + 1, 1)).toordinal() <= high:
        if day.toordinal() >= low:
            found.append(day)
        number += months
    return found


def _today(drawing: Drawing, data: Timeline, box: Box, x: Scale) -> None:
    at = x(data.today.toordinal())
    drawing.line(at, box.top - 6, at, box.bottom, "ink", 1.5)
    drawing.text(_inside(at, data.today_said, drawing), box.top - 12, data.today_said, anchor="middle")


def _marks(drawing: Drawing, row: TimelineRow, x: Scale, y: float) -> None:
    evidence, decided = x(row.evidence.toordinal()), x(row.decided.toordinal())
    if row.evidence != row.decided:
        drawing.line(evidence, y, decided, y, "trend", 2)
        drawing.line(evidence, y - 6, evidence, y + 6, "trend", 2)
    if row.review is not None:
        drawing.line(decided, y, x(row.review.toordinal()), y, "need", 1.5, "4 4")
        drawing.diamond(x(row.review.toordinal()), y, 7, "off" if row.late else "need", hollow=row.reviewed is None)
    drawing.dot(decided, y, 6, "trend", hollow=not row.firm)
