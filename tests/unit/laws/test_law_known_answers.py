"""Answers worked out by hand or by programs of their own; to the digits of the specification (section 1.5)."""

from __future__ import annotations

import numpy as np
import pytest
from law_samples import LENT, chances_of_stops, every_stop, found, history, terms

from missionlab.portfolio.finance.laws.contract import annuity
from missionlab.portfolio.finance.laws.deal import Deal
from missionlab.portfolio.finance.laws.prices import topped_up
from missionlab.portfolio.finance.laws.prizes import private_effort
from missionlab.portfolio.finance.measures import rates_of_return
from missionlab.portfolio.finance.worth import present_value
from missionlab.strategy.records import Terms


def _deal(of: Terms, amount: float) -> Deal:
    return Deal(of, np.array([amount]), None, None, 2020)


def test_a_loan_that_is_paid_back_is_worth_nothing_at_its_own_rate() -> None:
    flows = found("loan", terms("loan"), 100, history(11))
    assert flows.cash[0] == pytest.approx([-100, 6, 6, *[16.103594] * 8], abs=5e-7)
    assert annuity(0.06, 8) * 100 == pytest.approx(16.103594, abs=5e-7)
    assert present_value(flows.cash, 0.06)[0] == pytest.approx(0, abs=1e-12)
    assert flows.loss.sum() == 0
    assert flows.balance[0] == pytest.approx([100, 100, 100, *flows.balance[0, 3:]])
    assert flows.balance[0, -1] == 0


def test_expected_flows_of_a_loan_that_may_default() -> None:
    flows = found("loan", terms("loan"), 100, every_stop(11, 10))
    chances = chances_of_stops(0.03, 10)
    expected = chances @ flows.cash
    late = chances @ flows.after
    digits = [5.82, 7.4454, 16.4433, 15.95, 15.3055, 14.6757, 14.06, 13.4577, 12.8685, 12.2917]
    assert expected[1:] == pytest.approx(digits, abs=5e-5)
    assert late == pytest.approx(0.2079, abs=5e-5)
    whole = np.append(expected, late)
    assert present_value(whole, 0.06) == pytest.approx(-7.275859, abs=5e-7)
    assert rates_of_return(whole[:, None])[0] == pytest.approx(0.045418, abs=5e-7)
    assert chances[0] == pytest.approx(0.737424, abs=5e-7)


def test_hazard_at_which_a_one_year_loan_breaks_even() -> None:
    one_year = terms("loan", grace_years=0, recovery_years=0)
    flows = found("loan", one_year, 1, every_stop(2, 1), tenor_years=1.0)
    paid, defaulted = present_value(flows.cash, 0.03)
    hazard = paid / (paid - defaulted)
    assert hazard == pytest.approx(0.065217, abs=5e-7)


def test_the_fair_fee_of_a_guarantee() -> None:
    bullet = terms("guarantee", rate=None, grace_years=4)
    flows = found("guarantee", bullet, 80, every_stop(7, 5), tenor_years=5.0)
    chances = chances_of_stops(0.02, 5)
    losses = (chances @ flows.loss).sum()
    assert losses == pytest.approx(3.843168, abs=5e-7)
    assert (chances @ flows.cash).sum() == pytest.approx(0, abs=1e-12)
    assert (chances @ (flows.cash + flows.loss)).sum() == pytest.approx(3.843168, abs=5e-7)


def test_a_royalty_that_does_not_reach_its_cap() -> None:
    revenue = [0.0] * 4 + [20 * 1.25**year for year in range(12)]
    cases = history(16, succeeded=[4], revenue=[revenue])
    flows = found("royalty", terms("royalty", first_year=4), 10, cases)
    digits = [0.6, 0.75, 0.9375, 1.1719, 1.4648, 1.8311, 2.2888, 2.861, 3.5763]
    assert flows.cash[0, 4:13] == pytest.approx(digits, abs=5e-5)
    assert flows.cash[0, 1:].sum() == pytest.approx(15.4814, abs=5e-5)
    assert flows.cash[0, 13:].sum() == 0
    # the specification's 3.372889 comes from the rounded payments; the payments themselves give 3.372888
    received = flows.cash[0].copy()
    received[0] = 0
    assert 0.3 * present_value(received, 0.035) == pytest.approx(3.372888, abs=5e-7)
    assert 0.3 * present_value(np.array([0, 0, 0, 0, *digits]), 0.035) == pytest.approx(3.372889, abs=5e-7)


def test_a_repayable_grant() -> None:
    flows = found("repayable-grant", terms("repayable-grant"), 10, history(11, succeeded=[3]))
    received = flows.cash[0].copy()
    received[0] = 0
    assert 0.4 * present_value(received, 0.035) == pytest.approx(4.231872, abs=5e-7)


def test_an_advance_market_commitment() -> None:
    demand = dict(zip(range(2021, 2026), (50, 100, 150, 150, 150), strict=True))
    of = terms("advance-market-commitment", quantity=demand)
    flows = found("advance-market-commitment", of, 1500, history(7, succeeded=[1]))
    assert -flows.cash[0] == pytest.approx([0, 175, 350, 525, 450, 0, 0])
    assert topped_up(_deal(of, 1500), flows)[0] == pytest.approx(428.571, abs=5e-4)
    assert flows.balance[0] == pytest.approx([1500, 1325, 975, 450, 0, 0, 0])


def test_a_two_way_strike() -> None:
    of = terms("contract-for-difference")
    flows = found("contract-for-difference", of, 1, history(6, succeeded=[0]))
    assert flows.cash[0] == pytest.approx([0, -200, -50, 100, 300, 0])
    assert flows.cash.sum() == pytest.approx(150)


def test_a_prize_for_five_entrants() -> None:
    wins = 1 - 0.85**5
    flows = found("prize", terms("prize"), 10, history(6, succeeded=[2, -1]))
    expected = float(np.array([wins, 1 - wins]) @ -flows.cash.sum(axis=1))
    assert wins == pytest.approx(0.556295, abs=5e-7)
    assert expected == pytest.approx(5.562947, abs=5e-7)
    assert private_effort(_deal(terms("prize"), 10), expected) == pytest.approx(1.797608, abs=5e-7)


def test_a_price_cap_saves_and_pays_nothing() -> None:
    flows = found("price-cap", terms("price-cap"), 1, history(6, succeeded=[0]))
    assert flows.value[0] == pytest.approx([0, 0, 50, 200, 400, 0])
    assert not flows.cash.any()


def test_goods_that_are_bought_are_worth_their_market_price() -> None:
    flows = found("procurement", terms("procurement"), 1, history(6, stopped=[3]))
    assert flows.cash[0] == pytest.approx([0, -500, -500, 0, 0, 0])
    assert flows.value[0] == pytest.approx([0, 400, 550, 0, 0, 0])


def test_a_stake_takes_its_preference_or_its_share() -> None:
    cases = history(6, [-1, -1, -1, 2], exited=[4, 4, 4, -1], multiple=[4.0, 0.6, 0.2, 0.0])
    of = terms("equity", preference=1, dilution={"1": 0.2})
    flows = found("equity", of, 10, cases)
    # value 30 x multiple; a third of it after a fifth is given away; or 10 first, or all there is
    assert flows.cash[:, 4] == pytest.approx([120 / 3 * 0.8, 10, 6, 0])
    assert flows.loss.sum(axis=1) == pytest.approx([0, 0, 4, 10])
    assert flows.balance[0] == pytest.approx([10, 10, 10, 10, 0, 0])


def test_a_convertible_adds_a_part_of_the_value_above_the_strike() -> None:
    plain = found("loan", Terms.model_validate(LENT), 10, history(11))
    cases = history(11, exited=[6], multiple=[3.0])
    with_stake = found("convertible", terms("convertible"), 10, cases)
    assert with_stake.cash[0] - plain.cash[0] == pytest.approx([0] * 6 + [0.1 * (90 - 30)] + [0] * 4)
    capped = found("convertible", terms("convertible", cap_multiple=1.5), 10, cases)
    assert np.maximum(capped.cash, 0).sum() + capped.after[0] == pytest.approx(15)
