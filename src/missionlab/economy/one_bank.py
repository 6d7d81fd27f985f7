"""One bank that lends whatever firms' own limits allow, at one rate on everything."""

from __future__ import annotations

import numpy as np

from missionlab.economy.books import Banked
from missionlab.economy.compiled import block
from missionlab.economy.equations import banking, fiscal
from missionlab.economy.state import BANK_RECORD


def found_banks(p, seed, one, two):  # noqa: ARG001
    """The records of banks at the start: none, the one bank is a scalar."""
    return np.zeros(0, BANK_RECORD)


@block
def deposit_rate(p):
    """Interest on deposits."""
    return p.interest_rate


@block
def next_prime_rate(p, macro):  # noqa: ARG001
    """The rate of the central bank: the one rate there is."""
    return p.interest_rate


@block
def next_benefit_cut(p, macro, target, deficit, debt, gdp_nominal, output):  # noqa: ARG001
    """There is no fiscal rule."""
    return 0.0


@block
def output_remembered(output):  # noqa: ARG001
    """No rule looks back at output."""
    return 0.0


@block
def open_banks(p, macro, one, two, banks):  # noqa: ARG001
    """Interest of the period, at one rate on the balances of t-1."""
    for firm in one:
        firm.interest = p.interest_rate * (firm.cash - firm.debt)
    for firm in two:
        firm.interest = p.interest_rate * (firm.cash - firm.debt)


@block
def turn(firms, n):  # noqa: ARG001
    """The place of the firm that is n-th to ask for a loan: the order decides nothing."""
    return n


@block
def lines_kept(banks):  # noqa: ARG001
    """There is no line."""
    return 0


@block
def restore_lines(banks, lines):
    """There is no line."""


@block
def offered(banks, firm, own, sector):  # noqa: ARG001
    """What a firm can still borrow: all that its own limit leaves."""
    return own


@block
def lend(banks, firm, new_debt, refused, sector):
    """A new loan takes nothing from other firms."""


@block
def write_off(banks, firm, lost):
    """The one bank's losses are summed with the exits."""


@block
def join_bank(seed, t, stream, firm, banks):
    """There is no bank to choose."""


@block
def settle_banks(p, tax_rate, wage, macro, flows, one, two, banks):  # noqa: ARG001
    """The bank takes its losses, and is rescued or pays out."""
    equity = macro.bank_equity * (1.0 + p.interest_rate) - flows.write_offs
    rescue = fiscal.rescue(equity, flows.loans, p.capital_ratio)
    paid_out = fiscal.bank_dividend(equity, flows.loans, p.capital_ratio, p.bank_payout)
    return Banked(
        interest_households=p.interest_rate * macro.household_cash,
        interest_state=p.interest_rate * macro.public_debt,
        taxes=0.0,
        dividends=paid_out,
        rescue=rescue,
        equity=equity + rescue - paid_out,
    )


@block
def record_banks(p, row, macro, banks):  # noqa: ARG001
    """The series of banks where there is one."""
    row.prime_rate = p.interest_rate
    row.loan_rate = p.interest_rate
    row.bank_equity_min = row.bank_equity
    row.banks_rescued = 1.0 if row.rescue > 0.0 else 0.0
    row.bad_debt = banking.bad_debt_share(row.write_offs_1 + row.write_offs_2, row.firm_debt)
    row.credit_rationed = 0.0
    row.concentration_banks = 1.0
