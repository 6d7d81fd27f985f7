"""Exits, sectors, limits and closings at their edges."""

from __future__ import annotations

import fund_cases
import numpy as np
import pytest

from missionlab.portfolio.finance.measures import paid, returns
from missionlab.portfolio.finance.recorded import loss_share

M = fund_cases.MILLION
STAKES = [fund_cases.line(fund_cases.STAKE)]


def test_nothing_is_held_beyond_the_latest_exit_and_nothing_sold_before_the_earliest() -> None:
    once = {"lines": STAKES, "capital": {2021: 200 * M}, "horizon_years": 20}
    late = fund_cases.books(fund_cases.read(**once, latest_exit=6))
    assert late.schedule.of("balance")[5].any()
    assert not late.schedule.of("balance")[6:].any()
    early = fund_cases.books(fund_cases.read(**once, earliest_exit=8))
    assert not returns(early)[:8].any()
    assert returns(early)[8].any()


def test_a_forced_sale_is_at_cost() -> None:
    sure = fund_cases.line(fund_cases.STAKE, terms={"hold_first": 12, "hold_last": 12})
    books = fund_cases.books(fund_cases.read(lines=[sure], capital={2021: 200 * M}, latest_exit=1))
    kept = paid(books)[0] - books.schedule.of("losses").sum(axis=0)
    assert returns(books)[1] == pytest.approx(kept)


def test_lines_of_one_sector_fail_together_more_than_lines_of_two() -> None:
    def spread(first: str, second: str) -> float:
        lines = [
            fund_cases.line(fund_cases.LOAN, 0.5, sector=first, name="One"),
            fund_cases.line(fund_cases.LOAN, 0.5, sector=second, name="Two"),
        ]
        read = fund_cases.read(lines=lines, correlation=0.05, sector_correlation=0.4, persistence=0.5)
        return float(loss_share(fund_cases.books(read, 3000)).std())

    assert spread("s", "s") > 1.15 * spread("s", "t")


def test_a_closed_fund_commits_nothing_and_is_paid_back() -> None:
    books = fund_cases.books(fund_cases.read(closed_from=2024))
    assert books.year["committed"][:3].any(axis=1).all()
    assert not books.year["committed"][3:].any()
    assert returns(books)[5:10].any(axis=1).all()
    assert books.year["lapsed"][5] == pytest.approx(np.full(500, 200 * M))


def test_no_name_is_larger_than_its_share_of_the_book() -> None:
    one = {"capital": {2021: 100 * M}, "deal_spread": 0.0, "deal_mean": 40 * M, "deal_cap": None}
    books = fund_cases.books(fund_cases.read(**one, largest_share=0.25))
    assert books.year["committed"][0] == pytest.approx(np.full(500, 100 * M))
    assert books.year["deals"][0] == pytest.approx(np.full(500, 4.0))


def test_arrivals_bound_what_is_done() -> None:
    books = fund_cases.books(fund_cases.read(deals_a_year=2.0), 4000)
    assert books.year["deals"][5].mean() == pytest.approx(2.0, abs=0.1)
    assert not fund_cases.books(fund_cases.read(deals_a_year=0.0)).year["deals"].any()


def test_a_floor_of_cash_is_not_committed() -> None:
    rules = {"capital": {2021: 200 * M}, "carry_over": "on", "liquidity_floor": 80 * M}
    books = fund_cases.books(fund_cases.read(**rules))
    assert books.year["committed"].sum(axis=0).max() <= 120 * M + 1e-3
    assert books.year["cash"][3].min() >= 80 * M - 1e-3


def test_a_slow_grant_under_commitment_keeps_its_cash_in_reserve() -> None:
    grant = {
        "name": "Grants",
        "instrument": "grant",
        "share": 1.0,
        "stage": "first-market",
        "outcome_model": "model",
        "terms": {"profile": {"1": 0.25, "3": 0.75}},
    }
    one = {"lines": [grant], "capital": {2021: 100 * M}, "deal_spread": 0.0, "deal_mean": 10 * M, "deal_cap": None}
    books = fund_cases.books(fund_cases.read(**one, authority="commitment"))
    assert books.year["committed"][0] == pytest.approx(np.full(500, 100 * M))
    assert books.year["reserved"][0] == pytest.approx(np.full(500, 75 * M))
    cash = fund_cases.books(fund_cases.read(**one, authority="cash", horizon_years=1))
    assert cash.year["committed"][0] == pytest.approx(np.full(500, 400 * M))


def test_many_small_deals_are_bundled() -> None:
    books = fund_cases.books(fund_cases.read(deal_mean=1e5, deal_cap=None, deal_spread=0.0), 50)
    assert books.year["deals"][1] == pytest.approx(np.full(50, 2000.0))
    assert books.year["committed"][1] == pytest.approx(np.full(50, 200 * M))


def test_a_bundle_counts_all_its_successes() -> None:
    """Ten times the money in deals of one size: ten times the deals, and ten times the projects that succeed."""

    def succeeded(deals: int) -> tuple[float, float]:
        one = {"lines": STAKES, "capital": {2021: deals * M}, "deal_mean": M, "deal_cap": None, "deal_spread": 0.0}
        books = fund_cases.books(fund_cases.read(**one, anyway=0.5), 2000)
        return float(books.with_fund.mean()) / deals, float(books.without_fund.mean()) / deals

    assert succeeded(400) == pytest.approx(succeeded(40), rel=0.03)


def test_a_tiny_share_of_the_book_ends() -> None:
    books = fund_cases.books(fund_cases.read(largest_share=1e-5), 50)
    assert books.year["committed"][1] == pytest.approx(np.full(50, 200 * M), rel=0.03)


def test_what_pays_nothing_in_its_year_is_no_line_of_a_fund_that_is_bounded_by_cash() -> None:
    late = fund_cases.line(fund_cases.LOAN, 0.5, terms={"profile": {"2": 1.0}}, name="Late")
    rules = {"lines": [late, fund_cases.line(fund_cases.LOAN, 0.5)]}
    assert [one.name for one in fund_cases.read(**rules).not_modelled] == ["Late"]
    assert fund_cases.read(**rules, authority="commitment").not_modelled == ()
