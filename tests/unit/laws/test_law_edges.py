"""Edges of the laws: what is paid, lost and reported where terms and histories meet awkwardly."""

from __future__ import annotations

import numpy as np
import pytest
from law_samples import COMPLETE, MODEL, STARTS, found, history, terms

from missionlab.base.text import say
from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.laws import LAWS, flows
from missionlab.portfolio.finance.laws.deal import Deal
from missionlab.portfolio.finance.laws.guarantees import Calls, calls, capped_together
from missionlab.portfolio.finance.laws.refusals import reason
from missionlab.portfolio.finance.outcomes import histories
from missionlab.strategy.records import Terms
from missionlab.strategy.vocabulary import Instrument, Stage

OPTIONAL = {
    ("royalty", "first_year"),
    ("prize", "effort"),
    ("guarantee", "call_cap"),
}


def _asked(instrument: str, **changes: object) -> object:
    tenor = changes.pop("tenor_years", 10.0)
    of = terms(instrument, **changes)
    return flows(Instrument(instrument), of, 10.0, tenor, history(14, succeeded=[1]), None, STARTS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("instrument", "name"),
    [
        (instrument, name)
        for instrument, stated in COMPLETE.items()
        for name in stated
        if (str(instrument), name) not in OPTIONAL
    ],
)
def test_a_blank_term_refuses_by_name(instrument: str, name: str) -> None:
    blank = {} if isinstance(COMPLETE[Instrument(instrument)][name], dict) else None
    refused = _asked(instrument, **{name: blank})
    assert isinstance(refused, Refused)
    assert name in refused.missing


def test_what_is_blank_is_named_in_words() -> None:
    refused = _asked("loan", security=None, tenor_years=None)
    assert isinstance(refused, Refused)
    assert say(reason(refused)) == "Not stated: share recovered after a default and tenor."


@pytest.mark.parametrize("instrument", [one for one in Instrument if one not in LAWS])
def test_what_is_no_contract_has_no_law(instrument: Instrument) -> None:
    refused = flows(instrument, Terms(), 1.0, None, history(3), None)
    assert isinstance(refused, Refused)
    assert "no contract to model" in say(reason(refused))


@pytest.mark.parametrize("grace", [10, 11])
def test_tenor_within_grace_contradicts(grace: int) -> None:
    refused = _asked("loan", grace_years=grace)
    assert isinstance(refused, Refused)
    assert refused.contradiction == "laws.contradiction.tenor_within_grace"


@pytest.mark.parametrize(
    ("instrument", "changes", "key"),
    [
        ("loan", {"margin": 0.02}, "two_rates"),
        ("loan", {"profile": {"11": 1}}, "draw_after_end"),
        ("repayable-grant", {"revenue_share": 0.1}, "two_repayments"),
        ("repayable-grant", {"last_year": 4}, "years_reversed"),
        ("royalty", {"first_year": 13}, "years_reversed"),
        ("advance-market-commitment", {"tail_price": 8}, "tail_above_price"),
    ],
)
def test_terms_that_cannot_hold_together(instrument: str, changes: dict[str, object], key: str) -> None:
    refused = _asked(instrument, **changes)
    assert isinstance(refused, Refused)
    assert refused.contradiction == f"laws.contradiction.{key}"
    assert say(reason(refused)).endswith(".")


def test_interest_of_nothing_is_paid_back_in_equal_parts() -> None:
    flows_ = found("loan", terms("loan", rate=0), 100, history(11))
    assert flows_.cash[0] == pytest.approx([-100, 0, 0, *[12.5] * 8])


def test_capitalised_interest_grows_the_balance_and_is_repaid() -> None:
    flows_ = found("loan", terms("loan", grace="capitalised"), 100, history(11))
    assert flows_.balance[0, :3] == pytest.approx([100, 106, 112.36])
    assert flows_.cash[0, :3] == pytest.approx([-100, 0, 0])
    assert flows_.cash[0, 3:] == pytest.approx([16.103594 * 1.1236] * 8, abs=1e-5)


@pytest.mark.parametrize("grace", ["paid", "capitalised"])
def test_default_in_the_grace(grace: str) -> None:
    flows_ = found("loan", terms("loan", grace=grace), 100, history(11, [2]))
    owed = 100 if grace == "paid" else 106
    assert flows_.cash[0, 3] == pytest.approx(0.6 * owed)
    assert flows_.loss[0] == pytest.approx([0, 0, 0.4 * owed, *[0] * 8])
    assert flows_.balance[0, 2:].sum() == 0


def test_what_is_recovered_after_the_horizon_is_told_apart() -> None:
    flows_ = found("loan", terms("loan"), 100, history(11, [10]))
    owed = flows_.balance[0, 9]
    assert flows_.cash[0, 10] == 0
    assert flows_.after[0] == pytest.approx(0.6 * owed)
    assert flows_.loss[0, 10] == pytest.approx(0.4 * owed)


def test_payments_after_the_horizon_are_told_apart() -> None:
    short, long = (found("loan", terms("loan"), 100, history(years)) for years in (6, 11))
    assert short.cash[0] == pytest.approx(long.cash[0, :6])
    assert short.after[0] == pytest.approx(long.cash[0, 6:].sum())
    stopped = found("loan", terms("loan"), 100, history(6, [4]))
    assert stopped.after[0] == 0


def test_a_success_after_the_tenor_changes_nothing_of_a_loan() -> None:
    early, late = (found("loan", terms("loan"), 100, history(14, succeeded=[year])) for year in (3, 13))
    assert np.array_equal(early.cash, late.cash)
    assert late.cash[0, 11:].sum() == 0


def test_a_royalty_on_no_revenue_pays_nothing_and_is_lost_at_its_end() -> None:
    flows_ = found("royalty", terms("royalty"), 10, history(14, succeeded=[2]))
    assert flows_.cash.sum() == -10
    assert flows_.loss[0, 12] == 10
    assert flows_.balance[0, 11] == 10


def test_a_cap_that_is_met_exactly_ends_the_royalty() -> None:
    cases = history(14, succeeded=[1], revenue=[[0, 250, 250, 250, 250]])
    of = terms("royalty", revenue_share=0.04, cap_multiple=2)
    assert found("royalty", of, 10, cases).cash[0, :5] == pytest.approx([-10, 10, 10, 0, 0])
    assert found("royalty", of, 15, cases).cash[0, :5] == pytest.approx([-15, 10, 10, 10, 0])
    assert found("royalty", of, 12, cases).cash[0, :5] == pytest.approx([-12, 10, 10, 4, 0])


@pytest.mark.parametrize("instrument", ["grant", "loan", "equity", "royalty", "repayable-grant", "convertible"])
def test_a_project_that_stops_before_the_first_draw_loses_nothing(instrument: str) -> None:
    flows_ = found(instrument, terms(instrument, profile={"2": 1}), 10, history(14, [0, 1]))
    assert not flows_.cash.any()
    assert not flows_.loss.any()
    assert not flows_.balance.any()
    assert not flows_.after.any()


def test_a_failed_gate_and_a_default_in_one_year_are_one_loss() -> None:
    cases = histories(MODEL, Stage.DEMONSTRATION, 0, seed=5, entity="project", years=11, paths=400)
    flows_ = found("loan", terms("loan"), 100, cases)
    failed = np.flatnonzero((cases.stopped > 0) & (cases.stopped <= 10))
    assert len(failed) > 100
    for case in failed:
        year = cases.stopped[case]
        assert flows_.loss[case].sum() == pytest.approx(0.4 * flows_.balance[case, year - 1])
        assert np.flatnonzero(flows_.loss[case]).tolist() == [year]
    going = cases.stopped < 0
    assert not flows_.loss[going].any()


def test_a_preference_above_the_value_takes_all_of_it() -> None:
    cases = history(6, exited=[4], multiple=[0.2])
    flows_ = found("equity", terms("equity", preference=2), 10, cases)
    assert flows_.cash[0, 4] == pytest.approx(6)
    assert flows_.loss[0, 4] == pytest.approx(4)


def test_a_commitment_that_is_never_triggered_is_released() -> None:
    of = terms("advance-market-commitment")
    flows_ = found("advance-market-commitment", of, 1500, history(7, [-1, 3]))
    assert not flows_.cash.any()
    assert not flows_.loss.any()
    assert flows_.balance[0] == pytest.approx([1500] * 4 + [0] * 3)
    assert flows_.balance[1] == pytest.approx([1500] * 3 + [0] * 4)


def test_a_negative_reference_rate() -> None:
    of = terms("loan", rate=None, margin=0.01, grace_years=0)
    flows_ = found("loan", of, 100, history(11), reference_rate=-0.02)
    assert flows_.cash[0, 1:].sum() < 100
    assert np.all(flows_.cash[0, 1:] == pytest.approx(flows_.cash[0, 1]))
    discounted = flows_.cash[0] @ 0.99 ** -np.arange(11.0)
    assert discounted == pytest.approx(0, abs=1e-10)


def test_a_loan_at_minus_one_hundred_percent_leaves_nothing_to_repay() -> None:
    of = terms("loan", rate=None, margin=-0.5, grace_years=0)
    flows_ = found("loan", of, 100, history(11), reference_rate=-0.5)
    assert flows_.cash[0] == pytest.approx([-100.0, *[0.0] * 10])


def test_a_loan_on_a_margin_needs_the_reference_rate() -> None:
    refused = _asked("loan", rate=None, margin=0.01)
    assert isinstance(refused, Refused)
    assert refused.missing == ("reference_rate",)


def test_calls_beyond_the_cap_are_not_paid_and_reported() -> None:
    of = terms("guarantee", call_cap=25)
    cases = history(11, [2, 9, -1])
    told = calls(Deal(of, np.ones(3), 10.0, None, None), cases)
    assert isinstance(told, Calls)
    assert told.paid[0, 2] == 25
    assert told.unpaid[0, 2] == pytest.approx(15)
    assert told.unpaid[1:].sum() == 0
    flows_ = found("guarantee", of, 1, cases)
    assert flows_.loss == pytest.approx(told.paid)


def test_one_cap_over_several_guarantees() -> None:
    asked = np.zeros((2, 1, 3))
    asked[:, 0, 0] = 10, 30
    asked[:, 0, 2] = 20, 0
    paid, unpaid = capped_together(asked, 50)
    assert paid[:, 0, 0] == pytest.approx([10, 30])
    assert paid[:, 0, 2] == pytest.approx([10, 0])
    assert paid + unpaid == pytest.approx(asked)


def test_instalments_before_the_success_are_not_owed() -> None:
    flows_ = found("repayable-grant", terms("repayable-grant"), 9, history(11, succeeded=[6]))
    assert flows_.cash[0, 5:8] == pytest.approx([0, 3.9, 3.9])


def test_a_prize_won_after_the_deadline_is_not_paid() -> None:
    flows_ = found("prize", terms("prize"), 10, history(9, succeeded=[4, 5]))
    assert flows_.cash.sum(axis=1) == pytest.approx([-10, 0])
    assert flows_.balance[1] == pytest.approx([10] * 4 + [0] * 5)


def test_unknown_revenue_and_value_refuse() -> None:
    blank = MODEL.model_copy(update={"revenue": None, "value_cap": None})
    cases = histories(blank, Stage.FIRST_MARKET, 0, seed=1, entity="p", years=25, paths=50, hold=(4, 6))
    for instrument, name in (("royalty", "revenue"), ("equity", "value_cap"), ("warrant", "value_cap")):
        refused = flows(Instrument(instrument), terms(instrument), 1.0, 10.0, cases, None, STARTS)
        assert isinstance(refused, Refused)
        assert name in refused.missing


def test_parts_of_a_year_are_rounded() -> None:
    assert np.array_equal(
        found("loan", terms("loan"), 1, history(12), tenor_years=9.5).cash,
        found("loan", terms("loan"), 1, history(12), tenor_years=10.0).cash,
    )
