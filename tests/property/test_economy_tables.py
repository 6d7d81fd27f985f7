"""The three tables of a period: transactions, balance sheet, other changes. Rows and columns add to zero."""

from __future__ import annotations

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missionlab.economy.accounts import ACCOUNTS, CLAIMS, SECTORS, STOCKS, Books, books, opening
from missionlab.economy.levers import schedule
from missionlab.economy.parameters import Parameters
from missionlab.economy.series import NAMES
from missionlab.economy.simulate import Code, Run, start

TOLERANCE = 1e-9
ROUNDING = 1e-14
"""Of the largest stock: what its last digits can hide of a change."""


def _records(run: Run) -> list[dict[str, float]]:
    done = len(run.series) if run.stopped_at is None else run.stopped_at - run.first_period
    return [dict(zip(NAMES, row, strict=True)) for row in run.series[:done].tolist()]


def _all_books(data: Parameters, seed: int, periods: int, rules: str = "closed", **how: object) -> list[Books]:
    economy = start(data, seed=seed, rules=rules, spending=str(how.get("spending", "benefit")))
    before = opening(economy.state)
    records = _records(economy.advance(periods, how.get("levers")))  # type: ignore[arg-type]
    return [books(was, now) for was, now in zip([before, *records], records, strict=False)]


def _assert_adds_to_nothing(table: np.ndarray, axis: int, stocks: float) -> None:
    gaps = np.abs(table.sum(axis=axis))
    limits = TOLERANCE * np.abs(table).max(axis=axis) + ROUNDING * stocks
    assert (gaps <= limits).all(), (gaps, limits)


def assert_closed(period: Books) -> None:
    stocks = float(np.abs(period.balance.values).max())
    for axis in (0, 1):
        _assert_adds_to_nothing(period.flows.values, axis, stocks)
    _assert_adds_to_nothing(period.balance.values, 0, 0.0)
    _assert_adds_to_nothing(period.balance.values[:CLAIMS], 1, 0.0)
    _assert_adds_to_nothing(period.changes.values, 1, 0.0)
    wealth = period.balance.values[CLAIMS:].sum()
    assert abs(wealth) <= TOLERANCE * stocks, "net worth of all sectors is what real assets there are"


@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_benchmark_closes_its_books_in_every_period(spending: str, seed: int) -> None:
    tables = _all_books(Parameters(), seed, 300, spending=spending)
    assert len(tables) == 300
    for period in tables:
        assert_closed(period)
        assert period.gap < TOLERANCE


def test_an_economy_with_owners_and_dividends_closes_its_books_under_a_policy() -> None:
    owned = small(
        capital_good_debt_ratio=0.3, consumption_good_debt_ratio=0.0, capital_good_dividend=0.5,
        consumption_good_dividend=0.9, bank_payout=0.4, labour_force_growth=0.01, interest_rate=0.03,
    )  # fmt: skip
    levers = schedule(100, benefit_rate={30: 0.3, 60: -0.4}, tax_rate={40: 0.4})
    tables = _all_books(owned, 7, 100, levers=levers)
    for period in tables:
        assert_closed(period)
    # Every flow of the table does flow at some time, so that no row closes by being empty.
    largest = np.max([np.abs(period.flows.values).max(axis=1) for period in tables], axis=0)
    idle = {row for row, size in zip(tables[0].flows.rows, largest, strict=True) if size == 0.0}
    assert idle == {"Public purchases"}


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=parameters(), seed=st.integers(0, 2**40), spending=st.sampled_from(["benefit", "exogenous"]))
def test_any_parameters_close_the_books(data: Parameters, seed: int, spending: str) -> None:
    for period in _all_books(data, seed, 40, spending=spending):
        assert_closed(period)


def test_the_programs_books_do_not_close() -> None:
    gaps = [period.gap for period in _all_books(small(), 1, 40, rules="lsd-0.1")]
    assert min(gaps) > 1e-4


def test_opening_balances_are_the_closing_ones_of_the_period_before() -> None:
    economy = start(small(), seed=4)
    record = _records(economy.advance(25))[-1]
    assert economy.code is Code.COMPLETED
    for name, amount in opening(economy.state).items():
        assert amount == pytest.approx(record[name], rel=1e-12, abs=1e-300), name


def test_the_start_has_as_many_deposits_as_loans_and_no_wealth_but_what_firms_own() -> None:
    balances = opening(start(small(), seed=4).state)
    # 5 firms with 10 000 each, all borrowed; 20 firms with as much in cash as in debt.
    assert balances["deposits_1"] == balances["loans_1"] == 50_000.0
    assert balances["deposits_2"] == balances["loans_2"]
    assert balances["deposits_households"] == balances["bank_equity"] == balances["public_debt"] == 0.0
    # 20 firms of 30 machines at 10.4.
    assert balances["machines_value"] == pytest.approx(20 * 30 * 10.4, rel=1e-12)
    lower = opening(start(small(capital_good_debt_ratio=0.25), seed=4).state)
    assert lower["public_debt"] == pytest.approx(0.75 * 50_000.0, rel=1e-12)


def _made_up() -> tuple[dict[str, float], dict[str, float]]:
    """A period of round numbers, worked by hand so that it closes: interest 10 % on the opening balances.

    Households hold 100; sector 1 holds 50 and owes 30; sector 2 holds 80 and owes 90; the state owes 140;
    so the bank has 30 + 90 + 140 - 230 = 30.
    """
    before = dict.fromkeys(NAMES, 0.0) | {
        "deposits_households": 100.0, "deposits_1": 50.0, "deposits_2": 80.0, "loans_1": 30.0, "loans_2": 90.0,
        "public_debt": 140.0, "bank_equity": 30.0, "machines_value": 200.0, "inventories_value": 40.0,
    }  # fmt: skip
    now = dict.fromkeys(NAMES, 0.0) | {
        # Households: 150 + 20 + 10 (interest) + 5 + 4 + 3 (dividends) + 6 (liquidation) - 2 (equity) - 170 = + 26.
        "spending_households": 170.0, "wages_1": 50.0, "wages_2": 100.0, "benefits": 20.0, "interest_households": 10.0,
        "dividends_1": 5.0, "dividends_2": 4.0, "dividends_bank": 3.0, "liquidation_1": 6.0, "equity_2": 2.0,
        "deposits_households": 126.0,
        # Sector 1: 60 - 50 - 1 (tax) + 2 (interest) - 5 - 6 (liquidation) + 7 (write-off) = 7; loans 30 - 7 + 5 = 28,
        # so deposits change by 7 - 2 = 5 (loans fell by 2).
        "investment_nominal": 60.0, "taxes_1": 1.0, "interest_1": 2.0, "write_offs_1": 7.0, "loans_1": 28.0,
        "deposits_1": 55.0,
        # Sector 2: 170 + 15 (state) - 60 - 100 - 8 (tax) - 1 (interest) - 4 + 2 (equity) = 14; it borrows 11 more.
        "spending_state": 15.0, "taxes_2": 8.0, "interest_2": -1.0, "loans_2": 101.0, "deposits_2": 105.0,
        # State: 20 + 15 + 14 (interest) - 9 (taxes) + 12 (rescue) = 52 of new debt.
        "interest_state": 14.0, "taxes": 9.0, "rescue": 12.0, "deficit": 52.0, "public_debt": 192.0,
        # Bank: 14 - 10 - 2 + 1 = 3 of interest, less 3 paid out, less 7 written off, plus 12: 35.
        "bank_equity": 35.0,
        # Machines 200 + 60 - 25 - 5; inventories 40 + 9 - 3 + 1.
        "machines_scrapped": 25.0, "machines_destroyed": 5.0, "machines_value": 230.0,
        "inventory_investment": 9.0, "inventories_destroyed": 3.0, "inventories_revalued": 1.0,
        "inventories_value": 47.0,
    }  # fmt: skip
    return before, now


def test_a_period_of_round_numbers_closes_to_the_bit() -> None:
    period = books(*_made_up())
    assert period.gap == 0.0
    flows = dict(zip(period.flows.rows, period.flows.values.tolist(), strict=True))
    assert period.flows.columns == ACCOUNTS
    assert flows["Wages"] == [150, -50, 0, -100, 0, 0, 0, 0]
    assert flows["Interest"] == [10, 2, 0, -1, 0, 3, 0, -14]
    assert flows["Inventories"] == [0, 0, 0, 9, -9, 0, 0, 0]
    # Retained: 60 - 50 - 1 + 2 - 5 = 6; 170 + 15 + 9 - 100 - 8 - 1 - 4 = 81; 3 - 3 = 0.
    assert flows["Retained profit"] == [0, -6, 6, -81, 81, 0, 0, 0]
    assert flows["Write-offs"] == [0, 0, 7, 0, 0, 0, -7, 0]
    assert flows["Rescue"] == [0, 0, 0, 0, 0, 0, 12, -12]
    # Deposits 26 + 5 + 25 = 56; loans -2 + 11 = 9; public debt 52.
    assert flows["Change of deposits"] == [-26, 0, -5, 0, -25, 0, 56, 0]
    assert flows["Change of loans"] == [0, 0, -2, 0, 11, 0, -9, 0]
    assert flows["Change of public debt"] == [0, 0, 0, 0, 0, 0, -52, 52]


def test_the_balance_sheet_of_round_numbers() -> None:
    sheet = books(*_made_up()).balance
    rows = dict(zip(sheet.rows, sheet.values.tolist(), strict=True))
    assert sheet.columns == SECTORS
    assert rows["Deposits"] == [126, 55, 105, -286, 0]
    assert rows["Loans"] == [0, -28, -101, 129, 0]
    assert rows["Public debt"] == [0, 0, 0, 192, -192]
    assert rows["Machines"] == [0, 0, 230, 0, 0]
    assert rows["Net worth"] == [-126, -27, -281, -35, 192]


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, amount in _made_up()[1].items()
        # Consumption, retained profit and stocks stand once in the record and twice in the table.
        if amount != 0.0 and name not in {"deficit"}
    ],
)
def test_a_slip_in_any_figure_shows_as_a_gap(name: str) -> None:
    before, now = _made_up()
    now[name] += 1.0
    assert books(before, now).gap > 1e-3


def test_every_stock_is_in_the_balance_sheet() -> None:
    before, now = _made_up()
    for name in STOCKS:
        other = books(before, {**now, name: now[name] + 1.0})
        assert not np.array_equal(other.balance.values, books(before, now).balance.values), name
