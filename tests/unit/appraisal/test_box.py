"""Boxes: a planted one is recovered, and in noise nothing is found."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.box import LEVEL, Box, found_box, judged_box


def _points(seed: int, worlds: int = 200, columns: int = 12) -> np.ndarray:
    return np.random.default_rng(seed).random((worlds, columns))


def test_a_box_holds_what_lies_within_its_bounds() -> None:
    box = Box(np.array([0.2, -np.inf]), np.array([np.inf, 0.5]))
    assert box.holds(np.array([[0.3, 0.4], [0.1, 0.4], [0.3, 0.6]])).tolist() == [True, False, False]


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_box_is_recovered_from_noisy_worlds(seed: int) -> None:
    points = _points(seed, worlds=300)
    inside = (points[:, 2] < 0.45) & (points[:, 7] > 0.5)
    chance = np.where(inside, 0.9, 0.1)
    judged = judged_box(points, chance, seed=seed)
    assert judged is not None
    assert judged.p < 0.001
    bounded = np.isfinite(judged.box.low) | np.isfinite(judged.box.high)
    assert np.flatnonzero(bounded).tolist() == [2, 7]
    assert judged.box.high[2] == pytest.approx(0.45, abs=0.12)
    assert judged.box.low[7] == pytest.approx(0.5, abs=0.12)
    assert chance[judged.judges][judged.inside].mean() > 0.75


def test_a_planted_box_with_outcomes_of_yes_and_no_is_recovered() -> None:
    points = _points(1, worlds=400)
    happens = (np.random.default_rng(2).random(400) < np.where(points[:, 0] < 0.3, 0.85, 0.15)).astype(float)
    judged = judged_box(points, happens, seed=0)
    assert judged is not None
    assert judged.p < LEVEL
    assert np.flatnonzero(np.isfinite(judged.box.high)).tolist() == [0]
    assert judged.box.high[0] == pytest.approx(0.3, abs=0.1)


def test_noise_has_no_box_more_often_than_the_level() -> None:
    found = 0
    for seed in range(60):
        happens = (np.random.default_rng(1000 + seed).random(200) < 0.3).astype(float)
        judged = judged_box(_points(seed), happens, seed=seed)
        found += judged is not None and judged.p < LEVEL
    assert found <= 7


def test_where_nothing_or_everything_happens_there_is_no_box() -> None:
    assert found_box(_points(0), np.zeros(200)) is None
    assert found_box(_points(0), np.ones(200)) is None
