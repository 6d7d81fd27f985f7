"""What a firm does with its machines: cost, scrapping, output, new vintages. A firm is set up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from economies import small

from missionlab.economy import machines
from missionlab.economy.beginning import beginning
from missionlab.economy.state import VINTAGE_SLOTS, ConsumptionGoodFirms, ConsumptionGoodPeriod, working_arrays

P = small(2, 1, machine_life=19, payback_periods=3.0)


def _firm(*vintages: tuple[float, float, int]) -> ConsumptionGoodFirms:
    """One firm with these vintages, oldest first: (machines, productivity, installed); each was bought at 10."""
    two = beginning(P, 0).consumption_goods
    two.vintages[0] = len(vintages)
    for place, (number, productivity, installed) in enumerate(vintages):
        two.number[0, place] = number
        two.productivity[0, place] = productivity
        two.installed[0, place] = installed
        two.paid[0, place] = 10.0
    two.capital[0] = P.machine_capacity * sum(number for number, _, _ in vintages)
    return two


def _held(two: ConsumptionGoodFirms) -> list[tuple[float, float, int]]:
    slots = range(two.vintages[0])
    return [(two.number[0, v], two.productivity[0, v], int(two.installed[0, v])) for v in slots]


def _listing(listed: int) -> ConsumptionGoodPeriod:
    now = working_arrays(2, 1)[1]
    now.listed[0] = listed
    return now


def test_cost_is_a_mean_of_costs_and_productivity_a_mean_of_productivities() -> None:
    # 30 machines at 1 and 10 at 2, wage 3: cost (30 x 3 + 10 x 1.5)/40 = 2.625; productivity (30 + 20)/40 = 1.25.
    cost, productivity = machines.cost_and_productivity(_firm((30, 1.0, 5), (10, 2.0, 9)), 0, 3.0)
    assert (cost, productivity) == (2.625, 1.25)


def test_without_machines_there_is_no_cost_of_ones_own() -> None:
    assert machines.cost_and_productivity(_firm(), 0, 3.0) == (0.0, 0.0)


def test_the_scrapping_list_ends_at_the_first_machine_worth_keeping() -> None:
    # Period 30, life 19: installed before 11 is expired. Wage 1, the new machine makes 2 a worker: cost 0.5.
    # A price of 20 / 40 = 0.5 a good must be saved within 3 periods: a saving of 1/6 or more, old cost 0.6667 or more,
    # productivity 1.5 or less.
    firm = _firm((4, 1.9, 8), (3, 1.8, 10), (5, 1.4, 12), (7, 1.8, 14), (9, 1.0, 15))
    # Two expired, one obsolete; the fourth is worth keeping; the fifth would be obsolete but is behind it.
    assert machines.list_for_scrapping(P, 30, 1.0, firm, 0, 2.0, 20.0) == (3, 12.0)


def test_all_machines_can_be_on_the_list_and_none() -> None:
    firm = _firm((4, 1.0, 12), (3, 1.0, 13))
    assert machines.list_for_scrapping(P, 30, 1.0, firm, 0, 2.0, 20.0) == (2, 7.0)
    # A new machine that is no better saves nothing.
    assert machines.list_for_scrapping(P, 30, 1.0, firm, 0, 1.0, 20.0) == (0, 0.0)
    # One period more and the first is expired (12 < 32 - 19).
    assert machines.list_for_scrapping(P, 32, 1.0, firm, 0, 1.0, 20.0) == (1, 4.0)


def test_the_newest_machines_run_first() -> None:
    # 30 old at 1 and 10 new at 2, 40 goods each. A new one needs 20 workers: ten need 200, and make 400.
    firm = _firm((30, 1.0, 5), (10, 2.0, 9))
    assert machines.run_machines(P, firm, 0, 0.0, 100.0) == 200.0
    assert machines.run_machines(P, firm, 0, 0.0, 200.0) == 400.0
    # 50 workers more make 50 on old machines.
    assert machines.run_machines(P, firm, 0, 0.0, 250.0) == 450.0
    # All machines: 200 + 30 x 40 workers, 400 + 1200 goods; more workers make no more.
    assert machines.run_machines(P, firm, 0, 0.0, 9999.0) == 1600.0


def test_the_oldest_machines_stand_idle_first() -> None:
    firm = _firm((30, 1.0, 5), (10, 2.0, 9))
    # 25 idle: 10 new and 5 old run, 400 + 200 goods.
    assert machines.run_machines(P, firm, 0, 25.0, 9999.0) == 600.0
    # 34 idle: 6 new ones run.
    assert machines.run_machines(P, firm, 0, 34.0, 9999.0) == 240.0
    assert machines.run_machines(P, firm, 0, 40.0, 9999.0) == 0.0
    assert machines.run_machines(P, firm, 0, 0.0, 0.0) == 0.0


def test_replacement_takes_the_oldest_on_the_list() -> None:
    # Period 30: the first is expired, the second listed as obsolete, the third kept. Six are replaced.
    firm = _firm((4, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    value = machines.scrap(P, 30, firm, _listing(2), 0, 0.0, 6.0, 6.0)
    assert _held(firm) == [(3.0, 1.2, 12), (7.0, 2.0, 20)]
    assert value == 60.0


def test_shrinking_takes_expired_machines_only() -> None:
    # Six may go without replacement, but only four are expired.
    firm = _firm((4, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    machines.scrap(P, 30, firm, _listing(2), 0, 6.0, 0.0, 0.0)
    assert _held(firm) == [(5.0, 1.2, 12), (7.0, 2.0, 20)]
    # Two of them on the budget for shrinking, then one of the replacement's two on the last expired, one on the next.
    firm = _firm((3, 1.0, 8), (5, 1.2, 12), (7, 2.0, 20))
    machines.scrap(P, 30, firm, _listing(2), 0, 2.0, 2.0, 2.0)
    assert _held(firm) == [(4.0, 1.2, 12), (7.0, 2.0, 20)]


def test_machines_beyond_both_budgets_stay_in_use() -> None:
    firm = _firm((4, 1.0, 8), (5, 1.2, 9), (7, 2.0, 20))
    machines.scrap(P, 30, firm, _listing(2), 0, 1.0, 2.0, 2.0)
    assert _held(firm) == [(1.0, 1.0, 8), (5.0, 1.2, 9), (7.0, 2.0, 20)]


def test_the_newest_vintage_keeps_a_machine_unless_new_ones_come() -> None:
    firm = _firm((2, 1.0, 8), (5, 1.2, 9))
    machines.scrap(P, 30, firm, _listing(2), 0, 20.0, 0.0, 0.0)
    assert _held(firm) == [(1.0, 1.2, 9)]
    firm = _firm((2, 1.0, 8), (5, 1.2, 9))
    machines.scrap(P, 30, firm, _listing(2), 0, 0.0, 7.0, 7.0)
    assert _held(firm) == []


def test_a_new_vintage_comes_last() -> None:
    firm = _firm((4, 1.0, 8))
    assert machines.add_vintage(firm, 0, 3.0, 1.5, 12.0, 30) == 0
    assert _held(firm) == [(4.0, 1.0, 8), (3.0, 1.5, 30)]
    assert machines.machines_value(firm, 0) == 4 * 10 + 3 * 12


def test_when_all_slots_are_full_the_two_oldest_become_one() -> None:
    many = [(2.0, 1.0 + place / 100, place) for place in range(VINTAGE_SLOTS)]
    many[0], many[1] = (6.0, 1.0, 0), (6.0, 3.0, 1)
    firm = _firm(*many)
    assert firm.number.shape[1] == VINTAGE_SLOTS
    before = np.sum(firm.number[0] / firm.productivity[0])
    assert machines.add_vintage(firm, 0, 3.0, 1.5, 12.0, 99) == 1
    held = _held(firm)
    # 6 machines at 1 and 6 at 3 need 6 + 2 workers a good: 12 machines at 1.5. They are dated by the later one.
    assert held[0] == (12.0, 1.5, 1)
    assert len(held) == VINTAGE_SLOTS
    assert held[-1] == (3.0, 1.5, 99)
    after = sum(number / productivity for number, productivity, _ in held[:-1])
    assert after == pytest.approx(before, rel=1e-12)
    assert machines.machines_value(firm, 0) == pytest.approx((12 + 2 * (VINTAGE_SLOTS - 2)) * 10 + 36)
