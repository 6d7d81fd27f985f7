"""Shares by class as upright bars with their error; classes that the title names stand out by ink and a label."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, text_width
from missionlab.report.simulation.plots.axes import Axis, Panel, axis, foot_label, panel, tick_room
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """A class: its name, its share in words and with the 95% interval, and whether the title is about it."""

    name: str
    label: str
    low: float
    share: float
    high: float
    named: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """The classes in their order."""

    id: str
    bars: tuple[Bar, ...]
    words: Words
    name: str
    alt: str


def draw(data: Shares, width: float) -> str:
    """The chart as SVG at `width`; where names would touch, every second one is left to the table."""
    height = 330 if width == WIDE else 260
    drawing = Drawing(data.id, width, height)
    y = axis(0, 100 * max(bar.high for bar in data.bars) * 1.18 or 1.0, data.words, most=4, unit="%")
    box = Box(tick_room(y, text_size(width)), 14, width - 4, height - 34)
    sheet = panel(drawing, "frame", box, Axis(0, len(data.bars), ()), y)
    wide = 0.72 * (sheet.x(1) - sheet.x(0))
    every = _every(data, sheet.x(1) - sheet.x(0), drawing.size)
    for index, bar in enumerate(data.bars):
        middle = sheet.x(index + 0.5)
        top = sheet.y(100 * bar.share)
        drawing.rect(middle - wide / 2, top, wide, box.bottom - top, "ink" if bar.named else "trend")
        if bar.high > bar.low:
            _whisker(sheet, middle, 100 * bar.low, 100 * bar.high)
        if bar.named:
            drawing.text(middle, sheet.y(100 * bar.high) - 7, bar.label, anchor="middle", bold=True)
        if index % every == 0:
            foot_label(drawing, box, middle, bar.name)
    return drawing.svg(data.name, data.alt)


def _whisker(sheet: Panel, at: float, low: float, high: float) -> None:
    """The interval beside the middle of a bar, with a ring of paper, so that it is seen on the bar as well."""
    for ink, thick in (("paper", 4.0), ("strong", 2.0)):
        sheet.drawing.line(at, sheet.y(low), at, sheet.y(high), ink, thick)


def _every(data: Shares, step: float, size: float) -> int:
    """Name each class, or every second or third one."""
    widest = max(text_width(bar.name, size) for bar in data.bars) + 8
    return max(1, -int(-widest // step))
