"""Rising fits, crossings and their intervals, against hand-worked numbers and planted curves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from missionlab.appraisal.crossing import (
    crossing_of_evidence,
    crossing_of_means,
    crossings,
    drawn_weights,
    interval,
    rising,
)


def test_the_rising_fit_of_a_hand_worked_curve() -> None:
    assert rising(np.array([1.0, 3.0, 2.0, 4.0])) == pytest.approx([1.0, 2.5, 2.5, 4.0])
    assert rising(np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]])) == pytest.approx(np.array([[2.0] * 3, [1.0, 2.0, 3.0]]))


@given(arrays(float, st.integers(1, 9), elements=st.floats(-10, 10)))
def test_the_rising_fit_rises_keeps_the_mean_and_leaves_a_rising_curve_alone(values: np.ndarray) -> None:
    fit = rising(values)
    assert (np.diff(fit) >= -1e-9).all()
    assert fit.mean() == pytest.approx(values.mean(), abs=1e-9)
    assert rising(fit) == pytest.approx(fit, abs=1e-9)


def test_crossings_are_read_in_a_straight_line() -> None:
    places = np.array([0.0, 1.0, 3.0])
    curves = np.array([[-1.0, 1.0, 5.0], [-3.0, -1.0, 1.0], [1.0, 2.0, 3.0], [-3.0, -2.0, -1.0], [0.0, 0.0, 2.0]])
    assert crossings(places, curves, 0.0).tolist() == [0.5, 2.0, -np.inf, np.inf, 1.0]


def test_drawn_weights_add_up_to_one_and_depend_on_the_seed_alone() -> None:
    weights = drawn_weights(7, 50, seed=3)
    assert weights.sum(axis=1) == pytest.approx(np.ones(50))
    assert (weights == drawn_weights(7, 50, seed=3)).all()
    assert (weights != drawn_weights(7, 50, seed=4)).any()


def test_an_interval_may_end_outside() -> None:
    assert interval(np.array([-np.inf] * 10 + [1.0] * 90)) == (-np.inf, 1.0)
    assert interval(np.arange(1001.0)) == (25.0, 975.0)


def test_a_tie_without_noise_is_exact() -> None:
    places = np.array([0.0, 1.0, 2.0])
    found = crossing_of_means(places, np.tile([-2.0, -1.0, 3.0], (10, 1)))
    assert (found.at, found.low, found.high) == pytest.approx((1.25, 1.25, 1.25))


def test_the_interval_of_a_tie_covers_the_truth_as_often_as_it_says() -> None:
    places, truth = np.linspace(-3, 3, 7), 0.4
    hits = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        values = (places - truth) + random.normal(0, 3, (60, 7))
        found = crossing_of_means(places, values, draws=400, seed=seed)
        hits += found.low <= truth <= found.high
    assert 0.90 <= hits / 200 <= 0.99


def test_evidence_is_found_where_it_was_planted() -> None:
    # The effect is 10 ** place with a spread of 1 in 101 runs of symmetric noise: the error is exactly 0.1.
    places = np.linspace(-3, 1, 9)
    noise = np.tile(np.linspace(-1, 1, 101) / np.linspace(-1, 1, 101).std(), (9, 1)).T * 0.1 * np.sqrt(100)
    found = crossing_of_evidence(places, 10**places + noise, critical=2.0)
    # Evidence of 2 is an effect of 0.2; in a straight line between 10**-1 and 10**-0.5 that is at -0.7688.
    assert found.at == pytest.approx(-1 + 0.5 * (0.2 - 0.1) / (10**-0.5 - 0.1), abs=1e-6)
    assert found.low < found.at < found.high


def test_evidence_of_an_effect_that_turns_counts_up_to_its_peak() -> None:
    places = np.arange(5.0)
    noise = np.tile(np.linspace(-1, 1, 50), (5, 1)).T
    found = crossing_of_evidence(places, np.array([0.0, 0.0, -2.0, 0.0, 1.0]) + noise, critical=3.0)
    assert 1.0 < found.at < 2.0


def test_no_evidence_in_noise_more_often_than_the_level() -> None:
    critical = 2.9  # Student's quantile of 1 - .05 / 2 / 9 with 39 degrees of freedom
    told = 0
    for seed in range(300):
        values = np.random.default_rng(seed).normal(0, 1, (40, 9))
        told += np.isfinite(crossing_of_evidence(np.arange(9.0), values, critical, draws=10).at)
    assert told / 300 < 0.09


def test_an_effect_that_is_the_same_in_every_run_is_certain() -> None:
    found = crossing_of_evidence(np.arange(3.0), np.tile([0.0, 1e-3, 1e-2], (20, 1)), critical=3.0)
    assert 0.0 <= found.at < 0.01
