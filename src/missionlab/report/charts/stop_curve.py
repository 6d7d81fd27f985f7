"""The value of stopping after so many years without success: where it is best, and where a short-sighted rule stops."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import LINE, Box, balanced, wrap
from missionlab.report.charts.money_axis import money_axis
from missionlab.report.charts.scales import ticks
from missionlab.report.simulation.plots.axes import Axis, panel, tick_room
from missionlab.report.words import Words

_FOOT = 38
"""Height of what stands below the horizontal axis, without its name."""

_STEPS = (0, -24, 24, -48, 48, -72, 72, -96)
"""How far above or below its dot the label of a year may stand."""


@dataclass(frozen=True, slots=True)
class StopPoint:
    """Stopping after ``year`` years; the range is blank where none is stated."""

    year: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StopMark:
    """A year that the reader looks for, with its label; ``best`` fills its dot."""

    year: int
    label: str
    best: bool


@dataclass(frozen=True, slots=True)
class StopChart:
    """The years from 0 on."""

    id: str
    points: tuple[StopPoint, ...]
    marks: tuple[StopMark, ...]
    currency: str
    foot: str
    words: Words
    name: str
    alt: str


def draw(data: StopChart, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    drawing = Drawing(data.id, width, 380 if width == WIDE else 300)
    ends = [end for point in data.points for end in (point.low, point.value, point.high) if end is not None]
    y = money_axis(ends, data.currency, data.words, most=5)
    last = data.points[-1].year
    marks = [mark for mark in ticks(0, last, 4 if narrow else 10) if float(mark).is_integer()]
    x = Axis(-0.3, last + 0.3, tuple((mark, f"{mark:g}") for mark in marks))
    foot = wrap(data.foot, width - 8, drawing.size)
    room = _FOOT + LINE * drawing.size * len(foot)
    box = Box(tick_room(y, text_size(width)), 12, width - 14, drawing.height - room)
    sheet = panel(drawing, "frame", box, x, y)
    banded = [(p.year, p.low, p.high) for p in data.points if p.low is not None and p.high is not None]
    if len(banded) == len(data.points):
        years, low, high = zip(*banded, strict=True)
        sheet.band(years, low, high, 0.2, edged=True)
    drawing.line(box.left, sheet.y(0), box.right, sheet.y(0), "ink", 1.5)
    sheet.labels.block_line([(box.left, sheet.y(0)), (box.right, sheet.y(0))])
    sheet.line([(point.year, point.value) for point in data.points], "trend", 2.5)
    by_year = {point.year: point for point in data.points}
    for point in data.points:
        drawing.dot(*sheet.at(point.year, point.value), 2.5, "trend")
    for mark in data.marks:
        at = sheet.at(mark.year, by_year[mark.year].value)
        drawing.dot(*at, 6, "trend" if mark.best else "need", hollow=not mark.best)
        sheet.labels.block_mark(*at, 8)
    for mark in data.marks:
        at = sheet.at(mark.year, by_year[mark.year].value)
        ink = "trend" if mark.best else "need"
        spots = [(at[0], at[1] + step) for step in _STEPS if box.top < at[1] + step < box.bottom]
        sheet.label(spots or [at], balanced(mark.label, 11 if narrow else 16), ink, bold=True)
    drawing.text(width / 2, box.bottom + 26 + drawing.size, foot, ink="ink2", anchor="middle")
    return drawing.svg(data.name, data.alt)
