"""What the levers do to firms, set up by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from economies import small

from missionlab.economy import grants, policy, public_bank, public_firms, public_orders
from missionlab.economy.beginning import beginning
from missionlab.economy.levers import MEANINGS, Lever
from missionlab.economy.parameters import as_record
from missionlab.economy.simulate import rule_set
from missionlab.economy.state import CAPITAL_GOOD_RECORD, CONSUMPTION_GOOD_RECORD

P = as_record(small())[0]


def _row(**values: float) -> np.ndarray:
    row = np.zeros(len(MEANINGS))
    for name, value in values.items():
        row[Lever[name.upper()]] = value
    return row


def _firms(record: np.dtype, size: int, **fields: object) -> np.ndarray:
    firms = np.zeros(size, record)
    firms["key"] = firms["place"] = np.arange(size)
    for name, values in fields.items():
        firms[name] = values
    return firms


def _makers(size: int, **fields: object) -> np.ndarray:
    return _firms(CAPITAL_GOOD_RECORD, size, **fields)


def test_budgets_of_what_is_given_up_are_transfers() -> None:
    levers = _row(transfers=0.01, laboratory=0.02, laboratory_technique=0.03, public_firms=0.04, public_bank=0.05)
    waiting = policy.budgets(levers, 2.0, 1000.0, 0.0)
    assert (waiting.transfers, waiting.laboratory, waiting.public_bank) == pytest.approx((20.0, 40.0, 100.0))
    given_up = policy.budgets(levers, 2.0, 1000.0, 1.0)
    assert given_up.transfers == pytest.approx(20.0 + 40.0 + 60.0 + 80.0)
    assert (given_up.laboratory, given_up.laboratory_technique, given_up.public_firms) == (0.0, 0.0, 0.0)
    assert policy.total(given_up) == pytest.approx(policy.total(waiting))


def test_the_clock_runs_while_there_is_a_programme_and_stops_it_after_so_many_periods() -> None:
    macro = beginning(small(), 0, rule_set()).macro
    levers = _row(laboratory=0.01, patience=3.0)
    waited, given_up, seen = 0.0, 0.0, []
    for _ in range(5):
        waited, given_up = policy.patience(levers, macro._replace(waited=waited, given_up=given_up), 0.0)
        seen.append(given_up)
    # Three periods pass without a success; the fourth begins with nothing to show for them.
    assert seen == [0.0, 0.0, 0.0, 1.0, 1.0]
    assert policy.patience(levers, macro._replace(waited=2.0), 1.0) == (1.0, 0.0)
    assert policy.patience(_row(patience=3.0), macro._replace(waited=9.0), 0.0) == (9.0, 0.0)


def test_grants_follow_firms_own_research_and_public_firms_share_theirs() -> None:
    one = _makers(3, research=[10.0, 30.0, 0.0])
    # 20 over 40 of own research is half of each; 8 in two equal parts to the public firms, with keys 0 and 1.
    assert grants.award(20.0, 8.0, 2, one) == (20.0, 8.0)
    assert one["grant"].tolist() == [5.0 + 4.0, 15.0 + 4.0, 0.0]
    # At most ten times their own.
    assert grants.award(1000.0, 0.0, 0, one) == (400.0, 0.0)
    assert one["grant"].tolist() == [100.0, 300.0, 0.0]


def test_a_refund_is_of_what_firms_paid_themselves() -> None:
    # At a wage of 2 researchers cost 20 and 40; grants paid 5 of the first. 55 is their own; 11 is a fifth of it.
    one = _makers(2, researchers=[10.0, 20.0], support=[5.0, 0.0])
    assert grants.refund(11.0, 2.0, one) == pytest.approx(11.0)
    assert one["support"].tolist() == pytest.approx([5.0 + 3.0, 8.0])
    one = _makers(2, researchers=[10.0, 20.0], support=[5.0, 0.0])
    assert grants.refund(1000.0, 2.0, one) == pytest.approx(55.0)
    assert one["support"].tolist() == pytest.approx([20.0, 40.0])


def test_a_public_firm_without_cash_is_recapitalised_while_the_budget_reaches() -> None:
    least = P["capital_good_cash"] * 0.5
    one = _makers(4, cash=[-100.0, 50.0, -10.0, -10.0], debt=[300.0, 300.0, 0.0, 0.0])
    paid = public_firms.recapitalise(P, least + 500.0, 3, 0.5, one)
    assert paid == least + 300.0 + 100.0
    assert one["cash"].tolist() == [least, 50.0, -10.0, -10.0]
    assert one["debt"].tolist() == [0.0, 300.0, 0.0, 0.0]
    assert one["refused"].tolist() == [0, 0, 1, 0]


def test_public_firms_stay_while_the_state_pays_for_them() -> None:
    one = _makers(
        6, leaving=1, cash=[-5.0, 5.0, -5.0, 5.0, 5.0, 5.0], refused=[0, 0, 1, 0, 0, 0],
        research=2.0, grant=[0.0, 3.0, 3.0, 2.0, 2.5, 3.0],
    )  # fmt: skip
    # Refused new cash; a grant that is no more than its own research; and one that is not public.
    assert public_firms.protect(5, one) == 3
    assert one["leaving"].tolist() == [0, 0, 1, 1, 0, 1]


def test_the_best_public_technique_carries_its_date() -> None:
    one = _makers(3, machine=[1.0, 2.0, 9.0], process=[1.0, 1.5, 9.0], found=[3, 4, 5])
    levers = _row(public_firms=0.01, public_firm_count=2.0, public_firm_diffusion=0.5)
    found = public_firms.programme(P, levers, 0.0, 3.0, 2.0 * P["labour_force"], one)
    # 3 researchers hired are 1.5 of the initial labour force, half a one a firm; half of them show, at an efficiency
    # of 0.3, and so three quarters of one, from two public firms, do not search.
    assert found.diffusion == pytest.approx(1.0 - math.exp(-0.3 * 0.5 * 0.5), rel=1e-12)
    assert found._replace(diffusion=0.0) == (2, 0.0, 0.375, 2.0, 1.5, 4.0, 81.0)
    assert public_firms.programme(P, levers, 0.0, 0.0, P["labour_force"], one).diffusion == 0.0
    assert public_firms.programme(P, levers, 1.0, 3.0, P["labour_force"], one).firms == 0
    assert not public_firms.is_breakthrough(found, 1, 8.0, 9.0)
    assert public_firms.is_breakthrough(found, 1, 9.0, 9.1)
    assert not public_firms.is_breakthrough(found, 2, 9.0, 9.1)


def test_the_state_orders_whole_machines_from_makers_with_new_techniques() -> None:
    # 100 over three: targets 33.3, 66.7 and 100. 33.3 buys 3 at 10; 66.7 less 30 buys 5 at 7; 100 less 65 buys 7 at 5.
    one = _makers(4, price=[10.0, 7.0, 3.0, 5.0], found=[8, 9, 2, 9], orders=[1.0, 0.0, 0.0, 0.0])
    public_orders.order(_row(machine_newness=5.0), 100.0, 10, one)
    assert one["public_orders"].tolist() == [3.0, 5.0, 0.0, 7.0]
    assert one["orders"].tolist() == [4.0, 5.0, 0.0, 7.0]
    assert one["customers"].tolist() == [1, 1, 0, 1]


def test_machines_of_the_state_are_cut_with_the_others_and_handed_to_clients() -> None:
    one = _makers(2, price=[10.0, 5.0], planned=[8.0, 3.0], made=[8.0, 3.0], public_orders=[8.0, 3.0], cut=[0.25, 0.0])
    two = _firms(CONSUMPTION_GOOD_RECORD, 3, supplier=[0, 0, 0], delivered=[1.0, 0.0, 0.0])
    # 8 less a quarter is 6; half of them, 3, go to the first maker's clients; the second has no client.
    assert public_orders.take_delivery(P, _row(machines_handed_over=0.5), one, two) == (60.0 + 15.0, 30.0)
    assert one["made"].tolist() == [6.0, 3.0]
    assert two["given"].tolist() == [1.0, 1.0, 1.0]
    assert two["delivered"].tolist() == [2.0, 1.0, 1.0]
    assert two["expansion"].tolist() == [40.0, 40.0, 40.0]


def test_borrowers_pay_what_they_can_and_owe_the_rest() -> None:
    firms = _makers(3, public_loan=[100.0, 100.0, 0.0], cash=[500.0, 3.0, 500.0], profit=[50.0, -50.0, 50.0])
    levers = _row(loan_rate=0.02, loan_tenor=20.0, loan_upside=0.1)
    # The first: 2 of interest and 5 of profit are due, and 5 of the loan. The second can pay 2, and owes no less.
    assert public_bank.collect(P, levers, firms) == pytest.approx((12.0 + 2.0, 7.0 + 2.0))
    assert firms["public_loan"].tolist() == pytest.approx([95.0, 100.0, 0.0])
    assert firms["cash"].tolist() == pytest.approx([488.0, 1.0, 500.0])
    assert public_bank.owed(firms) == pytest.approx(195.0)
