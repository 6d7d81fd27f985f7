"""Money by class: bars of one hue in the order given, gaps as dashed empty bars."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Money, text
from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.words import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """One class: its money, and whether that is under the threshold."""

    name: str
    amount: float
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """The classes of one dimension, in their order."""

    id: str
    bars: tuple[Bar, ...]
    currency: str
    words: Words
    name: str
    alt: str


def draw(data: Bars, width: float) -> str:
    """The chart as SVG at ``width``; on a telephone the names stand above their bars."""
    narrow = width == NARROW
    step, size = (46 if narrow else 36), text_size(width)
    drawing = Drawing(data.id, width, step * len(data.bars) + 6)
    widest = max(text_width(bar.name, size) for bar in data.bars)
    left = 0.0 if narrow else min(widest, width * 0.34) + 12
    said = [data.words.plain(Money(bar.amount, data.currency)) for bar in data.bars]
    room = max(text_width(label, size, bold=True) for label in said) + 14
    x = Scale(0, max(bar.amount for bar in data.bars) or 1.0, left, width - room)
    for index, (bar, amount) in enumerate(zip(data.bars, said, strict=True)):
        top = step * index
        if narrow:
            drawing.text(0, top + 14, wrap(bar.name, width - 4, size, most=1))
        else:
            drawing.text(left - 10, top + 23, wrap(bar.name, left - 10, size, most=1), anchor="end")
        _bar(drawing, data, bar, amount, x, top + (20 if narrow else 8))
    drawing.line(left, 0 if not narrow else 18, left, step * len(data.bars) + 4, "strong")
    return drawing.svg(data.name, data.alt)


def _bar(drawing: Drawing, data: Bars, bar: Bar, amount: str, x: Scale, top: float) -> None:
    if not bar.gap:
        drawing.rect(x.start, top, max(2, x(bar.amount) - x.start), 20, "trend")
        drawing.text(x(bar.amount) + 8, top + 15, amount)
        return
    said = amount if bar.amount > 0 else data.words.plain(text("report.money.nothing"))
    wide = max(text_width(said, drawing.size, bold=True) + 22, 0.25 * (x.end - x.start))
    drawing.rect(x.start + 0.75, top + 0.75, wide, 18.5, "off", dash="4 3")
    if bar.amount > 0:
        drawing.rect(x.start, top, max(2, x(bar.amount) - x.start), 20, "trend")
    drawing.text(x.start + 9 + max(0, x(bar.amount) - x.start), top + 15, said, ink="off", bold=True)
