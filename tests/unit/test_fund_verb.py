"""The verb: what it gives, what it refuses, and what every number carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import fund_cases
import pytest

import missionlab as ml
from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.portfolio.finance.backtest.track import track_record
from missionlab.portfolio.finance.fund import funds
from missionlab.portfolio.finance.reading import Asked, read_fund
from missionlab.portfolio.finance.results import FundResult, Ranged, Verdict

DAY = date(2026, 11, 1)
PATHS = 300
RECORD = [
    {"measure": "committed", "year": 2025, "value": 785e6, "precise": False},
    {"measure": "losses", "year": 2024, "value": 17.8e6, "derived": "Income less cost less the loss before tax."},
    {"measure": "income", "year": 2025, "value": 120e6},
    {"measure": "cost", "year": 2024, "value": 16.1e6},
    {"measure": "co-finance", "year": 2025, "value": 1.4e9},
    {"measure": "deals", "year": 2015, "value": 43},
]


@cache
def _whole() -> FundResult:
    fund = fund_cases.record(
        record=RECORD,
        co_finance_ratio=1.7834,
        anyway_low=0.2,
        anyway=0.4,
        anyway_high=0.7,
        displacement=0.1,
        inflation=0.02,
        target_return=0.03,
        cost_share=0.01,
    )
    return ml.fund(fund_cases.strategy(fund), DAY, paths=PATHS)


def _ranged(value: Any) -> Iterator[Ranged]:
    if isinstance(value, Ranged):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _ranged(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _ranged(getattr(value, field.name))


def test_every_number_has_its_range_or_a_reason() -> None:
    found = list(_ranged(_whole()))
    assert len(found) > 60
    for one in found:
        if None in (one.low, one.mid, one.high):
            assert one.reason is not None
        else:
            assert one.low <= one.mid + 1e-9 * abs(one.mid)  # type: ignore[operator, arg-type]
            assert one.mid <= one.high + 1e-9 * abs(one.mid)  # type: ignore[operator, arg-type]


def test_the_document_is_strict_json_and_the_table_has_a_row_a_year() -> None:
    found = _whole()
    document = found.to_json()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    frame = found.to_frame()
    assert list(frame["year"]) == list(range(2021, 2051))
    assert frame["committed_mid"].sum() > 1e9


def test_the_same_call_gives_the_same_numbers_and_another_seed_others() -> None:
    strategy = fund_cases.strategy(fund_cases.record())
    first, again = (ml.fund(strategy, DAY, paths=100, seed=3) for _ in range(2))
    other = ml.fund(strategy, DAY, paths=100, seed=4)
    assert first == again
    assert first.fingerprint != other.fingerprint
    assert first.losses != other.losses


def test_the_record_is_set_beside_the_model() -> None:
    by = {one.measure: one for one in _whole().record}
    assert by["committed"].verdict is Verdict.INSIDE
    assert by["income"].verdict is Verdict.CANNOT
    assert by["cost"].verdict is Verdict.CANNOT
    assert by["deals"].model.reason is not None
    assert "2015" in say(by["deals"].model.reason)
    curve = _whole().curve
    assert curve is not None
    assert curve.record == 17.8e6
    assert sum(one.share for one in curve.bins) == pytest.approx(1)
    assert any("Income" in say(one) and "2025" in say(one) for one in _whole().cannot)


def test_the_private_share_of_the_upside_is_told_however_it_looks() -> None:
    whole = _whole().rewards[0]
    assert whole.private_share.mid == pytest.approx(1 - 1 / 2.7834, abs=1e-6)
    assert whole.ratio.mid == pytest.approx(1, abs=1e-9)
    assert whole.ratio.reason is not None


def test_preference_and_dilution_move_the_reward() -> None:
    diluted = fund_cases.line(fund_cases.STAKE, terms={"dilution": {"1": 0.5}})
    fund = fund_cases.record(lines=[diluted], co_finance_ratio=2.0)
    found = ml.fund(fund_cases.strategy(fund), DAY, paths=PATHS)
    assert found.rewards[0].ratio.mid is not None
    assert 0.2 < found.rewards[0].ratio.mid < 0.6


def test_blank_additionality_gives_the_ratio_and_the_words_alone() -> None:
    found = ml.fund(fund_cases.strategy(fund_cases.record(co_finance_ratio=1.78)), DAY, paths=PATHS)
    assert found.additional.kappa.mid == 1.78
    assert found.additional.net_private.mid is None
    assert "not shown to be additional" in say(found.additional.words)


@pytest.mark.parametrize(("anyway", "left"), [(0.0, 0), (1.0, 1)])
def test_the_counterfactual_is_all_or_nothing_at_its_ends(anyway: float, left: int) -> None:
    found = ml.fund(fund_cases.strategy(fund_cases.record(co_finance_ratio=2.0, anyway=anyway)), DAY, paths=PATHS)
    with_fund, without = found.additional.with_fund.mid, found.additional.without_fund.mid
    assert with_fund is not None
    assert with_fund > 0
    assert without == left * with_fund
    assert found.additional.net_private.mid == pytest.approx((1 - left) * (found.additional.private.mid or 0))


def test_several_sign_changes_give_no_rate_but_a_curve() -> None:
    found = _whole()
    assert found.irr.mid is None
    assert "sign" in say(found.irr.reason)
    middles = [point.value.mid for point in found.present_value]
    assert len(middles) > 5
    assert 0.03 in [point.rate for point in found.present_value]


def test_one_commitment_of_par_loans_has_one_rate_and_it_is_the_interest() -> None:
    loan = fund_cases.line(fund_cases.LOAN, default_hazard=0.0)
    fund = fund_cases.record(lines=[loan], capital={2021: 90e6}, target_return=0.0699)
    found = ml.fund(fund_cases.strategy(fund), DAY, paths=PATHS)
    assert (found.irr.low, found.irr.high) == (pytest.approx(0.07, abs=1e-9), pytest.approx(0.07, abs=1e-9))
    assert found.target_met.mid == 1
    assert found.dpi.mid == pytest.approx(10 * 0.07 / (1 - 1.07**-10))
    assert found.terminal.mid == 0


def test_what_comes_after_the_horizon_is_shown_apart() -> None:
    loan = fund_cases.line(fund_cases.LOAN, default_hazard=0.0)
    fund = fund_cases.record(lines=[loan], capital={2021: 90e6}, horizon_years=1)
    found = ml.fund(fund_cases.strategy(fund), DAY, paths=PATHS)
    assert found.dpi.mid == 0
    assert found.tvpi.mid == pytest.approx(1)
    committed = found.years.committed.mid[0]
    assert found.after.mid == pytest.approx(committed * 10 * 0.07 / (1 - 1.07**-10), rel=0.02)


def test_a_deal_above_the_years_authority_is_refused_and_said() -> None:
    fund = fund_cases.record(capital={2021: 1e6, 2022: 1e6}, deal_spread=0.0, deal_cap=None)
    found = ml.fund(fund_cases.strategy(fund), DAY, paths=PATHS)
    assert found.years.committed.high[:2] == (0, 0)
    assert found.refused_deals.mid == 2
    assert any("above all that its year has" in say(one) for one in found.remarks)
    assert found.dpi.mid is None


def test_calls_above_cash_are_counted_and_the_state_adds_the_money() -> None:
    sure = fund_cases.line(fund_cases.GUARANTEE, default_hazard=0.9, terms={"loss_given_default": 1.0, "covered": 1.0})
    own = {"lines": [sure], "capital": {2021: 200e6}, "authority": "cash", "cost_fixed": 20e6}
    found = ml.fund(fund_cases.strategy(fund_cases.record(**own)), DAY, paths=PATHS, horizon=4)
    assert found.shortfall.mid is not None
    assert found.shortfall.mid > 0.9
    assert (found.emergency.mid or 0) > 0


def test_a_fund_that_keeps_its_capital_has_a_lasting_commitment_and_one_that_loses_it_has_none() -> None:
    good = fund_cases.line(fund_cases.LOAN, default_hazard=0.001)
    bad = fund_cases.line(fund_cases.LOAN, default_hazard=0.3)
    lasting, none = (
        ml.fund(fund_cases.strategy(fund_cases.record(lines=[one], inflation=0.02)), DAY, paths=100).sustaining
        for one in (good, bad)
    )
    assert lasting.mid is not None
    assert 0.01 < lasting.mid / 1.89e9 < 0.5
    assert none.mid is None
    assert "None" in say(none.reason)


def test_leaving_early_costs_what_would_still_have_come() -> None:
    loan = fund_cases.line(fund_cases.LOAN, default_hazard=0.0)
    found = ml.fund(fund_cases.strategy(fund_cases.record(lines=[loan], capital={2021: 90e6})), DAY, paths=PATHS)
    annuity = 0.07 / (1 - 1.07**-10)
    owed = annuity * (1 - 1.07**-5) / 0.07
    five = found.patience.forced[0]
    assert five.years == 5
    assert five.cost.mid == pytest.approx(found.years.committed.mid[0] * (5 * annuity - owed), rel=0.01)


def test_a_line_that_lacks_a_term_is_not_modelled_with_its_money() -> None:
    blank = fund_cases.line(fund_cases.STAKE, 0.45, terms={"pre_money": None})
    found = ml.fund(
        fund_cases.strategy(fund_cases.record(lines=[fund_cases.line(fund_cases.LOAN, 0.55), blank])), DAY, paths=100
    )
    assert [one.name for one in found.not_modelled] == ["Stakes"]
    assert found.not_modelled_money == (("GBP", pytest.approx(0.45 * 1890e6)),)
    assert "value before the money" in say(found.not_modelled[0].reason)
    assert found.years.allocated[0] == pytest.approx(0.55 * 90e6)


def test_what_the_set_fills_is_told() -> None:
    bare = {**fund_cases.LOAN, "terms": {"rate": 0.07}, "default_hazard": None}
    own = {"lines": [bare], "correlation": None, "deals_waiting": None, "assumptions": "missionlab-2026"}
    found = ml.fund(fund_cases.strategy(fund_cases.record(**own)), DAY, paths=100)
    assert found.assumption_set == "missionlab-2026"
    assert {"correlation", "deals_waiting", "security", "default_hazard"} <= {one.field for one in found.assumed}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"carry_over": None}, "carry_over"),
        ({"deal_mean": None}, "deal_mean"),
        ({"capital": {}}, "capital"),
        ({"lines": []}, "lines"),
        ({"correlation": None}, "correlation"),
        ({"carry_over": "limit"}, "carry_limit"),
        ({"correlation": 0.7, "sector_correlation": 0.4}, "add to 1"),
        ({"lines": [fund_cases.line(fund_cases.STAKE, terms={"pre_money": None})]}, "No line"),
        ({"assumptions": "unheard-of"}, "set of assumptions"),
    ],
)
def test_a_fund_that_cannot_be_simulated_says_what_is_missing_and_how_to_mend_it(
    own: dict[str, Any], said: str
) -> None:
    fund = fund_cases.record(**own)
    with pytest.raises(InputError, match=said) as caught:
        read_fund(fund_cases.strategy(fund), fund, Asked())
    assert caught.value.why
    assert caught.value.fix


def test_one_of_several_funds_has_to_be_named() -> None:
    two = fund_cases.strategy(fund_cases.record(), fund_cases.record(id="second"))
    with pytest.raises(InputError, match="several funds: bank, second"):
        ml.fund(two, DAY)
    with pytest.raises(InputError, match="no fund 'third'"):
        ml.fund(two, DAY, fund="third")
    with pytest.raises(InputError, match="has no fund"):
        ml.fund(fund_cases.strategy(), DAY)
    assert [one.fund for one in funds(two, DAY, paths=100)] == ["bank", "second"]
    with pytest.raises(InputError, match="paths is 3"):
        ml.fund(two, DAY, fund="bank", paths=3)


def test_facts_of_later_days_are_not_used() -> None:
    fund = fund_cases.record(record=RECORD)
    early = ml.fund(fund_cases.strategy(fund), date(2024, 6, 1), paths=100)
    assert [one.year for one in early.record] == [2015]


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    ml.fund(fund_cases.strategy(fund_cases.record()), DAY, paths=100, progress=lambda *step: told.append(step))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(("hazard", "years"), [(0.0, 3), (0.025, 3), (0.0, 2), (0.01, 10)])
def test_a_self_sustaining_commitment_lies_between_sizes_that_pass_and_fail(hazard: float, years: int) -> None:
    """Also where the chance falls from 1 to 0 between two sizes that were tried; an end that is open says so."""
    lent = fund_cases.line(fund_cases.LOAN, default_hazard=hazard)
    bank = fund_cases.strategy(fund_cases.record(lines=[lent], inflation=0.01))
    found = ml.fund(bank, DAY, horizon=years, paths=100).sustaining
    assert found.mid is not None
    assert found.low is None or found.low <= found.mid
    assert found.high is None or found.mid < found.high
    assert (found.reason is not None) is (found.low is None or found.high is None)


@pytest.mark.parametrize(("base", "warned"), [(fund_cases.GUARANTEE, True), (fund_cases.LOAN, False)])
def test_a_fund_that_covers_is_told_what_its_ratios_leave_out(base: dict[str, Any], warned: bool) -> None:
    found = ml.fund(fund_cases.strategy(fund_cases.record(lines=[fund_cases.line(base)])), DAY, paths=100)
    assert any("covered and never called" in say(one) for one in found.remarks) is warned


def test_another_register_is_another_result() -> None:
    bank = fund_cases.strategy(fund_cases.record())
    own = replace(track_record(), name="own.csv", median_ratio=0.5)
    shown, other = (ml.fund(bank, DAY, paths=100, track=track) for track in (None, own))
    assert shown.losses == other.losses
    assert shown.fingerprint != other.fingerprint
