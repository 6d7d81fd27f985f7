"""A reliability diagram: what happened against what was said, and the line on which both are the same."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, balanced
from missionlab.report.simulation.plots.axes import axis, panel, tick_room
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Reliability:
    """By class of probability: what was said, and what happened as (low end, value, high end); all in percent."""

    id: str
    said: tuple[float, ...]
    happened: tuple[tuple[float, float, float], ...]
    words: Words
    name: str
    alt: str
    line_label: str
    """Beside the line on which all would lie."""


def draw(data: Reliability, width: float) -> str:
    """The chart as SVG at ``width``."""
    height = 400 if width == WIDE else 300
    drawing = Drawing(data.id, width, height)
    few = 6 if width > NARROW else 3
    x, y = axis(0, 100, data.words, most=few, unit="%"), axis(0, 100, data.words, most=6, unit="%")
    box = Box(tick_room(y, text_size(width)), 12, width - 18, height - 34)
    sheet = panel(drawing, "frame", box, x, y)
    for said, ends in zip(data.said, data.happened, strict=True):
        sheet.labels.block_mark(*sheet.at(said, ends[1]), 5)
        sheet.labels.block_line([sheet.at(said, ends[0]), sheet.at(said, ends[2])])
    path = sheet.line([(0.0, 0.0), (25.0, 25.0), (50.0, 50.0), (75.0, 75.0), (100.0, 100.0)], "trend", 2, "6 4")
    for said, (low, value, high) in zip(data.said, data.happened, strict=True):
        if high > low:
            drawing.line(sheet.x(said), sheet.y(low), sheet.x(said), sheet.y(high), "ink", 1.5)
        drawing.dot(*sheet.at(said, value), 4, "ink")
    sheet.label(path[1:4], balanced(data.line_label, 9), "trend", prefer="below-right")
    return drawing.svg(data.name, data.alt)
