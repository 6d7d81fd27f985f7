"""The same seed gives the same bits, whatever is recorded, in any order, on any number of threads; and branching."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from economies import small
from hypothesis import given, settings
from hypothesis import strategies as st

from missionlab.economy.levers import NAMES as LEVERS
from missionlab.economy.levers import BadLevers, no_levers, schedule
from missionlab.economy.series import NAMES, UnknownSeries
from missionlab.economy.simulate import Code, Economy, simulate, start

RULES = ("closed", "lsd-0.1")
PERIODS = 60


def _arrays(economy: Economy) -> list[np.ndarray]:
    return [*economy.state[:4], np.array(economy.state.macro)]


def _assert_same(left: Economy, right: Economy) -> None:
    for mine, theirs in zip(_arrays(left), _arrays(right), strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("rules", RULES)
def test_the_same_seed_gives_the_same_bits_and_another_seed_others(rules: str) -> None:
    first = simulate(small(), seed=11, periods=PERIODS, rules=rules)
    np.testing.assert_array_equal(simulate(small(), seed=11, periods=PERIODS, rules=rules).series, first.series)
    assert not np.array_equal(simulate(small(), seed=12, periods=PERIODS, rules=rules).series, first.series)


def test_a_shorter_run_is_the_beginning_of_a_longer_one() -> None:
    long = simulate(small(), seed=11, periods=PERIODS)
    np.testing.assert_array_equal(simulate(small(), seed=11, periods=17).series, long.series[:17])


@settings(max_examples=10)
@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=12))
def test_what_is_recorded_changes_no_number(names: list[str]) -> None:
    everything = simulate(small(), seed=5, periods=30)
    chosen = simulate(small(), seed=5, periods=30, series=tuple(names))
    assert chosen.names == tuple(names)
    assert chosen.series.shape == (30, len(names))
    for name in names:
        np.testing.assert_array_equal(chosen[name], everything[name])


def test_all_series_are_recorded_unless_some_are_chosen() -> None:
    run = simulate(small(), periods=3)
    assert run.names == NAMES
    assert run.series.shape == (3, len(NAMES))
    assert (run.first_period, run.code, run.stopped_at) == (1, Code.COMPLETED, None)
    with pytest.raises(UnknownSeries, match=r"did you mean gdp\?"):
        simulate(small(), periods=3, series=("gpd",))


def test_two_threads_give_the_bits_of_one_in_any_order() -> None:
    seeds = list(range(12))
    alone = {seed: simulate(small(), seed=seed, periods=PERIODS).series for seed in seeds}
    together: dict[int, np.ndarray] = {}

    def work(mine: list[int]) -> None:
        for seed in mine:
            together[seed] = simulate(small(), seed=seed, periods=PERIODS).series

    threads = [threading.Thread(target=work, args=(part,)) for part in (seeds[::-2], seeds[0::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(together) == seeds
    for seed in seeds:
        np.testing.assert_array_equal(together[seed], alone[seed])


def test_a_run_of_other_sizes_in_between_changes_nothing() -> None:
    first = simulate(small(), seed=5, periods=30).series
    simulate(small(9, 31), seed=5, periods=30)
    np.testing.assert_array_equal(simulate(small(), seed=5, periods=30).series, first)


# Branching


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
@settings(max_examples=8)
@given(stop=st.integers(1, PERIODS - 1), seed=st.integers(0, 2**40))
def test_an_economy_that_stops_and_goes_on_is_one_that_never_stopped(
    rules: str, spending: str, stop: int, seed: int
) -> None:
    whole = simulate(small(), seed=seed, periods=PERIODS, rules=rules, spending=spending)
    economy = start(small(), seed=seed, rules=rules, spending=spending)
    before = economy.advance(stop)
    branch = economy.copy()
    after = economy.advance(PERIODS - stop)
    np.testing.assert_array_equal(np.vstack([before.series, after.series]), whole.series)
    assert (before.first_period, after.first_period) == (1, stop + 1)
    np.testing.assert_array_equal(branch.advance(PERIODS - stop).series, after.series)
    _assert_same(branch, economy)


@settings(max_examples=10)
@given(cuts=st.sets(st.integers(1, PERIODS - 1), max_size=6))
def test_any_number_of_stops_gives_the_same_bits(cuts: set[int]) -> None:
    ends = [*sorted(cuts), PERIODS]
    economy = start(small(), seed=8)
    parts = [economy.advance(end - begin).series for begin, end in zip([0, *ends], ends, strict=False)]
    np.testing.assert_array_equal(np.vstack(parts), simulate(small(), seed=8, periods=PERIODS).series)


def test_a_copy_shares_no_memory_and_goes_its_own_way() -> None:
    economy = start(small(), seed=8)
    economy.advance(20)
    kept = [array.copy() for array in _arrays(economy)]
    branch = economy.copy()
    for mine, theirs in zip(_arrays(economy), _arrays(branch), strict=True):
        assert not np.shares_memory(mine, theirs)
    branch.advance(10, schedule(30, benefit_rate={21: -0.4}))
    for now, then in zip(_arrays(economy), kept, strict=True):
        np.testing.assert_array_equal(now, then)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=8)
@given(
    begin=st.integers(2, PERIODS),
    benefit=st.floats(-0.4, 0.6),
    tax=st.floats(-0.1, 0.5),
)
def test_a_policy_leaves_what_came_before_it_as_it_was(rules: str, begin: int, benefit: float, tax: float) -> None:
    without = simulate(small(), seed=2, periods=PERIODS, rules=rules)
    levers = schedule(PERIODS, benefit_rate={begin: benefit}, tax_rate={begin: tax})
    policy = simulate(small(), levers, seed=2, periods=PERIODS, rules=rules)
    np.testing.assert_array_equal(policy.series[: begin - 1], without.series[: begin - 1])


def test_a_policy_changes_what_comes_after() -> None:
    without = simulate(small(), seed=2, periods=PERIODS)
    policy = simulate(small(), schedule(PERIODS, benefit_rate={30: -0.4}), seed=2, periods=PERIODS)
    assert not np.array_equal(policy.series[29], without.series[29])


def test_a_branch_under_a_lever_is_the_run_under_its_schedule() -> None:
    levers = schedule(PERIODS, benefit_rate={31: -0.2}, tax_rate={31: 0.1, 45: 0.0})
    whole = simulate(small(), levers, seed=2, periods=PERIODS)
    economy = start(small(), seed=2)
    economy.advance(30)
    branch = economy.copy()
    np.testing.assert_array_equal(branch.advance(30, levers).series, whole.series[30:])


def test_zeros_are_no_policy() -> None:
    np.testing.assert_array_equal(
        simulate(small(), no_levers(PERIODS), seed=2, periods=PERIODS).series,
        simulate(small(), seed=2, periods=PERIODS).series,
    )


def test_levers_that_cannot_be_run_are_refused_before_anything_runs() -> None:
    with pytest.raises(BadLevers, match="shape"):
        simulate(small(), np.zeros(10), periods=10)
    with pytest.raises(BadLevers, match="finite"):
        simulate(small(), np.full((10, len(LEVERS)), np.nan), periods=10)
    with pytest.raises(BadLevers, match="9 rows"):
        simulate(small(), np.zeros((9, len(LEVERS))), periods=10)


@pytest.mark.parametrize("seed", [0, 2**32, 2**62])
def test_seeds_may_be_large(seed: int) -> None:
    assert simulate(small(), seed=seed, periods=3).code is Code.COMPLETED


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, "one"])
def test_what_is_no_seed_is_refused(seed: object) -> None:
    with pytest.raises(ValueError, match="seed"):
        simulate(small(), seed=seed, periods=3)  # type: ignore[arg-type]


@pytest.mark.parametrize("choice", [{"rules": "open"}, {"spending": "lavish"}, {"periods": -1}, {"periods": 2.5}])
def test_what_is_no_choice_is_refused_in_words(choice: dict) -> None:
    with pytest.raises(ValueError, match=next(iter(choice))):
        simulate(small(), **{"periods": 3, **choice})
