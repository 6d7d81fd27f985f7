"""What a period's flows of money leave behind: the words in which the rule sets keep their books."""

from __future__ import annotations

from typing import NamedTuple


class Settled(NamedTuple):
    """What the firms of a sector paid and got; all in money."""

    wages: float
    interest: float  # received less paid
    taxes: float
    dividends: float


class Banked(NamedTuple):
    """What the banking system did in a period and is left with; all in money."""

    interest_households: float
    interest_state: float  # paid by the state on what it owes to banks
    taxes: float
    dividends: float
    rescue: float
    equity: float


class Flows(NamedTuple):
    """The flows of a period that households, the bank and the state have to settle; all in money."""

    planned: float  # what households and the state wanted to spend on goods
    spent: float  # what was spent on goods
    benefits: float
    purchases: float  # what the state spent on goods
    dividends: float
    taxes: float
    purse: float  # deposits of households once firms have left and entered
    write_offs: float
    loans: float  # loans to all firms at the end of the period
    policy: float  # outlay on levers but for goods, less what comes back of public loans


class Balance(NamedTuple):
    """What households, the bank and the state carry over; all in money."""

    household_cash: float
    dividends: float
    taxes: float
    public_debt: float
    bank_equity: float
    rescue: float
    bank_dividend: float
    deficit: float
