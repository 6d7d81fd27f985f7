"""Arrays in, plan out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from missionlab.base.text import text
from missionlab.portfolio.allocation.case import Case, Choice, canonical
from missionlab.portfolio.allocation.cases import Desk, cases
from missionlab.portfolio.allocation.choose import (
    Chosen,
    NoWholePlan,
    chosen,
    committed_only,
    starts,
)
from missionlab.portfolio.allocation.draft import Draft
from missionlab.portfolio.allocation.elastic import least_relaxation
from missionlab.portfolio.allocation.evaluate import Judge, Outcome
from missionlab.portfolio.allocation.near import Near, near_misses, worths_of
from missionlab.portfolio.allocation.prices import (
    add_by_age,
    binding,
    costs_of_rules,
    exact,
    money_by_year,
    worth_of_carry_over,
)
from missionlab.portfolio.allocation.problem import build
from missionlab.portfolio.allocation.relax import Infeasible
from missionlab.portfolio.allocation.remarks import on_cash, on_the_least_money, remarks_on, ties
from missionlab.portfolio.allocation.results import (
    Funded,
    NearlyFunded,
    Objective,
    Plan,
    Remark,
    RemarkKind,
    TargetChance,
)
from missionlab.portfolio.allocation.robust import Robustness, answers, robustness
from missionlab.portfolio.allocation.scenarios import scenarios_of
from missionlab.portfolio.results import Measured

TAIL = 0.5
"""Weight of the worst tenth in the objective ``tail``."""
_HALVINGS = 9
"""Of the budget, for the objective ``cost``: to a five-hundredth of it."""

Progress = Callable[[str, int, int], None]
"""What is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Asked:
    """How the plan is to be made."""

    objective: Objective = Objective.MEAN
    seed: int = 0
    draws: int = 20
    """How often it is chosen anew on futures drawn again."""
    reach: float = 0.5
    """The chance that every target is to have, for the objective ``cost``."""
    final: float | None = None
    """Seconds for an exact solver; None for none."""
    explain: tuple[str, ...] = ()
    """Projects that are explained however many there are."""


def quietly(step: str, done: int, of: int) -> None:
    """Says nothing about progress."""
    del step, done, of


def planned(case: Case, asked: Asked, progress: Progress = quietly) -> Plan:
    """The plan of ``case``. Rules that clash give one without projects that names them and their least relaxation."""
    case = canonical(case)
    tail = TAIL if asked.objective is Objective.TAIL else 0.0
    remarks = (*case.remarks, *remarks_on(case))
    progress("choosing", 0, 1)
    try:
        found, judge = _found(case, asked, tail, progress)
    except Infeasible:
        problem = build(case, scenarios_of(case, asked.seed), tail)
        return _nothing(case, asked, remarks, infeasible=least_relaxation(problem))
    except NoWholePlan:
        no_plan = Remark(RemarkKind.NO_WHOLE_PLAN, case.about.strategy, text("plan_money.remark.no_whole_plan"))
        return _nothing(case, asked, (*remarks, no_plan))
    return _explained(found, judge, asked, remarks, progress)


def _found(case: Case, asked: Asked, tail: float, progress: Progress) -> tuple[Chosen, Judge]:
    if asked.objective is Objective.COST:
        return _cheapest(case, asked, progress)
    found = chosen(case, asked.seed, tail, asked.final)
    return found, Judge(case, asked.seed, found.problem.weight)


def _cheapest(case: Case, asked: Asked, progress: Progress) -> tuple[Chosen, Judge]:
    """The plan of the smallest share of the budget with which every target that can be met so likely is."""
    best = chosen(case, asked.seed, 0.0, asked.final)
    judge = Judge(case, asked.seed, best.problem.weight)
    able = _reached(best, judge, asked.reach)
    low, high = 0.0, 1.0
    for number in range(_HALVINGS if able.any() else 0):
        progress("cheapest", number, _HALVINGS)
        middle = (low + high) / 2
        smaller = replace(case, purse=replace(case.purse, budget=case.purse.budget * middle))
        try:
            trial = chosen(smaller, asked.seed, 0.0, None)
        except (Infeasible, NoWholePlan):
            low = middle
            continue
        if _reached(trial, judge, asked.reach)[able].all():
            best, high = trial, middle
        else:
            low = middle
    return best, judge


def _reached(found: Chosen, judge: Judge, reach: float) -> np.ndarray[Any, np.dtype[np.bool_]]:
    outcome = judge.outcome(starts(found.problem, found.draft.column))
    targets = range(len(found.problem.case.targets.ids))
    return np.array([(judge.chance(target, outcome).value or 0.0) >= reach for target in targets], dtype=bool)


def _explained(found: Chosen, judge: Judge, asked: Asked, remarks: tuple[Remark, ...], progress: Progress) -> Plan:
    problem, case = found.problem, found.problem.case
    before = judge.outcome(committed_only(problem))
    after = judge.outcome(starts(problem, found.draft.column))
    progress("prices", 0, 1)
    money, rules, carry_over = money_by_year(found), costs_of_rules(found), worth_of_carry_over(found)
    worths = worths_of(found)
    near = near_misses(found, worths)
    remarks = (*remarks, *on_cash(found), *ties(case, near))
    by_money = asked.objective is Objective.COST
    if by_money:
        chances = [judge.chance(target, after).value or 0.0 for target in range(len(case.targets.ids))]
        remarks = (*remarks, *on_the_least_money(judge.case, case, chances, asked.reach))
        # At the margin of money that was cut on purpose there is nothing to say about the money there is.
        money = tuple(replace(one, goes_to=(), binding=False) for one in money)
    weights = answers(found, judge)
    done = iter(range(1, asked.draws + 1))
    robust = robustness(found, asked.seed, asked.draws, lambda: progress("draws", next(done), asked.draws))
    by_project: Mapping[str, tuple[Remark, ...]] = {
        project: tuple(remark for remark in remarks if remark.subject == project) for project in case.projects.ids
    }
    desk = Desk(found, worths, {one.project: one for one in near}, robust, judge, by_project, frozenset(asked.explain))
    cost = float(found.draft.whole * problem.unit)
    return replace(
        _nothing(case, asked, remarks),
        funded=_funded(found, robust),
        nearly=tuple(_nearly(case, one, robust) for one in near),
        cases=cases(desk),
        targets=_targets(found, judge, before, after),
        money=money,
        rules=rules,
        answers=weights,
        value=cost if by_money else found.value,
        bound=None if by_money else found.bound,
        gap=None if by_money else found.gap,
        final=found.final,
        mean=judge.mean(after),
        tail=judge.tail(after),
        cost=exact(cost),
        targets_met=judge.met(after),
        carry_over=carry_over,
        liquidity_margin=found.margin,
        shortfall=exact(0.0) if found.shortfall is None else Measured(found.shortfall, reason=text("plan_money.paths")),
        binding=() if by_money else binding(found, money),
    )


def _nothing(case: Case, asked: Asked, remarks: tuple[Remark, ...], **others: Any) -> Plan:
    none = Measured(None, reason=text("plan_money.no_plan"))
    about = case.about
    return Plan(
        strategy=about.strategy,
        as_of=about.as_of,
        fingerprint=about.fingerprint,
        seed=asked.seed,
        assumptions=about.assumptions,
        fund=about.fund,
        currency=about.currency,
        objective=asked.objective,
        years=case.years,
        scenarios=case.targets.need.shape[1],
        fresh=case.targets.fresh.shape[1],
        funded=(),
        nearly=(),
        cases=(),
        targets=(),
        money=(),
        rules=(),
        answers=(),
        value=None,
        bound=None,
        gap=None,
        final=False,
        mean=none,
        tail=none,
        cost=none,
        targets_met=none,
        carry_over=none,
        liquidity_margin=0.0,
        shortfall=none,
        binding=(),
        remarks=remarks,
        **({"infeasible": ()} | others),
    )


def _funded(found: Chosen, robust: Robustness) -> tuple[Funded, ...]:
    """Projects in the plan, in order of start, the dearest first."""
    problem, draft = found.problem, found.draft
    order = sorted(
        draft.chosen(), key=lambda one: (problem.start[draft.column[one]], -problem.money[draft.column[one]], one)
    )
    return tuple(_in_plan(found, project, robust) for project in order)


def _in_plan(found: Chosen, project: int, robust: Robustness) -> Funded:
    problem, draft = found.problem, found.draft
    case, column = problem.case, int(draft.column[project])
    option, start = int(problem.option[column]), int(problem.start[column])
    spent = np.zeros(len(case.years))
    add_by_age(spent, case.options.spend[option], start)
    delays = case.contributions.delay[case.contributions.project == project]
    choice = case.projects.choice[project]
    return Funded(
        project=case.projects.ids[project],
        name=case.projects.names[project],
        missions=case.projects.missions[project],
        start=case.years[start],
        ready=case.years[0] + start + int(delays.max()) if len(delays) else None,
        instrument=case.options.instrument[option],
        money=float(case.options.money[option]),
        by_year=tuple((year, float(one)) for year, one in zip(case.years, spent, strict=True) if one > 0),
        committed=choice is Choice.COMMITTED,
        insisted=choice is Choice.INSISTED,
        worth=exact(_lost_without(draft, project)),
        robust=robust.share(project),
    )


def _lost_without(draft: Draft, project: int) -> float:
    trial = draft.copy()
    trial.drop(project)
    return max(0.0, draft.value() - trial.value())


def _nearly(case: Case, near: Near, robust: Robustness) -> NearlyFunded:
    projects = case.projects
    own = case.options.project == near.project
    return NearlyFunded(
        project=projects.ids[near.project],
        name=projects.names[near.project],
        missions=projects.missions[near.project],
        money=float(case.options.money[own].min()),
        price_cut=near.price_cut,
        extra=near.extra,
        interchangeable=tuple(projects.ids[one] for one in near.interchangeable),
        robust=robust.share(near.project),
    )


def _targets(found: Chosen, judge: Judge, before: Outcome, after: Outcome) -> tuple[TargetChance, ...]:
    targets = found.problem.case.targets
    return tuple(
        TargetChance(
            mission=targets.missions[number],
            target=target,
            name=targets.names[number],
            deadline=targets.years[number],
            weight=float(found.problem.weight[number]),
            before=judge.chance(number, before),
            after=judge.chance(number, after),
            reached_before=judge.reached(number, before),
            reached_after=judge.reached(number, after),
        )
        for number, target in enumerate(targets.ids)
    )


def with_choices(case: Case, insisted: tuple[str, ...], forbidden: tuple[str, ...]) -> Case:
    """The case with what people ask to be in or out; unknown ids change nothing."""
    choice = tuple(
        Choice.INSISTED if one in insisted else Choice.FORBIDDEN if one in forbidden else now
        for one, now in zip(case.projects.ids, case.projects.choice, strict=True)
    )
    return replace(case, projects=replace(case.projects, choice=choice))
