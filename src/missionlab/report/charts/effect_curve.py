"""An effect over a size on a logarithmic scale: a line with its band, a rule at zero, and labelled rules upright."""

from __future__ import annotations

import math
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.effect_axis import gap_axis, log_ticks
from missionlab.report.charts.labels import Box, balanced
from missionlab.report.simulation.plots.axes import Panel, panel, tick_room
from missionlab.report.words import Words

_FOOT, _FOOT_NARROW = 58, 66
"""Heights of what stands below the horizontal axis."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """An effect, a gap of logarithms, at a size above zero, with the ends of its interval; `clear` fills the dot."""

    at: float
    value: float
    low: float
    high: float
    clear: bool


@dataclass(frozen=True, slots=True)
class CurveRule:
    """A size that the reader looks for: an upright rule with its label."""

    at: float
    label: str
    ink: str


@dataclass(frozen=True, slots=True)
class EffectCurve:
    """The points, the smallest size first; `foot` names the horizontal axis and says that it is logarithmic."""

    id: str
    points: tuple[CurvePoint, ...]
    rules: tuple[CurveRule, ...]
    foot: str
    words: Words
    name: str
    alt: str


def draw(data: EffectCurve, width: float) -> str:
    """The chart as SVG at `width`."""
    narrow = width == NARROW
    drawing = Drawing(data.id, width, 380 if width == WIDE else 300)
    ends = [end for point in data.points for end in (point.low, point.value, point.high)]
    y = gap_axis(ends, data.words, most=5, margin=0.22)
    sizes = [point.at for point in data.points] + [rule.at for rule in data.rules]
    x = log_ticks(sizes, data.words, most=4 if narrow else 6)
    box = Box(tick_room(y, text_size(width)), 12, width - 14, drawing.height - (_FOOT_NARROW if narrow else _FOOT))
    sheet = panel(drawing, "frame", box, x, y)
    at = [math.log10(point.at) for point in data.points]
    sheet.band(at, [point.low for point in data.points], [point.high for point in data.points], 0.2, edged=True)
    drawing.line(box.left, sheet.y(0), box.right, sheet.y(0), "ink", 1.5)
    sheet.labels.block_line([(box.left, sheet.y(0)), (box.right, sheet.y(0))])
    sheet.line(zip(at, [point.value for point in data.points], strict=True), "trend", 2.5)
    _rules(sheet, data, box, narrow)
    for where, point in zip(at, data.points, strict=True):
        if len(data.points) == 1:
            drawing.line(sheet.x(where), sheet.y(point.low), sheet.x(where), sheet.y(point.high), "trend", 3)
        drawing.dot(*sheet.at(where, point.value), 4.5, "trend", hollow=not point.clear)
    foot = balanced(data.foot, (width - 8) / drawing.size)
    middle = (box.left + box.right) / 2 if len(foot) == 1 else width / 2
    drawing.text(middle, box.bottom + 26 + drawing.size, foot, ink="ink2", anchor="middle")
    return drawing.svg(data.name, data.alt)


def _rules(sheet: Panel, data: EffectCurve, box: Box, narrow: bool) -> None:
    """All rules first, then their labels, so that no label stands on a rule."""
    places = [sheet.x(math.log10(rule.at)) for rule in data.rules]
    for x, rule in zip(places, data.rules, strict=True):
        sheet.drawing.line(x, box.top, x, box.bottom, rule.ink, 2, "4 3")
        sheet.labels.block_line([(x, box.top), (x, box.bottom)])
    for x, rule in zip(places, data.rules, strict=True):
        lines = balanced(rule.label, 9 if narrow else 14)
        down = [box.top + 12 + step for step in range(0, int(box.bottom - box.top) - 24, 12)]
        prefer = "right" if x < (box.left + box.right) / 2 else "left"
        sheet.label([(x, y) for y in down], lines, rule.ink, bold=True, prefer=prefer)
