"""What the plan adds to the chance of a goal: by hand where draws are certain, by proportion where they are not."""

from __future__ import annotations

from datetime import date

import builders as b
import numpy as np
import pytest

from missionlab.base.text import say
from missionlab.strategy.plans import Grade, Timing
from missionlab.strategy.records import Contribution, Record
from missionlab.tracking.results import PlanOutlook, Standing
from missionlab.tracking.track import track

DAY = date(2026, 11, 24)
SURE = {"owner": True, "money": True, "powers": True, "timetable": True}
STEADY = {2014 + i: 60 + 0.9 * i + (0.5 if i % 2 else -0.5) for i in range(11)}
"""To 68.5 in 2024; the goal is 75 in 2028, so that 6.5 are needed."""


def standing(*stated: dict[str, object], records: tuple[Record, ...] = (), **target: object) -> Standing:
    plan = tuple(Contribution.model_validate({"target": "t", "amount": 1.0} | one) for one in stated)
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i"),
        b.target("t", "m", "i", **target),
        *b.series("i", STEADY),
        b.project("p", "m", contributions=plan),
        *records,
    )
    return track(strategy, DAY).targets[0]


def outlook(*stated: dict[str, object], **target: object) -> PlanOutlook:
    found = standing(*stated, **target).plan
    assert found is not None
    return found


def test_without_a_statement_there_is_no_plan() -> None:
    assert standing().plan is None


def test_the_trend_alone_is_the_probability_of_the_target() -> None:
    one = standing({"amount": 3, **SURE})
    assert one.plan is not None
    assert one.plan.trend == one.probability
    assert standing().probability == one.probability


def test_shares_of_what_is_needed_by_grade_and_the_gap_that_is_left() -> None:
    plan = outlook({"amount": 1.3, **SURE}, {"amount": 2.6, **SURE, "money": None}, {"amount": 0.65})
    assert plan.needed == pytest.approx(6.5)
    assert dict(plan.shares) == {
        Grade.CREDIBLE: pytest.approx(0.2),
        Grade.SOME_RISK: pytest.approx(0.4),
        Grade.SIGNIFICANT_RISK: pytest.approx(0.1),
    }
    assert plan.gap == pytest.approx(0.3)
    assert outlook({"amount": 20, **SURE}).gap == 0


def test_more_of_the_plan_never_makes_the_goal_less_likely_and_enough_of_it_makes_it_certain() -> None:
    plan = outlook({"amount": 2, **SURE}, {"amount": 2}, overlap=0)
    assert plan.trend is not None
    assert plan.credible is not None
    assert plan.whole is not None
    assert plan.trend < plan.credible.high < plan.whole.high < 1
    certain = outlook({"amount": 40, **SURE}, overlap=0)
    assert certain.credible is not None
    assert certain.credible.low == certain.credible.high == 1


def test_a_plan_equal_to_a_higher_start_is_the_same_as_a_lower_goal() -> None:
    """3 points for certain from 2025 on: the chance of 75 is that of 72 on the trend alone, path by path."""
    with_plan = outlook({"amount": 3, "year": 2025, **SURE}, overlap=0)
    version = {"number": 1, "set_on": "2018-01-01", "value": 72, "comparator": "at least", "year": 2028}
    lower = standing(versions=[version])
    assert with_plan.credible is not None
    assert with_plan.credible.high == lower.probability


def test_all_in_the_trend_adds_nothing_and_half_is_half() -> None:
    all_of_it = outlook({"amount": 4, **SURE}, overlap=1)
    assert all_of_it.credible is not None
    assert all_of_it.credible.low == all_of_it.credible.high == all_of_it.trend
    half = outlook({"amount": 4, **SURE}, overlap=0.5)
    two = outlook({"amount": 2, **SURE}, overlap=0)
    assert half.credible == two.credible


def test_without_an_overlap_both_ends_are_given() -> None:
    """From the trend (all of the plan in it) to the trend with all of the plan on top."""
    unsaid, none = outlook({"amount": 4, **SURE}), outlook({"amount": 4, **SURE}, overlap=0)
    assert unsaid.credible is not None
    assert none.credible is not None
    assert unsaid.overlap is None
    assert (unsaid.credible.low, unsaid.credible.high) == (unsaid.trend, none.credible.high)
    against = outlook({"amount": -4, **SURE})
    assert against.credible is not None
    assert against.credible.low < against.credible.high == against.trend


def test_a_plan_that_may_not_be_delivered_lies_between_nothing_and_all_in_proportion() -> None:
    """P = chance * P(with all) + (1 - chance) * P(without), but for the noise of 4,000 draws."""
    full, some = outlook({"amount": 4, **SURE}, overlap=0), outlook({"amount": 4, "chance": 0.3, **SURE}, overlap=0)
    assert full.trend is not None
    assert full.credible is not None
    assert some.credible is not None
    assert some.credible.high == pytest.approx(0.3 * full.credible.high + 0.7 * full.trend, abs=0.03)
    assert outlook({"amount": 4, "chance": 0.0, **SURE}, overlap=0).credible == outlook({}, overlap=1).credible


def test_the_central_amount_is_the_median_of_what_is_drawn() -> None:
    """From 0 to 40 around 1: half of the draws are below 1 and change little, half are far above and meet the goal.

    Two standard errors of 4,000 draws at one half are 0.016.
    """
    skewed = outlook({"amount": 1, "low": 0, "high": 400, **SURE}, overlap=0)
    assert skewed.credible is not None
    assert 0.484 <= skewed.credible.high <= 0.75


def test_a_contribution_counts_from_its_year_on() -> None:
    """By 2028 a contribution from 2026 on can only help; one due by the latest figure, late or stopped does nothing."""
    late = outlook({"amount": 9, "year": 2029, **SURE}, overlap=0)
    shown = outlook({"amount": 9, "year": 2024, **SURE}, overlap=0)
    assert [part.timing for part in (*late.parts, *shown.parts)] == [Timing.TOO_LATE, Timing.IN_FIGURES]
    for plan in (late, shown):
        assert plan.credible is not None
        assert plan.credible.high == plan.trend
        assert plan.gap == 1
    soon = outlook({"amount": 9, "year": 2026, **SURE}, overlap=0, deadline="by")
    blank = outlook({"amount": 9, **SURE}, overlap=0, deadline="by")
    assert soon.credible is not None
    assert blank.credible is not None
    assert soon.credible.high >= blank.credible.high


def test_less_is_better_turns_the_plan_round() -> None:
    falling = {year: 100 - value for year, value in STEADY.items()}
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i", better="lower"),
        b.target("t", "m", "i", b.version(value=25, comparator="at most"), overlap=0),
        *b.series("i", falling),
        b.project("p", "m", contributions=(Contribution.model_validate({"target": "t", "amount": 4, **SURE}),)),
    )
    mirrored, plan = track(strategy, DAY).targets[0].plan, outlook({"amount": 4, **SURE}, overlap=0)
    assert mirrored is not None
    assert mirrored.needed == pytest.approx(6.5)
    assert mirrored.credible is not None
    assert plan.credible is not None
    assert mirrored.credible.high == pytest.approx(plan.credible.high, abs=0.04)


def test_another_contribution_leaves_the_draws_of_the_first_alone() -> None:
    first = {"amount": 4, "low": 1, "high": 9, "chance": 0.6, **SURE}
    alone, beside = outlook(first, overlap=0), outlook(first, {"amount": 2}, overlap=0)
    assert alone.credible == beside.credible
    assert beside.whole != beside.credible


def test_the_chance_with_a_plan_is_missing_with_its_reason_where_the_forecast_is_of_a_proxy() -> None:
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i"),
        b.indicator("j", proxy_for="i", proxy_bias="flattering"),
        b.target("t", "m", "i", overlap=0),
        *b.series("j", STEADY),
        *b.series("i", {2024: 68.5}),
        b.project("p", "m", contributions=(Contribution.model_validate({"target": "t", "amount": 3, **SURE}),)),
    )
    one = track(strategy, DAY).targets[0]
    assert one.probability is not None
    assert one.plan is not None
    assert one.plan.credible is None
    assert one.plan.reason is not None
    assert "proxy" in say(one.plan.reason)
    assert dict(one.plan.shares)[Grade.CREDIBLE] == pytest.approx(3 / 6.5)


def test_a_settled_target_has_no_plan() -> None:
    version = {"number": 1, "set_on": "2018-01-01", "value": 75, "comparator": "at least", "year": 2023}
    assert standing({"amount": 3, **SURE}, versions=[version]).plan is None


def test_same_seed_same_chance_and_other_seeds_differ_by_noise_alone() -> None:
    one = {"amount": 4, "low": 1, "high": 9, "chance": 0.5, **SURE}
    assert outlook(one, overlap=0) == outlook(one, overlap=0)
    plan = (Contribution.model_validate({"target": "t", **one}),)
    strategy = b.strategy(
        b.mission("m"),
        b.indicator("i"),
        b.target("t", "m", "i", overlap=0),
        *b.series("i", STEADY),
        b.project("p", "m", contributions=plan),
    )
    found = [track(strategy, DAY, seed).targets[0].plan for seed in range(4)]
    chances = [plan.credible.high for plan in found if plan is not None and plan.credible is not None]
    assert len(chances) == 4
    assert np.ptp(chances) < 0.06
