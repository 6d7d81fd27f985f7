"""Whatever a fund's rules, money and terms are, its books close on every path and in every year."""

from __future__ import annotations

from typing import Any

import fund_cases
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.measures import returns
from missionlab.portfolio.finance.reading import Asked

PATHS = 40
SLOW_GRANT = {
    "name": "Grants",
    "instrument": "grant",
    "share": 1.0,
    "stage": "first-market",
    "outcome_model": "model",
    "terms": {"profile": {"1": 0.3, "2": 0.3, "4": 0.4}},
}
SLOW_LOAN = fund_cases.line(
    fund_cases.LOAN, terms={"profile": {"1": 0.5, "3": 0.5}, "grace_years": 2, "grace": "capitalised"}
)
LINES = (fund_cases.LOAN, fund_cases.STAKE, fund_cases.GUARANTEE, SLOW_GRANT, SLOW_LOAN)


@st.composite
def mixes(draw: st.DrawFn) -> list[dict[str, Any]]:
    picked = draw(st.lists(st.sampled_from(range(len(LINES))), min_size=1, max_size=4, unique=True))
    weights = [draw(st.integers(1, 5)) for _ in picked]
    names = ("A", "B", "C", "D")
    return [
        {**LINES[number], "name": name, "share": weight / sum(weights)}
        for number, weight, name in zip(picked, weights, names, strict=False)
    ]


banks = st.fixed_dictionaries(
    {
        "lines": mixes(),
        "capital": st.dictionaries(st.integers(2021, 2032), st.floats(0, 4e8), min_size=1, max_size=8),
        "authority": st.sampled_from(["cash", "commitment"]),
        "carry_over": st.sampled_from(["off", "on", "limit"]),
        "carry_limit": st.floats(0, 1),
        "recycle": st.sampled_from(["off", "on"]),
        "recycle_from": st.one_of(st.none(), st.integers(2019, 2030)),
        "horizon_years": st.integers(1, 14),
        "closed_from": st.one_of(st.none(), st.integers(2019, 2030)),
        "deal_mean": st.floats(1e5, 5e8),
        "deal_spread": st.floats(0, 1.5),
        "deal_cap": st.one_of(st.none(), st.floats(1e5, 1e8)),
        "deals_waiting": st.integers(1, 4),
        "deals_a_year": st.one_of(st.none(), st.floats(0, 60)),
        "cost_fixed": st.one_of(st.none(), st.floats(0, 5e7)),
        "cost_share": st.one_of(st.none(), st.floats(0, 0.1)),
        "liquidity_floor": st.one_of(st.none(), st.floats(0, 1e8)),
        "largest_share": st.one_of(st.none(), st.floats(0.02, 1)),
        "earliest_exit": st.one_of(st.none(), st.floats(0, 6)),
        "latest_exit": st.one_of(st.none(), st.floats(1, 12)),
        "correlation": st.floats(0, 0.5),
        "persistence": st.floats(0, 0.9),
    }
)


def _close(residual: np.ndarray, books: FundBooks) -> None:
    """To 1e-9 of all money that ever moved."""
    moved = 1 + books.setting.allocated.sum() + books.year["committed"].sum(axis=0) + returns(books).sum(axis=0)
    assert (np.abs(residual) <= 1e-9 * moved).all()


@settings(max_examples=60, deadline=None)
@given(banks, st.integers(0, 5))
def test_cash_and_promises_are_accounted_for_on_every_path_and_in_every_year(bank: dict[str, Any], seed: int) -> None:
    books = fund_cases.books(fund_cases.read(**bank), PATHS, seed)
    year, schedule = books.year, books.schedule
    opened = np.vstack([np.zeros(PATHS), year["cash"][:-1]])
    allocated = books.setting.allocated[:, None]
    into = opened + allocated + year["emergency"] + schedule.of("income") + schedule.of("principal")
    out = year["cost"] + schedule.of("draws") + schedule.of("calls") + year["surrendered"] + year["lapsed"]
    _close(year["cash"] - (into - out), books)
    promised = np.cumsum(year["committed"], axis=0)
    gone = np.cumsum(schedule.of("draws") + schedule.of("calls") + schedule.of("cancelled"), axis=0)
    _close(promised - gone - schedule.of("undrawn"), books)
    for name, amounts in year.items():
        if name != "net_worth":
            assert (amounts >= -1e-6 * (1 + amounts.max())).all(), name
    for name in ("draws", "calls", "income", "principal", "undrawn", "cancelled", "balance", "allowance"):
        amounts = schedule.of(name)
        assert (amounts >= -1e-6 * (1 + amounts.max())).all(), name


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries({"capital": st.dictionaries(st.integers(2021, 2030), st.floats(0, 4e8), min_size=1)}),
    st.sampled_from(["off", "on"]),
    st.floats(0, 1),
    st.floats(1e6, 1e8),
    st.one_of(st.none(), st.floats(0, 30)),
    st.integers(0, 3),
)
def test_carry_over_never_lowers_what_is_committed(
    money: dict[str, Any], recycle: str, limit: float, mean: float, arrivals: float | None, seed: int
) -> None:
    """Path by path. A limit and no limit cannot be ranked so: more room in one year can leave less for the next."""
    rules = {**money, "recycle": recycle, "deal_mean": mean, "horizon_years": 12, "deals_a_year": arrivals}
    off, some, on = (
        np.cumsum(fund_cases.books(fund_cases.read(**rules, **carry), PATHS, seed).year["committed"], axis=0)
        for carry in ({"carry_over": "off"}, {"carry_over": "limit", "carry_limit": limit}, {"carry_over": "on"})
    )
    rounding = 1e-6 * (1 + on)
    assert (off <= some + rounding).all()
    assert (off <= on + rounding).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 50), st.integers(20, 60))
def test_more_paths_only_add(seed: int, paths: int) -> None:
    read = fund_cases.read(Asked(recycle=True, horizon=8))
    few, many = fund_cases.books(read, paths, seed), fund_cases.books(read, paths + 25, seed)
    for name, amounts in few.year.items():
        assert np.allclose(amounts, many.year[name][:, :paths], rtol=1e-12, atol=1e-6), name
