"""How far projects came along the innovation curve: those that went on, that are still there, and that were stopped."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, text_width, wrap
from missionlab.report.charts.scales import Scale
from missionlab.report.words import Words

_BAR = 22
_PARTS = (("went_on", "trend", ""), ("there", "slate", "lines"), ("stopped", "off", "cross"))


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: numbers of projects by what became of them, and each exit in words with its date."""

    name: str
    went_on: int
    there: int
    stopped: int
    said: str
    exits: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.went_on + self.there + self.stopped


@dataclass(frozen=True, slots=True)
class StageFlow:
    """The stages in their order along the curve."""

    id: str
    rows: tuple[StageRow, ...]
    words: Words
    name: str
    alt: str


def draw(data: StageFlow, width: float) -> str:
    """The chart as SVG at ``width``; names stand above their bars on a telephone, exits below them everywhere."""
    narrow = width == NARROW
    size = text_size(width)
    line = LINE * size
    left = 0.0 if narrow else min(0.3 * width, max(text_width(row.name, size) for row in data.rows)) + 14
    room = max(text_width(row.said, size) for row in data.rows) + 12
    x = Scale(0, max(1, *(row.total for row in data.rows)), left, width - 4 if narrow else width - room)
    exits = [wrap("; ".join(row.exits), width - left, size, most=3) if row.exits else [] for row in data.rows]
    heights = [_BAR + (2 * line if narrow else 6) + line * len(lines) + 14 for lines in exits]
    drawing = Drawing(data.id, width, sum(heights))
    for _, ink, pattern in _PARTS:
        if pattern:
            drawing.hatch(pattern, ink)
    top = 0.0
    for row, lines, height in zip(data.rows, exits, heights, strict=True):
        bar = top + (2 * line if narrow else 4)
        if narrow:
            drawing.text(0, top + size, wrap(row.name, width, size, bold=True, most=1), bold=True)
            drawing.text(0, top + size + line, wrap(row.said, width, size, most=1), ink="ink2")
            bar += 6
        else:
            drawing.text(left - 12, bar + 16, wrap(row.name, left - 12, size, most=1), anchor="end")
        end = _bar(drawing, row, x, bar)
        if not narrow:
            drawing.text(end + 8, bar + 16, row.said, ink="ink2")
        if lines:
            drawing.text(left, bar + _BAR + size + 2, lines, ink="off")
        top += height
    return drawing.svg(data.name, data.alt)


def _bar(drawing: Drawing, row: StageRow, x: Scale, top: float) -> float:
    """The bar of one stage with gaps of 2 units between its parts; returns where it ends."""
    at = 0
    for name, ink, pattern in _PARTS:
        number = getattr(row, name)
        if number:
            start, end = x(at), x(at + number)
            drawing.rect(start + 1, top, end - start - 2, _BAR, ink, fill=pattern)
            at += number
    return x(at)
