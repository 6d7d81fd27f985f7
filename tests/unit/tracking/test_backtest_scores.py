"""Scores against closed forms, and intervals against what is simulated."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from missionlab.tracking.backtest.bootstrap import Clusters
from missionlab.tracking.backtest.scores import chance_at_most, score
from missionlab.tracking.forecast.levels import LEVELS

NORMAL = stats.norm.ppf(LEVELS)


def _crps_of_standard_normal(outcome: float) -> float:
    """Gneiting and Raftery 2007, (21)."""
    return outcome * (2 * stats.norm.cdf(outcome) - 1) + 2 * stats.norm.pdf(outcome) - 1 / math.sqrt(math.pi)


@pytest.mark.parametrize(("outcome", "tolerance"), [(0.0, 2e-4), (0.7, 2e-4), (-1.5, 2e-4), (2.0, 2e-4), (4.0, 2e-3)])
def test_crps_of_a_normal_from_199_quantiles(outcome: float, tolerance: float) -> None:
    scored = score(NORMAL[None], np.array([outcome]), np.ones(1))
    assert scored.crps[0] == pytest.approx(_crps_of_standard_normal(outcome), rel=tolerance)


def test_crps_is_in_units_of_the_step_and_moves_with_the_forecast() -> None:
    one = score(NORMAL[None], np.array([0.7]), np.ones(1)).crps
    moved = score(3 + 2 * NORMAL[None], np.array([3 + 2 * 0.7]), np.full(1, 4.0)).crps
    assert moved[0] == pytest.approx(one[0] * 2 / 4)


def test_a_certain_forecast_scores_its_distance() -> None:
    scored = score(np.full((1, 199), 5.0), np.array([3.0]), np.full(1, 2.0))
    assert scored.crps[0] == pytest.approx(2.0 / 2.0, rel=6e-3)
    assert scored.width[80][0] == 0


def test_quantile_losses_are_those_of_the_definition() -> None:
    scored = score(NORMAL[None], np.array([1.0]), np.ones(1))
    for place, level in enumerate((0.1, 0.25, 0.5, 0.75, 0.9)):
        miss = 1.0 - stats.norm.ppf(level)
        assert scored.pinball[0, place] == pytest.approx(max(level * miss, (level - 1) * miss))


def test_a_perfect_forecaster_covers_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    count = 4000
    centre, spread = random.normal(size=count), np.exp(random.normal(size=count))
    outcomes = centre + spread * random.normal(size=count)
    scored = score(centre[:, None] + spread[:, None] * NORMAL, outcomes, np.ones(count))
    for percent in (80, 95):
        low, high = stats.binom.interval(0.999, count, percent / 100)
        assert low <= scored.inside[percent].sum() <= high
    assert stats.kstest(scored.below, "uniform").pvalue > 0.001


def test_a_forecaster_that_is_too_sure_does_not() -> None:
    random = np.random.default_rng(6)
    scored = score(np.tile(0.5 * NORMAL, (4000, 1)), random.normal(size=4000), np.ones(4000))
    assert scored.inside[80].mean() == pytest.approx(2 * stats.norm.cdf(0.5 * 1.2816) - 1, abs=0.03)


def test_probabilities_are_those_of_the_distribution() -> None:
    thresholds = np.array([-2.2, -0.5, 0.0, 0.3, 1.9])
    got = chance_at_most(np.tile(NORMAL, (5, 1)), thresholds)
    assert got == pytest.approx(stats.norm.cdf(thresholds), abs=5e-4)


def test_probabilities_beyond_the_outermost_quantiles_and_at_ties() -> None:
    flat = np.full((3, 199), 2.0)
    assert chance_at_most(flat, np.array([1.0, 2.0, 3.0])).tolist() == [1 / 400, 1 - 1 / 400, 1 - 1 / 400]
    half = np.concatenate([np.zeros(100), np.arange(1, 100)])[None]
    assert chance_at_most(half, np.zeros(1))[0] == pytest.approx(0.5)


def test_probabilities_never_fall_as_the_threshold_rises() -> None:
    random = np.random.default_rng(7)
    quantiles = np.sort(np.round(random.normal(size=199), 1))
    thresholds = np.sort(random.normal(size=500))
    chances = chance_at_most(np.tile(quantiles, (500, 1)), thresholds)
    assert (np.diff(chances) >= 0).all()


def _mean(means: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.einsum("bfk,bf->bk", means, weights)


def test_the_mean_weighs_families_alike() -> None:
    families = np.array([0] * 90 + [1] * 10)
    clusters = Clusters(families, np.arange(100) % 5)
    (got,) = clusters.estimate(np.where(families == 0, 1.0, 3.0)[:, None], _mean)
    assert got.value == pytest.approx(2.0)


def test_intervals_cover_the_truth_where_clusters_differ() -> None:
    """200 samples of 2 families x 15 places x 6 rows, whose places differ: the truth is inside in 95 % of cases.

    An interval that took rows for independent would hold it in half of them.
    """
    random = np.random.default_rng(8)
    families, places = np.repeat([0, 1], 90), np.tile(np.repeat(np.arange(15), 6), 2)
    held = 0
    for _ in range(200):
        of_place = random.normal(size=30)
        rows = of_place[families * 15 + places] + 0.5 * random.normal(size=180) + 1.0
        (got,) = Clusters(families, places).estimate(rows[:, None], _mean)
        assert got.low is not None
        assert got.high is not None
        held += got.low <= 1.0 <= got.high
    low, high = stats.binom.interval(0.999, 200, 0.92)
    assert low <= held <= high


def test_the_same_rows_give_the_same_interval() -> None:
    rows = np.random.default_rng(9).normal(size=(60, 1))
    first, second = (Clusters(np.zeros(60, int), np.arange(60) % 12).estimate(rows, _mean) for _ in range(2))
    assert first == second


def test_too_few_clusters_have_no_interval() -> None:
    (got,) = Clusters(np.zeros(8, int), np.arange(8) % 4).estimate(np.arange(8.0)[:, None], _mean)
    assert (got.value, got.low, got.high) == (3.5, None, None)


def test_of_one_place_families_are_drawn() -> None:
    families = np.repeat(np.arange(6), 4)
    (got,) = Clusters(families, np.zeros(24, int)).estimate(families[:, None].astype(float), _mean)
    assert got.value == pytest.approx(2.5)
    assert got.low is not None
    assert got.high is not None
    assert got.low < 2.5 < got.high
