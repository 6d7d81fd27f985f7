"""What firms did in a period, in aggregates; taken once machines have arrived, before goods are put in store."""

from __future__ import annotations

import math
from typing import NamedTuple

from missionlab.economy.compiled import aggregation
from missionlab.economy.equations.competition import normalised_herfindahl
from missionlab.economy.rules import capacity_counted, inventory_change, inventory_investment

IDLE_INVESTMENT = 0.01
INVESTMENT_SPIKE = 0.35


class Measured1(NamedTuple):
    """Aggregates over capital-good firms; the series table says what each means."""

    research_spending: float
    concentration: float
    age: float
    process_productivity: float  # weighted by shares


class Measured2(NamedTuple):
    """Aggregates over consumption-good firms; the series table says what each means."""

    made: float
    bought: float
    investment: float
    investment_nominal: float
    inventory_change: float
    inventory_investment: float
    inventories_revalued: float
    concentration: float
    age: float
    markup: float
    productivity: float  # weighted by shares
    unit_cost: float  # weighted by shares


class Spread(NamedTuple):
    """How producing consumption-good firms differ."""

    utilisation: float
    productivity_spread: float
    idle_investors: float
    investment_spikes: float


@aggregation
def measure_capital_goods(t, one):
    """The aggregates of the sector."""
    research = squares = ages = process = 0.0
    for maker in one:
        research += maker.research
        squares += maker.share * maker.share
        ages += t - maker.entered + 1
        process += maker.share * maker.process
    return Measured1(research, normalised_herfindahl(squares, one.size), ages / one.size, process)


@aggregation
def measure_consumption_goods(rules, t, goods_lost, one, two):
    """The aggregates of the sector."""
    made = bought = investment = paid = change = change_value = revalued = 0.0
    squares = ages = markup = productivity = unit_cost = 0.0
    for firm in two:
        opening, closing = firm.inventory, firm.supply - firm.bought
        made += firm.made
        bought += firm.bought
        investment += firm.expansion + firm.replacement
        paid += (firm.delivered - firm.given) * one[firm.supplier].price
        change += closing - opening
        change_value += inventory_investment(rules.books, firm.price, closing, firm.price_before, opening)
        revalued += (firm.price - firm.price_before) * opening
        squares += firm.share * firm.share
        ages += t - firm.entered + 1
        markup += firm.share * firm.markup
        productivity += firm.share * firm.productivity
        unit_cost += firm.share * firm.unit_cost
    return Measured2(
        made,
        bought,
        investment,
        paid,
        inventory_change(rules.books, change, goods_lost),
        change_value,
        revalued,
        normalised_herfindahl(squares, two.size),
        ages / two.size,
        markup,
        productivity,
        unit_cost,
    )


@aggregation
def measure_spread(rules, t, two):
    """How the firms that produce differ; zeros if none does."""
    made = capacity = distance_sum = squares = reference = 0.0
    producing = idle = spikes = 0
    for firm in two:
        if t >= firm.entered + 2 and firm.opening_capital > 0.0:
            made += firm.made
            capacity += capacity_counted(rules.books, firm.opening_capital, firm.capital)
            # Logs as distances from the first firm: equal firms differ by exactly nothing.
            reference = firm.log_productivity if producing == 0 else reference
            distance = firm.log_productivity - reference
            distance_sum += distance
            squares += distance * distance
            idle += firm.expansion + firm.replacement < IDLE_INVESTMENT * firm.opening_capital
            spikes += firm.expansion + firm.replacement > INVESTMENT_SPIKE * firm.opening_capital
            producing += 1
    if producing == 0:
        return Spread(0.0, 0.0, 0.0, 0.0)
    variance = squares / producing - (distance_sum / producing) ** 2
    return Spread(made / capacity, math.sqrt(max(variance, 0.0)), idle / producing, spikes / producing)
