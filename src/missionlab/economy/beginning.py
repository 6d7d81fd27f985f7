"""The state of an economy at period 0."""

from __future__ import annotations

import math

import numpy as np

from missionlab.economy.offers import give_first_suppliers
from missionlab.economy.parameters import Parameters
from missionlab.economy.rules import Rules, found_banks
from missionlab.economy.state import (
    CAPITAL_GOOD_RECORD,
    CONSUMPTION_GOOD_RECORD,
    OFFER_SLOTS,
    VINTAGE_RECORD,
    VINTAGE_SLOTS,
    Macro,
    State,
)

LONG_AGO = -2
"""Entry of the consumption-good firms of period 0: they have been through the two periods of an entrant."""


@np.errstate(over="ignore", invalid="ignore")  # numbers beyond all sense end the first period, with a code
def beginning(p: Parameters, seed: int, rules: Rules) -> State:
    """The state before the first period (specification, section 4)."""
    one, two = _capital_goods(p), _consumption_goods(p)
    machines = _first_machines(p, two)
    offers = np.zeros((2, 2 * two.size * min(one.size, OFFER_SLOTS)), np.int32)
    give_first_suppliers(seed, one, two)
    banks = found_banks(rules.banking, p, seed, one, two)
    equity = float(banks["equity"].sum())
    cpi = (1.0 + p.initial_markup) * p.wage_floor
    deposits, loans = one["cash"].sum() + two["cash"].sum(), one["debt"].sum() + two["debt"].sum()
    macro = Macro(
        wage=p.wage_floor,
        labour_force=p.labour_force,
        unemployment=0.0,
        unemployment_before=0.0,
        cpi=cpi,
        cpi_before=cpi,
        productivity=1.0,
        productivity_before=1.0,
        ppi=_machine_price(p),
        mean_unmet=0.0,
        mean_unit_cost=p.wage_floor,
        household_cash=0.0,
        dividends=0.0,
        goods_lost=0.0,
        taxes=0.0,
        public_debt=float(deposits - loans) + equity,
        bank_equity=equity,
        purchases=p.benefit_rate * p.wage_floor * max(p.labour_force - _first_employment(p), 0.0),
        jobless_periods=0.0,
        prime_rate=p.interest_rate,
        benefit_cut=0.0,
        output=0.0,
        vintages_merged=0.0,
        offers_dropped=0.0,
        opportunity_shift=0.0,
        laboratory_researchers=0.0,
        technique_researchers=0.0,
        public_researchers=0.0,
        laboratory_machine=0.0,
        laboratory_process=0.0,
        laboratory_found=0.0,
        waited=0.0,
        given_up=0.0,
        public_lent=0.0,
        public_lost=0.0,
        public_machines=0.0,
    )
    return State(one, two, machines, offers, banks, macro)


def _machine_price(p: Parameters) -> float:
    return (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker


def _machines(p: Parameters) -> float:
    return float(math.ceil(p.initial_capital / p.machine_capacity - 1e-9))


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


def _capital_goods(p: Parameters) -> np.ndarray:
    firms = p.capital_good_firms
    budget = p.research_share * _steady_investment(p) / firms * _machine_price(p)
    one = np.zeros(firms, CAPITAL_GOOD_RECORD)
    one["key"] = one["place"] = np.arange(firms)
    one["machine"] = one["process"] = 1.0
    one["cash"] = p.capital_good_cash
    one["debt"] = p.capital_good_cash * p.capital_good_debt_ratio
    one["budget"] = budget
    one["researchers"] = budget / p.wage_floor
    one["share"] = 1.0 / firms
    return one


def _consumption_goods(p: Parameters) -> np.ndarray:
    firms = p.consumption_good_firms
    demand = _steady_demand(p)
    cash = max((1.0 + p.inventory_target) * demand * p.wage_floor, p.consumption_good_cash)
    two = np.zeros(firms, CONSUMPTION_GOOD_RECORD)
    two["key"] = two["place"] = np.arange(firms)
    two["entered"] = LONG_AGO
    two["capital"] = two["desired_capital"] = p.machine_capacity * _machines(p)
    two["inventory"] = p.inventory_target * demand
    two["cash"] = cash
    two["debt"] = cash * p.consumption_good_debt_ratio
    two["bought"] = two["faced"] = two["expected"] = demand
    two["share"] = two["share_before"] = 1.0 / firms
    two["markup"] = p.initial_markup
    two["price"] = (1.0 + p.initial_markup) * p.wage_floor
    return two


def _first_machines(p: Parameters, two: np.ndarray) -> np.ndarray:
    number, installed = _first_vintages(p)
    machines = np.zeros((two.size, max(VINTAGE_SLOTS, len(number) + 1)), VINTAGE_RECORD)
    first = machines[:, : len(number)]
    first["number"], first["installed"] = number, installed
    first["productivity"] = first["labour"] = 1.0
    first["paid"] = _machine_price(p)
    two["vintages"] = len(number)
    two["mean_labour"] = two["mean_productivity"] = 1.0
    two["machines_value"] = (first["number"] * first["paid"]).sum(axis=1)
    return machines


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
