"""Correlations at leads and lags, a small panel a series: the mean over runs, its error, and how far runs differ."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Quantity
from missionlab.report.charts.drawing import WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, wrap
from missionlab.report.simulation.plots.axes import Axis, Panel, panel, tick_room
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Lags:
    """One series. Each tuple has one value a lag: the mean, its 95% Monte Carlo interval, 8 in 10 runs."""

    name: str
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    runs_low: tuple[float, ...]
    runs_high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Correlations:
    """The panels, in reading order; `lags` are those of every panel."""

    id: str
    lags: tuple[int, ...]
    panels: tuple[Lags, ...]
    words: Words
    name: str
    alt: str


def draw(data: Correlations, width: float) -> str:
    """The chart as SVG at `width`: four panels a row, two on a telephone."""
    columns, tall, gap = (4, 150, 18) if width == WIDE else (2, 110, 10)
    size = text_size(width)
    y = Axis(-1.05, 1.05, tuple((mark, data.words.plain(Quantity(mark))) for mark in (-1, 0, 1)))
    ends = (data.lags[0], 0, data.lags[-1])
    x = Axis(data.lags[0] - 0.4, data.lags[-1] + 0.4, tuple((lag, _signed(lag)) for lag in ends))
    left = tick_room(y, size)
    across = (width - left - 8 - gap * (columns - 1)) / columns
    head, foot = 1.35 * size * _name_lines(data, across, size) + 8, size + 22
    rows = -(-len(data.panels) // columns)
    drawing = Drawing(data.id, width, rows * (head + tall + foot))
    for index, lags in enumerate(data.panels):
        row, column = divmod(index, columns)
        start, top = left + column * (across + gap), row * (head + tall + foot) + head
        box = Box(start, top, start + across, top + tall)
        scale = y if column == 0 else Axis(y.low, y.high, tuple((mark, "") for mark, _ in y.ticks))
        sheet = panel(drawing, f"frame{index}", box, x, scale)
        names = wrap(lags.name, across, size, bold=True)
        drawing.text(start, top - 8 - 1.15 * size * (len(names) - 1), names, bold=True)
        _marks(sheet, data.lags, lags)
    return drawing.svg(data.name, data.alt)


def _name_lines(data: Correlations, across: float, size: float) -> int:
    return max(len(wrap(lags.name, across, size, bold=True)) for lags in data.panels)


def _marks(sheet: Panel, at: tuple[int, ...], lags: Lags) -> None:
    sheet.band(at, lags.runs_low, lags.runs_high, 0.13, edged=False)
    sheet.band(at, lags.low, lags.high, 0.25, edged=True)
    sheet.drawing.line(sheet.x.start, sheet.y(0), sheet.x.end, sheet.y(0), "strong")
    sheet.drawing.line(sheet.x(0), sheet.y.start, sheet.x(0), sheet.y.end, "strong", 1, "2 3")
    sheet.line(zip(at, lags.mean, strict=True), "ink", 2)
    for lag, mean in zip(at, lags.mean, strict=True):
        sheet.drawing.dot(*sheet.at(lag, mean), 3, "ink")


def _signed(lag: int) -> str:
    return "0" if lag == 0 else f"{'+' if lag > 0 else '−'}{abs(lag)}"
