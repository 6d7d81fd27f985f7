"""Blocks of the engine against the same block of the one-file program, on the same inputs, many of them unlikely.

The engine's blocks run here as plain Python, so that only the equations they call are compiled. Whole periods, with
every block in its place, are compared in test_one_file_periods.py.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_blocks import plain

from missionlab.economy import capital_goods, closed_books, labour_market, program_books
from missionlab.economy.equations import credit, demand
from missionlab.economy.parameters import Parameters
from missionlab.economy.state import CAPITAL_GOOD_RECORD, CONSUMPTION_GOOD_RECORD

ONE_FIRM = plain.Parameters(capital_good_firms=1, consumption_good_firms=1)
RULE = {rules: plain.start(ONE_FIRM, 0, rules).rule for rules in plain.RULE_SETS}
RULES = ("closed", "lsd-0.1")
near = pytest.approx


def amounts(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False).map(lambda x: round(x, 6))


MONEY = st.one_of(amounts(0.0, 3.0), amounts(0.0, 5000.0))


def makers(size: int, **fields: object) -> np.recarray:
    return _records(CAPITAL_GOOD_RECORD, size, fields)


def sellers(size: int, **fields: object) -> np.recarray:
    return _records(CONSUMPTION_GOOD_RECORD, size, fields)


def _records(kind: np.dtype, size: int, fields: dict[str, object]) -> np.recarray:
    records = np.zeros(size, kind).view(np.recarray)
    for name, values in fields.items():
        records[name] = values
    return records


# ---- Finance and settlement ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", RULES)
@given(wanted=amounts(0, 400), unit_cost=amounts(0.01, 20), lot=st.sampled_from([1, 40]), cash=MONEY, free=MONEY)
def test_what_a_plan_gets(rules: str, wanted: float, unit_cost: float, lot: int, cash: float, free: float) -> None:
    equation = {"closed": credit.plan, "lsd-0.1": credit.plan_with_loss}[rules]
    firm = SimpleNamespace(cash=cash, debt=0.0, limit=free)
    done = plain.afford(SimpleNamespace(p=ONE_FIRM, rule=RULE[rules]), firm, wanted, unit_cost, lot)
    assert equation.py_func(wanted, unit_cost, float(lot), cash, free, 1.0) == near((done, firm.cash, firm.debt))


@pytest.mark.parametrize("rules", RULES)
@given(orders=st.integers(0, 40), unit_cost=amounts(0.1, 20), budget=MONEY, cash=MONEY, free=MONEY)
def test_what_a_capital_good_firm_makes_and_spends_on_research(
    rules: str, orders: int, unit_cost: float, budget: float, cash: float, free: float
) -> None:
    equation = {"closed": credit.cut_research_first, "lsd-0.1": credit.make_all_or_cancel}[rules]
    price = 1.04 * unit_cost
    maker = SimpleNamespace(
        cash=cash, debt=0.0, limit=free, budget=budget, ordered=orders, cost=unit_cost, price=price, buyers=[]
    )
    RULE[rules].finance_research(SimpleNamespace(p=ONE_FIRM), maker)
    made, research, left, loan = equation.py_func(float(orders), unit_cost, price, budget, cash, free, 1.0)
    theirs = (maker.planned, maker.research, maker.cash, maker.debt)
    assert (made, research, left, loan) == near(theirs, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("rules", RULES)
@given(flow=amounts(-6000, 3000), cash=amounts(-50, 4000), debt=MONEY, free=MONEY, lost=st.integers(0, 5))
def test_how_a_profit_or_loss_is_settled(
    rules: str, flow: float, cash: float, debt: float, free: float, lost: int
) -> None:
    equation = {"closed": credit.settle, "lsd-0.1": credit.settle_with_loss}[rules]
    seller = plain.Seller(0, 0, cash, debt, 0.0)
    seller.retained, seller.limit, seller.output, seller.cost, seller.cancelled = flow, debt + free, 0.0, 1.0, lost
    seller.supplier = SimpleNamespace(price=10.4)
    RULE[rules].settle(SimpleNamespace(p=ONE_FIRM, rule=RULE[rules]), seller)
    ours = equation.py_func(flow, cash, debt, seller.limit - debt, 1.0, 10.4 * lost)
    assert ours == near((seller.cash, seller.debt), rel=1e-9, abs=1e-9)


# ---- Labour and production -------------------------------------------------------------------------------------------

JOBS = st.lists(st.tuples(MONEY, st.integers(0, 300), amounts(0.5, 3)), min_size=1, max_size=6)
PLANS = st.lists(st.tuples(amounts(0, 4000), amounts(0.5, 3)), min_size=1, max_size=8)


@settings(max_examples=40)
@given(
    jobs=JOBS, plans=PLANS, force=amounts(10, 20_000), wage=amounts(0.5, 4), cap=amounts(0, 1), cut=amounts(0, 1)
)  # fmt: skip
def test_who_gets_workers(
    jobs: list[tuple[float, int, float]],
    plans: list[tuple[float, float]],
    force: float,
    wage: float,
    cap: float,
    cut: float,
) -> None:
    p = Parameters(research_labour_cap=cap, labour_cut_cap=cut)
    research, planned, process = (list(column) for column in zip(*jobs, strict=True))
    output, productivity = (list(column) for column in zip(*plans, strict=True))
    one = makers(len(jobs), research=research, planned=planned, process=process)
    two = sellers(len(plans), planned=output, productivity=productivity)
    hired = labour_market.hire.py_func(p, force, wage, 0.0, one, two)

    e = SimpleNamespace(p=p, w=wage, labour_force=force)
    e.makers = [SimpleNamespace(research=r, planned=q, B=b) for r, q, b in jobs]
    e.sellers = [SimpleNamespace(output=q, productivity=a) for q, a in plans]
    plain.labour_market(e)
    room = {"rel": 1e-9, "abs": 1e-9 * force}
    assert (hired.researchers, hired.capital_goods) == near((e.researchers, e.labour_1), **room)
    assert hired.consumption_goods == near(e.labour_2, **room)
    assert one.workers == near(np.array([f.workers for f in e.makers]), **room)
    assert one.researchers == near(np.array([f.researchers for f in e.makers]), **room)
    assert two.workers == near(np.array([s.workers for s in e.sellers]), **room)
    assert hired.paid == near(sum(f.workers for f in [*e.makers, *e.sellers]), **room)


@settings(max_examples=40)
@given(
    orders=st.lists(st.integers(0, 60), min_size=1, max_size=8),
    replaced=amounts(0, 1),
    research=amounts(0, 50),
    staffed=st.one_of(amounts(0, 1), st.sampled_from([0.0, 0.5, 1.0])),
)
def test_orders_that_cannot_be_made(orders: list[int], replaced: float, research: float, staffed: float) -> None:
    p, jobs = Parameters(), sum(orders) / (1.5 * 0.1)
    workers = research + jobs * staffed
    replacement = [40.0 * int(n * replaced) for n in orders]
    expansion = [40.0 * n - r for n, r in zip(orders, replacement, strict=True)]
    one = makers(1, research=2.0 * research, planned=sum(orders), process=1.5, price=9.0)
    one["wanted"], one["workers"], one["researchers"] = research + jobs, workers, research
    two = sellers(len(orders), ordered=orders, replacement=replacement, expansion=expansion)
    capital_goods.make_machines.py_func(p, 2.0, one, two)

    buyers = [SimpleNamespace(order=n, cancelled=0) for n in orders]
    maker = SimpleNamespace(
        planned=sum(orders), B=1.5, workers=workers, wanted_workers=research + jobs, researchers=research
    )
    maker.buyers = [buyer for buyer in buyers if buyer.order > 0]
    plain.make_machines(SimpleNamespace(p=p), maker)
    kept = np.array([buyer.order - buyer.cancelled for buyer in buyers], float)
    assert one.made[0] == maker.made
    assert np.array_equal(two.delivered, kept)
    assert two.refund == near(9.0 * (np.array(orders) - kept))
    assert two.expansion + two.replacement == near(40.0 * kept)
    assert two.replacement == near(np.maximum(np.array(replacement) - 40.0 * (np.array(orders) - kept), 0.0))


@settings(max_examples=40)
@given(capital=st.integers(1, 300), desired=amounts(0, 20_000), low=amounts(0, 0.4), cap=amounts(0, 2))
def test_what_a_firm_wants_to_add(capital: int, desired: float, low: float, cap: float) -> None:
    values = {"expansion_floor": low, "expansion_cap": cap}
    e = plain.start(plain.Parameters(capital_good_firms=1, consumption_good_firms=1, **values))
    seller, maker = e.sellers[0], e.makers[0]
    maker.price, seller.supplier, seller.capital = 10.4, maker, 40.0 * capital
    seller.entered = e.t  # not yet operating, so that what it wants is what it is told to want
    seller.wanted_capital = desired
    plain.plan(e, seller)
    assert demand.expansion.py_func(40.0 * capital, desired, 40.0, low, cap) == near(seller.expansion)


# ---- The goods market ------------------------------------------------------------------------------------------------

COUNTER = st.lists(
    st.tuples(st.one_of(st.just(0.0), amounts(0.01, 1)), amounts(0.1, 5), st.one_of(st.just(0.0), amounts(0.01, 900))),
    min_size=1,
    max_size=9,
).filter(lambda counter: any(share > 0 for share, _, _ in counter))


def _market(rules: str, counter: list[tuple[float, float, float]], spending: float) -> tuple[np.recarray, list]:
    total = sum(share for share, _, _ in counter)
    shares = [share / total for share, _, _ in counter]
    cpi = sum(share * price for share, (_, price, _) in zip(shares, counter, strict=True))
    two = sellers(len(counter), share=shares)
    two["price"], two["supply"] = [price for _, price, _ in counter], [supply for _, _, supply in counter]
    sell: dict[str, Callable] = {"closed": closed_books.sell_goods, "lsd-0.1": program_books.sell_goods}
    spent = sell[rules].py_func(spending, cpi, two)

    e = SimpleNamespace(p=ONE_FIRM, cpi=[cpi], wages=spending, benefits=0.0, purchases_planned=0.0)
    e.households = e.dividends = 0.0
    e.sellers = [
        SimpleNamespace(share=share, price=price, made=supply, inventories=0.0)
        for share, (_, price, supply) in zip(shares, counter, strict=True)
    ]
    RULE[rules].sell_goods(e)
    assert spent == near(e.consumption, rel=1e-9, abs=1e-9 * spending)
    return two, e.sellers


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=40)
@given(counter=COUNTER, spending=st.one_of(amounts(0, 60), amounts(0, 9000)))
def test_who_sells_what(rules: str, counter: list[tuple[float, float, float]], spending: float) -> None:
    two, others = _market(rules, counter, spending)
    # The program stops when less than 0.01 goods are asked for; either side of that limit is a rounding error away.
    room = 1e-9 * spending + (0.0101 if rules == "lsd-0.1" else 0.0)
    assert two.bought == near(np.array([s.sold for s in others]), rel=1e-9, abs=room)
    assert np.all(two.bought <= two.supply * (1 + 1e-12))


@settings(max_examples=40)
@given(counter=COUNTER, spending=amounts(1, 9000))
def test_in_money_every_firm_sells_in_proportion_or_all_it_has(
    counter: list[tuple[float, float, float]], spending: float
) -> None:
    # Neither program: the defining property of the closed market, from what was sold alone.
    two, _ = _market("closed", counter, spending)
    selling = two[two.share > 0]
    open_still = selling.bought < selling.supply * (1 - 1e-9)
    level = selling.bought / selling.share
    if open_still.any():
        highest = level[open_still].max()
        assert level[open_still] == near(np.full(open_still.sum(), highest), rel=1e-9)
        assert np.all(level[~open_still] <= highest * (1 + 1e-6))
        assert np.sum(selling.price * selling.bought) == near(spending, rel=1e-9)
    else:
        assert np.sum(selling.price * selling.supply) <= spending * (1 + 1e-9)
