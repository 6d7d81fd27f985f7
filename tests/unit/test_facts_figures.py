"""Figures of the facts, on firms and series made up so that the answer is known, and on a small economy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from economies import small

from missionlab.economy.simulate import Code, simulate
from missionlab.ensemble.facts import FACTS
from missionlab.ensemble.firm_facts import firm_figures, growth_rates, relative_productivity
from missionlab.ensemble.judging import judge
from missionlab.ensemble.macro_facts import NEEDED, macro_figures, policy_figures
from missionlab.ensemble.moments import MOMENTS
from missionlab.ensemble.panel import Panel, firm_panel

SERIES = {name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series} | {*NEEDED}


def panel(sales: np.ndarray, productivity: np.ndarray | None = None) -> Panel:
    """Firms that all stay, from their sales, shape (periods, firms)."""
    still, ones = np.zeros(sales.shape, dtype=int), np.ones(sales.shape)
    return Panel(
        first=101,
        code=Code.COMPLETED,
        entered=still,
        leaving=still.copy(),
        sales=sales,
        debt=np.zeros(sales.shape),
        productivity=ones if productivity is None else productivity,
        opening_capital=ones,
        expansion=ones,
        replacement=ones,
    )


def laplace_firms(periods: int = 60, firms: int = 200) -> np.ndarray:
    """Sales that grow by Laplace shocks, in booms and slumps that all firms share."""
    random = np.random.default_rng(3)
    shocks = random.laplace(0, 0.1, (periods, firms)) + random.normal(0, 0.5, (periods, 1))
    return np.exp(5 + shocks.cumsum(axis=0))


def test_tent_shaped_growth_is_seen_through_booms_and_slumps() -> None:
    figures = firm_figures(panel(laplace_firms()))
    assert figures["growth_shape"] == pytest.approx(1.0, abs=0.05)
    assert figures["growth_excess_kurtosis"] == pytest.approx(3.0, abs=0.8)


def test_log_normal_sizes_are_seldom_rejected_and_others_are() -> None:
    random = np.random.default_rng(4)
    normal = firm_figures(panel(np.exp(random.normal(3, 1, (400, 200)))))
    other = firm_figures(panel(random.exponential(1, (400, 200))))
    assert normal["size_not_lognormal"] < 0.3
    assert other["size_not_lognormal"] == 1.0
    assert other["size_skewness"] == pytest.approx(1.9, abs=0.3)


def test_persistence_of_productivity_is_that_of_the_process() -> None:
    random = np.random.default_rng(5)
    relative = np.zeros((300, 200))
    for period in range(1, 300):
        relative[period] = 0.9 * relative[period - 1] + random.normal(0, 0.1, 200)
    figures = firm_figures(panel(laplace_firms(300), np.exp(relative + 0.02 * np.arange(300)[:, None])))
    assert figures["productivity_persistence"] == pytest.approx(0.9, abs=0.02)
    assert figures["productivity_persistence_long"] == pytest.approx(0.9**5, abs=0.04)
    assert figures["productivity_spread"] == pytest.approx(0.1 / np.sqrt(1 - 0.81), rel=0.1)


def test_a_place_whose_firm_is_replaced_gives_no_growth_and_no_persistence() -> None:
    firms = panel(laplace_firms(20, 50))
    firms.leaving[10, 7], firms.entered[10:, 7], firms.sales[10:12, 7] = 1, 110, 0.0
    firms.sales[12:, 7] *= 1e6
    assert not firms.survived()[9:12, 7].any()
    assert firms.survived()[12, 7]
    assert not firms.survived(5)[5:12, 7].any()
    assert np.abs(growth_rates(firms)).max() < 12
    assert len(growth_rates(firms)) == 19 * 50 - 3
    assert np.isnan(relative_productivity(firms)[10:12, 7]).all()


def test_the_panel_holds_what_the_run_records() -> None:
    parameters = small(5, 20)
    seen = firm_panel(9, 21, 60, parameters=parameters)
    run = simulate(
        parameters, seed=9, periods=60, series=("exit_2", "spending_households", "spending_state", "idle_investors")
    )
    assert seen.sales.shape == (40, 20)
    assert seen.code is Code.COMPLETED
    np.testing.assert_array_equal(seen.leaving.mean(axis=1), run["exit_2"][20:])
    spent = (run["spending_households"] + run["spending_state"])[20:]
    stayed = seen.leaving.sum(axis=1) == 0
    assert stayed.any()
    np.testing.assert_allclose(seen.sales.sum(axis=1)[stayed], spent[stayed], rtol=1e-9)
    entrants = np.diff(seen.entered, axis=0) > 0
    np.testing.assert_array_equal(entrants, seen.leaving[1:] == 1)
    assert not seen.survived()[entrants].any()
    idle = [(period_of(seen, row).investment_rates() < 0.01).mean() for row in np.flatnonzero(stayed)]
    np.testing.assert_allclose(idle, run["idle_investors"][20:][stayed], atol=1e-12)


def period_of(seen: Panel, row: int) -> Panel:
    """One period of a panel."""
    arrays = {name: values[row : row + 1] for name, values in vars(seen).items() if isinstance(values, np.ndarray)}
    return replace(seen, first=seen.first + row, **arrays)


def series_with_recessions() -> dict[str, np.ndarray]:
    """Two runs in which output falls for 2, then 3 periods, and rises for 5 between, and firms fail in falls."""
    pattern = np.tile([1, 1, 1, 1, 1, -1, -1, 1, 1, 1, 1, 1, -1, -1, -1], 14)[:200]
    log_output = 10 + 0.05 * np.cumsum(pattern)
    made = {name: np.exp(np.tile(log_output, (2, 1))) for name in SERIES}
    random = np.random.default_rng(6)
    for name in ("unemployment", "markup", "exit_2", "deficit"):
        made[name] = random.uniform(0.1, 0.2, (2, 200))
    falling = np.tile(pattern < 0, (2, 1))
    made["bankruptcies"] = np.where(falling, 5.0, 1.0)
    made["write_offs_1"] = np.where(falling, 0.01, 0.1) * made["gdp_nominal"]
    made["research_spending"], made["cpi"] = made["gdp"] ** 2, made["gdp"]
    made["idle_investors"], made["investment_spikes"] = np.full((2, 200), 0.4), np.full((2, 200), 0.02)
    return made


def test_figures_of_a_made_up_cycle() -> None:
    figures = macro_figures(series_with_recessions(), transient=50)
    assert figures["recession_mean"] == pytest.approx([2.5, 2.5], abs=0.1)
    assert (figures["recession_shape"] > 2).all()
    assert (figures["cc_bankruptcies"] < 0).all()
    assert figures["cc_research"] == pytest.approx([1, 1], abs=0.01)
    assert figures["idle_investors"] == pytest.approx([0.4, 0.4])
    assert {"g_GDP", "cc_C_+0"} <= set(figures)


def test_growth_that_dies_out_is_not_kept_up() -> None:
    made = series_with_recessions()
    steady = macro_figures(made, transient=50)["growth_kept_up"]
    made["gdp"] = np.exp(10 + 2 * (1 - np.exp(-np.arange(200) / 30))) * np.ones((2, 1))
    fading = macro_figures(made, transient=50)["growth_kept_up"]
    assert (steady > 0).all()
    assert (fading < 0).all()


def test_policy_figures_are_differences_within_seeds_and_missing_where_a_run_stopped() -> None:
    made = series_with_recessions()
    worse = {name: values.copy() for name, values in made.items()}
    worse["unemployment"] = made["unemployment"] + 0.3
    worse["unemployment"][1, 150:] = np.nan
    figures = policy_figures({"all": made, "no search": made, "no state": worse}, transient=50)
    assert figures["unemployment_without_state"][0] == pytest.approx(0.3)
    assert np.isnan(figures["unemployment_without_state"][1])
    assert figures["growth_lost_without_state"] == pytest.approx([0, 0], abs=1e-12)
    assert figures["productivity_gained_without_search"] == pytest.approx(
        np.log(made["productivity"][:, -1] / made["productivity"][:, 0])
    )


def test_the_figures_cover_every_fact() -> None:
    made = series_with_recessions()
    figures: dict[str, np.ndarray] = dict(macro_figures(made, transient=50))
    figures |= policy_figures({"all": made, "no search": made, "no state": made}, transient=50)
    figures |= {name: np.full(2, value) for name, value in firm_figures(panel(laplace_firms())).items()}
    assert [judged.fact for judged in judge(FACTS, figures)] == list(FACTS)
