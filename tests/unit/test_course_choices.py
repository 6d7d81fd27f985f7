"""The choice of a mission as a problem: what can be had for which money, and that it counts as tracking does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

import missionlab as ml
from missionlab.base.findings import InputError
from missionlab.base.text import Text, say
from missionlab.steering.choices import Choice, choice_of
from missionlab.steering.futures import Futures, futures_of
from missionlab.steering.option_value import option_value
from missionlab.steering.problem import CHANCE, Problem
from missionlab.steering.problems import problem_of
from missionlab.steering.project_money import worth_of_target
from missionlab.steering.steer import steer
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import Deadline, IndicatorKind, ProjectStatus, Statistic
from missionlab.tracking.results import Standing, Standings

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return ml.load(TEMPLATE)


@pytest.fixture(scope="module")
def standings(strategy: Strategy) -> Standings:
    return ml.track(strategy, DAY)


def _choice(strategy: Strategy, standings: Standings, rate: float | None = None) -> Choice:
    found = choice_of(strategy.missions[0], strategy, standings, DAY, rate)
    assert isinstance(found, Choice), found
    return found


def _problem(choice: Choice, strategy: Strategy, paths: int = 500) -> Problem:
    made = problem_of(choice, strategy, DAY, "fresh", paths, 0)
    assert isinstance(made, Problem)
    return made


def _stopping_buyers(strategy: Strategy, **part: Any) -> Strategy:
    """The project that buys cleaner treatment can be ended; nothing else can be done."""
    stop = strategy.action_by_id["stop-filter"].model_copy(update={"id": "stop-buyers", "project": "town-buyers"})
    projects = tuple(
        one.model_copy(update={"contributions": (one.contributions[0].model_copy(update=part),)})
        if one.id == "town-buyers"
        else one
        for one in strategy.projects
    )
    return replace(strategy, projects=projects, actions=(stop,))


def test_the_same_effect_later_is_not_to_be_had_for_less(strategy: Strategy, standings: Standings) -> None:
    """Twice as many towns buy: 0.5m to switch, and 4m in each of the three years after the first, whenever it begins.
    Otherwise the best plan would wait until nothing is left to pay, and have all of the effect."""
    choice = _choice(strategy, standings)
    begin = _problem(choice, strategy).beginning[:, 0]
    assert begin.tolist() == [12.5e6, 12.5e6, 12.5e6, np.inf]
    assert any("the same money whenever" in say(reason) for reason in choice.reasons)
    assert any("add the same whenever" in say(reason) for reason in choice.reasons)


def test_money_of_the_project_counts_for_the_currency(strategy: Strategy, standings: Standings) -> None:
    """Also where nobody states what the mission is worth."""
    scale = strategy.action_by_id["scale-buyers"].model_copy(update={"currency": "GBP"})
    other = replace(strategy, actions=(scale,))
    for value in (250e6, None):
        mission = strategy.missions[0].model_copy(update={"value": value})
        found = choice_of(mission, other, standings, DAY, None)
        assert isinstance(found, Text)
        assert "several currencies" in say(found)


@pytest.mark.parametrize("kind", [IndicatorKind.RANK, IndicatorKind.CUMULATIVE, IndicatorKind.LEVEL])
@pytest.mark.parametrize("deadline", [Deadline.IN, Deadline.BY])
def test_a_target_is_met_as_tracking_has_it(
    strategy: Strategy, standings: Standings, kind: IndicatorKind, deadline: Deadline
) -> None:
    """A goal in the middle of the futures; a rounded rank meets it more often than the number itself does."""
    choice = _choice(strategy, standings)
    indicators = tuple(one.model_copy(update={"kind": kind}) for one in strategy.indicators)
    changed = replace(strategy, indicators=indicators)

    def at(value: float) -> tuple[Standing, Futures]:
        assert choice.standing.goal is not None
        standing = replace(choice.standing, deadline=deadline, goal=replace(choice.standing.goal, value=value))
        futures = futures_of(standing, changed, 0, stream="course fresh", count=2000)
        assert isinstance(futures, Futures)
        return standing, futures

    _, some = at(90.0)
    standing, futures = at(float(np.ceil(np.median(some.levels[:, -1] + some.added()[:, -1]))))
    problem = _problem(replace(choice, standing=standing), changed, 2000)
    nothing = np.zeros((2000, len(problem.approaches)), dtype=bool)
    met = futures.met(futures.added())
    assert 0 < met.mean() < 1
    assert np.array_equal(problem.worth(nothing) > 0, met)


def test_what_a_project_has_brought_stays_when_it_is_ended(strategy: Strategy) -> None:
    """Delivered in 2026, or to come in 2029: only the second is lost by ending it now."""
    lost = {}
    for year in (2026, 2029):
        changed = _stopping_buyers(strategy, year=year, amount=30.0, low=30.0, high=30.0, chance=1.0)
        choice = _choice(changed, ml.track(changed, DAY))
        problem = _problem(choice, changed, 2000)
        on, off = (np.full((2000, 1), runs) for runs in (True, False))
        lost[year] = problem.worth(on & (problem.ready >= 0)).mean() - problem.worth(off).mean()
        assert problem.signals[CHANCE][:, 0].mean() == pytest.approx(problem.worth(on).mean(), abs=0.05)
    assert lost[2026] == 0
    assert lost[2029] > 0.2


def test_rules_that_cannot_be_tried_are_named(strategy: Strategy, standings: Standings) -> None:
    """One that reads the chance of another target is not read as if it were this one's."""
    rule = next(one for one in strategy.rules if one.id == "longer-when-hopeless")
    post = strategy.signpost_by_id[rule.signpost]
    assert post.statistic is Statistic.CHANCE
    good = rule.model_copy(update={"id": "good", "then": "scale-buyers"})
    blind = next(one for one in strategy.rules if one.id == "scale-when-behind")
    found = option_value(strategy, as_of=DAY, rules=[good, blind], fresh=200, training=200, standings=standings)
    assert any(say(reason).endswith("not tried: scale-when-behind") for reason in found.reasons)
    assert found.rules == 1
    with pytest.raises(InputError, match="none of the rules reads the chance"):
        option_value(strategy, as_of=DAY, rules=[blind], standings=standings)
    elsewhere = replace(
        strategy,
        signposts=tuple(
            one.model_copy(update={"target": "another"} if one.id == post.id else {}) for one in strategy.signposts
        ),
    )
    with pytest.raises(InputError, match="none of the rules reads the chance"):
        option_value(elsewhere, as_of=DAY, rules=[good], standings=standings)


def test_nothing_can_be_done_with_a_project_that_was_stopped(strategy: Strategy, standings: Standings) -> None:
    """Twice the money for it would bring nothing, whatever the action says."""
    projects = tuple(one.model_copy(update={"status": ProjectStatus.STOPPED}) for one in strategy.projects)
    found = choice_of(strategy.missions[0], replace(strategy, projects=projects), standings, DAY, None)
    assert isinstance(found, Text)
    assert say(found).count("its project has ended already") == 3


def test_a_mission_with_two_targets_is_not_worth_its_value_twice(strategy: Strategy, standings: Standings) -> None:
    """250m over two targets that are still to be reached: 125m each, for actions and for the option value alike."""
    mission, (standing,) = strategy.missions[0], [one for one in standings.targets if one.target == "nine-of-ten"]
    second = replace(standing, target="another")
    both = replace(standings, targets=(standing, second))
    assert worth_of_target("nine-of-ten", mission, standings.targets) == 250e6
    assert worth_of_target("nine-of-ten", mission, both.targets) == 125e6
    one, half = (option_value(strategy, as_of=DAY, fresh=200, training=200, standings=s) for s in (standings, both))
    assert "€250m" in " ".join(map(say, one.reasons))
    assert "€125m" in " ".join(map(say, half.reasons))
    assert "3.5% a year" in " ".join(map(say, one.reasons))
    gains = {a.action: a.value.value for a in steer(strategy, DAY, standings=both).actions}
    whole = {a.action: a.value.value for a in steer(strategy, DAY, standings=standings).actions}
    money = 400e3
    assert gains["filter-trial"] is not None
    assert whole["filter-trial"] is not None
    assert gains["filter-trial"] + money == pytest.approx((whole["filter-trial"] + money) / 2)
