"""What is financed and when: a bar a project while it is paid, a thin line until what it adds is there, by mission."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, text_width, wrap
from missionlab.report.charts.money_axis import year_axis
from missionlab.report.charts.scales import Scale
from missionlab.report.simulation.plots.axes import foot_label
from missionlab.report.words import Words

_STEP, _STEP_NARROW, _HEAD = 30, 46, 34
_NAMES = 0.36
"""Most of the width that names may take."""
_BAR = 13.0


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A project: paid from the start of `first` to the end of `last`; what it adds is there in `ready`."""

    name: str
    first: int
    last: int
    ready: int | None
    said: str
    """Its money, in words."""
    committed: bool
    """It was promised before, and is drawn with lines."""


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """A mission and its projects, from above to below."""

    name: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The groups from above to below, on one scale of years."""

    id: str
    years: tuple[int, int]
    """First and last."""
    groups: tuple[GanttGroup, ...]
    words: Words
    name: str
    alt: str


def draw(data: Gantt, width: float) -> str:
    """The chart as SVG at `width`; on a telephone names stand above their bars."""
    narrow = width == NARROW
    step, size = (_STEP_NARROW if narrow else _STEP), text_size(width)
    rows = [row for group in data.groups for row in group.rows]
    height = _HEAD * len(data.groups) + step * len(rows)
    drawing = Drawing(data.id, width, height + size + 20)
    drawing.hatch("lines", "slate")
    left, right = _sides(rows, width, size)
    box = Box(left, 0, right, height)
    axis = year_axis(data.years[0], data.years[1] + 1, most=4 if narrow else 8)
    x = Scale(axis.low, axis.high, box.left, box.right)
    top = 0.0
    for group in data.groups:
        drawing.text(0, top + 22, wrap(group.name, width - 4, size, bold=True, most=1), bold=True)
        top += _HEAD
        _grid(drawing, [x(mark) for mark, _ in axis.ticks], top, top + step * len(group.rows))
        for row in group.rows:
            _row(drawing, row, x, top, step, box)
            top += step
    drawing.line(box.left, height, box.right, height, "strong")
    for mark, label in axis.ticks:
        foot_label(drawing, box, x(mark), label)
    return drawing.svg(data.name, data.alt)


def _sides(rows: list[GanttRow], width: float, size: float) -> tuple[float, float]:
    if width == NARROW:
        return 4.0, width - 12
    names = max((text_width(row.name, size) for row in rows), default=0.0)
    said = max((text_width(row.said, size) for row in rows), default=0.0)
    return min(names, _NAMES * width) + 16, width - said - 18


def _grid(drawing: Drawing, places: list[float], top: float, bottom: float) -> None:
    drawing.rules((((place, top), (place, bottom)) for place in places), "rule")


def _row(drawing: Drawing, row: GanttRow, x: Scale, top: float, step: float, box: Box) -> None:
    size, narrow = drawing.size, drawing.width == NARROW
    middle = top + step / 2
    if narrow:
        said = text_width(row.said, size)
        drawing.text(0, top + 13, wrap(row.name, drawing.width - said - 16, size, most=1))
        drawing.text(drawing.width - 2, top + 13, row.said, anchor="end", ink="ink2")
        middle = top + 28
    else:
        base = middle + MIDDLE_OF_LINE * size
        drawing.text(box.left - 12, base, wrap(row.name, box.left - 14, size, most=1), anchor="end")
        drawing.text(drawing.width - 2, base, row.said, anchor="end", ink="ink2")
    start, end, top_of_bar = x(row.first), x(row.last + 1), middle - _BAR / 2
    ink, fill = ("slate", "lines") if row.committed else ("trend", "")
    drawing.rect(start, top_of_bar, max(end - start, 3), _BAR, ink, fill=fill)
    if row.ready is not None:
        if row.ready > row.last + 1:
            drawing.line(end, middle, x(row.ready), middle, "trend", 2)
        drawing.diamond(x(max(row.ready, row.first)), middle, 4.5, "ink", hollow=True)
