"""The tables of the chapter: the decision board, reviews, actions, past reviews, and what cannot change course."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import CountWord, Text, text
from missionlab.portfolio.results import Measured
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.course.written import regret
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers
from missionlab.steering.replay import overridden
from missionlab.steering.results import (
    ActionCase,
    Afterwards,
    Course,
    Power,
    Reading,
    ReviewState,
    ReviewView,
    RuleSaid,
    Says,
)
from missionlab.steering.sayings import written

ROOT = "/course"
MOST = 12
"""Rows that a page shows; the workbook has all."""


def board(course: Course, desk: Desk) -> Table | None:
    """What each rule says now, by the action that is due: the most severe first."""
    if not course.rules:
        return None
    cases = {case.action: (place, case) for place, case in enumerate(course.actions)}
    rows = []
    for place, said in enumerate(course.rules[:MOST]):
        cells = (
            Cell(text(f"course.says.{said.says.name.lower()}"), _marks(said)),
            _evidence(said, f"{ROOT}/rules/{place}"),
            _due(said, desk),
            _regret(said, cases),
        )
        rows.append(Row(Cell(desk.own(said.signpost_name), desk.own(said.subject.name)), cells))
    columns = (
        Column(text("course.column.rule"), text("course.column.of")),
        Column(text("course.column.says")),
        Column(text("course.column.evidence"), text("course.column.published"), True),
        Column(text("course.column.due")),
        Column(text("course.column.regret"), text("course.column.regret_second"), True),
    )
    return _made("course.board", columns, rows, "course_rules", "rules", desk)


def reviews(course: Course, desk: Desk) -> Table | None:
    """When each review is due, and who decides."""
    if not course.reviews:
        return None
    rows = [_review(one, f"{ROOT}/reviews/{place}", desk) for place, one in enumerate(course.reviews[:MOST])]
    columns = (
        Column(text("course.column.of")),
        Column(text("course.column.state"), text("course.column.day")),
        Column(text("course.column.owner")),
        Column(text("course.column.held"), text("course.column.last"), True),
        Column(text("course.column.fires"), None, True),
    )
    return _made("course.reviews", columns, rows, "course_reviews", "reviews", desk)


def actions(course: Course, desk: Desk) -> Table | None:
    """What each action would change against going on, on the same futures."""
    if not course.actions:
        return None
    rows = [_action(case, f"{ROOT}/actions/{place}", desk) for place, case in enumerate(course.actions)]
    columns = (
        Column(text("course.column.action"), text("course.column.owner")),
        Column(text("course.column.money"), text("course.column.switching"), True),
        Column(text("course.column.without"), None, True),
        Column(text("course.column.chance"), text("course.column.effect_ends"), True),
        Column(text("course.column.worth"), text("course.column.effect_ends"), True),
        Column(text("course.column.regret"), text("course.column.two_errors"), True),
        Column(text("course.column.worse"), text("course.column.of_futures"), True),
    )
    return _made("course.actions", columns, rows, "course_actions", "actions", desk)


def first_looks(course: Course, desk: Desk) -> list[Text]:
    """What it would be worth to see the next figure before deciding on each action, where it is worth anything."""
    out = []
    for place, case in enumerate(course.actions):
        look = case.first_look
        if look.value and look.reason is not None:
            value = numbers.said(look, f"{ROOT}/actions/{place}/first_look", regret(case))
            out.append(text("course.first_look", action=desk.own(case.name), value=value, reason=look.reason))
    return out


def past(course: Course, desk: Desk) -> Table | None:
    """What the rules would have said at past reviews, and what was changed after."""
    if not any(one.said or one.changes for one in course.replay):
        return None
    rows = []
    for one in course.replay[-MOST:]:
        fired = [desk.own(said.action_name or said.signpost_name) for said in one.said if said.says is Says.FIRES]
        blind = sum(said.says is Says.CANNOT_TELL for said in one.said)
        said: Any = fired or text("course.past.quiet")
        if not fired and blind:
            said = text("course.past.blind", n=CountWord(blind))
        after: Any = list(one.changes) or text("course.past.nothing")
        held = text("course.past.held" if one.held else "course.past.not_held")
        follow = "unknown" if one.followed is None else "yes" if one.followed else "no"
        cells = (Cell(said, _hindsight(one.said)), Cell(after), Cell(text(f"course.followed.{follow}")))
        rows.append(Row(Cell(one.on, [desk.own(one.subject.name), held]), cells))
    columns = (
        Column(text("course.column.review")),
        Column(text("course.column.would_have_said")),
        Column(text("course.column.changed")),
        Column(text("course.column.followed")),
    )
    return _made("course.past", columns, rows, "course_replay", "replay", desk)


def fixed(course: Course, desk: Desk) -> Table | None:
    """What is in force and has no day on which it is decided again."""
    if not course.fixed:
        return None
    rows = []
    for place, one in enumerate(course.fixed[:MOST]):
        money = numbers.cell(one.money, f"{ROOT}/fixed/{place}/money", numbers.money(one.currency))
        rows.append(Row(Cell(desk.own(one.subject.name)), (Cell(text(f"course.kind.{one.subject.kind}")), money)))
    columns = (
        Column(text("course.column.of")),
        Column(text("course.column.kind")),
        Column(text("course.column.money"), None, True),
    )
    return _made("course.fixed", columns, rows, "course_fixed", "fixed", desk)


def warnings(course: Course, desk: Desk) -> list[Text]:
    """Rules made after their evidence, rules that were overridden, and rules that fire on a revision alone."""
    out: list[Text] = []
    for said in course.rules:
        name = desk.own(said.signpost_name)
        if said.afterwards is Afterwards.YES:
            out.append(text("course.warn.afterwards", rule=name, day=said.made_on))
        if said.by_revision:
            out.append(text("course.warn.revision", rule=name))
    for one, said in overridden(course.replay):
        action = desk.own(said.action_name or said.signpost_name)
        out.append(text("course.warn.overridden", rule=desk.own(said.signpost_name), day=one.on, action=action))
    if len(course.firing) > 1:
        out.append(text("course.warn.several", n=CountWord(len(course.firing), True)))
    return out


def _made(key: str, columns: tuple[Column, ...], rows: list[Row], sheet: str, at: str, desk: Desk) -> Table:
    name, cells = desk.sheet(sheet)
    return Table(text(f"{key}.caption"), text(f"{key}.note"), columns, tuple(rows), name, cells, f"{ROOT}/{at}")


def _marks(said: RuleSaid) -> Any:
    marks = []
    if said.says is Says.FIRES:
        marks.append(text("course.mark.in_a_row", n=CountWord(said.in_a_row)))
    if said.by_revision:
        marks.append(text("course.mark.revision"))
    if said.afterwards is Afterwards.YES:
        marks.append(text("course.mark.afterwards"))
    return marks or None


def _evidence(said: RuleSaid, key: str) -> Cell:
    latest = said.latest
    if latest is None or latest.value is None:
        return Cell(numbers.DASH, latest.reason if latest is not None else None)
    place = f"{key}/readings/{len(said.readings) - 1}/value"
    value = numbers.known(latest.value, place, lambda number: written(number, said.statistic, said.unit))
    limit = numbers.known(said.threshold, f"{key}/threshold", lambda one: written(one, said.statistic, said.unit))
    compared = text(f"course.comparator.{said.comparator.name.lower()}")
    return Cell(value, text("course.limit", comparator=compared, threshold=limit, published=_published(latest)))


def _published(latest: Reading) -> Text:
    if latest.vintage is None:
        return text("course.mark.records")
    return text("course.mark.published", day=latest.vintage)


def _due(said: RuleSaid, desk: Desk) -> Cell:
    if said.action is None:
        return Cell(text("course.mark.nothing_due"))
    kind = text(f"course.action.{said.kind}") if said.kind is not None else None
    return Cell(kind or desk.own(said.action), desk.own(said.action_name) if kind is not None else None)


def _regret(said: RuleSaid, cases: dict[str, tuple[int, ActionCase]]) -> Cell:
    if said.action not in cases:
        return Cell(numbers.DASH)
    place, case = cases[said.action]
    return numbers.cell(case.regret, f"{ROOT}/actions/{place}/regret", regret(case))


def _review(one: ReviewView, key: str, desk: Desk) -> Row:
    state = text(f"course.state.{one.state.name.lower()}")
    day: Any = one.day
    if one.state is ReviewState.OVERDUE and one.days_late is not None:
        late = numbers.known(one.days_late, f"{key}/days_late", numbers.plain(0))
        day = text("course.mark.days_late", day=one.day, late=late, n=one.days_late)
    owner = desk.own(one.owner_name) if one.owner_name else text("course.mark.nobody")
    held = numbers.known(one.held, f"{key}/held", numbers.plain(0))
    last = text("course.mark.last", day=one.last_held) if one.last_held is not None else None
    fires: Any = [desk.own(said.action_name or said.signpost_name) for said in one.firing] or numbers.DASH
    head = Cell(desk.own(one.subject.name), text(f"course.kind.{one.subject.kind}"))
    return Row(head, (Cell(state, day), Cell(owner), Cell(held, last), Cell(fires)))


def _action(case: ActionCase, key: str, desk: Desk) -> Row:
    money = numbers.money(case.currency)
    owner = desk.own(case.owner_name) if case.power is Power.OWNER else text("course.mark.nobody_power")
    chance = numbers.cell(case.chance, f"{key}/chance", numbers.share)
    if case.retargeted and case.chance.value is not None:
        chance = Cell(chance.value, text("course.mark.new_goal"))
    if case.money.value is None:
        all_money = Cell(numbers.DASH, case.money.reason)
    else:
        switching = numbers.value(case.switching_cost, f"{key}/switching_cost", money)
        shown = numbers.value(case.money, f"{key}/money", money)
        all_money = Cell(shown, text("course.mark.switching", money=switching))
    cells = (
        all_money,
        Cell(numbers.value(case.without, f"{key}/without", numbers.share)),
        chance,
        _known(case.value, f"{key}/value", money),
        _known(case.regret, f"{key}/regret", regret(case)),
        _known(case.worse, f"{key}/worse", numbers.share),
    )
    return Row(Cell(desk.own(case.name), owner), cells)


def _known(one: Measured, key: str, how: numbers.How) -> Cell:
    """A number that follows from the chance: where that is blank, its cell has said why."""
    if one.reason is not None and one.reason.key == "course.option.no_chance":
        return Cell(numbers.DASH)
    return numbers.cell(one, key, how)


def _hindsight(said: tuple[RuleSaid, ...]) -> Text | None:
    return text("course.mark.hindsight") if any(one.afterwards is Afterwards.YES for one in said) else None
