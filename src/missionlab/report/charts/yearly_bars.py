"""Bars by year, a panel for each thing that is counted, with whiskers from the low to the high end."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import Box, wrap
from missionlab.report.charts.money_axis import money_axis, year_axis
from missionlab.report.simulation.plots.axes import Axis, Panel, panel, tick_room
from missionlab.report.words import Words

_TALL, _TALL_NARROW = 110, 90
_WHISKER = 9.0
"""Least width of a bar, in units of the drawing, that has room for a whisker beside its edges."""


@dataclass(frozen=True, slots=True)
class YearPanel:
    """One thing: its name, and what it comes to in each year with its low and high end, in whole units."""

    name: str
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ink: str = "trend"
    fill: str = ""
    """Pattern of the bars; blank for solid ones."""


@dataclass(frozen=True, slots=True)
class YearlyBars:
    """The panels from above to below, on one scale of years; each has its own scale of money."""

    id: str
    years: tuple[int, ...]
    panels: tuple[YearPanel, ...]
    currency: str
    words: Words
    name: str
    alt: str


def draw(data: YearlyBars, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    size, tall = text_size(width), _TALL_NARROW if narrow else _TALL
    head, foot = 1.6 * size, size + 16
    drawing = Drawing(data.id, width, (head + tall + foot) * len(data.panels))
    for pattern, ink in {one.fill: one.ink for one in data.panels if one.fill}.items():
        drawing.hatch(pattern, ink)
    scales = [_scale(one, data) for one in data.panels]
    x = year_axis(data.years[0] - 0.6, data.years[-1] + 0.6, most=4 if narrow else 7)
    left = max(tick_room(y, size) for y in scales)
    for number, (one, y) in enumerate(zip(data.panels, scales, strict=True)):
        top = (head + tall + foot) * number + head
        drawing.text(left, top - 0.5 * size, wrap(one.name, width - left, size, bold=True, most=1), bold=True)
        sheet = panel(drawing, f"frame{number}", Box(left, top, width - 10, top + tall), x, y)
        _bars(sheet, data.years, one)
    return drawing.svg(data.name, data.alt)


def _scale(one: YearPanel, data: YearlyBars) -> Axis:
    return money_axis([*one.values, *one.high, *one.low], data.currency, data.words, most=3)


def _bars(sheet: Panel, years: tuple[int, ...], one: YearPanel) -> None:
    wide = 0.72 * (sheet.x(1) - sheet.x(0))
    zero = sheet.y(0)
    whiskers = []
    for year, value, low, high in zip(years, one.values, one.low, one.high, strict=True):
        left, top = sheet.x(year) - wide / 2, sheet.y(value)
        if value:
            sheet.drawing.rect(left, min(top, zero), wide, abs(zero - top), one.ink, fill=one.fill)
        if high > low:
            whiskers.append(((sheet.x(year), sheet.y(low)), (sheet.x(year), sheet.y(high))))
    for start, end in whiskers:
        sheet.drawing.path([start, end], "ink", 2 if wide > _WHISKER else 1)
    sheet.drawing.line(sheet.x.start, zero, sheet.x.end, zero, "strong")
