"""Gaps between two paths over time, a small panel a policy: bands of runs, and the mean over pairs of runs."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.effect_axis import gap_axis
from missionlab.report.charts.labels import LINE, Box, wrap
from missionlab.report.simulation.plots.axes import Axis, Panel, axis, panel, tick_room
from missionlab.report.words import Words

OPACITIES = (0.13, 0.17, 0.25)
"""Of the bands that hold 19 in 20, 8 in 10 and 5 in 10 runs, drawn over each other."""
_MOST_POINTS = 32
"""Of a path; the bands are drawn through so many periods at most."""


@dataclass(frozen=True, slots=True)
class GapFan:
    """One policy: gaps of logarithms, a value a period. `bands` are pairs of edges (low, high), the widest first."""

    name: str
    periods: tuple[int, ...]
    bands: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]
    mean: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class GapFans:
    """The panels, in reading order, on one scale."""

    id: str
    fans: tuple[GapFan, ...]
    words: Words
    name: str
    alt: str


def draw(data: GapFans, width: float) -> str:
    """The chart as SVG at `width`: up to three panels a row, two on a telephone."""
    columns, tall, gap = (3, 190, 26) if width == WIDE else (2, 120, 12)
    columns = min(columns, len(data.fans))
    size = text_size(width)
    y = gap_axis(_reach(data), data.words, most=5)
    last = max(fan.periods[-1] for fan in data.fans)
    x = axis(0, last, data.words, most=4 if width > NARROW else 3)
    left = tick_room(y, size)
    across = (width - left - 10 - gap * (columns - 1)) / columns
    lines = max(len(wrap(fan.name, across, size, bold=True, most=3)) for fan in data.fans)
    head, foot = LINE * size * lines + 14, size + 24
    rows = -(-len(data.fans) // columns)
    drawing = Drawing(data.id, width, rows * (head + tall + foot))
    bare = Axis(y.low, y.high, tuple((mark, "") for mark, _ in y.ticks))
    for index, fan in enumerate(data.fans):
        row, column = divmod(index, columns)
        start, top = left + column * (across + gap), row * (head + tall + foot) + head
        sheet = panel(
            drawing, f"frame{index}", Box(start, top, start + across, top + tall), x, y if column == 0 else bare
        )
        names = wrap(fan.name, across, size, bold=True, most=3)
        drawing.text(start, top - 10 - LINE * size * (len(names) - 1), names, bold=True)
        _bands(sheet, fan)
    return drawing.svg(data.name, data.alt)


def _reach(data: GapFans) -> list[float]:
    """The ends of the widest bands; a run in twenty may go further."""
    return [value for fan in data.fans for edge in fan.bands[0] for value in edge]


def _bands(sheet: Panel, fan: GapFan) -> None:
    kept = thinned(len(fan.periods))
    at = [fan.periods[place] for place in kept]
    for (low, high), opacity in zip(fan.bands, OPACITIES, strict=True):
        edges = [low[place] for place in kept], [high[place] for place in kept]
        sheet.band(at, *edges, opacity, edged=opacity == OPACITIES[1])
    sheet.drawing.line(sheet.x.start, sheet.y(0), sheet.x.end, sheet.y(0), "ink", 1.5)
    sheet.line(zip(at, [fan.mean[place] for place in kept], strict=True), "trend", 2.5)


def thinned(periods: int) -> list[int]:
    """Places of at most `_MOST_POINTS` periods, evenly spaced, with the first and the last."""
    step = max(1, -(-(periods - 1) // (_MOST_POINTS - 1)))
    places = list(range(0, periods, step))
    return places if places[-1] == periods - 1 else [*places, periods - 1]
