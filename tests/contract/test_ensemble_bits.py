"""A run's numbers depend on its parameters, levers and seed: not on threads, order, company or what is recorded."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from ensembles import PENNILESS, PERIODS, SMALL

from missionlab.base.fingerprint import fingerprint
from missionlab.economy.levers import schedule
from missionlab.economy.parameters import with_values
from missionlab.economy.series import BY_NAME, NAMES
from missionlab.economy.simulate import Code, simulate
from missionlab.ensemble.dataset import endings
from missionlab.ensemble.design import design
from missionlab.ensemble.record import inputs_of
from missionlab.ensemble.seeds import run_seeds
from missionlab.ensemble.simulate_many import simulate_many


@pytest.fixture(scope="module")
def one_thread() -> xr.Dataset:
    return simulate_many(SMALL, seeds=12, periods=PERIODS, threads=1)


def test_two_threads_give_the_bits_of_one(one_thread: xr.Dataset) -> None:
    xr.testing.assert_identical(simulate_many(SMALL, seeds=12, periods=PERIODS, threads=2), one_thread)


def test_a_run_of_an_ensemble_is_the_run_alone(one_thread: xr.Dataset) -> None:
    alone = simulate(SMALL, None, run_seeds(8)[7], periods=PERIODS)
    for name in NAMES:
        np.testing.assert_array_equal(one_thread[name].isel(run=7), alone[name], err_msg=name)
    assert one_thread["code"].isel(run=7) == alone.code
    assert one_thread["vintages_merged"].isel(run=7) == alone.vintages_merged
    assert one_thread["offers_dropped"].isel(run=7) == alone.offers_dropped


def test_runs_differ(one_thread: xr.Dataset) -> None:
    last = one_thread["gdp"].isel(period=-1).values
    assert len(np.unique(last)) == len(last)


def test_order_of_seeds_moves_runs_and_changes_none(one_thread: xr.Dataset) -> None:
    backwards = simulate_many(SMALL, seeds=run_seeds(12)[::-1], periods=PERIODS)
    xr.testing.assert_equal(backwards.isel(run=slice(None, None, -1)).drop_vars("run"), one_thread.drop_vars("run"))


def test_fewer_series_leave_the_others_as_they_were(one_thread: xr.Dataset) -> None:
    few = simulate_many(SMALL, seeds=12, periods=PERIODS, series=["deficit", "gdp", "bank_equity"])
    assert [name for name in few if name in NAMES] == ["gdp", "deficit", "bank_equity"]
    xr.testing.assert_equal(few, one_thread[list(few)])


def test_a_shorter_run_is_the_beginning_of_a_longer_one(one_thread: xr.Dataset) -> None:
    short = simulate_many(SMALL, seeds=12, periods=PERIODS // 2, series=["gdp"])
    xr.testing.assert_equal(short["gdp"], one_thread["gdp"].isel(period=slice(PERIODS // 2)))


def test_policies_and_scenarios_have_their_own_dims_and_the_numbers_of_their_own_ensembles() -> None:
    scenarios = {"benchmark": SMALL, "taxed": with_values(SMALL, tax_rate=0.3)}
    policies = {"none": None, "cut": schedule(PERIODS, benefit_rate={10: -0.4})}
    options = {"periods": PERIODS, "series": ["gdp", "unemployment"]}
    crossed = simulate_many(scenarios, policies, 4, **options)
    assert crossed["gdp"].dims == ("policy", "scenario", "run", "period")
    assert crossed["code"].dims == ("policy", "scenario", "run")
    for policy, levers in policies.items():
        for scenario, parameters in scenarios.items():
            alone = simulate_many(parameters, levers, 4, **options)
            xr.testing.assert_equal(crossed.sel(policy=policy, scenario=scenario, drop=True), alone)
    before, after = crossed["gdp"].sel(period=slice(9)), crossed["gdp"].sel(period=slice(10, None))
    assert (before.sel(policy="none") == before.sel(policy="cut")).all()
    assert (after.sel(policy="none") != after.sel(policy="cut")).any()


def test_every_variable_says_what_it_is(one_thread: xr.Dataset) -> None:
    for name in NAMES:
        about = one_thread[name].attrs
        assert about["units"] == BY_NAME[name].unit
        assert about["long_name"] == BY_NAME[name].meaning
        assert about["kind"] == BY_NAME[name].kind
        assert about["symbol"] == BY_NAME[name].symbol
    assert one_thread["gdp"].dims == ("run", "period")
    assert list(one_thread["period"].values) == list(range(1, PERIODS + 1))
    assert tuple(one_thread["seed"].values) == run_seeds(12)
    for attribute in ("parameters", "rules", "version", "fingerprint"):
        assert one_thread.attrs[attribute]


def test_the_fingerprint_is_of_the_inputs_alone(one_thread: xr.Dataset) -> None:
    def printed(parameters=SMALL, levers=None, seeds=12, periods=PERIODS, **changes):
        options = {"rules": "closed", "spending": "benefit", "series": None} | changes
        return fingerprint(inputs_of(design(parameters, levers, seeds, periods=periods, **options)))

    assert printed() == one_thread.attrs["fingerprint"]
    others = [
        printed(with_values(SMALL, tax_rate=0.11)),
        printed({"named": SMALL}),
        printed(levers=schedule(PERIODS, tax_rate={3: 0.01})),
        printed(seeds=run_seeds(12, base=1)),
        printed(periods=PERIODS + 1),
        printed(rules="lsd-0.1"),
        printed(spending="exogenous"),
        printed(series=["gdp"]),
    ]
    assert len({one_thread.attrs["fingerprint"], *others}) == 9


def test_progress_counts_every_run_once() -> None:
    seen: list[tuple[int, int]] = []
    simulate_many(SMALL, seeds=5, periods=3, series=["gdp"], progress=lambda *state: seen.append(state))
    assert seen == [(done, 5) for done in range(6)]


def test_a_run_that_ends_early_stays_in_with_its_code_and_the_others_go_on() -> None:
    mixed = simulate_many({"small": SMALL, "penniless": PENNILESS}, None, 4, periods=60, series=["gdp", "employment"])
    assert endings(mixed) == {Code.COMPLETED: 4, Code.NOBODY_EMPLOYED: 4}
    assert mixed.attrs["endings"] == "4 completed, 4 nobody employed"
    assert np.isnan(mixed["stopped_at"].sel(scenario="small")).all()
    assert np.isfinite(mixed["gdp"].sel(scenario="small")).all()
    ended = mixed.sel(scenario="penniless")
    for run in range(4):
        stopped_at = int(ended["stopped_at"].isel(run=run))
        assert stopped_at > 50
        numbers = ended["employment"].isel(run=run)
        assert np.isfinite(numbers.sel(period=slice(stopped_at - 1))).all()
        assert np.isnan(numbers.sel(period=slice(stopped_at, None))).all()
