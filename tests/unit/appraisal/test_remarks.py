"""Findings beside an appraisal's comparisons."""

from __future__ import annotations

from appraisal_samples import appraisal as sample

from missionlab.appraisal.course import Course
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.policies import of_key
from missionlab.appraisal.remarks import remarks
from missionlab.appraisal.results import PolicyCost


def cost(policy: str, spent: float, unspent: float) -> PolicyCost:
    return PolicyCost(policy, 0.01, Estimate(spent), Estimate(unspent), *(Estimate(0.0) for _ in range(3)))


def said(costs: list[PolicyCost], compared: tuple[Course, ...] = ()) -> dict[str, str]:
    found = remarks(sample("nothing").design, 400, compared, costs, (), None)
    return {one.code: f"{one.message} {one.fix}" for one in found}


def test_money_left_over_is_said_by_the_names_of_policies_without_the_twins() -> None:
    costs = [cost("public-bank", 0.002, 0.008), cost("transfers-own", 0.002, 0.008), cost("mine", 0.009, 0.001)]
    words = said(costs)["budget-not-spent"]
    assert "80% by Patient public bank" in words
    assert "public-bank" not in words
    assert "10% by mine" in words
    assert "ransfers" not in words


def test_a_ramp_that_spends_what_it_is_given_leaves_nothing() -> None:
    assert "budget-not-spent" not in said([cost("mine", 0.005, 0.0)])


def test_another_cost_is_said_by_names() -> None:
    own = Course(of_key("laboratory", 0.05).using("own")).beside_transfers()
    words = said([], own)["another-cost"]
    assert words.startswith("Your own policy does not spend what the others do")
    assert "transfers-own" not in words
    assert "Transfers of your policy's size and timing" in words
