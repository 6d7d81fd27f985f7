"""What is believed before and after results: two densities for each arm, and the level from which scaling up pays."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Money, Quantity
from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, Box, balanced, wrap
from missionlab.report.charts.scales import tick_decimals, ticks
from missionlab.report.simulation.plots.axes import Axis, Panel, panel
from missionlab.report.words import Words

_FOOT = 34
_TALL, _TALL_ALONE = 116, 180
_GAP = 14


@dataclass(frozen=True, slots=True)
class Density:
    """Places in the unit of the axis, and how likely values around each are."""

    at: tuple[float, ...]
    density: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PosteriorPanel:
    """One arm; without results ``after`` is blank."""

    name: str
    before: Density
    after: Density | None
    low: float
    mean: float
    high: float
    """Mean and nine tenths of what is believed now."""
    said: str
    """Mean and interval in words."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """The arms below each other on one axis; ``threshold`` is blank where it is not known or off the axis."""

    id: str
    panels: tuple[PosteriorPanel, ...]
    low: float
    high: float
    currency: str | None
    """Of the axis; blank for rates, which are in percent."""
    threshold: float | None
    threshold_label: str
    before_label: str
    after_label: str
    foot: str
    words: Words
    name: str
    alt: str


def draw(data: Posterior, width: float) -> str:
    """The chart as SVG at ``width``."""
    narrow = width == NARROW
    size = text_size(width)
    tall = _TALL_ALONE if len(data.panels) == 1 else _TALL
    heads = [wrap(one.name, width - 4, size, bold=True, most=2) if one.name else [] for one in data.panels]
    said = [wrap(one.said, width - 4, size, most=3) for one in data.panels]
    above = [(len(head) + len(line)) * LINE * size + 8 for head, line in zip(heads, said, strict=True)]
    foot = wrap(data.foot, width - 8, size)
    bottom = _FOOT + LINE * size * len(foot)
    drawing = Drawing(data.id, width, sum(above) + len(above) * (tall + _GAP) + bottom)
    x = _axis(data, 4 if narrow else 6)
    top = 0.0
    for number, (one, head, line, room) in enumerate(zip(data.panels, heads, said, above, strict=True)):
        last = number == len(data.panels) - 1
        if head:
            drawing.text(0, top + 0.85 * size, head, bold=True)
        drawing.text(0, top + (0.85 + LINE * len(head)) * size, line, ink="ink2")
        box = Box(6, top + room, width - 8, top + room + tall)
        _panel(drawing, data, one, box, x, f"f{number}", foot=last)
        top = box.bottom + _GAP
    drawing.text(width / 2, top - _GAP + 26 + size, foot, ink="ink2", anchor="middle")
    return drawing.svg(data.name, data.alt)


def _axis(data: Posterior, most: int) -> Axis:
    marks = ticks(data.low, data.high, most if data.currency is None else most - 1)
    places = tick_decimals(marks)
    said = [Quantity(mark, "%", places) if data.currency is None else Money(mark, data.currency) for mark in marks]
    return Axis(data.low, data.high, tuple(zip(marks, map(data.words.plain, said), strict=True)))


def _panel(drawing: Drawing, data: Posterior, one: PosteriorPanel, box: Box, x: Axis, name: str, *, foot: bool) -> None:
    shown = [one.before] + ([one.after] if one.after is not None else [])
    highest = max(_highest(curve) for curve in shown)
    sheet = panel(drawing, name, box, x, Axis(0, highest * 1.12, ()), foot=foot)
    after = one.after or one.before
    sheet.band(after.at, [0.0] * len(after.at), after.density, 0.2, edged=False)
    if one.after is not None:
        sheet.line(zip(one.before.at, one.before.density, strict=True), "slate", 2, "5 4")
    sheet.line(zip(after.at, after.density, strict=True), "trend", 2.5)
    if data.threshold is not None:
        at = sheet.x(data.threshold)
        drawing.line(at, box.top, at, box.bottom, "need", 2, "4 3")
        sheet.labels.block_line([(at, box.top), (at, box.bottom)])
    drawing.line(sheet.x(one.low), box.bottom, sheet.x(one.high), box.bottom, "trend", 5)
    drawing.dot(sheet.x(one.mean), box.bottom, 4.5, "trend")
    if foot and data.threshold is not None:
        _threshold(sheet, data)
    if one is next((other for other in data.panels if other.after is not None), None):
        sheet.label(_spots(sheet, after), balanced(data.after_label, 12), "trend", bold=True)
        sheet.label(_spots(sheet, one.before), balanced(data.before_label, 12), "slate", bold=True)


def _threshold(sheet: Panel, data: Posterior) -> None:
    """Words beside the rule, on the last panel only: it is the same on all."""
    assert data.threshold is not None
    at, top = sheet.x(data.threshold), sheet.y.end
    down = [(at, top + 10 + step) for step in range(0, int(sheet.y.start - top) - 24, 12)]
    prefer = "left" if at > (sheet.x.start + sheet.x.end) / 2 else "right"
    sheet.label(down, balanced(data.threshold_label, 12), "need", bold=True, prefer=prefer)


def _highest(curve: Density) -> float:
    """The height of the axis: all of the curve, unless it runs off at an end."""
    inner = sorted(curve.density[1:-1])
    return min(max(curve.density), 1.5 * inner[-1]) if inner and inner[-1] > 0 else max(*curve.density, 1e-12)


def _spots(sheet: Panel, curve: Density) -> list[tuple[float, float]]:
    """Places on the curve beside which its label may stand, the highest first, then down both sides."""
    order = sorted(range(len(curve.at)), key=lambda place: -curve.density[place])
    visible = [p for p in order if curve.density[p] > 0.15 * curve.density[order[0]]]
    return [sheet.at(curve.at[p], min(curve.density[p], curve.density[order[0]])) for p in visible[::3] or order[:1]]
