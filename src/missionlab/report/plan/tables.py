"""The tables of the plan's chapter; each says where its rows stand in the workbook and in results.json."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Text, text
from missionlab.portfolio.allocation.results import Plan, Weights
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.plan import numbers
from missionlab.report.plan.numbers import DASH, pointer
from missionlab.report.plan.titles import family

MOST = 60
"""Rows that a table of the page shows; the workbook and results.json have every one."""


def _table(desk: Desk, key: str, note: Any, columns: tuple[Column, ...], rows: list[Row], sheet: str, at: str) -> Table:
    name, _ = desk.sheet(sheet)
    return Table(text(f"plan_money.{key}.caption"), note, columns, tuple(rows), name, pointer=pointer(at))


def _columns(*names: str) -> tuple[Column, ...]:
    first, *rest = names
    return (
        Column(text(f"plan_money.column.{first}")),
        *(Column(text(f"plan_money.column.{one}"), None, True) for one in rest),
    )


def instrument(name: str) -> Text:
    """An instrument's name; in words where none is stated."""
    return text(f"portfolio.instrument.{name}") if name else text("plan_money.no_instrument")


def funded_table(plan: Plan, desk: Desk) -> Table:
    """What is financed, from when, by which instrument and with how much."""
    rows = []
    for place, one in enumerate(plan.funded[:MOST]):
        key = pointer("funded", place)
        by = text("plan_money.committed") if one.committed else instrument(one.instrument)
        amount: Any = DASH if one.committed else numbers.money(one.money, plan.currency, f"{key}/money")
        robust = Cell(DASH) if one.committed else numbers.share_cell(one.robust, f"{key}/robust")
        cells = (Cell(str(one.start)), Cell(by), Cell(amount), robust)
        rows.append(Row(Cell(desk.own(one.name)), cells))
    columns = _columns("project", "start", "instrument", "money", "robust")
    return _table(desk, "funded", text("plan_money.funded.note"), columns, rows, "plan_projects", "funded")


def targets_table(plan: Plan, desk: Desk) -> Table | None:
    """The chance of each target without and with the plan; nothing without targets."""
    rows = []
    for place, one in enumerate(plan.targets):
        key = pointer("targets", place)
        cells = (
            numbers.share_cell(one.before, f"{key}/before"),
            numbers.share_cell(one.after, f"{key}/after"),
            numbers.share_cell(one.reached_after, f"{key}/reached_after"),
            Cell(numbers.share(one.weight, f"{key}/weight")),
        )
        rows.append(Row(Cell(desk.own(one.name), str(one.deadline)), cells))
    if not rows:
        return None
    columns = _columns("target", "before", "after", "reached", "weight")
    note = text("plan_money.targets.note", n=numbers.plain(plan.fresh, pointer("fresh")))
    return _table(desk, "targets", note, columns, rows, "plan_targets", "targets")


def nearly_table(plan: Plan, desk: Desk) -> Table | None:
    """What would bring a project in; nothing where all are in, or none is near."""
    names = {one.project: one.name for one in plan.funded}
    rows = []
    for place, one in enumerate(plan.nearly):
        key = pointer("nearly", place)
        alike: Any = [desk.own(names[other]) for other in one.interchangeable if other in names] or DASH
        cells = (
            Cell(numbers.money(one.money, plan.currency, f"{key}/money")),
            numbers.share_cell(one.price_cut, f"{key}/price_cut", 1),
            numbers.share_cell(one.extra, f"{key}/extra", 1),
            Cell(alike),
        )
        rows.append(Row(Cell(desk.own(one.name)), cells))
    if not rows:
        return None
    columns = _columns("project", "money", "price_cut", "extra", "alike")
    return _table(desk, "near", text("plan_money.near.note"), columns, rows, "plan_nearly", "nearly")


def rules_table(plan: Plan, desk: Desk) -> Table | None:
    """What each family of rules costs; nothing without rules."""
    rows = [
        Row(Cell(family(one)), (numbers.share_cell(one.cost, pointer("rules", place, "cost"), 1),))
        for place, one in enumerate(plan.rules)
    ]
    if not rows:
        return None
    columns = _columns("rule", "cost")
    return _table(desk, "rules", text("plan_money.rules.note"), columns, rows, "plan_rules", "rules")


def money_table(plan: Plan, desk: Desk) -> Table:
    """The money of each year, and what more of it would be worth."""
    rows = []
    for place, one in enumerate(plan.money):
        key = pointer("money", place)
        amounts = tuple(
            Cell(numbers.money(getattr(one, field), plan.currency, f"{key}/{field}"))
            for field in ("budget", "back", "spent", "left", "lapsed")
        )
        goes: Any = [desk.own(swing.name) for swing in one.goes_to] or DASH
        rows.append(Row(Cell(str(one.year)), (*amounts, Cell(goes))))
    columns = _columns("year", "budget", "back", "spent", "left", "lapsed", "goes_to")
    return _table(desk, "budget", text("plan_money.budget.note"), columns, rows, "plan_years", "money")


def robust_table(plan: Plan, desk: Desk) -> Table:
    """The share of draws in which each candidate is financed, and what insisting or doing without costs."""
    order = sorted(range(len(plan.cases)), key=lambda place: -(plan.cases[place].robust.value or 0.0))
    rows = []
    for place in order[:MOST]:
        one, key = plan.cases[place], pointer("cases", place)
        price, field = (one.forbidding, "forbidding") if one.funded else (one.insisting, "insisting")
        standing = text(f"plan_money.standing.{one.standing}") if one.standing is not None else DASH
        cells = (
            numbers.share_cell(one.robust, f"{key}/robust"),
            Cell(standing),
            numbers.share_cell(price, f"{key}/{field}", 1),
        )
        in_plan = text("plan_money.in_plan" if one.funded else "plan_money.not_in_plan")
        rows.append(Row(Cell(desk.own(one.name), in_plan), cells))
    columns = _columns("project", "robust", "standing", "other_way")
    return _table(desk, "robust", text("plan_money.robust.note"), columns, rows, "plan_projects", "cases")


def answers_table(plan: Plan, desk: Desk) -> Table | None:
    """The plan under other weights; nothing where there is one mission."""
    if len(plan.answers) < 2:
        return None
    missions = desk.briefing.strategy.mission_by_id
    rows = []
    for place, one in enumerate(plan.answers):
        key = pointer("answers", place)
        name: Any = text(f"plan_money.weights.{one.weights}")
        if one.weights is Weights.DOUBLED and one.mission is not None and one.mission in missions:
            name = text("plan_money.weights.doubled_for", mission=desk.own(missions[one.mission].name))
        cells = (
            Cell(numbers.plain(one.projects, f"{key}/projects")),
            Cell(numbers.plain(one.shared, f"{key}/shared")),
            Cell(numbers.money(one.money, plan.currency, f"{key}/money")),
        )
        rows.append(Row(Cell(name), cells))
    columns = _columns("weights", "projects", "shared", "money")
    return _table(desk, "answers", text("plan_money.answers.note"), columns, rows, "plan_weights", "answers")


def carry_over_said(plan: Plan) -> Text:
    """What keeping unused money is worth to the whole plan."""
    worth = plan.carry_over
    if worth.value is None:
        return text("plan_money.carry.unknown", reason=worth.reason or text("plan_money.no_plan"))
    return text("plan_money.carry.worth", share=numbers.share(worth.value, pointer("carry_over", "value"), 1))
