"""What holds of learning whatever the numbers."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import builders
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from missionlab.steering.learning.beta import Beta
from missionlab.steering.learning.hierarchy import mean_rate
from missionlab.steering.learning.normal import Normal
from missionlab.steering.learning.pilots import pilots
from missionlab.steering.learning.worth import Payoff, perfect, sample, sequential
from missionlab.strategy.records import Pilot

PARAMETER = st.floats(0.3, 30)
BETAS = st.builds(Beta, PARAMETER, PARAMETER)
RESULTS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda two: (two[0], two[0] + two[1]))
NORMALS = st.builds(Normal, st.floats(-5, 5), st.floats(0.1, 5), st.floats(0.1, 5))
MEASURED = st.tuples(st.floats(-5, 5), st.integers(1, 20))
PAYOFFS = st.builds(Payoff, st.floats(1, 100), st.floats(0, 100))


@given(BETAS)
def test_no_data_leave_a_rate_as_it_was(prior: Beta):
    assert prior.after(0, 0) == prior
    grid = mean_rate(prior, [])
    assert grid.mean == pytest.approx(prior.mean, abs=2e-3)


@given(BETAS, RESULTS, RESULTS)
def test_order_and_batches_of_successes_do_not_matter(prior: Beta, first: tuple[int, int], second: tuple[int, int]):
    there, back = prior.after(*first).after(*second), prior.after(*second).after(*first)
    both = prior.after(first[0] + second[0], first[1] + second[1])
    assert (there.alpha, there.beta) == pytest.approx((back.alpha, back.beta))
    assert (there.alpha, there.beta) == pytest.approx((both.alpha, both.beta))


@given(NORMALS, MEASURED, MEASURED)
def test_order_and_batches_of_measurements_do_not_matter(
    prior: Normal, first: tuple[float, int], second: tuple[float, int]
):
    there, back = prior.after(*first).after(*second), prior.after(*second).after(*first)
    units = first[1] + second[1]
    both = prior.after((first[0] * first[1] + second[0] * second[1]) / units, units)
    for other in (back, both):
        assert (there.mean, there.deviation) == pytest.approx((other.mean, other.deviation), abs=1e-9)
    assert prior.after(3.0, 0) == prior


@given(BETAS, st.lists(RESULTS, min_size=2, max_size=4))
def test_the_order_of_places_does_not_matter(prior: Beta, places: list[tuple[int, int]]):
    there, back = mean_rate(prior, places), mean_rate(prior, places[::-1])
    assert np.array_equal(there.chance, back.chance)


@given(BETAS, st.integers(0, 30))
def test_what_is_learnt_is_on_average_what_is_believed(prior: Beta, units: int):
    chance, mean = prior.learnt(units)
    assert chance.sum() == pytest.approx(1, abs=1e-9)
    assert float(chance @ mean) == pytest.approx(prior.mean, abs=1e-9)


@given(st.lists(BETAS, min_size=1, max_size=3), PAYOFFS, st.integers(0, 10))
def test_a_sample_is_worth_something_between_nothing_and_certainty(beliefs: list[Beta], payoff: Payoff, units: int):
    small = sample(beliefs, payoff, [units] * len(beliefs))
    large = sample(beliefs, payoff, [units + 5] * len(beliefs))
    tiny = 1e-6 * max(payoff.slope, payoff.cost)
    assert 0 <= small.worth <= large.worth + tiny
    assert large.worth <= perfect(beliefs, payoff) + 1e-3 * payoff.slope
    assert 0 <= small.changes <= 1
    assert (small.worth > 0) == (small.changes > 0)


@given(BETAS, PAYOFFS, st.floats(0, 5), st.integers(1, 15))
def test_stopping_at_will_is_worth_at_least_a_fixed_pilot(prior: Beta, payoff: Payoff, cost: float, units: int):
    fixed = max(sample([prior], payoff, [n]).worth - cost * n for n in range(units + 1))
    assert sequential(prior, payoff, cost, units) >= fixed - 1e-6 * payoff.slope


MONEY = st.one_of(st.none(), st.floats(0, 1e21))
POSITIVE = st.floats(1e-300, 1e300)
PILOTS = st.fixed_dictionaries(
    {
        "model": st.sampled_from(["success", "quantity", None]),
        "arms": st.lists(st.sampled_from("abc"), max_size=3, unique=True),
        "size": st.one_of(st.none(), st.integers(1, 10**7)),
        "cost": MONEY,
        "prior_successes": st.one_of(st.none(), st.floats(1e-6, 1e9)),
        "prior_failures": st.one_of(st.none(), st.floats(1e-6, 1e9)),
        "prior_mean": st.one_of(st.none(), st.floats(-1e15, 1e15)),
        "prior_deviation": st.one_of(st.none(), POSITIVE),
        "noise": st.one_of(st.none(), POSITIVE),
        "benefit": MONEY,
        "scale_cost": MONEY,
        "carries_over": st.one_of(st.none(), st.floats(0, 1)),
        "results": st.lists(
            st.fixed_dictionaries(
                {
                    "arm": st.sampled_from("abc"),
                    "place": st.sampled_from(["x", "y", None]),
                    "trials": st.one_of(st.none(), st.integers(0, 10**6)),
                    "successes": st.one_of(st.none(), st.integers(0, 10**6)),
                    "mean": st.one_of(st.none(), st.floats(-1e15, 1e15)),
                }
            ),
            max_size=3,
        ),
    }
)


@example({"model": "success", "prior_successes": 1.0, "prior_failures": 1.0, "benefit": 2e-311, "scale_cost": 1.0})
@settings(max_examples=60, deadline=None)
@given(PILOTS)
def test_whatever_a_record_holds_there_are_numbers_or_reasons(fields: dict[str, Any]):
    made = builders.strategy(Pilot.model_validate({"id": "p", "name": "P", "question": "Q?", **fields}))
    (found,) = pilots(made, date(2026, 11, 24))
    json.dumps(found.to_json(), allow_nan=False)
    for size in found.sizes:
        assert size.worth.value is not None
        assert size.worth.value >= 0
    assert (found.perfect.value is None) == (found.perfect.reason is not None)
