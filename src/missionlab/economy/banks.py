"""Banks as agents: they serve firms in a pecking order, lend what their equity carries, lose, pay, and are rescued.

A bank's claims on the state are what closes its balance sheet: deposits and equity that it has not lent. The state pays
interest on these and on nothing else; a bank that has lent more than it has owes the state.
"""

from __future__ import annotations

import numpy as np

from missionlab.economy import random
from missionlab.economy.books import Banked
from missionlab.economy.compiled import block, program
from missionlab.economy.equations import banking, fiscal, monetary
from missionlab.economy.equations.competition import normalised_herfindahl
from missionlab.economy.parameters import as_record
from missionlab.economy.state import BANK_RECORD

# At the start


def found_banks(p, seed, one, two):
    """The records of banks at the start; gives every firm its bank."""
    banks = np.zeros(p.banks, BANK_RECORD)
    _found(as_record(p)[0], seed, one, two, banks)
    return banks


@program
def _found(p, seed, one, two, banks):
    total = 0.0
    for k in range(banks.size):
        lot, _ = random.uniforms(seed, 0, random.BANK_SIZE, k, 0)
        banks[k].key = banks[k].place = k
        banks[k].weight = banking.bank_size(lot, p.bank_size_shape)
        total += banks[k].weight
    for k in range(banks.size):
        banks[k].weight /= total
    for firm in one:
        join_bank(seed, 0, random.BANK_1, firm, banks)
    for firm in two:
        join_bank(seed, 0, random.BANK_2, firm, banks)
    _take_stock(one, two, banks)
    for k in range(banks.size):
        banks[k].equity = banks[k].weight * p.bank_capital + p.capital_ratio * banks[k].loans


@block
def join_bank(seed, t, stream, firm, banks):
    """A firm picks a bank, with the banks' weights as chances."""
    lot, _ = random.uniforms(seed, t, stream, firm.key, 0)
    last = banks.size - 1
    key, reached = 0, banks[banks[0].place].weight
    while lot >= reached and key < last:
        key += 1
        reached += banks[banks[key].place].weight
    firm.bank = banks[key].place


@block
def _take_stock(one, two, banks):
    """Loans to and deposits of each bank's clients."""
    for k in range(banks.size):
        banks[k].loans = banks[k].deposits = 0.0
    for firm in one:
        banks[firm.bank].loans += firm.debt
        banks[firm.bank].deposits += firm.cash
    for firm in two:
        banks[firm.bank].loans += firm.debt
        banks[firm.bank].deposits += firm.cash


# The state's two rules


@block
def deposit_rate(p):
    """Interest on deposits."""
    return p.deposit_rate


@block
def next_prime_rate(p, macro):
    """The rate that the central bank sets in the period, from what it knows of the one before."""
    inflation = macro.cpi / macro.cpi_before - 1.0
    target = monetary.prime_target(
        p.interest_rate,
        inflation,
        macro.unemployment,
        p.inflation_target,
        p.unemployment_target,
        p.rate_to_inflation,
        p.rate_to_unemployment,
    )
    return monetary.prime_rate(macro.prime_rate, target, p.rate_step)


@block
def next_benefit_cut(p, macro, target, deficit, debt, gdp_nominal, output):
    """How far below its target the benefit rate will be in the next period."""
    if gdp_nominal <= 0.0:
        return macro.benefit_cut
    growth = output / macro.output - 1.0 if macro.output > 0.0 else 0.0
    return monetary.benefit_cut(
        macro.benefit_cut,
        target,
        p.benefit_step,
        deficit / gdp_nominal,
        p.deficit_limit,
        debt / gdp_nominal,
        p.debt_limit,
        growth,
        p.fiscal_growth_floor,
    )


@block
def output_remembered(output):
    """Output, for the growth of the next period."""
    return output


# In the course of a period


@block
def open_banks(p, macro, one, two, banks):
    """The pecking order, interest on the balances of t-1, and what each bank can lend."""
    _line_up(p, one)
    _line_up(p, two)
    for k in range(banks.size):
        bank = banks[k]
        bank.opening_loans = bank.loans
        held = bank.weight * macro.household_cash + bank.deposits
        bank.claims = held + bank.equity - bank.loans
        bank.deposit_interest = p.deposit_rate * held
        bank.claims_interest = banking.interest_on_claims(bank.claims, macro.prime_rate, p.reserve_spread)
        bank.loan_interest = 0.0
        bad_debt = banking.bad_debt_share(bank.write_offs, bank.loans)
        supply = banking.credit_supply(bank.equity, p.capital_ratio, p.bad_debt_sensitivity, bad_debt)
        bank.line_1 = banking.credit_line(supply, bank.loans, one.size, one.size + two.size)
        bank.line_2 = banking.credit_line(supply, bank.loans, two.size, one.size + two.size)
        bank.write_offs = bank.refused = 0.0
    _charge(p, macro, one, banks)
    _charge(p, macro, two, banks)


@block
def _line_up(p, firms):
    """Put the firms of a sector in their pecking order; ties go by key."""
    merits = np.empty(firms.size)
    for key in range(firms.size):
        firm = firms[firms[key].place]
        merits[key] = -banking.merit(firm.cash, firm.sales, p.coin)
    order = np.argsort(merits, kind="mergesort")
    for n in range(firms.size):
        firms[n].queue = firms[order[n]].place
        firms[firms[n].queue].credit_class = banking.credit_class(n, firms.size)


@block
def _charge(p, macro, firms, banks):
    """Interest that the firms of a sector receive less what they pay."""
    for firm in firms:
        rate = banking.loan_rate(macro.prime_rate, p.loan_spread, firm.credit_class, p.class_premium)
        charged = rate * firm.debt
        firm.interest = p.deposit_rate * firm.cash - charged
        banks[firm.bank].loan_interest += charged


@block
def turn(firms, n):
    """The place of the firm that is n-th in the pecking order of its sector."""
    return firms[n].queue


@block
def lines_kept(banks):
    """What banks can still lend to consumption-good firms and have refused, shape (banks, 2), for a trial."""
    lines = np.empty((banks.size, 2))
    for k in range(banks.size):
        lines[k, 0], lines[k, 1] = banks[k].line_2, banks[k].refused
    return lines


@block
def restore_lines(banks, lines):
    """Forget what a trial took."""
    for k in range(banks.size):
        banks[k].line_2, banks[k].refused = lines[k, 0], lines[k, 1]


@block
def offered(banks, firm, own, sector):
    """What a firm can still borrow: within its own limit, what firms before it have left of its bank's line."""
    bank = banks[firm.bank]
    return min(own, bank.line_1 if sector == 1 else bank.line_2)


@block
def lend(banks, firm, new_debt, refused, sector):
    """Take a new loan off the bank's line, and note what the bank could not lend."""
    bank = banks[firm.bank]
    if sector == 1:
        bank.line_1 = max(bank.line_1 - new_debt, 0.0)
    else:
        bank.line_2 = max(bank.line_2 - new_debt, 0.0)
    bank.refused += refused


@block
def write_off(banks, firm, lost):
    """The bank of a firm that leaves loses what the firm cannot pay."""
    banks[firm.bank].write_offs += lost


@block
def settle_banks(p, tax_rate, wage, macro, flows, one, two, banks):  # noqa: ARG001
    """Each bank's profit, tax, rescue and dividend; returns their sums."""
    _take_stock(one, two, banks)
    interest_state = taxes = dividends = rescue = equity = 0.0
    for k in range(banks.size):
        bank = banks[k]
        bank.profit = banking.profit(bank.loan_interest, bank.deposit_interest, bank.claims_interest, bank.write_offs)
        bank.tax = fiscal.profit_tax(bank.profit, tax_rate)
        before = bank.equity + bank.profit - bank.tax
        bank.rescue = banking.bail_out(
            before, bank.loans, p.capital_ratio, bank.weight, p.bank_capital, wage / p.wage_floor
        )
        bank.dividend = fiscal.bank_dividend(before, bank.loans, p.capital_ratio + p.capital_buffer, p.bank_payout)
        bank.equity = before + bank.rescue - bank.dividend
        interest_state += bank.claims_interest
        taxes += bank.tax
        dividends += bank.dividend
        rescue += bank.rescue
        equity += bank.equity
    return Banked(
        interest_households=p.deposit_rate * macro.household_cash,
        interest_state=interest_state,
        taxes=taxes,
        dividends=dividends,
        rescue=rescue,
        equity=equity,
    )


@block
def record_banks(p, row, macro, banks):  # noqa: ARG001
    """The series of banks: rates of the period, the weakest bank, bad debt, what was refused, and concentration."""
    before = charged = refused = loans = squares = rescued = 0.0
    weakest = banks[0].equity
    for k in range(banks.size):
        bank = banks[k]
        before += bank.opening_loans
        charged += bank.loan_interest
        refused += bank.refused
        rescued += 1.0 if bank.rescue > 0.0 else 0.0
        loans += bank.loans
        weakest = min(weakest, bank.equity)
    for k in range(banks.size):
        share = banks[k].loans / loans if loans > 0.0 else 0.0
        squares += share * share
    row.prime_rate = macro.prime_rate
    row.loan_rate = charged / before if before > 0.0 else 0.0
    row.banks_rescued = rescued
    row.bank_equity_min = weakest
    row.bad_debt = banking.bad_debt_share(row.write_offs_1 + row.write_offs_2, row.firm_debt)
    row.credit_rationed = refused
    row.concentration_banks = normalised_herfindahl(squares, banks.size)
