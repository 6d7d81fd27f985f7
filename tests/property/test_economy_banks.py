"""Banks as agents: per bank and in total every flow has a payer and a payee, for any parameters, in every period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missionlab.economy.accounts import books, opening
from missionlab.economy.levers import BUDGETS, policy
from missionlab.economy.parameters import Parameters
from missionlab.economy.series import NAMES
from missionlab.economy.simulate import Code, simulate, start
from missionlab.economy.state import State

RULES = ("closed-banks", "closed-banks-unrationed")


class Period(NamedTuple):
    """One period: the state before and after it, and its record."""

    before: State
    after: State
    record: dict[str, float]


def _periods(
    data: Parameters, seed: int, count: int, rules: str = "closed-banks", levers: np.ndarray | None = None
) -> Iterator[Period]:
    economy = start(data, seed=seed, rules=rules)
    for _ in range(count):
        before = economy.state.copy()
        run = economy.advance(1, levers)
        if run.code is not Code.COMPLETED:
            return
        yield Period(before, economy.state.copy(), dict(zip(NAMES, run.series[0].tolist(), strict=True)))


def _per_bank(state: State, field: str) -> np.ndarray:
    """What the clients of each bank hold or owe, shape (banks,)."""
    found = np.zeros(state.banks.size)
    for firms in (state.capital_goods, state.consumption_goods):
        np.add.at(found, firms["bank"], firms[field])
    return found


def claims(state: State) -> np.ndarray:
    """What the state owes each bank: deposits and equity less loans."""
    deposits = state.banks["weight"] * state.macro.household_cash + _per_bank(state, "cash")
    return deposits + state.banks["equity"] - _per_bank(state, "debt")


def assert_banks_close(period: Period, p: Parameters) -> None:
    """Each bank's equity from firm-level balances, and the state's debt as the sum of what it owes to banks."""
    before, after, record = period
    owed, rate = claims(before), before.macro.prime_rate
    scale = np.abs([*owed, *_per_bank(before, "debt"), *_per_bank(after, "cash"), before.macro.public_debt]).max()
    near = {"rtol": 1e-9, "atol": 1e-9 * max(scale, 1e-300)}

    held = before.banks["weight"] * before.macro.household_cash + _per_bank(before, "cash")
    from_state = np.where(owed >= 0.0, (1.0 + p.reserve_spread) * owed, owed) * rate
    charged = np.zeros(after.banks.size)
    for old in (before.capital_goods, before.consumption_goods):
        for turn, key in enumerate(_pecking_order(old, p.coin)):
            firm = old[old["place"][key]]
            premium = 1.0 + p.class_premium * (4 * turn // len(old))
            charged[firm["bank"]] += rate * (1.0 + p.loan_spread) * premium * firm["debt"]
    banks = after.banks
    lost = banks["write_offs"]
    profit = charged - p.deposit_rate * held + from_state - lost
    np.testing.assert_allclose(banks["profit"], profit, **near)
    kept = before.banks["equity"] + profit - banks["tax"] - banks["dividend"] + banks["rescue"]
    np.testing.assert_allclose(banks["equity"], kept, **near)
    np.testing.assert_allclose(banks["loans"], _per_bank(after, "debt"), **near)
    np.testing.assert_allclose(banks["deposits"], _per_bank(after, "cash"), **near)

    sums = {
        "dividend": "dividends_bank",
        "tax": "taxes_bank",
        "rescue": "rescue",
        "equity": "bank_equity",
        "claims_interest": "interest_state",
        "refused": "credit_rationed",
    }
    for field, series in sums.items():
        np.testing.assert_allclose(banks[field].sum(), record[series], **near)
    np.testing.assert_allclose(lost.sum(), record["write_offs_1"] + record["write_offs_2"], **near)
    assert record["interest_households"] == p.deposit_rate * before.macro.household_cash
    np.testing.assert_allclose(claims(after).sum(), after.macro.public_debt, **near)
    assert (banks["equity"] >= -1e-9 * scale).all()


def assert_tables_close(period: Period) -> None:
    """The tables add to zero, to 1e-9 of their largest entry and the last digits of the stocks that flows change."""
    stocks, flows = opening(period.before), books(opening(period.before), period.record)
    largest = max(float(np.abs(flows.flows.values).max()), 1.0)
    assert flows.gap < 1e-9 + 1e-14 * max(map(abs, stocks.values())) / largest


def _pecking_order(firms: np.ndarray, coin: float) -> list[int]:
    """Keys of a sector by descending cash over sales, or over a coin where there were none; ties by key."""
    keyed = firms[firms["place"]]
    base = np.where(keyed["sales"] > 0.0, keyed["sales"], coin)
    merit = keyed["cash"] / base
    return sorted(range(len(keyed)), key=lambda key: (-merit[key], key))


@pytest.mark.parametrize("rules", RULES)
def test_the_benchmark_keeps_its_books_bank_by_bank(rules: str) -> None:
    before: dict[str, float] = {}
    for period in _periods(Parameters(), 3, 60, rules):
        assert_banks_close(period, Parameters())
        assert books(before or opening(period.before), period.record).gap < 1e-12
        before = period.record


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=parameters(), banks=st.integers(1, 7), seed=st.integers(0, 2**40))
def test_any_parameters_keep_the_books_bank_by_bank(data: Parameters, banks: int, seed: int) -> None:
    chosen = data._replace(banks=banks)
    for period in _periods(chosen, seed, 25):
        assert_banks_close(period, chosen)
        assert_tables_close(period)


BUDGET = st.sampled_from([0.0, 0.001, 0.02, 0.3])


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(budgets=st.fixed_dictionaries(dict.fromkeys(BUDGETS, BUDGET)), seed=st.integers(0, 2**40))
def test_any_policy_keeps_the_books_bank_by_bank(budgets: dict[str, float], seed: int) -> None:
    data, levers = small(6, 25, banks=3), policy(40, 8, **budgets)
    for period in _periods(data, seed, 40, levers=levers):
        assert_banks_close(period, data)
        assert_tables_close(period)
        assert period.record["outlay"] <= sum(budgets.values()) * period.record["wage"] * 62_500.0 * (1.0 + 1e-9)


def test_a_search_for_a_discount_spends_no_credit() -> None:
    """The discount is found by trials; what banks can still lend afterwards is what they could lend before."""
    data = small(8, 60, banks=3)
    for before, after, record in _periods(data, 4, 60, levers=policy(60, 20, investment_discount=0.01)):
        supply = before.banks["equity"] / data.capital_ratio
        new = after.capital_goods, after.consumption_goods
        old = before.capital_goods, before.consumption_goods
        grown = sum(
            float(np.maximum(mine["debt"] - theirs["debt"], 0.0)[mine["leaving"] == 0].sum())
            for mine, theirs in zip(new, old, strict=True)
        )
        assert grown <= np.maximum(supply - before.banks["loans"], 0.0).sum() + 1e-6 * record["wage"]
        assert record["credit_rationed"] <= record["firm_debt"] + record["gdp_nominal"]


@pytest.mark.parametrize("banks", [1, 3, 50])
def test_any_number_of_banks_works_and_some_are_rescued(banks: int) -> None:
    run = simulate(small(5, 40, banks=banks), seed=2, periods=200, rules="closed-banks")
    assert run.code is Code.COMPLETED
    assert run["banks_rescued"].max() <= banks
    assert run["banks_rescued"].sum() > 0
    assert ((run["banks_rescued"] > 0) == (run["rescue"] > 0)).all()
    assert run["credit_rationed"].max() > 0.0


def test_credit_is_rationed_only_where_banks_have_a_limit() -> None:
    rationed, free = (simulate(seed=1, periods=200, rules=rules) for rules in RULES)
    assert (rationed["credit_rationed"] > 0.0).mean() > 0.1
    assert (free["credit_rationed"] == 0.0).all()
    # A bank that needs no capital for a loan lends without a limit of its own.
    boundless = simulate(Parameters(capital_ratio=0.0), seed=1, periods=100, rules="closed-banks")
    assert (boundless["credit_rationed"] == 0.0).all()


def test_a_bank_lends_to_a_sector_no_more_than_its_line() -> None:
    for before, after, _ in _periods(small(8, 60, banks=3), 5, 60):
        banks, p = before.banks, small(8, 60, banks=3)
        bad = banks["write_offs"] / np.maximum(banks["write_offs"] + banks["loans"], 1e-300)
        supply = banks["equity"] / (p.capital_ratio * (1.0 + p.bad_debt_sensitivity * bad))
        line = np.maximum(supply - banks["loans"], 0.0)
        for name in ("capital_goods", "consumption_goods"):
            old, new = getattr(before, name), getattr(after, name)
            stays = new["leaving"] == 0
            more = np.zeros(banks.size)
            np.add.at(more, new["bank"][stays], np.maximum(new["debt"] - old["debt"], 0.0)[stays])
            assert (more <= line * len(old) / 68 + 1e-6 * before.macro.wage).all()


def test_parameters_of_banks_move_nothing_under_closed() -> None:
    plain = simulate(small(), seed=4, periods=80)
    other = simulate(small(banks=3, loan_spread=2.0, capital_buffer=0.2, rate_to_inflation=2.0), seed=4, periods=80)
    np.testing.assert_array_equal(plain.series, other.series)
    moved = simulate(small(loan_spread=2.0), seed=4, periods=80, rules="closed-banks")
    assert not np.array_equal(moved.series, simulate(small(), seed=4, periods=80, rules="closed-banks").series)


def test_the_central_bank_follows_its_rule() -> None:
    data = small(5, 40, rate_to_inflation=1.1, rate_to_unemployment=0.2, inflation_target=0.0)
    run = simulate(data, seed=3, periods=120, rules="closed-banks")
    rate, cpi, unemployment = run["prime_rate"], run["cpi"], run["unemployment"]
    target = 0.01 + 1.1 * (cpi[1:] / cpi[:-1] - 1.0) + 0.2 * (0.05 - unemployment[1:])
    # What is known of t - 2 sets the rate of t - 1, at which the interest of t is reckoned; recorded is the latter.
    expected = np.maximum(rate[2:-1] + np.clip(target[:-2] - rate[2:-1], -0.005, 0.005), 0.0)
    np.testing.assert_allclose(rate[3:], expected, atol=1e-12)
    assert rate.std() > 1e-3


def test_a_fiscal_rule_cuts_benefits_while_its_limit_is_broken() -> None:
    ruled = simulate(Parameters(deficit_limit=-1.0), seed=3, periods=60, rules="closed-banks")
    free = simulate(Parameters(), seed=3, periods=60, rules="closed-banks")
    jobless = ruled["labour_force"] - ruled["employment"]
    rate = ruled["benefits"] / np.where(jobless > 0, jobless, np.nan) / ruled["wage"]
    there = np.isfinite(rate)
    np.testing.assert_allclose(rate[there], np.maximum(0.4 - 0.005 * np.arange(60), 0.0)[there], rtol=1e-9)
    np.testing.assert_array_equal(ruled.series[0], free.series[0])
    # Growth never reaches the floor: the soft rule leaves benefits alone.
    soft = simulate(Parameters(deficit_limit=-1.0, fiscal_growth_floor=1.0), seed=3, periods=60, rules="closed-banks")
    np.testing.assert_array_equal(soft.series, free.series)


def test_a_copied_economy_goes_on_as_the_first_would_have() -> None:
    economy = start(small(banks=3), seed=9, rules="closed-banks")
    economy.advance(30)
    other = economy.copy()
    mine, theirs = economy.advance(40), other.advance(40)
    np.testing.assert_array_equal(mine.series, theirs.series)
    whole = simulate(small(banks=3), seed=9, periods=70, rules="closed-banks")
    np.testing.assert_array_equal(whole.series[30:], mine.series)
