"""Needed against trend: how fast each target moves, as a share of the pace that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Share, text
from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.words import Words

CUT = 2.0
"""Bars end at 200 % of the pace needed; what is beyond is said in words."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One target: the trend as a share of the rate needed, with its interval, and both rates in words."""

    name: str
    goal: str
    ratio: float
    low: float | None
    high: float | None
    rates: str


@dataclass(frozen=True, slots=True)
class Paces:
    """All targets that have both rates, worst first."""

    id: str
    rows: tuple[Pace, ...]
    words: Words
    name: str
    alt: str


def ordered(rows: list[Pace]) -> tuple[Pace, ...]:
    """Worst first; equal paces keep their order."""
    return tuple(sorted(rows, key=lambda row: row.ratio))


def draw(data: Paces, width: float) -> str:
    """The chart as SVG at ``width``; on a telephone the names stand above their bars."""
    narrow = width == NARROW
    step, size = (66 if narrow else 56), text_size(width)
    top = 34
    height = top + step * len(data.rows) + 34
    drawing = Drawing(data.id, width, height)
    left = 4.0 if narrow else _names_width(data, width)
    beside = 0.0 if narrow else min(0.32 * width, max(text_width(_rates(data, row), size) for row in data.rows) + 8)
    floor = max(-1.0, min([0.0, *(min(row.ratio, row.low or 0.0) for row in data.rows)]))
    ceiling = max([1.0, *(min(CUT, max(row.ratio, row.high or 0.0)) for row in data.rows)])
    x = Scale(floor, ceiling, left, width - beside - 24)
    bottom = top + step * len(data.rows) + 4
    _axis(drawing, data, x, top, bottom)
    for index, row in enumerate(data.rows):
        _row(drawing, row, x, top + step * index, left, narrow)
        _say(drawing, _rates(data, row), top + step * index, beside)
    return drawing.svg(data.name, data.alt)


def _names_width(data: Paces, width: float) -> float:
    size = text_size(width)
    widest = max(max(text_width(row.name, size, bold=True), text_width(row.goal, size)) for row in data.rows)
    return min(widest, width * 0.3) + 14


def _axis(drawing: Drawing, data: Paces, x: Scale, top: float, bottom: float) -> None:
    marks = [mark / 100 for mark in range(-100, 201, 50) if x.low - 1e-9 <= mark / 100 <= x.high + 1e-9]
    if x.high - x.low <= 1.25:
        marks = [mark / 100 for mark in range(0, 101, 25)]
    if len(marks) > 5:
        marks = [mark for mark in marks if abs(mark) % 1 < 1e-9]
    for mark in marks:
        ink = "strong" if mark == 0 else "rule"
        if mark != 1:
            drawing.line(x(mark), top, x(mark), bottom, ink)
        label = data.words.plain(Share(mark))
        half = text_width(label, drawing.size) / 2
        at = min(max(x(mark), half + 1), drawing.width - half - 1)
        drawing.text(at, bottom + 22, label, ink="ink2", anchor="middle")
    drawing.line(x(1), top - 6, x(1), bottom, "need", 2.5)
    said = data.words.plain(text("report.pace.needed"))
    wide = text_width(said, drawing.size, bold=True)
    left_side = x(1) + wide + 6 > drawing.width
    drawing.text(
        x(1) - 7 if left_side else x(1) + 7, 14, said, ink="need", bold=True, anchor="end" if left_side else "start"
    )


def _row(drawing: Drawing, row: Pace, x: Scale, top: float, left: float, narrow: bool) -> None:
    bar = top + (24 if narrow else 10)
    if narrow:
        drawing.text(0, top + 15, wrap(row.name, drawing.width - 4, drawing.size, bold=True, most=1), bold=True)
    else:
        drawing.text(
            left - 12, top + 18, wrap(row.name, left - 12, drawing.size, bold=True, most=1), bold=True, anchor="end"
        )
        drawing.text(left - 12, top + 38, wrap(row.goal, left - 12, drawing.size, most=1), ink="ink2", anchor="end")
    value = min(CUT, max(x.low, row.ratio))
    start, end = sorted((x(0), x(value)))
    drawing.rect(start, bar, max(2, end - start), 18, "trend")
    if row.low is not None and row.high is not None:
        a, b = x.clamped(row.low), x.clamped(row.high)
        drawing.line(a, bar + 9, b, bar + 9, "ink", 1.5)
        for at, cut in ((a, row.low < x.low), (b, row.high > x.high)):
            if not cut:
                drawing.line(at, bar + 4, at, bar + 14, "ink", 1.5)


def _rates(data: Paces, row: Pace) -> str:
    return row.rates if row.ratio <= CUT else data.words.plain(text("report.pace.over", rates=row.rates))


def _say(drawing: Drawing, said: str, top: float, beside: float) -> None:
    """The rates in a column of their own beside the bars; below the bar where there is none."""
    if not beside:
        drawing.text(0, top + 57, wrap(said, drawing.width - 2, drawing.size, most=1))
        return
    lines = wrap(said, beside, drawing.size, most=2)
    drawing.text(drawing.width - beside, top + 24 - 9 * (len(lines) - 1), lines)
