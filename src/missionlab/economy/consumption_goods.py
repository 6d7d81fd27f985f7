"""Consumption-good firms: they plan, finance, produce, price, compete and settle."""

from __future__ import annotations

from missionlab.economy import firms
from missionlab.economy.books import Settled
from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import competition, demand, investment, policy, pricing
from missionlab.economy.equations.rounding import whole_down
from missionlab.economy.machines import list_for_scrapping, run_machines
from missionlab.economy.rules import (
    finance_plan,
    first_capital,
    kept_inventory,
    lend,
    offered,
    shares_divisor,
    turn,
)

SECTOR = 2
"""Which of a bank's lines the sector draws on."""


@block
def operates(firm, t):
    """Whether a firm can produce: it has had a period to order its machines and one to get them."""
    return t >= firm.entered + 2


@block
def plan(rules, p, t, wage, one, two, machines):
    """Expected demand, output and capital wanted, machines to scrap, wishes to replace and to expand."""
    for j in range(two.size):
        firm = two[j]
        if t > firm.entered + 2:
            firm.expected = demand.expected_demand(firm.faced, firm.bought)
        firm.desired = 0.0
        if operates(firm, t):
            wish = demand.production_wish(firm.expected, firm.inventory, p.inventory_target)
            firm.desired = min(wish, firm.capital)
            firm.desired_capital = demand.desired_capital(wish, p.planned_utilisation)
        maker = one[firm.supplier]
        firm.unit_cost, firm.productivity = wage * firm.mean_labour, firm.mean_productivity
        firm.log_productivity = firm.mean_log
        if firm.vintages == 0:
            firm.unit_cost, firm.productivity = wage / maker.machine, maker.machine
        firm.listed, firm.replacement, firm.expansion = machine_wishes(
            rules, p, t, wage, machines, j, firm, maker.machine, maker.price
        )


@block
def plan_at_discount(rules, p, t, wage, discount, one, two, machines):
    """The wishes for machines again, of buyers for whom the state pays a part of the price."""
    for j in range(two.size):
        firm = two[j]
        maker = one[firm.supplier]
        price = policy.price_after_discount(maker.price, discount)
        firm.listed, firm.replacement, firm.expansion = machine_wishes(
            rules, p, t, wage, machines, j, firm, maker.machine, price
        )


@block
def machine_wishes(rules, p, t, wage, machines, j, firm, new_productivity, price):
    """What a firm wants at a price: (vintages to scrap, capacity to replace, capacity to add). Changes nothing."""
    vintages, listed = list_for_scrapping(p, t, wage, machines, j, firm.vintages, new_productivity, price)
    replacement = investment.replacement(listed, firm.capital, firm.desired_capital, p.machine_capacity)
    if firm.capital < p.machine_capacity:
        return vintages, replacement, first_capital(rules.books, firm.desired_capital, p.machine_capacity)
    expansion = demand.expansion(
        firm.capital, firm.desired_capital, p.machine_capacity, p.expansion_floor, p.expansion_cap
    )
    return vintages, replacement, expansion


@block
def finance(rules, p, discount, one, two, banks):
    """What cash and credit pay for: production first, then expansion, then replacement. Orders are paid at once."""
    capacity = p.machine_capacity
    for n in range(two.size):
        firm = two[turn(rules.banking, two, n)]
        price = policy.price_after_discount(one[firm.supplier].price, discount)
        firm.planned, expansion, replacement, firm.cash, firm.debt = financed(
            rules, p, banks, firm, firm.expansion, firm.replacement, price
        )
        firm.expansion, firm.replacement = expansion * capacity, replacement * capacity
        firm.ordered, firm.aid = whole_down(expansion) + whole_down(replacement), 0.0


@block
def financed(rules, p, banks, firm, expansion, replacement, price):
    """What a firm can pay for: (output, machines to add, machines to replace, cash left, debt).

    Takes loans off the bank's line, and changes nothing else.
    """
    cash, debt, capacity = firm.cash, firm.debt, p.machine_capacity
    planned, cash, debt = _granted(rules, p, banks, firm, firm.desired, firm.unit_cost, capacity, cash, debt)
    added, cash, debt = _granted(rules, p, banks, firm, expansion / capacity, price, 1.0, cash, debt)
    replaced, cash, debt = _granted(rules, p, banks, firm, replacement / capacity, price, 1.0, cash, debt)
    return planned, added, replaced, cash, debt


@block
def _granted(rules, p, banks, firm, wanted, unit_cost, lot, cash, debt):
    """What of a plan can be paid for: (granted, cash left, debt)."""
    own = max(firm.credit_limit - debt, 0.0)
    free = offered(rules.banking, banks, firm, own, SECTOR)
    granted, left, new_debt = finance_plan(rules.books, wanted, unit_cost, lot, cash, free, p.coin)
    refused = 0.0
    if free < own:
        _, _, full = finance_plan(rules.books, wanted, unit_cost, lot, cash, own, p.coin)
        refused = full - new_debt
    lend(rules.banking, banks, firm, new_debt, refused, SECTOR)
    return granted, left, debt + new_debt


@block
def produce(p, t, two, machines):
    """Output of the workers employed; goods on offer are output and inventories."""
    for j in range(two.size):
        firm = two[j]
        firm.made = 0.0
        if operates(firm, t) and firm.planned > 0.0:
            idle = demand.idle_machines(firm.capital, firm.desired, p.machine_capacity)
            running = firm.capital / p.machine_capacity - idle
            firm.made = min(firm.planned, run_machines(p, machines, j, firm.vintages, running, firm.workers))
        firm.supply = firm.made + firm.inventory


@aggregation
def set_prices(p, t, mean_unit_cost, two):
    """Mark-ups and prices; returns the mean price of operating firms (0 if none operates)."""
    total = 0.0
    operating = 0
    for firm in two:
        firm.markup = pricing.markup(firm.markup, firm.share, firm.share_before, p.markup_sensitivity, p.exit_share)
        firm.price_before = firm.price
        if operates(firm, t):
            firm.price = pricing.price(firm.unit_cost, firm.markup)
            total += firm.price
            operating += 1
        else:
            firm.price = pricing.price(mean_unit_cost, firm.markup)
    return total / operating if operating > 0 else 0.0


@aggregation
def compete(rules, p, t, mean_unmet, mean_price, two):
    """Competitiveness and market shares; returns the price index of goods (0 if no firm has a share)."""
    mean_fitness = all_capital = 0.0
    for firm in two:
        all_capital += firm.capital
        if operates(firm, t):
            firm.fitness = competition.competitiveness(
                firm.price, mean_price, firm.unmet, mean_unmet, p.price_weight, p.unmet_demand_weight
            )
            mean_fitness += firm.fitness * firm.share
    total = 0.0
    for firm in two:
        firm.share_before = firm.share
        if t == firm.entered + 2 and firm.share == 0.0:
            firm.share = competition.first_share(firm.capital, all_capital, p.exit_share)
        elif operates(firm, t):
            firm.share = competition.market_share(
                firm.share, firm.fitness, mean_fitness, p.selection_intensity, p.exit_share
            )
        total += firm.share
    divisor = shares_divisor(rules.books, total) if total > 0.0 else 1.0
    index = 0.0
    for firm in two:
        firm.share /= divisor
        index += firm.share * firm.price
    return index


@aggregation
def face_demand(t, two, demand_real):
    """Demand faced, and what of it was unmet by firms that had goods; returns mean unmet demand of operating firms."""
    unmet = 0.0
    operating = 0
    for firm in two:
        firm.faced = firm.share * demand_real
        firm.unmet = max(firm.faced - firm.supply, 0.0) if firm.supply > 0.0 else 0.0
        if operates(firm, t):
            unmet += firm.unmet
            operating += 1
    return unmet / operating if operating > 0 else 0.0


@aggregation
def settle(rules, p, tax_rate, wage, two, banks):
    """Profit, tax, dividend and debt of each firm; returns their sums."""
    wages = interest = taxes = dividends = 0.0
    for n in range(two.size):
        firm = two[turn(rules.banking, two, n)]
        firm.sales, firm.wages = firm.price * firm.bought, wage * firm.workers
        earmarked = firm.planned * firm.unit_cost
        tax, dividend = firms.settle(
            rules, p, tax_rate, p.consumption_good_dividend, earmarked, firm.refund, firm, banks, SECTOR
        )
        wages += firm.wages
        interest += firm.interest
        taxes += tax
        dividends += dividend
    return Settled(wages, interest, taxes, dividends)


@block
def store(rules, two):
    """Put what was not sold in store."""
    for firm in two:
        firm.inventory = kept_inventory(rules.books, firm.supply - firm.bought)
