"""Money out and back over the years, added up: a middle line in its fan, below zero until as much came back."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.gap_fans import OPACITIES
from missionlab.report.charts.labels import Box, balanced
from missionlab.report.charts.money_axis import money_axis, year_axis
from missionlab.report.simulation.plots.axes import Panel, panel, tick_room
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class CurveMark:
    """A point of the middle line that the reader looks for, such as the deepest year."""

    year: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class JCurve:
    """Amounts in whole units by year. ``bands`` are pairs of edges (low, high), the widest first, at most three."""

    id: str
    years: tuple[int, ...]
    bands: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    middle: tuple[float, ...]
    marks: tuple[CurveMark, ...]
    currency: str
    words: Words
    name: str
    alt: str


def draw(data: JCurve, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    drawing = Drawing(data.id, width, 360 if width == WIDE else 280)
    ends = [value for low, high in data.bands for edge in (low, high) for value in edge]
    y = money_axis([*ends, *data.middle], data.currency, data.words, most=5)
    x = year_axis(data.years[0] - 0.4, data.years[-1] + 0.4, most=4 if narrow else 7)
    box = Box(tick_room(y, text_size(width)), 14, width - 10, drawing.height - drawing.size - 22)
    sheet = panel(drawing, "frame", box, x, y)
    opacities = OPACITIES[-len(data.bands) :]
    for (low, high), opacity in zip(data.bands, opacities, strict=True):
        sheet.band(data.years, low, high, opacity, edged=opacity == opacities[min(1, len(opacities) - 1)])
    drawing.line(box.left, sheet.y(0), box.right, sheet.y(0), "ink", 1.5)
    sheet.labels.block_line([(box.left, sheet.y(0)), (box.right, sheet.y(0))])
    sheet.line(zip(data.years, data.middle, strict=True), "trend", 2.5, "6 4")
    _marks(sheet, data, narrow)
    return drawing.svg(data.name, data.alt)


def _marks(sheet: Panel, data: JCurve, narrow: bool) -> None:
    """All dots first, then their labels, so that no label stands on a dot."""
    places = [sheet.at(mark.year, mark.value) for mark in data.marks]
    for x, y in places:
        sheet.drawing.dot(x, y, 4.5, "trend")
        sheet.labels.block_mark(x, y, 6)
    for place, mark in zip(places, data.marks, strict=True):
        lines = balanced(mark.label, 9 if narrow else 16)
        sheet.label([place], lines, "trend", bold=True, prefer="below")
