"""The machines of consumption-good firms: vintages, oldest first, and what is done with them."""

from __future__ import annotations

import math

from missionlab.economy.compiled import block
from missionlab.economy.equations import investment
from missionlab.economy.equations.rounding import whole_down


@block
def appraise_machines(machines, j, firm):
    """Set what a firm's machines, used or not, come to: labour per good, productivity and value; zeros without any."""
    number = labour = output = value = 0.0
    for v in range(firm.vintages):
        vintage = machines[j, v]
        number += vintage.number
        labour += vintage.number * vintage.labour
        output += vintage.number * vintage.productivity
        value += vintage.number * vintage.paid
    firm.machines_value = value
    firm.mean_labour = labour / number if number > 0.0 else 0.0
    firm.mean_productivity = output / number if number > 0.0 else 0.0
    firm.mean_log = math.log(firm.mean_productivity) if number > 0.0 else 0.0


@block
def list_for_scrapping(p, t, wage, machines, j, vintages, new_productivity, machine_price):
    """The vintages to scrap, from the oldest to the first one worth keeping; returns (vintages, machines)."""
    new_cost = wage / new_productivity
    number = 0.0
    for v in range(vintages):
        vintage = machines[j, v]
        expired = investment.is_expired(vintage.installed, t, p.machine_life)
        if not expired and not investment.is_obsolete(
            wage * vintage.labour, new_cost, machine_price, p.machine_capacity, p.payback_periods
        ):
            return v, number
        number += vintage.number
    return vintages, number


@block
def run_machines(p, machines, j, vintages, running, workers):
    """Output of so many workers on so many running machines, the newest first."""
    output = 0.0
    for v in range(vintages - 1, -1, -1):
        vintage = machines[j, v]
        used = min(vintage.number, running)
        staff = min(used * p.machine_capacity * vintage.labour, workers)
        output += vintage.productivity * staff
        running -= used
        workers -= staff
    return output


@block
def scrap(p, t, machines, j, firm, shrink, replace):
    """Take machines off the scrapping list: `shrink` expired ones, and `replace` expired or obsolete ones.

    The newest vintage keeps a machine unless new ones arrive. Returns (machines scrapped, their value at the price
    paid).
    """
    number = value = 0.0
    for v in range(firm.listed):
        vintage = machines[j, v]
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
def _close_gaps(machines, j, vintages):
    """Move the vintages that still have machines to the front; returns how many there are."""
    kept = 0
    while kept < vintages and machines[j, kept].number > 0.0:
        kept += 1
    for v in range(kept + 1, vintages):
        if machines[j, v].number > 0.0:
            _move(machines, j, v, kept)
            kept += 1
    return kept


@block
def _move(machines, j, source, target):
    machines[j, target].number = machines[j, source].number
    machines[j, target].productivity = machines[j, source].productivity
    machines[j, target].labour = machines[j, source].labour
    machines[j, target].paid = machines[j, source].paid
    machines[j, target].installed = machines[j, source].installed


@block
def _merge_oldest(machines, j, vintages):
    """Make one vintage of the two oldest: as many machines, for as many workers, of the later date."""
    older, newer = machines[j, 0], machines[j, 1]
    both = older.number + newer.number
    labour = older.number * older.labour + newer.number * newer.labour
    newer.paid = (older.number * older.paid + newer.number * newer.paid) / both
    newer.productivity, newer.labour = both / labour, labour / both
    newer.number = both
    for v in range(1, vintages):
        _move(machines, j, v, v - 1)


@block
def install(p, t, one, two, machines):
    """New machines arrive and old ones are scrapped; returns (value scrapped, vintages merged)."""
    scrapped = 0.0
    merged = 0
    for j in range(two.size):
        firm = two[j]
        shrink = investment.shrinkage(firm.capital, firm.expansion, firm.desired_capital, p.machine_capacity)
        replace = whole_down(firm.replacement / p.machine_capacity)
        gone = 0.0
        if firm.listed > 0 and shrink + replace > 0.0:
            gone, value = scrap(p, t, machines, j, firm, shrink, replace)
            firm.vintages = _close_gaps(machines, j, firm.vintages)
            scrapped += value
        if firm.delivered > 0.0:
            if firm.vintages == machines.shape[1]:
                _merge_oldest(machines, j, firm.vintages)
                firm.vintages -= 1
                merged += 1
            new, maker = machines[j, firm.vintages], one[firm.supplier]
            new.number, new.paid, new.installed = firm.delivered, maker.price, t
            new.productivity, new.labour = maker.machine, 1.0 / maker.machine
            firm.vintages += 1
        if gone + firm.delivered > 0.0:
            appraise_machines(machines, j, firm)
        firm.opening_capital = firm.capital
        firm.capital += p.machine_capacity * (firm.delivered - gone)
    return scrapped, merged
