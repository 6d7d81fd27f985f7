"""What a pilot is worth by its size, with its range, and what it costs: the gap between the two is its net worth."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import LINE, Box, balanced, wrap
from missionlab.report.charts.money_axis import money_axis
from missionlab.report.charts.scales import ticks
from missionlab.report.simulation.plots.axes import Axis, Panel, panel, tick_room
from missionlab.report.words import Words

_FOOT = 38
"""Height of what stands below the horizontal axis, without its name."""
_ROOM_FOR_COST = 1.6
"""How far above the worth the axis reaches so that the cost can be seen to leave it."""

_STEPS = (0, 24, -24, 48, -48, 72, -72)
"""How far below its dot the label of a size may stand."""


@dataclass(frozen=True, slots=True)
class WorthPoint:
    """A size with its worth and the ends of its range."""

    units: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SizeMark:
    """A size that the reader looks for, with its label."""

    units: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class WorthBySize:
    """The sizes, the smallest first. ``cost`` is that of one unit, blank where it is not known."""

    id: str
    points: tuple[WorthPoint, ...]
    cost: float | None
    perfect: float | None
    marks: tuple[SizeMark, ...]
    currency: str
    worth_label: str
    cost_label: str
    perfect_label: str
    foot: str
    words: Words
    name: str
    alt: str


def draw(data: WorthBySize, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    drawing = Drawing(data.id, width, 380 if width == WIDE else 300)
    largest = data.points[-1].units
    highest = max(point.high for point in data.points)
    top = max(highest, data.perfect or 0.0)
    if data.cost is not None:
        top = max(top, min(data.cost * largest, _ROOM_FOR_COST * top) if top > 0 else data.cost * largest)
    y = money_axis([top], data.currency, data.words, most=5)
    x = Axis(0, largest * 1.02, tuple((mark, f"{mark:g}") for mark in _whole(largest, 4 if narrow else 8)))
    foot = wrap(data.foot, width - 8, drawing.size)
    room = _FOOT + LINE * drawing.size * len(foot)
    box = Box(tick_room(y, text_size(width)), 12, width - 14, drawing.height - room)
    sheet = panel(drawing, "frame", box, x, y)
    units = [0.0, *(float(point.units) for point in data.points)]
    sheet.band(units, [0.0, *(p.low for p in data.points)], [0.0, *(p.high for p in data.points)], 0.2, edged=True)
    worth = sheet.line(zip(units, [0.0, *(p.value for p in data.points)], strict=True), "trend", 2.5)
    lines = [(worth, data.worth_label, "trend")]
    if data.perfect is not None:
        lines.append((sheet.line([(0, data.perfect), (x.high, data.perfect)], "slate", 1.5, "2 4"), "", "slate"))
    if data.cost is not None:
        reach = min(largest, y.high / data.cost) if data.cost else largest
        steps = [reach * part / 60 for part in range(61)]
        lines.append((sheet.line([(n, data.cost * n) for n in steps], "need", 2, "6 4"), data.cost_label, "need"))
    _words(sheet, data, lines)
    drawing.text(width / 2, box.bottom + 26 + drawing.size, foot, ink="ink2", anchor="middle")
    return drawing.svg(data.name, data.alt)


def _whole(largest: int, most: int) -> list[float]:
    return [mark for mark in ticks(0, largest, most) if float(mark).is_integer()]


def _words(sheet: Panel, data: WorthBySize, lines: list[tuple[list[tuple[float, float]], str, str]]) -> None:
    """Dots of the marked sizes first, so that no label stands on one."""
    for mark in data.marks:
        at = sheet.at(mark.units, mark.value)
        sheet.drawing.dot(*at, 5, "trend")
        sheet.labels.block_mark(*at)
    for mark in data.marks:
        x, y = sheet.at(mark.units, mark.value)
        spots = [(x, y + step) for step in _STEPS if sheet.y.end < y + step < sheet.y.start]
        sheet.label(spots or [(x, y)], balanced(mark.label, 12), "ink", bold=True)
    if data.perfect is not None:
        spots = [sheet.at(sheet.x.high * share, data.perfect) for share in (0.75, 0.6, 0.45, 0.3)]
        sheet.label(spots, balanced(data.perfect_label, 14), "slate", prefer="above")
    for path, label, ink in lines:
        if label:
            sheet.label(path[:1:-2] or path, balanced(label, 12), ink, bold=True)
