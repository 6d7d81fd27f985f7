"""Policies that share what comes before they differ: the bits of each simulated alone, and no work done twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from ensembles import PENNILESS, PERIODS, SMALL
from hypothesis import given, settings
from hypothesis import strategies as st

from missionlab.economy.levers import no_levers, schedule
from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import Economy, Run, simulate, start
from missionlab.ensemble.branching import branches
from missionlab.ensemble.simulate_many import simulate_many

SERIES = ("gdp", "benefits", "unemployment", "public_debt")
steps = st.dictionaries(st.integers(1, PERIODS), st.sampled_from([0.0, -0.2, 0.1]), max_size=3)
schedules = st.lists(st.tuples(steps, steps), min_size=1, max_size=6)


def _schedule(benefit: dict[int, float], tax: dict[int, float]) -> np.ndarray:
    return schedule(PERIODS, benefit_rate=benefit, tax_rate=tax)


def _same(left: Run, right: Run) -> None:
    np.testing.assert_array_equal(left.series.view(np.int64), right.series.view(np.int64))
    assert (left.code, left.stopped_at, left.first_period) == (right.code, right.stopped_at, right.first_period)
    assert (left.vintages_merged, left.offers_dropped) == (right.vintages_merged, right.offers_dropped)


@settings(max_examples=30, deadline=None)
@given(schedules, st.integers(0, 2**40))
def test_each_policy_has_the_bits_that_it_has_alone(policies: list[tuple], seed: int) -> None:
    arrays = [_schedule(*steps) for steps in policies]
    runs = branches(start(SMALL, seed), arrays, PERIODS, SERIES)
    assert len(runs) == len(arrays)
    for levers, run in zip(arrays, runs, strict=True):
        _same(run, simulate(SMALL, levers, seed, periods=PERIODS, series=SERIES))


@pytest.mark.parametrize("parting", [20, 55, 60])
def test_an_economy_that_ends_before_or_after_the_policies_part_ends_as_it_would_alone(parting: int) -> None:
    arrays = [no_levers(60), schedule(60, tax_rate={parting: 0.1})]
    runs = branches(start(PENNILESS, 4), arrays, 60, SERIES)
    assert runs[0].stopped_at is not None
    for levers, run in zip(arrays, runs, strict=True):
        _same(run, simulate(PENNILESS, levers, 4, periods=60, series=SERIES))


def test_what_policies_share_is_simulated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[int, int]] = []
    advance = Economy.advance

    def counting(economy: Economy, periods: int, *others: object) -> Run:
        done.append((economy.period, periods))
        return advance(economy, periods, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Economy, "advance", counting)
    late = {20: -0.2}
    arrays = [_schedule({}, {}), _schedule({}, {}), _schedule(late, {}), _schedule(late, {30: 0.1})]
    branches(start(SMALL, 1), arrays, PERIODS, SERIES)
    assert sorted(done) == [(0, 19), (19, 10), (19, 21), (29, 11), (29, 11)]


def test_files_and_memory_hold_the_same_whatever_the_chunks_cut_apart(tmp_path: Path) -> None:
    policies = {f"from-{period}": schedule(PERIODS, benefit_rate={period: -0.2}) for period in (10, 20, 30)}
    options = {"seeds": 3, "periods": PERIODS, "series": SERIES}
    worlds: dict[str, Parameters] = {"small": SMALL, "taxed": SMALL._replace(tax_rate=0.3)}
    in_memory = simulate_many(worlds, policies, **options)
    for chunk in (1, 4, 6, None):
        stored = simulate_many(worlds, policies, folder=tmp_path / str(chunk), chunk=chunk, **options)
        xr.testing.assert_identical(stored.load(), in_memory)
    alone = simulate(worlds["taxed"], policies["from-20"], int(in_memory["seed"][2]), periods=PERIODS)
    np.testing.assert_array_equal(in_memory["gdp"].sel(policy="from-20", scenario="taxed", run=2), alone["gdp"])


def test_more_policies_than_one_thread_takes_are_all_there_in_their_order() -> None:
    policies = {str(period): schedule(PERIODS, tax_rate={period: 0.1}) for period in range(1, PERIODS + 1)}
    found = simulate_many(SMALL, policies, 1, periods=PERIODS, series=["taxes"])["taxes"].isel(run=0)
    assert list(found["policy"].values) == list(policies)
    for key in ("1", "32", "33", "40"):
        alone = simulate(SMALL, policies[key], int(found["seed"]), periods=PERIODS)
        np.testing.assert_array_equal(found.sel(policy=key), alone["taxes"])
