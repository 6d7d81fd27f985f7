"""The state of an economy: one record per firm, its machines, the offers it knows, and the scalars.

Firms live in places, the rows of the arrays. A place keeps its key, by which random numbers are addressed, when its
firm is replaced. What a record holds beside the state proper is what the firm did in the period; every period writes
that before it reads it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

VINTAGE_SLOTS = 64
"""Vintages a firm can hold; when they are full the two oldest are merged, at the labour they need together."""
OFFER_SLOTS = 64
"""Brochures of a period for which there is room, per consumption-good firm (fewer if there are fewer suppliers); there
is as much again for those of makers that enter at its end."""

CAPITAL_GOOD_FIRM = {
    # Carried from period to period
    "key": (np.int64, "1", "address of the place's random numbers"),
    "place": (np.int64, "1", "place that carries this row's number as its key"),
    "entered": (np.int64, "period", "period of entry"),
    "idle": (np.int64, "periods", "periods in a row without an ordering client"),
    "sent_from": (np.int64, "1", "where its brochures of the period begin"),
    "sent": (np.int64, "brochures", "its brochures of the period"),
    "machine": (np.float64, "goods/worker", "productivity of the machine sold, A"),
    "process": (np.float64, "1", "productivity in making it, B"),
    "found": (np.int64, "period", "the period in which its technique was found, by whomever"),
    "cash": (np.float64, "money", "deposits"),
    "debt": (np.float64, "money", "loans"),
    "sales": (np.float64, "money", "sales of the period"),
    "wages": (np.float64, "money", "wage bill of the period, less what the state paid of it"),
    "budget": (np.float64, "money", "research budget wanted"),
    "researchers": (np.float64, "workers", "research workers employed; they search next period"),
    "share": (np.float64, "share", "share of machines made"),
    "public_loan": (np.float64, "money", "what it owes to the public bank"),
    "bank": (np.int64, "1", "place of its bank (closed-banks)"),
    # What the firm did in the period
    "unit_cost": (np.float64, "money/machine", "unit cost of a machine"),
    "price": (np.float64, "money/machine", "price of a machine"),
    "appeal": (np.float64, "money/productivity", "price per unit of productivity sold: the lowest wins the client"),
    "credit_limit": (np.float64, "money", "the most it may owe"),
    "queue": (np.int64, "1", "place of the firm that is this row's number in the pecking order (closed-banks)"),
    "credit_class": (np.int64, "1", "quarter of the pecking order that it is in, 1 to 4 (closed-banks)"),
    "interest": (np.float64, "money", "interest received less paid, on opening balances"),
    "clients": (np.int64, "firms", "firms that hold an offer of it"),
    "customers": (np.int64, "firms", "firms that order in this period"),
    "orders": (np.float64, "machines", "machines ordered"),
    "planned": (np.float64, "machines", "machines planned"),
    "research": (np.float64, "money", "budget of its own that hires researchers"),
    "grant": (np.float64, "money", "grant of the state that is to hire more"),
    "support": (np.float64, "money", "what the state pays of its wages: grants, as far as they hired, and refunds"),
    "public_orders": (np.float64, "machines", "machines ordered by the state, among its orders"),
    "refused": (np.int64, "1", "1 if it is public and got no new cash when it needed it"),
    "wanted": (np.float64, "workers", "workers wanted"),
    "workers": (np.float64, "workers", "workers employed"),
    "cut": (np.float64, "share", "share of each order that is not made"),
    "made": (np.float64, "machines", "machines made"),
    "profit": (np.float64, "money", "profit before tax"),
    "leaving": (np.int64, "1", "1 if it leaves at the end of the period"),
}

CONSUMPTION_GOOD_FIRM = {
    # Carried from period to period
    "key": (np.int64, "1", "address of the place's random numbers"),
    "place": (np.int64, "1", "place that carries this row's number as its key"),
    "entered": (np.int64, "period", "period of entry"),
    "vintages": (np.int64, "vintages", "vintages of machines held"),
    "supplier": (np.int64, "1", "place of its supplier, -1 if that has left"),
    "capital": (np.float64, "goods", "capacity of the machines owned, K"),
    "mean_labour": (np.float64, "workers/good", "mean over the machines owned"),
    "mean_productivity": (np.float64, "goods/worker", "mean over the machines owned"),
    "mean_log": (np.float64, "1", "logarithm of the mean productivity"),
    "machines_value": (np.float64, "money", "machines owned, at the price paid"),
    "inventory": (np.float64, "goods", "unsold goods, N"),
    "cash": (np.float64, "money", "deposits"),
    "debt": (np.float64, "money", "loans"),
    "bought": (np.float64, "goods", "goods sold: the demand that was met"),
    "faced": (np.float64, "goods", "demand faced"),
    "expected": (np.float64, "goods", "demand expected"),
    "desired_capital": (np.float64, "goods", "capacity wanted"),
    "share": (np.float64, "share", "market share"),
    "share_before": (np.float64, "share", "market share a period before"),
    "markup": (np.float64, "share", "mark-up"),
    "price": (np.float64, "money/good", "price"),
    "unmet": (np.float64, "goods", "unmet demand"),
    "sales": (np.float64, "money", "sales of the period"),
    "wages": (np.float64, "money", "wage bill of the period"),
    "public_loan": (np.float64, "money", "what it owes to the public bank"),
    "bank": (np.int64, "1", "place of its bank (closed-banks)"),
    # What the firm did in the period
    "price_before": (np.float64, "money/good", "price of t-1"),
    "opening_capital": (np.float64, "goods", "capacity of the machines owned at the start of the period"),
    "choice": (np.int64, "1", "place of the supplier chosen"),
    "appeal": (np.float64, "money/productivity", "the appeal of its offer"),
    "known_to": (np.int64, "1", "place of the last firm that found it among its clients"),
    "unit_cost": (np.float64, "money/good", "mean unit cost over the machines owned"),
    "productivity": (np.float64, "goods/worker", "mean productivity over the machines owned"),
    "log_productivity": (np.float64, "1", "its logarithm"),
    "desired": (np.float64, "goods", "output wanted"),
    "planned": (np.float64, "goods", "output paid for"),
    "expansion": (np.float64, "goods", "capacity added"),
    "replacement": (np.float64, "goods", "capacity replaced"),
    "listed": (np.int64, "vintages", "vintages on the scrapping list, counted from the oldest"),
    "credit_limit": (np.float64, "money", "the most it may owe"),
    "queue": (np.int64, "1", "place of the firm that is this row's number in the pecking order (closed-banks)"),
    "credit_class": (np.int64, "1", "quarter of the pecking order that it is in, 1 to 4 (closed-banks)"),
    "interest": (np.float64, "money", "interest received less paid, on opening balances"),
    "ordered": (np.float64, "machines", "machines ordered"),
    "aid": (np.float64, "money", "the state's part of the price of its order"),
    "delivered": (np.float64, "machines", "machines delivered"),
    "given": (np.float64, "machines", "machines among them that the state gave"),
    "refund": (np.float64, "money", "money back for machines not made"),
    "wanted": (np.float64, "workers", "workers wanted"),
    "workers": (np.float64, "workers", "workers employed"),
    "made": (np.float64, "goods", "output"),
    "fitness": (np.float64, "1", "competitiveness"),
    "supply": (np.float64, "goods", "goods on offer: output and inventories"),
    "sells_out": (np.float64, "goods", "spending per unit of share at which its goods are gone"),
    "worth": (np.float64, "money", "its goods on offer, at its price"),
    "weight": (np.float64, "money/good", "its price, weighted by its share"),
    "profit": (np.float64, "money", "profit before tax"),
    "leaving": (np.int64, "1", "1 if it leaves at the end of the period"),
}

BANK = {
    # Carried from period to period
    "key": (np.int64, "1", "address of its random numbers"),
    "place": (np.int64, "1", "place that carries this row's number as its key"),
    "weight": (np.float64, "share", "share of households' deposits that it holds, and chance that a new firm picks it"),
    "equity": (np.float64, "money", "its equity"),
    "loans": (np.float64, "money", "loans to its clients"),
    "deposits": (np.float64, "money", "deposits of its clients"),
    "write_offs": (np.float64, "money", "loans lost in the period"),
    # What the bank did in the period
    "opening_loans": (np.float64, "money", "loans at the start of the period"),
    "claims": (np.float64, "money", "what the state owes it, on opening balances; negative = it owes the state"),
    "loan_interest": (np.float64, "money", "interest on loans"),
    "deposit_interest": (np.float64, "money", "interest on deposits"),
    "claims_interest": (np.float64, "money", "interest that the state pays"),
    "line_1": (np.float64, "money", "what it can still lend to capital-good firms"),
    "line_2": (np.float64, "money", "what it can still lend to consumption-good firms"),
    "refused": (np.float64, "money", "what clients within their own limits wanted and it could not lend"),
    "profit": (np.float64, "money", "profit before tax"),
    "tax": (np.float64, "money", "tax on its profit"),
    "dividend": (np.float64, "money", "what it pays to households"),
    "rescue": (np.float64, "money", "claims that the state gives it to restore its equity"),
}

VINTAGE = {
    "number": (np.float64, "machines", "machines of the vintage"),
    "productivity": (np.float64, "goods/worker", "their productivity"),
    "labour": (np.float64, "workers/good", "workers that a good takes, one over productivity"),
    "paid": (np.float64, "money/machine", "their price when bought"),
    "installed": (np.int64, "period", "the period that dates them"),
}


def _record(fields: dict[str, tuple[type, str, str]]) -> np.dtype:
    return np.dtype([(name, kind) for name, (kind, _, _) in fields.items()])


CAPITAL_GOOD_RECORD = _record(CAPITAL_GOOD_FIRM)
CONSUMPTION_GOOD_RECORD = _record(CONSUMPTION_GOOD_FIRM)
VINTAGE_RECORD = _record(VINTAGE)
BANK_RECORD = _record(BANK)


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
    goods_lost: float  # inventories of the firms that left in t-1 [goods]
    taxes: float  # taxes of t-1 that the state has yet to book (lsd-0.1) [money]
    public_debt: float  # negative = a deposit [money]
    bank_equity: float  # [money]
    purchases: float  # purchases of the state under exogenous spending [money]
    jobless_periods: float  # periods in a row in which (nearly) nobody was employed
    prime_rate: float  # rate of the central bank [1/period]
    benefit_cut: float  # how far a fiscal rule holds the benefit rate below its target (closed-banks)
    output: float  # output at the prices of period 0 (closed-banks) [money]
    vintages_merged: float  # how often the slots of vintages were full
    offers_dropped: float  # how often the slots of offers were full
    opportunity_shift: float  # of what an innovation can bring, through laboratories
    laboratory_researchers: float  # who search next period, in the laboratory that shifts [workers]
    technique_researchers: float  # the same in the laboratory that finds techniques [workers]
    public_researchers: float  # hired by the grants of public firms [workers]
    laboratory_machine: float  # the technique that it found; 0 = none [goods/worker]
    laboratory_process: float
    laboratory_found: float  # the period in which it did
    waited: float  # periods of the programme since its start or last success
    given_up: float  # 1 once laboratories and public firms are given up
    public_lent: float  # what the public bank ever lent [money]
    public_lost: float  # what it ever lost [money]
    public_machines: float  # at the price paid [money]


class State(NamedTuple):
    """An economy at the end of a period.

    F1 and F2 are the numbers of firms: `capital_goods` has shape (F1,), `consumption_goods` (F2,), `machines`
    (F2, slots of vintages), oldest first, of which a firm uses the first `vintages` of its row, and `offers`
    (2, brochures): the places that got brochures in even and in odd periods, sender by sender. `banks` has shape (B,),
    and (0,) under the rule sets that have one bank and keep it in the scalars.
    """

    capital_goods: np.ndarray
    consumption_goods: np.ndarray
    machines: np.ndarray
    offers: np.ndarray
    banks: np.ndarray
    macro: Macro

    def copy(self) -> State:
        """The same state in arrays of its own."""
        one, two, machines, offers, banks = (array.copy() for array in self[:5])
        return State(one, two, machines, offers, banks, self.macro)
