"""Text on drawings: how wide it is, where it breaks, and where a label can stand without touching anything.

Widths are estimates for the sans faces of the briefing, on the generous side, because every machine has other fonts.
Sizes are in the units of the drawing. A drawing for the full column is laid out for text of 17 units, because it may
be shown at three quarters of its width; the style then sets the text smaller the wider it is shown, so that words
stay readable at each width and only ever need less room than was left for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SIZE, SIZE_WIDE = 13.0, 17.0
LINE = 1.15
"""Distance of two lines, in text sizes."""
MIDDLE_OF_LINE = 0.3
"""How far a baseline is below the middle of its line, in text sizes."""
_NARROW = set("iljI.,:;'|!·’")
_SLIM = set('frt()[]-/ \N{NO-BREAK SPACE}"*')
_WIDE = set("mwMW%@—…→")

Point = tuple[float, float]


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimated width of one line."""
    total = 0.0
    for letter in text:
        if letter in _NARROW:
            total += 0.3
        elif letter in _SLIM:
            total += 0.39
        elif letter in _WIDE:
            total += 0.92
        elif ord(letter) > 0x2E7F:
            total += 1.05
        elif letter.isupper():
            total += 0.69
        else:
            total += 0.585
    return total * size * (1.06 if bold else 1.0)


def wrap(text: str, width: float, size: float, bold: bool = False, most: int = 2) -> list[str]:
    """``text`` on at most ``most`` lines of ``width``; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and text_width(f"{line} {rest[0]}", size, bold) <= width:
            line += " " + rest.pop(0)
        lines.append(line)
    if rest:
        lines[-1] += "…"
    return [_cut(line, width, size, bold) for line in lines] or [""]


def balanced(text: str, widest: float) -> list[str]:
    """The text on one line, or on two of about equal length where one would be wider than ``widest`` text sizes."""
    parts = text.split(" ")
    if len(parts) < 2 or text_width(text, 1) <= widest:
        return [text]
    best = min(range(1, len(parts)), key=lambda i: abs(len(" ".join(parts[:i])) - len(" ".join(parts[i:]))))
    return [" ".join(parts[:best]), " ".join(parts[best:])]


def _cut(line: str, width: float, size: float, bold: bool) -> str:
    if text_width(line, size, bold) <= width:
        return line
    while len(line) > 1 and text_width(line.rstrip("…") + "…", size, bold) > width:
        line = line.rstrip("…")[:-1]
    return line.rstrip("… ") + "…"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def text_box(x: float, y: float, lines: list[str], anchor: str, bold: bool, size: float) -> Box:
    """The box of lines whose first baseline is at ``y``."""
    width = max(text_width(line, size, bold) for line in lines)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - 0.82 * size, left + width, y + LINE * size * (len(lines) - 1) + 0.26 * size)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: anchor and first baseline, and how far it is from its mark."""

    x: float
    y: float
    anchor: str
    distance: float


@dataclass(slots=True)
class Placer:
    """Finds room for labels, one after the other, among marks and labels that are already there."""

    frame: Box
    size: float
    """Of the text."""
    boxes: list[Box] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    def block(self, box: Box) -> None:
        self.boxes.append(box)

    def block_mark(self, x: float, y: float, radius: float = 6) -> None:
        self.boxes.append(Box(x - radius, y - radius, x + radius, y + radius))

    def block_line(self, points: Iterable[Point], step: float = 4) -> None:
        """Marks a line as taken, by points at most ``step`` apart."""
        path = list(points)
        self.points.extend(path[:1])
        for (x0, y0), (x1, y1) in pairwise(path):
            parts = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / step))
            self.points.extend((x0 + (x1 - x0) * i / parts, y0 + (y1 - y0) * i / parts) for i in range(1, parts + 1))

    def place(self, x: float, y: float, lines: list[str], bold: bool = False, prefer: str = "") -> Spot:
        """The nearest free spot beside the mark at ``x``, ``y``; the least bad one where nothing is free."""
        return self.place_along([(x, y)], lines, bold, prefer)

    def place_along(self, marks: Sequence[Point], lines: list[str], bold: bool = False, prefer: str = "") -> Spot:
        """The nearest free spot beside any of several marks, such as the points of a line; earlier ones first."""
        best: tuple[tuple[float, float], Spot, Box] | None = None
        for x, y in marks:
            for spot in _around(x, y, len(lines), prefer, self.size):
                box = text_box(spot.x, spot.y, lines, spot.anchor, bold, self.size)
                rank = (self._cost(box), spot.distance)
                if best is None or rank < best[0]:
                    best = (rank, spot, box)
                if rank[0] == 0:
                    break
        assert best is not None
        self.boxes.append(best[2])
        return best[1]

    def _cost(self, box: Box) -> float:
        left, top, right, bottom = box.left - 4, box.top - 2, box.right + 4, box.bottom + 2
        padded = Box(left, top, right, bottom)
        outside = (
            max(0, self.frame.left - box.left)
            + max(0, box.right - self.frame.right)
            + max(0, self.frame.top - box.top)
            + max(0, box.bottom - self.frame.bottom)
        )
        cost = outside * 50 + sum(padded.overlap(other) for other in self.boxes)
        return cost + 20 * sum(left <= x <= right and top <= y <= bottom for x, y in self.points)


def _around(x: float, y: float, lines: int, prefer: str, size: float) -> Iterator[Spot]:
    tall = LINE * size * (lines - 1)
    under = 0.77 * size
    middle = y + MIDDLE_OF_LINE * size - tall / 2
    for gap in (9, 16, 26, 38, 54, 74, 98, 126):
        side = {
            "right": Spot(x + gap, middle, "start", gap),
            "left": Spot(x - gap, middle, "end", gap),
            "above": Spot(x, y - gap - tall, "middle", gap),
            "below": Spot(x, y + gap + under, "middle", gap),
            "above-right": Spot(x + gap * 0.5, y - gap - tall, "start", gap),
            "above-left": Spot(x - gap * 0.5, y - gap - tall, "end", gap),
            "below-right": Spot(x + gap * 0.5, y + gap + under, "start", gap),
            "below-left": Spot(x - gap * 0.5, y + gap + under, "end", gap),
        }
        if prefer:
            yield side[prefer]
        yield from side.values()
