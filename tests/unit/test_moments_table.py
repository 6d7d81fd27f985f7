"""The table of moments over the runs of an ensemble."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import xarray as xr

from missionlab.base.findings import InputError
from missionlab.economy.simulate import Code
from missionlab.ensemble.moments import moments
from missionlab.ensemble.moments_table import moments_of, moments_table

RUNS, PERIODS = 6, 180


def ensemble(**dims: list[str]) -> xr.Dataset:
    """Output and unemployment of runs that were made up, one of which stopped in period 150."""
    random = np.random.default_rng(11)
    shape = (*(len(names) for names in dims.values()), RUNS, PERIODS)
    gdp = np.exp(10 + 0.02 * np.arange(PERIODS) + random.normal(0, 0.03, shape).cumsum(axis=-1))
    unemployment = random.uniform(0, 0.3, shape)
    code = np.zeros(shape[:-1], dtype=np.int8)
    gdp[..., 2, 150:], unemployment[..., 2, 150:], code[..., 2] = np.nan, np.nan, Code.NOBODY_EMPLOYED
    names: tuple[str, ...] = (*dims, "run")
    coords: dict[str, Any] = {**dims, "run": np.arange(RUNS), "period": np.arange(1, PERIODS + 1)}
    return xr.Dataset(
        {"gdp": ((*names, "period"), gdp), "unemployment": ((*names, "period"), unemployment), "code": (names, code)},
        coords,
    )


def test_mean_spread_and_error_are_over_the_completed_runs() -> None:
    data = ensemble()
    table = moments_table(data)
    kept = [0, 1, 3, 4, 5]
    expected = data["unemployment"].values[kept, 100:].mean(axis=1)
    row = table["u_mean"]
    assert row.mean == pytest.approx(expected.mean())
    assert row.sd == pytest.approx(np.std(expected, ddof=1))
    assert row.error == pytest.approx(np.std(expected, ddof=1) / np.sqrt(5))
    assert (table.runs, row.runs) == (5, 5)
    assert table.left_out == {Code.NOBODY_EMPLOYED: 1}
    assert (table.periods, table.transient) == (PERIODS, 100)


def test_a_moment_that_exists_in_some_runs_only_says_in_how_many() -> None:
    data = ensemble()
    data["unemployment"].values[0] = 0.1
    assert moments_table(data)["cc_U_+0"].runs == 4
    assert moments_table(data)["u_mean"].runs == 5


def test_the_frame_holds_what_the_table_holds() -> None:
    table = moments_table(ensemble())
    frame = table.to_frame()
    assert list(frame.columns) == ["meaning", "unit", "mean", "sd", "error", "runs"]
    assert frame.loc["u_mean", "mean"] == table["u_mean"].mean
    assert len(frame) == len(table.rows)


def test_moments_of_policies_keep_their_dims_and_each_is_that_of_its_run() -> None:
    data = ensemble(policy=["none", "more"])
    measured = moments_of(data)
    assert measured["g_GDP"].dims == ("policy", "run")
    one = data.sel(policy="more", run=3)
    alone = moments({"gdp": one["gdp"].values, "unemployment": one["unemployment"].values})
    assert float(measured["g_GDP"].sel(policy="more", run=3)) == pytest.approx(float(alone["g_GDP"]), rel=1e-12)
    assert bool(measured["g_GDP"].sel(run=2).isnull().all())
    assert measured["u_mean"].attrs == {"long_name": "Unemployment", "units": "share"}


def test_a_table_of_several_policies_is_refused_until_one_is_chosen() -> None:
    data = ensemble(policy=["none", "more"])
    with pytest.raises(InputError, match="several of: policy"):
        moments_table(data)
    assert moments_table(data.sel(policy="more")).runs == 5


def test_one_run_has_no_spread_and_no_error() -> None:
    table = moments_table(ensemble().isel(run=[0]))
    assert np.isfinite(table["u_mean"].mean)
    assert np.isnan(table["u_mean"].sd)
    assert np.isnan(table["u_mean"].error)


def test_where_every_run_stopped_nothing_is_known() -> None:
    table = moments_table(ensemble().isel(run=[2]))
    assert np.isnan(table["u_mean"].mean)
    assert table.runs == 0
    assert table.left_out == {Code.NOBODY_EMPLOYED: 1}
