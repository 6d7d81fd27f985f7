"""Who bears risk and who gets the reward: the public share of each, against the line on which they are equal."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, Box, balanced
from missionlab.report.charts.money_axis import share_axis
from missionlab.report.simulation.plots.axes import Axis, Panel, panel, tick_room
from missionlab.report.words import Words

_FAR = 26
"""Distance of a label from its mark from which on a line leads to it."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """One thing that is financed: shares from 0 to 1, with the ends of the share of the upside where it has some."""

    name: str
    risk: float
    upside: float
    low: float | None = None
    high: float | None = None
    whole: bool = False
    """Whether it is the whole fund, which is drawn larger."""


@dataclass(frozen=True, slots=True)
class RiskReward:
    """The things financed; ``diagonal``, ``across`` and ``up`` are the words on the drawing."""

    id: str
    points: tuple[Sharing, ...]
    diagonal: str
    across: str
    up: str
    words: Words
    name: str
    alt: str


def draw(data: RiskReward, width: float) -> str:
    """The chart as SVG at ``width``: a square as wide as fits, of at most 440 units."""
    narrow = width == NARROW
    size = text_size(width)
    axis = _hundred(data.words)
    left = tick_room(axis, size)
    side = min(440.0, width - left - 12)
    top = 1.8 * size
    drawing = Drawing(data.id, width, top + side + 3.4 * size + 14)
    box = Box(left, top, left + side, top + side)
    drawing.text(0, 0.9 * size, data.up, ink="ink2")
    sheet = panel(drawing, "frame", box, axis, axis)
    drawing.text(left + side, box.bottom + 2.9 * size + 8, data.across, ink="ink2", anchor="end")
    sheet.line([(0, 0), (1, 1)], "ink", 1.5, "4 3")
    sheet.labels.frame = Box(box.left + 3, box.top, width - 2, box.bottom)
    _points(sheet, data, narrow)
    return drawing.svg(data.name, data.alt)


def _hundred(words: Words) -> Axis:
    made = share_axis([0.98], words, most=6)
    return Axis(0.0, 1.0, tuple((mark, label) for mark, label in made.ticks if mark <= 1.0))


def _points(sheet: Panel, data: RiskReward, narrow: bool) -> None:
    """All marks first, then their labels, so that no label stands on a mark."""
    for one in data.points:
        at = sheet.at(one.risk, one.upside)
        if one.low is not None and one.high is not None:
            ends = [sheet.at(one.risk, one.low), sheet.at(one.risk, one.high)]
            sheet.drawing.path(ends, "trend", 2)
            sheet.labels.block_line(ends)
        sheet.drawing.dot(*at, 7 if one.whole else 5, "trend", hollow=not one.whole)
        sheet.labels.block_mark(*at, 8)
    for one in data.points:
        _name(sheet, one, 8 if narrow else 14)
    along = [sheet.at(share, share) for share in (0.75, 0.6, 0.85, 0.5, 0.4, 0.25)]
    sheet.label(along, balanced(data.diagonal, 9 if narrow else 14), "ink2", prefer="above-left")


def _name(sheet: Panel, one: Sharing, widest: float) -> None:
    """The name beside its mark, with a line to it where there was no room near by."""
    at, lines = sheet.at(one.risk, one.upside), balanced(one.name, widest)
    spot = sheet.labels.place(*at, lines, one.whole, "right")
    if spot.distance >= _FAR:
        tall = LINE * sheet.drawing.size * (len(lines) - 1)
        end = spot.y + 4 if spot.y + tall < at[1] else spot.y - sheet.drawing.size
        tip = (spot.x, end + (tall if end > spot.y else 0))
        sheet.drawing.line(*at, *tip, "strong")
        sheet.labels.block_line([at, tip])
    sheet.drawing.text(spot.x, spot.y, lines, ink="trend", anchor=spot.anchor, bold=one.whole)
