"""The machines of consumption-good firms: vintages, oldest first, and what is done with them."""

from __future__ import annotations

from missionlab.economy.compiled import block
from missionlab.economy.equations import investment
from missionlab.economy.equations.rounding import whole_down


@block
def cost_and_productivity(owned, vintages, wage):
    """Mean unit cost and mean productivity over all machines of a firm, used or not; (0, 0) if it has none."""
    machines = labour = output = 0.0
    for v in range(vintages):
        vintage = owned[v]
        machines += vintage.number
        labour += vintage.number * vintage.labour
        output += vintage.number * vintage.productivity
    if machines == 0.0:
        return 0.0, 0.0
    return wage * labour / machines, output / machines


@block
def list_for_scrapping(p, t, wage, owned, vintages, new_productivity, machine_price):
    """The vintages to scrap, from the oldest to the first one worth keeping; returns (vintages, machines)."""
    new_cost = wage / new_productivity
    machines = 0.0
    for v in range(vintages):
        vintage = owned[v]
        expired = investment.is_expired(vintage.installed, t, p.machine_life)
        if not expired and not investment.is_obsolete(
            wage * vintage.labour, new_cost, machine_price, p.machine_capacity, p.payback_periods
        ):
            return v, machines
        machines += vintage.number
    return vintages, machines


@block
def run_machines(p, owned, vintages, running, workers):
    """Output of so many workers on so many running machines, the newest first."""
    output = 0.0
    for v in range(vintages - 1, -1, -1):
        vintage = owned[v]
        used = min(vintage.number, running)
        staff = min(used * p.machine_capacity * vintage.labour, workers)
        output += vintage.productivity * staff
        running -= used
        workers -= staff
    return output


@block
def scrap(p, t, owned, firm, shrink, replace):
    """Take machines off the scrapping list: `shrink` expired ones, and `replace` expired or obsolete ones.

    The newest vintage keeps a machine unless new ones arrive. Returns (machines scrapped, their value at the price
    paid).
    """
    number = value = 0.0
    for v in range(firm.listed):
        vintage = owned[v]
        expired = investment.is_expired(vintage.installed, t, p.machine_life)
        gone = min(vintage.number, replace + shrink if expired else replace)
        if v == firm.vintages - 1 and firm.delivered == 0.0:
            gone = min(gone, vintage.number - 1.0)
        from_shrink = min(gone, shrink) if expired else 0.0
        shrink -= from_shrink
        replace -= gone - from_shrink
        vintage.number -= gone
        number += gone
        value += gone * vintage.paid
    return number, value


@block
def _close_gaps(owned, vintages):
    """Move the vintages that still have machines to the front; returns how many there are."""
    kept = 0
    for v in range(vintages):
        if owned[v].number > 0.0:
            if v != kept:
                _move(owned, v, kept)
            kept += 1
    return kept


@block
def _move(owned, source, target):
    owned[target].number = owned[source].number
    owned[target].productivity = owned[source].productivity
    owned[target].labour = owned[source].labour
    owned[target].paid = owned[source].paid
    owned[target].installed = owned[source].installed


@block
def _merge_oldest(owned, vintages):
    """Make one vintage of the two oldest: as many machines, for as many workers, of the later date."""
    older, newer = owned[0], owned[1]
    both = older.number + newer.number
    labour = older.number * older.labour + newer.number * newer.labour
    newer.paid = (older.number * older.paid + newer.number * newer.paid) / both
    newer.productivity, newer.labour = both / labour, labour / both
    newer.number = both
    for v in range(1, vintages):
        _move(owned, v, v - 1)


@block
def machines_value(owned, vintages):
    """The machines of a firm, at the price paid."""
    value = 0.0
    for v in range(vintages):
        value += owned[v].number * owned[v].paid
    return value


@block
def install(p, t, one, two, machines):
    """New machines arrive and old ones are scrapped; returns (value scrapped, vintages merged)."""
    scrapped = 0.0
    merged = 0
    for j in range(two.size):
        firm, owned = two[j], machines[j]
        shrink = investment.shrinkage(firm.capital, firm.expansion, firm.desired_capital, p.machine_capacity)
        replace = whole_down(firm.replacement / p.machine_capacity)
        gone = 0.0
        if firm.listed > 0 and shrink + replace > 0.0:
            gone, value = scrap(p, t, owned, firm, shrink, replace)
            firm.vintages = _close_gaps(owned, firm.vintages)
            scrapped += value
        if firm.delivered > 0.0:
            if firm.vintages == owned.size:
                _merge_oldest(owned, firm.vintages)
                firm.vintages -= 1
                merged += 1
            new, maker = owned[firm.vintages], one[firm.supplier]
            new.number, new.paid, new.installed = firm.delivered, maker.price, t
            new.productivity, new.labour = maker.machine, 1.0 / maker.machine
            firm.vintages += 1
        firm.opening_capital = firm.capital
        firm.capital += p.machine_capacity * (firm.delivered - gone)
    return scrapped, merged
