"""Paired differences by hand, and how often their intervals hold what was planted."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.paired import correlation, difference, mean_over_runs, share_of_runs


def test_a_difference_worked_by_hand() -> None:
    # Differences 1, 2, 3: mean 2, sd 1, error 1/sqrt(3); t(0.975, 2) = 4.302653.
    found = difference(np.array([2.0, 4.0, 9.0]), np.array([1.0, 2.0, 6.0]))
    assert found.estimate.value == pytest.approx(2)
    assert found.estimate.low == pytest.approx(2 - 4.302653 / 3**0.5, abs=1e-6)
    assert found.estimate.high == pytest.approx(2 + 4.302653 / 3**0.5, abs=1e-6)
    # t = 2 sqrt(3) with 2 degrees of freedom: p = 1 - t / sqrt(2 + t^2).
    assert found.p == pytest.approx(1 - np.sqrt(12 / 14), abs=1e-9)
    # var 13 and 7 unpaired, 1 paired.
    assert found.variance_gained == pytest.approx(1 - 1 / 20)
    assert (found.dropped, found.estimate.runs) == (0, 3)


def test_pairs_with_a_run_that_ended_early_are_dropped_and_counted() -> None:
    found = difference(np.array([1.0, np.nan, 3.0, 4.0]), np.array([0.0, 5.0, np.nan, 1.0]))
    assert (found.estimate.value, found.estimate.runs, found.dropped) == (2.0, 2, 2)


@pytest.mark.parametrize(("values", "key"), [([], "ended_early"), ([np.nan], "ended_early"), ([1.0], "one_run")])
def test_a_blank_has_its_reason(values: list[float], key: str) -> None:
    found = mean_over_runs(np.array(values))
    assert found.low is None
    assert found.reason is not None
    assert found.reason.key == f"appraisal.reason.{key}"


def test_policies_that_do_the_same_to_the_bit_differ_by_nothing_for_sure() -> None:
    found = difference(np.arange(5.0), np.arange(5.0))
    assert (found.estimate.value, found.estimate.low, found.p, found.variance_gained) == (0.0, 0.0, 1.0, 1.0)
    assert found.correlation.value == pytest.approx(1)


def test_wilsons_interval_by_hand() -> None:
    none = share_of_runs(np.zeros(10, dtype=bool))
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(1.959964**2 / (10 + 1.959964**2), abs=1e-6)


def test_fishers_interval_by_hand() -> None:
    left = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    right = np.array([2.0, 1.0, 4.0, 3.0, 6.0, 5.0])
    value = float(np.corrcoef(left, right)[0, 1])
    found = correlation(left, right)
    assert found.value == pytest.approx(value)
    assert found.low == pytest.approx(np.tanh(np.arctanh(value) - 1.959964 / 3**0.5), abs=1e-6)


@pytest.mark.parametrize("planted", [-0.5, 0.0, 0.7])
def test_intervals_hold_what_was_planted_19_times_in_20(planted: float) -> None:
    draw, held = np.random.default_rng(3), np.zeros(2)
    for _ in range(2000):
        left = draw.normal(size=30)
        right = planted * left + np.sqrt(1 - planted**2) * draw.normal(size=30)
        found = difference(left + 0.3, right)
        held += [
            found.estimate.low <= 0.3 <= found.estimate.high,
            found.correlation.low <= planted <= found.correlation.high,
        ]  # type: ignore[operator]
    # 3 standard errors of a share of .95 in 2000 are .015.
    assert (abs(held / 2000 - 0.95) < 0.015).all()


def test_skewed_differences_are_held_nearly_as_often() -> None:
    draw, held = np.random.default_rng(4), 0
    for _ in range(2000):
        left, right = draw.exponential(size=(2, 40))
        estimate = difference(left * 2, right).estimate
        held += estimate.low <= 1.0 <= estimate.high  # type: ignore[operator]
    assert 0.92 < held / 2000 < 0.96
