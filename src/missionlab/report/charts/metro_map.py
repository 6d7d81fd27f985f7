"""Pathways as a metro map: a row for each action, a line for each pathway, a station at each switch.

On a telephone the same pathways stand as a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.report.charts.drawing import NARROW, Drawing, text_size
from missionlab.report.charts.labels import LINE, MIDDLE_OF_LINE, text_width, wrap
from missionlab.report.charts.scales import Scale, year_ticks
from missionlab.report.words import Words

MOST = 12
"""Most lines that are drawn."""
_INKS = ("trend", "need", "good", "record", "slate", "risk")
_DASHES = ("", "7 4")
"""Six inks, each in two dashes, tell twelve lines apart; so do the numbers at their ends."""
_LANE = 9
_ROW_GAP = 18
_STEP = 5
"""Distance of the steps of two lines, so that none stands on another."""


@dataclass(frozen=True, slots=True)
class Station:
    """A switch to the action of a row, at a year."""

    row: int
    year: float


@dataclass(frozen=True, slots=True)
class MetroLine:
    """One pathway: it starts on row 0 and switches at its stations; ``ends`` is where it will no longer do."""

    stations: tuple[Station, ...]
    ends: float | None
    """Year in which it will not do any more; blank where it does until the goal."""
    end_label: str
    """At its end, such as its chance."""
    listed: str
    """The pathway in words, for the list."""


@dataclass(frozen=True, slots=True)
class MetroMap:
    """At most ``MOST`` lines over the rows, from ``start`` to ``goal``."""

    id: str
    rows: tuple[str, ...]
    lines: tuple[MetroLine, ...]
    start: float
    goal: float
    goal_label: str
    words: Words
    name: str
    alt: str


def draw(data: MetroMap, width: float) -> str:
    """The chart as SVG at ``width``."""
    return _listed(data, width) if width == NARROW else _mapped(data, width)


def style(number: int) -> tuple[str, str]:
    """Ink and dashes of the line with this number, from 0."""
    return _INKS[number % len(_INKS)], _DASHES[number // len(_INKS) % len(_DASHES)]


def _listed(data: MetroMap, width: float) -> str:
    size = text_size(width)
    left = text_width(f"{MOST}", size, bold=True) + 12
    items = [wrap(f"{line.listed}: {line.end_label}", width - left - 2, size, most=6) for line in data.lines]
    drawing = Drawing(data.id, width, sum(len(item) * LINE * size + 12 for item in items) + 4)
    top = 2.0
    for number, item in enumerate(items):
        ink, dash = style(number)
        bottom = top + len(item) * LINE * size
        drawing.text(0, top + 0.85 * size, str(number + 1), bold=True, ink=ink)
        drawing.line(left - 7, top + 2, left - 7, bottom, ink, 3, dash)
        drawing.text(left, top + 0.85 * size, item)
        top = bottom + 12
    return drawing.svg(data.name, data.alt)


@dataclass(frozen=True, slots=True)
class _Lanes:
    """The height of each line on each row it visits, and the top and bottom of every row."""

    at: dict[tuple[int, int], float]
    rows: list[tuple[float, float]]


def _mapped(data: MetroMap, width: float) -> str:
    size = text_size(width)
    left = min(0.3 * width, max(text_width(row, size) for row in data.rows) + 4)
    names = [wrap(row, left - 4, size, most=3) for row in data.rows]
    lanes = _lanes(data, names, size)
    ends = [f"{number + 1}: {line.end_label}" for number, line in enumerate(data.lines)]
    right = max(text_width(end, size, bold=True) for end in ends) + 22
    bottom = lanes.rows[-1][1]
    drawing = Drawing(data.id, width, bottom + 2.6 * size + 14)
    x = Scale(data.start, max(data.goal, data.start + 1), left + 24, width - right)
    for (top, low), name in zip(lanes.rows, names, strict=True):
        drawing.line(0, low + _ROW_GAP / 2, width, low + _ROW_GAP / 2, "rule")
        middle = (top + low) / 2 - LINE * size * (len(name) - 1) / 2 + MIDDLE_OF_LINE * size
        drawing.text(0, middle, name)
    _years(drawing, data, x, bottom + _ROW_GAP / 2)
    for number, line in enumerate(data.lines):
        _line(drawing, line, number, lanes, x, len(data.lines))
    for number, (line, end) in enumerate(zip(data.lines, ends, strict=True)):
        row = line.stations[-1].row if line.stations else 0
        y = lanes.at[number, row] + MIDDLE_OF_LINE * size
        drawing.text(x.end + 16, y, end, ink=style(number)[0], bold=True)
    return drawing.svg(data.name, data.alt)


def _lanes(data: MetroMap, names: Sequence[list[str]], size: float) -> _Lanes:
    """Lines that end on a row stand a line of text apart; those that only pass, less."""
    at: dict[tuple[int, int], float] = {}
    rows: list[tuple[float, float]] = []
    top = 8.0
    for row, name in enumerate(names):
        y = top
        for number, line in enumerate(data.lines):
            visited = [0, *(station.row for station in line.stations)]
            if row not in visited:
                continue
            room = LINE * size + 2 if visited[-1] == row else _LANE
            at[number, row] = y + room / 2
            y += room
        low = max(y, top + LINE * size * len(name))
        spare = (low - y) / 2
        at.update({key: height + spare for key, height in at.items() if key[1] == row})
        rows.append((top, low))
        top = low + _ROW_GAP
    return _Lanes(at, rows)


def _line(drawing: Drawing, line: MetroLine, number: int, lanes: _Lanes, x: Scale, count: int) -> None:
    """Along its rows, down at its stations; faint once it will not do any more."""
    ink, dash = style(number)
    shift = (number - (count - 1) / 2) * _STEP
    row, points, stations = 0, [(x.start - 12 + min(shift, 0), lanes.at[number, 0])], []
    for station in line.stations:
        at = min(max(x.clamped(station.year) + shift, x.start - 12), x.end + 4)
        points += [(at, lanes.at[number, row]), (at, lanes.at[number, station.row])]
        stations.append((at, lanes.at[number, station.row]))
        row = station.row
    y = lanes.at[number, row]
    until = x.end + 4 if line.ends is None else max(x.clamped(line.ends) + shift, points[-1][0])
    until = min(until, x.end + 4)
    drawing.path([*points, (until, y)], ink, 3, dash)
    if line.ends is not None and until < x.end:
        drawing.curve(f"M{until:.1f} {y:.1f}L{x.end + 4:.1f} {y:.1f}", ink, 1.5, 0.6, "1 4")
        drawing.line(until, y - 5, until, y + 5, ink, 3)
    drawing.dot(*points[0], 4, ink)
    for at, height in stations:
        drawing.dot(at, height, 4.5, ink, hollow=True)


def _years(drawing: Drawing, data: MetroMap, x: Scale, base: float) -> None:
    drawing.line(x.start - 12, base, x.end + 4, base, "strong")
    goal_width = text_width(data.goal_label, drawing.size, bold=True)
    goal_left = min(x.end - goal_width / 2, drawing.width - goal_width)
    drawing.line(x.end, 4, x.end, base, "need", 1.5, "4 3")
    drawing.text(goal_left, base + 2.3 * drawing.size + 6, data.goal_label, ink="need", bold=True)
    for year in year_ticks(data.start, data.goal, 8):
        at = x(year)
        drawing.line(at, base, at, base + 5, "strong")
        drawing.text(at, base + 7 + drawing.size, str(year), ink="ink2", anchor="middle")
