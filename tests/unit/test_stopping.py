"""Known answers of section 4.3: stop-at-year-n curves and sequential tests."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.portfolio.finance.hazards import stage_table, succeeded_by
from missionlab.steering.stopping import (
    first_year_not_worth_it,
    fixed_test,
    hidden,
    outcomes,
    performance,
    prize_needed,
    quantile,
    sequential_test,
    through_stages,
    values,
)
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

CONSTANT = [0.2] * 8
RISING = [0.02, 0.02, 0.05, 0.10, 0.20, *[0.30] * 5]


def test_belief_fades_without_success():
    _, works = hidden(0.5, CONSTANT)
    assert works[:6] == pytest.approx([0.5, 0.4444, 0.3902, 0.3386, 0.2906, 0.2468], abs=5e-5)


def test_constant_hazard_stops_after_five_failures():
    course, works = hidden(0.5, CONSTANT)
    found = values(course, 1, 20)
    assert found == pytest.approx([0, 1, 1.7, 2.16, 2.428, 2.5424, 2.5339, 2.4271, 2.2417], abs=5e-5)
    assert int(np.argmax(found)) == 5
    assert first_year_not_worth_it(course, 1, 20) == 5
    assert works[5] * 0.2 * 20 <= 1 < works[4] * 0.2 * 20


def test_rising_hazard_never_start_or_stay_nine_years():
    course, _ = hidden(0.5, RISING)
    found = values(course, 0.6, 12)
    expected = [0, -0.48, -0.956, -1.256, -1.283, -0.844, -0.158, 0.231, 0.414, 0.452, 0.389]
    assert found == pytest.approx(expected, abs=6e-4)
    assert (int(np.argmax(found)), int(np.argmin(found))) == (9, 4)
    assert first_year_not_worth_it(course, 0.6, 12) == 0


def test_the_prize_needed_makes_the_best_year_break_even():
    course, _ = hidden(0.5, RISING)
    needed = prize_needed(course, 0.6)
    assert needed is not None
    assert values(course, 0.6, needed)[1:].max() == pytest.approx(0, abs=1e-12)
    assert prize_needed(hidden(0.0, RISING)[0], 1) is None


def constant(advance: float, fail: float):
    return lambda _: (advance, fail)


STAGES = [constant(a, f) for a, f in ((0.20, 0.15), (0.25, 0.15), (0.20, 0.15), (0.25, 0.10))]


def test_stages_reach_deployment_as_the_fundamental_matrix_says():
    course, _ = through_stages(STAGES, 0, 10)
    assert course.success.sum() == pytest.approx(0.075391, abs=5e-7)
    course, _ = through_stages(STAGES[2:], 0, 10)
    assert course.success.sum() == pytest.approx(0.373080, abs=5e-7)
    course, failed = through_stages(STAGES, 0, 200)
    assert course.success.sum() == pytest.approx(0.145773, abs=5e-7)
    assert course.going.sum() == pytest.approx(5.8892, abs=5e-5)
    assert course.success.sum() + failed[-1] == pytest.approx(1)


def test_age_counts_where_chances_depend_on_it():
    late = [lambda age: (0.5, 0.0) if age >= 3 else (0.0, 0.0)]
    assert through_stages(late, 0, 4)[0].success == pytest.approx([0, 0, 0, 0.5])
    assert through_stages(late, 3, 2)[0].success == pytest.approx([0.5, 0.25])


def test_outcomes_have_the_mean_of_the_curve():
    course, failed = through_stages(STAGES[2:], 0, 12)
    curve = values(course, 2, 30)
    for stop in (0, 1, 5, 12):
        brings, chance = outcomes(course, failed, 2, 30, stop)
        assert chance.sum() == pytest.approx(1)
        assert float(brings @ chance) == pytest.approx(curve[stop])
    brings, chance = outcomes(course, failed, 2, 30, 12)
    assert quantile(brings, chance, 0.05) == -18
    assert quantile(np.array([3.0, 1.0, 2.0]), np.array([0.5, 0.3, 0.2]), 0.5) == 2


def test_sequential_test_of_two_rates():
    test = sequential_test(0.2, 0.5, 0.05, 0.10)
    assert (test.upper, test.lower) == pytest.approx((2.8904, -2.2513), abs=5e-5)
    assert (test.success, test.failure) == pytest.approx((0.9163, -0.4700), abs=5e-5)
    bad, good = performance(test, 0.2), performance(test, 0.5)
    assert bad[0] == pytest.approx(0.0335, abs=0.002)
    assert good[0] == pytest.approx(0.9114, abs=0.002)
    assert bad[1] == pytest.approx(11.5, abs=0.1)
    assert good[1] == pytest.approx(12.6, abs=0.1)
    assert fixed_test(0.2, 0.5, 0.05, 0.10) == (21, 8)


@pytest.mark.parametrize("rates", [(0.5, 0.2), (0.0, 0.5), (0.2, 1.0)])
def test_sequential_test_refuses_rates_that_it_cannot_tell(rates: tuple[float, float]):
    with pytest.raises(ValueError, match="rates"):
        sequential_test(*rates, 0.05, 0.1)


def test_two_ways_to_the_chances_of_stages_agree():
    steps = [
        {"stage": "demonstration", "advance": 0.05, "fail": 0.1},
        {"stage": "demonstration", "from_age": 2, "advance": 0.3, "fail": 0.15},
        {"stage": "first-market", "advance": 0.1, "fail": 0.08},
    ]
    model = OutcomeModel.model_validate({"id": "o", "name": "O", "steps": steps})
    chances = [lambda age: (0.05, 0.1) if age < 2 else (0.3, 0.15), constant(0.1, 0.08)]
    for age in (0, 1, 5):
        course, _ = through_stages(chances, age, 12)
        by_matrix = succeeded_by(stage_table(model), Stage.DEMONSTRATION, age, 12)
        assert np.cumsum(course.success) == pytest.approx(by_matrix[1:])
