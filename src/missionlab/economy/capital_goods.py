"""Capital-good firms: they search, set prices, take orders, finance them, make machines and settle."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from missionlab.economy import firms, imitation, public_firms, random
from missionlab.economy.books import Settled
from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import innovation, investment, policy, pricing
from missionlab.economy.rules import finance_orders, lend, offered, shares_divisor, turn

SECTOR = 1
"""Which of a bank's lines the sector draws on."""


class Searched(NamedTuple):
    """What firms' searches came to."""

    innovators: int
    imitators: int
    breakthroughs: int  # innovations of public firms that beat every technique of the period before
    chance: float  # that a search for an innovation succeeds, weighted by share


@block
def search(p, seed, t, macro, laboratories, programme, one):
    """Innovation and imitation with last period's researchers, and with what laboratories and public firms know."""
    scale = p.labour_force / macro.labour_force
    machines, processes, blocks = imitation.techniques_before_search(one)
    weights, found = np.empty(one.size), np.empty(one.size, np.int64)
    for maker in one:
        found[maker.key] = maker.found
    innovators = imitators = breakthroughs = 0
    chances = shares = 0.0
    for maker in one:
        shares += maker.share
        workers = maker.researchers * scale
        if maker.key < programme.firms:
            workers -= programme.showing
        if workers <= 0.0:
            continue
        lot_innovate, lot_imitate = random.uniforms(seed, t, random.SEARCH, maker.key, 0)
        adopted = 0
        chance = innovation.search_success(p.innovation_efficiency, p.innovation_share, workers)
        chances += maker.share * chance
        if lot_innovate < chance:
            machine, process = _prototype(p, seed, t, laboratories.shift, maker)
            breakthroughs += public_firms.is_breakthrough(programme, maker.key, machine, process)
            if innovation.is_better_technique(machine, process, maker.machine, maker.process):
                maker.machine, maker.process, maker.found, adopted = machine, process, t, 1
        if lot_imitate < innovation.search_success(p.imitation_efficiency, 1.0 - p.innovation_share, workers):
            key = maker.key
            if one.size > imitation.FEW:
                key = imitation.among_many(seed, t, blocks, weights, key, machines[key], processes[key])
            else:
                key = imitation.among_few(seed, t, machines, processes, weights, key)
            if key >= 0:
                machine, process = machines[key], processes[key]
                if innovation.is_better_technique(machine, process, maker.machine, maker.process):
                    maker.machine, maker.process, maker.found, adopted = machine, process, found[key], 2
            if _takes_public_technique(seed, t, laboratories, programme, maker):
                adopted = 2
        innovators += adopted == 1
        imitators += adopted == 2
    return Searched(innovators, imitators, breakthroughs, chances / shares if shares > 0.0 else 0.0)


@block
def _takes_public_technique(seed, t, laboratories, programme, maker):
    """An imitator compares what a laboratory found and, where it is shown it, the public firms' best technique."""
    takes = False
    if innovation.is_better_technique(laboratories.machine, laboratories.process, maker.machine, maker.process):
        maker.machine, maker.process = laboratories.machine, laboratories.process
        maker.found, takes = int(laboratories.found), True
    if programme.firms > 0:
        lot, _ = random.uniforms(seed, t, random.DIFFUSION, maker.key, 0)
        better = innovation.is_better_technique(programme.machine, programme.process, maker.machine, maker.process)
        if lot < programme.diffusion and better:
            maker.machine, maker.process = programme.machine, programme.process
            maker.found, takes = int(programme.found), True
    return takes


@block
def _prototype(p, seed, t, shift, maker):
    alpha, beta = p.innovation_alpha, p.innovation_beta
    low, high = p.innovation_low + shift, p.innovation_high + shift
    draw, index = random.beta_number(alpha, beta, seed, t, random.INNOVATION, maker.key, 0)
    machine = innovation.innovation_step(maker.machine, low, high, draw)
    draw, index = random.beta_number(alpha, beta, seed, t, random.INNOVATION, maker.key, index)
    return machine, innovation.innovation_step(maker.process, low, high, draw)


@block
def set_prices(p, wage, one):
    """Unit costs, prices and research budgets."""
    for maker in one:
        maker.unit_cost = pricing.capital_good_cost(wage, maker.process, p.machines_per_worker)
        maker.price = pricing.price(maker.unit_cost, p.capital_good_markup)
        maker.appeal = maker.price / maker.machine
        maker.budget = innovation.research_budget(maker.sales, p.research_share, maker.budget)
        maker.grant = maker.public_orders = 0.0


@block
def take_orders(one, two):
    """Sum the orders of each supplier's clients."""
    for maker in one:
        maker.orders = 0.0
        maker.customers = 0
    for firm in two:
        if firm.ordered > 0.0:
            maker = one[firm.supplier]
            maker.orders += firm.ordered
            maker.customers += 1


@block
def finance(rules, p, one, banks):
    """What is made and spent on research, given cash and credit."""
    for n in range(one.size):
        maker = one[turn(rules.banking, one, n)]
        maker.idle = 0 if maker.customers > 0 else maker.idle + 1
        cash, own = maker.cash, max(maker.credit_limit - maker.debt, 0.0)
        free = offered(rules.banking, banks, maker, own, SECTOR)
        maker.planned, maker.research, maker.cash, new_debt = finance_orders(
            rules.books, maker.orders, maker.unit_cost, maker.price, maker.budget, cash, free, p.coin
        )
        maker.debt += new_debt
        refused = 0.0
        if free < own:
            _, _, _, wanted = finance_orders(
                rules.books, maker.orders, maker.unit_cost, maker.price, maker.budget, cash, own, p.coin
            )
            refused = wanted - new_debt
        lend(rules.banking, banks, maker, new_debt, refused, SECTOR)


@block
def make_machines(p, wage, one, two):
    """Machines made with the workers at hand; each order loses its share of what cannot be made."""
    for maker in one:
        jobs = maker.wanted - (maker.research + maker.grant) / wage
        short = maker.workers < maker.wanted and jobs > 0.0
        staffed = (maker.workers - maker.researchers) / jobs if short else 1.0
        maker.cut = min(max(1.0 - staffed, 0.0), 1.0)
        maker.made = maker.planned
    for firm in two:
        maker = one[firm.supplier]
        firm.delivered, firm.refund, firm.given = firm.ordered, 0.0, 0.0
        if firm.ordered == 0.0 or (maker.cut == 0.0 and maker.planned > 0.0):
            continue
        lost = firm.ordered
        if maker.planned > 0.0:
            lost = investment.machines_lost(firm.ordered, maker.cut)
            maker.made -= lost
        from_replacement = min(lost * p.machine_capacity, firm.replacement)
        firm.replacement -= from_replacement
        firm.expansion -= lost * p.machine_capacity - from_replacement
        firm.delivered -= lost
        firm.refund = policy.buyers_refund(maker.price, firm.ordered, firm.aid, lost)
        firm.aid -= firm.aid / firm.ordered * lost


@aggregation
def update_shares(rules, one, ppi):
    """Shares of machines made, kept where nothing was made; returns (machines made, price index of machines)."""
    made = shares = 0.0
    for maker in one:
        made += maker.made
    for maker in one:
        if made > 0.0:
            maker.share = maker.made / made
        shares += maker.share
    if shares == 0.0:
        return made, ppi
    divisor = shares_divisor(rules.books, shares)
    index = 0.0
    for maker in one:
        maker.share /= divisor
        index += maker.share * maker.price
    return made, index


@aggregation
def settle(rules, p, tax_rate, wage, one, banks):
    """Profit, tax, dividend and debt of each firm; returns their sums."""
    wages = interest = taxes = dividends = 0.0
    for n in range(one.size):
        maker = one[turn(rules.banking, one, n)]
        maker.sales, maker.wages = maker.price * maker.made, wage * maker.workers - maker.support
        earmarked = maker.planned * (maker.unit_cost - maker.price) + maker.research
        tax, dividend = firms.settle(rules, p, tax_rate, p.capital_good_dividend, earmarked, 0.0, maker, banks, SECTOR)
        wages += wage * maker.workers
        interest += maker.interest
        taxes += tax
        dividends += dividend
    return Settled(wages, interest, taxes, dividends)
