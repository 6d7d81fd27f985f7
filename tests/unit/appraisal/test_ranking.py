"""Shares of ranks: certain worlds, worlds that cannot tell, ties, and missing runs."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.ranking import chances_to_win, decided, rank_shares, usable


def _certain(means: list[list[float]], runs: int = 4) -> np.ndarray:
    return np.repeat(np.array(means, dtype=float)[:, :, None], runs, axis=2)


def test_certain_worlds_are_counted() -> None:
    outcomes = _certain([[3, 2, 1]] * 6 + [[1, 2, 3]] * 2)
    shares = rank_shares(outcomes[None], draws=2000)
    assert shares.value == pytest.approx(np.array([[0.75, 0, 0.25], [0, 1, 0], [0.25, 0, 0.75]]), abs=0.02)
    # Of eight worlds drawn again, how many are of the first kind is binomial with a chance of .75: 3 or fewer
    # have a probability of .027, 4 or fewer one of .114, all 8 one of .100.
    assert shares.low[0, 0] in (0.375, 0.5)
    assert shares.high[0, 0] == 1.0


def test_every_policy_has_one_rank_and_every_rank_one_policy() -> None:
    shares = rank_shares(np.random.default_rng(0).normal(size=(2, 20, 4, 5)), draws=50)
    assert shares.value.sum(axis=0) == pytest.approx(np.ones(4))
    assert shares.value.sum(axis=1) == pytest.approx(np.ones(4))
    assert (shares.low <= shares.value).all()
    assert (shares.value <= shares.high).all()


def test_policies_that_do_nothing_share_the_ranks_and_no_world_is_decided_too_often() -> None:
    outcomes = np.random.default_rng(1).normal(size=(1, 300, 4, 8))
    shares = rank_shares(outcomes, draws=200)
    assert shares.value == pytest.approx(np.full((4, 4), 0.25), abs=0.04)
    assert decided(chances_to_win(outcomes[0])).mean() < 0.12


def test_equal_numbers_are_ordered_by_lot() -> None:
    chances = chances_to_win(_certain([[1, 1, 0]] * 3), draws=2000)
    assert chances == pytest.approx(np.array([[0.5, 0.5, 0]] * 3), abs=0.05)
    assert not decided(chances).any()


def test_a_clear_world_is_decided() -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, (1, 1, 8))
    assert decided(chances_to_win(np.array([[[0.0], [1.0]]]) + noise)).all()


def test_runs_that_ended_early_count_for_no_policy_and_a_world_without_runs_is_left_out() -> None:
    outcomes = _certain([[1, 2], [2, 1], [2, 1]])
    outcomes[0, 0, 0] = np.nan
    outcomes[0, 1, 0] = -1e9  # the pair of a run that ended early must not count either
    outcomes[2, 0, 1:] = np.nan
    assert usable(outcomes).tolist() == [True, True, False]
    chances = chances_to_win(outcomes, draws=20)
    assert chances[:2].tolist() == [[0, 1], [1, 0]]
    assert np.isnan(chances[2]).all()
    assert rank_shares(outcomes[None], draws=400).value[0, 0] == pytest.approx(0.5, abs=0.06)
