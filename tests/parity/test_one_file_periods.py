"""One period of the engine against one period of the one-file program, from the same state, firm by firm.

Two correct programs drift apart over a path, since rounding errors grow about twofold a period; over one period from
the same state they may not differ at all. So the engine walks, and at each period the other program takes the same step
from where the engine stands.
"""

from __future__ import annotations

import numpy as np
import pytest
from economies import parameters, small
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_blocks import (
    MACRO_AFTER,
    MAKERS,
    MAKERS_AFTER,
    OF_BANKS,
    SELLERS,
    SELLERS_AFTER,
    apart,
    as_plain,
    by_key,
    links,
    plain,
    read,
)

from missionlab.economy import levers as policy
from missionlab.economy.offers import NOBODY
from missionlab.economy.parameters import Parameters
from missionlab.economy.rules import Closed
from missionlab.economy.series import BY_NAME
from missionlab.economy.simulate import Code, Economy, start
from missionlab.economy.state import VINTAGE_SLOTS

RULES = ("closed", "lsd-0.1")
SPENDINGS = ("benefit", "exogenous")


def differences(economy: Economy, schedule: np.ndarray | None = None) -> list[str]:
    """Advance the economy by a period in both programs; what they tell differently, in words."""
    e = as_plain(economy)
    makers, sellers = list(e.makers), list(e.sellers)
    run = economy.advance(1, schedule)
    if run.code is not Code.COMPLETED:
        return []
    t = economy.period
    row = plain.period(e, *(schedule[t - 1, :2] if schedule is not None else (0.0, 0.0)))
    state = economy.state
    one, two = by_key(state.capital_goods), by_key(state.consumption_goods)
    found: list[str] = []

    def compare(label: str, ours: np.ndarray, theirs: np.ndarray, scale: float = 0.0) -> None:
        bad = apart(ours, theirs) & ~(np.abs(np.asarray(ours, float) - theirs) <= scale)
        if bad.any():
            k = int(np.argmax(bad))
            found.append(f"period {t}, {label}, firm {k}: {ours[k]!r}, one file {theirs[k]!r}; {bad.sum()} differ")

    for sector, records, firms, table in ((1, one, makers, MAKERS), (2, two, sellers, SELLERS)):
        for block, readings in table.items():
            for name, theirs in read(firms, readings).items():
                ours = state.capital_goods["key"][records["choice"]] if name == "supplier" else records[name]
                room = 1e-11 * float(records["sales"].sum() + records["wages"].sum()) * (name == "profit")
                compare(f"sector {sector}, {block}: {name}", ours, theirs, room)
    goods = 1e-11 * float(two["supply"].sum())
    coins = 1e-13 * float(one["credit_limit"].sum() + two["credit_limit"].sum())  # what is left of large sums
    for sector, records, firms, readings in ((1, one, e.makers, MAKERS_AFTER), (2, two, e.sellers, SELLERS_AFTER)):
        for name, theirs in read(firms, readings).items():
            room = goods if name == "inventory" else coins if name in ("cash", "debt") else 0.0
            compare(f"sector {sector}, after the period: {name}", records[name], theirs, room)
    ours, theirs = links(economy), e.link
    if not np.array_equal(np.where(ours >= t, ours, 0), np.where(theirs >= t, theirs, 0)):
        found.append(f"period {t}: links")
    money = 1e-11 * max(abs(row["gdp_nominal"]), abs(row["public_debt"]), row["deposits_1"] + row["deposits_2"])
    for name, theirs in MACRO_AFTER.items():
        room = money if name in ("household_cash", "public_debt", "bank_equity") else goods
        compare(f"macro: {name}", np.array([getattr(state.macro, name)]), np.array([theirs(e)]), room)
    for name in [series for series in run.names if series not in OF_BANKS]:
        unit = BY_NAME[name].unit
        room = money if unit.startswith("money") else goods if unit.startswith(("goods", "machines")) else 1e-12
        if name == "wage_share":  # known as well as what output at prices is the difference of
            difference_of = money + 1e-11 * abs(row["inventory_investment"])
            if abs(row["gdp_nominal"]) <= 1e3 * difference_of:
                continue  # nothing over nothing
            room = difference_of * abs(row[name] / row["gdp_nominal"])
        compare(f"series: {name}", run[name], np.array([row[name]]), room)
    return found


def follow(economy: Economy, periods: int, schedule: np.ndarray | None = None) -> None:
    """Let the other program follow for so many periods, or until the run stops or a firm has filled its slots."""
    for _ in range(periods):
        told = differences(economy, schedule)
        if economy.state.macro.vintages_merged > 0.0:
            return  # the engine merged two vintages; the other program keeps them all
        assert not told, "\n".join(told[:12])


@pytest.mark.parametrize("rules", RULES)
def test_sixty_periods_of_a_small_economy(rules: str) -> None:
    economy = start(small(7, 11), seed=4, rules=rules)
    follow(economy, 60)
    assert economy.code is Code.COMPLETED


@pytest.mark.parametrize("rules", RULES)
def test_eight_periods_of_the_benchmark(rules: str) -> None:
    economy = start(seed=2, rules=rules)
    economy.advance(40)
    follow(economy, 8)


@pytest.mark.parametrize("rules", RULES)
def test_a_policy_that_changes_taxes_and_benefits(rules: str) -> None:
    schedule = policy.schedule(24, tax_rate={5: 0.2, 15: -0.1}, benefit_rate={10: -0.4, 20: 0.5})
    follow(start(small(7, 11), seed=1, rules=rules), 24, schedule)


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=12)
@given(given_parameters=parameters(8), seed=st.integers(0, 2**40))
def test_any_parameters(rules: str, given_parameters: Parameters, seed: int) -> None:
    follow(start(given_parameters, seed, rules), 8)


def shaken(seed: int, rules: str) -> Economy:
    """An economy where it seldom comes by itself: no cash, goods, workers or suppliers, losses, large budgets."""
    rng = np.random.default_rng(seed)
    economy = start(
        small(
            *rng.permutation([(7, 11), (3, 20), (12, 5)])[0].tolist(),
            labour_cut_cap=float(rng.choice([0.2, 1.0])),
            labour_force_growth=float(rng.choice([0.0, 0.03])),
            machine_life=int(rng.choice([2, 19])),
            capital_good_debt_ratio=float(rng.choice([0.2, 1.0])),
            consumption_good_debt_ratio=float(rng.choice([0.2, 1.0])),
        ),
        seed=seed,
        rules=rules,
    )
    economy.advance(int(rng.integers(3, 30)))
    one, two = economy.state.capital_goods, economy.state.consumption_goods
    for sector in (one, two):
        sector["cash"] *= rng.choice([1e-4, 0.01, 0.3, 1.0, 2.0], sector.size)
        sector["debt"] *= rng.choice([0.0, 1.0, 3.0, 100.0], sector.size)
        sector["sales"] *= rng.choice([0.0, 1.0, 20.0, 1000.0], sector.size)
    one["budget"] *= rng.choice([0.1, 1.0, 30.0], one.size)
    one["researchers"] *= rng.choice([0.0, 1.0, 5.0], one.size)
    one["idle"] = rng.integers(0, 5, one.size)
    one["machine"] *= rng.choice([0.9, 1.0, 1.2], one.size)
    two["inventory"] *= rng.choice([0.0, 1e-6, 1.0, 4.0], two.size)
    two["faced"] *= rng.choice([0.0, 0.3, 1.0, 2.5], two.size)
    two["unmet"] = rng.choice([0.0, 1.0, 500.0], two.size)
    larger = rng.choice([1e-4, 0.5, 1.0, 3.0], two.size)
    two["share"] *= larger
    two["share_before"] *= larger  # a share that jumps moves the mark-up out of reason
    two["markup"] *= rng.choice([0.0, 1.0, 2.0], two.size)
    two["supplier"] = np.where(rng.integers(0, 2, two.size), two["supplier"], NOBODY)
    one["sent"] *= rng.integers(0, 2, one.size)
    macro = economy.state.macro._replace(
        labour_force=economy.state.macro.labour_force * rng.choice([0.2, 0.7, 1.0, 1.5]),
        household_cash=rng.choice([0.0, 1.0, 1e4, 1e7]),
    )
    economy.state = economy.state._replace(macro=macro)
    balance_the_bank(economy)
    return economy


def balance_the_bank(economy: Economy) -> None:
    """Where books are closed, let the bank's equity be what its claims exceed its deposits."""
    if not isinstance(economy.rules.books, Closed):
        return
    one, two, macro = economy.state.capital_goods, economy.state.consumption_goods, economy.state.macro
    claims = one["debt"].sum() + two["debt"].sum() + macro.public_debt
    deposits = one["cash"].sum() + two["cash"].sum() + macro.household_cash
    economy.state = economy.state._replace(macro=macro._replace(bank_equity=float(claims - deposits)))


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=50)
@given(seed=st.integers(0, 2**32 - 1))
def test_one_period_from_a_state_that_was_shaken(rules: str, seed: int) -> None:
    follow(shaken(seed, rules), 3)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("sector", ["capital_goods", "consumption_goods"])
def test_every_firm_of_a_sector_would_leave(rules: str, sector: str) -> None:
    economy = start(small(7, 11), seed=3, rules=rules)
    economy.advance(20)
    firms = getattr(economy.state, sector)
    firms["debt"] += 1e9  # nobody lends to them any more, and interest is beyond their means
    balance_the_bank(economy)
    told = differences(economy)
    assert not told, "\n".join(told[:12])
    entered = getattr(economy.state, sector)["entered"]
    assert np.sum(entered == economy.period) == firms.size - (rules == "lsd-0.1")
    follow(economy, 5)


@pytest.mark.slow
@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("spending", SPENDINGS)
def test_a_hundred_periods_of_the_benchmark(rules: str, spending: str) -> None:
    economy = start(seed=5, rules=rules, spending=spending)
    follow(economy, 100)
    assert economy.code is Code.COMPLETED


@pytest.mark.slow
@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=60)
@given(given_parameters=parameters(), seed=st.integers(0, 2**40), spending=st.sampled_from(SPENDINGS))
def test_any_parameters_for_longer(rules: str, given_parameters: Parameters, seed: int, spending: str) -> None:
    follow(start(given_parameters, seed, rules, spending), 25)


def test_a_firm_has_more_slots_than_it_fills_in_these_tests() -> None:
    economy = start(small(7, 11), seed=4, rules="closed")
    economy.advance(60)
    assert economy.state.consumption_goods["vintages"].max() < VINTAGE_SLOTS
