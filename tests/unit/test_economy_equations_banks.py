"""Equations of banks, the central bank and fiscal rules, by hand; and the lending of one bank, loan by loan."""

from __future__ import annotations

import math

import numpy as np
import pytest

from missionlab.economy import banks as blocks
from missionlab.economy.equations import banking, monetary
from missionlab.economy.equations.competition import normalised_herfindahl
from missionlab.economy.state import BANK_RECORD, CONSUMPTION_GOOD_RECORD

near = pytest.approx


def test_sizes_follow_the_pareto_law() -> None:
    assert banking.bank_size(0.0, 10.0) == 1.0
    assert banking.bank_size(0.75, 2.0) == near(2.0)
    assert banking.bank_size(0.5, 1.0) == near(2.0)


def test_the_pecking_order_is_by_cash_over_sales() -> None:
    assert banking.merit(50.0, 200.0, 1.0) == 0.25
    assert banking.merit(50.0, 0.0, 1.0) == 50.0
    assert banking.merit(50.0, 0.0, 2.0) == 25.0


def test_classes_are_quarters() -> None:
    assert [banking.credit_class(turn, 8) for turn in range(8)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert [banking.credit_class(turn, 3) for turn in range(3)] == [1, 2, 3]
    assert banking.credit_class(0, 1) == 1


def test_a_worse_class_pays_more() -> None:
    assert banking.loan_rate(0.01, 0.3, 1, 0.1) == near(0.013)
    assert banking.loan_rate(0.01, 0.3, 4, 0.1) == near(0.0169)


def test_the_state_pays_less_than_it_takes() -> None:
    assert banking.interest_on_claims(1000.0, 0.01, -0.5) == near(5.0)
    assert banking.interest_on_claims(-1000.0, 0.01, -0.5) == near(-10.0)


def test_bad_debt_tightens_credit() -> None:
    assert banking.bad_debt_share(25.0, 75.0) == 0.25
    assert banking.bad_debt_share(0.0, 0.0) == 0.0
    assert banking.credit_supply(80.0, 0.08, 1.0, 0.0) == near(1000.0)
    assert banking.credit_supply(80.0, 0.08, 1.0, 0.25) == near(800.0)
    assert banking.credit_supply(80.0, 0.0, 1.0, 0.25) == math.inf


def test_free_credit_is_split_between_the_sectors() -> None:
    assert banking.credit_line(1000.0, 750.0, 50, 250) == 50.0
    assert banking.credit_line(700.0, 750.0, 50, 250) == 0.0


def test_profit_is_interest_less_losses() -> None:
    assert banking.profit(13.0, 2.0, 5.0, 20.0) == -4.0


def test_a_bank_without_equity_is_rescued_to_its_requirement() -> None:
    assert banking.bail_out(0.0, 1000.0, 0.08, 0.1, 500.0, 2.0) == 0.0
    # 10 % of 500 at twice the wage, 8 % of 1000 in loans, and the hole of 30.
    assert banking.bail_out(-30.0, 1000.0, 0.08, 0.1, 500.0, 2.0) == near(100.0 + 80.0 + 30.0)


def test_the_prime_rate_follows_inflation_and_unemployment_by_steps() -> None:
    assert monetary.prime_target(0.01, 0.03, 0.08, 0.02, 0.05, 1.1, 0.5) == near(0.01 + 0.011 - 0.015)
    assert monetary.prime_rate(0.01, 0.012, 0.005) == near(0.012)
    assert monetary.prime_rate(0.01, 0.05, 0.005) == near(0.015)
    assert monetary.prime_rate(0.002, -0.4, 0.005) == 0.0


@pytest.mark.parametrize(
    ("deficit", "debt", "growth", "floor", "expected"),
    [
        (0.04, 0.5, 0.01, -1.0, 0.105),  # deficit beyond its limit
        (0.02, 0.7, 0.01, -1.0, 0.105),  # debt beyond its limit
        (0.02, 0.5, 0.01, -1.0, 0.095),  # neither
        (0.04, 0.5, -0.01, -1.0, 0.105),  # a hard rule holds in a slump
        (0.04, 0.5, -0.01, 0.0, 0.095),  # a soft one does not
    ],
)
def test_a_fiscal_rule_cuts_while_a_limit_is_broken(
    deficit: float, debt: float, growth: float, floor: float, expected: float
) -> None:
    assert monetary.benefit_cut(0.1, 0.4, 0.005, deficit, 0.03, debt, 0.6, growth, floor) == near(expected)


def test_benefits_are_cut_to_nothing_at_most_and_restored_in_full_at_most() -> None:
    assert monetary.benefit_cut(0.399, 0.4, 0.005, 1.0, 0.03, 0.0, 0.6, 0.0, -1.0) == 0.4
    assert monetary.benefit_cut(0.003, 0.4, 0.005, 0.0, 0.03, 0.0, 0.6, 0.0, -1.0) == 0.0


def test_concentration_runs_from_nought_to_one() -> None:
    assert normalised_herfindahl(0.25, 4) == 0.0
    assert normalised_herfindahl(1.0, 4) == 1.0
    assert normalised_herfindahl(0.5, 4) == near(1.0 / 3.0)
    assert normalised_herfindahl(0.0, 1) == 1.0


# Lending, loan by loan


def _bank(line_1: float, line_2: float) -> np.recarray:
    banks = np.zeros(1, BANK_RECORD).view(np.recarray)
    banks["line_1"], banks["line_2"] = line_1, line_2
    return banks


def test_a_loan_leaves_less_to_the_next_of_the_same_sector_only() -> None:
    banks, firm = _bank(100.0, 60.0), np.zeros(1, CONSUMPTION_GOOD_RECORD).view(np.recarray)[0]
    offered, lend = blocks.offered.py_func, blocks.lend.py_func
    assert offered(banks, firm, 40.0, 2) == 40.0
    lend(banks, firm, 40.0, 0.0, 2)
    assert offered(banks, firm, 40.0, 2) == 20.0
    lend(banks, firm, 20.0, 20.0, 2)
    assert offered(banks, firm, 40.0, 2) == 0.0
    assert offered(banks, firm, 140.0, 1) == 100.0
    assert banks["refused"][0] == 20.0


def test_a_trial_leaves_no_trace() -> None:
    banks, firm = _bank(10.0, 60.0), np.zeros(1, CONSUMPTION_GOOD_RECORD).view(np.recarray)[0]
    lines = blocks.lines_kept.py_func(banks)
    blocks.lend.py_func(banks, firm, 50.0, 7.0, 2)
    blocks.restore_lines.py_func(banks, lines)
    assert (banks["line_1"][0], banks["line_2"][0], banks["refused"][0]) == (10.0, 60.0, 0.0)


def test_the_queue_is_the_pecking_order_and_ties_go_by_key() -> None:
    firms = np.zeros(5, CONSUMPTION_GOOD_RECORD).view(np.recarray)
    firms["key"] = [3, 0, 4, 2, 1]
    firms["place"][firms["key"]] = np.arange(5)
    firms["cash"], firms["sales"] = [10.0, 40.0, 10.0, 30.0, 99.0], [10.0, 20.0, 10.0, 10.0, 100.0]
    # Ratios by key: 0: 2, 1: .99, 2: 3, 3: 1, 4: 1.
    blocks._line_up.py_func(_Coin, firms)
    assert firms["key"][firms["queue"]].tolist() == [2, 0, 3, 4, 1]
    assert firms["credit_class"][firms["queue"]].tolist() == [1, 1, 2, 3, 4]


class _Coin:
    coin = 1.0
