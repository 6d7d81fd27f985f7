"""Exit and entry: firms that cannot go on leave, and new ones take their places."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy import random
from missionlab.economy.compiled import block
from missionlab.economy.equations import entry_exit, innovation, pricing
from missionlab.economy.machines import machines_value
from missionlab.economy.offers import add_offer, forget_suppliers_that_leave, send_brochures
from missionlab.economy.rules import entrant_equity, spare_last_capital_good_firm, spare_last_consumption_good_firm


class Succession(NamedTuple):
    """What exits and entries of a sector did; money but for the first two and the last."""

    left: int
    bankrupt: int
    liquidation: float  # left to households
    write_offs: float  # lost by the bank
    equity: float  # put in by households
    purse: float  # deposits of households afterwards
    machines_destroyed: float  # at the price paid
    inventories_destroyed: float  # at the maker's price
    offers_dropped: int


@block
def renew_capital_good_firms(rules, p, seed, t, wage, price_index, purse, one, two, now):
    """Capital-good firms leave and enter."""
    left = bankrupt = 0
    for i in range(one.key.size):
        now.leaving[i] = entry_exit.capital_good_firm_leaves(
            one.cash[i], one.idle[i], one.entered[i], t, p.periods_without_clients
        )
        left += now.leaving[i]
        bankrupt += one.cash[i] < 0.0
    anew = -1
    if left == one.key.size:
        anew = spare_last_capital_good_firm(rules.books, p, price_index, one, now)
        left = now.leaving.sum()
    mean_cash, best_machine, best_process = _incumbents_1(one, now, anew)
    floor_cash = p.capital_good_cash * price_index
    liquidation = write_offs = equity = 0.0
    dropped = 0
    if left > 0:
        forget_suppliers_that_leave(two, now)
    for key in range(one.key.size):
        i = one.place_of[key]
        if now.leaving[i] == 0:
            continue
        net = one.cash[i] - one.debt[i]
        liquidation += max(net, 0.0)
        write_offs += max(-net, 0.0)
        purse += max(net, 0.0)
        if i != anew:
            _new_technique(p, seed, t, one, i, best_machine, best_process)
            one.share[i] = 0.0
        lot, _ = random.uniforms(seed, t, random.ENTRANT_1, key, 0)
        share = entry_exit.drawn_share(p.capital_good_entrant_low, p.capital_good_entrant_high, lot)
        one.cash[i] = share * max(mean_cash, floor_cash)
        put_in = entrant_equity(rules.books, (1.0 - p.capital_good_debt_ratio) * one.cash[i], purse)
        one.debt[i] = one.cash[i] - put_in
        equity += put_in
        purse -= put_in
        cost = pricing.capital_good_cost(wage, one.process[i], p.machines_per_worker)
        now.price[i] = pricing.price(cost, p.capital_good_markup)
        one.budget[i] = p.research_share * two.key.size / one.key.size * now.price[i]
        one.researchers[i] = one.budget[i] / wage
        one.sales[i] = one.wages[i] = 0.0
        one.entered[i], one.idle[i] = t, 0
        dropped += send_brochures(p, seed, t, random.ENTRANT_BROCHURES, i, 0, one, two)
    return Succession(left, bankrupt, liquidation, write_offs, equity, purse, 0.0, 0.0, dropped)


@block
def _incumbents_1(one, now, anew):
    """Mean cash of the firms that stay, weighted by share, and the best productivities among them."""
    weighted = weight = plain = best_machine = best_process = 0.0
    count = 0
    for i in range(one.key.size):
        if now.leaving[i] == 0 or i == anew:
            weighted += one.share[i] * one.cash[i]
            weight += one.share[i]
            plain += one.cash[i]
            count += 1
            best_machine = max(best_machine, one.machine[i])
            best_process = max(best_process, one.process[i])
    return weighted / weight if weight > 0.0 else plain / count, best_machine, best_process


@block
def _new_technique(p, seed, t, one, i, best_machine, best_process):
    draw, index = random.beta_number(
        p.entrant_alpha, p.entrant_beta, seed, t, random.ENTRANT_TECHNIQUE, one.key[i], 0
    )
    one.machine[i] = innovation.entrant_productivity(draw, best_machine, p.entrant_advantage)
    draw, _ = random.beta_number(
        p.entrant_alpha, p.entrant_beta, seed, t, random.ENTRANT_TECHNIQUE, one.key[i], index
    )
    one.process[i] = innovation.entrant_productivity(draw, best_process, p.entrant_advantage)


@block
def renew_consumption_good_firms(rules, p, seed, t, wage, price_index, purse, one, two, now_1, now):
    """Consumption-good firms leave, with their machines and goods, and enter."""
    left = bankrupt = 0
    for j in range(two.key.size):
        operating = t >= two.entered[j] + 2
        now.leaving[j] = entry_exit.consumption_good_firm_leaves(two.cash[j], two.share[j], operating, p.exit_share)
        left += now.leaving[j]
        bankrupt += two.cash[j] < 0.0
    anew = -1
    if left == two.key.size:
        anew = spare_last_consumption_good_firm(rules.books, p, price_index, two, now)
        left = now.leaving.sum()
    mean_cash, mean_capital = _incumbents_2(two, now, anew)
    liquidation = write_offs = equity = machines = inventories = 0.0
    for key in range(two.key.size):
        j = two.place_of[key]
        if now.leaving[j] == 0:
            continue
        net = two.cash[j] - two.debt[j]
        liquidation += max(net, 0.0)
        write_offs += max(-net, 0.0)
        purse += max(net, 0.0)
        machines += machines_value(two, j)
        inventories += two.price[j] * two.inventory[j]
        if j != anew:
            two.share[j] = 0.0
            two.markup[j] = p.initial_markup
        _found(p, seed, t, wage, one, two, now_1, j, mean_cash, mean_capital)
        put_in = entrant_equity(rules.books, (1.0 - p.consumption_good_debt_ratio) * two.cash[j], purse)
        two.debt[j] = two.cash[j] - put_in
        equity += put_in
        purse -= put_in
    return Succession(left, bankrupt, liquidation, write_offs, equity, purse, machines, inventories, 0)


@block
def _incumbents_2(two, now, anew):
    """Mean cash and mean capital of the firms that stay, weighted by share."""
    cash = capital = weight = plain_cash = plain_capital = 0.0
    count = 0
    for j in range(two.key.size):
        if now.leaving[j] == 0 or j == anew:
            cash += two.share[j] * two.cash[j]
            capital += two.share[j] * two.capital[j]
            weight += two.share[j]
            plain_cash += two.cash[j]
            plain_capital += two.capital[j]
            count += 1
    if weight > 0.0:
        return cash / weight, capital / weight
    return plain_cash / count, plain_capital / count


@block
def _found(p, seed, t, wage, one, two, now_1, j, mean_cash, mean_capital):
    """A new consumption-good firm: its supplier, the machines that it will order, and the cash for them."""
    lot_supplier, lot_capital = random.uniforms(seed, t, random.ENTRANT_2, two.key[j], 0)
    lot_cash, _ = random.uniforms(seed, t, random.ENTRANT_2, two.key[j], 1)
    low, high = p.consumption_good_entrant_low, p.consumption_good_entrant_high
    supplier = one.place_of[int(lot_supplier * one.key.size)]
    capital = entry_exit.entrant_capital(
        entry_exit.drawn_share(low, high, lot_capital), mean_capital, p.machine_capacity
    )
    two.desired_capital[j] = capital
    two.expected[j] = p.planned_utilisation * capital
    working = entry_exit.working_cash(
        two.expected[j],
        p.inventory_target,
        wage / one.machine[supplier],
        entry_exit.drawn_share(low, high, lot_cash),
        mean_cash,
    )
    two.cash[j] = now_1.price[supplier] * capital / p.machine_capacity + working
    two.entered[j] = t
    two.vintages[j] = two.offers[j] = 0
    two.capital[j] = two.inventory[j] = two.met[j] = two.faced[j] = 0.0
    two.share_before[j] = two.unmet[j] = two.sales[j] = two.wages[j] = 0.0
    add_offer(two, j, supplier, t)
