"""Ranks over worlds: a bar a policy, stacked by how often it comes first, second, ... last."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Share
from missionlab.report.charts.drawing import HEAT_STEPS, NARROW, Drawing, text_size
from missionlab.report.charts.labels import text_width, wrap
from missionlab.report.words import Words

_GAP = 2.0


@dataclass(frozen=True, slots=True)
class RankRow:
    """One policy and the share of worlds in each class of ranks, the best class first; they add to one."""

    name: str
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """The policies, the one that comes first most often at the top."""

    id: str
    rows: tuple[RankRow, ...]
    words: Words
    name: str
    alt: str


def classes(ranks: int) -> list[range]:
    """Ranks (0 = first) in at most `HEAT_STEPS` classes: each alone where they are few; else the first three, those
    between, and the last."""
    if ranks <= HEAT_STEPS:
        return [range(rank, rank + 1) for rank in range(ranks)]
    return [range(1), range(1, 2), range(2, 3), range(3, ranks - 1), range(ranks - 1, ranks)]


def steps(count: int) -> list[int]:
    """The step of the heat ramp of each of `count` classes, the darkest for the first rank."""
    return [HEAT_STEPS - place for place in range(count)]


def draw(data: Ranks, width: float) -> str:
    """The chart as SVG at `width`; on a telephone the names stand above their bars."""
    narrow = width == NARROW
    step, size = (60 if narrow else 44), text_size(width)
    drawing = Drawing(data.id, width, step * len(data.rows) + 2)
    widest = max((text_width(row.name, size) for row in data.rows), default=0.0)
    left = 0.0 if narrow else min(widest, 0.32 * width) + 14
    for index, row in enumerate(data.rows):
        top = step * index
        if narrow:
            drawing.text(0, top + 15, wrap(row.name, width - 4, size, bold=True, most=1), bold=True)
        else:
            drawing.text(left - 12, top + 25, wrap(row.name, left - 14, size, most=1), anchor="end")
        _bar(drawing, data, row, left, top + (22 if narrow else 4), width - left - 1)
    return drawing.svg(data.name, data.alt)


def _bar(drawing: Drawing, data: Ranks, row: RankRow, left: float, top: float, wide: float) -> None:
    """The classes side by side, with their share where it fits."""
    at = left
    for share, step in zip(row.shares, steps(len(row.shares)), strict=True):
        if share <= 0:
            continue
        part = share * wide
        drawing.cell(at, top, max(part - _GAP, 0.5), 32, step, data.words.plain(Share(share)))
        at += part
