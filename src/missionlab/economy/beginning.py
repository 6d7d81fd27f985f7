"""The state of an economy at period 0."""

from __future__ import annotations

import numpy as np

from missionlab.economy import random
from missionlab.economy.equations.rounding import whole_up
from missionlab.economy.parameters import Parameters
from missionlab.economy.state import (
    OFFER_SLOTS,
    VINTAGE_SLOTS,
    CapitalGoodFirms,
    ConsumptionGoodFirms,
    Macro,
    State,
)

LONG_AGO = -2
"""Entry of the consumption-good firms of period 0: they have been through the two periods of an entrant."""


def beginning(p: Parameters, seed: int) -> State:
    """The state before the first period (specification, section 4)."""
    one, two = _capital_goods(p), _consumption_goods(p, seed)
    price_index = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    cpi = (1.0 + p.initial_markup) * p.wage_floor
    deposits, loans = one.cash.sum() + two.cash.sum(), one.debt.sum() + two.debt.sum()
    macro = Macro(
        wage=p.wage_floor,
        labour_force=p.labour_force,
        unemployment=0.0,
        unemployment_before=0.0,
        cpi=cpi,
        cpi_before=cpi,
        productivity=1.0,
        productivity_before=1.0,
        ppi=price_index,
        mean_unmet=0.0,
        mean_unit_cost=p.wage_floor,
        household_cash=0.0,
        dividends=0.0,
        taxes=0.0,
        public_debt=float(deposits - loans),
        bank_equity=0.0,
        purchases=p.benefit_rate * p.wage_floor * max(p.labour_force - _first_employment(p), 0.0),
        jobless_periods=0.0,
        vintages_merged=0.0,
        offers_dropped=0.0,
    )
    return State(one, two, macro)


def _machines(p: Parameters) -> float:
    return float(whole_up(p.initial_capital / p.machine_capacity))


def _steady_investment(p: Parameters) -> float:
    """Machines replaced in a period by all firms together when none grows."""
    return p.consumption_good_firms * _machines(p) / p.machine_life


def _capital_good_workers(p: Parameters) -> float:
    """Workers who make those machines, and the researchers whom their sales pay."""
    making = _steady_investment(p) / p.machines_per_worker
    return making + p.research_share * (1.0 + p.capital_good_markup) * making


def _steady_demand(p: Parameters) -> float:
    """Goods that one firm sells in a period when wages and benefits are spent."""
    income = _capital_good_workers(p) * (1.0 - p.benefit_rate) + p.labour_force * p.benefit_rate
    return income / (p.initial_markup + p.benefit_rate) / p.consumption_good_firms


def _first_employment(p: Parameters) -> float:
    return _capital_good_workers(p) + p.consumption_good_firms * _steady_demand(p)


def _capital_goods(p: Parameters) -> CapitalGoodFirms:
    firms = p.capital_good_firms
    price = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    budget = p.research_share * _steady_investment(p) / firms * price
    return CapitalGoodFirms(
        key=np.arange(firms),
        place_of=np.arange(firms),
        entered=np.zeros(firms, np.int64),
        idle=np.zeros(firms, np.int64),
        machine=np.ones(firms),
        process=np.ones(firms),
        cash=np.full(firms, p.capital_good_cash),
        debt=np.full(firms, p.capital_good_cash * p.capital_good_debt_ratio),
        sales=np.zeros(firms),
        wages=np.zeros(firms),
        budget=np.full(firms, budget),
        researchers=np.full(firms, budget / p.wage_floor),
        share=np.full(firms, 1.0 / firms),
    )


def _consumption_goods(p: Parameters, seed: int) -> ConsumptionGoodFirms:
    firms = p.consumption_good_firms
    slots = min(p.capital_good_firms, OFFER_SLOTS)
    demand = _steady_demand(p)
    cash = max((1.0 + p.inventory_target) * demand * p.wage_floor, p.consumption_good_cash)
    number, installed = _first_vintages(p)
    vintages = len(number)
    width = max(VINTAGE_SLOTS, vintages + 1)
    two = ConsumptionGoodFirms(
        key=np.arange(firms),
        place_of=np.arange(firms),
        entered=np.full(firms, LONG_AGO),
        capital=np.full(firms, p.machine_capacity * _machines(p)),
        inventory=np.full(firms, p.inventory_target * demand),
        cash=np.full(firms, cash),
        debt=np.full(firms, cash * p.consumption_good_debt_ratio),
        met=np.full(firms, demand),
        faced=np.full(firms, demand),
        expected=np.full(firms, demand),
        desired_capital=np.full(firms, p.machine_capacity * _machines(p)),
        share=np.full(firms, 1.0 / firms),
        share_before=np.full(firms, 1.0 / firms),
        markup=np.full(firms, p.initial_markup),
        price=np.full(firms, (1.0 + p.initial_markup) * p.wage_floor),
        unmet=np.zeros(firms),
        sales=np.zeros(firms),
        wages=np.zeros(firms),
        vintages=np.full(firms, vintages),
        number=np.zeros((firms, width)),
        productivity=np.ones((firms, width)),
        paid=np.zeros((firms, width)),
        installed=np.zeros((firms, width), np.int64),
        offers=np.ones(firms, np.int64),
        offer_from=np.zeros((firms, slots), np.int64),
        offer_period=np.zeros((firms, slots), np.int64),
    )
    two.number[:, :vintages] = number
    two.installed[:, :vintages] = installed
    two.paid[:, :vintages] = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    for j in range(firms):
        lot, _ = random.uniforms(seed, 0, random.SUPPLIER, j, 0)
        two.offer_from[j, 0] = int(lot * p.capital_good_firms)
    return two


def _first_vintages(p: Parameters) -> tuple[list[float], list[int]]:
    """Machines of a firm by vintage, oldest first, spread over all ages, and the periods that date them."""
    left, vintages = int(_machines(p)), p.machine_life + 1
    per_vintage = -(-left // vintages)
    number: list[float] = []
    installed: list[int] = []
    for age in range(vintages, 0, -1):
        if left % age == 0:
            per_vintage = left // age
        placed = min(per_vintage, left)
        if placed > 0:
            number.append(float(placed))
            installed.append(1 - age)
        left -= placed
    return number, installed
