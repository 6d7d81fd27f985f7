"""The forecaster against its published error law, simulated truth and hand-made series."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from missionlab.base.text import Text
from missionlab.evidence.scale import begins, transform_for
from missionlab.strategy.records import Indicator, Observation
from missionlab.strategy.vocabulary import Better, IndicatorKind, IndicatorLevel, Scale
from missionlab.tracking.backtest.data import read_data
from missionlab.tracking.backtest.origins import origins_of
from missionlab.tracking.forecast import SamplePaths, farmer_lafond, pool, sample_paths
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.forecast.farmer_lafond import THETA, Steps, walk
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.forecast.levels import LEVELS, MEDIAN
from missionlab.tracking.forecast.paths import _order, history_for
from missionlab.tracking.results import LevelBreak, Series


def indicator(kind: IndicatorKind = IndicatorKind.LEVEL, unit: str = "units", **more: object) -> Indicator:
    return Indicator.model_validate(
        {
            "id": "x",
            "name": "X",
            "definition": "a test series",
            "unit": unit,
            "better": Better.HIGHER,
            "level": IndicatorLevel.OUTCOME,
            "kind": kind,
            **more,
        }
    )


def series(values: list[float], first: int = 2010, breaks: tuple[LevelBreak, ...] = ()) -> Series:
    points = tuple(
        Observation.model_validate({"indicator": "x", "period": first + i, "value": value, "vintage": first + i + 1})
        for i, value in enumerate(values)
    )
    return Series(indicator="x", points=points, earlier=(), breaks=breaks)


def moving_average_walk(random: np.random.Generator, runs: int, steps: int, drift: float) -> np.ndarray:
    shocks = random.standard_normal((runs, steps + 1))
    return np.cumsum(drift + shocks[:, 1:] + THETA * shocks[:, :-1], axis=1)


@pytest.mark.parametrize("years", [1, 5, 10])
@pytest.mark.parametrize("observed", [5, 15, 30])
def test_intervals_cover_what_they_say_on_simulated_walks(observed: int, years: int) -> None:
    random = np.random.default_rng(20261124)
    runs = 1500
    truth = moving_average_walk(random, runs, observed + years, 0.3)
    inside = 0
    for run in range(runs):
        past = truth[run, :observed]
        steps = Steps(np.diff(past), np.ones(observed - 1))
        paths = walk(steps, past[-1], np.arange(1.0, years + 1), 400, random)[:, -1]
        low, high = np.quantile(paths, [0.1, 0.9])
        inside += low <= truth[run, -1] <= high
    assert inside / runs == pytest.approx(0.80, abs=0.05)


def test_error_spread_follows_the_published_formula() -> None:
    # A* of Farmer and Lafond (2016), for m observed steps and tau years ahead.
    observed, ahead = 20, 8
    expected = -2 * THETA + (1 + 2 * (observed - 1) * THETA / observed + THETA**2) * (ahead + ahead**2 / observed)
    random = np.random.default_rng(7)
    change = np.array([1.0, -1.0] * (observed // 2))
    steps = Steps(change, np.ones(observed))
    paths = walk(steps, 0.0, np.arange(1.0, ahead + 1), 200_000, random)[:, -1]
    freedom = observed - 1
    student = freedom / (freedom - 2)
    measured = paths.var() / (steps.variance / (1 + THETA**2)) / student
    # The authors estimate drift from one shock fewer; the difference is of order 1/m.
    assert measured == pytest.approx(expected, rel=0.06)


def test_median_of_the_walk_goes_on_at_the_mean_step() -> None:
    transform = transform_for(indicator(scale=Scale.LEVEL), np.array([1.0]))
    history = history_of(np.arange(2010.0, 2016.0), np.array([1.0, 3, 4, 6, 7, 9]), transform)
    got = farmer_lafond.quantiles(history, np.array([1.0, 5.0]))
    assert got is not None
    np.testing.assert_allclose(got[:, MEDIAN], [9 + 8 / 5, 9 + 5 * 8 / 5])


def test_paths_are_spread_as_the_pooled_quantiles_in_every_year() -> None:
    values = [1.0, 3, 4, 6, 7, 9, 8, 11, 12, 12.5]
    got = sample_paths(series(values), indicator(scale=Scale.LEVEL), 2030, count=20_000, seed=1)
    assert isinstance(got, SamplePaths)
    assert got.years == tuple(range(2020, 2031))
    level = transform_for(indicator(scale=Scale.LEVEL), np.array(values))
    wanted = pool.quantiles(
        history_of(2010.0 + np.arange(10), np.array(values), level), np.arange(1.0, 12.0), shipped()
    )
    assert wanted is not None
    kept = np.arange(9, 190)
    np.testing.assert_allclose(np.quantile(got.values, LEVELS[kept], axis=0).T, wanted[:, kept], atol=0.02)


def test_same_seed_same_bits_and_another_seed_other_paths() -> None:
    one, again, other = (
        sample_paths(series([1, 3, 4, 6]), indicator(), 2018, count=100, seed=seed) for seed in (5, 5, 6)
    )
    assert isinstance(one, SamplePaths)
    assert isinstance(again, SamplePaths)
    assert isinstance(other, SamplePaths)
    assert (one.values == again.values).all()
    assert not (one.values == other.values).any()


def test_equal_futures_keep_their_order_on_any_processor() -> None:
    random = np.random.default_rng(4)
    values = np.stack([random.integers(0, 5, 4000).astype(float), random.standard_normal(4000), np.zeros(4000)])
    got = _order(values)
    assert got[0].tolist() == sorted(range(4000), key=lambda at: (values[0, at], at))
    assert got[1].tolist() == sorted(range(4000), key=lambda at: values[1, at])
    assert got[2].tolist() == list(range(4000))


def test_a_declared_break_is_not_growth() -> None:
    level_break = LevelBreak(Observation(indicator="x", period="2014", value=0, vintage="2020").period, True, "r", None)
    jumped = series([10.0, 10.1, 9.9, 10.0, 20.0, 20.1, 19.9, 20.05], breaks=(level_break,))
    got = sample_paths(jumped, indicator(scale=Scale.LEVEL), 2022, count=4000, seed=3)
    assert isinstance(got, SamplePaths)
    assert np.quantile(got.values[:, -1], 0.9) < 22
    read_through = sample_paths(
        series([p.value for p in jumped.points]), indicator(scale=Scale.LEVEL), 2022, count=4000, seed=3
    )
    assert isinstance(read_through, SamplePaths)
    assert np.quantile(read_through.values[:, -1], 0.9) > 30


@pytest.mark.parametrize(
    ("values", "until", "key"),
    [
        ([], 2030, "tracking.forecast.few_points"),
        ([4.0], 2030, "tracking.forecast.few_points"),
        ([4.0, 5.0], 2030, "tracking.forecast.few_points"),
        ([4.0, 4.0, 4.0, 4.0], 2030, "tracking.forecast.flat"),
        ([4.0, 1e200, 5.0, 4.0], 2030, "tracking.forecast.too_large"),
        ([4.0, 5.0, 7.0], 2012, "tracking.forecast.year_passed"),
    ],
)
def test_no_forecast_has_a_reason(values: list[float], until: int, key: str) -> None:
    got = sample_paths(series(values), indicator(), until, count=10, seed=0)
    assert isinstance(got, Text)
    assert got.key == key


def test_paths_stay_where_the_indicator_can_be() -> None:
    share = sample_paths(series([90, 94, 93, 97, 96]), indicator(IndicatorKind.SHARE, "%"), 2030, count=2000, seed=1)
    assert isinstance(share, SamplePaths)
    assert share.scale is Scale.LOGIT
    assert share.values.min() >= 0
    assert share.values.max() <= 100
    rank = sample_paths(series([9, 7, 8, 4, 3]), indicator(IndicatorKind.RANK, "rank"), 2030, count=2000, seed=1)
    assert isinstance(rank, SamplePaths)
    assert rank.values.min() >= 1
    paid = sample_paths(series([10, 12, 15, 30, 31]), indicator(IndicatorKind.CUMULATIVE), 2030, count=500, seed=1)
    assert isinstance(paid, SamplePaths)
    assert (np.diff(paid.values, axis=1) >= 0).all()
    assert paid.values.min() >= 31


def test_zero_and_negative_values_fall_back_to_levels() -> None:
    for values in ([1.0, 0.0, 3.0, 2.0], [0.0, -1.0, 3.0, 2.0], [-2.0, 1.0, 3.0, 2.0]):
        got = sample_paths(series(values), indicator(), 2020, count=50, seed=0)
        assert isinstance(got, SamplePaths)
        assert got.scale is Scale.LEVEL


def test_the_product_forecasts_from_the_history_that_the_record_is_of(tmp_path: Path) -> None:
    """The years before something was there are left out alike, and the scale is the same."""
    values = [0.0, 0.0, 0.0, *(round(1.3**i * (1 + 0.1 * (i % 3)), 6) for i in range(14))]
    rows = [f"solar,XX,{2000 + i},{value},TWh,electricity,level" for i, value in enumerate(values)]
    file = tmp_path / "long.csv"
    file.write_text("\n".join(["indicator_id,entity,year,value,unit,family,kind", *rows]))
    (data,) = read_data(file).series
    (origin,) = origins_of(data, [2014], [1])
    ours = history_for(series(values[:15], first=2000), indicator(unit="TWh"))
    theirs = history_of(origin.times, origin.values, origin.transform)
    assert ours.transform == theirs.transform
    assert ours.transform.scale is Scale.LOG
    np.testing.assert_array_equal(ours.values, theirs.values)
    assert (ours.gaps == theirs.gaps).all()
    got = sample_paths(series(values, first=2000), indicator(unit="TWh"), 2020, count=10, seed=0)
    assert isinstance(got, SamplePaths)
    assert (got.points, got.first.text) == (14, "2003")


@pytest.mark.parametrize(
    ("values", "more", "first"),
    [
        ([0.0, 0.0, 2.0, 0.0], {}, 2),
        ([0.0, 1.0, -1.0], {}, 0),
        ([0.0, 1.0], {"scale": Scale.LEVEL}, 0),
        ([0.0, 0.0], {}, 0),
        ([], {}, 0),
    ],
)
def test_a_series_begins_with_its_first_value_that_is_not_zero(
    values: list[float], more: dict[str, Scale], first: int
) -> None:
    assert begins(indicator(**more), np.array(values)) == first


@given(
    values=st.lists(st.floats(-1e9, 1e9), max_size=12),
    kind=st.sampled_from(IndicatorKind),
    unit=st.sampled_from(["%", "years", "Mt"]),
)
def test_never_a_crash_and_never_a_number_that_is_none(values: list[float], kind: IndicatorKind, unit: str) -> None:
    got = sample_paths(series(values), indicator(kind, unit), 2030, count=20, seed=0)
    if isinstance(got, SamplePaths):
        assert not np.isnan(got.values).any()


@given(st.lists(st.floats(0.01, 99.9), min_size=1, max_size=8))
def test_scales_go_there_and_back(values: list[float]) -> None:
    array = np.array(values)
    for kind, unit in ((IndicatorKind.SHARE, "%"), (IndicatorKind.LEVEL, "t"), (IndicatorKind.RANK, "rank")):
        transform = transform_for(indicator(kind, unit), array)
        inside = np.clip(array, transform.lowest, transform.highest)
        np.testing.assert_allclose(transform.back(transform.to(inside)), inside, rtol=1e-9)
