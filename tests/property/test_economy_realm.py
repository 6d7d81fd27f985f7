"""The realm of sense: any parameters inside their bounds give numbers, or an end with a code that says why."""

from __future__ import annotations

import math

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missionlab.economy.levers import schedule
from missionlab.economy.parameters import REGISTRY, BadParameters, Parameters
from missionlab.economy.series import SERIES
from missionlab.economy.simulate import Code, Run, simulate, start

RULES = ("closed", "lsd-0.1", "closed-banks")
NEVER_NEGATIVE = [
    series.name
    for series in SERIES
    if series.kind in {"price", "count"}
    or series.name in {
        "gdp", "gdp_constant", "consumption", "investment", "investment_nominal", "goods_made", "machines_made",
        "employment", "labour_force", "productivity", "research_spending", "research_workers", "innovators",
        "imitators", "utilisation", "exit_1", "exit_2", "age_1", "age_2", "productivity_spread", "idle_investors",
        "investment_spikes", "spending_state", "wages_1", "wages_2", "benefits", "taxes_1", "taxes_2", "taxes",
        "dividends_1", "dividends_2", "dividends_bank", "liquidation_1", "liquidation_2", "equity_1", "equity_2",
        "write_offs_1", "write_offs_2", "rescue", "taxes_bank",
        "credit_rationed", "deposits_1", "deposits_2", "loans_1", "loans_2", "firm_debt",
        "machines_value", "inventories_value", "machines_scrapped", "machines_destroyed", "inventories_destroyed",
    }
]  # fmt: skip
SHARES = (
    "innovators", "imitators", "concentration_1", "concentration_2", "utilisation", "exit_1", "exit_2",
    "idle_investors", "investment_spikes",
)  # fmt: skip


OVERSOLD = {"closed": 1e-9, "lsd-0.1": 1.1e-3, "closed-banks": 1e-9}
"""How far households may overdraw their account, in nominal output: the program's shares add to one within 0.001."""


def _assert_sensible(run: Run, rules: str = "closed") -> None:
    """Numbers in all periods up to the end, no negative stock or price, shares between 0 and 1."""
    done = run.series[: len(run.series) if run.stopped_at is None else run.stopped_at - run.first_period]
    assert np.isfinite(done).all(), [run.names[n] for n in np.argwhere(~np.isfinite(done))[:, 1]]
    if run.stopped_at is not None:
        assert run.code is not Code.COMPLETED
        assert np.isnan(run.series[len(done) :]).all()
    for name in NEVER_NEGATIVE:
        assert (done[:, run.names.index(name)] >= 0.0).all(), name
    money = np.abs(done[:, run.names.index("deposits_2")]) + np.abs(done[:, run.names.index("gdp_nominal")])
    assert (done[:, run.names.index("deposits_households")] >= -OVERSOLD[rules] * money).all()
    assert (done[:, run.names.index("bank_equity")] >= -1e-9 * money).all()
    for name in SHARES:
        column = done[:, run.names.index(name)]
        assert (column >= -1e-12).all(), name
        assert (column <= 1.0 + 1e-12).all(), name
    unemployment = done[:, run.names.index("unemployment")]
    assert (unemployment >= -1e-12).all()
    assert (unemployment <= 1.0).all()


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=parameters(), seed=st.integers(0, 2**62), spending=st.sampled_from(["benefit", "exogenous"]))
def test_any_parameters_give_numbers_or_a_code(rules: str, data: Parameters, seed: int, spending: str) -> None:
    economy = start(data, seed=seed, rules=rules, spending=spending)
    _assert_sensible(economy.advance(60), rules)
    one, two, machines, _, _, macro = economy.state
    if economy.code is Code.COMPLETED:
        for firms in (one, two):
            for name in firms.dtype.names:
                assert np.isfinite(firms[name]).all(), name
            for name in ("cash", "debt", "share", "sales", "wages", "price"):
                assert (firms[name] >= 0.0).all(), name
        for name in ("capital", "inventory", "bought", "faced", "expected", "desired_capital", "unmet"):
            assert (two[name] >= 0.0).all(), name
        assert (one["machine"] > 0.0).all()
        assert (one["process"] > 0.0).all()
        assert (machines["number"] >= 0.0).all()
        assert np.isfinite(macro).all()


def _at_each_bound() -> list[tuple[str, float]]:
    """Each parameter at the first value inside each of its bounds."""
    cases = []
    for name, entry in REGISTRY.items():
        for bound, is_open, inwards in ((entry.low, entry.low_open, 1), (entry.high, entry.high_open, -1)):
            inside = bound + inwards if entry.whole else math.nextafter(bound, inwards * math.inf)
            cases.append((name, inside if is_open else bound))
    return [case for case in cases if case[0] not in {"capital_good_firms", "consumption_good_firms"}]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
def test_every_bound_can_be_run(rules: str, spending: str) -> None:
    run_to_the_end = 0
    for name, value in _at_each_bound():
        try:
            data = small(4, 12, **{name: value})
        except BadParameters:
            continue  # the lower end of a range beyond its upper end
        run = simulate(data, seed=1, periods=60, rules=rules, spending=spending)
        _assert_sensible(run, rules)
        run_to_the_end += run.code is Code.COMPLETED
    assert run_to_the_end > 100


def test_numbers_beyond_all_sense_at_the_start_end_the_first_period() -> None:
    run = simulate(small(machines_per_worker=5e-324), periods=5)
    assert (run.code, run.stopped_at) == (Code.OVERFLOW, 1)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=15)
@given(data=parameters(most_changes=4), seed=st.integers(0, 2**62))
def test_parameters_near_the_benchmark_run_to_the_end(rules: str, data: Parameters, seed: int) -> None:
    run = simulate(data, seed=seed, periods=100, rules=rules)
    _assert_sensible(run, rules)
    assert run.code in {Code.COMPLETED, Code.OVERFLOW, Code.NOBODY_EMPLOYED}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("sizes", [(7, 11), (1, 1), (3, 50), (50, 3), (1, 9), (9, 1), (2, 2)])
def test_any_sizes_work(rules: str, sizes: tuple[int, int]) -> None:
    run = simulate(small(*sizes), seed=3, periods=150, rules=rules)
    _assert_sensible(run, rules)
    assert run.code is Code.COMPLETED
    assert run["gdp"].min() > 0.0


@pytest.mark.parametrize("rules", RULES)
def test_the_benchmark_runs_long_and_seldom_fills_its_stores(rules: str) -> None:
    merged = []
    for seed in range(9):
        run = simulate(seed=seed, periods=600, rules=rules)
        _assert_sensible(run, rules)
        assert (run.code, run.offers_dropped) == (Code.COMPLETED, 0)
        assert run["gdp"][-1] > 10 * run["gdp"][0]
        merged.append(run.vintages_merged)
    # Of 200 firms in 600 periods. In about 7 of 100 runs expired machines pile up, and the stores do fill.
    assert np.median(merged) < 0.002 * 200 * 600


def test_without_weights_competition_moves_no_share() -> None:
    # All firms are equally fit: 0 against 0. Concentration comes from entry and exit alone.
    run = simulate(small(price_weight=0.0, unmet_demand_weight=0.0), seed=3, periods=100)
    _assert_sensible(run)
    assert run.code is Code.COMPLETED


def test_full_stores_are_counted_and_change_no_sum() -> None:
    # Machines that live for ever and never pay back, one vintage a period: 64 slots are not enough in some histories.
    hoarders = small(5, 6, machine_life=100, payback_periods=1.001, initial_capital=4000.0)
    runs = [simulate(hoarders, seed=seed, periods=250) for seed in range(40)]
    for run in runs:
        _assert_sensible(run)
    assert sum(run.vintages_merged > 0 for run in runs) > 1


# Result codes


EXPLOSIVE = small(interest_rate=0.2, innovation_efficiency=10.0)
"""Interest far above growth: public debt grows by a fifth in every period, without end."""


def test_a_run_whose_numbers_explode_ends_with_overflow() -> None:
    run = simulate(EXPLOSIVE, seed=1, periods=3000)
    assert run.code is Code.OVERFLOW
    assert run.stopped_at is not None
    _assert_sensible(run)
    done = run.series[: run.stopped_at - 1]
    assert 1e140 < np.abs(done).max() <= 1e150
    again = simulate(EXPLOSIVE, seed=1, periods=run.stopped_at + 10)
    assert (again.code, again.stopped_at) == (run.code, run.stopped_at)


def test_techniques_that_explode_end_with_a_code_too() -> None:
    # Every innovation at least half as good again, every firm innovates in every period.
    explosive = {"innovation_low": 0.5, "innovation_high": 1.0, "innovation_efficiency": 10.0, "innovation_share": 1.0}
    run = simulate(small(**explosive), seed=1, periods=3000)
    assert run.code in {Code.OVERFLOW, Code.NOBODY_EMPLOYED}
    _assert_sensible(run)


def test_an_economy_that_has_stopped_stays_where_it_is() -> None:
    economy = start(EXPLOSIVE, seed=1)
    first = economy.advance(3000)
    more = economy.copy().advance(5)
    assert (more.code, more.stopped_at, more.first_period) == (Code.OVERFLOW, first.stopped_at, 3001)
    assert np.isnan(more.series).all()


def test_fifty_periods_without_an_employed_worker_end_a_run() -> None:
    # No benefits, no wages paid out of nothing: once no firm makes anything, no household has anything to spend.
    levers = schedule(400, benefit_rate={2: -1.0}, tax_rate={2: 1.0})
    starved = small(
        3,
        6,
        credit_floor=0.0,
        credit_multiple=1e-9,
        capital_good_cash=0.0,
        consumption_good_cash=0.0,
        research_share=0.01,
    )
    run = simulate(starved, levers, seed=1, periods=400)
    assert run.code is Code.NOBODY_EMPLOYED
    assert run.stopped_at is not None
    _assert_sensible(run)
    # Fewer than one in a thousand in each of the last fifty periods, of which the last is not recorded.
    employed = run["employment"] / run["labour_force"]
    assert (employed[run.stopped_at - 50 : run.stopped_at - 1] < 0.001).all()
    assert employed[run.stopped_at - 51] >= 0.001


def test_bad_parameters_are_refused_before_anything_runs() -> None:
    with pytest.raises(BadParameters) as refusal:
        simulate(Parameters(tax_rate=-0.1, benefit_rate=float("nan")), periods=10**9)
    message = str(refusal.value)
    assert "tax_rate (tr) = -0.1: outside its bounds [0, 1)" in message
    assert "benefit_rate (phi) = nan" in message
