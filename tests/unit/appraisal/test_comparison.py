"""Effects of planted economies: sizes, families, answers, false alarms."""

from __future__ import annotations

import numpy as np
import pytest
from appraisals import START, info, lasting, runs

from missionlab.appraisal.comparison import answer, effects
from missionlab.appraisal.costs import costs
from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.family import pairs
from missionlab.appraisal.overtaking import overtaken, overtaking
from missionlab.appraisal.paths import paths
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.results import Effect
from missionlab.appraisal.span import Span
from missionlab.base.findings import InputError
from missionlab.base.text import say

TABLE = (
    info("nothing"), info("transfers"), info("noise", budget=1e-9), info("subsidies"), info("refunds"),
    info("laboratory", "laboratory-idle"), info("laboratory-idle"), info("laboratory-permanent", "laboratory-idle"),
)  # fmt: skip
KEYS = [one.key for one in TABLE]


def found(effects_: tuple[Effect, ...], policy: str, role: Against, outcome: str, horizon: int | None = 80) -> Effect:
    return next(e for e in effects_ if (e.policy, e.role, e.outcome, e.horizon) == (policy, role, outcome, horizon))


def test_the_family_is_the_one_fixed_beforehand() -> None:
    primary = {(one.policy, one.against) for one in pairs(TABLE) if one.primary}
    assert primary == {
        ("noise", "nothing"), ("subsidies", "transfers"), ("refunds", "transfers"), ("refunds", "subsidies"),
        ("laboratory", "transfers"), ("laboratory", "laboratory-idle"), ("laboratory", "subsidies"),
        ("direct", "indirect"),
    }  # fmt: skip


def test_another_cost_is_compared_with_nothing_and_as_much_money_alone() -> None:
    more = (*TABLE, info("own", "transfers-own", budget=0.05), info("transfers-own", budget=0.05))
    assert {(one.against, one.primary) for one in pairs(more) if one.policy == "own"} == {
        ("nothing", False), ("transfers-own", True),
    }  # fmt: skip
    assert {one.against for one in pairs(more) if one.policy == "transfers-own"} == {"nothing"}


def test_a_planted_gap_is_found_at_its_size() -> None:
    noise = np.random.default_rng(0).normal(scale=0.001, size=(len(KEYS), 50))
    logs = {key: lasting(noise[place] + 0.05 * (key == "laboratory"), 80) for place, key in enumerate(KEYS)}
    effects_ = effects(runs(KEYS, logs, 80), TABLE, START)
    one = found(effects_, "laboratory", Against.PLACEBO, "gap")
    assert one.primary
    assert one.answer is Answer.MORE
    assert one.estimate.value == pytest.approx(0.05, abs=0.001)
    assert found(effects_, "direct", Against.OTHER, "gap").estimate.value == pytest.approx(0.05, abs=0.001)
    assert found(effects_, "subsidies", Against.PLACEBO, "gap").answer is Answer.CANNOT_TELL
    assert found(effects_, "transfers", Against.NOTHING, "gap").primary is False


def test_outcomes_worked_by_hand() -> None:
    # Growth of 2 % a period for 20 periods against none: mean gap .21, level .40, trend .02.
    logs = {"transfers": np.tile(0.02 * np.arange(1, 21), (6, 1)) + 1e-9 * np.arange(6)[:, None]}
    research = np.ones((2, 6, 20))
    research[1] += 0.5
    outlay = np.zeros((2, 6, 20))
    outlay[1] = 0.25
    short = runs(["nothing", "transfers"], logs, 20, research_private=research, outlay=outlay)
    effects_ = effects(short, TABLE[:2], START, (20,))

    def value(outcome: str) -> float | None:
        return found(effects_, "transfers", Against.NOTHING, outcome, 20).estimate.value

    assert value("gap") == pytest.approx(0.21, abs=1e-6)
    assert value("level") == pytest.approx(0.40, abs=1e-6)
    assert value("growth") == pytest.approx(0.02, abs=1e-6)
    assert value("research_crowding") == pytest.approx(2.0)  # .5 more for each .25 spent
    assert value("gap_per_cost") == pytest.approx(0.84, abs=1e-6)
    crowding = found(effects_, "transfers", Against.NOTHING, "research_crowding_net", 20)
    assert crowding.answer is Answer.NOT_MEASURED  # returns of 1 exceed the outlay


def test_too_short_runs_have_no_verdict_and_say_so() -> None:
    effects_ = effects(runs(KEYS, {"nothing": np.zeros((5, 30))}, 30), TABLE, START)
    primary = [one for one in effects_ if one.primary]
    assert len(primary) == 8
    assert {one.answer for one in primary} == {Answer.NOT_MEASURED}


def test_what_is_left_is_averaged_over_the_last_ten_periods() -> None:
    ended = (info("nothing"), info("transfers", end=START + 9))
    logs = {"transfers": np.tile(np.where(np.arange(40) >= 20, 0.1, 9.0), (5, 1)) + 1e-6 * np.arange(5)[:, None]}
    effects_ = effects(runs(["nothing", "transfers"], logs, 40), ended, START)
    assert found(effects_, "transfers", Against.NOTHING, "left_20", None).estimate.value == pytest.approx(0.1, abs=1e-4)
    assert not any(one.outcome == "left_40" for one in effects_)


def test_under_the_null_the_family_raises_a_false_alarm_at_most_once_in_twenty() -> None:
    draw, alarms = np.random.default_rng(1), 0
    kept = ("gap",)
    for _ in range(400):
        common = draw.normal(size=20)
        logs = {key: lasting(0.05 * (common + draw.normal(size=20)), 80) for key in KEYS}
        dataset = runs(KEYS, logs, 80)
        alarms += any(one.primary and one.answer is not Answer.CANNOT_TELL for one in _only(dataset, kept))
    # 5 % of 400 are 20; three standard errors above are 33.
    assert alarms <= 33


def _only(dataset, outcomes: tuple[str, ...]):  # type: ignore[no-untyped-def]
    from unittest.mock import patch

    from missionlab.appraisal import comparison

    chosen = tuple(one for one in comparison.OUTCOMES if one.key in outcomes)
    with patch.object(comparison, "OUTCOMES", chosen):
        return comparison.effects(dataset, TABLE, START, (80,))


def test_a_clear_but_negligible_effect_is_no_answer() -> None:
    assert answer(Estimate(1e-9, 0.9e-9, 1.1e-9, 9), 0.001) is Answer.CANNOT_TELL
    assert answer(Estimate(-0.1, -0.2, -0.01, 9), 0.001) is Answer.LESS
    assert answer(Estimate(0.1, 0.01, 0.2, 9), 0.06) is Answer.CANNOT_TELL
    assert answer(Estimate(None), None) is Answer.NOT_MEASURED


def test_costs_by_hand() -> None:
    outlay, unspent, taxes = (np.zeros((2, 4, 10)) for _ in range(3))
    outlay[1], unspent[1], taxes[1] = 0.008, 0.002, 0.003
    dataset = runs(["nothing", "transfers"], {"nothing": np.zeros((4, 10))}, 10, outlay=outlay, unspent=unspent,
                   taxes=taxes, returns=np.zeros((2, 4, 10)))  # fmt: skip
    (one,) = costs(dataset, TABLE[:2], START)
    assert (one.budget, one.spent.value, one.unspent.value) == pytest.approx((0.01, 0.008, 0.002))
    assert one.net.value == pytest.approx(0.005)


def test_the_tax_that_pays_for_a_policy_does_not_lower_its_net_cost() -> None:
    outlay, taxes, financing = (np.zeros((2, 4, 80)) for _ in range(3))
    outlay[1], financing[1], taxes[1] = 0.010, 0.010, 0.013
    dataset = runs(["nothing", "transfers"], {"nothing": np.zeros((4, 80))}, 80, outlay=outlay, taxes=taxes,
                   taxes_households=financing, returns=np.zeros((2, 4, 80)))  # fmt: skip
    (one,) = costs(dataset, TABLE[:2], START)
    assert one.net.value == pytest.approx(0.007)
    assert Span(Recorded(dataset, START), 80).net_cost()[1] == pytest.approx([0.007] * 4)


def test_a_path_has_the_gap_of_each_period() -> None:
    logs = {"transfers": np.arange(1, 11) * 0.01 + np.linspace(-0.001, 0.001, 5)[:, None]}
    (one,) = paths(runs(["nothing", "transfers"], logs, 10), TABLE[:2], START)
    assert one.periods == tuple(range(1, 11))
    assert one.mean == pytest.approx([0.01 * period for period in range(1, 11)])
    assert one.runs == 5


def test_overtaking_is_the_first_period_from_which_a_path_stays_above() -> None:
    gaps = np.full((3, 40), 1.0)
    gaps[0, :15] = -1
    gaps[1, 33] = -1  # falls back: only 6 periods above at the end
    assert overtaken(gaps).tolist() == [16, np.inf, 1]


def test_a_planted_date_of_overtaking_lies_in_its_interval() -> None:
    draw = np.random.default_rng(2)
    logs = {key: draw.normal(scale=0.02, size=(40, 80)) for key in KEYS}
    logs["laboratory"] = logs["laboratory"] + 0.01 * (np.arange(1, 81) - 30.5)
    one = overtaking(runs(KEYS, logs, 80), TABLE, START)[1]
    assert (one.policy, one.other) == ("laboratory", "subsidies")
    assert one.periods.low is not None
    assert one.periods.high is not None
    assert one.periods.low <= 31 <= one.periods.high
    never = overtaking(runs(KEYS, {**logs, "laboratory": logs["laboratory"] - 5}, 80), TABLE, START)[1]
    assert never.periods.value is None
    assert never.periods.reason is not None
    assert never.share.value == 0


def test_what_is_missing_is_said() -> None:
    dataset = runs(KEYS, {"nothing": np.zeros((3, 20))}, 20)
    with pytest.raises(InputError, match="wage"):
        effects(dataset.drop_vars("wage"), TABLE, START)
    with pytest.raises(InputError, match="start in period 1 "):
        effects(dataset, TABLE, 1)


def test_a_group_has_its_mean_gain_over_its_mean_cost() -> None:
    # Subsidies gain .04 for 1, refunds nothing for .01: together .02 for .505, not the mean of 4 and 0.
    keys = ["nothing", "subsidies", "refunds", "laboratory"]
    outlay = np.zeros((4, 5, 80))
    outlay[1], outlay[2], outlay[3] = 1.0, 0.01, 0.5
    dataset = runs(keys, {"subsidies": lasting(np.full(5, 0.04), 80)}, 80, outlay=outlay,
                   unspent=np.zeros((4, 5, 80)))  # fmt: skip
    effects_ = effects(dataset, tuple(info(key) for key in keys), START)
    one = found(effects_, "direct", Against.OTHER, "gap_per_cost")
    assert one.estimate.value == pytest.approx(-0.02 / 0.505)


def test_a_policy_that_cannot_spend_half_of_its_money_carries_no_verdict_and_stands_for_no_group() -> None:
    noise = np.random.default_rng(3).normal(scale=0.001, size=(len(KEYS), 20))
    logs = {key: lasting(noise[place] + 0.05 * (key == "refunds"), 80) for place, key in enumerate(KEYS)}
    unspent = np.zeros((len(KEYS), 20, 80))
    full = effects(runs(KEYS, logs, 80, unspent=unspent), TABLE, START)
    unspent[KEYS.index("refunds")] = 3.0  # outlay is 1: a quarter is spent
    part = effects(runs(KEYS, logs, 80, unspent=unspent), TABLE, START)
    before, after = (found(one, "refunds", Against.PLACEBO, "gap") for one in (full, part))
    assert (before.answer, after.answer) == (Answer.MORE, Answer.NOT_MEASURED)
    assert after.estimate.value == before.estimate.value
    assert after.estimate.reason is not None
    assert "25%" in say(after.estimate.reason)
    assert after.p is None
    # Two comparisons fewer share the chance of a false alarm.
    tested = [sum(one.primary and one.p is not None for one in some) for some in (full, part)]
    assert tested == [8, 6]
    groups = [found(one, "direct", Against.OTHER, "gap").estimate.value for one in (full, part)]
    assert groups == pytest.approx([-0.025, 0.0], abs=0.001)
