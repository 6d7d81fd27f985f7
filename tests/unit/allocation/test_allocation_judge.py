"""Chances on fresh futures: against closed forms, against the groups that plans are chosen on, and paired."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from allocation_cases import generated, knapsack

from missionlab.portfolio.allocation.case import Case, Risk, canonical
from missionlab.portfolio.allocation.choose import chosen, starts
from missionlab.portfolio.allocation.evaluate import Judge, interval_of
from missionlab.portfolio.allocation.scenarios import conditional, scenarios_of, shared

ALONE = Risk()


def _one_project(chance: float, risk: Risk = ALONE, factor: str = "") -> Case:
    case = knapsack([1], [10], 1)
    return replace(
        case,
        contributions=replace(case.contributions, chance=np.array([chance]), factor=(factor,)),
        targets=replace(case.targets, need=np.full((1, 200), 10.0), fresh=np.full((1, 10_000), 10.0)),
        risk=risk,
    )


@pytest.mark.parametrize("risk", [ALONE, Risk(0.2, 0.0), Risk(0.3, 0.3)])
@pytest.mark.parametrize("factor", ["", "water"])
def test_one_project_meets_a_target_as_often_as_it_succeeds(risk: Risk, factor: str) -> None:
    judge = Judge(_one_project(0.6, risk, factor), 0, np.ones(1))
    chance = judge.chance(0, judge.outcome(np.array([0])))
    assert chance.value == pytest.approx(0.6, abs=0.015)
    assert chance.low is not None
    assert chance.high is not None
    assert chance.low < 0.6 < chance.high


def test_nothing_that_does_not_start_adds() -> None:
    judge = Judge(_one_project(1.0), 0, np.ones(1))
    assert judge.chance(0, judge.outcome(np.array([-1]))).value == 0.0
    assert judge.chance(0, judge.outcome(np.array([0]))).value == 1.0


def test_amounts_have_their_median_and_ends() -> None:
    case = _one_project(1.0)
    spread = replace(case.contributions, low=np.array([5.0]), high=np.array([20.0]))
    judge = Judge(replace(case, contributions=spread), 0, np.ones(1))
    outcome = judge.outcome(np.array([0]))
    assert np.median(outcome.added) == pytest.approx(10.0, rel=0.02)
    assert outcome.added.min() >= 5
    assert outcome.added.max() <= 20
    assert outcome.added.mean() == pytest.approx(spread.mean[0], rel=0.02)


def test_conditional_chances_average_to_the_chance() -> None:
    risk = Risk(0.15, 0.1)
    luck = shared(risk, "water", 0, "choose", 40_000)
    assert conditional(0.3, luck, risk, "water").mean() == pytest.approx(0.3, abs=0.01)
    assert conditional(1.0, luck, risk, "water").min() == 1.0
    assert conditional(0.0, luck, risk, "water").max() == 0.0


def test_means_of_groups_stand_for_single_successes() -> None:
    """The surrogate that plans are chosen on reaches what single successes reach in fresh futures."""
    case = canonical(generated(5, projects=300, years=10, tight=False))
    found = chosen(case, 0, 0.0)
    judge = Judge(case, 0, found.problem.weight)
    outcome = judge.outcome(starts(found.problem, found.draft.column))
    chosen_on = found.problem.weight @ np.where(found.problem.needed, np.minimum(found.draft.progress, 1.0), 1.0)
    assert judge.mean(outcome).value == pytest.approx(chosen_on.mean(), abs=0.05)


def test_group_success_follows_the_shared_luck() -> None:
    case = _one_project(0.5, Risk(0.4, 0.0))
    success = scenarios_of(case, 0).success[0]
    assert success.std() > 0.15
    assert scenarios_of(_one_project(0.5), 0).success[0].std() == 0.0


def test_a_correction_maps_shares_to_chances() -> None:
    case = _one_project(0.6)
    table = np.linspace(0.0, 1.0, 101)[None, :] ** 2
    corrected = replace(case, targets=replace(case.targets, correction=table))
    plain, moved = (Judge(one, 0, np.ones(1)) for one in (case, corrected))
    before, after = (judge.chance(0, judge.outcome(np.array([0]))).value for judge in (plain, moved))
    assert before is not None
    assert after == pytest.approx(before**2, abs=1e-3)


def test_the_interval_of_a_share() -> None:
    # Wilson's interval for 8 of 10 at 95 %.
    low, high = interval_of(0.8, 10)
    assert (low, high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))
    assert interval_of(0.0, 10)[0] == 0.0
