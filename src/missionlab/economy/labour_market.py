"""The labour market: one wage, research first, and the rest shared out in proportion when workers are short."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy.compiled import block
from missionlab.economy.equations import labour


class Hired(NamedTuple):
    """Workers by use."""

    researchers: float
    capital_goods: float
    consumption_goods: float
    paid: float  # the sum over firms, from which wages are paid


@block
def hire(p, force, wage, one, two, now_1, now_2):
    """Demand for labour, rationing, and the workers of each firm; `researchers` of a firm is set for the next search."""
    research = capital = consumption = 0.0
    for i in range(one.key.size):
        researchers = now_1.research[i] / wage
        now_1.wanted[i] = researchers + now_1.planned[i] / (one.process[i] * p.machines_per_worker)
        research += researchers
        capital += now_1.wanted[i]
    for j in range(two.key.size):
        now_2.wanted[j] = now_2.planned[j] / now_2.productivity[j]
        consumption += now_2.wanted[j]

    hired_research = labour.research_labour(research, p.research_labour_cap, force)
    scale = labour.labour_scale(hired_research, capital, consumption, force, p.labour_cut_cap)
    hired_capital = labour.capital_good_labour(hired_research, capital, force, scale)
    hired_consumption = min(consumption, force - hired_capital)

    jobs = capital - research
    filled = (hired_capital - hired_research) / jobs if jobs > 0.0 else 1.0
    researched = hired_research / research if research > 0.0 else 1.0
    paid = 0.0
    for i in range(one.key.size):
        wanted_research = now_1.research[i] / wage
        one.researchers[i] = wanted_research * researched
        now_1.workers[i] = labour.firm_labour(now_1.wanted[i], wanted_research, one.researchers[i], filled)
        paid += now_1.workers[i]
    staffed = hired_consumption / consumption if consumption > 0.0 else 1.0
    for j in range(two.key.size):
        now_2.workers[j] = now_2.wanted[j] * staffed
        paid += now_2.workers[j]
    return Hired(hired_research, hired_capital, hired_consumption, paid)
