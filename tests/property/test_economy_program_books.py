"""The books of `lsd-0.1`: the identities that describe the reference program (specification, section 10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from missionlab.economy.parameters import Parameters
from missionlab.economy.series import NAMES
from missionlab.economy.simulate import Code, start
from missionlab.economy.state import State

TOLERANCE = 1e-9
ROUNDING = 1e-14
SHARES_AS_CODED = 0.001
"""The program's shares add to one within this, and demand is shared out by them as they are."""


class Period(NamedTuple):
    before: State
    after: State
    record: dict[str, float]
    parameters: Parameters


def _periods(parameters: Parameters, seed: int, count: int, spending: str = "benefit") -> Iterator[Period]:
    economy = start(parameters, seed=seed, rules="lsd-0.1", spending=spending)
    for _ in range(count):
        before = economy.state.copy()
        run = economy.advance(1)
        if run.code is not Code.COMPLETED:
            return
        record = dict(zip(NAMES, run.series[0].tolist(), strict=True))
        yield Period(before, economy.state.copy(), record, parameters)


def _assert_zero(what: str, terms: list[float], stocks: float = 0.0) -> None:
    limit = TOLERANCE * max(map(abs, terms)) + ROUNDING * stocks
    assert abs(sum(terms)) <= limit, (what, sum(terms), terms)


def assert_the_state_books_taxes_a_period_late(period: Period) -> None:
    """I1 and I2."""
    before, now, record = period.before.macro, period.after.macro, period.record
    debt = abs(before.public_debt)
    _assert_zero("I1", [now.public_debt, -before.public_debt, -record["deficit"]], debt)
    spending = record["benefits"] + record["spending_state"]
    interest = period.parameters.interest_rate * before.public_debt
    _assert_zero("I2", [spending, interest, -before.taxes, -record["deficit"]])
    _assert_zero("taxes", [now.taxes, -record["taxes_1"], -record["taxes_2"]])


def assert_output_is_spending_and_what_is_put_in_store(period: Period) -> None:
    """I3 and I11, in periods in which no firm leaves with its goods."""
    one, two, record = period.after.capital_goods, period.after.consumption_goods, period.record
    old = period.before.consumption_goods
    made = float(one["made"].sum()) + float(two["made"].sum())
    assert record["gdp"] == pytest.approx(made, rel=TOLERANCE)
    if np.any(two["leaving"]):
        return
    stored = two["supply"] - two["bought"]
    assert record["consumption"] == pytest.approx(float(two["bought"].sum()), rel=TOLERANCE, abs=1e-300)
    goods = record["cpi"] * record["consumption"]
    value = float((two["price"] * stored).sum())
    value_before = float((old["price"] * old["inventory"]).sum())
    machines = record["investment_nominal"]
    _assert_zero("I3", [goods, machines, value, -value_before, -record["gdp_nominal"]])


def assert_households_spend_all_they_can(period: Period) -> None:
    """I4 and I5, with the flows of equity at nothing (D11)."""
    before, now, record, p = period.before.macro, period.after.macro, period.record, period.parameters
    income = record["wages_1"] + record["wages_2"] + before.dividends
    state = record["benefits"] + record["spending_state"]
    account = (1.0 + p.interest_rate) * before.household_cash
    bought = record["cpi"] * record["consumption"]
    terms = [income, state, account, -bought, -now.household_cash]
    _assert_zero("I5", terms)
    assert now.household_cash >= -(SHARES_AS_CODED + TOLERANCE) * (income + state + max(account, 0.0))
    _assert_zero("dividends", [now.dividends, -record["dividends_1"], -record["dividends_2"]])


def assert_goods_and_workers_are_counted(period: Period) -> None:
    """I6 and I7."""
    one, two, record = period.after.capital_goods, period.after.consumption_goods, period.record
    old = period.before.consumption_goods
    supply = old["inventory"] + two["made"]
    np.testing.assert_allclose(two["supply"], supply, rtol=TOLERANCE)
    assert (two["bought"] >= 0.0).all()
    assert (two["bought"] <= supply * (1 + TOLERANCE)).all()
    left = (supply - two["bought"])[two["leaving"] == 0]
    # Inventories below a thousandth of a good are forgotten.
    np.testing.assert_allclose(two["inventory"][two["leaving"] == 0], left, rtol=TOLERANCE, atol=1e-3)
    assert not ((two["inventory"] > 0.0) & (two["inventory"] < 1e-3)).any()
    employed = float(one["workers"].sum()) + float(two["workers"].sum())
    assert employed <= record["labour_force"] * (1 + TOLERANCE)
    assert record["wages_1"] + record["wages_2"] == pytest.approx(record["wage"] * employed, rel=TOLERANCE)


def assert_shares_add_to_one_within_the_programs_tolerance(period: Period) -> None:
    """I8."""
    one, two = period.after.capital_goods, period.after.consumption_goods
    if not np.any(two["leaving"]) and not np.any(period.before.consumption_goods["leaving"]):
        assert float(two["share"].sum()) == pytest.approx(1.0, abs=SHARES_AS_CODED * (1 + 1e-9))
    if not np.any(one["leaving"]) and period.record["machines_made"] > 0.0:
        assert float(one["share"].sum()) == pytest.approx(1.0, abs=SHARES_AS_CODED * (1 + 1e-9))


def assert_machines_are_counted(period: Period) -> None:
    """I9, but for orders of firms without a machine, which the program does not round."""
    state = period.after
    two = state.consumption_goods
    held = np.arange(state.machines.shape[1]) < two["vintages"][:, None]
    numbers = np.where(held, state.machines["number"], 0.0)
    np.testing.assert_array_equal(numbers, np.round(numbers))
    capacity = period.parameters.machine_capacity * numbers.sum(axis=1)
    np.testing.assert_allclose(two["capital"], capacity, rtol=TOLERANCE)
    made = float(state.capital_goods["made"].sum())
    assert float(two["delivered"].sum()) == pytest.approx(made, rel=TOLERANCE, abs=1e-9)


CHECKS = (
    assert_the_state_books_taxes_a_period_late,
    assert_output_is_spending_and_what_is_put_in_store,
    assert_households_spend_all_they_can,
    assert_goods_and_workers_are_counted,
    assert_shares_add_to_one_within_the_programs_tolerance,
    assert_machines_are_counted,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
def test_the_benchmark_is_booked_as_the_program_books_it(check, spending: str) -> None:  # type: ignore[no-untyped-def]
    for seed in (1, 2, 3):
        count = 0
        for period in _periods(small(), seed, 80, spending):
            check(period)
            count += 1
        assert count == 80


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_dividends_and_growth_of_the_force_are_booked_too(check) -> None:  # type: ignore[no-untyped-def]
    paying = small(
        capital_good_dividend=0.4, consumption_good_dividend=0.7, labour_force_growth=0.01, interest_rate=0.03
    )
    for period in _periods(paying, 6, 60):
        check(period)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=parameters(), seed=st.integers(0, 2**40), spending=st.sampled_from(["benefit", "exogenous"]))
def test_any_parameters_are_booked_as_the_program_books_them(data: Parameters, seed: int, spending: str) -> None:
    for period in _periods(data, seed, 25, spending):
        for check in CHECKS:
            check(period)
