"""What firms of both kinds do alike: open and settle their accounts, leave, and find the money to enter."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import credit, fiscal
from missionlab.economy.rules import entrant_equity, lend, offered, settled


class Holdings(NamedTuple):
    """What the firms of a sector hold and owe; in money."""

    deposits: float
    loans: float


@block
def open_accounts(p, macro, price_index_0, firms):
    """Credit limits of the period, on the balances of t-1."""
    floor = p.credit_floor * macro.ppi / price_index_0
    for firm in firms:
        firm.credit_limit = credit.credit_limit(firm.cash, firm.sales, firm.wages, p.credit_multiple, floor)


@block
def settle(rules, p, tax_rate, payout, earmarked, refund, firm, banks, sector):
    """Profit and debt of a firm whose sales and wages are known; returns its (tax, dividend)."""
    firm.profit = firm.sales - firm.wages + firm.interest
    tax = fiscal.profit_tax(firm.profit, tax_rate)
    dividend = fiscal.dividend(firm.profit, tax, payout)
    flow, cash, debt = firm.profit - tax - dividend, firm.cash + earmarked, firm.debt
    own = max(firm.credit_limit - debt, 0.0)
    free = offered(rules.banking, banks, firm, own, sector)
    firm.cash, firm.debt = settled(rules.books, flow, cash, debt, free, p.coin, refund)
    refused = 0.0
    if free < own:
        _, wanted = settled(rules.books, flow, cash, debt, own, p.coin, refund)
        refused = wanted - firm.debt
    lend(rules.banking, banks, firm, max(firm.debt - debt, 0.0), refused, sector)
    return tax, dividend


@block
def wind_up(firm):
    """What a firm that leaves has beyond its debts, and what it owes beyond its cash: the bank is served first.

    Returns (left to its owners, written off by the bank, paid to the public bank, lost by the public bank).
    """
    net = firm.cash - firm.debt
    paid = min(max(net, 0.0), firm.public_loan)
    lost = firm.public_loan - paid
    firm.public_loan = 0.0
    return max(net, 0.0) - paid, max(-net, 0.0), paid, lost


@block
def fund(rules, debt_ratio, purse, firm):
    """A new firm's cash comes from households and the bank; returns what households put in."""
    put_in = entrant_equity(rules.books, (1.0 - debt_ratio) * firm.cash, purse)
    firm.debt = firm.cash - put_in
    return put_in


@aggregation
def holdings(firms):
    """Deposits and loans of all firms of a sector."""
    deposits = loans = 0.0
    for firm in firms:
        deposits += firm.cash
        loans += firm.debt
    return Holdings(deposits, loans)
