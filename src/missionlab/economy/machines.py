"""The machines of consumption-good firms: vintages, oldest first, and what is done with them."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.equations import investment
from missionlab.economy.equations.rounding import whole_down


@block
def cost_and_productivity(two, j, wage):
    """Mean unit cost and mean productivity over all machines of a firm, used or not; (0, 0) if it has none."""
    machines = labour = output = 0.0
    for v in range(two.vintages[j]):
        machines += two.number[j, v]
        labour += two.number[j, v] / two.productivity[j, v]
        output += two.number[j, v] * two.productivity[j, v]
    if machines == 0.0:
        return 0.0, 0.0
    return wage * labour / machines, output / machines


@block
def list_for_scrapping(p, t, wage, two, j, new_productivity, machine_price):
    """The vintages to scrap, from the oldest to the first one worth keeping; returns (vintages, machines)."""
    new_cost = wage / new_productivity
    machines = 0.0
    for v in range(two.vintages[j]):
        expired = investment.is_expired(two.installed[j, v], t, p.machine_life)
        if not expired and not investment.is_obsolete(
            wage / two.productivity[j, v], new_cost, machine_price, p.machine_capacity, p.payback_periods
        ):
            return v, machines
        machines += two.number[j, v]
    return two.vintages[j], machines


@block
def run_machines(p, two, j, idle, workers):
    """Output of so many workers on the machines that are not idle, the newest first."""
    running = 0.0
    for v in range(two.vintages[j]):
        running += two.number[j, v]
    running -= idle
    output = 0.0
    for v in range(two.vintages[j] - 1, -1, -1):
        if running <= 0.0 or workers <= 0.0:
            break
        used = min(two.number[j, v], running)
        running -= used
        need = used * p.machine_capacity / two.productivity[j, v]
        staff = min(need, workers)
        workers -= staff
        output += two.productivity[j, v] * staff
    return output


@block
def scrap(p, t, two, now, j, shrink, replace, delivered):
    """Take machines off the scrapping list: `shrink` expired ones, and `replace` expired or obsolete ones.

    The newest vintage keeps a machine unless new ones arrive. Returns the value scrapped, at the price paid.
    """
    value = 0.0
    last = two.vintages[j] - 1
    for v in range(now.listed[j]):
        budget = replace
        if investment.is_expired(two.installed[j, v], t, p.machine_life):
            budget += shrink
        gone = min(two.number[j, v], budget)
        if v == last and delivered == 0.0:
            gone = min(gone, two.number[j, v] - 1.0)
        if gone <= 0.0:
            continue
        if investment.is_expired(two.installed[j, v], t, p.machine_life):
            from_shrink = min(gone, shrink)
            shrink -= from_shrink
            replace -= gone - from_shrink
        else:
            replace -= gone
        two.number[j, v] -= gone
        value += gone * two.paid[j, v]
    _close_gaps(two, j)
    return value


@block
def _close_gaps(two, j):
    kept = 0
    for v in range(two.vintages[j]):
        if two.number[j, v] > 0.0:
            _move(two, j, v, kept)
            kept += 1
    two.vintages[j] = kept


@block
def _move(two, j, source, target):
    two.number[j, target] = two.number[j, source]
    two.productivity[j, target] = two.productivity[j, source]
    two.paid[j, target] = two.paid[j, source]
    two.installed[j, target] = two.installed[j, source]


@block
def add_vintage(two, j, number, productivity, price, t):
    """Install new machines; if all slots are taken the two oldest vintages become one. Returns 1 then, else 0."""
    merged = 0
    if two.vintages[j] == two.number.shape[1]:
        _merge_oldest(two, j)
        merged = 1
    v = two.vintages[j]
    two.number[j, v] = number
    two.productivity[j, v] = productivity
    two.paid[j, v] = price
    two.installed[j, v] = t
    two.vintages[j] = v + 1
    return merged


@block
def _merge_oldest(two, j):
    older, newer = two.number[j, 0], two.number[j, 1]
    both = older + newer
    labour = older / two.productivity[j, 0] + newer / two.productivity[j, 1]
    two.paid[j, 1] = (older * two.paid[j, 0] + newer * two.paid[j, 1]) / both
    two.productivity[j, 1] = both / labour
    two.number[j, 1] = both
    for v in range(1, two.vintages[j]):
        _move(two, j, v, v - 1)
    two.vintages[j] -= 1


@block
def machines_value(two, j):
    """The machines of a firm, at the price paid."""
    value = 0.0
    for v in range(two.vintages[j]):
        value += two.number[j, v] * two.paid[j, v]
    return value


@block
def install(p, t, one, two, now_1, now):
    """New machines arrive and old ones are scrapped; returns (value scrapped, vintages merged)."""
    scrapped = 0.0
    merged = 0
    for j in range(two.key.size):
        shrink = investment.shrinkage(two.capital[j], now.expansion[j], two.desired_capital[j], p.machine_capacity)
        replace = whole_down(now.replacement[j] / p.machine_capacity)
        if now.listed[j] > 0 and shrink + replace > 0.0:
            scrapped += scrap(p, t, two, now, j, shrink, replace, now.delivered[j])
        if now.delivered[j] > 0.0:
            supplier = now.supplier[j]
            merged += add_vintage(two, j, now.delivered[j], one.machine[supplier], now_1.price[supplier], t)
        machines = 0.0
        for v in range(two.vintages[j]):
            machines += two.number[j, v]
        two.capital[j] = p.machine_capacity * machines
    return scrapped, merged
