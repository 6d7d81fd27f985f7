"""What holds for the forecast of any series."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.forecast import damped_ets, pool
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.forecast.levels import MEDIAN

LEVEL = Transform(Scale.LEVEL, -np.inf, np.inf, never_falls=False)
AHEAD = np.array([1.0, 4.0, 11.0])
wandering = st.integers(4, 30).flatmap(
    lambda n: st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).standard_normal(n).cumsum())
)
hostile = st.integers(1, 15).flatmap(
    lambda n: st.one_of(
        arrays(float, n, elements=st.floats(-1e12, 1e12)),
        arrays(float, n, elements=st.sampled_from([0.0, 0.0, 1.0, -1.0, 1e-12, 1e12])),
        arrays(float, n, elements=st.integers(-3, 3).map(float)),
    )
)


def forecast(values: np.ndarray, transform: Transform = LEVEL, ahead: np.ndarray = AHEAD) -> np.ndarray | None:
    history = history_of(np.arange(float(len(values))), values, transform)
    return pool.quantiles(history, ahead, shipped())


@given(hostile, st.sampled_from([LEVEL, Transform(Scale.LEVEL, 0.0, 100.0, never_falls=True)]))
def test_numbers_in_order_or_nothing_whatever_the_series(values: np.ndarray, transform: Transform) -> None:
    got = forecast(values, transform)
    if got is None:
        assert len(values) < 3
        return
    assert np.isfinite(got).all()
    assert (np.diff(got, axis=1) >= -1e-9 * np.abs(got).max()).all()


@given(wandering, st.integers(0, 2**32 - 1), st.sampled_from([1.0, 4.0]))
def test_gaps_of_many_years_leave_a_forecast_within_reason(values: np.ndarray, seed: int, parts: float) -> None:
    """Gaps of a quarter of a year to ten years, in any order; warnings are errors here."""
    gaps = np.random.default_rng(seed).integers(1, 10 * int(parts) + 1, len(values) - 1) / parts
    times = np.concatenate([[0.0], np.cumsum(gaps)])
    history = history_of(times, values, LEVEL)
    for got in (damped_ets.quantiles(history, AHEAD), pool.quantiles(history, AHEAD, shipped())):
        if got is None:
            assert len(values) < damped_ets.FEWEST_POINTS
            continue
        assert np.isfinite(got).all()
        assert (np.diff(got, axis=1) >= -1e-9 * np.abs(got).max()).all()
        # From 6 points on the middle of what is said goes no further than the fastest step of the past would.
        if len(values) >= damped_ets.FEWEST_POINTS:
            fastest = np.abs(np.diff(values) / gaps).max()
            reach = np.ptp(values) + AHEAD * fastest
            assert (np.abs(got[:, MEDIAN] - values[-1]) <= reach).all()


@given(arrays(float, st.integers(3, 15), elements=st.floats(-30, 30)), st.sampled_from([Scale.LOG, Scale.LOGIT]))
def test_no_value_beyond_what_the_indicator_can_be(values: np.ndarray, scale: Scale) -> None:
    transform = Transform(scale, 0.0, 100.0, never_falls=False)
    values = np.minimum(values, np.log(100)) if scale is Scale.LOG else values
    got = forecast(values, transform)
    assert got is not None
    back = transform.back(got)
    assert np.isfinite(got).all()
    assert back.min() >= 0
    assert back.max() <= 100


@given(wandering, st.floats(1e-6, 1e6), st.floats(-1e3, 1e3))
def test_another_unit_and_another_zero_change_nothing(values: np.ndarray, unit: float, zero: float) -> None:
    plain, moved = forecast(values), forecast(unit * (values + zero))
    assert plain is not None
    assert moved is not None
    np.testing.assert_allclose(
        moved / unit - zero, plain, rtol=1e-4, atol=1e-4 * np.abs(plain).max() + 1e-7 * abs(zero)
    )


@given(wandering)
def test_what_is_further_ahead_is_less_certain(values: np.ndarray) -> None:
    got = forecast(values)
    assert got is not None
    width = got[:, 179] - got[:, 19]
    assert (np.diff(width) > 0).all()


@given(wandering)
def test_a_running_total_never_falls(values: np.ndarray) -> None:
    total = np.abs(values).cumsum()
    got = forecast(total, Transform(Scale.LEVEL, 0.0, np.inf, never_falls=True))
    assert got is not None
    assert got.min() >= total[-1]
    assert (np.diff(got, axis=0) >= 0).all()


@given(wandering)
def test_a_long_forecast_passes_through_the_short_one(values: np.ndarray) -> None:
    every = forecast(values, ahead=np.arange(1.0, 31.0))
    some = forecast(values, ahead=np.array([1.0, 5.0, 10.0, 30.0]))
    assert every is not None
    assert some is not None
    np.testing.assert_allclose(every[[0, 4, 9, 29]], some, rtol=1e-9, atol=1e-9)
    assert every[:, MEDIAN].shape == (30,)
