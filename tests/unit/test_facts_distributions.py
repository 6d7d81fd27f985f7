"""Shapes of distributions against laws whose shape is known, and against scipy."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.ensemble.distributions import (
    NORMAL_AT_95,
    geometric_log_likelihood,
    lowest,
    normality_statistic,
    power_law_log_likelihood,
    spells,
    subbotin_shape,
    weibull_shape,
)

RANDOM = np.random.default_rng(2026)


def test_the_lowest_point_of_a_valley() -> None:
    assert lowest(lambda x: (x - 0.7) ** 2, -3, 5) == pytest.approx(0.7, abs=1e-6)


@pytest.mark.parametrize(("shape", "near"), [(0.7, 0.03), (1.0, 0.04), (2.0, 0.1), (4.0, 0.4)])
def test_the_subbotin_shape_of_a_sample_is_found(shape: float, near: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    sample = 3 + 0.2 * stats.gennorm.rvs(shape, size=20_000, random_state=1)
    found = subbotin_shape(sample)
    assert found == pytest.approx(shape, abs=near)
    best = max(
        np.linspace(0.5 * shape, 1.5 * shape, 41),
        key=lambda b: _log_likelihood(stats, sample - np.median(sample), b),
    )
    assert found == pytest.approx(best, abs=0.03 * shape)


def _log_likelihood(stats: object, values: np.ndarray, shape: float) -> float:
    """Of scipy's law, with the scale that fits this shape best."""
    scale = (shape * np.mean(np.abs(values) ** shape)) ** (1 / shape)
    return float(stats.gennorm.logpdf(values, shape, scale=scale).sum())  # type: ignore[attr-defined]


def test_the_subbotin_shape_knows_no_units_and_no_shape_of_a_constant() -> None:
    sample = RANDOM.standard_t(3, size=500)
    assert subbotin_shape(1e6 * sample - 4) == pytest.approx(subbotin_shape(sample), rel=1e-4)
    assert np.isnan(subbotin_shape(np.full(10, 2.5)))


def test_normal_samples_seldom_exceed_the_bound_and_skewed_ones_do() -> None:
    stats = pytest.importorskip("scipy.stats")
    sample = RANDOM.normal(size=300)
    assert normality_statistic(sample) == pytest.approx(stats.jarque_bera(sample).statistic)
    normal = [normality_statistic(RANDOM.normal(size=200)) > NORMAL_AT_95 for _ in range(400)]
    assert 0.01 < np.mean(normal) < 0.09
    assert normality_statistic(RANDOM.exponential(size=200)) > NORMAL_AT_95


def test_spells_are_counted_whole_and_those_cut_by_the_ends_are_not() -> None:
    yes = np.array([1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1], dtype=bool)
    assert spells(yes).tolist() == [3, 1]
    assert spells(np.ones(5, dtype=bool)).tolist() == []
    assert spells(np.zeros(5, dtype=bool)).tolist() == []


def test_geometric_durations_are_known_from_those_of_a_power_law() -> None:
    geometric, power = RANDOM.geometric(0.4, size=3000), RANDOM.zipf(2.2, size=3000)
    assert geometric_log_likelihood(geometric) > power_law_log_likelihood(geometric) + 0.05
    assert geometric_log_likelihood(power) < power_law_log_likelihood(power) - 0.05


def test_log_likelihoods_are_those_of_scipy_at_the_best_parameter() -> None:
    stats = pytest.importorskip("scipy.stats")
    durations = np.array([1, 1, 2, 5, 3, 1, 2, 9])
    assert geometric_log_likelihood(durations) == pytest.approx(
        stats.geom.logpmf(durations, 1 / durations.mean()).mean()
    )
    best = max(stats.zipf.logpmf(durations, s).mean() for s in np.linspace(1.2, 3, 2001))
    assert power_law_log_likelihood(durations) == pytest.approx(best, abs=1e-6)
    assert geometric_log_likelihood(np.ones(4)) == 0


@pytest.mark.parametrize("shape", [0.7, 1.0, 1.6])
def test_the_weibull_shape_of_durations_is_found(shape: float) -> None:
    """Durations are drawn by turning the law P(D > d) = q^(d^shape) around."""
    uniform = RANDOM.random(8000)
    durations = np.ceil((np.log(uniform) / np.log(0.6)) ** (1 / shape)).astype(int)
    assert weibull_shape(durations) == pytest.approx(shape, abs=0.05)


def test_durations_that_are_all_alike_have_no_weibull_shape() -> None:
    assert np.isnan(weibull_shape(np.full(9, 2)))
