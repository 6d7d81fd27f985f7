"""The cyclical parts of series of one run: panels below each other, each with a scale of its own."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, text_width
from missionlab.report.simulation.plots.axes import Panel, axis, panel, tick_room
from missionlab.report.words import Words

STYLES = (("ink", 2.0, ""), ("trend", 2.0, "6 4"))
"""Ink, width and dash of the first and the second line of a panel."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its label, and its deviation from trend in log points, one value a period."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """Panels from above to below, each with one or two lines; all lines have one value a period of `periods`."""

    id: str
    periods: tuple[int, ...]
    panels: tuple[tuple[Line, ...], ...]
    words: Words
    name: str
    alt: str


def draw(data: Cycle, width: float) -> str:
    """The chart as SVG at `width`."""
    tall = 200 if width == WIDE else 170
    head, gap = 24, 12
    drawing = Drawing(data.id, width, len(data.panels) * (tall + head + gap) + 30)
    x = axis(data.periods[0] - 1, data.periods[-1], data.words, most=5 if width > NARROW else 4)
    reaches = [1.1 * max(abs(v) for line in lines for v in line.values) or 1.0 for lines in data.panels]
    scales = [axis(-reach, reach, data.words) for reach in reaches]
    left = max(tick_room(scale, text_size(width)) for scale in scales)
    for index, (lines, y) in enumerate(zip(data.panels, scales, strict=True)):
        top = index * (tall + head + gap) + head
        box = Box(left, top, width - 14, top + tall)
        last = index == len(data.panels) - 1
        sheet = panel(drawing, f"frame{index}", box, x, y, foot=last)
        drawing.line(box.left, sheet.y(0), box.right, sheet.y(0), "strong")
        _lines(sheet, data.periods, lines, top)
    return drawing.svg(data.name, data.alt)


def _lines(sheet: Panel, periods: tuple[int, ...], lines: tuple[Line, ...], top: float) -> None:
    """The lines, and their names with a sample of each above the panel."""
    at = sheet.x.start
    for line, (ink, thick, dash) in zip(lines, STYLES, strict=False):
        sheet.line(zip(periods, line.values, strict=True), ink, thick, dash)
        sheet.drawing.line(at, top - 13, at + 22, top - 13, ink, thick, dash)
        sheet.drawing.text(at + 28, top - 8, line.label, ink=ink, bold=True)
        at += 28 + text_width(line.label, sheet.drawing.size, bold=True) + 24
