"""The labour market: one wage, research first, and the rest shared out in proportion when workers are short."""

from __future__ import annotations

from typing import NamedTuple

from missionlab.economy.compiled import aggregation
from missionlab.economy.equations import labour


class Hired(NamedTuple):
    """Workers by use."""

    researchers: float  # in firms
    laboratory: float  # in public laboratories
    capital_goods: float  # in firms, researchers included
    consumption_goods: float
    paid: float  # the sum over firms, from which wages are paid
    researched: float  # the share of researchers wanted who were found


@aggregation
def hire(p, force, wage, laboratory, one, two):
    """Demand for labour, rationing, and the workers of each firm; a firm's `researchers` search in the next period.

    Public laboratories want so many researchers; they are rationed with those of firms.
    """
    research = capital = consumption = 0.0
    for maker in one:
        researchers = (maker.research + maker.grant) / wage
        maker.wanted = researchers + maker.planned / (maker.process * p.machines_per_worker)
        research += researchers
        capital += maker.wanted
    for firm in two:
        firm.wanted = firm.planned / firm.productivity
        consumption += firm.wanted

    research += laboratory
    capital += laboratory
    hired_research = labour.research_labour(research, p.research_labour_cap, force)
    scale = labour.labour_scale(hired_research, capital, consumption, force, p.labour_cut_cap)
    hired_capital = labour.capital_good_labour(hired_research, capital, force, scale)
    hired_consumption = min(consumption, force - hired_capital)

    jobs = capital - research
    filled = (hired_capital - hired_research) / jobs if jobs > 0.0 else 1.0
    researched = hired_research / research if research > 0.0 else 1.0
    staffed = hired_consumption / consumption if consumption > 0.0 else 1.0
    paid = 0.0
    for maker in one:
        wanted_research = (maker.research + maker.grant) / wage
        maker.researchers = wanted_research * researched
        maker.support = maker.grant * researched
        maker.workers = labour.firm_labour(maker.wanted, wanted_research, maker.researchers, filled)
        paid += maker.workers
    for firm in two:
        firm.workers = firm.wanted * staffed
        paid += firm.workers
    in_laboratory = laboratory * researched
    return Hired(
        hired_research - in_laboratory,
        in_laboratory,
        hired_capital - in_laboratory,
        hired_consumption,
        paid,
        researched,
    )
