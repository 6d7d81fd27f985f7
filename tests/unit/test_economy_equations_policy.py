"""Equations of policy and of laboratories. Numbers are worked by hand."""

from __future__ import annotations

import math

import pytest

from missionlab.economy.equations import laboratory, policy


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_a_budget_is_so_many_workers_wages() -> None:
    assert policy.budget(0.01, 2.0, 5000.0) == near(100.0)
    assert policy.budget(0.0, 2.0, 5000.0) == 0.0


def test_the_rate_follows_from_the_budget_up_to_its_bound() -> None:
    assert policy.rate(50.0, 200.0, 1.0) == 0.25
    assert policy.rate(500.0, 200.0, 1.0) == 1.0
    assert policy.rate(500.0, 200.0, 10.0) == 2.5
    assert policy.rate(500.0, 0.0, 10.0) == 0.0


def test_a_discount_lowers_the_price_and_none_leaves_its_bits() -> None:
    assert policy.price_after_discount(8.0, 0.25) == 6.0
    assert policy.price_after_discount(0.1 + 0.2, 0.0) == 0.1 + 0.2


def test_buyers_get_back_what_they_paid_for_machines_that_are_not_made() -> None:
    # 10 machines at 8, of which the state paid 20: 2 of each. 3 are lost: 3 x 6 = 18 for the buyer, 3 x 2 = 6 not.
    assert policy.buyers_refund(8.0, 10.0, 20.0, 3.0) == 18.0
    assert policy.buyers_refund(8.0, 10.0, 0.0, 3.0) == 24.0


def test_a_technique_is_new_for_so_many_periods() -> None:
    assert policy.is_new(12, 10, 3.0)
    assert not policy.is_new(13, 10, 3.0)
    assert policy.is_new(10_000, 0, 0.0)


def test_money_buys_whole_machines_and_those_handed_out_in_turn_are_all() -> None:
    assert policy.machines_within(25.0, 8.0) == 3.0
    assert policy.machines_within(24.0, 8.0) == 3.0
    assert policy.machines_within(-1.0, 8.0) == 0.0
    # 7 machines to 3 clients: 2, 2 and 3.
    assert [policy.in_turn(7.0, turn, 3.0) for turn in (1.0, 2.0, 3.0)] == [2.0, 4.0, 7.0]


def test_new_capital_repays_the_debt_and_fills_the_overdraft() -> None:
    assert policy.new_capital(-30.0, 200.0, 1000.0) == 1230.0


def test_a_public_loan_costs_interest_and_a_share_in_profit_of_at_most_the_loan() -> None:
    assert policy.loan_costs(100.0, 0.02, 0.1, 500.0) == near(2.0 + 50.0)
    assert policy.loan_costs(100.0, 0.02, 0.1, -500.0) == near(2.0)
    assert policy.loan_costs(100.0, 0.02, 0.5, 500.0) == near(2.0 + 100.0)


def test_a_borrower_pays_out_of_cash_above_the_coin() -> None:
    assert policy.loan_payment(100.0, 2.0, 20.0, 500.0, 1.0) == near(7.0)
    assert policy.loan_payment(100.0, 2.0, 20.0, 4.0, 1.0) == near(3.0)
    assert policy.loan_payment(100.0, 2.0, 20.0, -4.0, 1.0) == 0.0
    # Due at once: the loan and its costs, and never more.
    assert policy.loan_payment(100.0, 2.0, 1.0, 500.0, 1.0) == near(102.0)
    assert policy.loan_payment(100.0, 2.0, 0.0, 500.0, 1.0) == near(102.0)


def test_the_public_bank_stops_beyond_its_loss_limit() -> None:
    assert policy.may_lend(0.0, 0.0, 0.0)
    assert policy.may_lend(20.0, 100.0, 0.2)
    assert not policy.may_lend(20.5, 100.0, 0.2)


def test_households_pay_a_share_and_at_most_what_they_have() -> None:
    assert policy.household_tax(0.5, 80.0, 1000.0) == 40.0
    assert policy.household_tax(0.5, 80.0, 30.0) == 30.0
    assert policy.household_tax(0.5, 80.0, -30.0) == 0.0
    assert policy.household_income_from_policy(100.0, 20.0, 5.0, 12.0) == 113.0


def test_public_machines_wear_out_in_the_life_of_a_machine() -> None:
    assert policy.scrapped_public_machines(190.0, 19.0) == 10.0


def test_a_laboratory_succeeds_by_its_share_of_the_labour_force() -> None:
    # 60 x 50 / 10 000 = 0.3; twice the yield is twice as much in the exponent.
    assert laboratory.laboratory_success(1.0, 60.0, 50.0, 10_000.0) == near(1.0 - math.exp(-0.3))
    assert laboratory.laboratory_success(2.0, 60.0, 50.0, 10_000.0) == near(1.0 - math.exp(-0.6))
    assert laboratory.laboratory_success(1.0, 60.0, 0.0, 10_000.0) == 0.0


def test_a_step_has_the_gain_as_its_mean() -> None:
    # The mean of a Beta(3, 2) number is 0.6.
    assert laboratory.laboratory_step(0.03, 0.6) == near(0.03)
    assert laboratory.laboratory_step(0.03, 1.0) == near(0.15)
    assert laboratory.laboratory_step(0.0, 0.0) == near(-0.18)


def test_a_shift_takes_half_of_a_step_decays_and_has_a_floor() -> None:
    assert laboratory.opportunity_shift(0.05, 0.2, 0.06, -0.15) == near(0.04 + 0.03)
    assert laboratory.opportunity_shift(0.05, 0.0, 0.0, -0.15) == 0.05
    assert laboratory.opportunity_shift(-0.74, 0.0, -0.18, -0.15) == near(-0.75)


def test_a_technique_is_found_next_to_the_best_one() -> None:
    assert laboratory.found_productivity(2.0, 0.03) == near(2.06)


def test_waiting_ends_with_a_success_or_with_patience() -> None:
    assert laboratory.periods_waited(7.0, 0.0) == 7.0
    assert laboratory.periods_waited(7.0, 2.0) == 0.0
    assert not laboratory.is_given_up(9.0, 10.0)
    assert laboratory.is_given_up(10.0, 10.0)
    assert not laboratory.is_given_up(1e9, 0.0)
