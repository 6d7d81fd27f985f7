"""Our moments against the definitions that the reference runs were measured with."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from missionlab.base.findings import InputError
from missionlab.economy.series import BY_NAME as SERIES
from missionlab.ensemble.filters import band_pass
from missionlab.ensemble.moments import MOMENTS, moments
from missionlab.ensemble.window import QUANTITIES

SHARED = Path("/work/shared/reference/ks/moments.py")

RUNS, PERIODS = 3, 260


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not SHARED.exists():
        pytest.skip(f"the reference definitions are not here ({SHARED})")
    spec = importlib.util.spec_from_file_location("reference_moments", SHARED)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def economies() -> dict[str, np.ndarray]:
    """Series of made-up economies: trending levels with cycles, rates between 0 and 1, dips of investment to 0."""
    random = np.random.default_rng(7)
    made = {}
    needed = {name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series}
    time = np.arange(PERIODS)
    for name in sorted(needed):
        noise = random.normal(0, 0.05, (RUNS, PERIODS)).cumsum(axis=1)
        wave = 0.2 * np.sin(2 * np.pi * (time + random.uniform(0, 20)) / random.uniform(8, 30))
        if SERIES[name].kind == "ratio" and name != "productivity":
            made[name] = 1 / (1 + np.exp(1.5 - wave - noise))
        else:
            made[name] = np.exp(8 + 0.01 * time + wave + noise)
    made["inventory_change"] = made["inventory_change"] - made["inventory_change"].mean()
    made["deficit"] = made["deficit"] - made["deficit"].mean()
    made["investment"][:, 150::37] = 0.0
    made["unemployment"][0, 120:180] = 0.0
    return made


@pytest.mark.parametrize("transient", [1, 100, 221])
def test_all_moments_are_those_of_the_reference(reference: ModuleType, transient: int) -> None:
    series = economies()
    ours = moments(series, transient)
    assert list(ours) == [moment.name for moment in MOMENTS]
    for run in range(RUNS):
        theirs = reference.moments({SERIES[name].symbol: values[run] for name, values in series.items()}, transient)
        assert set(ours) == set(theirs) - {"T", "transient"}
        for name, values in ours.items():
            assert values[run] == pytest.approx(theirs[name], rel=1e-10, abs=1e-10, nan_ok=True), name


def test_the_band_pass_filter_is_that_of_the_reference(reference: ModuleType) -> None:
    values = np.random.default_rng(1).normal(size=(4, 90)).cumsum(axis=1)
    np.testing.assert_allclose(band_pass(values), [reference.bk(row) for row in values], atol=1e-12)


def test_every_column_of_the_reference_is_a_moment_or_a_count_of_firms() -> None:
    file = SHARED.parent / "ours_v01_Benchmark_T600.csv"
    if not file.exists():
        pytest.skip(f"the reference runs are not here ({file})")
    columns = set(file.read_text(encoding="utf-8").splitlines()[0].split(","))
    beside = {"run", "seed", "T", "transient"}
    counts = {
        f"{what}{sector}_{statistic}" for what in ("F", "entry") for sector in "12" for statistic in ("mean", "sd")
    }
    assert columns - beside - counts == {moment.name for moment in MOMENTS}


def test_the_filter_keeps_cycles_of_its_band_and_removes_slower_ones() -> None:
    time = np.arange(400)
    kept = band_pass(np.sin(2 * np.pi * time / 14))
    slow = band_pass(np.sin(2 * np.pi * time / 200))
    assert kept.std() == pytest.approx(np.sqrt(0.5), rel=0.1)
    assert slow.std() < 0.02
    assert band_pass(np.full(60, 3.7)) == pytest.approx(np.zeros(36), abs=1e-12)


def test_a_leading_series_correlates_most_at_a_negative_lag() -> None:
    random = np.random.default_rng(3)
    shocks = random.normal(size=(2, 303)).cumsum(axis=1)
    series = {"gdp": np.exp(10 + 0.1 * shocks[:, :-3]), "unemployment": 0.5 + 0.01 * shocks[:, 3:]}
    found = moments(series, transient=100)
    lags = {lag: found[f"cc_U_{lag:+d}"].mean() for lag in range(-4, 5)}
    assert max(lags, key=lags.__getitem__) == -3
    assert lags[-3] == pytest.approx(1, abs=0.02)


def test_known_answers_of_a_steady_economy() -> None:
    """Output that grows by 1 % without a wave has that growth, no spread, and cycles that are not there."""
    gdp = np.exp(12 + 0.01 * np.arange(1, 301)) - 1
    found = moments({"gdp": gdp, "unemployment": np.full(300, 0.25)})
    assert float(found["g_GDP"]) == pytest.approx(0.01, rel=1e-12)
    assert float(found["p_crisis"]) == 0
    assert float(found["u_mean"]) == 0.25
    assert float(found["bk_sd_GDP"]) == pytest.approx(0, abs=1e-12)
    assert np.isnan(found["cc_U_+0"])
    assert "infl_mean" not in found


def test_a_run_that_stopped_has_no_moments_and_leaves_those_of_others_alone() -> None:
    series = economies()
    whole = moments(series)
    series = {name: values.copy() for name, values in series.items()}
    for values in series.values():
        values[1, 200:] = np.nan
    found = moments(series)
    for name, values in found.items():
        assert np.isnan(values[1]), name
        np.testing.assert_array_equal(values[[0, 2]], whole[name][[0, 2]], err_msg=name)


def test_too_few_periods_are_refused_with_what_is_needed() -> None:
    with pytest.raises(InputError, match=r"120 periods with a transient of 100"):
        moments({"gdp": np.ones(120)})
    with pytest.raises(InputError, match="transient of 0"):
        moments({"gdp": np.ones(120)}, transient=0)


def test_each_moment_says_what_it_is_in_which_unit() -> None:
    assert len({moment.name for moment in MOMENTS}) == len(MOMENTS)
    for moment in MOMENTS:
        assert moment.meaning[0].isupper()
        assert moment.unit
        assert all(name in SERIES for quantity in moment.quantities for name in quantity.series)
    assert {"GDP", "U"} <= set(QUANTITIES)
