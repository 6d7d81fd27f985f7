"""The option value as four bars: the best fixed plan, the best rule, what any rule could do, and perfect foresight.

Each bar starts at zero and carries its interval; a line through all of them marks the best fixed plan, so that what a
rule adds is what stands beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, Box, text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.simulation.plots.axes import Axis, foot_label
from missionlab.report.words import Words

_STEP, _STEP_NARROW = 52, 70
"""Heights of a row."""
_NAMES = 0.28
"""Most of the width that names may take."""
_THICK = 20


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its worth with the ends of its interval, and in words. `possible` is False for foresight."""

    name: str
    value: float
    low: float
    high: float
    said: str
    possible: bool


@dataclass(frozen=True, slots=True)
class FourBars:
    """The bars from above to below; the first is the best fixed plan."""

    id: str
    rows: tuple[BarRow, ...]
    words: Words
    axis: Callable[[list[float], int], Axis]
    """Makes the axis that holds some values and zero, with at most so many ticks."""
    name: str
    alt: str


def draw(data: FourBars, width: float) -> str:
    """The chart as SVG at `width`; on a telephone name and worth stand above the bar."""
    narrow = width == NARROW
    step, size, top = (_STEP_NARROW if narrow else _STEP), text_size(width), 8.0
    drawing = Drawing(data.id, width, top + step * len(data.rows) + 38)
    box = _plot(data, width, top, top + step * len(data.rows))
    ends = [end for row in data.rows for end in (row.low, row.value, row.high)]
    axis = data.axis(ends, 3 if narrow else 5)
    x = Scale(axis.low, axis.high, box.left, box.right)
    drawing.rules((((x(mark), box.top), (x(mark), box.bottom)) for mark, _ in axis.ticks), "rule")
    for mark, label in axis.ticks:
        foot_label(drawing, box, x(mark), label)
    for number, row in enumerate(data.rows):
        here = top + step * number
        if narrow:
            room = width - 8
            drawing.text(2, here + 13, wrap(row.name, room, size, bold=True, most=1), bold=True)
            drawing.text(2, here + 30, wrap(row.said, room, size, most=1))
            _bar(drawing, row, x, here + 50, _THICK * 0.8)
        else:
            middle = here + step / 2
            names = wrap(row.name, box.left - 14, size, most=2)
            first = middle + MIDDLE_OF_LINE * size - LINE * size * (len(names) - 1) / 2
            drawing.text(box.left - 12, first, names, anchor="end")
            drawing.text(box.right + 14, middle + MIDDLE_OF_LINE * size, row.said)
            _bar(drawing, row, x, middle, _THICK)
    if not narrow:
        static = x(data.rows[0].value)
        drawing.line(static, box.top, static, box.bottom, "ink", 1.5, "5 4")
    drawing.line(x(0), box.top, x(0), box.bottom, "ink", 1.5)
    return drawing.svg(data.name, data.alt)


def _plot(data: FourBars, width: float, top: float, bottom: float) -> Box:
    """The part of the drawing that holds the bars."""
    if width == NARROW:
        return Box(6, top, width - 12, bottom)
    size = text_size(width)
    names = max(text_width(row.name, size) for row in data.rows)
    said = max(text_width(row.said, size) for row in data.rows)
    return Box(min(names, _NAMES * width) + 16, top, width - max(said + 18, 24), bottom)


def _bar(drawing: Drawing, row: BarRow, x: Scale, y: float, thick: float) -> None:
    left, right = sorted((x(0), x(row.value)))
    if row.possible:
        drawing.rect(left, y - thick / 2, max(right - left, 1.0), thick, "trend")
    else:
        drawing.rect(left, y - thick / 2, max(right - left, 1.0), thick, "slate", dash="4 3")
    if row.high > row.low:
        drawing.line(x(row.low), y, x(row.high), y, "ink", 2)
