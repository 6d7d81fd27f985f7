"""The figure of decisions in time, and its table."""

from __future__ import annotations

from datetime import date
from typing import Any

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.report.charts import decision_timeline
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.log import titles
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Own
from missionlab.steering.ledger.view import Line, LogView

MOST = 12
"""Decisions that are drawn; the table has every one."""
DASH = "–"


def timeline_figure(desk: Desk, view: LogView) -> Figure:
    """The last decisions in time; the table beside them has all."""
    shown = view.decisions[-MOST:]
    words = desk.words
    data = decision_timeline.Timeline(
        id="log-timeline",
        rows=tuple(_row(desk, view, one) for one in shown),
        today=view.as_of,
        today_said=words.plain(text("log.timeline.today", day=Date.read(view.as_of))),
        words=words,
        name=words.plain(text("log.timeline.name")),
        alt=" ".join(words.plain(one) for one in _alt(view, shown)),
    )
    caption = [text("log.timeline.cap.marks"), text("log.timeline.cap.counted")]
    if len(shown) < len(view.decisions):
        caption.append(text("log.timeline.cap.some", n=len(shown), all=titles.count(view, "decisions")))
    return Figure(
        id=data.id,
        title=titles.timeline(view),
        subtitle=[text("log.timeline.sub")],
        drawings=tuple(decision_timeline.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=decisions_table(desk, view),
        table_name=text("log.timeline.table"),
    )


def _row(desk: Desk, view: LogView, one: Line) -> decision_timeline.TimelineRow:
    return decision_timeline.TimelineRow(
        name=desk.words.plain(text("log.timeline.row", id=one.id, kind=kind(one), about=about(desk, one))),
        said=desk.words.plain(state(view, one)),
        evidence=one.as_of,
        decided=one.decided_on,
        review=one.review_on,
        reviewed=one.reviewed_on,
        firm=one.status == "decided",
        late=one in view.overdue,
    )


def _alt(view: LogView, shown: tuple[Line, ...]) -> list[Text]:
    first, last = shown[0].decided_on, shown[-1].decided_on
    return [
        text("log.timeline.alt.kind", n=len(shown), first=Date.read(first), last=Date.read(last)),
        text("log.timeline.alt.overdue", n=len(view.overdue)),
        text("log.timeline.alt.due", n=len(view.due)),
    ]


def kind(one: Line) -> Text:
    """The word for what was decided."""
    return text(f"log.kind.{one.kind}")


def about(desk: Desk, one: Line) -> tuple[Own, ...]:
    """The names of what it is about; ids that the strategy no longer has stand as they are."""
    return tuple(desk.own(_name(desk, subject)) for subject in one.subjects)


def says(desk: Desk, one: Line) -> Own:
    """What the rule pointed to, by the name of the action where it is one."""
    action = desk.briefing.strategy.action_by_id.get(one.rule_says or "")
    return desk.own(action.name if action else one.rule_says)


def _name(desk: Desk, subject: str) -> str:
    strategy = desk.briefing.strategy
    if subject == strategy.about.id:
        return strategy.about.name
    for records in (strategy.mission_by_id, strategy.project_by_id, strategy.target_by_id, strategy.action_by_id):
        if subject in records:
            return records[subject].name
    return subject


def state(view: LogView, one: Line) -> Text:
    """Where a decision stands on the day of the briefing, in one phrase."""
    if one.replaced_by is not None:
        return text("log.state.replaced", id=one.replaced_by)
    if one.status != "decided":
        return text("log.state.proposed")
    if one.review_on is None:
        return text("log.state.no_review")
    if one.reviewed_on is not None:
        return text("log.state.reviewed", day=Date.read(one.reviewed_on))
    key = "overdue" if one in view.overdue else "due"
    return text(f"log.state.{key}", day=Date.read(one.review_on))


def decisions_table(desk: Desk, view: LogView) -> Table:
    """Every decision about the strategy, as text."""
    columns = (
        Column(text("log.column.decision"), text("log.column.kind")),
        Column(text("log.column.about")),
        Column(text("log.column.chosen"), text("log.column.question")),
        Column(text("log.column.decided"), text("log.column.evidence")),
        Column(text("log.column.review"), text("log.column.state")),
        Column(text("log.column.rule"), text("log.column.dissent")),
    )
    rows = tuple(
        Row(
            Cell(one.id, kind(one)),
            (
                Cell(about(desk, one)),
                Cell(desk.own(one.chosen), desk.own(one.question)),
                Cell(_day(one.decided_on), text("log.evidence_of", day=_day(one.as_of))),
                Cell(_day(one.review_on), state(view, one)),
                Cell(_rule(desk, one), _dissent(desk, one)),
            ),
        )
        for one in view.decisions
    )
    note = text("log.table.note", day=Date.read(view.as_of))
    sheet, cells = desk.sheet("decisions")
    return Table(text("log.timeline.name"), note, columns, rows, sheet, cells, "/log/decisions")


def _day(day: date | None) -> Any:
    return DASH if day is None else Date.read(day)


def _rule(desk: Desk, one: Line) -> Any:
    if one.rule is None:
        return text("log.rule.judgement")
    if one.overridden:
        return text("log.rule.overridden", rule=one.rule, says=says(desk, one))
    return text("log.rule.followed" if one.rule_says else "log.rule.looked_at", rule=one.rule)


def _dissent(desk: Desk, one: Line) -> Any:
    return tuple(desk.own(said) for said in one.dissent) or text("log.no_dissent")
