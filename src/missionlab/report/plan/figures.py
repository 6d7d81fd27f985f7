"""The figures of the plan: what begins when, the money of each year, and what hangs on which futures are drawn."""

from __future__ import annotations

from missionlab.base.text import Money, Quantity, Share, text
from missionlab.portfolio.allocation.results import CORE, OUT, Funded, Plan, ProjectCase, Standing
from missionlab.report.charts import budget_years, gantt, robustness_dots
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Figure, KeyEntry
from missionlab.report.pages.desk import Desk
from missionlab.report.plan import tables, titles
from missionlab.report.words import Words

MOST = 40
"""Rows that a drawing shows; the table beside it and the workbook have every one."""


def gantt_figure(plan: Plan, desk: Desk) -> Figure | None:
    """Projects by mission over the years; nothing where none is financed."""
    shown = [one for one in plan.funded if one.by_year or one.ready is not None][:MOST]
    if not shown:
        return None
    words = desk.words
    name, title = text("plan_money.gantt.name"), titles.gantt(plan)
    data = gantt.Gantt(
        id="plan-gantt",
        years=(plan.years[0], max(max(_last(one), one.ready or 0) for one in shown)),
        groups=_groups(plan, shown, desk),
        words=words,
        name=words.plain(name),
        alt=words.plain(text("plan_money.gantt.alt", n=len(shown), title=title)),
    )
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("plan_money.gantt.sub")],
        drawings=tuple(gantt.draw(data, width) for width in WIDTHS),
        key=(
            KeyEntry("ksolid", text("plan_money.gantt.key.paid")),
            *((KeyEntry("klines", text("plan_money.gantt.key.committed")),) if _any_committed(shown) else ()),
            KeyEntry("kdiamond", text("plan_money.gantt.key.ready")),
        ),
        caption=(text("plan_money.gantt.cap"), text("plan_money.futures", n=Quantity(plan.scenarios, "", 0))),
        sources=(),
        table=tables.funded_table(plan, desk),
        table_name=text("plan_money.gantt.table"),
    )


def _any_committed(shown: list[Funded]) -> bool:
    return any(one.committed for one in shown)


def _last(one: Funded) -> int:
    """The last year in which it is paid; what is paid elsewhere is shown in its first year."""
    return one.by_year[-1][0] if one.by_year else one.start


def _groups(plan: Plan, shown: list[Funded], desk: Desk) -> tuple[gantt.GanttGroup, ...]:
    missions = desk.briefing.strategy.mission_by_id
    by_mission: dict[str, list[Funded]] = {}
    for one in shown:
        by_mission.setdefault(one.missions[0] if one.missions else "", []).append(one)
    order = {mission: number for number, mission in enumerate(missions)}
    ordered = sorted(by_mission.items(), key=lambda item: order.get(item[0], len(order)))
    return tuple(
        gantt.GanttGroup(
            missions[mission].name if mission in missions else desk.words.plain(text("plan_money.no_mission")),
            tuple(_bar(plan, one, desk.words) for one in some),
        )
        for mission, some in ordered
    )


def _bar(plan: Plan, one: Funded, words: Words) -> gantt.GanttRow:
    said = "" if one.committed else words.plain(Money(one.money, plan.currency))
    return gantt.GanttRow(one.name, one.start, _last(one), one.ready, said, one.committed)


def budget_figure(plan: Plan, desk: Desk) -> Figure | None:
    """Paid, kept and lapsed by year; nothing without a plan."""
    if not plan.money:
        return None
    words = desk.words
    name, title = text("plan_money.budget.name"), titles.money(plan)
    data = budget_years.BudgetYears(
        id="plan-budget",
        years=tuple(
            budget_years.BudgetYear(one.year, one.spent, one.left, one.lapsed, one.binding) for one in plan.money
        ),
        currency=plan.currency,
        words=words,
        name=words.plain(name),
        alt=words.plain(text("plan_money.budget.alt", n=len(plan.money), title=title)),
    )
    keys = (("spent", "ksolid", "spent"), ("left", "klines", "kept"), ("lapsed", "kcross", "lapsed"))
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("plan_money.budget.sub")],
        drawings=tuple(budget_years.draw(data, width) for width in WIDTHS),
        key=tuple(
            KeyEntry(sample, text(f"plan_money.budget.key.{word}"))
            for field, sample, word in keys
            if any(getattr(one, field) > 0 for one in plan.money)
        ),
        caption=(text("plan_money.budget.cap"), tables.carry_over_said(plan)),
        sources=(),
        table=tables.money_table(plan, desk),
        table_name=text("plan_money.budget.table"),
    )


def robust_figure(plan: Plan, desk: Desk) -> Figure | None:
    """Share of the draws in which each candidate is financed; nothing where they were not repeated."""
    ranked = sorted(
        (one for one in plan.cases if one.robust.value is not None), key=lambda one: -(one.robust.value or 0.0)
    )
    if not ranked:
        return None
    words = desk.words
    name, title = text("plan_money.robust.name"), titles.robust(plan, words)
    rows = tuple(_dot(one, words) for one in _most_telling(ranked))
    data = robustness_dots.RobustnessDots(
        id="plan-robust",
        rows=rows,
        edges=(OUT, CORE),
        words=words,
        name=words.plain(name),
        alt=words.plain(text("plan_money.robust.alt", n=len(rows), title=title)),
    )
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("plan_money.robust.sub")],
        drawings=tuple(robustness_dots.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("plan_money.robust.cap", core=Share(CORE), out=Share(OUT)),),
        sources=(),
        table=tables.robust_table(plan, desk),
        table_name=text("plan_money.robust.table"),
    )


def _most_telling(ranked: list[ProjectCase]) -> list[ProjectCase]:
    """All of them, or those that are contested first, in the order of their shares."""
    if len(ranked) <= MOST:
        return ranked
    kept = sorted(ranked, key=lambda one: (one.standing is not Standing.CONTESTED, abs((one.robust.value or 0) - 0.5)))
    chosen = {one.project for one in kept[:MOST]}
    return [one for one in ranked if one.project in chosen]


def _dot(one: ProjectCase, words: Words) -> robustness_dots.RobustRow:
    share = one.robust.value or 0.0
    low = share if one.robust.low is None else one.robust.low
    high = share if one.robust.high is None else one.robust.high
    return robustness_dots.RobustRow(one.name, share, low, high, one.funded, words.plain(Share(share)))
