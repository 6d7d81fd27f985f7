"""The money of each year: what is paid out, what is kept for the next year, what lapses; marked where money binds."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import Box
from missionlab.report.charts.money_axis import money_axis, year_axis
from missionlab.report.simulation.plots.axes import panel, tick_room
from missionlab.report.words import Words

_TALL, _TALL_NARROW = 220, 170
_ROOM = 22
"""Above the bars, for the marks of years in which money binds."""


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One year; the three parts add to what there is, in whole units of the currency."""

    year: int
    spent: float
    kept: float
    lapsed: float
    binding: bool
    """One unit more in this year would reach more."""


@dataclass(frozen=True, slots=True)
class BudgetYears:
    """The years in order."""

    id: str
    years: tuple[BudgetYear, ...]
    currency: str
    words: Words
    name: str
    alt: str


def draw(data: BudgetYears, width: float) -> str:
    """The chart as SVG at `width`."""
    narrow = width == NARROW
    size, tall = text_size(width), _TALL_NARROW if narrow else _TALL
    drawing = Drawing(data.id, width, _ROOM + tall + size + 16)
    drawing.hatch("lines", "slate")
    drawing.hatch("cross", "off")
    y = money_axis([one.spent + one.kept + one.lapsed for one in data.years], data.currency, data.words, most=4)
    x = year_axis(data.years[0].year - 0.6, data.years[-1].year + 0.6, most=4 if narrow else 8)
    sheet = panel(drawing, "frame", Box(tick_room(y, size), _ROOM, width - 10, _ROOM + tall), x, y)
    wide = 0.68 * (sheet.x(1) - sheet.x(0))
    for one in data.years:
        left, at = sheet.x(one.year) - wide / 2, 0.0
        for amount, ink, fill in ((one.spent, "trend", ""), (one.kept, "slate", "lines"), (one.lapsed, "off", "cross")):
            if amount > 0:
                top = sheet.y(at + amount)
                drawing.rect(left, top, wide, sheet.y(at) - top, ink, fill=fill)
                at += amount
        if one.binding:
            drawing.triangle(
                sheet.x(one.year), min(sheet.y(at) - 12, _ROOM + tall - 12), 6, "ink", up=False, hollow=False
            )
    drawing.line(sheet.x.start, sheet.y(0), sheet.x.end, sheet.y(0), "strong")
    return drawing.svg(data.name, data.alt)
