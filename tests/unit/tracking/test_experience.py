"""What the cost of a technology would be if its deployment target were met: by hand, and where it cannot be said."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import builders as b
import pytest

from missionlab.base.text import LANGUAGES, Locale, say
from missionlab.strategy.records import Break, Target
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import IndicatorKind
from missionlab.tracking.goals import Promise, promise_of
from missionlab.tracking.results import ExperienceOutlook
from missionlab.tracking.track import track

DAY = date(2021, 6, 1)


def strategy(
    costs: dict[int, float], made: dict[int, float], goal: float = 40.0, aim: float | None = 800.0
) -> Strategy:
    """Cost is to be at most ``goal`` in 2030, deployment at least ``aim`` in 2026."""
    cost = b.indicator("cost", better="lower", kind=IndicatorKind.LEVEL, deployment="made", unit="$/kW")
    deployed = b.indicator("made", better="higher", kind=IndicatorKind.CUMULATIVE, unit="GW")
    targets = [b.target("cheap", "m", "cost", b.version(value=goal, year=2030, comparator="at most"))]
    if aim is not None:
        targets.append(b.target("spread", "m", "made", b.version(value=aim, year=2026)))
    return b.strategy(b.mission("m"), cost, deployed, *targets, *b.series("cost", costs), *b.series("made", made))


def outlook(made_up: Strategy) -> ExperienceOutlook:
    found = next(one for one in track(made_up, DAY).targets if one.target == "cheap").experience
    assert found is not None
    return found


YEARS = range(2011, 2021)
MADE = {year: 2.0 ** (year - 2011) * 0.78125 for year in YEARS}
"""Doubles every year, to 400 in 2020."""


def costs(noise: float = 0.0) -> dict[int, float]:
    """A fifth less for each doubling, and a shock that alternates."""
    return {year: 1000 * 0.8 ** (year - 2011) * math.exp(noise * (-1) ** year) for year in YEARS}


def test_a_clean_curve_is_found_and_the_target_is_a_slower_way_than_the_past() -> None:
    found = outlook(strategy(costs(1e-6), MADE))
    assert found.learning_rate == pytest.approx(0.2, abs=1e-4)
    assert found.years == 10
    assert found.target == "spread"
    assert found.at_trend is not None
    assert found.if_met is not None
    # Ten more doublings by 2030 as it went; with 800 in 2026, one doubling in six years, so 10 / 6 of one.
    assert found.at_trend.made == pytest.approx(400 * 2**10)
    assert found.if_met.made == pytest.approx(400 * 2 ** (10 / 6))
    last = 1000 * 0.8**9
    assert found.at_trend.middle == pytest.approx(last * 0.8**10, rel=1e-3)
    assert found.if_met.middle == pytest.approx(last * 0.8 ** (10 / 6), rel=1e-3)
    assert (found.at_trend.probability, found.if_met.probability) == pytest.approx((0.99, 0.01), abs=0.011)


def test_noise_widens_what_is_said_and_a_higher_goal_is_likelier() -> None:
    calm, rough = (outlook(strategy(costs(noise), MADE)) for noise in (0.02, 0.2))
    assert calm.if_met is not None
    assert rough.if_met is not None
    assert rough.if_met.high / rough.if_met.low > calm.if_met.high / calm.if_met.low > 1
    assert rough.learning_low is not None
    assert calm.learning_low is not None
    assert rough.learning_low < calm.learning_low < 0.2
    chances = [outlook(strategy(costs(0.2), MADE, goal)).if_met for goal in (60.0, 90.0, 150.0)]
    shown = [one.probability for one in chances if one is not None]
    assert shown == sorted(shown)
    assert shown[0] < shown[2]


def test_without_a_target_for_deployment_only_the_way_it_went_is_said() -> None:
    found = outlook(strategy(costs(0.05), MADE, aim=None))
    assert found.if_met is None
    assert found.target is None
    assert found.at_trend is not None


@pytest.mark.parametrize(
    ("made", "aim", "reason"),
    [
        ({}, None, "few"),
        ({2019: 1.0, 2020: 2.0}, None, "few"),
        (dict.fromkeys(YEARS, 5.0), None, "flat"),
        (dict.fromkeys(YEARS, 0.0), None, "not_positive"),
        ({year: 3000.0 - year for year in YEARS}, None, "falls"),
    ],
)
def test_what_cannot_be_said_says_why(made: dict[int, float], aim: float | None, reason: str) -> None:
    found = outlook(strategy(costs(0.05), made, aim=aim))
    assert found.said.key == f"tracking.experience.{reason}"
    assert found.at_trend is None
    assert found.learning_rate is None


@pytest.mark.parametrize("cost", [dict.fromkeys(YEARS, 50.0), costs()])
def test_a_cost_without_any_noise_is_no_certainty(cost: dict[int, float]) -> None:
    found = outlook(strategy(cost, MADE))
    assert found.said.key == "tracking.experience.even"
    assert found.at_trend is None


@pytest.mark.parametrize("broken", ["cost", "made"])
def test_the_size_of_a_declared_level_break_makes_no_difference(broken: str) -> None:
    """A change of method in 2015 divides all later figures by three; the law and its interval do not see it."""
    jump = Break.model_validate({"period": 2015, "reason": "New method."})
    found = []
    for times in (1.0, 3.0):
        figures = {"cost": costs(0.1), "made": MADE}
        figures[broken] = {year: value * (times if year < 2015 else 1) for year, value in figures[broken].items()}
        made_up = strategy(figures["cost"], figures["made"])
        changes = {broken: {"breaks": (jump,)}}
        broke = tuple(one.model_copy(update=changes.get(one.id, {})) for one in made_up.indicators)
        found.append(outlook(replace(made_up, indicators=broke)))
    before, after = found
    assert before.at_trend is not None
    assert after.at_trend is not None
    assert after.learning_rate == pytest.approx(before.learning_rate)
    assert (after.at_trend.low, after.at_trend.high) == pytest.approx((before.at_trend.low, before.at_trend.high))
    assert after.at_trend.made == pytest.approx(before.at_trend.made)


def test_each_promise_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(target: Target, *others: Any) -> Promise:
        asked.append(target.id)
        return promise_of(target, *others)

    monkeypatch.setattr("missionlab.tracking.track.promise_of", counted)
    track(strategy(costs(0.1), MADE), DAY)
    assert sorted(asked) == ["cheap", "spread"]


def test_a_target_that_is_met_already_is_no_condition() -> None:
    assert outlook(strategy(costs(0.05), MADE, aim=300.0)).if_met is None


def test_an_indicator_without_deployment_has_no_such_line() -> None:
    made_up = strategy(costs(0.05), MADE)
    plain = tuple(one.model_copy(update={"deployment": None}) for one in made_up.indicators)
    standings = track(replace(made_up, indicators=plain), DAY)
    assert all(one.experience is None for one in standings.targets)


def test_only_what_was_known_then_is_used() -> None:
    found = outlook(strategy(costs(0.05), MADE))
    earlier = next(one for one in track(strategy(costs(0.05), MADE), date(2018, 6, 1)).targets if one.target == "cheap")
    assert earlier.experience is not None
    assert earlier.experience.years < found.years


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_stands_in_every_language(language: str) -> None:
    to = Locale(language, {"en": "en-GB", "es": "es-CL"}[language])
    for made_up in (strategy(costs(0.1), MADE), strategy(costs(0.1), MADE, aim=None), strategy(costs(0.1), {})):
        sentence = say(outlook(made_up).said, to)
        assert "{" not in sentence
        assert len(sentence) > 40
