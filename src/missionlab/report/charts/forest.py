"""A dot and its interval a row, against a rule at zero: the forest of effects, and other things that are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.effect_axis import gap_axis
from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, Box, text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.simulation.plots.axes import Axis, foot_label
from missionlab.report.words import Words

AxisOf = Callable[[list[float], Words, int], Axis]
"""Makes the axis that holds some values and zero, with at most so many ticks."""

_STEP, _STEP_NARROW = 46, 64
"""Heights of a row."""
_EDGE = 24
"""Where the rule at zero stands so far to the left that words on a telephone begin behind it."""
_NAMES = 0.28
"""Most of the width that names may take."""


def of_gaps(values: list[float], words: Words, most: int) -> Axis:
    """The axis of effects that are gaps of logarithms."""
    return gap_axis(values, words, most=most)


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One policy: its effect, in the units of the axis, with the ends of its interval if it has one, and all in words.

    `value` is None where nothing was measured; then `said` is the reason. `clear` fills the dot: the effect is told
    from zero. `record` is what is known to have happened, where something is.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    clear: bool
    said: str
    record: float | None = None


@dataclass(frozen=True, slots=True)
class Forest:
    """The rows from above to below; of policies, the largest effect first."""

    id: str
    rows: tuple[ForestRow, ...]
    words: Words
    name: str
    alt: str
    axis: AxisOf = of_gaps


def ordered(rows: list[ForestRow]) -> tuple[ForestRow, ...]:
    """The largest effect first; those without one last, in their order."""
    return tuple(sorted(rows, key=lambda row: (row.value is None, -(row.value or 0.0))))


def draw(data: Forest, width: float) -> str:
    """The chart as SVG at `width`; on a telephone name and effect stand above the mark."""
    narrow = width == NARROW
    step, size, top = (_STEP_NARROW if narrow else _STEP), text_size(width), 8.0
    drawing = Drawing(data.id, width, top + step * len(data.rows) + 38)
    box = _plot(data, width, top, top + step * len(data.rows))
    axis = data.axis(_ends(data), data.words, 3 if narrow else 5)
    x = Scale(axis.low, axis.high, box.left, box.right)
    _grid(drawing, box, axis, x)
    for index, row in enumerate(data.rows):
        here = top + step * index
        if narrow:
            left = x(0) + 8 if x(0) < _EDGE else 0
            room, ink = width - 4 - left, "ink" if row.value is not None else "slate"
            drawing.text(left, here + 13, wrap(row.name, room, size, bold=True, most=1), bold=True)
            drawing.text(left, here + 30, wrap(row.said, room, size, most=1), ink=ink)
            _mark(drawing, row, x, here + 46)
        else:
            middle = here + step / 2
            names = wrap(row.name, box.left - 14, size, most=2)
            first = middle + MIDDLE_OF_LINE * size - LINE * size * (len(names) - 1) / 2
            drawing.text(box.left - 12, first, names, anchor="end")
            _say(drawing, row, box, x, middle)
            _mark(drawing, row, x, middle)
    return drawing.svg(data.name, data.alt)


def _plot(data: Forest, width: float, top: float, bottom: float) -> Box:
    """The part of the drawing that holds the marks."""
    if width == NARROW:
        return Box(4, top, width - 10, bottom)
    size = text_size(width)
    names = max((text_width(row.name, size) for row in data.rows), default=0.0)
    said = max((text_width(row.said, size) for row in data.rows if row.value is not None), default=0.0)
    return Box(min(names, _NAMES * width) + 16, top, width - max(said + 18, 24), bottom)


def _ends(data: Forest) -> list[float]:
    return [end for row in data.rows for end in (row.low, row.value, row.high, row.record) if end is not None]


def _grid(drawing: Drawing, box: Box, axis: Axis, x: Scale) -> None:
    drawing.rules((((x(mark), box.top), (x(mark), box.bottom)) for mark, _ in axis.ticks), "rule")
    drawing.line(x(0), box.top, x(0), box.bottom, "ink", 1.5)
    for mark, label in axis.ticks:
        foot_label(drawing, box, x(mark), label)


def _say(drawing: Drawing, row: ForestRow, box: Box, x: Scale, middle: float) -> None:
    """The effect beside the plot; the reason why there is none across it, behind what is known to have happened."""
    at = middle + MIDDLE_OF_LINE * drawing.size
    if row.value is not None:
        drawing.text(box.right + 14, at, row.said)
        return
    left = box.left + 8 if row.record is None else x(row.record) + 14
    drawing.text(left, at, wrap(row.said, drawing.width - left - 4, drawing.size, most=1), ink="slate")


def _mark(drawing: Drawing, row: ForestRow, x: Scale, y: float) -> None:
    if row.record is not None:
        drawing.diamond(x(row.record), y, 7, "ink", hollow=True)
    if row.value is None:
        return
    if row.low is not None and row.high is not None:
        drawing.line(x(row.low), y, x(row.high), y, "trend", 3)
    drawing.dot(x(row.value), y, 5.5, "trend", hollow=not row.clear)
