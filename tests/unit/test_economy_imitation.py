"""Whom a capital-good firm imitates: the chances among many firms, the addresses among few, and what a choice costs."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.economy import imitation
from missionlab.economy import random as streams
from missionlab.economy.compiled import block
from missionlab.economy.state import CAPITAL_GOOD_RECORD

MANY = 600
CHOICES = 40_000
SEED = 11


def firms(machine: np.ndarray, process: np.ndarray) -> np.ndarray:
    one = np.zeros(len(machine), CAPITAL_GOOD_RECORD)
    one["key"] = one["place"] = np.arange(len(machine))
    one["machine"], one["process"] = machine, process
    return one


def uniform(count: int) -> np.ndarray:
    return firms(*np.random.default_rng(1).uniform(1.0, 2.0, (2, count)))


def clustered(count: int) -> np.ndarray:
    """A third of the firms hold one technique, a third one of five, the rest are near one another and elsewhere."""
    rng = np.random.default_rng(2)
    one = uniform(count)
    third = count // 3
    one["machine"][:third], one["process"][:third] = 1.5, 1.5
    group = rng.integers(5, size=third)
    one["machine"][third : 2 * third], one["process"][third : 2 * third] = 1.0 + group / 7, 1.9 - group / 9
    one["machine"][2 * third :] = 1.2 + rng.normal(0.0, 1e-3, count - 2 * third)
    order = rng.permutation(count)
    return firms(one["machine"][order], one["process"][order])


def outlier(count: int) -> np.ndarray:
    one = uniform(count)
    one["machine"][7], one["process"][7] = 900.0, 40.0
    return one


def stretched(count: int) -> np.ndarray:
    """Machine productivity has run away from process productivity, and differs by orders of magnitude."""
    one = uniform(count)
    one["machine"] = np.exp(np.random.default_rng(3).normal(3.0, 2.0, count))
    return one


def two_points(count: int) -> np.ndarray:
    one = firms(np.full(count, 1.0), np.full(count, 2.0))
    one["machine"][1::3] = 3.0
    return one


def identical(count: int) -> np.ndarray:
    return firms(np.full(count, 1.1), np.full(count, 0.9))


CLOUDS = [uniform, clustered, outlier, stretched, two_points]


@block
def met_by(seed, t, techniques, weights, key):
    """The key that one firm meets, found as the search for techniques finds it."""
    machines, processes, blocks = techniques
    if weights.size > imitation.FEW:
        return imitation.among_many(seed, t, blocks, weights, key, machines[key], processes[key])
    return imitation.among_few(seed, t, machines, processes, weights, key)


@block
def met_in_many_periods(seed, periods, one, place):
    """How often each key is met by the firm at a place; the last entry counts the periods that met nobody."""
    techniques = imitation.techniques_before_search(one)
    weights, met = np.empty(one.size), np.zeros(one.size + 1, np.int64)
    for t in range(periods):
        met[met_by(seed, t, techniques, weights, one[place].key)] += 1
    return met


def chances(one: np.ndarray, key: int) -> np.ndarray:
    distance = np.hypot(one["machine"] - one["machine"][key], one["process"] - one["process"][key])
    weights = np.divide(1.0, distance, out=np.zeros(len(one)), where=distance > 0.0)
    return weights / weights.sum()


def in_groups(order: np.ndarray, chance: np.ndarray, met: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Chances and counts of about 60 groups of keys in a given order; a group is expected at least five times."""
    group = np.minimum((np.cumsum(chance[order]) * 60).astype(int), 59)
    expected = np.bincount(group, chance[order], 60) * met.sum()
    found = np.bincount(group, met[order], 60)
    return expected[expected > 5.0], found[expected > 5.0]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_among_many_the_chance_is_one_over_distance(cloud) -> None:
    stats = pytest.importorskip("scipy.stats")
    one = cloud(MANY)
    central = int(np.argmin(np.hypot(one["machine"] - 1.5, one["process"] - 1.5)))
    for key in (0, 7, central):
        chance = chances(one, key)
        met = met_in_many_periods(SEED + key, CHOICES, one, key)
        assert met[-1] == 0
        assert met[:-1][chance == 0.0].sum() == 0
        for order in (np.arange(MANY), np.argsort(chance), np.argsort(one["machine"]), np.argsort(one["process"])):
            expected, found = in_groups(order, chance, met[:-1])
            statistic = ((found - expected) ** 2 / expected).sum()
            assert stats.chi2.sf(statistic, max(len(expected) - 1, 1)) > 1e-4, (key, statistic, len(expected))


def test_nobody_is_met_where_all_techniques_are_the_same() -> None:
    for count in (2, MANY):
        met = met_in_many_periods(SEED, 50, identical(count), count - 1)
        assert met[-1] == 50


def test_the_only_other_technique_is_always_met() -> None:
    one = identical(MANY)
    one["process"][123] = 0.9000001
    assert met_in_many_periods(SEED, 200, one, 5)[123] == 200
    others = met_in_many_periods(SEED, 2000, one, 123)
    assert others[123] == others[-1] == 0
    # 599 firms equally far away: a mean of 3.3 each, and a Poisson count of that mean is never above 20.
    assert others.max() < 20


@pytest.mark.parametrize("count", [2, 50, imitation.FEW])
def test_among_few_the_first_number_of_block_0_picks_in_the_order_of_keys(count: int) -> None:
    one = uniform(count)
    techniques = imitation.techniques_before_search(one)
    for t in range(1, 40):
        key = t % count
        sums = np.cumsum(chances(one, key))
        u, _ = streams.uniforms(SEED, t, streams.IMITATION, key, 0)
        chosen = met_by(SEED, t, techniques, np.empty(count), key)
        assert chosen == np.argmax(sums > u * sums[-1])


@pytest.mark.parametrize("count", [40, MANY])
def test_the_places_of_firms_do_not_matter(count: int) -> None:
    one = clustered(count)
    order = np.random.default_rng(5).permutation(count)
    moved = one[order]
    moved["place"][order] = np.arange(count)
    for place in (0, count - 1):
        # The firm with key order[place] stands at that place of the other array.
        here = met_in_many_periods(SEED, 300, one, order[place])
        np.testing.assert_array_equal(met_in_many_periods(SEED, 300, moved, place), here)


def gaps_to_boxes(blocks: imitation.Blocks, machine: float, process: float) -> np.ndarray:
    across = np.maximum(np.maximum(blocks.low_machine - machine, machine - blocks.high_machine), 0.0)
    along = np.maximum(np.maximum(blocks.low_process - process, process - blocks.high_process), 0.0)
    return np.hypot(across, along)


@pytest.mark.parametrize("cloud", [*CLOUDS, identical])
def test_the_blocks_hold_every_firm_once_inside_its_box(cloud) -> None:
    one = cloud(MANY)
    blocks = imitation.techniques_before_search(one).blocks
    assert sorted(blocks.keys) == list(range(MANY))
    assert blocks.first[0] == 0
    assert blocks.first[-1] == MANY
    assert np.all(np.diff(blocks.first) > 0)
    block_of = np.repeat(np.arange(len(blocks.diameter)), np.diff(blocks.first))
    for productivity, low, high in (
        (one["machine"], blocks.low_machine, blocks.high_machine),
        (one["process"], blocks.low_process, blocks.high_process),
    ):
        assert np.all(productivity[blocks.keys] >= low[block_of])
        assert np.all(productivity[blocks.keys] <= high[block_of])


def looked_at(one: np.ndarray) -> float:
    """Blocks, and members of near blocks, that a choice looks at: a mean over a hundred firms."""
    blocks = imitation.techniques_before_search(one).blocks
    members = 0
    keys = range(0, len(one), len(one) // 100)
    for key in keys:
        gaps = gaps_to_boxes(blocks, one["machine"][key], one["process"][key])
        members += np.diff(blocks.first)[gaps < blocks.diameter].sum()
    return len(blocks.diameter) + members / len(keys)


@pytest.mark.parametrize("cloud", [*CLOUDS, identical])
def test_what_a_choice_looks_at_grows_far_slower_than_firms(cloud) -> None:
    # 16 times the firms: 4 times as much would be the square root of firms, 8 times its power 3/4, which is what
    # blocks that all lie in long thin strips would cost.
    few, many = looked_at(cloud(625)), looked_at(cloud(10_000))
    assert many < 8.0 * few
    assert many < 10_000 / 8
