"""Measured points with their error against curves of known laws, on logarithmic or linear axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, Point, balanced
from missionlab.report.simulation.plots.axes import Panel, axis, log_axis, panel, tick_room
from missionlab.report.words import Words

_DASHES = ("6 4", "2 3")


@dataclass(frozen=True, slots=True)
class Curve:
    """A law to compare with: its label and its course."""

    label: str
    points: tuple[Point, ...]
    prefer: str = "above-right"
    """Where its label stands best."""


@dataclass(frozen=True, slots=True)
class Points:
    """Values (low end, value, high end) at places along x. On a logarithmic axis all are base-10 logarithms."""

    id: str
    at: tuple[float, ...]
    values: tuple[tuple[float, float, float], ...]
    curves: tuple[Curve, ...]
    log_x: bool
    x_unit: str
    label: str
    words: Words
    name: str
    alt: str


def draw(data: Points, width: float) -> str:
    """The chart as SVG at `width`. The vertical axis is logarithmic and as high as the points need."""
    height = 400 if width == WIDE else 300
    drawing = Drawing(data.id, width, height)
    few = 5 if width > NARROW else 3
    y = log_axis(*_range([value for ends in data.values for value in ends]), data.words)
    low, high = _range(data.at)
    x = (log_axis if data.log_x else axis)(low, high, data.words, most=few, unit=data.x_unit)
    box = Box(tick_room(y, text_size(width)), 12, width - 18, height - 34)
    sheet = panel(drawing, "frame", box, x, y)
    _blocks(sheet, data)
    for curve, dash in zip(data.curves, _DASHES, strict=False):
        inside = [(a, b) for a, b in curve.points if x.low <= a <= x.high]
        path = sheet.line(inside, "trend", 2, dash)
        seen = [place for place in path if box.top <= place[1] <= box.bottom]
        if seen:
            sheet.label(_from_middle(seen), balanced(curve.label, 9), "trend", prefer=curve.prefer)
    for at, (below, value, above) in zip(data.at, data.values, strict=True):
        if above > below:
            drawing.line(sheet.x(at), sheet.y(below), sheet.x(at), sheet.y(above), "ink", 1.5)
        drawing.dot(*sheet.at(at, value), 3.5, "ink")
    marks = [sheet.at(at, value) for at, (_, value, _) in zip(data.at, data.values, strict=True)]
    sheet.label(marks[len(marks) // 3 :] or marks, balanced(data.label, 9), "ink", bold=True, prefer="right")
    return drawing.svg(data.name, data.alt)


def _blocks(sheet: Panel, data: Points) -> None:
    for at, (below, value, above) in zip(data.at, data.values, strict=True):
        sheet.labels.block_mark(*sheet.at(at, value), 5)
        sheet.labels.block_line([sheet.at(at, below), sheet.at(at, above)])


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = 0.04 * (high - low) or 0.5
    return low - margin, high + margin


def _from_middle(path: list[Point]) -> list[Point]:
    """Every third place of a path, the ones near a quarter of its length first."""
    start = len(path) // 4
    return path[start::3] + path[:start:3]
