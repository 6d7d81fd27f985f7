"""Paths of many runs as bands around their middle, one run drawn over them, on a logarithmic scale."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, balanced
from missionlab.report.simulation.plots.axes import axis, log_axis, panel, tick_room
from missionlab.report.words import Words

OPACITIES = (0.13, 0.17, 0.25)
"""Of the bands that hold 19 in 20, 8 in 10 and 5 in 10 runs, drawn over each other."""


@dataclass(frozen=True, slots=True)
class Fan:
    """Base-10 logarithms by period. `bands` holds pairs of edges (low, high), the widest first."""

    id: str
    periods: tuple[int, ...]
    bands: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    middle: tuple[float, ...]
    one: tuple[float, ...]
    """The run that is drawn as a line; empty where there is none."""
    dropped: int
    """Periods at the start that no figure counts."""
    words: Words
    name: str
    alt: str
    middle_label: str
    one_label: str
    dropped_label: str


def draw(data: Fan, width: float) -> str:
    """The chart as SVG at `width`."""
    height = 400 if width == WIDE else 300
    drawing = Drawing(data.id, width, height)
    edges = [value for pair in data.bands for edge in pair for value in edge]
    low, high = min(*edges, *data.one), max(*edges, *data.one)
    margin = 0.04 * (high - low) or 0.1
    y = log_axis(low - margin, high + margin, data.words)
    x = axis(data.periods[0] - 1, data.periods[-1], data.words, most=5 if width > NARROW else 4)
    box = Box(tick_room(y, text_size(width)), 12, width - 14, height - 34)
    sheet = panel(drawing, "frame", box, x, y)
    for (below, above), opacity in zip(data.bands, OPACITIES, strict=True):
        sheet.band(data.periods, below, above, opacity, edged=opacity == OPACITIES[1])
    if data.dropped:
        at = sheet.x(data.dropped)
        drawing.line(at, box.top, at, box.bottom, "strong", 1, "2 3")
        sheet.labels.block_line([(at, box.top), (at, box.bottom)])
        sheet.label([(at, box.bottom - 14)], balanced(data.dropped_label, 9), "ink2", prefer="left")
    middle = sheet.line(zip(data.periods, data.middle, strict=True), "trend", 2, "6 4")
    if data.one:
        one = sheet.line(zip(data.periods, data.one, strict=True), "ink", 2)
        sheet.label(one[len(one) // 2 :: 4], [data.one_label], "ink", bold=True, prefer="below-right")
    sheet.label(middle[len(middle) // 3 :: 4], [data.middle_label], "trend", prefer="above-left")
    return drawing.svg(data.name, data.alt)
