"""What holds of every plan: the bound is one, rules are kept exactly, and nothing depends on the order of projects."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from allocation_cases import generated, share_rule
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from missionlab.portfolio.allocation.case import Case, Choice, canonical
from missionlab.portfolio.allocation.draft import NONE, Draft
from missionlab.portfolio.allocation.plan import Asked, planned
from missionlab.portfolio.allocation.problem import Problem, build
from missionlab.portfolio.allocation.relax import Relaxation
from missionlab.portfolio.allocation.results import Plan
from missionlab.portfolio.allocation.round import rounded
from missionlab.portfolio.allocation.scenarios import scenarios_of
from missionlab.strategy.vocabulary import Bound, LimitDimension

QUICK = Asked(draws=0)
few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def _case(seed: int, projects: int = 14) -> Case:
    """A small case with a cap, a floor and money for half of it."""
    case = generated(seed, projects=projects, years=6, scenarios=20, tight=False, fresh=200)
    part = np.zeros(projects)
    part[: projects // 2] = 1.0
    cap = share_rule("cap", Bound.MOST, LimitDimension.ACTOR, "One", part, 0.45)
    floor = share_rule("floor", Bound.LEAST, LimitDimension.STAGE, "Late", 1.0 - part, 0.3)
    budget = np.full(6, case.options.money.sum() * 0.5 / 6)
    return replace(case, rules=(cap, floor), purse=replace(case.purse, budget=budget))


def _bound(case: Case) -> float:
    case = canonical(case)
    return Relaxation(build(case, scenarios_of(case, 0), 0.0)).solved().value


@few
@given(seeds, st.floats(1.0, 3.0))
def test_more_money_never_lowers_the_bound(seed: int, factor: float) -> None:
    case = _case(seed)
    richer = replace(case, purse=replace(case.purse, budget=case.purse.budget * factor))
    # The relaxation leaves out options that need more than all money, so that more money may also let more in.
    assert _bound(richer) >= _bound(case) - 1e-9


@few
@given(seeds, st.floats(0.0, 1.0), st.sampled_from([Bound.MOST, Bound.LEAST]))
def test_one_more_rule_never_raises_the_bound(seed: int, share: float, bound: Bound) -> None:
    case = _case(seed)
    part = np.arange(len(case.options.money)) % 3 == 0
    rule = share_rule("more", bound, LimitDimension.SECTOR, "Third", part.astype(float), share)
    assert _bound(replace(case, rules=(*case.rules, rule))) <= _bound(case) + 1e-9


@few
@given(seeds)
def test_the_value_never_exceeds_the_bound(seed: int) -> None:
    plan = planned(_case(seed), QUICK)
    if plan.value is not None:
        assert plan.bound is not None
        assert plan.value <= plan.bound + 1e-9


def _money(plan: Plan) -> dict[str, float]:
    return {one.project: one.money for one in plan.funded}


@few
@given(seeds)
def test_caps_floors_and_cash_are_kept_exactly(seed: int) -> None:
    case = _case(seed)
    plan = planned(case, QUICK)
    money = np.array([_money(plan).get(one, 0.0) for one in case.projects.ids])
    slack = 1e-6 * case.purse.budget.sum()
    for rule in case.rules:
        assert rule.share is not None
        held, whole = rule.part @ money, money.sum()
        if rule.bound is Bound.MOST:
            assert held <= rule.share * whole + slack
        else:
            assert held >= rule.share * whole - slack
    spent = np.zeros(len(case.years))
    for one in plan.funded:
        for year, amount in one.by_year:
            spent[case.years.index(year)] += amount
    assert (np.cumsum(spent) <= np.cumsum(case.purse.budget) + slack).all()
    assert sum(money) == pytest.approx(sum(spent))


@few
@given(seeds, st.randoms(use_true_random=False))
def test_another_order_of_projects_gives_the_same_plan(seed: int, random: object) -> None:
    case = _case(seed)
    order = list(range(len(case.projects.ids)))
    random.shuffle(order)  # type: ignore[attr-defined]
    first, second = planned(case, QUICK), planned(_shuffled(case, order), QUICK)
    assert second.to_json() == first.to_json()


def _shuffled(case: Case, order: list[int]) -> Case:
    """The case with its projects, options and contributions in another order, all of which are one a project here."""
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    projects, options, stated = case.projects, case.options, case.contributions
    return replace(
        case,
        projects=replace(
            projects,
            ids=tuple(projects.ids[one] for one in order),
            names=tuple(projects.names[one] for one in order),
            missions=tuple(projects.missions[one] for one in order),
            first=projects.first[order],
            last=projects.last[order],
            choice=tuple(projects.choice[one] for one in order),
        ),
        options=replace(
            options,
            project=place[options.project][order],
            money=options.money[order],
            spend=options.spend[order],
            back=options.back[order],
        ),
        contributions=replace(
            stated,
            project=place[stated.project][order],
            factor=tuple(stated.factor[one] for one in order),
            **{name: getattr(stated, name)[order] for name in ("target", "amount", "low", "high", "chance", "delay")},
        ),
        rules=tuple(replace(rule, part=rule.part[order]) for rule in case.rules),
    )


@few
@given(seeds)
def test_another_project_shifts_nobodys_luck(seed: int) -> None:
    # A project that nobody may finance changes no chance, because draws go by names.
    case = _case(seed)
    barred = replace(case, projects=replace(case.projects, choice=(Choice.FORBIDDEN, *case.projects.choice[1:])))
    renamed = replace(barred, projects=replace(barred.projects, ids=("p9999-last", *barred.projects.ids[1:])))
    first, second = planned(barred, QUICK), planned(renamed, QUICK)
    assert [one.after for one in first.targets] == [one.after for one in second.targets]


@few
@given(seeds)
def test_same_seed_same_plan(seed: int) -> None:
    asked = replace(QUICK, seed=seed, draws=2)
    assert planned(_case(3), asked).to_json() == planned(_case(3), asked).to_json()


@few
@given(seeds, st.sampled_from([0.0, np.inf, 0.4]), st.booleans())
def test_what_fits_is_what_keeps_cash_and_caps(seed: int, kept: float, fixed: bool) -> None:
    case = _case(seed)
    carried = np.full(6, kept if kept in (0.0, np.inf) else kept * float(case.purse.budget[0]))
    case = canonical(replace(case, purse=replace(case.purse, kept=carried)))
    problem = build(case, scenarios_of(case, 0), 0.0)
    draft = Draft(problem)
    draw = np.random.default_rng(seed)
    for column in draw.permutation(len(problem.option)):
        if draft.column[problem.project[column]] != NONE:
            continue
        whole = 3.0 if fixed else None
        after = draft.copy()
        after.add(int(column))
        caps = [number for number, rule in enumerate(case.rules) if rule.bound is Bound.MOST]
        inside = [number for number in caps if problem.part[number][column] > 0]
        held = np.array([float(_money_in(problem, after, number)) for number in inside])
        shares = np.array([case.rules[number].share or 0.0 for number in inside])
        keeps = bool((held <= shares * (after.whole if whole is None else whole) + 1e-9).all())
        assert draft.fits(int(column), whole) == (keeps and after.affordable(after.paid))
        if draft.fits(int(column), whole):
            draft.add(int(column))


def _money_in(problem: Problem, draft: Draft, rule: int) -> float:
    chosen = draft.column[draft.column != NONE]
    return float((problem.part[rule][chosen] * problem.money[chosen]).sum())


@few
@given(seeds)
def test_a_changed_problem_is_worth_what_it_is_when_built_so_and_leaves_no_trace(seed: int) -> None:
    case = canonical(_case(seed))
    problem = build(case, scenarios_of(case, 0), 0.0)
    relaxation = Relaxation(problem)
    before = relaxation.solved()
    with relaxation.rows([problem.rows.rules.start], -np.inf, np.inf):
        wider = relaxation.solved().value
    rules = case.rules[1:]
    anew = canonical(replace(case, rules=rules))
    assert wider == pytest.approx(Relaxation(build(anew, scenarios_of(anew, 0), 0.0)).solved().value, abs=1e-7)
    nothing = np.zeros(len(case.years))
    with relaxation.kept(nothing):
        narrower = relaxation.solved().value
    anew = canonical(replace(case, purse=replace(case.purse, kept=nothing)))
    assert narrower == pytest.approx(Relaxation(build(anew, scenarios_of(anew, 0), 0.0)).solved().value, abs=1e-7)
    futures = np.random.default_rng(seed).dirichlet(np.ones(len(problem.futures)))
    with relaxation.weighing(problem.weight, futures):
        weighed = relaxation.solved().value
    assert weighed == pytest.approx(Relaxation(problem.weighing(problem.weight, futures)).solved().value, abs=1e-7)
    after = relaxation.solved()
    assert after.value == pytest.approx(before.value, abs=1e-7)
    # The same solution, not only as good a one: what was asked before changes nothing that is said.
    assert after.columns == pytest.approx(before.columns, abs=1e-9)


@few
@given(seeds)
def test_an_exchange_is_judged_before_it_is_made_as_it_is_after(seed: int) -> None:
    case = canonical(_case(seed))
    problem = build(case, scenarios_of(case, 0), 0.5 if seed % 2 else 0.0)
    found = rounded(problem, Relaxation(problem).solved())
    assume(found is not None)
    assert found is not None
    draft = found.draft
    for project in list(draft.chosen())[:5]:
        old = int(draft.column[project])
        for column in np.flatnonzero(draft.column[problem.project] == NONE)[:40]:
            new = int(column)
            if draft.lacks_needs(new):
                continue
            trial = draft.copy()
            trial.drop(project)
            fits = draft.fits_instead(new, old)
            assert fits == trial.fits(new)
            assert set(trial.promising(np.array([new]))) == ({new} if trial.fits(new) else set())
            if fits:
                gain = draft.gain(new, instead_of=old)
                trial.add(new)
                assert gain == pytest.approx(trial.value() - draft.value(), abs=1e-12)
