"""In which share of the worlds each policy comes first, second, ..., when a world's own ranking is uncertain.

A world is known through a few runs, so which policy is best there is itself uncertain. Runs are therefore drawn again
within each world, the same ones for every policy, and a world counts for each ranking as often as it is drawn: a world
that cannot tell two policies apart counts about half for each. Worlds are drawn again as well; a world under two rule
sets is drawn as one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from missionlab.appraisal.crossing import LEVEL, interval

DRAWS = 400


@dataclass(frozen=True)
class Shares:
    """Share of worlds by policy and rank, with 95 % intervals; all have shape (policies, ranks)."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def rank_shares(outcomes: np.ndarray, *, draws: int = DRAWS, seed: int = 0) -> Shares:
    """Shares of ranks from `outcomes` of shape (rule sets, worlds, policies, runs), more is better.

    NaN marks a run that did not reach its end under some policy. At least one world must be `usable`.
    """
    random = np.random.default_rng(seed)
    known = np.any([usable(under) for under in outcomes], axis=0)
    outcomes = outcomes[:, known]
    _, worlds, policies, _ = outcomes.shape
    shares = np.empty((draws, policies, policies))
    for draw in range(draws):
        chosen = random.integers(worlds, size=worlds)
        means = _drawn_means(outcomes[:, chosen].reshape(-1, *outcomes.shape[2:]), random)
        shares[draw] = _counted(_ranks(means, random))
    ends = np.apply_along_axis(interval, 0, shares)
    return Shares(shares.mean(axis=0), ends[0], ends[1])


def chances_to_win(outcomes: np.ndarray, *, draws: int = DRAWS, seed: int = 0) -> np.ndarray:
    """How often each policy comes first in each world when its runs are drawn again: shape (worlds, policies).

    `outcomes` has shape (worlds, policies, runs). A world without runs has NaN.
    """
    random = np.random.default_rng(seed)
    first = sum(_ranks(_drawn_means(outcomes, random), random) == 0 for _ in range(draws)) / draws
    return np.where(usable(outcomes)[:, None], first, np.nan)


def usable(outcomes: np.ndarray) -> np.ndarray:
    """Which worlds, first axis of (worlds, policies, runs), have two runs or more under every policy."""
    return np.isfinite(outcomes).all(axis=1).sum(axis=-1) >= 2


def decided(chances: np.ndarray) -> np.ndarray:
    """Which worlds, given `chances_to_win`, have one policy that comes first in 19 of 20 draws."""
    return chances.max(axis=1) >= LEVEL


def _drawn_means(outcomes: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Means over runs drawn with return, of shape (worlds, policies), without the worlds that have too few runs.

    Drawn runs spread a little less than runs do: by the root of (n - 1) / n, which is made good here.
    """
    there: np.ndarray = np.all(np.isfinite(outcomes), axis=1)
    runs = there.sum(axis=1)
    count = np.maximum(runs, 1)[:, None]
    known = np.where(np.expand_dims(there, 1), outcomes, 0.0)
    means = known.sum(axis=-1) / count
    times = random.multinomial(runs, there / count)
    again = np.einsum("wpr,wr->wp", known, times) / count
    wider = np.sqrt(count / np.maximum(count - 1, 1))
    return np.where(np.expand_dims(runs >= 2, 1), means + wider * (again - means), np.nan)


def _ranks(means: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Rank of each policy in each world, 0 = most; equal means are ordered by lot; -1 in a world without means."""
    worlds, policies = means.shape
    lots = random.permuted(np.tile(np.arange(policies), (worlds, 1)), axis=1)
    order = np.take_along_axis(lots, np.argsort(-np.take_along_axis(means, lots, 1), axis=1, kind="stable"), 1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.tile(np.arange(policies), (worlds, 1)), 1)
    return np.where(np.any(np.isnan(means), axis=1, keepdims=True), -1, ranks)


def _counted(ranks: np.ndarray) -> np.ndarray:
    """Share of worlds by policy and rank, shape (policies, ranks), from ranks of shape (worlds, policies)."""
    there = ranks[np.all(ranks >= 0, axis=1)]
    return (there[:, :, None] == np.arange(ranks.shape[1])).mean(axis=0)
