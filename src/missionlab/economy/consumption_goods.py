"""Consumption-good firms: they plan, finance, produce, price, compete and settle."""

from __future__ import annotations

from missionlab.economy.books import Settled
from missionlab.economy.compiled import block
from missionlab.economy.equations import competition, credit, demand, fiscal, investment, pricing
from missionlab.economy.equations.rounding import whole_down
from missionlab.economy.machines import cost_and_productivity, list_for_scrapping, run_machines
from missionlab.economy.offers import choose_supplier
from missionlab.economy.rules import finance_plan, first_capital, kept_inventory, settled, shares_divisor


@block
def operates(two, j, t):
    """Whether a firm can produce: it has had a period to order its machines and one to get them."""
    return t >= two.entered[j] + 2


@block
def open_accounts(p, macro, price_index_0, two, now):
    """Credit limits and interest of the period, on the balances of t-1."""
    floor = p.credit_floor * macro.ppi / price_index_0
    for j in range(two.key.size):
        now.credit_limit[j] = credit.credit_limit(two.cash[j], two.sales[j], two.wages[j], p.credit_multiple, floor)
        now.interest[j] = p.interest_rate * (two.cash[j] - two.debt[j])


@block
def plan(rules, p, seed, t, wage, one, two, now_1, now):
    """Expected demand, output and capital wanted, supplier, machines to scrap, wishes to replace and to expand."""
    for j in range(two.key.size):
        if t > two.entered[j] + 2:
            two.expected[j] = demand.expected_demand(two.faced[j], two.met[j])
        now.desired[j] = 0.0
        if operates(two, j, t):
            wish = demand.production_wish(two.expected[j], two.inventory[j], p.inventory_target)
            now.desired[j] = min(wish, two.capital[j])
            two.desired_capital[j] = demand.desired_capital(wish, p.planned_utilisation)
        supplier = choose_supplier(seed, t, j, one, two, now_1)
        now.supplier[j] = supplier
        now.unit_cost[j], now.productivity[j] = cost_and_productivity(two, j, wage)
        if two.vintages[j] == 0:
            now.productivity[j] = one.machine[supplier]
            now.unit_cost[j] = wage / one.machine[supplier]
        now.listed[j], machines = list_for_scrapping(
            p, t, wage, two, j, one.machine[supplier], now_1.price[supplier]
        )
        now.replacement[j] = investment.replacement(
            machines, two.capital[j], two.desired_capital[j], p.machine_capacity
        )
        now.expansion[j] = _expansion_wish(rules, p, two.capital[j], two.desired_capital[j])


@block
def _expansion_wish(rules, p, capital, desired):
    if capital < p.machine_capacity:
        return first_capital(rules.books, desired, p.machine_capacity)
    return demand.expansion(capital, desired, p.machine_capacity, p.expansion_floor, p.expansion_cap)


@block
def finance(rules, p, two, now_1, now):
    """What cash and credit pay for: production first, then expansion, then replacement. Orders are paid at once."""
    capacity = p.machine_capacity
    for j in range(two.key.size):
        cash, debt, limit = two.cash[j], two.debt[j], now.credit_limit[j]
        price = now_1.price[now.supplier[j]]
        now.planned[j], cash, new_debt = finance_plan(
            rules.books, now.desired[j], now.unit_cost[j], capacity, cash, max(limit - debt, 0.0), p.coin
        )
        debt += new_debt
        machines, cash, new_debt = finance_plan(
            rules.books, now.expansion[j] / capacity, price, 1.0, cash, max(limit - debt, 0.0), p.coin
        )
        debt += new_debt
        now.expansion[j] = machines * capacity
        more, cash, new_debt = finance_plan(
            rules.books, now.replacement[j] / capacity, price, 1.0, cash, max(limit - debt, 0.0), p.coin
        )
        now.replacement[j] = more * capacity
        two.cash[j], two.debt[j] = cash, debt + new_debt
        now.ordered[j] = whole_down(machines) + whole_down(more)


@block
def produce(p, t, two, now):
    """Output of the workers employed; goods on offer are output and inventories."""
    for j in range(two.key.size):
        now.made[j] = 0.0
        if operates(two, j, t) and now.planned[j] > 0.0:
            idle = demand.idle_machines(two.capital[j], now.desired[j], p.machine_capacity)
            now.made[j] = min(now.planned[j], run_machines(p, two, j, idle, now.workers[j]))
        now.supply[j] = now.made[j] + two.inventory[j]


@block
def set_prices(p, t, mean_unit_cost, two, now):
    """Mark-ups and prices; returns the mean price of operating firms (0 if none operates)."""
    total = 0.0
    operating = 0
    for j in range(two.key.size):
        two.markup[j] = pricing.markup(
            two.markup[j], two.share[j], two.share_before[j], p.markup_sensitivity, p.exit_share
        )
        if operates(two, j, t):
            now.price[j] = pricing.price(now.unit_cost[j], two.markup[j])
            total += now.price[j]
            operating += 1
        else:
            now.price[j] = pricing.price(mean_unit_cost, two.markup[j])
    return total / operating if operating > 0 else 0.0


@block
def compete(rules, p, t, macro, mean_price, two, now):
    """Competitiveness and market shares; returns the price index of goods (0 if no firm has a share)."""
    mean_fitness = all_capital = 0.0
    for j in range(two.key.size):
        all_capital += two.capital[j]
        if operates(two, j, t):
            now.fitness[j] = competition.competitiveness(
                now.price[j], mean_price, two.unmet[j], macro.mean_unmet, p.price_weight, p.unmet_demand_weight
            )
            mean_fitness += now.fitness[j] * two.share[j]
    total = 0.0
    for j in range(two.key.size):
        now.share[j] = two.share[j]
        if operates(two, j, t):
            if two.share[j] == 0.0:
                now.share[j] = competition.first_share(two.capital[j], all_capital, p.exit_share)
            elif mean_fitness < 0.0:
                now.share[j] = competition.market_share(
                    two.share[j], now.fitness[j], mean_fitness, p.selection_intensity, p.exit_share
                )
        total += now.share[j]
    divisor = shares_divisor(rules.books, total) if total > 0.0 else 1.0
    index = 0.0
    for j in range(two.key.size):
        now.share[j] /= divisor
        index += now.share[j] * now.price[j]
    return index


@block
def record_demand(t, two, now, demand_real):
    """Demand faced, and what of it was unmet by firms that had goods; returns mean unmet demand of operating firms."""
    unmet = 0.0
    operating = 0
    for j in range(two.key.size):
        now.faced[j] = now.share[j] * demand_real
        two.unmet[j] = max(now.faced[j] - now.supply[j], 0.0) if now.supply[j] > 0.0 else 0.0
        if operates(two, j, t):
            unmet += two.unmet[j]
            operating += 1
    return unmet / operating if operating > 0 else 0.0


@block
def settle(rules, p, tax_rate, wage, two, now):
    """Profit, tax, dividend and debt of each firm; returns their sums."""
    wages = interest = taxes = dividends = 0.0
    for j in range(two.key.size):
        pay = wage * now.workers[j]
        two.sales[j], two.wages[j] = now.price[j] * now.bought[j], pay
        profit = two.sales[j] - pay + now.interest[j]
        tax = fiscal.profit_tax(profit, tax_rate)
        payout = fiscal.dividend(profit, tax, p.consumption_good_dividend)
        earmarked = now.planned[j] * now.unit_cost[j]
        free = max(now.credit_limit[j] - two.debt[j], 0.0)
        two.cash[j], two.debt[j] = settled(
            rules.books, profit - tax - payout, two.cash[j] + earmarked, two.debt[j], free, p.coin, now.refund[j]
        )
        now.profit[j] = profit
        wages += pay
        interest += now.interest[j]
        taxes += tax
        dividends += payout
    return Settled(wages, interest, taxes, dividends)


@block
def store(rules, two, now):
    """Carry what the next period needs: inventories, demand, prices and shares."""
    for j in range(two.key.size):
        two.inventory[j] = kept_inventory(rules.books, now.supply[j] - now.bought[j])
        two.met[j] = now.bought[j]
        two.faced[j] = now.faced[j]
        two.price[j] = now.price[j]
        two.share_before[j] = two.share[j]
        two.share[j] = now.share[j]
