"""Instruments side by side: who bears the risk and who gets the reward (known answer of section 2.6)."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from builders import mission, money, project, strategy
from law_samples import HELD, MODEL, history, terms

from missionlab.base.dates import Date
from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.portfolio.finance.compare import Market, Offer, Offered, charged, compare
from missionlab.portfolio.finance.compare import project as own_flows
from missionlab.portfolio.finance.comparisons import line_comparison, project_comparison
from missionlab.portfolio.finance.flows import History
from missionlab.strategy.records import Fund, Terms
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Instrument

MARKET = Market(capital=30, rate=0.035, reference_rate=None, starts=2020)
SUCCESS = history(11, succeeded=[1], exited=[6], multiple=[4.0], revenue=[[0] + [100] * 10])


def _one(instrument: str, of: Terms, cases: History = SUCCESS, market: Market = MARKET) -> Offered:
    offer = Offer(instrument, Instrument(instrument), of, 10.0, 6.0)
    (found,) = compare([offer], lambda _: cases, market)
    return found


LOAN_WITH_36 = terms("loan", rate=0.06, grace_years=5)
"""Interest of 0.6 in each of six years: 3.6 in all."""


@pytest.mark.parametrize(
    ("instrument", "of", "ratio"),
    [
        ("grant", terms("grant", profile={"1": 1}), 0),
        ("loan", LOAN_WITH_36, 0.12),
        ("royalty", terms("royalty", revenue_share=1, cap_multiple=1.5), 0.166667),
        ("convertible", terms("convertible", rate=0, stake=1, strike=0, pre_money=20, cap_multiple=2), 0.333333),
        ("equity", terms("equity"), 1),
    ],
)
def test_share_of_the_upside_over_share_of_the_risk(instrument: str, of: Terms, ratio: float) -> None:
    found = _one(instrument, of)
    assert found.share_of_risk.mid == pytest.approx(1 / 3)
    assert found.ratio.mid == pytest.approx(ratio, abs=5e-7)


def test_what_the_purse_does_not_get_the_private_side_does() -> None:
    nothing_public = own_flows(SUCCESS, 30.0).sum()
    for instrument, of in (("grant", terms("grant")), ("loan", LOAN_WITH_36), ("equity", terms("equity"))):
        found = _one(instrument, of, market=Market(30, 0.0, None, 2020))
        assert found.worth.mid is not None
        assert found.private_worth.mid is not None
        assert found.worth.mid + found.private_worth.mid == pytest.approx(nothing_public)


def test_what_is_recovered_after_a_stop_is_not_charged_to_the_private_side() -> None:
    cases = history(5, [2, -1])
    cash = np.array([[-10.0, 1, 0, 6, 0], [-10.0, 1, 1, 1, 8]])
    assert charged(cases, cash) == pytest.approx(np.array([[-10.0, 1, 0, 0, 0], [-10.0, 1, 1, 1, 8]]))


def test_without_a_rate_or_an_upside_it_is_said_so() -> None:
    no_rate = _one("loan", LOAN_WITH_36, market=Market(30, None, None, 2020))
    assert no_rate.worth.mid is None
    assert no_rate.worth.reason is not None
    assert "discount rate" in say(no_rate.worth.reason)
    assert no_rate.net.mid == pytest.approx(3.6)
    failure = _one("equity", terms("equity"), history(11, [3]))
    assert failure.ratio.reason is not None
    assert "no upside" in say(failure.ratio.reason)
    assert failure.loss.mid == 1
    assert failure.irr.reason is not None


def test_an_offer_that_refuses_stands_with_its_reason() -> None:
    found = _one("loan", terms("loan", security=None))
    assert found.refused is not None
    assert "share recovered after a default" in say(found.refused)
    assert found.net.mid is None


def _with_candidate(**fields: object) -> Strategy:
    alternatives = [
        money("p", 10.0, id="as-grant", basis="proposed", instrument="grant", terms={"profile": {"1": 1}}),
        money("p", 10.0, id="as-stake", basis="proposed", instrument="equity", terms=terms("equity").model_dump()),
        money("p", 30.0, id="given", basis="committed", instrument="loan", terms=terms("loan").model_dump()),
    ]
    candidate = project("p", "m", status="proposed", outcome_model="model", stage="demonstration", **fields)
    return strategy(mission("m"), candidate, *alternatives, MODEL)


def test_the_alternatives_of_a_candidate_are_compared_on_the_same_draws() -> None:
    known = _with_candidate(co_finance=[{"amount": 20.0}])
    found = project_comparison(known, known.projects[0], as_of=date(2026, 1, 1), rate=0.035, paths=400)
    assert [one.name for one in found.offers] == ["as-grant", "as-stake"]
    assert found.capital == 30
    assert found.assumed == ()
    assert found.offers[0].ratio.mid == 0
    assert found.offers[1].ratio.mid == pytest.approx(1)
    json.dumps(found.to_json(), allow_nan=False)
    assert len(found.to_frame()) == 2
    again = project_comparison(known, known.projects[0], as_of=date(2026, 1, 1), rate=0.035, paths=400)
    assert again == found


def test_the_age_in_the_stage_counts() -> None:
    young, old = (
        project_comparison(
            _with_candidate(stage_entered_on=Date(year)), _with_candidate(stage_entered_on=Date(year)).projects[0],
            as_of=date(2026, 1, 1), rate=0.035, paths=50,
        )
        for year in (2026, 2020)
    )  # fmt: skip
    assert young.fingerprint != old.fingerprint


def test_a_project_without_an_outcome_model_needs_a_set_of_assumptions() -> None:
    known = strategy(mission("m"), project("p", "m", stage="demonstration"), money("p", 10.0))
    with pytest.raises(InputError, match="no outcome model"):
        project_comparison(known, known.projects[0], as_of=date(2026, 1, 1))
    found = project_comparison(
        known, known.projects[0], as_of=date(2026, 1, 1), assumptions="missionlab-2026", paths=100
    )
    assert found.assumption_set == "missionlab-2026"
    assert {"steps.basic.advance", "value_cap", "profile"} <= {one.field for one in found.assumed}


@pytest.mark.parametrize("currencies", [("GBP", "EUR"), ()])
def test_money_that_cannot_be_compared_is_an_error(currencies: tuple[str, ...]) -> None:
    alternatives = [
        money("p", 10.0, id=f"in-{code}", basis="proposed", currency=code, instrument="grant") for code in currencies
    ]
    known = strategy(mission("m"), project("p", "m", stage="applied", outcome_model="model"), *alternatives, MODEL)
    with pytest.raises(InputError) as raised:
        project_comparison(known, known.projects[0], as_of=date(2026, 1, 1))
    assert raised.value.fix


def test_the_lines_of_a_fund_are_compared_on_one_of_them() -> None:
    stakes = {"name": "Stakes", "instrument": "equity", "share": 0.5, "stage": "first-market", "outcome_model": "model"}
    loans = {"name": "Loans", "instrument": "loan", "share": 0.5, "tenor_years": 10, "default_hazard": 0.02}
    fund = Fund.model_validate(
        {
            "id": "fund",
            "name": "Fund",
            "currency": "GBP",
            "starts": 2021,
            "capital": {2021: 100},
            "discount_rate": 0.035,
            "lines": [
                stakes | {"terms": {"profile": {"1": 1}, "pre_money": 3, "preference": 1, **HELD}},
                loans | {"terms": terms("loan").model_dump(exclude_defaults=True)},
            ],
        }
    )
    known = strategy(mission("m"), fund, MODEL)
    found = line_comparison(known, fund, fund.lines[0], paths=1000)
    stake, loan = found.offers
    assert found.capital == 4
    assert stake.share_of_risk.mid == loan.share_of_risk.mid == 0.25
    assert stake.ratio.mid is not None
    assert loan.ratio.mid is not None
    assert stake.ratio.mid > 0.9 > loan.ratio.mid
    assert len(stake.cash.mid) == found.years
