"""The history of a promise: the goal's year and value by the date on which each version was set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from missionlab.base.dates import Date
from missionlab.base.text import text
from missionlab.report import phrases
from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, Placer, text_width
from missionlab.report.charts.scales import Scale, tick_decimals, ticks, year_ticks
from missionlab.report.words import Words
from missionlab.strategy.records import TargetVersion
from missionlab.strategy.vocabulary import Measure
from missionlab.tracking.results import ChangeKind, Standing


@dataclass(frozen=True, slots=True)
class Promise:
    """One target's versions, and the day to which the last one is drawn."""

    id: str
    standing: Standing
    as_of: date
    words: Words
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A version: when it was set (years), what it asked for, and what it did to the one before."""

    when: float
    level: float
    kind: ChangeKind | None
    withdrawn: bool


def dated(standing: Standing) -> tuple[TargetVersion, ...]:
    """The versions that can stand on an axis of time, in order."""
    return tuple(v for v in standing.versions if v.set_on is not None)


def year_moves(standing: Standing) -> bool:
    return len({v.year for v in dated(standing) if v.year is not None}) > 1


def value_moves(standing: Standing) -> bool:
    """Whether the number moved while it stayed the same kind of number."""
    return len({v.value for v in _comparable(standing)}) > 1


def _comparable(standing: Standing) -> tuple[TargetVersion, ...]:
    versions = [v for v in dated(standing) if v.value is not None]
    same = all(v.measure is versions[0].measure and v.indicator == versions[0].indicator for v in versions)
    return tuple(versions) if same else ()


def drawable(standing: Standing) -> bool:
    """Whether the promise moved at least once, and when is known."""
    return len(dated(standing)) > 1 and (year_moves(standing) or value_moves(standing) or withdrawn(standing))


def withdrawn(standing: Standing) -> bool:
    return bool(standing.versions) and standing.versions[-1].withdrawn


def draw(data: Promise, width: float) -> str:
    """One panel for the year, one for the value, whichever moved."""
    standing = data.standing
    panels = [name for name, moved in (("year", year_moves(standing)), ("value", value_moves(standing))) if moved]
    panels = panels or ["year" if any(v.year for v in standing.versions) else "value"]
    tall, size = (220 if width == WIDE else 190), text_size(width)
    height = tall * len(panels) + 38
    drawing = Drawing(data.id, width, height)
    steps = {name: _steps(standing, name) for name in panels}
    left = 12 + max(text_width(label, size) for name in panels for _, label in _marks(data, name, steps[name]))
    first = min(step.when for some in steps.values() for step in some)
    now = data.as_of.year + (data.as_of.timetuple().tm_yday - 1) / 365.25
    x = Scale(first - 0.4, max(now, first + 1) + 0.15, left, width - (112 if width > NARROW else 12))
    for index, name in enumerate(panels):
        _panel(drawing, data, name, steps[name], x, now, tall * index, tall)
    bottom = tall * len(panels) + 6
    drawing.line(left, bottom, x.end, bottom, "strong")
    years = year_ticks(x.low, x.high, 5 if width > NARROW else 3)
    drawing.rules((((x(year), bottom), (x(year), bottom + 5)) for year in years), "strong")
    for year in years:
        drawing.text(x(year), bottom + 24, str(year), ink="ink2", anchor="middle")
    return drawing.svg(data.name, data.alt)


def _steps(standing: Standing, panel: str) -> list[_Step]:
    kinds = {change.number: change.kind for change in standing.changes}
    versions = dated(standing) if panel == "year" else _comparable(standing)
    out: list[_Step] = []
    for version in versions:
        level = version.year if panel == "year" else version.value
        if level is None and version.withdrawn and out:
            level = out[-1].level
        if level is not None:
            out.append(_Step(_years(version.set_on), float(level), kinds.get(version.number), version.withdrawn))
    return out


def _years(on: Date | None) -> float:
    assert on is not None
    return on.last.year + (on.last.timetuple().tm_yday - 1) / 365.25


def _marks(data: Promise, panel: str, steps: list[_Step]) -> list[tuple[float, str]]:
    low, high = min(s.level for s in steps), max(s.level for s in steps)
    if panel == "year":
        return [(float(year), str(year)) for year in year_ticks(low - 0.5, high + 0.5, 4)]
    margin = 0.1 * (high - low) or 1.0
    marks = ticks(low - margin, high + margin, 4)
    places = tick_decimals(marks)
    return [(mark, data.words.plain(text("report.plain_number", number=_rounded(mark, places)))) for mark in marks]


def _rounded(value: float, places: int) -> object:
    from missionlab.base.text import Quantity

    return Quantity(value, "", places)


def _panel(
    drawing: Drawing, data: Promise, panel: str, steps: list[_Step], x: Scale, now: float, top: float, tall: float
) -> None:
    low, high = min(s.level for s in steps), max(s.level for s in steps)
    margin = 0.12 * (high - low) or 1.0
    y = Scale(low - margin, high + margin, top + tall - 14, top + 38)
    labels = Placer(Box(x.start, top + 2, drawing.width - 2, top + tall + 2), drawing.size)
    marks = _marks(data, panel, steps)
    drawing.rules((((x.start, y(level)), (x.end, y(level))) for level, _ in marks), "rule")
    for level, label in marks:
        drawing.text(x.start - 7, y(level) + MIDDLE_OF_LINE * drawing.size, label, ink="ink2", anchor="end")
    line: list[tuple[float, float]] = []
    for step in steps:
        if line:
            line.append((x(step.when), line[-1][1]))
        line.append((x(step.when), y(step.level)))
    ended = steps[-1].withdrawn
    if not ended:
        line.append((x(now), line[-1][1]))
    drawing.path(line, "ink", 2.5)
    labels.block_line(line)
    for before, step in zip([None, *steps], steps, strict=False):
        _mark(drawing, x(step.when), y(step.level), before, step)
        labels.block_mark(x(step.when), y(step.level), 7)
    _names(drawing, labels, data, panel, steps, x, y, now)


def _mark(drawing: Drawing, x: float, y: float, before: _Step | None, step: _Step) -> None:
    if step.withdrawn:
        drawing.line(x, y - 10, x, y + 10, "slate", 3)
    elif before is None:
        drawing.dot(x, y, 5, "ink")
    elif step.kind is ChangeKind.TIGHTENED:
        drawing.triangle(x, y, 6, "good", up=False, hollow=False)
    elif step.kind is ChangeKind.LOOSENED:
        drawing.triangle(x, y, 6, "off", up=True, hollow=True)
    elif step.kind in (ChangeKind.MIXED, ChangeKind.REDEFINED):
        drawing.diamond(x, y, 6, "record", hollow=True)
    else:
        drawing.dot(x, y, 4, "ink", hollow=True)


_INK = {ChangeKind.TIGHTENED: "good", ChangeKind.LOOSENED: "off"}


def _names(
    drawing: Drawing, labels: Placer, data: Promise, panel: str, steps: list[_Step], x: Scale, y: Scale, now: float
) -> None:
    first, last = steps[0], steps[-1]
    said = data.words.plain(text("report.promise.first", goal=_level(data, panel, first.level)))
    spot = labels.place(x(first.when), y(first.level), [said], True, "above-right")
    drawing.text(spot.x, spot.y, said, bold=True, anchor=spot.anchor)
    if not last.withdrawn and len(steps) > 1:
        said = data.words.plain(text("report.promise.in_force", goal=_level(data, panel, last.level)))
        wide = drawing.width > NARROW
        lines = said.split(": ", 1) if wide and ": " in said else [said]
        lines = [lines[0] + ":", lines[1]] if len(lines) > 1 else lines
        spot = labels.place(x(now), y(last.level), lines, True, "right" if wide else "above-left")
        drawing.text(spot.x, spot.y, lines, bold=True, anchor=spot.anchor)
    for step in steps[1:]:
        if step.kind is None:
            continue
        said = data.words.plain(text(f"report.change.{step.kind}"))
        prefer = "below-right" if step.kind is ChangeKind.LOOSENED else "above-right"
        spot = labels.place(x(step.when), y(step.level), [said], False, prefer)
        ink = "slate" if step.withdrawn else _INK.get(step.kind, "record")
        drawing.text(spot.x, spot.y, said, ink=ink, anchor=spot.anchor)


def _level(data: Promise, panel: str, level: float) -> object:
    if panel == "year":
        return str(int(level))
    measure = data.standing.versions[-1].measure
    unit = "%" if measure is Measure.PERCENT_CHANGE else data.standing.unit
    return phrases.label(level, unit)
