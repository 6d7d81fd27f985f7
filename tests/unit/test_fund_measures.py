"""Multiples, rates, aid and shares against a pencil."""

from __future__ import annotations

from datetime import date

import fund_cases
import numpy as np
import pytest

import missionlab as ml
from missionlab.base.text import say
from missionlab.portfolio.finance.additionality import net_additional
from missionlab.portfolio.finance.aid import breaches
from missionlab.portfolio.finance.measures import rates_of_return, sign_changes
from missionlab.portfolio.finance.ranges import ratio, share
from missionlab.portfolio.finance.recorded import verdict
from missionlab.portfolio.finance.results import Ranged, Verdict
from missionlab.portfolio.finance.rewards import risk_reward_share
from missionlab.strategy.records import AidRule, Commitment, Project


def test_the_figures_of_the_scottish_bank_follow_from_each_other() -> None:
    """19.3 - 16.1 = 3.2, yet a loss of 14.6: so 17.8 were lost, 8.0 of them realised and 9.8 not."""
    fund = ml.load("snib").funds[0]
    facts = {(str(fact.measure), fact.year): fact.value / 1e6 for fact in fund.record}
    losses = facts["income", 2024] - facts["cost", 2024] + 14.6
    assert facts["losses", 2024] == pytest.approx(losses)
    assert facts["losses", 2024] - facts["realised-losses", 2024] == pytest.approx(9.8)
    assert pytest.approx(490) == 9.8 / 0.02
    assert facts["income", 2024] / 490 == pytest.approx(0.039, abs=5e-4)
    assert facts["co-finance", 2025] / facts["committed", 2025] == pytest.approx(1.7834, abs=5e-5)
    assert fund.co_finance_ratio == pytest.approx(1.7834)
    assert 400 / facts["committed-year", 2024] == pytest.approx(1.7809, abs=1e-4)
    assert (fund.deal_mean or 0) / 1e6 == pytest.approx(facts["committed", 2025] / 43, abs=0.005)
    assert facts["deals", 2025] * 1e6 == 43


@pytest.mark.parametrize(("upside", "answer"), [(0.0, 0.0), (3.6, 0.12), (5.0, 1 / 6), (10.0, 1 / 3), (30.0, 1.0)])
def test_public_10_of_30_with_a_success_worth_120(upside: float, answer: float) -> None:
    """Grant, loan, royalty capped at half above the money, convertible capped at twice the money, plain shares."""
    assert risk_reward_share(upside, 120 - 30, 10, 30) == pytest.approx(answer, abs=1e-9)


def test_no_share_where_nothing_can_be_shared() -> None:
    assert risk_reward_share(0, 0, 10, 30) is None
    assert risk_reward_share(5, 90, 0, 30) is None


def test_net_additional_private_money() -> None:
    assert net_additional(np.array([100.0]), np.array([0.3]), 0.2)[0] == pytest.approx(56)


def test_turns_of_a_flow_are_counted_over_years_without_any() -> None:
    flow = np.array([[-1, -1, 0, 1, -1], [0, 2, 0, 1, 3], [0, -1, 0, 1, -1], [2, 3, 0, 1, -5]], dtype=float)
    assert sign_changes(flow).tolist() == [1, 3, 0, 0, 2]


def test_rates_of_return() -> None:
    flow = np.array([[-100.0, -100.0, 100.0], [0.0, 60.0, 0.0], [121.0, 60.0, -110.25]])
    exact = np.array([0.1, 0.0, 0.05])
    exact[1] = np.roots([-100, 60, 60])[np.roots([-100, 60, 60]) > 0][0] ** -1 - 1
    exact[1] = 1 / max(np.roots([60, 60, -100])) - 1
    assert rates_of_return(flow) == pytest.approx(exact, abs=1e-9)


def test_the_interval_of_a_share_and_of_a_ratio() -> None:
    half = share(np.arange(1000) % 2 == 0)
    assert half.mid == 0.5
    assert half.low == pytest.approx(0.5 - 1.645 * 0.5 / 1000**0.5, abs=5e-4)
    assert share(np.zeros(50, dtype=bool)).low == 0
    assert share(np.ones(50, dtype=bool)).high == 1
    exact = ratio(np.array([1.0, 2.0]), np.array([2.0, 4.0]))
    assert exact is not None
    assert (exact.low, exact.mid, exact.high) == (0.5, 0.5, 0.5)
    assert ratio(np.ones(3), np.zeros(3)) is None


@pytest.mark.parametrize(
    ("low", "high", "rough", "found"),
    [
        (90, 110, 0.0, Verdict.INSIDE),
        (101, 110, 0.0, Verdict.ABOVE),
        (101, 110, 0.02, Verdict.INSIDE),
        (80, 99, 0.0, Verdict.BELOW),
        (60, 74, 0.0, Verdict.CANNOT),
        (134, 150, 0.0, Verdict.CANNOT),
    ],
)
def test_verdicts_about_a_record_of_100(low: float, high: float, rough: float, found: Verdict) -> None:
    assert verdict(Ranged(low, (low + high) / 2, high), 100.0, rough) is found


def _project(**changes: object) -> Project:
    base = {"id": "p", "name": "Cells", "stage": "demonstration", "size": "medium", "eligible_cost": 100.0}
    return Project.model_validate({**base, **changes})


def _commitment(id_: str, **changes: object) -> Commitment:
    base = {
        "id": id_,
        "project": "p",
        "payer": "public",
        "payer_actor": "bank",
        "basis": "committed",
        "currency": "GBP",
    }
    return Commitment.model_validate({**base, **changes})


SOFT = {"profile": {"1": 1.0}, "rate": 0.02, "grace_years": 2, "grace": "paid"}


def test_a_grant_of_30_and_a_soft_loan_of_50_on_100_are_an_intensity_of_40() -> None:
    strategy = fund_cases.strategy(
        fund_cases.record(reference_rate=0.06),
        projects=(_project(),),
        commitments=(
            _commitment("g", amount=30.0, instrument="grant"),
            _commitment("l", amount=50.0, instrument="loan", tenor_years=10, terms=SOFT),
            _commitment("old", amount=90.0, instrument="grant", basis="announced"),
            _commitment("private", amount=90.0, instrument="grant", payer="private"),
        ),
        aid_rules=(
            AidRule.model_validate({"stage": "demonstration", "size": "medium", "most": 0.35, "rule": "Table"}),
            AidRule.model_validate({"stage": "demonstration", "size": "small", "most": 0.45, "rule": "Table"}),
        ),
    )
    (found,) = breaches(strategy)
    assert found.intensity == pytest.approx(0.404442, abs=5e-7)
    assert found.excess == pytest.approx(5.4442, abs=5e-5)
    assert (found.project, found.rule, found.most) == ("p", "Table", 0.35)
    assert "not legal advice" in say(found.words)


def test_no_breach_below_the_rule_or_for_a_size_without_one() -> None:
    rule = AidRule.model_validate({"stage": "demonstration", "size": "small", "most": 0.25, "rule": "Table"})
    grant = (_commitment("g", amount=30.0, instrument="grant"),)
    for project in (_project(), _project(size="small", eligible_cost=120.0), _project(stage=None)):
        case = fund_cases.strategy(projects=(project,), commitments=grant, aid_rules=(rule,))
        assert breaches(case) == ()
    small = fund_cases.strategy(projects=(_project(size="small"),), commitments=grant, aid_rules=(rule,))
    assert len(breaches(small)) == 1


def test_money_in_two_currencies_is_not_added() -> None:
    rule = AidRule.model_validate({"stage": "demonstration", "size": "medium", "most": 0.45, "rule": "Table"})

    def told(currency: str) -> int:
        grants = (
            _commitment("g", amount=30.0, instrument="grant"),
            _commitment("h", amount=30.0, instrument="grant", currency=currency),
        )
        return len(breaches(fund_cases.strategy(projects=(_project(),), commitments=grants, aid_rules=(rule,))))

    assert told("GBP") == 1
    assert told("EUR") == 0


def test_money_on_record_that_no_law_can_read_is_told_once() -> None:
    projects = (_project(), _project(id="part", name="Part", parent="p"))
    commitments = (
        _commitment("whole", amount=785e6),
        _commitment("one", project="part", amount=200e6),
        _commitment("before", amount=600e6),
        _commitment("other", payer_actor="somebody", amount=5e6),
    )
    commitments = (commitments[0].model_copy(update={"revises": "before"}), *commitments[1:])
    case = fund_cases.strategy(fund_cases.record(), projects=projects, commitments=commitments)
    found = ml.fund(case, date(2026, 1, 1), paths=100)
    assert [one.id for one in found.not_modelled] == ["whole"]
    assert found.not_modelled_money == (("GBP", 785e6),)
