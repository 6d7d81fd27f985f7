"""How much may be lost: the share of simulated futures by the size of the loss, with what is known marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import Box, balanced
from missionlab.report.charts.money_axis import share_axis
from missionlab.report.simulation.plots.axes import Axis, Panel, panel, tick_room
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class LawRule:
    """A size that the reader looks for: an upright rule with its label."""

    at: float
    label: str
    ink: str


@dataclass(frozen=True, slots=True)
class LossLaw:
    """``edges`` bound the bins, one more than ``shares``; ``across`` makes the axis of sizes."""

    id: str
    edges: tuple[float, ...]
    shares: tuple[float, ...]
    rules: tuple[LawRule, ...]
    across: Callable[[list[float], Words, int], Axis]
    words: Words
    name: str
    alt: str


def draw(data: LossLaw, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    drawing = Drawing(data.id, width, 320 if width == WIDE else 270)
    y = share_axis([1.35 * max(data.shares)], data.words, most=4)
    x = data.across([*data.edges, *(rule.at for rule in data.rules)], data.words, 4 if narrow else 6)
    box = Box(tick_room(y, text_size(width)), 12, width - 14, drawing.height - drawing.size - 22)
    sheet = panel(drawing, "frame", box, x, y)
    for left, right, share in zip(data.edges[:-1], data.edges[1:], data.shares, strict=True):
        if share > 0:
            start, end, top = sheet.x(left), sheet.x(right), sheet.y(share)
            drawing.rect(start, top, max(1, end - start - 1), box.bottom - top, "trend")
            sheet.labels.block(Box(start, top, end, box.bottom))
    _rules(sheet, data, box, narrow)
    return drawing.svg(data.name, data.alt)


def _rules(sheet: Panel, data: LossLaw, box: Box, narrow: bool) -> None:
    """All rules first, then their labels, so that no label stands on a rule."""
    places = [sheet.x(rule.at) for rule in data.rules]
    for x, rule in zip(places, data.rules, strict=True):
        sheet.drawing.line(x, box.top, x, box.bottom, rule.ink, 2, "4 3")
        sheet.labels.block_line([(x, box.top), (x, box.bottom)])
    for x, rule in zip(places, data.rules, strict=True):
        down = [(x, box.top + 10 + step) for step in range(0, int(box.bottom - box.top) - 24, 10)]
        prefer = "right" if x < (box.left + box.right) / 2 else "left"
        sheet.label(down, balanced(rule.label, 9 if narrow else 14), rule.ink, bold=True, prefer=prefer)
