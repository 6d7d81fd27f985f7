"""Nothing that is dated after a review moves a rule, an action or a past review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import missionlab as ml
from missionlab.base.dates import Date, Period
from missionlab.steering.observed import cut
from missionlab.steering.play import Standing
from missionlab.steering.rules import KeepBest, When, best
from missionlab.steering.steer import steer
from missionlab.strategy.records import Observation
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.template import TEMPLATE
from missionlab.strategy.vocabulary import Comparator, Quality

DAY = date(2025, 7, 1)


@cache
def _strategy() -> Strategy:
    return ml.load(TEMPLATE)


@cache
def _before() -> object:
    document = steer(_strategy(), DAY).to_json()
    return {name: document[name] for name in ("reviews", "rules", "actions", "replay", "fixed")}


later = st.integers(1, 2000).map(lambda days: DAY + timedelta(days=days))


@settings(max_examples=12, deadline=None)
@given(year=st.integers(2015, 2025), value=st.floats(0, 100), day=later, gate=later)
def test_evidence_dated_after_the_review_changes_nothing(year: int, value: float, day: date, gate: date) -> None:
    strategy = _strategy()
    figure = Observation(
        indicator="clean-stretches",
        period=Period.read(year),
        value=value,
        vintage=Date.read(day),
        quality=Quality.OFFICIAL,
    )
    project = strategy.project_by_id["filter-lab"]
    late = project.gates[0].model_copy(update={"decided_on": Date.read(gate)})
    changed = replace(
        strategy,
        observations=(*strategy.observations, figure),
        projects=tuple(
            one.model_copy(update={"gates": (*one.gates, late)}) if one.id == project.id else one
            for one in strategy.projects
        ),
    )
    document = steer(changed, DAY).to_json()
    assert {name: document[name] for name in ("reviews", "rules", "actions", "replay", "fixed")} == _before()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), review=st.integers(0, 6), lag=st.integers(0, 3), change=st.floats(-1, 1))
def test_a_rule_of_a_simulated_future_never_sees_what_comes_later(
    seed: int, review: int, lag: int, change: float
) -> None:
    random = np.random.Generator(np.random.Philox(seed))
    evidence, signal = random.random((20, 7, 3)), random.random((20, 7))
    after = max(0, review - lag)
    other, signal_other = evidence.copy(), signal.copy()
    other[:, after:] += change
    signal_other[:, after:] += change
    running = random.random((20, 3)) < 0.7
    standing = Standing(running, ~running)
    views = [cut(one, {"chance": two}, review, after) for one, two in ((evidence, signal), (other, signal_other))]
    for rule in (KeepBest(1, 2, 0.3), When("chance", Comparator.LESS_THAN, 0.4, 2, 1, 0, True)):
        first, second = (rule(view, standing) for view in views)
        assert np.array_equal(first, second)


@given(seed=st.integers(0, 10_000), keep=st.integers(1, 6))
def test_the_best_are_so_many_and_none_better_is_left_out(seed: int, keep: int) -> None:
    chances = np.random.Generator(np.random.Philox(seed)).integers(-1, 4, (30, 5)) / 4
    chosen = best(chances, keep)
    assert (chosen.sum(axis=1) == np.minimum(keep, (chances >= 0).sum(axis=1))).all()
    worst_in = np.where(chosen, chances, np.inf).min(axis=1)
    best_out = np.where(chosen, -np.inf, chances).max(axis=1)
    assert ((best_out <= worst_in) | (best_out < 0)).all()
