"""The engine's state as the one-file program holds it, and what both say about the same period, in the order of keys.

The one-file program (`examples/one_file_ks.py`) was written from the specification alone, by another hand than the
engine, with Python objects, lists and a matrix of links where the engine has records, slots and flat lists.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
from economies import known

from missionlab.economy.parameters import REGISTRY, Parameters
from missionlab.economy.rules import BOOKS, SPENDING
from missionlab.economy.simulate import Economy

NEVER = -(10**9)
OF_BANKS = {
    "taxes_bank", "prime_rate", "loan_rate", "bad_debt", "credit_rationed", "banks_rescued", "bank_equity_min",
    "concentration_banks",
}  # fmt: skip
"""Series that the one-file program has not: it has no banks as agents."""


def _load() -> ModuleType:
    path = Path(__file__).parents[2] / "examples" / "one_file_ks.py"
    spec = importlib.util.spec_from_file_location("one_file_ks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["one_file_ks"] = module
    spec.loader.exec_module(module)
    return module


plain = _load()


def read_by_plain(p: Parameters) -> dict[str, float]:
    """The parameters without those that only banks as agents read."""
    return {name: value for name, value in p._asdict().items() if not REGISTRY[name].rules}


def by_key(records: np.ndarray) -> np.ndarray:
    """The firms of a sector in the order of their keys, whatever places they live in."""
    return records[records["place"]]


def as_plain(economy: Economy) -> SimpleNamespace:
    """The economy of the engine, at the end of a period, as the one-file program would hold it."""
    state, p = economy.state, economy.parameters
    rules = next(name for name, books in BOOKS.items() if type(books) is type(economy.rules.books))
    spending = next(name for name, way in SPENDING.items() if type(way) is type(economy.rules.spending))
    e = plain.start(plain.Parameters(**read_by_plain(p)), economy.seed, rules, spending)
    macro = state.macro
    e.t = economy.period
    e.w, e.labour_force, e.ppi = macro.wage, macro.labour_force, macro.ppi
    e.cpi = [macro.cpi_before, macro.cpi]
    e.productivity = [macro.productivity_before, macro.productivity]
    e.unemployment = [macro.unemployment_before, macro.unemployment]
    e.mean_unmet, e.mean_cost = macro.mean_unmet, macro.mean_unit_cost
    e.households, e.dividends, e.tax = macro.household_cash, macro.dividends, macro.taxes
    e.public_debt, e.bank_equity, e.purchases = macro.public_debt, macro.bank_equity, macro.purchases
    e.goods_lost = macro.goods_lost
    e.makers = [_maker(firm) for firm in by_key(state.capital_goods)]
    e.sellers = [
        _seller(firm, owned)
        for firm, owned in zip(
            by_key(state.consumption_goods), state.machines[state.consumption_goods["place"]], strict=True
        )
    ]
    e.link = links(economy)
    return e


def links(economy: Economy) -> np.ndarray:
    """The last period in which buyer j (row) chose maker i (column) or had its brochure; `NEVER` if not known."""
    one, two = economy.state.capital_goods, economy.state.consumption_goods
    table = np.full((two.size, one.size), NEVER)
    for buyer, maker in np.argwhere(known(economy.state, economy.period)):
        table[two["key"][buyer], one["key"][maker]] = economy.period
    return table


def _maker(firm: np.void) -> SimpleNamespace:
    maker = plain.Maker(int(firm["key"]), int(firm["entered"]), *(float(firm[n]) for n in ("cash", "debt", "share")))
    maker.sales, maker.wages = float(firm["sales"]), float(firm["wages"])
    maker.A, maker.B = float(firm["machine"]), float(firm["process"])
    maker.budget, maker.researchers = float(firm["budget"]), float(firm["researchers"])
    maker.ordering_clients = [1] + [0] * int(firm["idle"])
    return maker


_CARRIED_BY_SELLERS = {
    "share_before": "share_before",
    "markup": "markup",
    "price": "price",
    "inventories": "inventory",
    "capital": "capital",
    "expected_demand": "expected",
    "wanted_capital": "desired_capital",
    "demand": "faced",
    "sold": "bought",
    "unmet": "unmet",
    "sales": "sales",
    "wages": "wages",
}


def _seller(firm: np.void, owned: np.ndarray) -> SimpleNamespace:
    seller = plain.Seller(int(firm["key"]), int(firm["entered"]), *(float(firm[n]) for n in ("cash", "debt", "share")))
    for name, field in _CARRIED_BY_SELLERS.items():
        setattr(seller, name, float(firm[field]))
    seller.vintages = [
        plain.Vintage(float(v["number"]), float(v["productivity"]), int(v["installed"]), float(v["paid"]))
        for v in owned[: firm["vintages"]]
    ]
    return seller


Reading = Callable[[SimpleNamespace], float]

# What a firm did in a period: the engine's field, and the same in the one-file program, by the block that settles it.
MAKERS: dict[str, dict[str, Reading]] = {
    "search and prices": {"unit_cost": lambda f: f.cost, "credit_limit": lambda f: f.limit},
    "brochures": {"clients": lambda f: f.clients},
    "orders and finance": {
        "customers": lambda f: f.ordering_clients[-1],
        "orders": lambda f: f.ordered,
        "planned": lambda f: f.planned,
        "research": lambda f: f.research,
    },
    "labour": {"wanted": lambda f: f.wanted_workers, "workers": lambda f: f.workers},
    "production": {"made": lambda f: f.made},
    "settlement": {"interest": lambda f: f.interest, "profit": lambda f: f.profit},
}
SELLERS: dict[str, dict[str, Reading]] = {
    "plan": {
        "supplier": lambda s: s.supplier.key,
        "unit_cost": lambda s: s.cost,
        "productivity": lambda s: s.productivity,
        "desired": lambda s: s.planned,
        "listed": lambda s: len(s.scrap),
        "credit_limit": lambda s: s.limit,
    },
    "finance": {"planned": lambda s: s.output, "ordered": lambda s: s.order},
    "labour": {"workers": lambda s: s.workers},
    "production": {
        "made": lambda s: s.made,
        "delivered": lambda s: s.arrived,
        "refund": lambda s: s.supplier.price * s.cancelled,
        "expansion": lambda s: s.expansion,
        "replacement": lambda s: s.replacement,
    },
    "goods market": {"price": lambda s: s.price, "price_before": lambda s: s.price_before, "supply": lambda s: s.stock},
    "settlement": {"interest": lambda s: s.interest, "profit": lambda s: s.profit},
}

# What a firm carries into the next period, after exits and entries.
MAKERS_AFTER: dict[str, Reading] = {
    "entered": lambda f: f.entered,
    "machine": lambda f: f.A,
    "process": lambda f: f.B,
    "cash": lambda f: f.cash,
    "debt": lambda f: f.debt,
    "share": lambda f: f.share,
    "sales": lambda f: f.sales,
    "wages": lambda f: f.wages,
    "price": lambda f: f.price,
    "budget": lambda f: f.budget,
    "researchers": lambda f: f.researchers,
}
SELLERS_AFTER: dict[str, Reading] = {
    "entered": lambda s: s.entered,
    "cash": lambda s: s.cash,
    "debt": lambda s: s.debt,
    "share": lambda s: s.share,
    "vintages": lambda s: len(s.vintages),
    **{
        field: (lambda s, name=name: getattr(s, name)) for name, field in _CARRIED_BY_SELLERS.items() if name != "price"
    },
}
MACRO_AFTER: dict[str, Callable[[SimpleNamespace], float]] = {
    "wage": lambda e: e.w,
    "labour_force": lambda e: e.labour_force,
    "unemployment": lambda e: e.unemployment[-1],
    "cpi": lambda e: e.cpi[-1],
    "cpi_before": lambda e: e.cpi[-2],
    "productivity": lambda e: e.productivity[-1],
    "ppi": lambda e: e.ppi,
    "mean_unmet": lambda e: e.mean_unmet,
    "mean_unit_cost": lambda e: e.mean_cost,
    "household_cash": lambda e: e.households,
    "public_debt": lambda e: e.public_debt,
    "bank_equity": lambda e: e.bank_equity,
    "goods_lost": lambda e: e.goods_lost,
}


def read(firms: list, readings: dict[str, Reading]) -> dict[str, np.ndarray]:
    """What the one-file program says of each firm, in the order of keys."""
    return {name: np.array([float(reading(f)) for f in firms]) for name, reading in readings.items()}


def apart(ours: np.ndarray, theirs: np.ndarray, relative: float = 1e-9, of_largest: float = 1e-12) -> np.ndarray:
    """Where two arrays differ by more than `relative` of the number and `of_largest` of the largest one."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    largest = float(np.max(np.abs(theirs), initial=0.0))
    room = relative * np.maximum(np.abs(ours), np.abs(theirs)) + of_largest * largest
    return ~(np.abs(ours - theirs) <= room)
