"""Verdicts follow from intervals and bounds that were written down before."""

from __future__ import annotations

from math import inf, sqrt

import numpy as np
import pytest

from missionlab.ensemble.facts import FACTS
from missionlab.ensemble.judging import (
    Criterion,
    Estimate,
    Fact,
    Verdict,
    judge,
    mean_over_runs,
    strongest_lag,
    verdict_of,
)
from missionlab.ensemble.window import LAGS

ABOVE = Criterion("a", "1", 0.0, inf, "a")
BELOW = Criterion("b", "1", -inf, 2.0, "b")
CERTAIN_YES, CERTAIN_NO, UNSURE = (
    np.array(values) for values in ([1.0, 1.1, 0.9], [-1.0, -1.1, -0.9], [-5.0, 5.0, 1.0])
)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.1, 0.5, Verdict.HOLDS),
        (0.0, 0.5, Verdict.HOLDS),
        (-0.5, -0.1, Verdict.FAILS),
        (-0.1, 0.1, Verdict.OPEN),
        (np.nan, np.nan, Verdict.OPEN),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, verdict: Verdict) -> None:
    assert verdict_of(ABOVE, Estimate(0.0, low, high, 9)) is verdict


def test_the_interval_of_a_mean_is_students() -> None:
    estimate = mean_over_runs(np.array([1.0, 2.0, 3.0, np.nan, 4.0]))
    half = 3.182446 * sqrt(5 / 3) / 2
    assert (estimate.value, estimate.runs) == (2.5, 4)
    assert (estimate.low, estimate.high) == pytest.approx((2.5 - half, 2.5 + half), rel=1e-5)


def test_of_one_run_there_is_no_interval_and_of_none_no_value() -> None:
    one, none = mean_over_runs(np.array([3.0, np.nan])), mean_over_runs(np.full(2, np.nan))
    assert one.value == 3.0
    assert np.isnan(one.low)
    assert np.isnan(none.value)
    assert verdict_of(ABOVE, one) is Verdict.OPEN


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [
        ({"a": CERTAIN_YES, "b": CERTAIN_YES}, Verdict.HOLDS),
        ({"a": CERTAIN_NO, "b": CERTAIN_YES}, Verdict.IN_PART),
        ({"a": UNSURE, "b": CERTAIN_YES}, Verdict.IN_PART),
        ({"a": CERTAIN_NO, "b": CERTAIN_YES + 5}, Verdict.FAILS),
        ({"a": UNSURE, "b": UNSURE}, Verdict.OPEN),
    ],
)
def test_a_fact_is_the_sum_of_its_criteria(figures: dict[str, np.ndarray], verdict: Verdict) -> None:
    (judged,) = judge([Fact("F", "a and b", (ABOVE, BELOW))], figures)
    assert judged.verdict is verdict
    assert [criterion for criterion, _, _ in judged.criteria] == [ABOVE, BELOW]


def test_a_fact_without_its_figures_is_left_out() -> None:
    assert judge([Fact("F", "a and b", (ABOVE, BELOW))], {"a": CERTAIN_YES}) == ()


def lagged(peak: int, sign: int, noise: float, runs: int = 30) -> np.ndarray:
    lags = np.arange(-LAGS, LAGS + 1)[:, None]
    return sign * (0.8 - 0.1 * np.abs(lags - peak)) + np.random.default_rng(1).normal(0, noise, (2 * LAGS + 1, runs))


def test_the_strongest_lag_is_found_in_the_direction_asked_for() -> None:
    assert strongest_lag(lagged(2, 1, 0.1), 1) == Estimate(2, 2, 2, 30)
    assert strongest_lag(lagged(-3, -1, 0.1), -1) == Estimate(-3, -3, -3, 30)


def test_the_interval_of_a_lag_is_wide_where_runs_disagree() -> None:
    estimate = strongest_lag(lagged(0, 1, 0.6), 1)
    assert estimate.low <= estimate.value <= estimate.high
    assert estimate.high - estimate.low >= 1


def test_a_criterion_about_a_lag_judges_the_lag() -> None:
    leads = Criterion("X leads", "periods", -LAGS, -1, lag_of="X", sign=1)
    figures = {f"cc_X_{lag:+d}": row for lag, row in zip(range(-LAGS, LAGS + 1), lagged(-2, 1, 0.05), strict=True)}
    (judged,) = judge([Fact("F", "X leads", (leads,))], figures)
    assert judged.verdict is Verdict.HOLDS
    assert judged.criteria[0][1].value == -2


def test_bounds_are_said_in_words() -> None:
    assert [ABOVE.bounds, BELOW.bounds] == ["above 0", "below 2"]
    assert Criterion("c", "1", -4, -1).bounds == "-4 to -1"
    assert Criterion("c", "1", 0, 0).bounds == "0"


def test_every_fact_of_the_specification_has_criteria_that_can_go_either_way() -> None:
    assert [fact.key for fact in FACTS] == [*(f"SF{k}" for k in range(1, 13)), "Policy 1", "Policy 2"]
    for fact in FACTS:
        assert fact.criteria
        for criterion in fact.criteria:
            assert bool(criterion.figure) != bool(criterion.lag_of)
            assert criterion.low <= criterion.high
            assert (criterion.low, criterion.high) != (-inf, inf)
            assert "unverified" in criterion.published or not criterion.published
