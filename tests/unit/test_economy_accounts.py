"""The books of a period: they close, they are complete, and a flow without another side would show."""

from __future__ import annotations

import numpy as np
import pytest
from economies import small

from missionlab.economy import Economy, start
from missionlab.economy.accounts import STOCKS, books, opening

PARAMETERS = small(
    5, 20, capital_good_debt_ratio=0.4, consumption_good_debt_ratio=0.3, capital_good_dividend=0.3,
    consumption_good_dividend=0.2,
)  # fmt: skip
"""Equity, dividends and opening public debt are then not zero, so that every row but purchases is in use."""


def _advance(economy: Economy) -> dict[str, float]:
    run = economy.advance(1)
    return dict(zip(run.names, run.series[0].tolist(), strict=True))


@pytest.fixture(scope="module")
def period() -> tuple[dict[str, float], dict[str, float]]:
    """The opening balances and the record of the first period in which most things happen."""
    economy = start(PARAMETERS, seed=2)
    economy.advance(40)
    for _ in range(400):
        before, now = opening(economy.state), _advance(economy)
        if min(now["liquidation_2"], now["write_offs_2"], now["equity_2"], now["benefits"], now["dividends_2"]) > 0:
            return before, now
    raise AssertionError("no such period")


@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
def test_the_books_close_in_every_period_from_the_first(spending: str) -> None:
    economy = start(PARAMETERS, seed=1, spending=spending)
    before: dict[str, float] = opening(economy.state)
    assert before["public_debt"] > 0
    for _ in range(40):
        now = _advance(economy)
        assert books(before, now).gap < 1e-9
        before = now


def test_opening_balances_are_those_that_were_recorded_as_closing_ones() -> None:
    economy = start(PARAMETERS, seed=2)
    now = _advance(economy)
    assert opening(economy.state) == pytest.approx({name: now[name] for name in STOCKS}, rel=1e-12)


def test_every_flow_and_stock_has_its_place(period: tuple[dict[str, float], dict[str, float]]) -> None:
    """Raise one recorded number alone: the books no longer close. So each is in them, and on both sides."""
    before, now = period
    money = [
        "spending_households", "spending_state", "wages_1", "wages_2", "benefits", "taxes_1", "taxes_2", "taxes",
        "interest_households", "interest_1", "interest_2", "interest_state", "dividends_1", "dividends_2",
        "dividends_bank", "liquidation_1", "liquidation_2", "equity_1", "equity_2", "write_offs_1", "write_offs_2",
        "rescue", "investment_nominal", "inventory_investment", "machines_scrapped", "machines_destroyed",
        "inventories_destroyed", "inventories_revalued", *STOCKS,
    ]  # fmt: skip
    for name in money:
        wrong = {**now, name: now[name] + 0.01 * now["gdp_nominal"]}
        assert books(before, wrong).gap > 1e-5, name


def test_the_balance_sheet_shows_what_there_is(period: tuple[dict[str, float], dict[str, float]]) -> None:
    balance = books(*period).balance
    sums = dict(zip(balance.rows, balance.values.sum(axis=1), strict=True))
    assert sums["Machines"] == period[1]["machines_value"]
    assert sums["Net worth"] == pytest.approx(-sums["Machines"] - sums["Inventories"])
    claims = period[1]["loans_1"] + period[1]["loans_2"] + period[1]["public_debt"] - period[1]["bank_equity"]
    held = period[1]["deposits_households"] + period[1]["deposits_1"] + period[1]["deposits_2"]
    assert claims == pytest.approx(held)


def test_the_programs_books_do_not_close() -> None:
    economy = start(small(5, 20), seed=1, rules="lsd-0.1")
    economy.advance(30)
    gaps = []
    for _ in range(10):
        before, now = opening(economy.state), _advance(economy)
        gaps.append(books(before, now).gap)
    assert np.median(gaps) > 1e-3
