"""The state of an economy: one NamedTuple of arrays per sector, the period's working arrays, and the scalars.

F1 and F2 are the numbers of capital-good and consumption-good firms; "t-1" marks what a period finds from the one before.
Firms live in places: a place keeps its key, by which random numbers are addressed, when its firm is replaced.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

VINTAGE_SLOTS = 32
"""Vintages a firm can hold; when they are full the two oldest are merged, at the labour they need together."""
OFFER_SLOTS = 64
"""Live offers a consumption-good firm can hold (fewer if there are fewer suppliers); one too many is dropped."""

Floats = np.ndarray
Ints = np.ndarray


class CapitalGoodFirms(NamedTuple):
    """What capital-good firms carry from period to period; every array has shape (F1,)."""

    key: Ints  # address of the place's random numbers
    place_of: Ints  # place that carries a key: the inverse of `key`
    entered: Ints  # period of entry
    idle: Ints  # periods in a row without an ordering client
    machine: Floats  # productivity of the machine sold, A [goods/worker]
    process: Floats  # productivity in making it, B [1]
    cash: Floats  # deposits [money]
    debt: Floats  # loans [money]
    sales: Floats  # sales of t-1 [money]
    wages: Floats  # wage bill of t-1 [money]
    budget: Floats  # research budget [money]
    researchers: Floats  # research workers of t-1 [workers]
    share: Floats  # share of machines made [share]


class CapitalGoodPeriod(NamedTuple):
    """Working arrays of a period, shape (F1,); each period writes all of them before it reads them."""

    old_machine: Floats  # techniques of t-1, from which others imitate
    old_process: Floats
    unit_cost: Floats  # [money/machine]
    price: Floats  # [money/machine]
    appeal: Floats  # price per unit of productivity sold: the lowest one wins the client
    weight: Floats  # running sum of imitation weights, in the order of keys
    credit_limit: Floats  # [money]
    interest: Floats  # interest received less paid, on opening balances [money]
    clients: Ints  # live offers held by clients
    customers: Ints  # clients that order in this period
    orders: Floats  # machines ordered
    planned: Floats  # machines planned
    research: Floats  # budget that hires researchers [money]
    wanted: Floats  # workers wanted
    workers: Floats  # workers employed
    cut: Floats  # share of each order that is not made
    made: Floats  # machines made
    profit: Floats  # [money]
    leaving: Ints  # 1 if the firm leaves at the end of the period


class ConsumptionGoodFirms(NamedTuple):
    """What consumption-good firms carry from period to period; shape (F2,) unless said."""

    key: Ints
    place_of: Ints
    entered: Ints
    capital: Floats  # capacity of the machines owned, K [goods]
    inventory: Floats  # unsold goods, N [goods]
    cash: Floats  # [money]
    debt: Floats  # [money]
    met: Floats  # demand met in t-1 [goods]
    faced: Floats  # demand faced in t-1 [goods]
    expected: Floats  # demand expected [goods]
    desired_capital: Floats  # [goods of capacity]
    share: Floats  # market share of t-1
    share_before: Floats  # market share of t-2
    markup: Floats  # [share]
    price: Floats  # price of t-1 [money/good]
    unmet: Floats  # unmet demand of t-1 [goods]
    sales: Floats  # sales of t-1 [money]
    wages: Floats  # wage bill of t-1 [money]
    vintages: Ints  # vintages held
    number: Floats  # machines of a vintage, oldest first; shape (F2, VINTAGE_SLOTS)
    productivity: Floats  # their productivity [goods/worker]; same shape
    paid: Floats  # their price when bought [money/machine]; same shape
    installed: Ints  # the period from which they are dated; same shape
    offers: Ints  # live offers held
    offer_from: Ints  # place of the capital-good firm; shape (F2, min(F1, OFFER_SLOTS))
    offer_period: Ints  # period in which it was sent or last chosen; same shape


class ConsumptionGoodPeriod(NamedTuple):
    """Working arrays of a period, shape (F2,); each period writes all of them before it reads them."""

    supplier: Ints  # place of the supplier chosen
    unit_cost: Floats  # [money/good]
    productivity: Floats  # mean over the machines owned [goods/worker]
    desired: Floats  # output wanted [goods]
    planned: Floats  # output paid for [goods]
    expansion: Floats  # capacity added [goods]
    replacement: Floats  # capacity replaced [goods]
    listed: Ints  # vintages on the scrapping list, counted from the oldest
    credit_limit: Floats  # [money]
    interest: Floats  # [money]
    ordered: Floats  # machines ordered
    delivered: Floats  # machines delivered
    refund: Floats  # money back for machines not made [money]
    wanted: Floats  # workers wanted
    workers: Floats  # workers employed
    made: Floats  # output [goods]
    price: Floats  # [money/good]
    fitness: Floats  # competitiveness
    share: Floats  # market share
    supply: Floats  # goods on offer: output and inventories [goods]
    bought: Floats  # goods sold [goods]
    faced: Floats  # demand faced [goods]
    profit: Floats  # [money]
    leaving: Ints  # 1 if the firm leaves at the end of the period


class Macro(NamedTuple):
    """The scalars that a period finds from the one before."""

    wage: float  # [money/worker]
    labour_force: float  # [workers]
    unemployment: float
    unemployment_before: float
    cpi: float  # [money/good]
    cpi_before: float
    productivity: float  # [goods/worker]
    productivity_before: float
    ppi: float  # [money/machine]
    mean_unmet: float  # mean unmet demand of operating firms [goods]
    mean_unit_cost: float  # mean unit cost of consumption-good firms [money/good]
    household_cash: float  # deposits of households; in lsd-0.1 saving forced by lack of goods [money]
    dividends: float  # dividends of t-1 that households have yet to spend (lsd-0.1) [money]
    taxes: float  # taxes of t-1 that the state has yet to book (lsd-0.1) [money]
    public_debt: float  # negative = a deposit [money]
    bank_equity: float  # [money]
    purchases: float  # purchases of the state under exogenous spending [money]
    jobless_periods: float  # periods in a row in which nobody was employed
    vintages_merged: float  # how often the slots of vintages were full
    offers_dropped: float  # how often the slots of offers were full


class State(NamedTuple):
    """An economy at the end of a period."""

    capital_goods: CapitalGoodFirms
    consumption_goods: ConsumptionGoodFirms
    macro: Macro

    def copy(self) -> State:
        """The same state in arrays of its own."""
        return State(
            CapitalGoodFirms(*(array.copy() for array in self.capital_goods)),
            ConsumptionGoodFirms(*(array.copy() for array in self.consumption_goods)),
            self.macro,
        )


_WHOLE_1 = {"clients", "customers", "leaving"}
_WHOLE_2 = {"supplier", "listed", "leaving"}


def working_arrays(capital_goods: int, consumption_goods: int) -> tuple[CapitalGoodPeriod, ConsumptionGoodPeriod]:
    """Fresh working arrays for so many firms."""
    one = (np.zeros(capital_goods, np.int64 if n in _WHOLE_1 else np.float64) for n in CapitalGoodPeriod._fields)
    two = (np.zeros(consumption_goods, np.int64 if n in _WHOLE_2 else np.float64) for n in ConsumptionGoodPeriod._fields)
    return CapitalGoodPeriod(*one), ConsumptionGoodPeriod(*two)
