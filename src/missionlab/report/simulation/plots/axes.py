"""A part of a drawing with two axes: its scales, its grid and ticks, and room for labels among its marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from missionlab.base.text import Quantity
from missionlab.report.charts.drawing import Drawing
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, Placer, Point, text_width
from missionlab.report.charts.scales import Scale, tick_decimals, ticks
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Axis:
    """A range and the ticks within it: each a place in the units of the data, and its label."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def axis(low: float, high: float, words: Words, *, most: int = 5, unit: str = "") -> Axis:
    """A linear axis with round ticks; the unit stands on the last one."""
    marks = ticks(low, high, most)
    places = tick_decimals(marks)
    return Axis(
        low,
        high,
        tuple((mark, words.plain(Quantity(mark, unit if mark == marks[-1] else "", places))) for mark in marks),
    )


def log_axis(low: float, high: float, words: Words, *, most: int = 5, unit: str = "") -> Axis:
    """An axis of base-10 logarithms, whose ticks say the number itself; `low` and `high` are logarithms."""
    marks = _log_marks(low, high, most)
    labels = [words.plain(Quantity(10.0**mark, unit if mark == marks[-1] else "")) for mark in marks]
    return Axis(low, high, tuple(zip(marks, labels, strict=True)))


_LEAST = 2
"""Ticks without which a logarithmic axis cannot be read."""


def _log_marks(low: float, high: float, most: int) -> list[float]:
    """Powers of ten, or 1, 2 and 5 times them where the axis spans few; every n-th power where it spans many."""
    first, last = math.floor(low), math.ceil(high)
    choices = [
        [math.log10(m) + power for power in range(first, last + 1) for m in steps] for steps in ((1, 2, 5), (1, 3))
    ]
    choices += [list(map(float, range(first - first % step, last + 1, step))) for step in (1, 2, 3, 5, 10, 20, 50, 100)]
    for marks in choices:
        inside = [mark for mark in marks if low - 1e-9 <= mark <= high + 1e-9]
        if _LEAST <= len(inside) <= most:
            return inside
    return ticks(low, high, most)


@dataclass(slots=True)
class Panel:
    """Two scales on a part of a drawing. Lines and marks drawn through it are known to its labels."""

    drawing: Drawing
    x: Scale
    y: Scale
    labels: Placer
    clip: str

    def at(self, x: float, y: float) -> Point:
        return self.x(x), self.y(y)

    def line(self, points: Iterable[Point], ink: str, width: float = 2, dash: str = "") -> list[Point]:
        """A line through points in the units of the data, cut at the frame; returns it as places on the drawing."""
        path = [self.at(x, y) for x, y in points]
        self.drawing.clipped(path, ink, width, dash, self.clip)
        self.labels.block_line([(x, min(max(y, self.y.end), self.y.start)) for x, y in path])
        return path

    def band(
        self, xs: Sequence[float], low: Sequence[float], high: Sequence[float], opacity: float, *, edged: bool
    ) -> None:
        """The area between two lines, in the colour of what is computed."""
        upper = [self.at(x, y) for x, y in zip(xs, high, strict=True)]
        lower = [self.at(x, y) for x, y in zip(xs, low, strict=True)]
        self.drawing.band(upper, lower, "trend", opacity, self.clip, edged=edged)
        if edged:
            self.labels.block_line(upper)
            self.labels.block_line(lower)

    def label(
        self, marks: Sequence[Point], lines: list[str], ink: str, *, bold: bool = False, prefer: str = ""
    ) -> None:
        """Words beside the first of the marks, places on the drawing, at which there is room."""
        spot = self.labels.place_along(marks, lines, bold, prefer)
        self.drawing.text(spot.x, spot.y, lines, ink=ink, anchor=spot.anchor, bold=bold)


def tick_room(across: Axis, size: float) -> float:
    """Room that the labels of a vertical axis need on its left."""
    return 10 + max((text_width(label, size) for _, label in across.ticks), default=0)


def panel(drawing: Drawing, name: str, box: Box, x: Axis, y: Axis, *, foot: bool = True) -> Panel:
    """Draws grid, ticks and the base line into `box`; with `foot`, the labels of the x axis below it."""
    scales = Scale(x.low, x.high, box.left, box.right), Scale(y.low, y.high, box.bottom, box.top)
    across, up = scales
    drawing.frame(name, box.left, box.top, box.right - box.left, box.bottom - box.top)
    drawing.rules((((box.left, up(mark)), (box.right, up(mark))) for mark, _ in y.ticks), "rule")
    for mark, label in y.ticks:
        drawing.text(box.left - 7, up(mark) + MIDDLE_OF_LINE * drawing.size, label, ink="ink2", anchor="end")
    drawing.line(box.left, box.bottom, box.right, box.bottom, "strong")
    drawing.rules((((across(mark), box.bottom), (across(mark), box.bottom + 5)) for mark, _ in x.ticks), "strong")
    for mark, label in x.ticks if foot else ():
        foot_label(drawing, box, across(mark), label)
    room = Placer(Box(box.left + 3, box.top, box.right - 1, box.bottom - 3), drawing.size)
    return Panel(drawing, across, up, room, name)


def foot_label(drawing: Drawing, box: Box, at: float, label: str) -> None:
    """A label below the x axis, moved inside where it would leave the drawing."""
    half = text_width(label, drawing.size) / 2
    inside = min(max(at, half), drawing.width - half)
    drawing.text(inside, box.bottom + 7 + drawing.size, label, ink="ink2", anchor="middle")
