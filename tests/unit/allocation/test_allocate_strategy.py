"""From records to a plan: what counts, what is left out and said, and what money and limits do."""

from __future__ import annotations

from datetime import date
from typing import Any

import builders
import pytest

import missionlab as ml
from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.portfolio.allocation.results import Plan, RemarkKind
from missionlab.strategy.records import AidRule, Fund, Limit, Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Bound, CarryOver, LimitDimension, Recycling, Stage

DAY = date(2026, 6, 1)


def _candidate(name: str, amount: float = 4.0, target: str = "warm-75", **fields: Any) -> Project:
    stated = builders.Contribution(target=target, amount=amount, chance=0.8)
    shared: dict[str, Any] = {
        "status": "proposed",
        "contributions": (stated,),
        "duration_years": 1,
        "earliest": 2027,
        "latest": 2030,
    }
    return builders.project(name, "heat", **shared | fields)


def _asked(project: str, amount: float, **fields: Any) -> Any:
    return builders.money(project, amount, **{"basis": "proposed"} | fields)


def _fund(**fields: Any) -> Fund:
    shared: dict[str, Any] = {
        "id": "fund",
        "name": "Fund",
        "currency": "GBP",
        "starts": 2025,
        "capital": {"2026": 1e7, "2027": 1e7, "2028": 1e7},
        "carry_over": CarryOver.ON,
        "recycle": Recycling.OFF,
        "correlation": 0.1,
    }
    return Fund.model_validate(shared | fields)


def _strategy(*records: Any, payer: Fund | None = None) -> Strategy:
    values = {2014 + i: 50 + 0.9 * i + (0.4 if i % 2 else -0.3) for i in range(11)}
    return builders.strategy(
        builders.mission("heat", name="Warm homes"),
        builders.indicator("warm", name="Homes that are warm", unit="% of homes"),
        builders.target("warm-75", "heat", "warm", builders.version(value=72, year=2032), overlap=0.25),
        *builders.series("warm", values),
        payer or _fund(),
        *records,
    )


def _plan(*records: Any, payer: Fund | None = None, **asked: Any) -> Plan:
    return ml.allocate(_strategy(*records, payer=payer), DAY, **{"draws": 0, "fresh": 2000} | asked)


def _funded(plan: Plan) -> set[str]:
    return {one.project for one in plan.funded}


def _kinds(plan: Plan, subject: str) -> set[RemarkKind]:
    return {remark.kind for remark in plan.remarks if remark.subject == subject}


def test_candidates_are_projects_that_are_proposed_with_public_money_proposed() -> None:
    plan = _plan(
        _candidate("a"), _asked("a", 5e6), _candidate("private"), _asked("private", 1e6, payer="private"),
        builders.project("runs", "heat"), builders.money("runs", 9e6),
    )  # fmt: skip
    assert [case.project for case in plan.cases] == ["a"]
    assert RemarkKind.NO_MONEY in _kinds(plan, "private")
    assert _funded(plan) == {"a"}


def test_the_plan_raises_the_chance_on_fresh_futures() -> None:
    plan = _plan(_candidate("a", 6.0), _asked("a", 5e6))
    (target,) = plan.targets
    assert target.after.low is not None
    assert target.before.high is not None
    assert target.after.low > target.before.high
    assert plan.fresh == 2000


def test_the_overlap_with_the_trend_is_not_added_again() -> None:
    from missionlab.steering.allocate import case_of

    case = case_of(_strategy(_candidate("a"), _asked("a", 5e6)), DAY, None, None, (), (), 0, 20, 100)
    assert case.contributions.amount == pytest.approx([3.0])


def test_alternatives_are_instruments_of_one_project() -> None:
    plan = _plan(_candidate("a"), _asked("a", 5e6), _asked("a", 3e6, id="a-prize", instrument="prize"), budget=5e6)
    (one,) = plan.funded
    assert (one.instrument, one.money) == ("prize", 3e6)
    assert {worth.instrument for worth in plan.cases[0].instruments} == {"grant", "prize"}


def test_aid_rules_bound_the_public_share() -> None:
    rule = AidRule(stage=Stage.DEMONSTRATION, most=0.5, rule="Aid")
    plan = _plan(_candidate("a", stage="demonstration", eligible_cost=6e6), _asked("a", 5e6), rule)
    assert plan.funded[0].money == 3e6
    assert RemarkKind.AID_CAPPED in _kinds(plan, "a")


def test_money_in_another_currency_is_left_out_and_said() -> None:
    plan = _plan(_candidate("a"), _asked("a", 5e6), _candidate("b"), _asked("b", 5e6, currency="USD"))
    assert RemarkKind.OTHER_CURRENCY in _kinds(plan, "b")
    assert _funded(plan) == {"a"}


def test_committed_projects_count_and_are_not_chosen() -> None:
    sure = builders.Contribution(target="warm-75", amount=5, year=2030)
    runs = builders.project("runs", "heat", contributions=(sure,))
    without = _plan(_candidate("a"), _asked("a", 5e6))
    plan = _plan(_candidate("a"), _asked("a", 5e6), runs, builders.money("runs", 9e6))
    assert [one.project for one in plan.funded if one.committed] == ["runs"]
    assert (plan.targets[0].before.value or 0) > (without.targets[0].before.value or 0)
    assert plan.cost.value == 5e6


def test_what_a_fund_has_committed_is_charged_to_its_budget() -> None:
    runs = builders.project("runs", "heat")
    promised = builders.money(
        "runs", 9e6, basis="committed", payer_actor="bank", starts="2026-01-01", ends="2028-12-31"
    )
    plan = _plan(_candidate("a"), _asked("a", 5e6), runs, promised, builders.actor("bank", "bank"),
                 payer=_fund(actor="bank"))  # fmt: skip
    assert [year.budget for year in plan.money][:3] == [7e6, 7e6, 7e6]


def test_rules_of_the_fund() -> None:
    records = (_candidate("a"), _asked("a", 15e6))
    assert _funded(_plan(*records)) == {"a"}
    lapses = _plan(*records, payer=_fund(carry_over=CarryOver.OFF))
    assert _funded(lapses) == set()
    unknown = _plan(*records, payer=_fund(carry_over=None))
    assert _funded(unknown) == set()
    assert RemarkKind.ASSUMED in _kinds(unknown, "fund")
    part = _plan(*records, payer=_fund(carry_over=CarryOver.LIMIT, carry_limit=0.5))
    assert _funded(part) == {"a"}


def test_a_budget_in_one_amount_and_by_year() -> None:
    records = (_candidate("a"), _asked("a", 5e6), _candidate("b", 3.0), _asked("b", 5e6))
    assert len(_funded(_plan(*records, budget=5e6))) == 1
    by_year = _plan(*records, budget={2027: 5e6, 2028: 5e6})
    assert _funded(by_year) == {"a", "b"}
    assert {one.start for one in by_year.funded} == {2027, 2028}


def test_limits_of_the_strategy_and_of_the_call() -> None:
    firms = (builders.actor("one"), builders.actor("two"))
    records = (
        _candidate("a", lead="one"), _asked("a", 5e6), _candidate("b", 3.0, lead="two"), _asked("b", 4e6), *firms
    )  # fmt: skip
    capped = _plan(*records, caps=["actor:one=4m"])
    assert _funded(capped) == {"b"}
    own = Limit(id="own", bound=Bound.MOST, dimension=LimitDimension.ACTOR, which="one", amount=4e6)
    assert _funded(_plan(*records, own)) == {"b"}
    few = _plan(*records, caps=["actor=6%"])
    assert _funded(few) == set()
    assert any(remark.kind is RemarkKind.TOO_FEW for remark in few.remarks)
    assert few.rules[0].cost.value is not None
    assert few.rules[0].cost.value > 0


def test_money_to_firms_of_one_owner_counts_as_one() -> None:
    firms = ("ay", "bee", "cee", "dee")
    records = [record for name in firms for record in (_candidate(f"p-{name}", lead=name), _asked(f"p-{name}", 3e6))]
    cap = Limit(id="cap", bound=Bound.MOST, dimension=LimitDimension.ACTOR, share=0.5)
    apart = _plan(*records, *(builders.actor(name) for name in firms), cap)
    owned = [builders.actor(name, owner="holding" if name != "dee" else None) for name in firms]
    together = _plan(*records, *owned, builders.actor("holding"), cap)
    assert len(_funded(apart)) == 4
    # Three of the four firms are one owner's: beside the fourth, one of theirs is half of the money.
    assert len(_funded(together)) == 2
    assert "p-dee" in _funded(together)


def test_a_limit_about_nothing_is_said() -> None:
    plan = _plan(_candidate("a"), _asked("a", 5e6), caps=["place:nowhere=10%"])
    assert any(remark.kind is RemarkKind.LIMIT_UNKNOWN for remark in plan.remarks)


def test_a_target_without_forecast_counts_for_nothing_and_is_said() -> None:
    plan = _plan(
        builders.target("new", "heat", "unseen"), builders.indicator("unseen"),
        _candidate("a"), _asked("a", 5e6), _candidate("b", target="new"), _asked("b", 1e6),
    )  # fmt: skip
    assert RemarkKind.NO_FORECAST in _kinds(plan, "new")
    assert _kinds(plan, "b") == {RemarkKind.NOTHING_COUNTS}
    assert _funded(plan) == {"a"}


def test_a_project_without_contributions_is_said_to_say_nothing() -> None:
    plan = _plan(_candidate("a"), _asked("a", 5e6), _candidate("b", contributions=()), _asked("b", 1e6))
    assert RemarkKind.NO_CONTRIBUTION in _kinds(plan, "b")


def test_insisting_on_what_no_money_can_pay_names_it() -> None:
    plan = _plan(_candidate("a"), _asked("a", 1e9), insist=["a"])
    assert [clash.rule for clash in plan.infeasible] == ["a"]


def test_what_comes_back_is_expected_by_the_law_or_said_to_be_unknown() -> None:
    plan = _plan(_candidate("a"), _asked("a", 5e6, instrument="loan"))
    assert RemarkKind.NOT_MODELLED in _kinds(plan, "a")
    assert "not stated" in " ".join(say(remark.sentence) for remark in plan.remarks if remark.subject == "a")


def test_an_overlap_and_a_chance_that_nobody_states_are_said() -> None:
    stated = builders.Contribution(target="warm-75", amount=4)
    strategy = _strategy(_candidate("a", contributions=(stated,)), _asked("a", 5e6))
    plan = ml.allocate(strategy, DAY, draws=0, fresh=500)
    assert any(remark.kind is RemarkKind.CHANCE_UNKNOWN for remark in plan.remarks)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"insist": ["nobody"]}, "no candidate"),
        ({"insist": ["a"], "forbid": ["a"]}, "insisted on and forbidden"),
        ({"objective": "best"}, "no objective"),
        ({"fund": "none"}, "no fund"),
        ({"budget": -1.0}, "negative"),
        ({"budget": {2020: 5.0}}, "no money from 2026 on"),
        ({"caps": ["actor=lots"]}, "no share or amount"),
        ({"caps": ["mood=6%"]}, "no dimension"),
        ({"caps": ["actor=160%"]}, "no share or amount"),
        ({"scenarios": 2}, "scenarios is 2"),
        ({"reach": 1.5}, "between 0 and 1"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        _plan(_candidate("a"), _asked("a", 5e6), **asked)


def test_no_candidates_says_what_to_add() -> None:
    with pytest.raises(InputError, match="nothing to choose from") as found:
        _plan()
    assert "status: proposed" in found.value.fix


def test_only_what_was_known_on_the_day_counts() -> None:
    later = _candidate("b", announced="2026-08-01")
    plan = _plan(_candidate("a"), _asked("a", 5e6), later, _asked("b", 1e6, announced="2026-08-01"))
    assert [case.project for case in plan.cases] == ["a"]


def test_the_same_seed_gives_the_same_plan() -> None:
    records = (_candidate("a"), _asked("a", 5e6), _candidate("b", 3.0), _asked("b", 5e6))
    assert _plan(*records, seed=3, draws=3).to_json() == _plan(*records, seed=3, draws=3).to_json()


def _running(**others: Any) -> tuple[Any, ...]:
    promised = builders.money("runs", 9e6, basis="committed", payer_actor="bank", **others)
    return builders.project("runs", "heat"), promised, builders.actor("bank", "bank")


def test_all_that_is_committed_is_taken_off_one_amount() -> None:
    records = (_candidate("a"), _asked("a", 5e6), *_running(starts="2026-01-01", ends="2028-12-31"))
    plan = _plan(*records, payer=_fund(actor="bank"), budget=10e6)
    # Three of the nine are paid before the plan's years only if those begin after 2026; the rest of them is taken off.
    dates = sum(1 for year in plan.years if year <= 2028)
    assert plan.money[0].budget == 10e6 - 3e6 * dates
    assert RemarkKind.OVERCOMMITTED not in _kinds(plan, "budget")


def test_money_committed_beyond_a_years_budget_is_said() -> None:
    records = (_candidate("a"), _asked("a", 5e6), *_running(starts="2026-01-01", ends="2028-12-31"))
    plan = _plan(*records, payer=_fund(actor="bank"), budget=4e6)
    assert RemarkKind.OVERCOMMITTED in _kinds(plan, "budget")
    assert plan.money == () or plan.money[0].budget == 0.0


def test_committed_money_without_dates_is_said_not_to_be_charged() -> None:
    records = (_candidate("a"), _asked("a", 5e6), *_running())
    plan = _plan(*records, payer=_fund(actor="bank"))
    assert any("is not taken off its budget" in say(remark.sentence) for remark in plan.remarks)
