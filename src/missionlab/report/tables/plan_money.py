"""Tables of the plan: projects, years, targets, near misses, what rules cost, answers under other weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from missionlab.base.text import Locale, Text, say, text
from missionlab.portfolio.allocation.results import Plan
from missionlab.portfolio.results import Measured
from missionlab.report.plan.titles import family
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

Rows = Iterator[tuple[Cell, ...]]


def tables(briefing: Briefing) -> tuple[Table, ...]:
    """A table for everything that the plan holds."""
    plan = briefing.plan
    if plan is None:
        return ()
    to = locale_of(briefing.strategy.about)
    made = (
        (
            "plan_projects",
            "candidate name in_plan committed start instrument amount robust robust_low robust_high standing insisting "
            "forbidding reasons",
            _projects(plan, to),
        ),
        (
            "plan_targets",
            "target deadline weight without without_low without_high with with_low with_high",
            _targets(plan),
        ),
        ("plan_years", "year budget carried_in back spent left lapsed more worth_of_more goes_to", _years(plan)),
        ("plan_nearly", "candidate name amount price_cut extra alike", _nearly(plan)),
        ("plan_rules", "rule share_lost measured_on", _rules(plan, to)),
        ("plan_weights", "weights mission projects shared amount value value_low value_high", _weights(plan, to)),
        ("plan_remarks", "kind subject remark", _remarks(plan, to)),
    )
    return tuple(Table.of(key, columns, rows) for key, columns, rows in made)


def _projects(plan: Plan, to: Locale) -> Rows:
    """What is financed in order of start, then candidates that are not."""
    cases = {one.project: one for one in plan.cases}
    inside = {one.project for one in plan.funded}
    for one in plan.funded:
        case = cases.get(one.project)
        instrument = None if one.committed or not one.instrument else text(f"portfolio.instrument.{one.instrument}")
        yield (
            one.project,
            one.name,
            _yes(True, to),
            _yes(one.committed, to),
            one.start,
            _said(instrument, to),
            None if one.committed else one.money,
            one.robust.value,
            one.robust.low,
            one.robust.high,
            None if case is None or case.standing is None else _said(text(f"plan_money.standing.{case.standing}"), to),
            None if case is None else case.insisting.value,
            None if case is None else case.forbidding.value,
            None if case is None else " ".join(say(sentence, to) for sentence in case.sentences),
        )
    for case in plan.cases:
        if case.project not in inside:
            yield (
                case.project,
                case.name,
                _yes(False, to),
                _yes(False, to),
                None,
                None,
                None,
                case.robust.value,
                case.robust.low,
                case.robust.high,
                None if case.standing is None else _said(text(f"plan_money.standing.{case.standing}"), to),
                case.insisting.value,
                case.forbidding.value,
                " ".join(say(sentence, to) for sentence in case.sentences),
            )


def _targets(plan: Plan) -> Rows:
    for one in plan.targets:
        yield (one.name, one.deadline, one.weight, *_ends(one.before), *_ends(one.after))


def _years(plan: Plan) -> Rows:
    for one in plan.money:
        names = ", ".join(swing.name for swing in one.goes_to) or None
        amounts = (one.budget, one.carried_in, one.back, one.spent, one.left, one.lapsed, one.more)
        yield (one.year, *amounts, one.worth_of_more.value, names)


def _nearly(plan: Plan) -> Rows:
    for one in plan.nearly:
        alike = ", ".join(one.interchangeable) or None
        yield (one.project, one.name, one.money, one.price_cut.value, one.extra.value, alike)


def _rules(plan: Plan, to: Locale) -> Rows:
    for one in plan.rules:
        yield (_said(family(one), to), one.cost.value, _said(one.measured_on, to))


def _weights(plan: Plan, to: Locale) -> Rows:
    for one in plan.answers:
        whose = _said(text(f"plan_money.weights.{one.weights}"), to)
        yield (whose, one.mission, one.projects, one.shared, one.money, *_ends(one.value))


def _remarks(plan: Plan, to: Locale) -> Rows:
    for one in plan.remarks:
        yield (_said(text(f"plan_money.kind.{one.kind.name.lower()}"), to), one.subject, say(one.sentence, to))


def _ends(one: Measured) -> tuple[Cell, Cell, Cell]:
    return one.value, one.low, one.high


def _said(what: Text | None, to: Locale) -> str | None:
    return None if what is None else say(what, to)


def _yes(switch: bool, to: Locale) -> str:
    return say(text(f"plan.yes_no.{'yes' if switch else 'no'}"), to)
