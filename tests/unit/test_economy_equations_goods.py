"""Equations of consumption-good firms: plans, machines, competition. Numbers are worked by hand."""

from __future__ import annotations

import pytest

from missionlab.economy.equations import competition, demand, investment


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_expectations_are_the_larger_of_demand_met_and_faced() -> None:
    assert demand.expected_demand(900.0, 850.0) == 900.0
    assert demand.expected_demand(800.0, 850.0) == 850.0


def test_production_wish_fills_the_inventory() -> None:
    # 1.1 x 1000 - 250 = 850; a full store asks for nothing.
    assert demand.production_wish(1000.0, 250.0, 0.1) == near(850.0)
    assert demand.production_wish(1000.0, 1200.0, 0.1) == 0.0
    # 900 at a planned utilisation of three quarters needs a capacity of 1200.
    assert demand.desired_capital(900.0, 0.75) == near(1200.0)


def test_machines_that_stand_idle() -> None:
    # 30 machines of 40; 790 goods need 19.75, so 20 machines: 10 idle.
    assert demand.idle_machines(1200.0, 790.0, 40.0) == 10.0
    assert demand.idle_machines(1200.0, 800.0, 40.0) == 10.0
    assert demand.idle_machines(1200.0, 801.0, 40.0) == 9.0
    assert demand.idle_machines(1200.0, 1200.0, 40.0) == 0.0
    assert demand.idle_machines(1200.0, 0.0, 40.0) == 30.0
    assert demand.idle_machines(0.0, 0.0, 40.0) == 0.0


@pytest.mark.parametrize(
    ("desired", "floor", "cap", "wish", "why"),
    [
        # 30 machines of 40 goods: K = 1200.
        (1100.0, 0.0, 0.5, 0.0, "no wish to grow"),
        (1200.0, 0.0, 0.5, 0.0, "just enough"),
        (1239.0, 0.0, 0.5, 0.0, "less than a machine is missing"),
        (1240.0, 0.0, 0.5, 40.0, "one machine"),
        (1399.0, 0.0, 0.5, 160.0, "199 are 4 machines and a rest"),
        (1800.0, 0.0, 0.5, 600.0, "half as many again: the cap, not above it"),
        (5000.0, 0.0, 0.5, 600.0, "cut to the cap of 45 machines"),
        (5000.0, 0.0, 0.0, 3800.0, "no cap: 95 machines"),
        (1300.0, 0.1, 0.5, 0.0, "below the floor of 33 machines (1320): nothing"),
        (1320.0, 0.1, 0.5, 0.0, "at the floor: nothing"),
        (1321.0, 0.1, 0.5, 120.0, "above the floor: to the floor, 33 machines"),
        (5000.0, 0.1, 0.5, 120.0, "with a floor the firm goes to it, whatever it wants"),
    ],
)
def test_expansion(desired: float, floor: float, cap: float, wish: float, why: str) -> None:
    assert demand.expansion(1200.0, desired, 40.0, floor, cap) == near(wish), why


def test_the_cap_is_rounded_to_whole_machines() -> None:
    # 3 machines, half as many again is 4.5: rounded to 5, so two more.
    assert demand.expansion(120.0, 1000.0, 40.0, 0.0, 0.5) == 80.0
    # 1 machine: 1.5 is rounded to 2.
    assert demand.expansion(40.0, 1000.0, 40.0, 0.0, 0.5) == 40.0
    # A cap of 0.1 on 4 machines is 4.4, rounded to 4: the firm cannot grow.
    assert demand.expansion(160.0, 1000.0, 40.0, 0.0, 0.1) == 0.0


def test_first_order_of_a_firm_without_a_machine() -> None:
    assert demand.first_capital_as_wished(130.0, 40.0) == 130.0
    assert demand.first_capital_in_machines(130.0, 40.0) == 120.0
    assert demand.first_capital_in_machines(39.0, 40.0) == 0.0


def test_a_machine_expires_after_its_life() -> None:
    # Life 19: installed in period 10 it serves to period 29 and is expired in period 30.
    assert not investment.is_expired(10, 29, 19)
    assert investment.is_expired(10, 30, 19)


def test_payback() -> None:
    # Saving 0.5 - 0.4 = 0.1 a good; a machine of 12 makes 40: 0.3 a good. Paid back in 3 periods: just worth it.
    assert investment.is_obsolete(0.5, 0.375, 12.0, 40.0, 3.0)
    # 0.5 - 0.375 = 0.125 (exact in binary); 15 / 40 / 0.125 = 3: the limit itself is allowed. 15.1 is too dear.
    assert investment.is_obsolete(0.5, 0.375, 15.0, 40.0, 3.0)
    assert not investment.is_obsolete(0.5, 0.375, 15.1, 40.0, 3.0)


def test_a_machine_that_saves_nothing_is_never_obsolete() -> None:
    assert not investment.is_obsolete(0.5, 0.5, 1e-9, 40.0, 100.0)
    assert not investment.is_obsolete(0.5, 0.6, 1e-9, 40.0, 100.0)


def test_replacement_spares_what_the_firm_can_do_without() -> None:
    # 5 machines listed; 1200 - 1125 = 75 is one machine to spare: four are replaced, 160 goods of capacity.
    assert investment.replacement(5.0, 1200.0, 1125.0, 40.0) == 160.0
    assert investment.replacement(5.0, 1200.0, 2000.0, 40.0) == 200.0
    assert investment.replacement(5.0, 1200.0, 400.0, 40.0) == 0.0
    assert investment.replacement(0.0, 1200.0, 2000.0, 40.0) == 0.0


def test_shrinkage() -> None:
    # 1200 + 80 - 1000 = 280: seven machines may go.
    assert investment.shrinkage(1200.0, 80.0, 1000.0, 40.0) == 7.0
    assert investment.shrinkage(1200.0, 0.0, 1000.0, 40.0) == 5.0
    assert investment.shrinkage(1200.0, 0.0, 1201.0, 40.0) == 0.0


def test_cancelled_machines_leave_at_least_one() -> None:
    assert investment.machines_lost(10.0, 0.35) == 3.0
    assert investment.machines_lost(10.0, 0.3) == 3.0
    assert investment.machines_lost(10.0, 1.0) == 9.0
    assert investment.machines_lost(1.0, 1.0) == 0.0
    # Defect D3: a client whose net order is 0 loses none (and not "-1").
    assert investment.machines_lost(0.0, 1.0) == 0.0
    assert investment.machines_lost(10.0, 0.0) == 0.0


def test_competitiveness_is_minus_two_for_the_mean_firm() -> None:
    assert competition.competitiveness(1.3, 1.3, 4.0, 4.0, 1.0, 1.0) == near(-2.0)
    # A tenth dearer, and no unmet demand where the mean is 1: -1.1 - (0 + 1)/(1 + 1) = -1.6.
    assert competition.competitiveness(1.1, 1.0, 0.0, 1.0, 1.0, 1.0) == near(-1.6)
    # Weights 2 and 0.5: -2.2 - 0.25 = -2.45.
    assert competition.competitiveness(1.1, 1.0, 0.0, 1.0, 2.0, 0.5) == near(-2.45)


def test_without_unmet_demand_anywhere_only_the_price_counts() -> None:
    assert competition.competitiveness(0.9, 1.0, 0.0, 0.0, 1.0, 1.0) == near(-1.9)


def test_replicator() -> None:
    # E = -2.2 against -2: ratio 1.1: a tenth of the share is lost. E = -1.8: a tenth is gained.
    assert competition.market_share(0.01, -2.2, -2.0, 1.0, 1e-5) == near(0.009)
    assert competition.market_share(0.01, -1.8, -2.0, 1.0, 1e-5) == near(0.011)
    # Twice the intensity, twice the move.
    assert competition.market_share(0.01, -2.2, -2.0, 2.0, 1e-5) == near(0.008)
    # A ratio of 3 would make the share negative: the floor is 99 % of the smallest share that survives.
    assert competition.market_share(0.01, -6.0, -2.0, 1.0, 1e-5) == near(0.99e-5)


def test_first_share() -> None:
    # 80 of 4000 goods of capacity.
    assert competition.first_share(80.0, 4000.0, 1e-5) == near(0.02)
    assert competition.first_share(40.0, 1e9, 1e-5) == 1e-5
    assert competition.first_share(0.0, 4000.0, 1e-5) == 0.0


def test_rescaling_of_shares() -> None:
    assert competition.shares_sum(1.0005) == 1.0005
    assert competition.shares_sum_as_coded(1.0005) == 1.0
    assert competition.shares_sum_as_coded(0.9995) == 1.0
    assert competition.shares_sum_as_coded(1.0011) == 1.0011
    assert competition.shares_sum_as_coded(0.9989) == 0.9989
