"""What it is worth to see a figure before deciding on an action, against what is known in closed form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import missionlab as ml
from missionlab.base.text import say
from missionlab.steering.choices import Choice, choice_of
from missionlab.steering.first_look import first_look
from missionlab.steering.futures import Futures, futures_of
from missionlab.steering.steer import steer
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import ActionKind

DAY = date(2026, 11, 24)
PATHS = 200_000


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return ml.load(TEMPLATE)


@pytest.fixture(scope="module")
def futures(strategy: Strategy) -> Futures:
    choice = choice_of(strategy.missions[0], strategy, ml.track(strategy, DAY), DAY, None)
    assert isinstance(choice, Choice)
    found = futures_of(choice.standing, strategy, 0, count=200)
    assert isinstance(found, Futures)
    return found


def _showing(futures: Futures, figure: np.ndarray) -> Futures:
    """Futures of two years without a plan, of which the first has this figure."""
    return replace(futures, years=np.array([2024.0, 2025.0]), levels=np.column_stack([figure, figure]), parts=())


def test_a_figure_is_worth_what_the_normal_case_says(futures: Futures) -> None:
    """Prior N(-1, 2), one measurement with noise 3: worth .111135 (section 5.2)."""
    random = np.random.Generator(np.random.Philox(4))
    worth = random.normal(-1, 2, PATHS)
    found = first_look(ActionKind.SCALE, _showing(futures, worth + random.normal(0, 3, PATHS)), worth)
    assert found.value == pytest.approx(0.111135, abs=0.012)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.111135 < found.high
    assert "2024" in say(found.reason)


def test_noise_is_worth_nothing(futures: Futures) -> None:
    random = np.random.Generator(np.random.Philox(5))
    found = first_look(ActionKind.SCALE, _showing(futures, random.normal(0, 1, PATHS)), random.normal(-1, 2, PATHS))
    assert found.value == pytest.approx(0, abs=0.003)
    assert found.low == 0


def test_where_no_figure_comes_in_time_it_says_so(futures: Futures) -> None:
    last = replace(futures, years=futures.years[-1:], levels=futures.levels[:, -1:], parts=())
    found = first_look(ActionKind.SCALE, last, np.zeros(last.paths))
    assert found.value is None
    assert "no figure comes before" in say(found.reason)


def test_actions_say_what_a_look_is_worth(strategy: Strategy) -> None:
    """Nothing is worth more than to know the future: the regret of what is better on average is that ceiling."""
    shown = {one.action: one for one in steer(strategy, DAY).actions}
    assert shown["carry-on"].first_look.value is None
    buyers = shown["scale-buyers"]
    assert buyers.first_look.value is not None
    assert buyers.regret.value is not None
    assert 0 < buyers.first_look.value < buyers.regret.value
