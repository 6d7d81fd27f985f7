"""A policy in a period: its budgets, how long the state waits, and what the levers cost together.

Each lever's money and its real side stand in a module of its own: laboratory, grants, discount, public_firms,
public_orders, public_bank. A lever with no budget costs no time.
"""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy.compiled import block
from missionlab.economy.equations import laboratory
from missionlab.economy.equations import policy as equations
from missionlab.economy.levers import Lever

TRANSFERS, PURCHASES = int(Lever.TRANSFERS), int(Lever.PURCHASES)
RESEARCH_REFUND, RESEARCH_HIRING = int(Lever.RESEARCH_REFUND), int(Lever.RESEARCH_HIRING)
INVESTMENT_DISCOUNT = int(Lever.INVESTMENT_DISCOUNT)
LABORATORY, LABORATORY_TECHNIQUE = int(Lever.LABORATORY), int(Lever.LABORATORY_TECHNIQUE)
PUBLIC_FIRMS, MACHINE_PURCHASES = int(Lever.PUBLIC_FIRMS), int(Lever.MACHINE_PURCHASES)
PUBLIC_BANK = int(Lever.PUBLIC_BANK)
PATIENCE, TAX_FINANCED = int(Lever.PATIENCE), int(Lever.TAX_FINANCED)


class Money(NamedTuple):
    """Money by lever: what may be spent in a period, or what was."""

    transfers: float
    purchases: float
    research_refund: float
    research_hiring: float
    investment_discount: float
    laboratory: float
    laboratory_technique: float
    public_firms: float
    machine_purchases: float
    public_bank: float


class Lending(NamedTuple):
    """What the public bank did, by sector; all in money."""

    lent_1: float
    lent_2: float
    due_1: float  # interest and shares in profit
    due_2: float
    paid_1: float  # by firms that stay and by those that left
    paid_2: float
    lost_1: float
    lost_2: float


@block
def budgets(levers, wage, force, given_up):
    """What each lever may cost in this period. What is given up is paid to households, so that the sum stays."""
    research = equations.budget(levers[LABORATORY], wage, force)
    technique = equations.budget(levers[LABORATORY_TECHNIQUE], wage, force)
    public_firms = equations.budget(levers[PUBLIC_FIRMS], wage, force)
    transfers = equations.budget(levers[TRANSFERS], wage, force)
    if given_up > 0.0:
        transfers += research + technique + public_firms
        research = technique = public_firms = 0.0
    return Money(
        transfers=transfers,
        purchases=equations.budget(levers[PURCHASES], wage, force),
        research_refund=equations.budget(levers[RESEARCH_REFUND], wage, force),
        research_hiring=equations.budget(levers[RESEARCH_HIRING], wage, force),
        investment_discount=equations.budget(levers[INVESTMENT_DISCOUNT], wage, force),
        laboratory=research,
        laboratory_technique=technique,
        public_firms=public_firms,
        machine_purchases=equations.budget(levers[MACHINE_PURCHASES], wage, force),
        public_bank=equations.budget(levers[PUBLIC_BANK], wage, force),
    )


@block
def with_goods_bought(costs, bought):
    """The costs of the levers with what the goods that were found cost, in the place of what was planned for them."""
    return Money(
        costs.transfers,
        bought,
        costs.research_refund,
        costs.research_hiring,
        costs.investment_discount,
        costs.laboratory,
        costs.laboratory_technique,
        costs.public_firms,
        costs.machine_purchases,
        costs.public_bank,
    )


@block
def total(money):
    """The sum over all levers."""
    together = 0.0
    for amount in money:
        together += amount
    return together


@block
def patience(levers, macro, successes):
    """Whether laboratories and public firms are given up now; returns (periods waited at the end, 1 if given up)."""
    if levers[LABORATORY] + levers[LABORATORY_TECHNIQUE] + levers[PUBLIC_FIRMS] <= 0.0:
        return macro.waited, macro.given_up
    waited = laboratory.periods_waited(macro.waited, successes)
    given_up = 1.0 if laboratory.is_given_up(waited, levers[PATIENCE]) else macro.given_up
    return waited + 1.0, given_up


@block
def household_tax(levers, outlay, means):
    """What households pay towards an outlay."""
    return equations.household_tax(levers[TAX_FINANCED], outlay, means)
