"""The plan against answers worked out by hand, and at the edges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from allocation_cases import knapsack, share_rule

from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.portfolio.allocation import choose
from missionlab.portfolio.allocation.case import Case, Choice, Purse, Rivals, canonical
from missionlab.portfolio.allocation.draft import Draft, tail_mean
from missionlab.portfolio.allocation.plan import Asked, planned, with_choices
from missionlab.portfolio.allocation.problem import build
from missionlab.portfolio.allocation.relax import Relaxation
from missionlab.portfolio.allocation.results import Family, Objective, Plan, RemarkKind
from missionlab.portfolio.allocation.scenarios import scenarios_of
from missionlab.portfolio.allocation.worker import Bettered
from missionlab.strategy.vocabulary import Bound, LimitDimension

NEED = 1000.0
"""Of the small cases' target; objectives are shares of it."""
QUICK = Asked(draws=0)


def _funded(plan: Plan) -> set[str]:
    return {one.project for one in plan.funded}


def _said(plan: Plan, kind: RemarkKind) -> list[str]:
    return [remark.subject for remark in plan.remarks if remark.kind is kind]


def _knapsack() -> Case:
    return knapsack([5, 4, 3, 2], [10, 7.5, 5, 3], 8)


def test_the_knapsack() -> None:
    plan = planned(_knapsack(), QUICK)
    assert plan.bound is not None
    assert plan.value is not None
    assert plan.bound * NEED == pytest.approx(15.625, abs=1e-9)
    assert _funded(plan) == {"a", "c"}
    assert plan.value * NEED == pytest.approx(15.0, abs=1e-9)
    assert plan.gap == pytest.approx(0.04, abs=1e-12)


def test_the_price_of_money_is_its_dual() -> None:
    case = canonical(_knapsack())
    problem = build(case, scenarios_of(case, 0), 0.0)
    relaxed = Relaxation(problem).solved()
    assert relaxed.prices[problem.rows.kept][0] / problem.unit * NEED == pytest.approx(1.875, abs=1e-9)


def test_more_money_is_worth_its_price_and_goes_to_the_project_in_parts() -> None:
    year = planned(_knapsack(), QUICK).money[0]
    assert year.price.value == pytest.approx(1.875 / NEED * year.more, rel=1e-9)
    assert year.worth_of_more.value == pytest.approx(year.price.value, rel=1e-9)
    assert [swing.project for swing in year.goes_to] == ["b"]


def test_what_would_bring_a_project_in() -> None:
    # At 1.875 a unit, d is worth 3 and costs 3.75: a fifth too dear, or a quarter too little.
    nearly = {one.project: one for one in planned(_knapsack(), QUICK).nearly}
    assert nearly["d"].price_cut.value == pytest.approx(0.2, abs=1e-9)
    assert nearly["d"].extra.value == pytest.approx(0.25, abs=1e-9)
    assert nearly["b"].price_cut.value == 0.0
    # With the cut it is worth as much for its money as b, which the relaxation finances in parts.
    cheaper = planned(knapsack([5, 4, 3, 1.59], [10, 7.5, 5, 3], 8), QUICK)
    assert "d" in _funded(cheaper) | {one.project for one in cheaper.nearly if not one.price_cut.value}


def test_the_worst_fifth_of_ten_values() -> None:
    values, chances = np.arange(0.0, 20.0, 2.0), np.full(10, 0.1)
    worst = tail_mean(values, chances, 0.2)
    assert worst == pytest.approx(1.0, abs=1e-12)
    assert 0.5 * values.mean() + 0.5 * worst == pytest.approx(5.0, abs=1e-12)


def test_a_value_on_the_edge_of_the_tail_counts_in_part() -> None:
    assert tail_mean(np.array([0.0, 1.0, 9.0]), np.full(3, 1 / 3), 0.5) == pytest.approx(1 / 3, abs=1e-12)


def test_the_tail_in_the_program_is_the_tail_of_its_solution() -> None:
    case = _two_futures()
    problem = build(canonical(case), scenarios_of(canonical(case), 0), 0.5)
    relaxed = Relaxation(problem).solved()
    shares = relaxed.columns[problem.columns.start]
    sums = np.bincount(problem.entry_sum, problem.entry_amount * shares[problem.entry_column], len(problem.pairs))
    reached = np.minimum(sums @ problem.rate, 1.0)
    by_hand = 0.5 * reached.mean() + 0.5 * tail_mean(reached, problem.futures, 0.1)
    assert relaxed.value == pytest.approx(by_hand, abs=1e-9)


def _two_futures() -> Case:
    case = knapsack([4, 4], [10, 8], 6)
    need = np.array([[10.0, 40.0, 20.0, 25.0, 60.0, 15.0, 12.0, 18.0, 30.0, 35.0]])
    return replace(case, targets=replace(case.targets, need=need))


def test_no_money_finances_nothing() -> None:
    plan = planned(replace(_knapsack(), purse=Purse(np.zeros(1), np.zeros(1))), QUICK)
    assert _funded(plan) == set()
    assert plan.cost.value == 0


@pytest.mark.parametrize(("budget", "inside"), [(4.99, False), (5.0, True)])
def test_one_project_is_in_if_there_is_money_for_it(budget: float, inside: bool) -> None:
    assert bool(_funded(planned(knapsack([5], [10], budget), QUICK))) is inside


def test_caps_of_everything_and_floors_of_nothing_change_nothing() -> None:
    part = np.array([1.0, 0.0, 1.0, 0.0])
    cap = share_rule("cap", Bound.MOST, LimitDimension.ACTOR, "One", part, 1.0)
    floor = share_rule("floor", Bound.LEAST, LimitDimension.STAGE, "Late", part, 0.0)
    plain, bounded = planned(_knapsack(), QUICK), planned(replace(_knapsack(), rules=(cap, floor)), QUICK)
    assert (bounded.value, bounded.bound, _funded(bounded)) == (plain.value, plain.bound, _funded(plain))


def test_a_duplicate_is_a_tie_and_said() -> None:
    plan = planned(knapsack([5, 5], [10, 10], 5), QUICK)
    (outside,) = {"a", "b"} - _funded(plan)
    assert _said(plan, RemarkKind.TIE) == [outside]
    (near,) = plan.nearly
    assert near.interchangeable == tuple(_funded(plan))


def test_all_money_to_one_actor_is_refused_at_a_cap_and_the_cost_is_shown() -> None:
    everything = share_rule("capture", Bound.MOST, LimitDimension.ACTOR, "One firm", np.ones(4), 0.06)
    plan = planned(replace(_knapsack(), rules=(everything,)), QUICK)
    assert _funded(plan) == set()
    (price,) = plan.rules
    assert (price.family, price.dimension) == (Family.CAPS, LimitDimension.ACTOR)
    assert price.cost.value == pytest.approx(1.0)


def test_an_amount_bounds_money_to_a_class() -> None:
    cap = replace(
        share_rule("cap", Bound.MOST, LimitDimension.PLACE, "North", np.array([1.0, 1.0, 0.0, 0.0]), 0.0),
        share=None,
        amount=4.0,
    )
    plan = planned(replace(_knapsack(), rules=(cap,)), QUICK)
    assert _funded(plan) == {"b", "c"}


def test_a_cap_on_a_share_holds_for_the_plans_own_money() -> None:
    part = np.array([1.0, 0.0, 0.0, 0.0])
    cap = share_rule("cap", Bound.MOST, LimitDimension.ACTOR, "One", part, 0.5)
    plan = planned(replace(_knapsack(), rules=(cap,)), QUICK)
    money = {one.project: one.money for one in plan.funded}
    assert money.get("a", 0.0) <= 0.5 * sum(money.values()) + 1e-9


def test_what_needs_another_comes_with_it_or_not_at_all() -> None:
    case = _knapsack()
    after = replace(case, projects=replace(case.projects, after=((1, 3),)))
    plan = planned(after, QUICK)
    assert "b" not in _funded(plan) or "d" in _funded(plan)
    alone = knapsack([5, 3], [10, 0], 8)
    both = planned(replace(alone, projects=replace(alone.projects, after=((0, 1),))), QUICK)
    assert _funded(both) == {"a", "b"}


def test_rival_solutions_are_kept_alive() -> None:
    case = knapsack([5, 3, 2], [10, 4, 1], 8)
    kept = replace(case, rivals=(Rivals("alive", "The problem", ((0,), (2,)), 2),))
    assert _funded(planned(case, QUICK)) == {"a", "b"}
    assert _funded(planned(kept, QUICK)) == {"a", "c"}


def test_two_projects_of_one_solution_are_one_solution_alive() -> None:
    case = knapsack([2, 2, 4], [5, 5, 1], 8)
    kept = replace(case, rivals=(Rivals("alive", "The problem", ((0, 1), (2,)), 2),))
    assert "c" in _funded(planned(kept, QUICK))


def test_people_can_insist_and_forbid() -> None:
    assert "d" in _funded(planned(with_choices(_knapsack(), ("d",), ()), QUICK))
    assert "a" not in _funded(planned(with_choices(_knapsack(), (), ("a",)), QUICK))
    costs = [
        one for one in planned(with_choices(_knapsack(), ("d",), ()), QUICK).rules if one.family is Family.INSISTED
    ]
    assert costs[0].cost.value == pytest.approx((15.625 - 14.875) / 15.625, abs=1e-9)


def test_what_clashes_is_named_with_the_least_that_would_do() -> None:
    cap = share_rule("capture", Bound.MOST, LimitDimension.ACTOR, "One firm", np.array([1.0, 0.0, 0.0, 0.0]), 0.5)
    plan = planned(with_choices(replace(_knapsack(), rules=(cap,)), ("a",), ("b", "c")), QUICK)
    assert _funded(plan) == set()
    assert plan.value is None
    # With a (5) and d (2) the firm has five sevenths.
    (clash,) = plan.infeasible
    assert clash.rule == "capture"
    assert "71.4%" in say(clash.sentence)


def test_an_insisted_project_that_cannot_be_paid_names_the_money() -> None:
    plan = planned(with_choices(knapsack([5, 4], [1, 1], 8), ("a", "b"), ()), QUICK)
    assert plan.infeasible
    assert plan.infeasible[0].by == pytest.approx(1.0, abs=1e-6)


def test_a_blank_contribution_is_kept_by_people_and_never_chosen() -> None:
    case = knapsack([5, 1], [10, 10], 8)
    stated = case.contributions
    only_first = replace(
        stated,
        **{
            name: getattr(stated, name)[:1]
            for name in ("project", "target", "amount", "low", "high", "chance", "factor", "delay")
        },
    )
    blank = replace(case, contributions=only_first)
    assert _funded(planned(blank, QUICK)) == {"a"}
    assert _said(planned(blank, QUICK), RemarkKind.NO_CONTRIBUTION) == ["b"]
    assert _funded(planned(with_choices(blank, ("b",), ()), QUICK)) == {"a", "b"}


def test_what_comes_too_late_is_said_and_not_financed() -> None:
    case = knapsack([5, 1], [10, 10], 8)
    late = replace(case, contributions=replace(case.contributions, delay=np.array([0, 3])))
    plan = planned(late, QUICK)
    assert _said(plan, RemarkKind.DEADLINE_PASSED) == ["b"]
    assert _funded(plan) == {"a"}


def test_a_target_that_is_met_counts_for_nothing() -> None:
    case = _knapsack()
    met = replace(case, targets=replace(case.targets, need=np.full((1, 1), -1.0), fresh=np.full((1, 100), -1.0)))
    plan = planned(met, QUICK)
    assert _said(plan, RemarkKind.ALREADY_MET) == ["t"]
    assert plan.targets[0].weight == 0
    assert plan.targets[0].before.value == 1
    assert _funded(plan) == set()


def test_a_project_larger_than_all_money_is_said_and_does_not_raise_the_bound() -> None:
    plan = planned(knapsack([5, 4, 3, 20], [10, 7.5, 5, 999], 8), QUICK)
    assert _said(plan, RemarkKind.TOO_LARGE) == ["d"]
    assert plan.bound is not None
    assert plan.bound * NEED == pytest.approx(15.625, abs=1e-9)


def test_everything_is_committed_already() -> None:
    case = _knapsack()
    committed = replace(case, projects=replace(case.projects, choice=(Choice.COMMITTED,) * 4))
    nothing = replace(committed, options=replace(case.options, money=np.zeros(4), spend=np.zeros((4, 1))))
    plan = planned(nothing, QUICK)
    assert all(one.committed for one in plan.funded)
    assert plan.cases == ()
    assert plan.targets[0].before == plan.targets[0].after


def test_only_candidates_are_explained() -> None:
    plan = planned(_knapsack(), QUICK)
    assert "is financed from 2030 on" in say(plan.explain("a")[0])
    assert "if it cost 20.0% less or added 25.0% more" in say(plan.explain("d")[0])
    with pytest.raises(InputError, match="no candidate"):
        plan.explain("nobody")


def test_the_least_money_for_a_chance() -> None:
    # The target is met with any two of three equal projects: two thirds of the money is enough.
    case = knapsack([3, 3, 3], [10, 10, 10], 9)
    case = replace(case, targets=replace(case.targets, need=np.full((1, 1), 20.0), fresh=np.full((1, 500), 20.0)))
    plan = planned(case, replace(QUICK, objective=Objective.COST))
    assert len(plan.funded) == 2
    assert plan.value == 6.0
    assert plan.targets[0].after.value == 1.0


def test_unused_money_lapses_or_is_kept() -> None:
    case = knapsack([5], [10], 0)
    two = replace(
        case,
        purse=Purse(np.array([3.0, 3.0]), np.array([np.inf, np.inf])),
        years=(2030, 2031),
        projects=replace(case.projects, last=np.array([1])),
        targets=replace(case.targets, deadline=np.array([1])),
    )
    kept = planned(two, QUICK)
    assert [one.start for one in kept.funded] == [2031]
    assert kept.carry_over.value == pytest.approx(1.0)
    lapses = planned(replace(two, purse=replace(two.purse, kept=np.zeros(2))), QUICK)
    assert _funded(lapses) == set()
    assert [one.lapsed for one in lapses.money] == [3.0, 3.0]


def test_money_that_comes_back_is_lent_again() -> None:
    case = knapsack([4, 4], [10, 9], 0)
    two = replace(
        case,
        purse=Purse(np.array([4.0, 0.0]), np.full(2, np.inf), recycle=True),
        years=(2030, 2031),
        options=replace(case.options, back=np.array([[0.0, 4.0], [0.0, 0.0]])),
        projects=replace(case.projects, last=np.array([1, 1])),
        targets=replace(case.targets, deadline=np.array([1])),
    )
    assert _funded(planned(two, QUICK)) == {"a", "b"}
    once = planned(replace(two, purse=replace(two.purse, recycle=False)), QUICK)
    assert _funded(once) == {"a"}
    assert {one.family: one.cost.value for one in once.rules}[Family.RECYCLING] == pytest.approx(9 / 19)


def test_cash_is_held_back_until_it_rarely_falls_short() -> None:
    case = knapsack([10, 4, 4], [10, 9, 8], 0)
    comes_back = np.zeros((1000, 3, 3), dtype=np.float32)
    comes_back[:500, 0, 1] = 8.0
    two = replace(
        case,
        purse=Purse(np.array([11.0, 0.0, 0.0]), np.full(3, np.inf), recycle=True),
        years=(2030, 2031, 2032),
        options=replace(case.options, back=comes_back.mean(axis=0).astype(float), back_paths=comes_back),
        projects=replace(case.projects, last=np.full(3, 2)),
        targets=replace(case.targets, deadline=np.array([2])),
    )
    plan = planned(two, QUICK)
    assert plan.liquidity_margin > 0
    assert plan.shortfall.value is not None
    assert plan.shortfall.value <= 0.05


def test_a_floor_of_cash_is_left() -> None:
    case = replace(_knapsack(), purse=Purse(np.array([8.0]), np.zeros(1), floor=2.0))
    plan = planned(case, QUICK)
    assert plan.cost.value is not None
    assert plan.cost.value <= 6.0


def test_what_doing_without_a_project_does_to_a_chance() -> None:
    # Needed are 15: with a (10) and c (5) the target is met, without a never.
    case = _knapsack()
    case = replace(case, targets=replace(case.targets, need=np.full((1, 1), 15.0), fresh=np.full((1, 500), 15.0)))
    said = [say(sentence) for sentence in planned(case, QUICK).explain("a")]
    assert "The chance of “Target” would then be 0% instead of 100%." in said


def _lent_and_half_comes_back() -> Case:
    """The first project gets 8 back after a year on half of the paths; the others can be paid from it."""
    case = knapsack([10, 4, 4], [10, 9, 8], 0)
    comes_back = np.zeros((1000, 3, 3), dtype=np.float32)
    comes_back[:500, 0, 1] = 8.0
    return replace(
        case,
        purse=Purse(np.array([11.0, 0.0, 0.0]), np.full(3, np.inf), recycle=True),
        years=(2030, 2031, 2032),
        options=replace(case.options, back=comes_back.mean(axis=0).astype(float), back_paths=comes_back),
        projects=replace(case.projects, last=np.full(3, 2)),
        targets=replace(case.targets, deadline=np.array([2])),
    )


def test_the_exact_solver_runs_once_however_much_cash_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[float] = []

    def better(draft: Draft, limit: float) -> Bettered:
        calls.append(limit)
        return Bettered(draft, None, killed=False)

    monkeypatch.setattr(choose, "bettered", better)
    plan = planned(_lent_and_half_comes_back(), replace(QUICK, final=7.0))
    assert plan.liquidity_margin > 0
    assert calls == [7.0]


def test_holding_back_cash_never_makes_rules_clash() -> None:
    # Both insisted on, they are paid from what is expected; no margin leaves room for both.
    case = with_choices(_lent_and_half_comes_back(), ("a", "b"), ())
    plan = planned(case, QUICK)
    assert _funded(plan) >= {"a", "b"}
    assert plan.shortfall.value == pytest.approx(0.5)
    assert _said(plan, RemarkKind.SHORT_OF_CASH)


def test_a_chance_that_no_money_reaches_is_said() -> None:
    case = knapsack([3, 3, 3], [10, 10, 10], 9)
    case = replace(case, targets=replace(case.targets, need=np.full((1, 1), 40.0), fresh=np.full((1, 500), 40.0)))
    plan = planned(case, replace(QUICK, objective=Objective.COST))
    assert plan.targets[0].after.value == 0.0
    assert _said(plan, RemarkKind.OUT_OF_REACH)
    assert not _said(plan, RemarkKind.LESS_MONEY)


def test_the_least_money_says_nothing_of_the_money_that_was_cut() -> None:
    case = knapsack([3, 3, 3], [10, 10, 10], 9)
    case = replace(case, targets=replace(case.targets, need=np.full((1, 1), 20.0), fresh=np.full((1, 500), 20.0)))
    plan = planned(case, replace(QUICK, objective=Objective.COST))
    assert _said(plan, RemarkKind.LESS_MONEY)
    assert not _said(plan, RemarkKind.OUT_OF_REACH)
    assert plan.binding == ()
    assert not any(one.goes_to or one.binding for one in plan.money)


def test_a_poor_or_empty_plan_is_called_that() -> None:
    # Three projects of one size and a cap of 30 % on each actor: parts can keep it, no whole plan but none can.
    caps = tuple(
        share_rule(f"c{one}", Bound.MOST, LimitDimension.ACTOR, f"A{one}", np.eye(4)[one], 0.3) for one in range(4)
    )
    plan = planned(replace(knapsack([5, 2, 2, 2], [10, 8, 8, 8], 11), rules=caps), QUICK)
    said = " ".join(say(one) for one in plan.binding)
    assert _funded(plan) == set()
    assert "Nothing is financed" in said
    assert "--final" in said
    good = " ".join(say(one) for one in planned(knapsack([5, 4], [10, 9], 9), QUICK).binding)
    assert "far from its bound" not in good
    assert "Nothing is financed" not in good


def test_four_of_five_are_the_same_and_any_two_are_financed() -> None:
    plan = planned(knapsack([4, 4, 4, 4, 4], [9, 7, 7, 7, 7], 12), replace(QUICK, draws=3))
    assert "a" in _funded(plan)
    assert len(plan.funded) == 3
    assert len(_said(plan, RemarkKind.TIE)) == 2
    assert plan.gap == pytest.approx(0.0, abs=1e-9)


def test_forbidding_everything_leaves_an_empty_plan_that_says_by_whom() -> None:
    plan = planned(with_choices(_knapsack(), (), ("a", "b", "c", "d")), QUICK)
    assert plan.value == 0.0
    assert plan.gap == 0.0
    assert _funded(plan) == set()
    assert [say(one) for one in plan.explain("a")] == [
        "Project a is not financed because people asked to do without it."
    ]


def test_what_people_asked_for_is_not_called_too_many_to_work_out() -> None:
    plan = planned(with_choices(_knapsack(), ("d",), ()), QUICK)
    case = next(one for one in plan.cases if one.project == "d")
    assert case.forbidding.reason is not None
    assert "People asked" in say(case.forbidding.reason)
    assert "too many candidates" not in say(case.forbidding.reason)


@pytest.mark.parametrize("level", [0.0, 0.05])
def test_a_cap_of_nothing_on_each_finances_nothing(level: float) -> None:
    caps = tuple(
        share_rule(f"c{one}", Bound.MOST, LimitDimension.ACTOR, f"A{one}", np.eye(4)[one], level) for one in range(4)
    )
    plan = planned(replace(_knapsack(), rules=caps), QUICK)
    assert _funded(plan) == set()
    assert plan.value == 0.0
    assert plan.bound == pytest.approx(0.0, abs=1e-9)
