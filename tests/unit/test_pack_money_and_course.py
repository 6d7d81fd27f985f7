"""What the packs say of money and course: a bank with its record, real changes of course, the upside of lithium.

The expected numbers are worked by hand: 1,400 / 785 = 1.7834, 785 / 43 = 18.26, 19.3 - 16.1 + 14.6 = 17.8.
"""

from __future__ import annotations

from datetime import date

import pytest
from builders import project, strategy

from missionlab.base.text import say
from missionlab.portfolio.finance.sizes import Sizes, expected_lapse
from missionlab.portfolio.finance.upside import upsides
from missionlab.strategy.packs import list_packs
from missionlab.strategy.reader import read
from missionlab.strategy.records import CoFinance, Commitment, Fund
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import ActionKind, CarryOver, FundMeasure, ProjectStatus, Recycling


@pytest.fixture(scope="module")
def uk() -> Strategy:
    return read("uk-2017")


@pytest.fixture(scope="module")
def bank() -> Fund:
    (fund,) = read("snib").funds
    return fund


# --- the Scottish bank


def test_two_billion_over_ten_years_with_the_budget_that_was_found(bank: Fund) -> None:
    assert sum(bank.capital.values()) == 2_000_000_000
    assert bank.capital[2022] == 275_000_000
    assert (min(bank.capital), max(bank.capital)) == (2021, 2031), "from November 2020 to October 2030"


def test_nothing_is_carried_over_or_recycled_and_no_target_return_is_invented(bank: Fund) -> None:
    assert (bank.carry_over, bank.recycle) == (CarryOver.OFF, Recycling.OFF)
    assert bank.target_return is None
    assert (bank.anyway_low, bank.anyway, bank.anyway_high) == (None, None, None), "nobody has shown it"


def test_its_record_is_what_the_auditor_and_the_bank_reported(bank: Fund) -> None:
    record = {(fact.measure, fact.year): fact.value for fact in bank.record}
    m = FundMeasure
    assert record[m.COMMITTED, 2025] / record[m.DEALS, 2025] == pytest.approx(18.26e6, abs=5e3) == bank.deal_mean
    assert record[m.CO_FINANCE, 2025] / record[m.COMMITTED, 2025] == pytest.approx(1.7834, abs=5e-5)
    assert bank.co_finance_ratio == pytest.approx(1.7834)
    loss_before_tax = 14.6e6
    assert record[m.LOSSES, 2024] == record[m.INCOME, 2024] - record[m.COST, 2024] + loss_before_tax
    assert record[m.REALISED_LOSSES, 2024] == 8e6
    assert record[m.INCOME, 2025] == 34.5e6
    assert all(fact.source for fact in bank.record)
    assert all(fact.derived for fact in bank.record if fact.measure is m.LOSSES)


def test_the_size_law_of_its_deals_loses_thirteen_million_a_year(bank: Fund) -> None:
    assert bank.deal_mean is not None
    assert bank.deal_spread is not None
    sizes = Sizes(bank.deal_mean, bank.deal_spread, bank.deal_cap)
    assert expected_lapse(*sizes.moments()) / 1e6 == pytest.approx(13.21, abs=5e-3)


def test_what_is_assumed_of_it_stands_as_an_assumption() -> None:
    snib = read("snib")
    about = {one.id: one.about for one in snib.assumptions}
    assert {"snib-fund", "stakes"} <= set(about["a-trial-bank"])
    assert "snib-fund" in about["a-capital-path"]
    (model,) = snib.outcome_models
    assert model.assumption == "a-trial-bank"
    assert not model.sources


# --- the course of the British strategy


def test_the_year_of_cars_moved_on_four_days(uk: Strategy) -> None:
    (review,) = (one for one in uk.reviews if one.mission == "uk-zev")
    (cars,) = (target for target in uk.targets if target.id == "zero-emission-cars")
    moved = [str(version.set_on) for version in cars.versions if version.number > 1]
    assert [str(day) for day in review.dates] == moved == ["2020-02-04", "2020-11-18", "2023-09", "2024"]
    assert review.held == review.dates
    actions = [one for one in uk.actions if one.mission == "uk-zev"]
    assert [one.new_year for one in actions] == [2035, 2030, 2035, 2030]
    assert all(one.kind is ActionKind.RETARGET for one in actions)


def test_clusters_and_withdrawal_are_actions_with_owners(uk: Strategy) -> None:
    actions = uk.action_by_id
    assert actions["four-clusters"].new_value == 4
    assert actions["withdraw"].kind is ActionKind.WITHDRAW
    assert all(one.owner for one in uk.actions)
    assert all(one.switching_cost is None for one in uk.actions), "what changing course cost was never published"


def test_rules_that_nobody_made_then_are_marked(uk: Strategy) -> None:
    assert {rule.made_by for rule in uk.rules} == {"The editors of this file"}
    marked = [finding.message for finding in uk.findings if finding.code == "rule-afterwards"]
    assert len(marked) == len(uk.rules) == 3
    assert as_known_on(uk, date(2023, 9, 30)).rules == (), "on the day they did not exist"


def test_a_rule_on_clusters_could_never_be_read(uk: Strategy) -> None:
    (found,) = (finding for finding in uk.findings if finding.code == "nobody-publishes")
    assert "'low-carbon-clusters', of which there is no observation" in found.message


def test_the_battery_challenge_pays_small_firms_most(uk: Strategy) -> None:
    most = {(rule.stage, rule.size): rule.most for rule in uk.aid_rules}
    assert [most["applied", size] for size in ("small", "medium", "large")] == [0.7, 0.6, 0.5]
    assert [most["demonstration", size] for size in ("small", "medium", "large")] == [0.45, 0.35, 0.25]


# --- the lithium of Chile


def test_the_upside_of_lithium_is_dated_and_its_rate_stays_blank() -> None:
    chile = read("chile")
    money = chile.commitment_by_id
    for promised, paid, share, ends in (
        ("sqm-comprometido", "sqm-pagado", 0.56, 2030),
        ("albemarle-comprometido", "albemarle-pagado", 0.27, 2043),
    ):
        assert money[paid].amount / money[promised].amount == pytest.approx(share, abs=0.005)  # type: ignore[operator]
        terms = money[promised].terms
        assert money[promised].starts is not None
        assert money[promised].starts.year + (terms.last_year or 0) - (terms.first_year or 0) == ends
        assert (terms.revenue_share, terms.cap_multiple, money[promised].upside_share) == (None, None, None)


def test_whether_reward_follows_risk_is_not_known_of_lithium_and_it_is_said_why() -> None:
    sqm, albemarle, venture = upsides(read("chile"), date(2026, 11, 24))
    assert (venture.share, venture.public, venture.private, venture.ratio) == (0.85, None, None, None)
    assert say(venture.reason) == (
        "undefined, because not known are the public capital at risk and the private capital beside it"
    )
    assert say(sqm.reason) == say(albemarle.reason)
    assert "the public share of all that is earned" in say(sqm.reason)
    assert upsides(read("chile"), date(2024, 5, 30))[-1].name != venture.name, "the venture was not agreed yet"


def test_the_ratio_of_a_contract_is_what_its_shares_come_to() -> None:
    """Half of the upside for a tenth of the capital: 5."""
    part = project("plant", co_finance=(CoFinance(amount=90),))
    stated = {"id": "stake", "project": "plant", "payer": "public", "basis": "committed", "currency": "GBP"}
    more = {"amount": 10, "instrument": "equity", "upside_share": 0.5, "announced": "2020-01-01"}
    money = Commitment.model_validate(stated | more)
    (found,) = upsides(strategy(part, money), date(2026, 1, 1))
    assert found.ratio == pytest.approx(5)


# --- all packs


@pytest.mark.parametrize("name", [pack.id for pack in list_packs()])
def test_every_stop_has_a_date(name: str) -> None:
    strategy = read(name)
    assert not [finding for finding in strategy.findings if finding.code == "stop-undated"]
    stopped = [project for project in strategy.projects if project.status is ProjectStatus.STOPPED]
    assert all(project.stopped_on or project.gates for project in stopped)
