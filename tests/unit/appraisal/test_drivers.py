"""Drivers: the margin without the luck of the best, Morris and PAWN against SALib and against planted functions."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.drivers import SLICES, elementary_effects, margins, morris, pawn
from missionlab.appraisal.ranges import RANGES, Range
from missionlab.appraisal.worlds import LEVELS, latin_worlds, morris_worlds, world
from missionlab.economy.parameters import REGISTRY, Parameters

FIVE = RANGES[:5]


def _problem() -> dict[str, object]:
    return {"num_vars": 5, "names": [entry.parameter for entry in FIVE], "bounds": [[0, 1]] * 5}


def _margin(points: np.ndarray, runs: int, noise: float, seed: int = 0) -> np.ndarray:
    """Parameter 1 matters much, parameter 3 a little, the others not at all."""
    true = 2 * points[:, 1] + 0.5 * points[:, 3] ** 2
    return true[:, None] + np.random.default_rng(seed).normal(0, noise, (len(points), runs))


def test_the_margin_of_the_best_is_free_of_its_luck() -> None:
    outcomes = np.random.default_rng(0).normal(size=(4000, 6, 8))
    fair = margins(outcomes, [0, 1, 2, 3], [4, 5])
    assert np.abs(fair.mean()) < 0.04
    means = outcomes.mean(axis=2)
    assert (means[:, :4].max(axis=1) - means[:, 4:].max(axis=1)).mean() > 0.1  # what it would be otherwise


def test_the_margin_is_that_of_the_best_of_each_group() -> None:
    outcomes = np.repeat(np.array([[[1.0], [5.0], [2.0], [3.0]]]), 4, axis=2)
    assert margins(outcomes, [0, 1], [2, 3]).tolist() == [[2.0] * 4]
    outcomes[0, 3, 2] = np.nan
    assert np.isnan(margins(outcomes, [0, 1], [2, 3])).tolist() == [[False, False, True, False]]


def test_morris_agrees_with_salib() -> None:
    from SALib.analyze import morris as theirs

    points = morris_worlds(FIVE, 12, seed=1)
    margin = _margin(points, 3, 0.2)
    found = morris(elementary_effects(points, margin), draws=50)
    expected = theirs.analyze(_problem(), points, margin.mean(axis=1), num_levels=LEVELS, num_resamples=10, seed=1)
    assert found.value == pytest.approx(np.asarray(expected["mu_star"], dtype=float))


def test_pawn_agrees_with_salib() -> None:
    from SALib.analyze import pawn as theirs

    points = latin_worlds(FIVE, 200, seed=1)
    margin = _margin(points, 1, 0.2)[:, 0]
    expected = theirs.analyze(_problem(), points, margin, S=SLICES, seed=1)
    # SALib's slices end at quantiles of the points, ours hold equal numbers: a point more or less at an end.
    assert pawn(points, margin, draws=5).value == pytest.approx(np.asarray(expected["maximum"], dtype=float), abs=0.05)


def test_drivers_that_were_planted_are_above_chance_and_the_others_are_not() -> None:
    points = morris_worlds(FIVE, 10, seed=3)
    screened = morris(elementary_effects(points, _margin(points, 8, 0.6)), draws=300)
    assert screened.value[1] == pytest.approx(2.0, abs=0.35)
    assert (screened.value > screened.chance)[1]
    assert screened.value[[0, 2, 4]] == pytest.approx(screened.chance[[0, 2, 4]], abs=0.25)
    spread = latin_worlds(FIVE, 200, seed=3)
    closer = pawn(spread, _margin(spread, 8, 0.6).mean(axis=1), draws=300)
    assert int(np.argmax(closer.value)) == 1
    assert closer.low[1] > closer.chance[1]
    assert (closer.low <= closer.value).all()
    assert (closer.value <= closer.high).all()


def test_parameters_that_do_nothing_exceed_chance_as_rarely_as_it_says() -> None:
    above = {"morris": [], "pawn": []}
    for seed in range(40):
        points, spread = morris_worlds(FIVE, 6, seed), latin_worlds(FIVE, 100, seed)
        noise = np.random.default_rng(seed)
        screened = morris(elementary_effects(points, noise.normal(size=(len(points), 8))), draws=100, seed=seed)
        closer = pawn(spread, noise.normal(size=100), draws=100, seed=seed)
        above["morris"].append(screened.value > screened.chance)
        above["pawn"].append(closer.value > closer.chance)
    for measure, found in above.items():
        assert np.mean(found) < 0.11, measure


def test_a_world_that_is_missing_blanks_its_own_effects_only() -> None:
    points = morris_worlds(FIVE, 6, seed=0)
    margin = _margin(points, 4, 0.1)
    margin[2] = np.nan
    found = morris(elementary_effects(points, margin), draws=20)
    assert np.isfinite(found.value).all()


def test_ranges_hold_the_default_lie_within_the_registry_and_begin_with_the_search_parameter() -> None:
    defaults = Parameters()._asdict()
    assert RANGES[0].parameter == "innovation_efficiency"
    assert len({entry.parameter for entry in RANGES}) == len(RANGES)
    for entry in RANGES:
        assert entry.low <= defaults[entry.parameter] <= entry.high, entry
        assert REGISTRY[entry.parameter].admits(entry.low), entry
        assert REGISTRY[entry.parameter].admits(entry.high), entry
        assert entry.reason


def test_a_place_in_a_range() -> None:
    assert Range("x", 1, 100, True, "").value(0.5) == pytest.approx(10)
    assert Range("x", 1, 100, False, "").value(0.5) == pytest.approx(50.5)


def test_worlds_are_spread_evenly_and_corners_can_be_run() -> None:
    places = latin_worlds(RANGES, 50, seed=7)
    assert (np.sort(np.floor(places * 50), axis=0) == np.arange(50)[:, None]).all()
    assert (places == latin_worlds(RANGES, 50, seed=7)).all()
    for corner in (np.zeros(len(RANGES)), np.ones(len(RANGES))):
        made = world(Parameters(), RANGES, corner)
        assert made.innovation_efficiency == pytest.approx(RANGES[0].high if corner[0] else RANGES[0].low)
        assert made.labour_force == Parameters().labour_force
