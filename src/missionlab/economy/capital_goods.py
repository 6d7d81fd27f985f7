"""Capital-good firms: they search, set prices, take orders, finance them, make machines and settle."""

from __future__ import annotations

from missionlab.economy import random
from missionlab.economy.books import Settled
from missionlab.economy.compiled import block
from missionlab.economy.equations import credit, fiscal, innovation, investment, pricing
from missionlab.economy.rules import finance_orders, settled, shares_divisor


@block
def search(p, seed, t, macro, one, now):
    """Innovation and imitation with last period's researchers; returns (innovators, imitators) among the firms."""
    now.old_machine[:] = one.machine
    now.old_process[:] = one.process
    scale = p.labour_force / macro.labour_force
    innovators = imitators = 0
    for i in range(one.key.size):
        workers = one.researchers[i] * scale
        if workers <= 0.0:
            continue
        lot_innovate, lot_imitate = random.uniforms(seed, t, random.SEARCH, one.key[i], 0)
        adopted = 0
        if lot_innovate < innovation.search_success(p.innovation_efficiency, p.innovation_share, workers):
            machine, process = _prototype(p, seed, t, one, now, i)
            if innovation.is_better_technique(machine, process, one.machine[i], one.process[i]):
                one.machine[i], one.process[i], adopted = machine, process, 1
        if lot_imitate < innovation.search_success(p.imitation_efficiency, 1.0 - p.innovation_share, workers):
            model = _whom_to_imitate(seed, t, one, now, i)
            if model >= 0 and innovation.is_better_technique(
                now.old_machine[model], now.old_process[model], one.machine[i], one.process[i]
            ):
                one.machine[i], one.process[i], adopted = now.old_machine[model], now.old_process[model], 2
        innovators += adopted == 1
        imitators += adopted == 2
    return innovators, imitators


@block
def _prototype(p, seed, t, one, now, i):
    draw, index = random.beta_number(
        p.innovation_alpha, p.innovation_beta, seed, t, random.INNOVATION, one.key[i], 0
    )
    machine = innovation.innovation_step(now.old_machine[i], p.innovation_low, p.innovation_high, draw)
    draw, _ = random.beta_number(
        p.innovation_alpha, p.innovation_beta, seed, t, random.INNOVATION, one.key[i], index
    )
    return machine, innovation.innovation_step(now.old_process[i], p.innovation_low, p.innovation_high, draw)


@block
def _whom_to_imitate(seed, t, one, now, i):
    """The firm whose technique of t-1 is met, with a chance that falls with distance; -1 if all are the same."""
    total = 0.0
    for key in range(one.key.size):
        k = one.place_of[key]
        distance = innovation.technical_distance(
            now.old_machine[i], now.old_process[i], now.old_machine[k], now.old_process[k]
        )
        total += innovation.imitation_weight(distance)
        now.weight[key] = total
    if total == 0.0:
        return -1
    u, _ = random.uniforms(seed, t, random.IMITATION, one.key[i], 0)
    target = u * total
    key = 0
    while now.weight[key] <= target:
        key += 1
    return one.place_of[key]


@block
def open_accounts(p, macro, price_index_0, one, now):
    """Credit limits and interest of the period, on the balances of t-1."""
    floor = p.credit_floor * macro.ppi / price_index_0
    for i in range(one.key.size):
        now.credit_limit[i] = credit.credit_limit(one.cash[i], one.sales[i], one.wages[i], p.credit_multiple, floor)
        now.interest[i] = p.interest_rate * (one.cash[i] - one.debt[i])


@block
def set_prices(p, wage, one, now):
    """Unit costs, prices and research budgets."""
    for i in range(one.key.size):
        now.unit_cost[i] = pricing.capital_good_cost(wage, one.process[i], p.machines_per_worker)
        now.price[i] = pricing.price(now.unit_cost[i], p.capital_good_markup)
        now.appeal[i] = now.price[i] / one.machine[i]
        one.budget[i] = innovation.research_budget(one.sales[i], p.research_share, one.budget[i])


@block
def take_orders(now, now_2):
    """Sum the orders of each supplier's clients."""
    now.orders[:] = 0.0
    now.customers[:] = 0
    for j in range(now_2.supplier.size):
        if now_2.ordered[j] > 0.0:
            now.orders[now_2.supplier[j]] += now_2.ordered[j]
            now.customers[now_2.supplier[j]] += 1


@block
def finance(rules, p, one, now):
    """What is made and spent on research, given cash and credit."""
    for i in range(one.key.size):
        one.idle[i] = 0 if now.customers[i] > 0 else one.idle[i] + 1
        free = max(now.credit_limit[i] - one.debt[i], 0.0)
        now.planned[i], now.research[i], one.cash[i], new_debt = finance_orders(
            rules.books, now.orders[i], now.unit_cost[i], now.price[i], one.budget[i], one.cash[i], free, p.coin
        )
        one.debt[i] += new_debt


@block
def make_machines(p, wage, one, now, now_2):
    """Machines made with the workers at hand; each order loses its share of what cannot be made."""
    for i in range(one.key.size):
        jobs = now.wanted[i] - now.research[i] / wage
        short = now.workers[i] < now.wanted[i] and jobs > 0.0
        staffed = (now.workers[i] - one.researchers[i]) / jobs if short else 1.0
        now.cut[i] = min(max(1.0 - staffed, 0.0), 1.0)
        now.made[i] = now.planned[i]
    for j in range(now_2.supplier.size):
        ordered, i = now_2.ordered[j], now_2.supplier[j]
        lost = 0.0
        if ordered > 0.0:
            if now.planned[i] == 0.0:
                lost = ordered
            else:
                lost = investment.machines_lost(ordered, now.cut[i])
                now.made[i] -= lost
            from_replacement = min(lost * p.machine_capacity, now_2.replacement[j])
            now_2.replacement[j] -= from_replacement
            now_2.expansion[j] -= lost * p.machine_capacity - from_replacement
        now_2.delivered[j] = ordered - lost
        now_2.refund[j] = now.price[i] * lost


@block
def update_shares(rules, one, now, ppi):
    """Shares of machines made, kept where nothing was made; returns (machines made, price index of machines)."""
    made = shares = 0.0
    for i in range(one.key.size):
        made += now.made[i]
    for i in range(one.key.size):
        if made > 0.0:
            one.share[i] = now.made[i] / made
        shares += one.share[i]
    if shares == 0.0:
        return made, ppi
    divisor = shares_divisor(rules.books, shares)
    index = 0.0
    for i in range(one.key.size):
        one.share[i] /= divisor
        index += one.share[i] * now.price[i]
    return made, index


@block
def settle(rules, p, tax_rate, wage, one, now):
    """Profit, tax, dividend and debt of each firm; returns their sums."""
    wages = interest = taxes = dividends = 0.0
    for i in range(one.key.size):
        pay = wage * now.workers[i]
        one.sales[i], one.wages[i] = now.price[i] * now.made[i], pay
        profit = one.sales[i] - pay + now.interest[i]
        tax = fiscal.profit_tax(profit, tax_rate)
        payout = fiscal.dividend(profit, tax, p.capital_good_dividend)
        earmarked = now.planned[i] * (now.unit_cost[i] - now.price[i]) + now.research[i]
        free = max(now.credit_limit[i] - one.debt[i], 0.0)
        one.cash[i], one.debt[i] = settled(
            rules.books, profit - tax - payout, one.cash[i] + earmarked, one.debt[i], free, p.coin, 0.0
        )
        now.profit[i] = profit
        wages += pay
        interest += now.interest[i]
        taxes += tax
        dividends += payout
    return Settled(wages, interest, taxes, dividends)
