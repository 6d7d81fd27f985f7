"""The first page: the finding, what to decide, where every target stands, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.report import phrases
from missionlab.report.charts import pace, way
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.status import SIGNS, URGENCY, Sign
from missionlab.report.pages.changes import Event, events
from missionlab.report.pages.decide import Decision, decisions
from missionlab.report.pages.desk import Desk, with_rivals_after
from missionlab.report.pages.target_figures import vintages_figure
from missionlab.report.titles import overview as titles
from missionlab.report.titles.target import moves
from missionlab.tracking.results import Standing, Status
from missionlab.tracking.track_record import records_said

SHORT_TABLE = 40
"""Above this number of targets the table is sorted by urgency and folded."""
SHOWN_FIRST = 25
EVENTS_FIRST = 8
SIZABLE = 0.02
"""A revision of more than this share of the old figure is worth a drawing on the first page."""
LONGEST_REASON = 56
"""Longer reasons stand on the target's own page, so that a narrow column stays readable."""


@dataclass(frozen=True, slots=True)
class StatusCell:
    """A status with its glyph, and how the promise changed."""

    sign: Sign
    word: Text
    flag: Any


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row of the table of all targets."""

    standing: Standing
    rival: bool
    name: Any
    goal: Any
    status: StatusCell
    way: str
    way_words: Any
    chance: Cell
    latest: Cell
    trend: Cell
    needed: Cell


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """The targets of one status."""

    sign: Sign
    count: int
    word: Text
    names: Any


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page."""

    topic: Text
    title: Text
    lead: list[Text]
    decisions: list[Decision]
    tally_title: Text
    tally: list[TallyGroup]
    rows: list[TargetRow]
    folded: list[TargetRow]
    records: list[Text]
    """How far the chances in the table can be trusted, one for each distance that was tested."""
    pace: Figure | None
    no_pace: Text | None
    events: list[Event]
    older: list[Event]
    vintages: list[Figure]


def overview(desk: Desk) -> Overview:
    """The first page of the briefing on the desk."""
    standings = desk.briefing.standings.targets
    strategy = desk.briefing.strategy
    judged = titles.promises(standings)
    ordered = with_rivals_after(standings)
    long = len(ordered) > SHORT_TABLE
    if long:
        ordered.sort(key=lambda standing: URGENCY.index(standing.status))
    rows = [target_row(desk, standing) for standing in ordered]
    figure = pace_figure(desk)
    known = events(desk)
    return Overview(
        topic=text(
            "report.topic",
            challenges=text("report.count.challenges", n=len(strategy.challenges)),
            missions=text("report.count.missions", n=len(strategy.missions)),
            targets=text("report.count.targets", n=len(judged)),
        ),
        title=titles.headline(standings),
        lead=titles.lead(standings, strategy.about),
        decisions=decisions(desk),
        tally_title=text("report.tally.title", n=CountWord(len(judged))),
        tally=_tally(desk, judged),
        rows=rows[:SHOWN_FIRST] if long else rows,
        folded=rows[SHOWN_FIRST:] if long else [],
        records=records_said(standings),
        pace=figure,
        no_pace=None if figure or not judged else text("report.pace.none"),
        events=known[:EVENTS_FIRST],
        older=known[EVENTS_FIRST:60],
        vintages=[figure for one in most_revised(desk) if (figure := vintages_figure(desk, one)) is not None],
    )


def status_cell(standing: Standing) -> StatusCell:
    """The status, and below it how often the promise was changed, and how last."""
    sign = SIGNS[standing.status]
    moved = moves(standing)
    flag: Any = None
    if moved:
        last = [change for change in standing.changes if change.kind not in ("restated", "withdrawn")][-1]
        times = text("report.retargeted.times", n=CountWord(moved))
        kind = text(f"report.change.{last.kind}")
        flag = text("report.retargeted.last", times=times, kind=kind)
        if last.set_on is not None:
            flag = text("report.retargeted.last_in", times=times, kind=kind, year=last.set_on.year)
    return StatusCell(sign, text(f"status.{sign.key}"), flag)


def target_row(desk: Desk, standing: Standing) -> TargetRow:
    """One target with its numbers, each with its interval or why there is none."""
    rival = standing.rival_of is not None
    return TargetRow(
        standing=standing,
        rival=rival,
        name=desk.own(standing.name),
        goal=text("report.row.rival", goal=phrases.goal_with_year(standing))
        if rival
        else phrases.goal_with_year(standing),
        status=status_cell(standing),
        way=way.draw(standing.gap_closed, standing.gap_due),
        way_words=_way_words(standing),
        chance=short(desk, chance_cell(standing), phrases.rounded_chance(standing)),
        latest=latest_cell(standing),
        trend=short(desk, trend_cell(standing), text("report.row.no_interval")),
        needed=needed_cell(standing),
    )


def _way_words(standing: Standing) -> Text:
    closed, due = standing.gap_closed, standing.gap_due
    if closed is None:
        return text("report.way.unknown")
    done = phrases.of_target(standing, "gap_closed", Share(abs(closed)), closed)
    if closed < 0:
        return text("report.way.back", closed=done)
    if closed >= 1 or due is None:
        return text("report.way.closed", closed=done)
    return text(
        "report.way.closed_due", closed=done, due=phrases.of_target(standing, "gap_due", Share(min(due, 1.0)), due)
    )


def chance_cell(standing: Standing) -> Cell:
    """The chance and its basis, or the reason why there is none."""
    said = phrases.chance(standing)
    if said is not None:
        return Cell(said, phrases.chance_basis(standing))
    if standing.status in (Status.MET, Status.MET_BY_REVISION):
        return Cell(text("report.row.over_line"))
    return Cell(standing.probability_reason or text("report.row.no_chance"))


def short(desk: Desk, cell: Cell, otherwise: Any) -> Cell:
    """A cell for the table of all targets: a long reason stands on the target's own page instead."""
    if isinstance(cell.value, Text) and cell.second is None and len(desk.words.plain(cell.value)) > LONGEST_REASON:
        return Cell(text("report.row.why_on_page"))
    if cell.second is not None and len(desk.words.plain(cell.second)) > LONGEST_REASON:
        return Cell(cell.value, otherwise)
    return cell


def latest_cell(standing: Standing) -> Cell:
    """The latest value and its period, with the interval where it has one."""
    latest, known = standing.latest, phrases.latest(standing)
    if latest is None or known is None:
        return Cell(text("report.row.no_value"))
    if latest.low is None or latest.high is None:
        return Cell(known, latest.period)
    interval = text("report.interval", low=Quantity(latest.low), high=Quantity(latest.high))
    return Cell(known, text("report.row.period_interval", period=latest.period, interval=interval))


def trend_cell(standing: Standing) -> Cell:
    """The mean change per year and its interval, or why there is none."""
    trend = standing.trend
    if trend is None:
        return Cell("–", text("report.row.no_trend") if standing.latest else None)
    interval = phrases.trend_interval(standing, trend)
    why = interval or trend.note or text("report.row.no_interval")
    return Cell(phrases.rate(standing, trend.rate, "trend_rate"), why)


def needed_cell(standing: Standing) -> Cell:
    """The change per year that the goal still needs; how long the trend would take, where that is known."""
    needed = standing.needed_rate
    if needed is None:
        return Cell("–", text("report.row.no_need") if standing.latest else None)
    if needed == 0:
        return Cell(text("report.row.none_needed"), text("report.row.over_line"))
    second: Any = None
    if standing.years_to_goal is not None and standing.years_to_goal > 0:
        years = standing.years_to_goal
        shown = phrases.of_target(standing, "years_to_goal", Quantity(years, "", 0 if years >= 10 else 1), years)
        second = text("report.row.years_at_trend", n=shown)
    elif standing.trend is not None:
        second = text("report.row.trend_away")
    return Cell(phrases.rate(standing, needed, "needed_rate"), second)


def _tally(desk: Desk, judged: list[Standing]) -> list[TallyGroup]:
    out = []
    for status, sign in SIGNS.items():
        found = [standing for standing in judged if standing.status is status]
        if found:
            names: list[Any] = [desk.own(standing.name) for standing in found[:5]]
            if len(found) > 5:
                names.append(text("report.decide.more", n=CountWord(len(found) - 5)))
            out.append(TallyGroup(sign, len(found), text(f"status.{sign.key}"), names))
    return out


def pace_figure(desk: Desk) -> Figure | None:
    """Needed against trend for every open target that has both rates."""
    found: list[tuple[Standing, pace.Pace]] = []
    without: list[Standing] = []
    for standing in with_rivals_after(desk.briefing.standings.targets):
        row = _pace(desk, standing)
        if row is None:
            without.append(standing)
        else:
            found.append((standing, row))
    if not found:
        return None
    found.sort(key=lambda pair: pair[1].ratio)
    cut = len(found) - SHOWN_FIRST
    rows = tuple(row for _, row in found[:SHOWN_FIRST])
    words = desk.words
    data = pace.Paces("pace", rows, words, words.plain(text("report.pace.name")), _pace_alt(desk, rows))
    caption: list[Any] = []
    if any(standing.proxy is not None for standing, _ in found):
        caption.append(text("report.pace.cap_line"))
    if any(row.ratio > pace.CUT or (row.high or 0) > pace.CUT for row in rows):
        caption.append(text("report.pace.cap_cut"))
    if cut > 0:
        caption.append(text("report.pace.cap_first", shown=SHOWN_FIRST, total=len(found)))
    if without:
        caption.append(text("report.pace.cap_without", n=CountWord(len(without), True)))
    return Figure(
        id="pace",
        title=titles.pace([row for _, row in found]),
        subtitle=_pace_subtitle(rows),
        drawings=tuple(pace.draw(data, width) for width in (WIDE, NARROW)),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=_pace_table(desk, found),
        table_name=text("report.pace.table"),
    )


def _pace_subtitle(rows: Sequence[pace.Pace]) -> list[Any]:
    parts = ["report.pace.sub", *(["report.pace.sub_interval"] if any(row.low is not None for row in rows) else [])]
    return [text("report.sentence", what=text(part)) for part in parts]


def _pace(desk: Desk, standing: Standing) -> pace.Pace | None:
    trend, needed = standing.trend, standing.needed_rate
    if trend is None or not needed or standing.status in (Status.MISSED, Status.WITHDRAWN):
        return None
    ends = sorted(end / needed for end in (trend.low, trend.high) if end is not None)
    shown = phrases.rate(standing, trend.rate, "trend_rate"), phrases.rate(standing, needed, "needed_rate")
    return pace.Pace(
        name=standing.name,
        goal=desk.words.plain(phrases.goal_with_year(standing)),
        ratio=trend.rate / needed,
        low=ends[0] if len(ends) == 2 else None,
        high=ends[1] if len(ends) == 2 else None,
        rates=desk.words.plain(text("report.pace.rates", trend=shown[0], needed=shown[1])),
    )


def _pace_alt(desk: Desk, rows: tuple[pace.Pace, ...]) -> str:
    parts = [text("report.pace.alt.kind", n=len(rows))]
    parts += [text("report.pace.alt.row", name=row.name, share=Share(row.ratio), rates=row.rates) for row in rows[:3]]
    return " ".join(desk.words.plain(part) for part in parts)


def _pace_table(desk: Desk, found: list[tuple[Standing, pace.Pace]]) -> Table:
    rows = []
    for standing, row in found:
        trend = standing.trend
        assert trend is not None
        assert standing.needed_rate is not None
        interval = phrases.trend_interval(standing, trend) or text("report.row.no_interval")
        ratio = (
            text("report.interval", low=Share(row.low), high=Share(row.high))
            if row.low is not None and row.high is not None
            else None
        )
        rows.append(
            Row(
                Cell(desk.own(standing.name), phrases.goal_with_year(standing)),
                (
                    Cell(phrases.rate(standing, trend.rate, "trend_rate"), interval),
                    Cell(phrases.rate(standing, standing.needed_rate, "needed_rate")),
                    Cell(Share(row.ratio), ratio),
                ),
            )
        )
    heads = ("target", "trend", "needed", "ratio")
    columns = tuple(Column(text(f"report.column.{head}"), None, head != "target") for head in heads)
    return Table(
        text("report.pace.name"),
        text("report.as_known", on=desk.as_of),
        columns,
        tuple(rows),
        *desk.sheet("overview"),
        "/targets",
    )


def most_revised(desk: Desk) -> list[Standing]:
    """The targets whose vintages stand on the first page: those met by revision, or else those with a revision of
    some size; at most two."""
    revised = [s for s in titles.promises(desk.briefing.standings.targets) if s.revisions]
    decisive = [standing for standing in revised if standing.status is Status.MET_BY_REVISION]
    sizable = [s for s in revised if any(abs(r.new - r.old) > SIZABLE * abs(r.old) for r in s.revisions)]
    return (decisive or sizable)[:2]
