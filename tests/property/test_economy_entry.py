"""How firms leave and enter: what an entrant brings, when it may produce, and what is left of those that go."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from economies import known, small

from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import start
from missionlab.economy.state import State

RULES = ("closed", "lsd-0.1")
SIZES = small(6, 24)


def _periods(parameters: Parameters, rules: str, count: int = 60, seed: int = 3) -> Iterator[tuple[int, State, State]]:
    economy = start(parameters, seed=seed, rules=rules)
    for period in range(1, count + 1):
        before = economy.state.copy()
        economy.advance(1)
        yield period, before, economy.state.copy()


def _whole(numbers: np.ndarray) -> bool:
    return bool(np.all(np.abs(numbers - np.round(numbers)) < 1e-9))


@pytest.mark.parametrize("rules", RULES)
def test_a_new_capital_good_firm_has_what_an_entrant_brings(rules: str) -> None:
    p, entrants = SIZES, 0
    price_index_0 = (1.0 + p.capital_good_markup) * p.wage_floor / p.machines_per_worker
    for period, _, after in _periods(p, rules):
        one, macro = after.capital_goods, after.macro
        new, stays = one["leaving"] == 1, one["leaving"] == 0
        if new.all():
            continue
        entrants += int(new.sum())
        assert (one["entered"][new] == period).all()
        assert (one["entered"][stays] < period).all()
        for name in ("idle", "sales", "wages", "share"):
            assert not one[name][new].any(), name
        # Price by the wage of the period and the entrant's own process; research as if it had its part of all clients.
        price = (1.0 + p.capital_good_markup) * macro.wage / (one["process"] * p.machines_per_worker)
        budget = p.research_share * p.consumption_good_firms / p.capital_good_firms * price
        np.testing.assert_allclose(one["budget"][new], budget[new], rtol=1e-12)
        np.testing.assert_allclose(one["researchers"][new], (budget / macro.wage)[new], rtol=1e-12)
        # At most 1.3 times the best of those that stay.
        for name in ("machine", "process"):
            assert (one[name][new] > 0.0).all()
            assert (one[name][new] <= (1.0 + p.entrant_advantage) * one[name][stays].max() * (1 + 1e-12)).all()
        weights = one["share"][stays]
        cash = one["cash"][stays]
        mean = np.average(cash, weights=weights) if weights.sum() > 0.0 else cash.mean()
        base = max(mean, p.capital_good_cash * macro.ppi / price_index_0)
        drawn = one["cash"][new] / base
        assert (drawn >= p.capital_good_entrant_low - 1e-9).all()
        assert (drawn <= p.capital_good_entrant_high + 1e-9).all()
        np.testing.assert_allclose(one["debt"][new], one["cash"][new], rtol=1e-12)
        # Its brochures reach the fair share of all firms, or those that outlived the period.
        clients = known(after, period).sum(axis=0)
        assert (clients[new] <= np.ceil(p.consumption_good_firms / p.capital_good_firms) + new.size).all()
    assert entrants > 5


@pytest.mark.parametrize("rules", RULES)
def test_a_new_consumption_good_firm_has_what_an_entrant_brings(rules: str) -> None:
    p, entrants = SIZES, 0
    for period, _, after in _periods(p, rules):
        one, two, _, _, _, macro = after
        new, stays = two["leaving"] == 1, two["leaving"] == 0
        entrants += int(new.sum())
        assert (two["entered"][new] == period).all()
        for name in ("vintages", "capital", "inventory", "share", "share_before", "unmet", "sales", "wages", "faced"):
            assert not two[name][new].any(), name
        assert (two["markup"][new] == p.initial_markup).all()
        assert (known(after, period)[new].sum(axis=1) == 1).all()
        capital = two["desired_capital"][new]
        assert _whole(capital / p.machine_capacity)
        assert (capital >= p.machine_capacity).all()
        weights = two["share"][stays]
        mean = np.average(two["capital"][stays], weights=weights)
        assert (capital <= np.maximum(p.consumption_good_entrant_high * mean, 0) + p.machine_capacity).all()
        np.testing.assert_allclose(two["expected"][new], p.planned_utilisation * capital, rtol=1e-12)
        # Cash: the machines at its supplier's price, and at least the cost of its first output and inventories.
        supplier = two["supplier"][new]
        outlay = one["price"][supplier] * capital / p.machine_capacity
        wages = (1.0 + p.inventory_target) * two["expected"][new] * macro.wage / one["machine"][supplier]
        mean_cash = np.average(two["cash"][stays], weights=weights)
        least = np.maximum(wages, p.consumption_good_entrant_low * mean_cash)
        most = np.maximum(wages, p.consumption_good_entrant_high * mean_cash)
        assert (two["cash"][new] >= (outlay + least) * (1 - 1e-9)).all()
        assert (two["cash"][new] <= (outlay + most) * (1 + 1e-9)).all()
        np.testing.assert_allclose(two["debt"][new], two["cash"][new], rtol=1e-12)
    assert entrants > 5


@pytest.mark.parametrize("rules", RULES)
def test_an_entrant_orders_then_waits_then_produces(rules: str) -> None:
    """t+1: it orders what it wished for, without a cap; t+2: it has a share by its capital, and makes goods."""
    p, ordered, produced = SIZES, 0, 0
    for period, before, after in _periods(p, rules, count=120):
        two, old = after.consumption_goods, before.consumption_goods
        waiting = old["entered"] == period - 1
        if (waiting & (period > 1)).any():
            stays = waiting & (two["leaving"] == 0)
            assert not two["made"][waiting].any()
            assert not two["bought"][stays].any()
            assert not two["share"][stays].any()
            np.testing.assert_array_equal(two["expected"][stays], old["expected"][stays])
            whole = stays & (two["delivered"] == old["desired_capital"] / p.machine_capacity)
            ordered += int(whole.sum())
            np.testing.assert_allclose(two["capital"][stays], p.machine_capacity * two["delivered"][stays], rtol=1e-12)
        first = (old["entered"] == period - 2) & (two["leaving"] == 0) & (period > 2)
        if first.any():
            # A firm that got no machine has no share, and leaves a period later.
            assert not two["share"][first & (old["capital"] == 0.0)].any()
            first &= old["capital"] > 0.0
            # Before all shares are scaled to add to one, a firm's is its part of all capital, or the smallest.
            part = np.maximum(old["capital"][first] / old["capital"].sum(), p.exit_share)
            assert (np.abs(two["share"][first] / part - 1.0) < 0.35).all()
            np.testing.assert_array_equal(two["expected"][first], old["expected"][first])
            produced += int((two["made"][first] > 0.0).sum())
    assert ordered > 3
    assert produced > 3


@pytest.mark.parametrize("rules", RULES)
def test_who_stays_can_pay_and_has_a_market(rules: str) -> None:
    p = SIZES
    for period, _, after in _periods(p, rules):
        one, two = after.capital_goods, after.consumption_goods
        for firms in (one, two):
            assert (firms["cash"] >= 0.0).all()
        # The share of a first producing period is not judged yet.
        judged = (two["leaving"] == 0) & (period >= two["entered"] + 3)
        assert (two["share"][judged] >= p.exit_share).all()
        old_enough = (one["leaving"] == 0) & (period >= one["entered"] + p.periods_without_clients)
        assert (one["idle"][old_enough] < p.periods_without_clients).all()


@pytest.mark.parametrize("rules", RULES)
def test_nobody_knows_a_firm_that_has_left(rules: str) -> None:
    for period, _, after in _periods(SIZES, rules):
        one, two = after.capital_goods, after.consumption_goods
        # A new maker in its place is known by its own brochures alone, each to another firm.
        brochures = after.offers[period % 2]
        for place in np.flatnonzero(one["leaving"]):
            sent = brochures[one["sent_from"][place] :][: one["sent"][place]]
            assert len(set(sent.tolist())) == sent.size
            buyers = np.flatnonzero(known(after, period)[:, place])
            assert set(buyers) <= set(sent.tolist()) | set(np.flatnonzero(two["entered"] == period))
