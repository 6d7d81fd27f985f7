"""What a firm does with its machines: cost, scrapping, output, new vintages. A firm is set up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from economies import small

from missionlab.economy import machines
from missionlab.economy.beginning import beginning
from missionlab.economy.parameters import as_record
from missionlab.economy.simulate import rule_set
from missionlab.economy.state import VINTAGE_SLOTS, State

PARAMETERS = small(2, 1, machine_life=19, payback_periods=3.0)
P = as_record(PARAMETERS)[0]


def _firm(*vintages: tuple[float, float, int]) -> State:
    """One firm with these vintages, oldest first: (machines, productivity, installed); each was bought at 10."""
    state = beginning(PARAMETERS, 0, rule_set())
    firm, owned = state.consumption_goods, state.machines
    firm["vintages"] = len(vintages)
    for place, (number, productivity, installed) in enumerate(vintages):
        slot = owned[0, place : place + 1]
        slot["number"], slot["productivity"], slot["labour"] = number, productivity, 1.0 / productivity
        slot["paid"], slot["installed"] = 10.0, installed
    firm["capital"] = P["machine_capacity"] * sum(number for number, _, _ in vintages)
    return state


def _held(state: State) -> list[tuple[float, float, int]]:
    held = state.machines[0, : state.consumption_goods["vintages"][0]]
    np.testing.assert_allclose(held["labour"] * held["productivity"], 1.0, rtol=1e-12)
    return list(zip(held["number"].tolist(), held["productivity"].tolist(), held["installed"].tolist(), strict=True))


def _install(state: State, listed: int, wish: dict[str, float], period: int = 30) -> tuple[float, int]:
    """Deliver and scrap; the firm's supplier sells machines of productivity 3 at 12."""
    one, two = state.capital_goods, state.consumption_goods
    one["machine"], one["price"] = 3.0, 12.0
    two["supplier"], two["listed"] = 0, listed
    two["expansion"] = two["replacement"] = two["delivered"] = 0.0
    two["desired_capital"] = two["capital"]
    for name, value in wish.items():
        two[name] = value
    return machines.install(P, period, one, two, state.machines)


def _owned(*vintages: tuple[float, float, int]) -> tuple[np.ndarray, int, int]:
    """What the blocks take to find a firm's machines: all machines, its place, its vintages."""
    return _firm(*vintages).machines, 0, len(vintages)


def _appraised(*vintages: tuple[float, float, int]) -> np.void:
    state = _firm(*vintages)
    machines.appraise_machines(state.machines, 0, state.consumption_goods[0])
    return state.consumption_goods[0]


def test_labour_is_a_mean_of_needs_and_productivity_a_mean_of_productivities() -> None:
    # 30 machines at 1 and 10 at 2: a good takes (30 x 1 + 10 x 0.5)/40 = 0.875 workers; (30 + 20)/40 = 1.25 goods each.
    firm = _appraised((30, 1.0, 5), (10, 2.0, 9))
    assert (firm["mean_labour"], firm["mean_productivity"], firm["machines_value"]) == (0.875, 1.25, 400.0)


def test_without_machines_there_is_no_cost_of_ones_own() -> None:
    firm = _appraised()
    assert (firm["mean_labour"], firm["mean_productivity"], firm["machines_value"]) == (0.0, 0.0, 0.0)


def test_the_scrapping_list_ends_at_the_first_machine_worth_keeping() -> None:
    # Period 30, life 19: installed before 11 is expired. Wage 1, the new machine makes 2 a worker: cost 0.5.
    # A price of 20 / 40 = 0.5 a good must be saved within 3 periods: a saving of 1/6 or more, old cost 0.6667 or more,
    # productivity 1.5 or less.
    firm = _owned((4, 1.9, 8), (3, 1.8, 10), (5, 1.4, 12), (7, 1.8, 14), (9, 1.0, 15))
    # Two expired, one obsolete; the fourth is worth keeping; the fifth would be obsolete but is behind it.
    assert machines.list_for_scrapping(P, 30, 1.0, *firm, 2.0, 20.0) == (3, 12.0)


def test_all_machines_can_be_on_the_list_and_none() -> None:
    firm = _owned((4, 1.0, 12), (3, 1.0, 13))
    assert machines.list_for_scrapping(P, 30, 1.0, *firm, 2.0, 20.0) == (2, 7.0)
    # A new machine that is no better saves nothing.
    assert machines.list_for_scrapping(P, 30, 1.0, *firm, 1.0, 20.0) == (0, 0.0)
    # One period more and the first is expired (12 < 32 - 19).
    assert machines.list_for_scrapping(P, 32, 1.0, *firm, 1.0, 20.0) == (1, 4.0)


def test_the_newest_machines_run_first() -> None:
    # 30 old at 1 and 10 new at 2, 40 goods each. A new one needs 20 workers: ten need 200, and make 400.
    firm = _owned((30, 1.0, 5), (10, 2.0, 9))
    assert machines.run_machines(P, *firm, 40.0, 100.0) == 200.0
    assert machines.run_machines(P, *firm, 40.0, 200.0) == 400.0
    # 50 workers more make 50 on old machines.
    assert machines.run_machines(P, *firm, 40.0, 250.0) == 450.0
    # All machines: 200 + 30 x 40 workers, 400 + 1200 goods; more workers make no more.
    assert machines.run_machines(P, *firm, 40.0, 9999.0) == 1600.0


def test_the_oldest_machines_stand_idle_first() -> None:
    firm = _owned((30, 1.0, 5), (10, 2.0, 9))
    # 15 run: 10 new and 5 old ones, 400 + 200 goods.
    assert machines.run_machines(P, *firm, 15.0, 9999.0) == 600.0
    # 6 run, all of them new.
    assert machines.run_machines(P, *firm, 6.0, 9999.0) == 240.0
    assert machines.run_machines(P, *firm, 0.0, 9999.0) == 0.0
    assert machines.run_machines(P, *firm, 40.0, 0.0) == 0.0


def test_replacement_takes_the_oldest_on_the_list() -> None:
    # Period 30, life 19: the first is expired, the second listed as obsolete, the third kept. Six are replaced:
    # four expired and two obsolete, bought at 10 each.
    firm = _firm((4, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    assert _install(firm, 2, {"replacement": 240.0, "delivered": 6.0}) == (60.0, 0)
    assert _held(firm) == [(3.0, 1.2, 12), (7.0, 2.0, 20), (6.0, 3.0, 30)]
    assert firm.consumption_goods["capital"][0] == 16 * 40
    # Three left of those at 10, seven at 10, six at 12.
    assert firm.consumption_goods["machines_value"][0] == 172.0


def test_expansion_adds_and_takes_nothing_away() -> None:
    firm = _firm((4, 1.0, 12), (5, 1.2, 13))
    wish = {"expansion": 80.0, "delivered": 2.0, "desired_capital": 11 * 40.0}
    assert _install(firm, 0, wish) == (0.0, 0)
    assert _held(firm) == [(4.0, 1.0, 12), (5.0, 1.2, 13), (2.0, 3.0, 30)]


def test_shrinking_takes_expired_machines_only() -> None:
    # Six too many, but only four are expired.
    firm = _firm((4, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    assert _install(firm, 2, {"desired_capital": 10 * 40.0}) == (40.0, 0)
    assert _held(firm) == [(5.0, 1.2, 12), (7.0, 2.0, 20)]


def test_what_need_not_shrink_is_replaced() -> None:
    # Two too many, and two are replaced: of the three expired ones two go as spare and one is replaced, then one more.
    firm = _firm((3, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    assert _install(firm, 2, {"desired_capital": 13 * 40.0, "replacement": 80.0, "delivered": 2.0}) == (40.0, 0)
    assert _held(firm) == [(4.0, 1.2, 12), (7.0, 2.0, 20), (2.0, 3.0, 30)]


def test_machines_beyond_both_budgets_stay_in_use() -> None:
    # One spare and two replaced of nine expired machines.
    firm = _firm((4, 1.0, 8), (5, 1.2, 9), (7, 2.0, 20))
    _install(firm, 2, {"desired_capital": 15 * 40.0, "replacement": 80.0, "delivered": 2.0})
    assert _held(firm) == [(1.0, 1.0, 8), (5.0, 1.2, 9), (7.0, 2.0, 20), (2.0, 3.0, 30)]


def test_the_newest_vintage_keeps_a_machine_unless_new_ones_come() -> None:
    firm = _firm((2, 1.0, 8), (5, 1.2, 9))
    _install(firm, 2, {"desired_capital": 0.0})
    assert _held(firm) == [(1.0, 1.2, 9)]
    firm = _firm((2, 1.0, 8), (5, 1.2, 9))
    _install(firm, 2, {"replacement": 280.0, "delivered": 7.0})
    assert _held(firm) == [(7.0, 3.0, 30)]


def test_when_all_slots_are_full_the_two_oldest_become_one() -> None:
    many = [(2.0, 1.0 + place / 100, 20 + place) for place in range(VINTAGE_SLOTS)]
    many[0], many[1] = (6.0, 1.0, 20), (6.0, 3.0, 21)
    firm = _firm(*many)
    assert firm.machines.shape[1] == VINTAGE_SLOTS
    scrapped, merged = _install(firm, 0, {"expansion": 120.0, "delivered": 3.0})
    assert (scrapped, merged) == (0.0, 1)
    held = _held(firm)
    # 6 machines at 1 and 6 at 3 need 6 + 2 workers a good: 12 machines at 1.5. They are dated by the later one.
    assert held[0] == (12.0, 1.5, 21)
    assert held[1:-1] == many[2:]
    assert held[-1] == (3.0, 3.0, 30)
    workers = sum(number / productivity for number, productivity, _ in held[:-1])
    assert workers == pytest.approx(sum(number / productivity for number, productivity, _ in many), rel=1e-12)
