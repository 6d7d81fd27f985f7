"""Equations of credit, the state, the bank, entry and exit. Numbers are worked by hand."""

from __future__ import annotations

import pytest

from missionlab.economy.equations import credit, entry_exit, fiscal


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_credit_limit_is_the_largest_of_three() -> None:
    # Twice the cash; twice the margin; the floor.
    assert credit.credit_limit(3000.0, 9000.0, 7000.0, 2.0, 1000.0) == 6000.0
    assert credit.credit_limit(1000.0, 9000.0, 7000.0, 2.0, 1000.0) == 4000.0
    assert credit.credit_limit(400.0, 0.0, 0.0, 2.0, 1000.0) == 1000.0
    # An overdraft and a loss leave the floor, here nothing.
    assert credit.credit_limit(-50.0, 500.0, 900.0, 2.0, 0.0) == 0.0


PLANS = [credit.plan, credit.plan_with_loss]


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_that_cash_covers_keeps_the_coin(plan) -> None:
    # 100 units at 2 = 200; 201 in cash: exactly all, one coin stays.
    assert plan(100.0, 2.0, 1.0, 201.0, 50.0, 1.0) == (100.0, 1.0, 0.0)
    assert plan(100.0, 2.0, 1.0, 500.0, 50.0, 1.0) == (100.0, 300.0, 0.0)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_that_credit_covers_borrows_what_is_missing(plan) -> None:
    # 200 to pay, 160 at hand, one coin stays: 41 are borrowed.
    assert plan(100.0, 2.0, 1.0, 160.0, 50.0, 1.0) == (100.0, 1.0, 41.0)
    # The very limit: 160 - 1 + 41 = 200.
    assert plan(100.0, 2.0, 1.0, 160.0, 41.0, 1.0) == (100.0, 1.0, 41.0)


def test_a_plan_that_is_cut_keeps_its_remainder_where_books_close() -> None:
    # 160 - 1 + 30 = 189 buys 94.5 goods: in lots of 40 two lots, 80 goods for 160. All 30 are borrowed.
    # Closed: 160 + 30 - 160 = 30 stay. As coded one coin stays, and 29 vanish (defect D1).
    assert credit.plan(100.0, 2.0, 40.0, 160.0, 30.0, 1.0) == (80.0, 30.0, 30.0)
    assert credit.plan_with_loss(100.0, 2.0, 40.0, 160.0, 30.0, 1.0) == (80.0, 1.0, 30.0)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_of_which_nothing_fits_changes_nothing(plan) -> None:
    # 20 - 1 + 30 = 49 buys 24.5 goods: no lot of 40.
    assert plan(100.0, 2.0, 40.0, 20.0, 30.0, 1.0) == (0.0, 20.0, 0.0)
    # Less than a coin at hand and no credit.
    assert plan(100.0, 2.0, 1.0, 0.5, 0.0, 1.0) == (0.0, 0.5, 0.0)


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_of_nothing_costs_nothing(plan) -> None:
    assert plan(0.0, 2.0, 40.0, 20.0, 30.0, 1.0) == (0.0, 20.0, 0.0)


@pytest.mark.parametrize("rule", [credit.make_all_or_cancel, credit.cut_research_first])
def test_prepaid_orders_pay_for_research(rule) -> None:
    # 100 machines at a margin of 0.4 bring 40; research of 25: 15 are added to the cash of 10.
    made, research, cash, borrowed = rule(100.0, 10.0, 10.4, 25.0, 10.0, 0.0, 1.0)
    assert (made, research, borrowed) == (100.0, 25.0, 0.0)
    assert cash == near(25.0)
    # Research of 60: 20 more than the margin, of 30 in cash.
    made, research, cash, borrowed = rule(100.0, 10.0, 10.4, 60.0, 30.0, 0.0, 1.0)
    assert (made, research, borrowed) == (100.0, 60.0, 0.0)
    assert cash == near(10.0)
    # Research of 90: 50 are missing; 30 - 1 in cash, 21 are borrowed.
    made, research, cash, borrowed = rule(100.0, 10.0, 10.4, 90.0, 30.0, 40.0, 1.0)
    assert (made, research) == (100.0, 90.0)
    assert (cash, borrowed) == (near(1.0), near(21.0))


def test_an_illiquid_firm_cancels_all_as_coded_and_cuts_research_where_books_close() -> None:
    # Research of 90, margin 40, cash 30, credit 15: 30 - 1 + 15 = 44 < 50.
    # As coded: nothing is made, the credit is drawn, 30 - 90 + 15 = -45 (defect D2).
    assert credit.make_all_or_cancel(100.0, 10.0, 10.4, 90.0, 30.0, 15.0, 1.0) == (0.0, 90.0, -45.0, 15.0)
    # Closed: research is cut to 44 + 40 = 84, all orders are made, one coin stays.
    made, research, cash, borrowed = credit.cut_research_first(100.0, 10.0, 10.4, 90.0, 30.0, 15.0, 1.0)
    assert (made, research, cash, borrowed) == (100.0, near(84.0), near(1.0), near(15.0))


def test_research_is_never_cut_below_nothing() -> None:
    # No order, cash below nought, no credit: no research, and no debt beyond the credit.
    made, research, cash, borrowed = credit.cut_research_first(0.0, 10.0, 10.4, 90.0, -5.0, 0.0, 1.0)
    assert (made, research, cash, borrowed) == (0.0, 0.0, -5.0, 0.0)


SETTLEMENTS = [credit.settle, credit.settle_with_loss]


@pytest.mark.parametrize("settle", SETTLEMENTS)
def test_a_profit_repays_debt_first(settle) -> None:
    assert settle(50.0, 10.0, 30.0, 99.0, 1.0, 0.0) == (30.0, 0.0)
    assert settle(50.0, 10.0, 80.0, 99.0, 1.0, 0.0) == (10.0, 30.0)
    assert settle(0.0, 10.0, 80.0, 99.0, 1.0, 0.0) == (10.0, 80.0)


@pytest.mark.parametrize("settle", SETTLEMENTS)
def test_a_loss_is_paid_in_cash_down_to_the_coin_then_by_credit(settle) -> None:
    assert settle(-49.0, 50.0, 30.0, 99.0, 1.0, 0.0) == (1.0, 30.0)
    # 60 to pay, 50 at hand, one coin stays: 11 are borrowed.
    assert settle(-60.0, 50.0, 30.0, 99.0, 1.0, 0.0) == (1.0, 41.0)
    assert settle(-60.0, 50.0, 30.0, 11.0, 1.0, 0.0) == (1.0, 41.0)


def test_the_last_loan_is_paid_out_where_books_close_and_lost_as_coded() -> None:
    # 60 to pay, 50 at hand, credit of 4: closed 50 - 60 + 4 = -6; as coded 50 - 60 - 4 = -14 (defect D4).
    assert credit.settle(-60.0, 50.0, 30.0, 4.0, 1.0, 0.0) == (-6.0, 34.0)
    assert credit.settle_with_loss(-60.0, 50.0, 30.0, 4.0, 1.0, 0.0) == (-14.0, 34.0)


def test_a_last_loan_can_leave_less_than_a_coin() -> None:
    # 11 are needed to keep one coin, 10.5 can be had: 50 - 60 + 10.5 is half a coin, and the firm lives.
    cash, debt = credit.settle(-60.0, 50.0, 30.0, 10.5, 1.0, 0.0)
    assert (cash, debt) == (0.5, 40.5)


def test_refunds_come_first_where_books_close_and_last_as_coded() -> None:
    # 60 to pay, 50 at hand, refund of 20, no credit: closed 50 + 20 - 60 = 10 and no debt is needed.
    assert credit.settle(-60.0, 50.0, 30.0, 15.0, 1.0, 20.0) == (10.0, 30.0)
    # As coded 11 are borrowed to keep one coin, then 20 arrive (defect D12).
    assert credit.settle_with_loss(-60.0, 50.0, 30.0, 15.0, 1.0, 20.0) == (21.0, 41.0)


def test_policy_rates_stay_within_nought_and_one() -> None:
    assert fiscal.policy_rate(0.4, 0.25) == 0.65
    assert fiscal.policy_rate(0.4, -0.4) == 0.0
    assert fiscal.policy_rate(0.4, -1.0) == 0.0
    assert fiscal.policy_rate(0.4, 7.0) == 1.0


def test_taxes_and_dividends() -> None:
    assert fiscal.profit_tax(200.0, 0.1) == near(20.0)
    assert fiscal.profit_tax(-200.0, 0.1) == 0.0
    # A quarter of 200 - 20.
    assert fiscal.dividend(200.0, 20.0, 0.25) == near(45.0)
    assert fiscal.dividend(-200.0, 0.0, 0.25) == 0.0


def test_benefits() -> None:
    # 100 of 1000 are without work: 100 x 0.4 x 2.5 = 100.
    assert fiscal.benefit_bill(1000.0, 900.0, 0.4, 2.5) == near(100.0)
    assert fiscal.benefit_bill(1000.0, 1000.0 + 1e-9, 0.4, 2.5) == 0.0
    assert fiscal.growing_purchases(200.0, 0.005) == near(201.0)


def test_rescue_restores_the_ratio() -> None:
    # Equity -30, loans 1000 at 8 %: 110 bring it to 80.
    assert fiscal.rescue(-30.0, 1000.0, 0.08) == near(110.0)
    assert fiscal.rescue(0.0, 1000.0, 0.08) == 0.0
    assert fiscal.rescue(79.0, 1000.0, 0.08) == 0.0


def test_the_bank_pays_out_only_the_excess() -> None:
    assert fiscal.bank_dividend(100.0, 1000.0, 0.08, 1.0) == near(20.0)
    assert fiscal.bank_dividend(100.0, 1000.0, 0.08, 0.5) == near(10.0)
    assert fiscal.bank_dividend(79.0, 1000.0, 0.08, 1.0) == 0.0
    assert fiscal.bank_dividend(-30.0, 1000.0, 0.08, 1.0) == 0.0


def test_who_leaves_the_capital_good_sector() -> None:
    # Patience 4, entered in period 10, never an order.
    leaves = entry_exit.capital_good_firm_leaves
    assert leaves(-0.01, 0, 10, 11, 4)
    assert not leaves(0.0, 3, 10, 13, 4)
    assert leaves(0.0, 4, 10, 14, 4)
    # Idle since before its entry counts for nothing before t0 + n1.
    assert not leaves(0.0, 9, 10, 13, 4)
    assert not leaves(0.0, 3, 10, 40, 4)


def test_who_leaves_the_consumption_good_sector() -> None:
    leaves = entry_exit.consumption_good_firm_leaves
    assert leaves(-0.01, 0.2, True, 1e-5)
    assert leaves(-0.01, 0.0, False, 1e-5)
    assert leaves(5.0, 0.99e-5, True, 1e-5)
    assert not leaves(5.0, 1e-5, True, 1e-5)
    # A firm that does not operate yet has no share, and stays.
    assert not leaves(5.0, 0.0, False, 1e-5)


def test_endowment_of_entrants() -> None:
    assert entry_exit.drawn_share(0.1, 0.9, 0.0) == near(0.1)
    assert entry_exit.drawn_share(0.1, 0.9, 0.25) == near(0.3)
    # 0.3 x 1200 = 360 is 9 machines; 0.3 x 1210 = 363 is 9.075, so 10.
    assert entry_exit.entrant_capital(0.3, 1200.0, 40.0) == 360.0
    assert entry_exit.entrant_capital(0.3, 1210.0, 40.0) == 400.0
    assert entry_exit.entrant_capital(0.1, 0.0, 40.0) == 40.0


def test_working_cash_of_entrants() -> None:
    # 1.1 x 270 x 0.5 = 148.5, or a share of the mean: 0.3 x 400 = 120, 0.5 x 400 = 200.
    assert entry_exit.working_cash(270.0, 0.1, 0.5, 0.3, 400.0) == near(148.5)
    assert entry_exit.working_cash(270.0, 0.1, 0.5, 0.5, 400.0) == near(200.0)
