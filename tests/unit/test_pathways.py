"""Pathways to a goal: first passage to its digits, and planted strategies whose ways are known."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import builders as b
import numpy as np
import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.steering.pathways.passage import NEVER, first, first_for_good, passes
from missionlab.steering.pathways.pathways import pathways
from missionlab.steering.pathways.results import TargetPathways
from missionlab.strategy.records import Action, CourseRule, Signpost
from missionlab.strategy.strategy import Strategy
from missionlab.tracking.track import track

DAY = date(2024, 7, 1)
UPS = (1.6, 0.2, 1.3, 0.7, 1.9, 0.4, 1.0, 1.4, 0.1, 1.2, 0.8, 1.5, 0.5, 1.1, 1.3, 0.6, 1.0, 1.4)
VALUES = {2006 + at: 30 + sum(UPS[:at]) for at in range(len(UPS))}
"""A share that rises by about 1 point a year, to 47 in 2023."""


def action(id_: str, **fields: Any) -> Action:
    defaults = {"id": id_, "name": id_.title(), "kind": "scale", "target": "t", "owner": "o", "delay_months": 12}
    return Action.model_validate({**defaults, "switching_cost": 10.0, "currency": "GBP", "effect": 3.0, **fields})


def plan(goal: float, *actions: Action, posts: tuple[Any, ...] = (), year: int = 2032, **fields: Any) -> Strategy:
    version = b.version(value=goal, year=year, **fields)
    series = b.series("i", VALUES)
    return b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i", version), *series, *actions, *posts)


def ways(goal: float, *actions: Action, **fields: Any) -> TargetPathways:
    (found,) = pathways(plan(goal, *actions, **fields), DAY).targets
    return found


def test_first_passage_in_continuous_time():
    assert passes(1, 3, 10, 10) == pytest.approx(0.661556, abs=5e-7)


def test_first_passage_looking_once_a_year():
    assert passes(1, 3, 10, 10, step=1) == pytest.approx(0.5758, abs=5e-5)
    random = np.random.default_rng(6)
    walks = np.cumsum(random.normal(1, 3, (100_000, 10)), axis=1)
    assert float((first(walks >= 10) != NEVER).mean()) == pytest.approx(0.5884, abs=0.005)
    assert float((walks[:, -1] >= 10).mean()) == pytest.approx(0.5, abs=0.005)


def test_places_of_the_first_time_and_of_the_time_for_good():
    happens = np.array([[0, 1, 0, 1, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], [1, 0, 0, 0, 0]], dtype=bool)
    assert first(happens).tolist() == [1, NEVER, 0, 0]
    assert first_for_good(happens).tolist() == [3, NEVER, 0, NEVER]


def test_a_goal_in_easy_reach_needs_no_switch():
    found = ways(48, action("a"))
    assert found.carry_on.sell_by.never > 0.95
    assert [way.switches for way in found.pathways] == [()]
    assert (found.carry_on.chance.value or 0) > 0.9


def test_a_goal_out_of_reach_is_missed_from_today():
    found = ways(90, action("a", delay_months=6))
    assert found.carry_on.sell_by.p50 == 2024
    assert found.actions[0].sell_by.p50 == 2024
    assert found.carry_on.chance.value == 0


def test_decide_by_is_sell_by_less_lead_time_and_lag():
    found = ways(56, action("a", delay_months=18), posts=(post("p", "value"),))
    assert (found.lag_years, found.lag_stated) == (0.5, True)
    assert found.carry_on.sell_by.p05 is not None
    assert found.actions[0].decide_by.p05 == pytest.approx(found.carry_on.sell_by.p05 - 1.5 - 0.5)


def test_without_a_signpost_the_lag_is_that_of_the_figures():
    found = ways(56, action("a"))
    assert not found.lag_stated
    assert found.lag_years == pytest.approx(5 / 12, abs=0.01)


def test_an_action_is_taken_only_where_carrying_on_will_not_do():
    found = ways(52, action("a", effect=6.0))
    (way,) = [one for one in found.pathways if one.switches]
    (switch,) = way.switches
    assert 0 < switch.since.never < 1
    assert switch.since.p05 is not None
    assert switch.since.p05 >= found.now
    assert way.cost.value == pytest.approx(10 * (1 - switch.since.never))
    assert (way.chance.value or 0) > (found.carry_on.chance.value or 0) + 0.1
    assert way.sell_by.never > found.carry_on.sell_by.never


def test_the_range_of_an_effect_is_the_range_of_the_chance():
    (life,) = ways(57, action("a", effect_low=0.0, effect_high=8.0)).actions
    assert life.chance.low is not None
    assert life.chance.value is not None
    assert life.chance.high is not None
    assert life.chance.low < life.chance.value < life.chance.high


def test_what_does_the_same_for_more_money_is_pruned():
    found = ways(56, action("a"), action("b", switching_cost=20.0), action("c", switching_cost=5.0))
    single = [way.switches[0].action for way in found.pathways if len(way.switches) == 1]
    assert single == ["c"]
    assert found.pruned > 0
    assert len(found.pathways) <= 12


def test_actions_that_others_open_or_close():
    found = ways(60, action("a", opens=["b"], closes=["c"]), action("b"), action("c", closes=["a", "b"]))
    chains = {tuple(switch.action for switch in way.switches) for way in found.pathways}
    assert ("a", "b") in chains
    assert not {chain for chain in chains if chain[:1] == ("b",) or ("a" in chain and "c" in chain)}


def test_a_changed_goal_counts_as_retargeted():
    later = action("later", kind="retarget", new_year=2036, effect=None, delay_months=None)
    found = ways(56, action("a"), later)
    (life,) = [one for one in found.actions if one.action == "later"]
    assert life.retargets
    assert (life.chance.value or 0) > (found.carry_on.chance.value or 0)
    assert all(way.retargets == ("later" in [s.action for s in way.switches]) for way in found.pathways)
    assert all(way.switches[-1].action == "later" for way in found.pathways if way.retargets)


def test_interim_goals_tip_before_the_goal():
    without = ways(52, action("a"))
    strict = ways(52, action("a"), path={2026: 49.5})
    assert strict.interim == ((2026, 49.5), (2032, 52.0))
    assert strict.carry_on.sell_by.never < without.carry_on.sell_by.never


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"owner": None}, "no_owner"),
        ({"delay_months": None}, "no_delay"),
        ({"effect": None}, "no_effect"),
        ({"delay_months": 120}, "too_late"),
        ({"kind": "retarget"}, "no_goal"),
    ],
)
def test_what_cannot_take_part_is_named(fields: dict[str, Any], reason: str):
    found = ways(56, action("a", **fields))
    assert found.actions == ()
    assert [one.reason.key for one in found.left_out] == [f"pathways.left_out.{reason}"]
    for language in LANGUAGES:
        assert say(found.left_out[0].reason, Locale(language, language))


def test_a_target_without_a_forecast_is_refused_with_the_reason():
    few = b.strategy(b.mission("m"), b.indicator("i"), b.target("t", "m", "i"), action("a"))
    found = pathways(few, DAY)
    assert found.targets == ()
    assert found.refused[0].record == "t"


def test_another_action_shifts_nobody_else():
    one, two = ways(57, action("a")), ways(57, action("a"), action("b", effect=1.0))
    assert one.actions[0] == two.actions[0]
    assert one.carry_on == two.carry_on


def test_figures_after_the_day_change_nothing():
    late = b.series("i", {2024: 90.0})
    base = plan(56, action("a"))
    more = b.strategy(*base.missions, *base.indicators, *base.targets, *base.observations, *late, *base.actions)
    assert pathways(base, DAY).targets == pathways(more, DAY).targets


def post(id_: str, statistic: str, **fields: Any) -> Signpost:
    return Signpost.model_validate(
        {"id": id_, "name": id_, "statistic": statistic, "target": "t", "lag_months": 6, **fields}
    )


@pytest.mark.parametrize("statistic", ["value", "change", "pace", "progress", "chance"])
def test_a_signpost_warns_better_than_a_coin(statistic: str):
    found = ways(56, action("a"), posts=(post("p", statistic),))
    (quality,) = found.signposts
    assert quality.rule is None
    hit = 1 - (quality.missed_alarms.value or 0)
    assert hit > (quality.false_alarms.value or 0) + 0.2
    assert 0 < (quality.lead.p50 or 0) < 2032 - found.now


def test_a_rule_is_judged_by_its_own_threshold():
    never = CourseRule.model_validate(
        {"id": "r", "signpost": "p", "comparator": "less than", "threshold": -50, "then": "a"}
    )
    ever = never.model_copy(update={"id": "s", "threshold": 100.0})
    found = ways(56, action("a"), posts=(post("p", "value"), never, ever))
    by_rule = {one.rule: one for one in found.signposts}
    assert (by_rule["r"].missed_alarms.value, by_rule["r"].false_alarms.value) == (1, 0)
    assert (by_rule["s"].missed_alarms.value, by_rule["s"].false_alarms.value) == (0, 1)
    assert by_rule["r"].lead.p05 is None


def test_json_and_frame():
    found = pathways(plan(56, action("a"), posts=(post("p", "value"),)), DAY, seed=2)
    document = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert document["seed"] == 2
    frame = found.to_frame()
    assert frame["chance"].tolist() == [
        document["targets"][0]["carry_on"]["chance"]["value"],
        document["targets"][0]["actions"][0]["chance"]["value"],
    ]


def test_a_goal_met_once_is_met_where_its_deadline_allows():
    series = b.series("i", VALUES)
    version = b.version(value=52, year=2032)

    def carry_on(deadline: str) -> Any:
        target = b.target("t", "m", "i", version, deadline=deadline)
        (found,) = pathways(b.strategy(b.mission("m"), b.indicator("i"), target, *series, action("a")), DAY).targets
        return found.carry_on

    strict, once = carry_on("in"), carry_on("by")
    assert (once.chance.value or 0) >= (strict.chance.value or 0)
    assert once.sell_by.never >= strict.sell_by.never


def test_less_is_better_mirrors_more_is_better():
    up = ways(53, action("a", effect=4.0, effect_low=4.0, effect_high=4.0))
    version = b.version(value=47, year=2032, comparator="at most", baseline={"period": 2018, "value": 46})
    down = b.strategy(
        b.mission("m"),
        b.indicator("i", better="lower"),
        b.target("t", "m", "i", version),
        *b.series("i", {year: 100 - value for year, value in VALUES.items()}),
        action("a", effect=4.0, effect_low=4.0, effect_high=4.0),
    )
    (mirrored,) = pathways(down, DAY).targets
    assert mirrored.carry_on.chance.value == pytest.approx(up.carry_on.chance.value, abs=0.05)
    assert mirrored.actions[0].chance.value == pytest.approx(up.actions[0].chance.value, abs=0.05)
    assert mirrored.carry_on.sell_by.never == pytest.approx(up.carry_on.sell_by.never, abs=0.05)


@pytest.mark.parametrize("year", [2020, 2200])
def test_a_goal_moved_to_where_no_forecast_reaches_is_left_out(year: int):
    found = ways(56, action("later", kind="retarget", new_year=year, effect=None))
    assert [one.reason.key for one in found.left_out] == ["pathways.left_out.no_forecast"]


def test_a_goal_whose_year_is_over_has_only_actions_that_come_too_late():
    (found,) = pathways(plan(60, action("a"), year=2024), date(2026, 11, 24)).targets
    assert [one.reason.key for one in found.left_out] == ["pathways.left_out.too_late"]


@pytest.mark.parametrize("overlap", [None, 0.5])
def test_carrying_on_has_the_chance_of_the_plan(overlap: float | None):
    adds = b.Contribution(target="t", amount=2.5, low=1, high=4, year=2028, chance=0.9)
    target = b.target("t", "m", "i", b.version(value=54, year=2032), overlap=overlap)
    base = [b.mission("m"), b.indicator("i"), target, *b.series("i", VALUES), action("a")]
    with_plan = b.strategy(*base, b.project("p", "m", contributions=[adds]))
    (found,) = pathways(with_plan, DAY).targets
    (standing,) = track(with_plan, DAY).targets
    assert standing.plan is not None
    assert standing.plan.whole is not None
    assert found.carry_on.chance.value == standing.plan.whole.high
    assert (found.carry_on.chance.low == standing.plan.whole.low) == (overlap is None)
    only_asked = b.strategy(*base, b.project("p", "m", contributions=[adds], status="proposed"))
    assert pathways(only_asked, DAY).targets[0].carry_on.chance.value == standing.probability
