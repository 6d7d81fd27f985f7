"""The same periods measured more than once: newest values as a line, earlier vintages as open circles."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.dates import Date
from missionlab.base.text import Quantity, text
from missionlab.report import phrases
from missionlab.report.charts.drawing import NARROW, WIDE, Drawing, text_size
from missionlab.report.charts.labels import MIDDLE_OF_LINE, Box, Placer, balanced, text_width
from missionlab.report.charts.scales import Scale, natural_range, tick_decimals, ticks, year_ticks
from missionlab.report.charts.trajectory import segments
from missionlab.report.words import Words
from missionlab.strategy.records import Observation
from missionlab.tracking.results import Standing


@dataclass(frozen=True, slots=True)
class Vintages:
    """One target's series in all its vintages."""

    id: str
    standing: Standing
    words: Words
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Remeasured:
    """One period: what was known first, and what is known now."""

    old: Observation
    new: Observation


def remeasured(standing: Standing) -> Remeasured | None:
    """The period whose figure moved most between the vintage of the goal, or the first one, and now."""
    series = standing.series
    if series is None:
        return None
    now = {point.period: point for point in series.points}
    since = standing.baseline.vintage if standing.baseline else None
    first: dict[object, Observation] = {}
    for old in sorted(series.earlier, key=lambda o: o.vintage):
        if old.period in now and (old.period not in first or (since is not None and old.vintage <= since)):
            first[old.period] = old
    pairs = [Remeasured(old, now[old.period]) for old in first.values()]
    return max(pairs, key=lambda pair: abs(pair.new.value - pair.old.value), default=None)


def draw(data: Vintages, width: float) -> str:
    """The chart as SVG at ``width``."""
    height = 360 if width == WIDE else 300
    standing = data.standing
    series, pair = standing.series, remeasured(standing)
    assert series is not None
    assert pair is not None
    values = [p.value for p in (*series.points, *series.earlier)]
    years = [p.period.position for p in (*series.points, *series.earlier)]
    if standing.goal:
        values.append(standing.goal.value)
        years.append(float(standing.goal.year))
    low, high = natural_range(values, from_zero=False, of_hundred=False)
    marks = ticks(low, high, 5)
    places = tick_decimals(marks)
    unit = "%" if standing.unit.startswith("%") else ""
    said = [data.words.plain(Quantity(v, unit if v == marks[-1] else "", places)) for v in marks]
    left = 10 + max(text_width(label, text_size(width)) for label in said)
    x = Scale(min(years) - 0.6, max(years) + 0.8, left, width - 12)
    y = Scale(low, high, height - 32, 22)
    drawing = Drawing(data.id, width, height)
    labels = Placer(Box(left + 3, 2, width - 2, height - 36), drawing.size)
    drawing.rules((((left, y(value)), (x.end, y(value))) for value in marks), "rule")
    for value, label in zip(marks, said, strict=True):
        drawing.text(left - 7, y(value) + MIDDLE_OF_LINE * drawing.size, label, ink="ink2", anchor="end")
    drawing.line(left, y.start, x.end, y.start, "strong")
    years = year_ticks(x.low, x.high, 5 if width > NARROW else 3)
    drawing.rules((((x(year), y.start), (x(year), y.start + 5)) for year in years), "strong")
    for year in years:
        drawing.text(x(year), y.start + 24, str(year), ink="ink2", anchor="middle")
    _marks(drawing, labels, data, pair, x, y)
    _labels(drawing, labels, data, pair, x, y)
    return drawing.svg(data.name, data.alt)


def _marks(drawing: Drawing, labels: Placer, data: Vintages, pair: Remeasured, x: Scale, y: Scale) -> None:
    standing = data.standing
    assert standing.series is not None
    if standing.goal:
        start = pair.new.period.position
        line = [(x(start), y(standing.goal.value)), (x(standing.goal.year), y(standing.goal.value))]
        drawing.path(line, "need", 2, "6 4")
        drawing.diamond(*line[1], 6.5, "need")
        labels.block_line(line)
        labels.block_mark(*line[1], 7)
    for jump in standing.series.breaks:
        at = x(jump.period.position - 0.5)
        drawing.line(at, 24, at, y.start, "strong", 1, "2 3")
        labels.block_line([(at, 24), (at, y.start)], 12)
    for part in segments(standing.series):
        line = [(x(p.period.position), y(p.value)) for p in part]
        if len(line) > 1:
            drawing.path(line, "ink", 2.5)
        else:
            drawing.dot(*line[0], 4.5, "ink")
        labels.block_line(line)
    for old in standing.series.earlier:
        at = (x(old.period.position), y(old.value))
        drawing.dot(*at, 4, "record", hollow=True)
        labels.block_mark(*at, 5)
    _arrow(drawing, labels, x(pair.old.period.position), y(pair.old.value), y(pair.new.value))


def _arrow(drawing: Drawing, labels: Placer, x: float, start: float, end: float) -> None:
    """From the old value to the new one; a dot and a circle alone where they are too near for an arrow."""
    drawing.dot(x, start, 5.5, "record", hollow=True)
    drawing.dot(x, end, 5, "record")
    labels.block_mark(x, start, 7)
    labels.block_mark(x, end, 7)
    if abs(end - start) < 26:
        return
    up = end < start
    tip = end + (7 if up else -7)
    drawing.line(x, start + (-6 if up else 6), x, tip, "record", 2)
    drawing.triangle(x, tip + (2 if up else -2), 5, "record", up=up, hollow=False)
    labels.block_line([(x, start), (x, end)])


def _labels(drawing: Drawing, labels: Placer, data: Vintages, pair: Remeasured, x: Scale, y: Scale) -> None:
    standing, words = data.standing, data.words
    slim = drawing.width == NARROW
    assert standing.series is not None

    def label(at: tuple[float, float], lines: list[str], ink: str, bold: bool, prefer: str) -> None:
        spot = labels.place(*at, lines, bold, prefer)
        drawing.text(spot.x, spot.y, lines, ink=ink, anchor=spot.anchor, bold=bold)

    when = pair.old.period
    was, now = (phrases.label(o.value, standing.unit) for o in (pair.old, pair.new))
    then = _lines(words, "report.vintages.then_short" if slim else then_key(standing, pair.old.vintage), when, was)
    label((x(when.position), y(pair.old.value)), then, "record", False, "below-right")
    label(
        (x(when.position), y(pair.new.value)),
        _lines(words, "report.vintages.now_short" if slim else "report.vintages.now", when, now),
        "record",
        True,
        "above-left",
    )
    last = standing.series.points[-1]
    if last.period != when:
        said = text("report.trajectory.value_in", value=phrases.label(last.value, standing.unit), when=last.period)
        label((x(last.period.position), y(last.value)), [words.plain(said)], "ink", False, "right")
    if standing.goal:
        goal = text(
            "report.trajectory.goal",
            goal=phrases.label(standing.goal.value, standing.unit),
            year=standing.goal.year,
        )
        label(
            (x(standing.goal.year), y(standing.goal.value)),
            balanced(words.plain(goal), 8.5),
            "need",
            True,
            "below-left",
        )
    for jump in standing.series.breaks:
        key = "report.trajectory.break_declared" if jump.declared else "report.trajectory.break_found"
        key = "report.trajectory.break_short" if slim else key
        said = words.plain(text(key, when=jump.period))
        label((x(jump.period.position - 0.5), y.start - 20), [said], "ink2", False, "left")


def then_key(standing: Standing, vintage: Date) -> str:
    """Whether the earlier figure is the one on which the goal was set."""
    baseline = standing.baseline
    set_on_it = baseline is not None and baseline.vintage is not None and vintage <= baseline.vintage
    return "report.vintages.then_goal" if set_on_it else "report.vintages.then"


def _lines(words: Words, key: str, when: object, value: object) -> list[str]:
    return balanced(words.plain(text(key, when=when, value=value)), 16)
