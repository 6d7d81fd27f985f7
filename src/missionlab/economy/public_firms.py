"""Public capital-good firms: the places with the lowest keys. The state keeps them alive and spreads what they know."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy.compiled import block
from missionlab.economy.equations import innovation
from missionlab.economy.equations import policy as equations
from missionlab.economy.laboratory import best_technique
from missionlab.economy.levers import Lever

BUDGET, COUNT = int(Lever.PUBLIC_FIRMS), int(Lever.PUBLIC_FIRM_COUNT)
PROTECTION, DIFFUSION = int(Lever.PUBLIC_FIRM_PROTECTION), int(Lever.PUBLIC_FIRM_DIFFUSION)


class Programme(NamedTuple):
    """The public firms of a period, and the techniques of t-1 as they concern them."""

    firms: int
    diffusion: float  # chance that an imitator is shown their best technique
    showing: float  # researchers of each of them who show it, and do not search [workers, at the initial labour force]
    machine: float  # their best technique
    process: float
    found: float  # the period in which it was found
    best: float  # the largest product of machine and process productivity among all firms


@block
def programme(p, levers, given_up, researchers, force, one):
    """The public firms of the period; none without a budget, or once they are given up.

    `researchers` are those whom their grants hired in the last period. A share of them shows imitators what public
    firms know; the others search.
    """
    if levers[BUDGET] <= 0.0 or given_up > 0.0:
        return Programme(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    firms = min(int(levers[COUNT]), one.size)
    if firms == 0:
        return Programme(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    machine, process = best_technique(one, firms)
    found = 0.0
    for key in range(firms):
        maker = one[one[key].place]
        if maker.machine == machine and maker.process == process:
            found = float(maker.found)
    best_machine, best_process = best_technique(one, one.size)
    hired = researchers * (p.labour_force / force)
    shown = innovation.search_success(p.imitation_efficiency, levers[DIFFUSION], hired / one.size)
    showing = levers[DIFFUSION] * hired / firms
    return Programme(firms, shown, showing, machine, process, found, best_machine * best_process)


@block
def is_breakthrough(programme, key, machine, process):
    """Whether an innovation is a public firm's and beats every technique of the period before."""
    return key < programme.firms and innovation.is_better_technique(machine, process, programme.best, 1.0)


@block
def recapitalise(p, money, firms, price_index, one):
    """New cash for public firms that could not pay at the end of the last period, the lowest key first.

    A firm for which the money is too little is refused. Returns what was paid.
    """
    least = p.capital_good_cash * price_index
    paid = 0.0
    for key in range(firms):
        maker = one[one[key].place]
        maker.refused = 0
        if maker.cash < 0.0:
            needed = equations.new_capital(maker.cash, maker.debt, least)
            if paid + needed <= money:
                maker.cash, maker.debt = least, 0.0
                paid += needed
            else:
                maker.refused = 1
    return paid


@block
def protect(firms, one):
    """Public firms stay while the state pays for them; returns how many stay by this.

    One that cannot pay stays unless it was refused new cash. One without clients stays while its grant pays for more
    research than it does itself.
    """
    spared = 0
    for key in range(firms):
        maker = one[one[key].place]
        if maker.leaving == 0:
            continue
        sustained = maker.refused == 0 if maker.cash < 0.0 else maker.grant > maker.research
        if sustained:
            maker.leaving = 0
            spared += 1
    return spared
