"""What firms did in a period, in aggregates; taken before machines arrive and goods are put in store."""

from __future__ import annotations

import math
from typing import NamedTuple

from missionlab.economy.compiled import block
from missionlab.economy.rules import inventory_investment

IDLE_INVESTMENT = 0.01
INVESTMENT_SPIKE = 0.35


class Measured(NamedTuple):
    """Aggregates over the firms of both sectors; the series table says what each means."""

    research_spending: float
    concentration_1: float
    age_1: float
    process_productivity: float  # weighted by shares
    goods_made: float
    goods_bought: float
    investment: float
    investment_nominal: float
    inventory_change: float
    inventory_investment: float
    inventories_revalued: float
    concentration_2: float
    age_2: float
    markup: float
    goods_productivity: float  # weighted by shares
    mean_unit_cost: float  # weighted by shares
    utilisation: float
    productivity_spread: float
    idle_investors: float
    investment_spikes: float


@block
def normalised_herfindahl(squares, firms):
    """Sum of squared shares, moved to run from 0 (all alike) to 1 (one firm)."""
    return (squares - 1.0 / firms) / (1.0 - 1.0 / firms) if firms > 1 else 1.0


@block
def measure(rules, p, t, one, two, now_1, now_2):
    """The aggregates of the period."""
    research = squares_1 = ages_1 = process = 0.0
    for i in range(one.key.size):
        research += now_1.research[i]
        squares_1 += one.share[i] * one.share[i]
        ages_1 += t - one.entered[i] + 1
        process += one.share[i] * one.process[i]

    made = bought = investment = paid = change = change_value = revalued = 0.0
    squares_2 = ages_2 = markup = productivity = unit_cost = capacity = log_sum = log_squares = 0.0
    producing = idle = spikes = 0
    for j in range(two.key.size):
        opening, closing = two.inventory[j], now_2.supply[j] - now_2.bought[j]
        made += now_2.made[j]
        bought += now_2.bought[j]
        added = now_2.expansion[j] + now_2.replacement[j]
        investment += added
        paid += now_2.delivered[j] * now_1.price[now_2.supplier[j]]
        change += closing - opening
        change_value += inventory_investment(rules.books, now_2.price[j], closing, two.price[j], opening)
        revalued += (now_2.price[j] - two.price[j]) * opening
        squares_2 += now_2.share[j] * now_2.share[j]
        ages_2 += t - two.entered[j] + 1
        markup += now_2.share[j] * two.markup[j]
        productivity += now_2.share[j] * now_2.productivity[j]
        unit_cost += now_2.share[j] * now_2.unit_cost[j]
        if t >= two.entered[j] + 2 and two.capital[j] > 0.0:
            producing += 1
            capacity += two.capital[j]
            log_productivity = math.log(now_2.productivity[j])
            log_sum += log_productivity
            log_squares += log_productivity * log_productivity
            idle += added < IDLE_INVESTMENT * two.capital[j]
            spikes += added > INVESTMENT_SPIKE * two.capital[j]
    count = max(producing, 1)
    spread = math.sqrt(max(log_squares / count - (log_sum / count) ** 2, 0.0))
    return Measured(
        research, normalised_herfindahl(squares_1, one.key.size), ages_1 / one.key.size, process,
        made, bought, investment, paid, change, change_value, revalued,
        normalised_herfindahl(squares_2, two.key.size), ages_2 / two.key.size, markup, productivity, unit_cost,
        made / capacity if capacity > 0.0 else 0.0, spread, idle / count, spikes / count,
    )  # fmt: skip
