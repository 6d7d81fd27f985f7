"""What more money is worth in each year and where it would go, and what each family of rules costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from missionlab.base.text import Share, Text, text
from missionlab.portfolio.allocation.case import Choice, Floats
from missionlab.portfolio.allocation.choose import Chosen
from missionlab.portfolio.allocation.matrix import INFINITY
from missionlab.portfolio.allocation.problem import Problem, build
from missionlab.portfolio.allocation.relax import Infeasible, Relaxation, Relaxed
from missionlab.portfolio.allocation.results import Family, RulePrice, Swing, YearMoney
from missionlab.portfolio.allocation.round import rounded
from missionlab.portfolio.allocation.swap import improved
from missionlab.portfolio.results import Measured
from missionlab.strategy.vocabulary import Bound, LimitDimension

_TINY = 1e-9
_SWINGS = 3
POOR = 0.02
"""Gap beyond which it is said that the plan may not be good."""


def exact(value: float) -> Measured:
    """A number that follows from the rules and the futures drawn, and so has no interval."""
    return Measured(value, reason=text("plan_money.exact"))


def price_of_money(problem: Problem, relaxed: Relaxed) -> Floats:
    """What a unit of money more in each year adds to the objective; shape (T,)."""
    return np.maximum(relaxed.prices[problem.rows.kept] + relaxed.prices[problem.rows.cash], 0.0)


def round_amount(total: float) -> float:
    """1, 2 or 5 times a power of ten, near a hundredth of `total`."""
    if total <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(total / 100))
    return float(max(step * power for step in (1, 2, 5) if step * power <= total / 100))


def money_by_year(chosen: Chosen) -> tuple[YearMoney, ...]:
    """The money of each year of the plan, and what more of it would be worth."""
    problem = chosen.problem
    case, unit = problem.case, problem.unit
    more = round_amount(float(case.purse.budget.sum()))
    back, spent = _flows(chosen)
    prices = price_of_money(problem, chosen.relaxed)
    out, carried = [], 0.0
    for year, calendar in enumerate(case.years):
        available = carried + case.purse.budget[year] + back[year]
        left = max(0.0, available - spent[year])
        kept = min(left, float(case.purse.kept[year]))
        found = _with_more(chosen, year, more / unit) if prices[year] > _TINY else None
        out.append(
            YearMoney(
                year=calendar,
                budget=float(case.purse.budget[year]),
                carried_in=carried,
                back=float(back[year]),
                spent=float(spent[year]),
                left=kept,
                lapsed=left - kept,
                more=more,
                price=exact(float(prices[year]) * more / unit),
                worth_of_more=exact(0.0 if found is None else max(0.0, found.value - chosen.relaxed.value)),
                goes_to=() if found is None else _swings(problem, chosen.relaxed, found),
                binding=found is not None and found.value > chosen.relaxed.value + _TINY,
            )
        )
        carried = kept
    return tuple(out)


def _flows(chosen: Chosen) -> tuple[Floats, Floats]:
    """What comes back and what is paid out (or promised) by year; shape (T,) each."""
    problem, case = chosen.problem, chosen.problem.case
    back, spent = np.zeros(len(case.years)), np.zeros(len(case.years))
    for project in chosen.draft.chosen():
        column = chosen.draft.column[project]
        option, start = problem.option[column], int(problem.start[column])
        if case.purse.recycle:
            add_by_age(back, case.options.back[option], start)
        if case.purse.promised:
            spent[start] += case.options.money[option]
        else:
            add_by_age(spent, case.options.spend[option], start)
    return back, spent


def add_by_age(out: Floats, by_age: Floats, start: int) -> None:
    """Adds the years of a project to those of the plan."""
    length = min(len(by_age), len(out) - start)
    out[start : start + length] += by_age[:length]


def _with_more(chosen: Chosen, year: int, amount: float) -> Relaxed:
    relaxation, rows = chosen.relaxation, chosen.problem.rows
    kept, cash = rows.kept.start + year, rows.cash.start + year
    high = relaxation.program.row_high
    with relaxation.rows([kept, cash], -INFINITY, [high[kept] + amount, high[cash] + amount]):
        return relaxation.solved()


def _swings(problem: Problem, before: Relaxed, after: Relaxed) -> tuple[Swing, ...]:
    """What more money brings in: the projects whose money grows, the largest first."""
    shift = (after.columns - before.columns)[problem.columns.start] * problem.money * problem.unit
    by_project = np.bincount(problem.project, shift, len(problem.case.projects.ids))
    order = np.argsort(-by_project, kind="stable")[:_SWINGS]
    projects = problem.case.projects
    return tuple(
        Swing(projects.ids[one], projects.names[one], float(by_project[one]))
        for one in order
        if by_project[one] > 1e-6 * problem.unit
    )


def costs_of_rules(chosen: Chosen) -> tuple[RulePrice, ...]:
    """What each family of rules costs, the dearest first."""
    found = [*_limits(chosen), *_others(chosen)]
    return tuple(sorted(found, key=lambda one: -(one.cost.value or 0.0)))


def _limits(chosen: Chosen) -> Iterator[RulePrice]:
    case, rows = chosen.problem.case, chosen.problem.rows
    families: dict[tuple[Bound, LimitDimension], list[int]] = {}
    for number, rule in enumerate(case.rules):
        families.setdefault((rule.bound, rule.dimension), []).append(number)
    for (bound, dimension), members in families.items():
        family = Family.CAPS if bound is Bound.MOST else Family.FLOORS
        names = tuple(dict.fromkeys(case.rules[number].id for number in members))
        yield _without(chosen, family, dimension, names, [rows.rules.start + number for number in members])
    if case.rivals:
        names = tuple(dict.fromkeys(rival.id for rival in case.rivals))
        yield _without(chosen, Family.FLOORS, LimitDimension.PROBLEM, names, range(rows.rivals.start, rows.rivals.stop))


def _others(chosen: Chosen) -> Iterator[RulePrice]:
    problem = chosen.problem
    case, rows = problem.case, problem.rows
    if case.projects.after:
        yield _without(chosen, Family.AFTER, None, (), range(rows.after.start, rows.after.stop))
    asked = [n for n, one in enumerate(case.projects.choice) if one is Choice.INSISTED]
    if asked:
        names = tuple(case.projects.ids[number] for number in asked)
        with chosen.relaxation.rows([rows.choice.start + number for number in asked], -INFINITY, 1.0):
            yield _price(chosen, Family.INSISTED, None, names, chosen.relaxation.solved().value)
    if not case.purse.recycle and case.options.back.any():
        with_back = build(replace(case, purse=replace(case.purse, recycle=True)), problem.scenarios, problem.tail)
        yield _price(chosen, Family.RECYCLING, None, (), Relaxation(with_back).solved().value)


def _without(
    chosen: Chosen, family: Family, dimension: LimitDimension | None, names: tuple[str, ...], places: Sequence[int]
) -> RulePrice:
    if not (np.abs(chosen.relaxed.prices[list(places)]) > _TINY).any():
        return _price(chosen, family, dimension, names, chosen.relaxed.value)
    with chosen.relaxation.rows(list(places), -INFINITY, INFINITY):
        return _price(chosen, family, dimension, names, chosen.relaxation.solved().value)


def _price(
    chosen: Chosen, family: Family, dimension: LimitDimension | None, names: tuple[str, ...], value: float
) -> RulePrice:
    gained = max(0.0, value - chosen.relaxed.value)
    share = gained / value if value > 0 else 0.0
    return RulePrice(family, dimension, names, exact(share), text("plan_money.on_bound"))


def worth_of_carry_over(chosen: Chosen) -> Measured:
    """What the whole plan's value gains by keeping unused money, as a share; a relaxation spends to the last pound and
    says nothing about it."""
    case = chosen.problem.case
    if len(case.years) < 2:
        return Measured(None, reason=text("plan_money.one_year"))
    all_kept = bool(np.isinf(case.purse.kept[:-1]).all())
    other = np.zeros(len(case.years)) if all_kept else np.full(len(case.years), np.inf)
    try:
        with chosen.relaxation.kept(other / chosen.problem.unit):
            found = rounded(chosen.problem, chosen.relaxation.solved(), other / chosen.problem.unit)
    except Infeasible:
        found = None
    if found is None:
        return Measured(None, reason=text("plan_money.no_whole_plan"))
    value = improved(found.draft).value()
    difference = (chosen.value - value) if all_kept else (value - chosen.value)
    if chosen.value <= 0:
        return Measured(None, reason=text("plan_money.nothing_reached"))
    return Measured(difference / chosen.value, reason=text("plan_money.on_whole_plan"))


def binding(chosen: Chosen, money: Sequence[YearMoney]) -> tuple[Text, ...]:
    """What holds the plan back, in words, the money first."""
    problem, case = chosen.problem, chosen.problem.case
    prices = chosen.relaxed.prices
    years = tuple(str(one.year) for one in money if one.binding)
    out = []
    if years:
        out.append(text("plan_money.holds.money", first=years[0], last=years[-1], n=len(years)))
    else:
        out.append(text("plan_money.holds.not_money"))
    held = [rule for rule, price in zip(case.rules, prices[problem.rows.rules], strict=True) if abs(price) > _TINY]
    for bound, key in ((Bound.MOST, "cap"), (Bound.LEAST, "floor")):
        names = list(dict.fromkeys(rule.which for rule in held if rule.bound is bound))
        if names:
            out.append(text(f"plan_money.holds.{key}", which=names[:4], n=len(names)))
    if not years and not held:
        out.append(text("plan_money.holds.nothing"))
    if not any(not case.projects.choice[one].taken for one in chosen.draft.chosen()) and chosen.bound > _TINY:
        out.append(text("plan_money.holds.empty"))
    if chosen.gap > POOR:
        out.append(text(f"plan_money.holds.{'poor_final' if chosen.final else 'poor'}", gap=Share(chosen.gap, 1)))
    return tuple(out)
