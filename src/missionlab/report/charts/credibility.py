"""What a plan adds: a stacked bar of how much of the needed change can be relied on, and the chances below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from missionlab.base.text import Share
from missionlab.report.charts.drawing import Drawing
from missionlab.report.charts.labels import text_width
from missionlab.report.words import Words

GAP = "gap"
"""The part of what is needed that no plan covers."""
LOOK = {
    "credible": ("good", ""),
    "some risk": ("risk", "diag"),
    "significant risk": ("off", "cross"),
    GAP: ("slate", "dash"),
}
"""Ink and filling by part."""
_BAR, _ROW = 72, 50
"""Heights of the bar with its labels, and of one chance."""


@dataclass(frozen=True, slots=True)
class ChanceLine:
    """A chance with its name; ``low`` and ``high`` differ where nobody has said how plan and trend overlap."""

    name: str
    said: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Credibility:
    """One target's plan on one day: shares of the needed change by grade and ``GAP``, and chances."""

    id: str
    shares: Mapping[str, float]
    chances: tuple[ChanceLine, ...]
    words: Words
    name: str
    alt: str


def draw(data: Credibility, width: float) -> str:
    """One stacked bar to all of what is needed, then a line from 0 to 100 % for each chance."""
    top = _BAR if data.shares else 0
    drawing = Drawing(data.id, width, top + _ROW * len(data.chances))
    if data.shares:
        _bar(drawing, data, width)
    for number, line in enumerate(data.chances):
        _chance(drawing, line, top + number * _ROW, width)
    return drawing.svg(data.name, data.alt)


def _bar(drawing: Drawing, data: Credibility, width: float) -> None:
    """Parts with gaps of 2 px, each share above its part."""
    whole = max(1.0, sum(share for share in data.shares.values() if share > 0))
    at = 1.0
    for part, share in data.shares.items():
        if share <= 0:
            continue
        ink, fill = LOOK[part]
        wide = share / whole * (width - 2)
        if fill in ("diag", "cross"):
            drawing.hatch(fill, ink)
        drawing.rect(
            at, 28, wide - 2, 36, ink, fill=fill if fill != "dash" else "", dash="4 3" if fill == "dash" else ""
        )
        said = data.words.plain(Share(share))
        if wide > text_width(said, drawing.size, bold=True) + 4:
            drawing.text(at, 16, said, ink=ink, bold=True)
        at += wide


def _chance(drawing: Drawing, line: ChanceLine, top: float, width: float) -> None:
    """The name at the left, the chance at the right, and below both the line with a dot at each end of the range."""
    left, right = 8.0, width - 8.0
    drawing.text(left, top + 22, line.name)
    drawing.text(right, top + 22, line.said, anchor="end", bold=True)
    y = top + 36
    drawing.line(left, y, right, y, "rule")
    low, high = (left + chance * (right - left) for chance in (line.low, line.high))
    if high > low:
        drawing.line(low, y, high, y, "trend", 4)
        drawing.dot(low, y, 5, "trend", hollow=True)
    drawing.dot(high, y, 5, "trend")
