"""The patient public bank: it lends where banks and cash did not reach, and waits for its money."""

from __future__ import annotations

import numpy as np

from missionlab.economy import consumption_goods, random
from missionlab.economy.compiled import block
from missionlab.economy.equations import policy as equations
from missionlab.economy.equations.rounding import whole_down
from missionlab.economy.levers import Lever

RATE, TENOR, LOSS_LIMIT = int(Lever.LOAN_RATE), int(Lever.LOAN_TENOR), int(Lever.LOAN_LOSS_LIMIT)
UPSIDE, TARGETING = int(Lever.LOAN_UPSIDE), int(Lever.LOAN_TARGETING)


@block
def lend(rules, p, levers, money, seed, t, wage, discount, macro, one, two, machines):
    """Lend to firms whose plans were rationed, or at random; the money buys what was rationed, at the full price.

    Together at most what firms are short of. Returns what capital-good and consumption-good firms were lent.
    """
    if not equations.may_lend(macro.public_lost, macro.public_lent, levers[LOSS_LIMIT]):
        return 0.0, 0.0
    needs_1, needs_2 = np.empty(one.size), np.empty((two.size, 2))
    need, needy = 0.0, 0
    for i in range(one.size):
        needs_1[i] = one[i].budget - one[i].research
        need += needs_1[i]
        needy += needs_1[i] > 0.0
    for j in range(two.size):
        firm = two[j]
        expansion, replacement = _short_of(rules, p, t, wage, discount, one, firm, machines, j)
        needs_2[j, 0], needs_2[j, 1] = expansion, replacement
        need += (expansion + replacement) * one[firm.supplier].price
        needy += expansion + replacement > 0.0
    rate = equations.rate(money, need, 1.0)
    by_chance = (1.0 - levers[TARGETING]) * rate * need
    loans = _by_chance(seed, t, by_chance, needy, one, two)
    lent_1 = lent_2 = 0.0
    for i in range(one.size):
        loan = loans[i] + levers[TARGETING] * rate * needs_1[i]
        lent_1 += loan
        _lend_for_research(one[i], loan, needs_1[i])
    for j in range(two.size):
        firm = two[j]
        maker = one[firm.supplier]
        needed = (needs_2[j, 0] + needs_2[j, 1]) * maker.price
        loan = loans[one.size + j] + levers[TARGETING] * rate * needed
        lent_2 += loan
        _lend_for_machines(p, firm, maker, loan, needs_2[j, 0], needs_2[j, 1])
    return lent_1, lent_2


@block
def _by_chance(seed, t, money, draws, one, two):
    """Money lent in equal parts to firms drawn at random, whatever they need; by place, capital-good firms first."""
    loans = np.zeros(one.size + two.size)
    if money <= 0.0:
        return loans
    for draw in range(draws):
        u, _ = random.uniforms(seed, t, random.PUBLIC_LENDING, 0, draw)
        key = int(u * loans.size)
        place = one[key].place if key < one.size else one.size + two[key - one.size].place
        loans[place] += money / draws
    return loans


@block
def _short_of(rules, p, t, wage, discount, one, firm, machines, j):
    """Whole machines that a firm wanted and could not pay for: (to expand, to replace)."""
    maker = one[firm.supplier]
    price = equations.price_after_discount(maker.price, discount)
    _, replacement, expansion = consumption_goods.machine_wishes(
        rules, p, t, wage, machines, j, firm, maker.machine, price
    )
    return (
        whole_down((expansion - firm.expansion) / p.machine_capacity),
        whole_down((replacement - firm.replacement) / p.machine_capacity),
    )


@block
def _lend_for_research(maker, loan, need):
    research = min(loan, need)
    maker.public_loan += loan
    maker.research += research
    maker.cash += loan - research


@block
def _lend_for_machines(p, firm, maker, loan, to_expand, to_replace):
    """The machines that a loan pays for; their maker makes them out of the price, which is above their cost."""
    firm.public_loan += loan
    bought = min(equations.machines_within(loan, maker.price), to_expand + to_replace)
    firm.cash += loan - bought * maker.price
    if bought <= 0.0:
        return
    expansion = min(bought, to_expand)
    firm.expansion += expansion * p.machine_capacity
    firm.replacement += (bought - expansion) * p.machine_capacity
    if firm.ordered == 0.0:
        maker.customers += 1
        maker.idle = 0
    firm.ordered += bought
    maker.orders += bought
    maker.planned += bought
    maker.cash += bought * (maker.price - maker.unit_cost)


@block
def collect(p, levers, firms):
    """Firms pay costs and instalments out of cash, as far as it reaches; returns (paid, costs that fell due)."""
    paid = due = 0.0
    for firm in firms:
        if firm.public_loan > 0.0:
            costs = equations.loan_costs(firm.public_loan, levers[RATE], levers[UPSIDE], firm.profit)
            payment = equations.loan_payment(firm.public_loan, costs, levers[TENOR], firm.cash, p.coin)
            firm.cash -= payment
            firm.public_loan += costs - payment
            paid += payment
            due += costs
    return paid, due


@block
def owed(firms):
    """Public loans of all firms of a sector."""
    loans = 0.0
    for firm in firms:
        loans += firm.public_loan
    return loans
