"""What calibration learns from samples whose truth is known, and what it does with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from missionlab.base.text import Locale, say, text
from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.backtest.data import DataSeries, read_data
from missionlab.tracking.backtest.learn import (
    HORIZONS,
    Sample,
    correction_of,
    pooled_by,
    sample_of,
    stretch_of,
    weights_of,
)
from missionlab.tracking.backtest.split import LEARNT_UNTIL, left_out
from missionlab.tracking.forecast import pool
from missionlab.tracking.forecast.calibration import Calibration, Line, as_json, of_json, shipped
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.forecast.levels import LEVELS, MEDIAN, crps_of

SHARED = Path(__file__).parents[3] / "shared" / "data"
NORMAL = stats.norm.ppf(LEVELS)


def sample(spreads: tuple[float, ...], shift: float = 0.0, count: int = 4800) -> Sample:
    """Standard normal outcomes of four families, forecast by normals with these spreads; half of the events are met."""
    random = np.random.default_rng(11)
    outcomes = random.standard_normal(count)
    quantiles = np.stack([np.broadcast_to(shift + spread * NORMAL, (count, 199)) for spread in spreads], axis=1)
    thresholds = random.standard_normal(count)
    return Sample(
        quantiles=quantiles,
        outcomes=outcomes,
        benchmark=crps_of(np.broadcast_to(2 * NORMAL, (count, 199)), outcomes),
        families=np.arange(count) % 4,
        horizons=np.array(HORIZONS, dtype=float)[np.arange(count) // 4 % len(HORIZONS)],
        rows=np.arange(count),
        thresholds=thresholds,
        at_most=np.arange(count) % 3 > 0,
        happened=np.where(np.arange(count) % 3 > 0, outcomes <= thresholds, outcomes >= thresholds).astype(float),
        names=("a", "b", "c", "d"),
        series=4,
        clusters=4,
    )


def test_the_method_that_is_right_gets_the_weight() -> None:
    weights = weights_of(sample((1.0, 3.0, 4.0, 5.0)))
    assert weights.sum() == pytest.approx(1)
    assert weights[0] >= 0.8
    alike = weights_of(sample((1.0, 1.0, 1.0, 1.0)))
    assert (alike >= 1 / 6).all()


def test_of_one_family_the_best_weights_are_taken() -> None:
    one = replace(sample((1.0, 3.0)), families=np.zeros(4800, dtype=int), names=("a",))
    np.testing.assert_array_equal(weights_of(one), [1, 0])


def test_methods_that_say_nothing_leave_their_weight_to_the_others() -> None:
    silent = sample((1.0, 3.0))
    silent.quantiles[0, 0] = np.nan
    pooled = pooled_by(silent, np.array([0.5, 0.5]))
    np.testing.assert_allclose(pooled[0], 3 * NORMAL)
    np.testing.assert_allclose(pooled[1], 2 * NORMAL)


@pytest.mark.parametrize("narrow", [0.8, 1.0])
def test_stretch_makes_intervals_hold_what_they_say(narrow: float) -> None:
    one = sample((narrow,))
    line = stretch_of(one.quantiles[:, 0], one)
    np.testing.assert_allclose(line.at(np.array([1.0, 5.0, 10.0])), 1 / narrow, atol=0.08)


def test_probabilities_that_hold_are_left_alone_and_others_corrected() -> None:
    right, wrong = sample((1.0,)), sample((1.0,), shift=0.7)
    for one, better in ((right, 0.0), (wrong, 0.05)):
        below = stats.norm.cdf(one.thresholds - (0.7 if one is wrong else 0.0))
        said = np.where(one.at_most, below, 1 - below)
        lines = correction_of(one.quantiles[:, 0], one)[:3]
        calibration = Calibration(10, {}, Line(1, 0, 10), *lines, {})
        told = calibration.chance(said, one.horizons)
        before, after = (np.mean((p - one.happened) ** 2) for p in (said, told))
        assert after <= before * (1 - better) + 1e-3
        if one is right:
            np.testing.assert_allclose(told, said, atol=0.05)


@given(st.floats(0.2, 3), st.floats(0.2, 3), st.floats(-2, 2), st.floats(0, 1), st.floats(0, 1))
def test_correction_keeps_the_order_and_the_ends(met: float, not_met: float, shift: float, p: float, q: float) -> None:
    one = Calibration(10, {}, Line(1, 0, 10), Line(met, 0, 10), Line(not_met, 0, 10), Line(shift, 0, 10), {})
    low, high = one.chance(np.array(sorted((p, q))), np.array([5.0, 5.0]))
    assert 0 <= low <= high <= 1
    np.testing.assert_array_equal(one.chance(np.array([0.0, 1.0]), np.array([5.0, 5.0])), [0, 1])


def test_calibration_goes_to_a_file_and_back() -> None:
    assert of_json(as_json(shipped())) == shipped()
    assert sum(shipped().weights.values()) == pytest.approx(1, abs=1e-3)
    assert set(shipped().weights) == {one.METHOD for one in pool.METHODS}
    assert {"data", "learnt_on", "last_outcome", "families", "series", "outcomes"} <= set(shipped().provenance)
    assert not {"research", "health", "output"} & set(shipped().provenance["families"])


def test_the_pool_is_the_stretched_mean_of_its_members() -> None:
    values = np.cumsum(np.random.default_rng(1).standard_normal(20))
    known = history_of(np.arange(20.0), np.exp(values), Transform(Scale.LEVEL, -np.inf, np.inf, never_falls=False))
    ahead = np.array([1.0, 5.0])
    weights = {one.METHOD: weight for one, weight in zip(pool.METHODS, (0.5, 0.5, 0.0, 0.0), strict=True)}
    same = Line(1, 0, 10)
    calibration = Calibration(10, weights, Line(2.0, 0.1, 10), same, same, Line(0, 0, 10), {})
    got = pool.quantiles(known, ahead, calibration)
    first, second = (one.quantiles(known, ahead) for one in pool.METHODS[:2])
    assert got is not None
    assert first is not None
    assert second is not None
    mean = (first + second) / 2
    middle = mean[:, MEDIAN : MEDIAN + 1]
    np.testing.assert_allclose(got, middle + np.array([[2.1], [2.5]]) * (mean - middle))


def test_nothing_is_learnt_from_what_came_later() -> None:
    if not SHARED.exists():
        pytest.skip("the shared data are not beside this checkout")
    series = [s for s in read_data(SHARED / "experience_curves.csv").series if not s.left_out]
    cut = [until(one, LEARNT_UNTIL) for one in series if one.times[0] <= LEARNT_UNTIL]
    all_of_it, past = sample_of(series), sample_of(cut)
    np.testing.assert_array_equal(all_of_it.outcomes, past.outcomes)
    np.testing.assert_array_equal(all_of_it.quantiles, past.quantiles)
    assert not any(left_out(one.family, one.cluster) for one in series)


def until(series: DataSeries, year: int) -> DataSeries:
    """The series as it was at the end of ``year``."""
    kept = series.times < year + 1
    deployment = None if series.deployment is None else series.deployment[kept]
    return replace(series, times=series.times[kept], values=series.values[kept], deployment=deployment)


def test_what_was_learnt_on_long_series_is_not_used_on_short_ones() -> None:
    values = np.cumsum(np.random.default_rng(2).standard_normal(9))
    known = history_of(np.arange(9.0), values, Transform(Scale.LEVEL, -np.inf, np.inf, never_falls=False))
    ahead = np.array([1.0, 5.0])
    got = pool.quantiles(known, ahead, shipped())
    said = [found for one in pool.METHODS if (found := one.quantiles(known, ahead)) is not None]
    assert got is not None
    assert len(said) == 3
    np.testing.assert_allclose(got, np.mean(said, axis=0))


def test_the_page_says_of_the_shipped_calibration_what_is_so() -> None:
    """`report.method.forecast` speaks of weights, widths and chances in words: these are the facts behind them."""
    learnt, share, years = shipped(), np.array([0.05, 0.45, 0.9]), np.arange(1.0, 11.0)
    assert learnt.fewest_points == 10
    assert [name for name, weight in learnt.weights.items() if weight == 0] == ["farmer-lafond"]
    assert 0.9 < learnt.stretch.at(years).min() <= learnt.stretch.at(years).max() < 1
    for year in years:
        np.testing.assert_allclose(learnt.chance(share, np.full(3, year)), share, rtol=1e-12)
    for locale, words in (
        (Locale(), "Chances are not corrected"),
        (Locale("es", "es-ES"), "Las probabilidades no se corrigen"),
    ):
        assert words in say(text("report.method.forecast"), locale)
