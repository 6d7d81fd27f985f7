"""Values with their intervals in rows below each other, along one axis, against lines that they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, text_width
from missionlab.report.simulation.plots.axes import Axis, axis, panel
from missionlab.report.words import Words

_ROW = 24
"""Height of a row, in pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value and the ends of its interval, equal to it where there is none; ``hollow`` tells a second kind."""

    low: float
    value: float
    high: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A row: its label and its marks."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Rows by group, in groups that stand apart, and the values at which dashed lines stand."""

    id: str
    groups: tuple[tuple[MarkRow, ...], ...]
    lines: tuple[float, ...]
    unit: str
    words: Words
    name: str
    alt: str


def draw(data: Marks, width: float) -> str:
    """The chart as SVG at ``width``."""
    rows = sum(len(group) for group in data.groups) + 0.6 * (len(data.groups) - 1)
    height = 46 + _ROW * rows
    drawing = Drawing(data.id, width, height)
    x = _across(data, 6 if width > NARROW else 3)
    names = [row.label for group in data.groups for row in group]
    room = min(max(text_width(name, text_size(width)) for name in names) + 12, width * 0.42)
    box = Box(room, 8, width - 18, height - 34)
    sheet = panel(drawing, "frame", box, x, Axis(0, rows, ()))
    for line in data.lines:
        drawing.line(sheet.x(line), box.top, sheet.x(line), box.bottom, "trend", 1.5, "6 4")
    at = 0.5
    for group in data.groups:
        for row in group:
            y = box.top + _ROW * at
            drawing.text(room - 10, y + MIDDLE_OF_LINE * drawing.size, row.label, ink="ink2", anchor="end")
            for mark in row.marks:
                if mark.high > mark.low:
                    drawing.line(sheet.x.clamped(mark.low), y, sheet.x.clamped(mark.high), y, "ink", 1.5)
                drawing.dot(sheet.x(mark.value), y, 4 if width == WIDE else 3.5, "ink", hollow=mark.hollow)
            at += 1
        at += 0.6
    return drawing.svg(data.name, data.alt)


def _across(data: Marks, most: int) -> Axis:
    marks = [mark for group in data.groups for row in group for mark in row.marks]
    ends: Sequence[float] = [end for mark in marks for end in (mark.low, mark.value, mark.high)] + list(data.lines)
    low, high = min(ends), max(ends)
    margin = 0.03 * (high - low) or 0.05
    return axis(low - margin, high + margin, data.words, most=most, unit=data.unit)
