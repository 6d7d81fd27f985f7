"""The methods of the pool against closed forms, written-out models, scipy and simulated series of known make."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from scipy import optimize, stats

from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.forecast import damped_ets, farmer_lafond, local_trend, saturating
from missionlab.tracking.forecast.history import History, history_of
from missionlab.tracking.forecast.levels import (
    CELL_LEVELS,
    LEVELS,
    MEDIAN,
    averaged,
    crps_of,
    mixed,
    mixture,
    position_of,
    stretched,
    student,
)

LEVEL = Transform(Scale.LEVEL, -np.inf, np.inf, never_falls=False)
LOG = Transform(Scale.LOG, 0.0, np.inf, never_falls=False)
SHARE = Transform(Scale.LOGIT, 0.0, 100.0, never_falls=False)
AHEAD = np.array([1.0, 5.0, 10.0])


def history(values: np.ndarray, transform: Transform = LEVEL, starts: tuple[float, ...] = ()) -> History:
    return history_of(np.arange(float(len(values))), np.asarray(values, dtype=float), transform, starts)


# ---- quantiles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("freedom", [1.0, 2.0, 3.0, 8.0, 29.0, 31.0, 120.0])
def test_student_quantiles_are_scipys(freedom: float) -> None:
    np.testing.assert_allclose(student(freedom), stats.t.ppf(LEVELS, freedom), rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(student(freedom, cells=True), stats.t.ppf(CELL_LEVELS, freedom), rtol=1e-5, atol=1e-9)


def test_mixture_has_the_quantiles_of_the_mixed_distribution() -> None:
    centres, scales, weights = np.array([0.0, 3.0, -1.0]), np.array([1.0, 0.5, 2.0]), np.array([0.5, 0.3, 0.2])
    points = centres[:, None] + scales[:, None] * stats.norm.ppf(CELL_LEVELS)

    def share_below(x: float) -> float:
        return float(weights @ stats.norm.cdf((x - centres) / scales))

    got = [share_below(x) for x in mixture(points[None], weights)[0]]
    # Components are cut into cells of up to 6 % of their probability; with three of them that shows most.
    np.testing.assert_allclose(got, LEVELS, atol=0.01)


def test_either_of_two_is_wider_than_their_average() -> None:
    one, other = stats.norm.ppf(LEVELS)[None], 4 + stats.norm.ppf(LEVELS)[None]
    np.testing.assert_allclose(averaged([one, other], [1, 1]), 2 + stats.norm.ppf(LEVELS)[None])
    both = mixed(one, other)[0]
    assert (np.diff(both) >= 0).all()
    shares = 0.5 * stats.norm.cdf(both) + 0.5 * stats.norm.cdf(both - 4)
    np.testing.assert_allclose(shares, LEVELS, atol=0.004)


def test_a_stretched_normal_has_so_many_times_the_spread_around_the_same_median() -> None:
    normal = stats.norm.ppf(LEVELS)
    got = stretched(np.stack([3 + normal, 5 + normal]), np.array([2.0, 0.5]))
    np.testing.assert_allclose(got, [3 + 2 * normal, 5 + 0.5 * normal])
    assert [float(LEVELS[position_of(level)]) for level in (0.025, 0.5, 0.9)] == pytest.approx([0.025, 0.5, 0.9])


def test_crps_is_that_of_a_normal() -> None:
    got = crps_of(stats.norm.ppf(LEVELS)[None].repeat(3, axis=0), np.array([0.0, 1.0, -2.0]))
    z = np.array([0.0, 1.0, -2.0])
    closed = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi)
    np.testing.assert_allclose(got, closed, rtol=2e-3)


# ---- each method against its own model, written out another way -----------------------------------------------------


@pytest.mark.parametrize(("observed", "ahead"), [(2, 1), (9, 4), (30, 12)])
def test_error_variance_of_the_walk_is_that_of_its_shocks(observed: int, ahead: int) -> None:
    theta = farmer_lafond.THETA
    # Each step in terms of the shocks; the error is the sum to come less ahead times the mean so far.
    steps = np.eye(observed + ahead, observed + ahead + 1, k=1) + theta * np.eye(observed + ahead, observed + ahead + 1)
    error = steps[observed:].sum(axis=0) - ahead * steps[:observed].mean(axis=0)
    got = farmer_lafond.error_variance(np.array([float(ahead)]), float(observed))[0]
    # Variance of a step is 1 + theta^2; the mean is taken with the shock before the first as one more whole one.
    assert got * (1 + theta**2) == pytest.approx((error**2).sum(), rel=0.02 if observed > 2 else 0.3)


def test_damped_smoothing_is_the_recursion_and_its_start_least_squares() -> None:
    random = np.random.default_rng(3)
    values = np.cumsum(0.4 + random.standard_normal(15))
    fitted = damped_ets._Fitted(values, np.ones(14))
    at = 37
    alpha, beta, phi = (column[at] for column in (damped_ets._ALPHA, damped_ets._BETA, damped_ets._PHI))

    def run(start: np.ndarray) -> tuple[np.ndarray, float, float]:
        level, slope = start
        errors = []
        for value in values:
            errors.append(value - level - phi * slope)
            level, slope = level + phi * slope + alpha * errors[-1], phi * slope + beta * errors[-1]
        return np.array(errors), level, slope

    best = optimize.least_squares(lambda start: run(start)[0], np.zeros(2))
    _, level, slope = run(best.x)
    freedom = 13.0
    centre, scale = fitted.ahead(AHEAD, freedom)
    wanted = [level + slope * sum(phi**i for i in range(1, int(h) + 1)) for h in AHEAD]
    np.testing.assert_allclose(centre[:, at], wanted, rtol=1e-6)
    assert fitted._left[at] == pytest.approx(2 * best.cost, rel=1e-8)
    one_ahead = run(best.x)[0].var(ddof=0) * 15 / freedom
    assert scale[0, at] ** 2 >= one_ahead * (1 - 1e-9)


def test_noise_of_damped_smoothing_grows_as_simulated() -> None:
    at = 37
    alpha, beta, phi = (column[at] for column in (damped_ets._ALPHA, damped_ets._BETA, damped_ets._PHI))
    random = np.random.default_rng(8)
    level, slope = np.zeros((2, 200_000))
    spread = []
    for _ in range(10):
        error = random.standard_normal(200_000)
        spread.append((level + phi * slope + error).var())
        level, slope = level + phi * slope + alpha * error, phi * slope + beta * error
    np.testing.assert_allclose(damped_ets._noise(np.arange(1.0, 11))[:, at], spread, rtol=0.02)


@pytest.mark.parametrize("longest", [1, 3, 10])
def test_intervals_of_damped_smoothing_hold_across_gaps(longest: int) -> None:
    """A walk with drift, seen every year or every few years: 80 % intervals five years on."""
    random = np.random.default_rng(longest)
    runs, inside = 300, 0
    for _ in range(runs):
        gaps = random.integers(1, longest + 1, 19)
        times = np.concatenate([[0], np.cumsum(gaps)])
        truth = np.cumsum(0.1 + random.standard_normal(times[-1] + 6))
        got = damped_ets.quantiles(history_of(times.astype(float), truth[times], LEVEL), np.array([5.0]))
        assert got is not None
        inside += got[0, 19] <= truth[-1] <= got[0, 179]
    assert 0.72 <= inside / runs <= 0.9


def test_kalman_filter_is_the_conditional_normal_distribution() -> None:
    random = np.random.default_rng(5)
    count, far = 12, 6
    values = np.cumsum(random.standard_normal(count))
    filtered = local_trend._Filtered(values, np.ones(count - 1))
    at = 16
    noise, slope = local_trend._NOISE[at], local_trend._SLOPE[at]
    assert noise > 0
    assert slope > 0
    # State noise of one year: [[1 + s/3, s/2], [s/2, s]]; start level and slope as good as unknown.
    size = count + far
    step = np.array([[1 + slope / 3, slope / 2], [slope / 2, slope]])
    move = np.array([[1.0, 1.0], [0.0, 1.0]])
    powers = [np.linalg.matrix_power(move, k) for k in range(size)]
    covariance = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            state = powers[i] @ (1e7 * np.eye(2)) @ powers[j].T
            for k in range(1, min(i, j) + 1):
                state = state + powers[i - k] @ step @ powers[j - k].T
            covariance[i, j] = state[0, 0] + noise * (i == j)
    known, new = covariance[:count, :count], covariance[-1:, :count]
    mean = new @ np.linalg.solve(known, values)
    variance = covariance[-1, -1] - new @ np.linalg.solve(known, new.T)
    centre, spread = filtered.ahead(np.array([float(far)]))
    assert centre[0, at] == pytest.approx(mean[0], abs=2e-3)
    assert spread[0, at] ** 2 == pytest.approx(variance[0, 0], rel=2e-3)


def test_an_unknown_ceiling_is_found_where_growth_bends() -> None:
    random = np.random.default_rng(1)
    years = np.arange(25.0)
    line = -3 + 0.3 * years + np.cumsum(0.05 * random.standard_normal(25))
    amount = np.log(80 / (1 + np.exp(-line)))
    got = saturating.quantiles(history(amount, LOG), AHEAD)
    walk = farmer_lafond.quantiles(history(amount, LOG), AHEAD)
    assert got is not None
    assert walk is not None
    assert got[2, MEDIAN] == pytest.approx(np.log(80), abs=0.1)
    assert got[2, 179] < np.log(80) + 0.3
    assert walk[2, MEDIAN] > np.log(150)


def test_far_below_any_ceiling_growth_goes_on() -> None:
    random = np.random.default_rng(2)
    amount = np.cumsum(0.3 + 0.1 * random.standard_normal(20))
    got = saturating.quantiles(history(amount, LOG), AHEAD)
    walk = farmer_lafond.quantiles(history(amount, LOG), AHEAD)
    assert got is not None
    assert walk is not None
    assert got[0, MEDIAN] == pytest.approx(walk[0, MEDIAN], abs=0.1)
    assert got[2, 189] > walk[2, MEDIAN] - 0.5


@pytest.mark.parametrize("transform", [LOG, SHARE])
def test_a_fall_is_a_rise_turned_upside_down(transform: Transform) -> None:
    values = np.cumsum(0.1 + 0.05 * np.random.default_rng(4).standard_normal(15))
    up = saturating.quantiles(history(values, transform), AHEAD)
    down = saturating.quantiles(history(-values, transform), AHEAD)
    assert up is not None
    assert down is not None
    np.testing.assert_allclose(down, -up[:, ::-1], atol=1e-9)


# ---- intervals hold on simulated series of the method's own make ----------------------------------------------------


def smoothed(random: np.random.Generator, length: int) -> np.ndarray:
    """A series of the damped smoothing model, with parameters drawn from its grid."""
    at = random.integers(len(damped_ets._ALPHA))
    alpha, beta, phi = (column[at] for column in (damped_ets._ALPHA, damped_ets._BETA, damped_ets._PHI))
    level, slope, out = 0.0, random.standard_normal(), []
    for error in random.standard_normal(length):
        out.append(level + phi * slope + error)
        level, slope = level + phi * slope + alpha * error, phi * slope + beta * error
    return np.array(out)


def wandering(random: np.random.Generator, length: int) -> np.ndarray:
    """A series of the local linear trend, with variances drawn from its grid."""
    at = random.integers(len(local_trend._NOISE))
    noise, slope = local_trend._NOISE[at], local_trend._SLOPE[at]
    slopes = np.cumsum(np.sqrt(slope) * random.standard_normal(length))
    return np.cumsum(slopes + random.standard_normal(length)) + np.sqrt(noise) * random.standard_normal(length)


@pytest.mark.parametrize(("method", "make"), [(damped_ets, smoothed), (local_trend, wandering)])
def test_intervals_hold_on_series_of_the_methods_own_make(
    method: ModuleType, make: Callable[[np.random.Generator, int], np.ndarray]
) -> None:
    """Parameters are as likely as the method takes them to be, so that its intervals hold what they say."""
    random = np.random.default_rng(20261124)
    runs, inside = 400, np.zeros(2)
    for _ in range(runs):
        truth = make(random, 35)
        got = method.quantiles(history(truth[:25]), np.array([1.0, 10.0]))
        assert got is not None
        inside += (got[:, 19] <= truth[[25, 34]]) & (truth[[25, 34]] <= got[:, 179])
    np.testing.assert_allclose(inside / runs, 0.80, atol=0.06)


# ---- level breaks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [farmer_lafond, damped_ets, local_trend])
def test_the_size_of_a_declared_break_does_not_matter(method: ModuleType) -> None:
    values = np.cumsum(0.5 + np.random.default_rng(6).standard_normal(20))
    jumped = values + np.where(np.arange(20) < 11, 0.0, 40.0)
    one = method.quantiles(history(values, starts=(11.0,)), AHEAD)
    other = method.quantiles(history(jumped, starts=(11.0,)), AHEAD)
    assert one is not None
    np.testing.assert_allclose(other, one + 40, atol=1e-6)


def test_splicing_keeps_every_other_step() -> None:
    known = history(np.array([0.0, 1, 2, 3, 24, 25, 26.0]), starts=(4.0,))
    np.testing.assert_allclose(known.spliced(), [20, 21, 22, 23, 24, 25, 26])
    assert known.known == 6
    assert known.last == 26


def test_in_steps_a_series_is_counted_from_its_last_value_in_its_mean_step() -> None:
    found = history(np.array([1.0, 3, 7, 4, 30, 33.0]), starts=(4.0,)).in_steps()
    assert found is not None
    # Steps of 2, 4, -3 and 3; the step across the break is filled in by the mean of those around it, 6 / 4.
    assert found[1] == pytest.approx((2 + 4 + 3 + 1.5 + 3) / 5)
    np.testing.assert_allclose(np.diff(found[0]) * found[1], [2, 4, -3, 1.5, 3])
    assert found[0][-1] == 0
    assert history(np.full(8, 5.0)).in_steps() is None


def test_a_step_out_of_line_is_a_break_in_one_of_two_readings() -> None:
    random = np.random.default_rng(9)
    values = np.cumsum(random.standard_normal(20)) + np.where(np.arange(20) < 12, 0, 25)
    readings = history(values).readings()
    assert [reading.across.sum() for reading in readings] == [0, 1]
    assert readings[1].across[11]
    assert len(history(np.cumsum(random.standard_normal(20))).readings()) == 1


@pytest.mark.slow
def test_false_alarms_are_as_rare_as_said() -> None:
    random = np.random.default_rng(10)
    flagged = sum(len(history(np.cumsum(random.standard_normal(25))).readings()) > 1 for _ in range(4000))
    assert 0.004 <= flagged / 4000 <= 0.015
