"""The books of the rule set `closed`: every flow has a payer and a payee, for any parameters, in every period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missionlab.economy.levers import no_levers
from missionlab.economy.parameters import Parameters
from missionlab.economy.series import NAMES
from missionlab.economy.simulate import Code, start
from missionlab.economy.state import State

TOLERANCE = 1e-9
ROUNDING = 1e-14
"""Of a stock: what its own last digits can hide of a change."""


class Period(NamedTuple):
    """One period: what was before, what is now (with what firms did), and the record."""

    before: State
    after: State
    record: dict[str, float]
    parameters: Parameters


def _periods(
    parameters: Parameters,
    seed: int,
    count: int,
    spending: str = "benefit",
    rules: str = "closed",
    levers: np.ndarray | None = None,
) -> Iterator[Period]:
    economy = start(parameters, seed=seed, rules=rules, spending=spending)
    for _ in range(count):
        before = economy.state.copy()
        run = economy.advance(1, levers)
        if run.code is not Code.COMPLETED:
            return
        record = dict(zip(NAMES, run.series[0].tolist(), strict=True))
        yield Period(before, economy.state.copy(), record, parameters)


def _assert_zero(what: str, terms: dict[str, float], stocks: float) -> None:
    """The terms add to nothing, to 1e-9 of the largest of them (and the last digits of the stocks they change)."""
    limit = TOLERANCE * max(map(abs, terms.values())) + ROUNDING * stocks
    assert abs(sum(terms.values())) <= limit, (what, sum(terms.values()), terms)


def _sum(array: np.ndarray) -> float:
    return float(array.sum())


def _machine_numbers(state: State) -> np.ndarray:
    """Machines by firm and slot, 0 where a slot is not in use."""
    held = np.arange(state.machines.shape[1]) < state.consumption_goods["vintages"][:, None]
    return np.where(held, state.machines["number"], 0.0)


def _machines_value(state: State) -> float:
    return _sum(_machine_numbers(state) * state.machines["paid"])


def assert_flows_close(period: Period) -> None:
    """Each sector's sources and uses, written out from closure.md with the stocks of both ends of the period."""
    one, two, _, _, _, macro = period.before
    one_now, two_now, _, _, _, macro_now = period.after
    r = period.parameters.interest_rate
    record = period.record
    deposits = {"H": macro.household_cash, "M1": _sum(one["cash"]), "M2": _sum(two["cash"])}
    loans = {"L1": _sum(one["debt"]), "L2": _sum(two["debt"])}
    stocks = max(map(abs, [*deposits.values(), *loans.values(), macro.public_debt, record["firm_debt"]]))

    _assert_zero(
        "households",
        {
            "consumption": -record["spending_households"],
            "wages 1": record["wages_1"],
            "wages 2": record["wages_2"],
            "benefits": record["benefits"],
            "interest": r * deposits["H"],
            "dividends 1": record["dividends_1"],
            "dividends 2": record["dividends_2"],
            "dividends bank": record["dividends_bank"],
            "liquidation": record["liquidation_1"] + record["liquidation_2"],
            "equity of entrants": -record["equity_1"] - record["equity_2"],
            "transfers": record["outlay_transfers"],
            "wages of laboratories": record["outlay_laboratory"] + record["outlay_laboratory_technique"],
            "taxes": -record["taxes_households"],
            "deposits": -(macro_now.household_cash - deposits["H"]),
        },
        stocks,
    )
    _assert_zero(
        "capital-good firms",
        {
            "machines": record["investment_nominal"],
            "wages": -record["wages_1"],
            "taxes": -record["taxes_1"],
            "interest": r * (deposits["M1"] - loans["L1"]),
            "dividends": -record["dividends_1"],
            "liquidation": -record["liquidation_1"],
            "equity": record["equity_1"],
            "write-offs": record["write_offs_1"],
            "research paid by the state": record["outlay_research_refund"] + record["outlay_research_hiring"],
            "public firms": record["outlay_public_firms"],
            "machines bought by the state": record["outlay_machine_purchases"],
            "public loans": _sum(one_now["public_loan"]) - _sum(one["public_loan"]),
            "their costs and losses": record["public_losses_1"] - record["public_interest_1"],
            "deposits": -(_sum(one_now["cash"]) - deposits["M1"]),
            "loans": _sum(one_now["debt"]) - loans["L1"],
        },
        stocks,
    )
    _assert_zero(
        "consumption-good firms",
        {
            "consumption": record["spending_households"],
            "public purchases": record["spending_state"],
            "machines": -record["investment_nominal"],
            "wages": -record["wages_2"],
            "taxes": -record["taxes_2"],
            "interest": r * (deposits["M2"] - loans["L2"]),
            "dividends": -record["dividends_2"],
            "liquidation": -record["liquidation_2"],
            "equity": record["equity_2"],
            "write-offs": record["write_offs_2"],
            "discount": record["outlay_investment_discount"],
            "public loans": _sum(two_now["public_loan"]) - _sum(two["public_loan"]),
            "their costs and losses": record["public_losses_2"] - record["public_interest_2"],
            "deposits": -(_sum(two_now["cash"]) - deposits["M2"]),
            "loans": _sum(two_now["debt"]) - loans["L2"],
        },
        stocks,
    )
    _assert_zero(
        "bank's equity",
        {
            "interest": r * (sum(loans.values()) + macro.public_debt - sum(deposits.values())),
            "write-offs": -record["write_offs_1"] - record["write_offs_2"],
            "rescue": record["rescue"],
            "dividends": -record["dividends_bank"],
            "equity": -(macro_now.bank_equity - macro.bank_equity),
        },
        stocks,
    )
    _assert_zero(
        "state",
        {
            "benefits": record["benefits"],
            "purchases": record["spending_state"],
            "interest": r * macro.public_debt,
            "taxes": -record["taxes_1"] - record["taxes_2"],
            "rescue": record["rescue"],
            "levers": record["outlay"] - record["outlay_purchases"],
            "households' taxes and returns": -record["taxes_households"] - record["returns"],
            "debt": -(macro_now.public_debt - macro.public_debt),
        },
        stocks,
    )


def assert_stocks_close(period: Period) -> None:
    """What the bank owes is what it owns; real assets change by what was bought, used up and revalued."""
    one, two, _, _, _, macro = period.after
    record = period.record
    _assert_zero(
        "bank's balance sheet",
        {
            "loans": _sum(one["debt"]) + _sum(two["debt"]),
            "public debt": macro.public_debt,
            "deposits": -(macro.household_cash + _sum(one["cash"]) + _sum(two["cash"])),
            "equity": -macro.bank_equity,
        },
        0.0,
    )
    value = _machines_value(period.after)
    _assert_zero(
        "machines at the price paid",
        {
            "now": -value,
            "before": _machines_value(period.before),
            "bought": record["investment_nominal"],
            "given": record["machines_handed_over"],
            "scrapped": -record["machines_scrapped"],
            "destroyed": -record["machines_destroyed"],
        },
        0.0,
    )
    assert record["machines_value"] == pytest.approx(value, rel=TOLERANCE)
    old = period.before.consumption_goods
    inventories = _sum(two["price"] * two["inventory"])
    _assert_zero(
        "inventories at the maker's price",
        {
            "now": -inventories,
            "before": _sum(old["price"] * old["inventory"]),
            "put in store": record["inventory_investment"],
            "revalued": record["inventories_revalued"],
            "destroyed": -record["inventories_destroyed"],
        },
        0.0,
    )
    assert record["inventories_value"] == pytest.approx(inventories, rel=TOLERANCE, abs=1e-300)


def assert_output_is_the_same_three_ways(period: Period) -> None:
    """Expenditure, production, and income of workers and owners."""
    record, old = period.record, period.before.consumption_goods
    one, two = period.after.capital_goods, period.after.consumption_goods
    expenditure = {
        "households": record["spending_households"],
        "state": record["spending_state"],
        "machines": record["investment_nominal"],
        "machines of the state": record["outlay_machine_purchases"],
        "inventories": record["inventory_investment"],
    }
    researchers = record["outlay_laboratory"] + record["outlay_laboratory_technique"]
    stored = _sum(two["price"] * (old["inventory"] + two["made"]))
    _assert_zero("recorded", {**expenditure, "laboratories": researchers, "recorded": -record["gdp_nominal"]}, stored)
    if not np.any(one["leaving"]):
        # The price of a maker that left has been overwritten by its successor's.
        made = {"machines made": -_sum(one["price"] * one["made"]), "goods made": -_sum(two["price"] * two["made"])}
        _assert_zero("production", {**expenditure, **made}, stored)
    income = {
        "workers": -record["wage"] * (_sum(one["workers"]) + _sum(two["workers"])),
        "owners 1": -_sum(one["profit"] - one["interest"] - one["support"]),
        "owners 2": -_sum(two["profit"] - two["interest"]),
        "goods not sold": -record["inventory_investment"],
    }
    interest = _sum(np.abs(one["interest"])) + _sum(np.abs(two["interest"]))
    _assert_zero("income", {**expenditure, **income}, stored + interest)


def assert_goods_and_machines_are_counted(period: Period) -> None:
    """I6, I7 and I9 of the specification, firm by firm."""
    one, two = period.after.capital_goods, period.after.consumption_goods
    old, record = period.before.consumption_goods, period.record
    stays = two["leaving"] == 0
    supply = old["inventory"] + two["made"]
    np.testing.assert_allclose(two["supply"], supply, rtol=TOLERANCE)
    sold = (supply - two["inventory"])[stays]
    np.testing.assert_allclose(sold, two["bought"][stays], rtol=TOLERANCE, atol=TOLERANCE * supply.max())
    assert (two["bought"] >= 0.0).all()
    assert (two["inventory"] >= 0.0).all()
    assert record["goods_made"] == pytest.approx(_sum(two["made"]), rel=TOLERANCE, abs=1e-300)

    employed = _sum(one["workers"]) + _sum(two["workers"])
    assert employed <= record["labour_force"] * (1 + TOLERANCE)
    assert record["employment"] <= record["labour_force"] * (1 + TOLERANCE)
    assert record["wages_1"] + record["wages_2"] == pytest.approx(record["wage"] * employed, rel=TOLERANCE)

    assert (two["made"] <= two["planned"] * (1 + TOLERANCE)).all()
    assert (two["planned"] <= old["capital"] * (1 + TOLERANCE)).all()
    assert (one["made"] <= one["planned"] * (1 + TOLERANCE)).all()
    for firms in (one, two):
        assert (firms["workers"] <= firms["wanted"] * (1 + TOLERANCE)).all()

    numbers = _machine_numbers(period.after)
    np.testing.assert_array_equal(numbers, np.round(numbers))
    assert (numbers >= 0.0).all()
    capacity = period.parameters.machine_capacity * numbers.sum(axis=1)
    np.testing.assert_allclose(two["capital"], capacity, rtol=TOLERANCE)
    assert record["machines_made"] == pytest.approx(_sum(one["made"]), rel=TOLERANCE, abs=1e-9)
    assert _sum(two["delivered"]) == pytest.approx(_sum(one["made"]), rel=TOLERANCE, abs=1e-9)
    assert (two["delivered"] >= 0.0).all()
    assert (two["delivered"] <= two["ordered"]).all()


def assert_shares_add_to_one(period: Period) -> None:
    """I8: market shares, as long as nobody left with a part of them; those of machines if some were made."""
    one, two = period.after.capital_goods, period.after.consumption_goods
    if not np.any(two["leaving"]):
        assert _sum(two["share"]) == pytest.approx(1.0, abs=1e-12)
    if not np.any(one["leaving"]) and period.record["machines_made"] > 0.0:
        assert _sum(one["share"]) == pytest.approx(1.0, abs=1e-12)


def assert_cash_of_survivors_is_explained(period: Period) -> None:
    """I10: what a firm that stays has more in cash, less what it owes more, is its profit less what it paid out."""
    p = period.parameters
    one, two, machines, *_ = period.after
    newest = machines["paid"][np.arange(two.size), np.maximum(two["vintages"] - 1, 0)]
    bought = np.where(two["delivered"] > 0.0, two["delivered"] * newest, 0.0)
    for new, old, payout, outlay in (
        (one, period.before.capital_goods, p.capital_good_dividend, np.zeros(one.size)),
        (two, period.before.consumption_goods, p.consumption_good_dividend, bought),
    ):
        tax = p.tax_rate * np.maximum(new["profit"], 0.0)
        dividend = payout * np.maximum(new["profit"] - tax, 0.0)
        expected = new["profit"] - tax - dividend - outlay
        change = (new["cash"] - old["cash"]) - (new["debt"] - old["debt"])
        largest = np.abs([new["cash"], old["cash"], new["debt"], old["debt"], new["profit"], new["sales"], outlay])
        error = np.abs(change - expected)
        assert (error <= 1e-11 * largest.max(axis=0) + 1e-300)[new["leaving"] == 0].all()


def assert_entries_and_exits_are_paid_for(period: Period) -> None:
    """I13: cash of entrants is debt and equity; what firms leave behind is paid out or written off."""
    record = period.record
    for firms, equity in (
        (period.after.capital_goods, record["equity_1"]),
        (period.after.consumption_goods, record["equity_2"]),
    ):
        enters = firms["leaving"] == 1
        brought = firms["cash"][enters] - firms["debt"][enters]
        assert (brought >= -TOLERANCE * np.abs(firms["cash"][enters])).all()
        assert brought.sum() == pytest.approx(equity, rel=TOLERANCE, abs=TOLERANCE * np.abs(firms["cash"]).max())
    for name in ("liquidation_1", "liquidation_2", "equity_1", "equity_2", "write_offs_1", "write_offs_2"):
        assert record[name] >= 0.0


CHECKS = (
    assert_flows_close,
    assert_stocks_close,
    assert_output_is_the_same_three_ways,
    assert_goods_and_machines_are_counted,
    assert_shares_add_to_one,
    assert_cash_of_survivors_is_explained,
    assert_entries_and_exits_are_paid_for,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
def test_the_benchmark_keeps_its_books(check, spending: str) -> None:  # type: ignore[no-untyped-def]
    for seed in (1, 2, 3):
        periods = list(_periods(small(), seed, 60, spending))
        assert len(periods) == 60
        for period in periods:
            check(period)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_an_economy_owned_by_households_keeps_its_books(check) -> None:  # type: ignore[no-untyped-def]
    owned = small(
        capital_good_debt_ratio=0.3,
        consumption_good_debt_ratio=0.0,
        capital_good_dividend=0.5,
        consumption_good_dividend=0.9,
        bank_payout=0.4,
        labour_force_growth=0.01,
        interest_rate=0.03,
    )
    for period in _periods(owned, 7, 80):
        check(period)


@pytest.mark.parametrize("sizes", [(1, 1), (7, 11), (3, 50), (20, 4)])
def test_economies_of_any_shape_keep_their_books(sizes: tuple[int, int]) -> None:
    for period in _periods(small(*sizes), 5, 60):
        for check in CHECKS:
            check(period)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=parameters(), seed=st.integers(0, 2**40), spending=st.sampled_from(["benefit", "exogenous"]))
def test_any_parameters_keep_the_books(data: Parameters, seed: int, spending: str) -> None:
    for period in _periods(data, seed, 25, spending):
        for check in CHECKS:
            check(period)


@settings(max_examples=10)
@given(
    tax=st.floats(-1.0, 1.0), benefit=st.floats(-1.0, 1.0), seed=st.integers(0, 2**40)
)  # fmt: skip
def test_any_policy_keeps_the_flows_closed(tax: float, benefit: float, seed: int) -> None:
    levers = no_levers(40)
    levers[10:, :2] = (tax, benefit)
    for period in _periods(small(), seed, 40, levers=levers):
        assert_flows_close(period)
        assert_stocks_close(period)


def test_a_sector_that_dies_out_is_founded_anew_within_the_books() -> None:
    """Without cash of its own and with research that eats it, the only capital-good firm fails again and again."""
    lonely = small(1, 4, capital_good_cash=0.0, credit_floor=0.0, research_share=0.9, interest_rate=0.1)
    exits = 0.0
    for period in _periods(lonely, 3, 120):
        exits += period.record["exit_1"] + (period.record["exit_2"] == 1.0)
        for check in CHECKS:
            check(period)
    assert exits > 0.0
