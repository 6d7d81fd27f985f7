"""The plan's chapter in reading order: words before prices, chances before shares of an objective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.portfolio.allocation.results import Objective, Plan, ProjectCase
from missionlab.report.charts.figure import Fact, Figure, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.plan import numbers, tables, titles
from missionlab.report.plan.figures import budget_figure, gantt_figure, robust_figure
from missionlab.report.plan.numbers import pointer
from missionlab.report.words import Known, Own

_MOST_CASES = 24
_MOST_REMARKS = 40


@dataclass(frozen=True, slots=True)
class CasePart:
    """Why one candidate is in the plan or not."""

    name: Own
    sentences: list[Any]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The chapter, as the template puts it down."""

    topic: Text
    title: Text
    lead: list[Any]
    facts: list[Fact]
    clashes: list[Text]
    gantt: Figure | None
    targets: Table | None
    near_title: Text
    near: Table | None
    rules_title: Text
    rules: Table | None
    budget: Figure | None
    robust: Figure | None
    lists: list[Text]
    """Robust core, contested and out, in words."""
    answers_title: Text
    answers: Table | None
    cases: list[CasePart]
    remarks: list[Any]


def plan_page(desk: Desk) -> PlanPage | None:
    """The chapter of the briefing on the desk; nothing without a plan."""
    plan = desk.briefing.plan
    if plan is None:
        return None
    return PlanPage(
        topic=text("plan_money.topic", n=len(plan.cases), first=str(plan.years[0]), last=str(plan.years[-1])),
        title=titles.headline(plan, desk.words),
        lead=_lead(plan, desk),
        facts=_facts(plan),
        clashes=[one.sentence for one in plan.infeasible],
        gantt=gantt_figure(plan, desk),
        targets=tables.targets_table(plan, desk),
        near_title=titles.nearly(plan, desk.words),
        near=tables.nearly_table(plan, desk),
        rules_title=titles.rules(plan),
        rules=tables.rules_table(plan, desk),
        budget=budget_figure(plan, desk),
        robust=robust_figure(plan, desk),
        lists=_lists(plan, desk),
        answers_title=titles.answers(plan),
        answers=tables.answers_table(plan, desk),
        cases=[CasePart(desk.own(one.name), list(one.sentences)) for one in _to_discuss(plan)],
        remarks=[remark.sentence for remark in plan.remarks[:_MOST_REMARKS]],
    )


def _lead(plan: Plan, desk: Desk) -> list[Any]:
    """What holds the plan back, and where one more sum of money would go."""
    out: list[Any] = list(plan.binding)
    for place, one in enumerate(plan.money):
        if one.goes_to:
            more = numbers.money(one.more, plan.currency, pointer("money", place, "more"))
            names = [desk.own(swing.name) for swing in one.goes_to]
            out.append(text("plan_money.one_more", more=more, year=str(one.year), names=names))
            break
    return out


def _facts(plan: Plan) -> list[Fact]:
    if plan.value is None:
        return []
    cost = numbers.money(plan.cost.value or 0.0, plan.currency, pointer("cost", "value"))
    met = plan.targets_met
    facts = [
        Fact(text("plan_money.fact.cost"), cost, []),
        Fact(text("plan_money.fact.met"), *_with_range(met.value, met.low, met.high)),
        Fact(
            text("plan_money.fact.mean"),
            numbers.share_cell(plan.mean, pointer("mean")).value,
            [numbers.interval(plan.mean, pointer("mean"))],
        ),
        Fact(
            text("plan_money.fact.tail"),
            numbers.share_cell(plan.tail, pointer("tail")).value,
            [numbers.interval(plan.tail, pointer("tail"))],
        ),
    ]
    if plan.objective is not Objective.COST and plan.gap is not None and plan.bound is not None:
        bound = Known(Quantity(plan.bound, "", 4), pointer("bound"), plan.bound)
        gap = numbers.share(plan.gap, pointer("gap"), 2)
        value = Known(Quantity(plan.value, "", 4), pointer("value"), plan.value)
        facts.append(Fact(text("plan_money.fact.gap"), gap, [text("plan_money.fact.bound", value=value, bound=bound)]))
    return facts


def _with_range(value: float | None, low: float | None, high: float | None) -> tuple[Any, list[Any]]:
    if value is None:
        return numbers.DASH, []
    shown = numbers.plain(value, pointer("targets_met", "value"), 2)
    if low is None or high is None:
        return shown, []
    ends = {
        "low": numbers.plain(low, pointer("targets_met", "low"), 2),
        "high": numbers.plain(high, pointer("targets_met", "high"), 2),
    }
    return shown, [text("report.interval", **ends)]


def _lists(plan: Plan, desk: Desk) -> list[Text]:
    """The robust core, what is contested and what is out, each in one sentence."""
    names = {one.project: one.name for one in plan.cases}
    out = []
    for key, ids in (("core", plan.core), ("contested", plan.contested), ("out", plan.out)):
        if ids:
            shown = [desk.own(names[one]) for one in ids[:_MOST_CASES]]
            out.append(text(f"plan_money.lists.{key}", n=len(ids), names=shown))
    return out


def _to_discuss(plan: Plan) -> list[ProjectCase]:
    """Candidates in words: what is contested and near first, all of them where they are few."""
    near = {one.project for one in plan.nearly}
    contested = set(plan.contested)
    ordered = sorted(plan.cases, key=lambda one: (one.project not in contested, one.project not in near))
    return ordered[:_MOST_CASES]
