"""Exit and entry: firms that cannot go on leave, and new ones take their places."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy import firms, public_firms, random
from missionlab.economy.compiled import aggregation, block
from missionlab.economy.equations import entry_exit, innovation, pricing
from missionlab.economy.offers import forget_makers_that_leave, send_brochures
from missionlab.economy.rules import (
    join_bank,
    spare_last_capital_good_firm,
    spare_last_consumption_good_firm,
    write_off,
)


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
    goods_destroyed: float  # the same in goods
    offers_dropped: int
    public_paid: float  # to the public bank
    public_lost: float  # by the public bank


@block
def renew_capital_good_firms(
    rules, p, seed, t, wage, price_index, purse, protected, one, two, offers, brochures, banks
):
    """Capital-good firms leave and enter; `brochures` is where those of the period end.

    So many public firms are `protected`, those with the lowest keys.
    """
    left = bankrupt = dropped = 0
    for maker in one:
        maker.leaving = entry_exit.capital_good_firm_leaves(
            maker.cash, maker.idle, maker.entered, t, p.periods_without_clients
        )
        left += maker.leaving
    left -= public_firms.protect(protected, one)
    anew = -1
    if left == one.size:
        anew = spare_last_capital_good_firm(rules.books, p, price_index, one)
        left -= anew < 0
    mean_cash, best_machine, best_process = _staying_makers(one, anew)
    mean_cash = max(mean_cash, p.capital_good_cash * price_index)
    liquidation = write_offs = equity = public_paid = public_lost = 0.0
    if left > 0:
        forget_makers_that_leave(one, two)
    for key in range(one.size):
        i = one[key].place
        maker = one[i]
        if maker.leaving == 0:
            continue
        bankrupt += maker.cash < 0.0
        left_over, written_off, paid, lost_loan = firms.wind_up(maker)
        liquidation += left_over
        write_offs += written_off
        public_paid += paid
        public_lost += lost_loan
        write_off(rules.banking, banks, maker, written_off)
        join_bank(rules.banking, seed, t, random.BANK_1, maker, banks)
        purse += left_over
        if i != anew:
            _draw_technique(p, seed, t, maker, best_machine, best_process)
            maker.found = t
            maker.share = 0.0
        _found_maker(p, seed, t, wage, maker, mean_cash)
        if i != anew:
            _plan_research(p, wage, maker, two.size / one.size)
        put_in = firms.fund(rules, p.capital_good_debt_ratio, purse, maker)
        equity += put_in
        purse -= put_in
        brochures, lost = send_brochures(p, seed, t, random.ENTRANT_BROCHURES, i, 0, one, two, offers, brochures)
        dropped += lost
    return Succession(
        left, bankrupt, liquidation, write_offs, equity, purse, 0.0, 0.0, 0.0, dropped, public_paid, public_lost
    )


@aggregation
def _staying_makers(one, anew):
    """Mean cash of the firms that stay, weighted by share, and the best productivities among them."""
    weighted = weight = plain = best_machine = best_process = 0.0
    count = 0
    for i in range(one.size):
        maker = one[i]
        if maker.leaving == 0 or i == anew:
            weighted += maker.share * maker.cash
            weight += maker.share
            plain += maker.cash
            count += 1
            best_machine = max(best_machine, maker.machine)
            best_process = max(best_process, maker.process)
    return weighted / weight if weight > 0.0 else plain / count, best_machine, best_process


@block
def _draw_technique(p, seed, t, maker, best_machine, best_process):
    """The technique of a new capital-good firm."""
    alpha, beta, advantage = p.entrant_alpha, p.entrant_beta, p.entrant_advantage
    draw, index = random.beta_number(alpha, beta, seed, t, random.ENTRANT_TECHNIQUE, maker.key, 0)
    maker.machine = innovation.entrant_productivity(draw, best_machine, advantage)
    draw, index = random.beta_number(alpha, beta, seed, t, random.ENTRANT_TECHNIQUE, maker.key, index)
    maker.process = innovation.entrant_productivity(draw, best_process, advantage)


@block
def _found_maker(p, seed, t, wage, maker, mean_cash):
    """Cash and price of a new capital-good firm."""
    lot, _ = random.uniforms(seed, t, random.ENTRANT_1, maker.key, 0)
    maker.cash = mean_cash * entry_exit.drawn_share(p.capital_good_entrant_low, p.capital_good_entrant_high, lot)
    cost = pricing.capital_good_cost(wage, maker.process, p.machines_per_worker)
    maker.price = pricing.price(cost, p.capital_good_markup)
    maker.sales = maker.wages = 0.0
    maker.entered, maker.idle = t, 0


@block
def _plan_research(p, wage, maker, clients):
    """Research of a new capital-good firm that can hope for so many clients."""
    maker.budget = p.research_share * clients * maker.price
    maker.researchers = maker.budget / wage


@block
def renew_consumption_good_firms(rules, p, seed, t, wage, price_index, purse, one, two, banks):
    """Consumption-good firms leave, with their machines and goods, and enter."""
    left = bankrupt = 0
    for firm in two:
        firm.leaving = entry_exit.consumption_good_firm_leaves(
            firm.cash, firm.share, t > firm.entered + 2, p.exit_share
        )
        left += firm.leaving
    anew = -1
    if left == two.size:
        anew = spare_last_consumption_good_firm(rules.books, p, price_index, two)
        left -= anew < 0
    mean_cash, mean_capital = _staying_firms(two, anew)
    liquidation = write_offs = equity = machines_destroyed = inventories_destroyed = goods_destroyed = 0.0
    public_paid = public_lost = 0.0
    for key in range(two.size):
        j = two[key].place
        firm = two[j]
        if firm.leaving == 0:
            continue
        bankrupt += firm.cash < 0.0
        left_over, written_off, paid, lost_loan = firms.wind_up(firm)
        liquidation += left_over
        write_offs += written_off
        write_off(rules.banking, banks, firm, written_off)
        join_bank(rules.banking, seed, t, random.BANK_2, firm, banks)
        public_paid += paid
        public_lost += lost_loan
        purse += left_over
        machines_destroyed += firm.machines_value
        inventories_destroyed += firm.price * firm.inventory
        goods_destroyed += firm.inventory
        if j != anew:
            firm.share = 0.0
            firm.markup = p.initial_markup
        _found_firm(p, seed, t, wage, one, firm, mean_cash, mean_capital)
        put_in = firms.fund(rules, p.consumption_good_debt_ratio, purse, firm)
        equity += put_in
        purse -= put_in
    return Succession(
        left, bankrupt, liquidation, write_offs, equity, purse, machines_destroyed, inventories_destroyed,
        goods_destroyed, 0, public_paid, public_lost,
    )  # fmt: skip


@aggregation
def _staying_firms(two, anew):
    """Mean cash and mean capital of the firms that stay, weighted by share."""
    cash = capital = weight = plain_cash = plain_capital = 0.0
    count = 0
    for j in range(two.size):
        firm = two[j]
        if firm.leaving == 0 or j == anew:
            cash += firm.share * firm.cash
            capital += firm.share * firm.capital
            weight += firm.share
            plain_cash += firm.cash
            plain_capital += firm.capital
            count += 1
    if weight > 0.0:
        return cash / weight, capital / weight
    return plain_cash / count, plain_capital / count


@block
def _found_firm(p, seed, t, wage, one, firm, mean_cash, mean_capital):
    """A new consumption-good firm: the machines that it will order, and the cash for them."""
    lot_supplier, lot_capital = random.uniforms(seed, t, random.ENTRANT_2, firm.key, 0)
    lot_cash, _ = random.uniforms(seed, t, random.ENTRANT_2, firm.key, 1)
    low, high = p.consumption_good_entrant_low, p.consumption_good_entrant_high
    firm.supplier = one[int(lot_supplier * one.size)].place
    maker = one[firm.supplier]
    firm.desired_capital = entry_exit.entrant_capital(
        entry_exit.drawn_share(low, high, lot_capital), mean_capital, p.machine_capacity
    )
    firm.expected = p.planned_utilisation * firm.desired_capital
    working = entry_exit.working_cash(
        firm.expected,
        p.inventory_target,
        wage / maker.machine,
        entry_exit.drawn_share(low, high, lot_cash),
        mean_cash,
    )
    firm.cash = maker.price * firm.desired_capital / p.machine_capacity + working
    firm.entered = t
    firm.vintages = 0
    firm.capital = firm.inventory = firm.bought = firm.faced = 0.0
    firm.mean_labour = firm.mean_productivity = firm.mean_log = firm.machines_value = 0.0
    firm.share_before = firm.unmet = firm.sales = firm.wages = 0.0
