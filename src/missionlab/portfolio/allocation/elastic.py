"""Rules that cannot all be kept: which clash, and the least by which they must give way.

Every rule may be broken at a price, by its own size, and the sum of what is broken is made least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from missionlab.base.text import Money, Quantity, Share, Text, text
from missionlab.portfolio.allocation.case import Choice, Rule
from missionlab.portfolio.allocation.matrix import program_of
from missionlab.portfolio.allocation.problem import Problem
from missionlab.portfolio.allocation.relax import passed, silent
from missionlab.portfolio.allocation.results import Family, Relaxation
from missionlab.strategy.vocabulary import Bound


@dataclass(frozen=True)
class _Elastic:
    """A row that may give way: where it stands, which way, and what one is of it."""

    row: int
    sign: float
    """-1 where the row is at most something, +1 where it is at least."""
    size: float
    own: bool
    """Whether the rule has this row alone."""
    rule: Any
    """A limit, a problem's rivals, a project that is insisted on, or a year of the plan."""


def least_relaxation(problem: Problem) -> tuple[Relaxation, ...]:
    """The rules that must give way, in the order of the rows; empty where all can be kept."""
    import highspy

    program = program_of(problem)
    rows = _elastic_rows(problem)
    solver = silent()
    passed(solver, program)
    places = np.arange(problem.columns.count, dtype=np.int32)
    solver.changeColsCost(len(places), places, np.zeros(len(places)))
    for one in rows:
        solver.addCol(
            -1.0 / one.size, 0.0, highspy.kHighsInf, 1, np.array([one.row], dtype=np.int32), np.array([one.sign])
        )
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return ()
    values = np.array(solver.getSolution().col_value)
    slack = values[problem.columns.count :]
    whole = float(values[problem.columns.whole][0])
    broken = [(one, float(by)) for one, by in zip(rows, slack, strict=True) if by > 1e-7 * one.size]
    # A year of the plan may stand in two rows, for what is kept and for the floor; the larger says it.
    broken.sort(key=lambda pair: -pair[1])
    return tuple(
        {(one.row if one.own else one.rule): _said(problem, one, by, whole) for one, by in broken[::-1]}.values()
    )


def _elastic_rows(problem: Problem) -> list[_Elastic]:
    case, rows = problem.case, problem.rows
    whole = max(1.0, float(case.purse.budget.sum()) / problem.unit)
    out = [
        _Elastic(rows.choice.start + number, 1.0, 1.0, True, number)
        for number, one in enumerate(case.projects.choice)
        if one.taken
    ]
    purse = rows.cash if case.purse.floor > 0 else rows.kept
    out += [_Elastic(purse.start + year, -1.0, whole, False, case.years[year]) for year in range(len(case.years))]
    if case.purse.floor > 0:
        out += [
            _Elastic(rows.kept.start + year, -1.0, whole, False, case.years[year]) for year in range(len(case.years))
        ]
    for number, rule in enumerate(case.rules):
        size = whole if rule.count is None else max(1.0, float(rule.count))
        out.append(_Elastic(rows.rules.start + number, -1.0 if rule.bound is Bound.MOST else 1.0, size, True, rule))
    row = rows.rivals.start
    for rival in case.rivals:
        row += len(rival.solutions)
        out.append(_Elastic(row, 1.0, max(1.0, float(rival.least)), True, rival))
        row += 1
    return out


def _said(problem: Problem, one: _Elastic, by: float, whole: float) -> Relaxation:
    case = problem.case
    match one.rule:
        case Rule():
            return _limit(problem, one.rule, by, whole)
        case int() if one.row in range(problem.rows.choice.start, problem.rows.choice.stop):
            name = case.projects.names[one.rule]
            kind = "committed" if case.projects.choice[one.rule] is Choice.COMMITTED else "insisted"
            sentence = text(f"plan_money.clash.{kind}", project=name)
            return Relaxation(case.projects.ids[one.rule], Family.INSISTED, sentence, by)
        case int():
            amount = by * problem.unit
            sentence = text("plan_money.clash.cash", year=one.rule, amount=Money(amount, case.about.currency))
            return Relaxation(str(one.rule), Family.LIQUIDITY, sentence, amount)
        case rival:
            sentence = text(
                "plan_money.clash.rivals", problem=rival.problem, least=rival.least, could=Quantity(rival.least - by)
            )
            return Relaxation(rival.id, Family.FLOORS, sentence, by)


def _limit(problem: Problem, rule: Rule, by: float, whole: float) -> Relaxation:
    family = Family.CAPS if rule.bound is Bound.MOST else Family.FLOORS
    sign = 1 if rule.bound is Bound.MOST else -1
    if rule.count is not None:
        could: Any = Quantity(rule.count + sign * by)
        stated: Any = rule.count
    elif rule.amount is not None:
        could = Money(rule.amount + sign * by * problem.unit, problem.case.about.currency)
        stated = Money(rule.amount, problem.case.about.currency)
    else:
        share = rule.share or 0.0
        could, stated = Share(max(0.0, share + sign * by / max(whole, 1e-12)), 1), Share(share, 1)
    sentence: Text = text(f"plan_money.clash.{rule.bound}", which=rule.which, stated=stated, could=could)
    return Relaxation(rule.id, family, sentence, by if rule.count is not None else by * problem.unit)
