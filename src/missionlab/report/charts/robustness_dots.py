"""In how many of the draws of futures each project is financed: a dot and its interval, with the edges of the core."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, text_width, wrap
from missionlab.report.charts.money_axis import share_axis
from missionlab.report.charts.scales import Scale
from missionlab.report.simulation.plots.axes import foot_label
from missionlab.report.words import Words

_STEP, _STEP_NARROW = 32, 48
_NAMES = 0.4


@dataclass(frozen=True, slots=True)
class RobustRow:
    """A project: the share of draws in which it is financed, its interval, and whether it is in the plan."""

    name: str
    share: float
    low: float
    high: float
    funded: bool
    said: str


@dataclass(frozen=True, slots=True)
class RobustnessDots:
    """The rows from above to below; `edges` are the shares below which a project is contested, and below which out."""

    id: str
    rows: tuple[RobustRow, ...]
    edges: tuple[float, float]
    words: Words
    name: str
    alt: str


def draw(data: RobustnessDots, width: float) -> str:
    """The chart as SVG at `width`; on a telephone name and share stand above the dot."""
    narrow = width == NARROW
    step, size = (_STEP_NARROW if narrow else _STEP), text_size(width)
    height = step * len(data.rows)
    drawing = Drawing(data.id, width, height + size + 20)
    left, right = 8.0, width - 12
    if not narrow:
        left = min(max((text_width(row.name, size) for row in data.rows), default=0.0), _NAMES * width) + 20
        right = width - max((text_width(row.said, size) for row in data.rows), default=0.0) - 26
    box = Box(left, 0, right, height)
    axis = share_axis([0.0, 1.0], data.words, most=3 if narrow else 5)
    x = Scale(0.0, 1.0, box.left, box.right)
    ticks = [(mark, label) for mark, label in axis.ticks if mark <= 1]
    drawing.rules((((x(mark), 0), (x(mark), height)) for mark, _ in ticks), "rule")
    for edge in data.edges:
        drawing.line(x(edge), 0, x(edge), height, "strong", 1.5, "5 4")
    for number, row in enumerate(data.rows):
        top = step * number
        middle = top + (34 if narrow else step / 2)
        if narrow:
            said = text_width(row.said, size)
            drawing.text(0, top + 15, wrap(row.name, width - said - 16, size, most=1))
            drawing.text(width - 2, top + 15, row.said, anchor="end", ink="ink2")
        else:
            base = middle + MIDDLE_OF_LINE * size
            drawing.text(box.left - 16, base, wrap(row.name, box.left - 18, size, most=1), anchor="end")
            drawing.text(width - 2, base, row.said, anchor="end", ink="ink2")
        drawing.line(x(row.low), middle, x(row.high), middle, "trend", 3)
        drawing.dot(x(row.share), middle, 5.5, "trend", hollow=not row.funded)
    for mark, label in ticks:
        foot_label(drawing, box, x(mark), label)
    return drawing.svg(data.name, data.alt)
