"""What must hold of every law, whatever the terms and however projects turn out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_samples import COMPLETE, LENT, found, history, rows, terms

from missionlab.portfolio.finance.flows import NEVER, Flows, History
from missionlab.portfolio.finance.worth import present_value
from missionlab.strategy.records import Terms
from missionlab.strategy.vocabulary import Instrument

YEARS = 16
FIELDS = ("cash", "value", "balance", "loss", "after")
INSTRUMENTS = list(COMPLETE)

_year = st.integers(0, YEARS - 1)
_case = st.one_of(
    st.tuples(st.just(NEVER), st.just(NEVER), st.just(NEVER), st.just(0.0)),
    st.tuples(_year, st.just(NEVER), st.just(NEVER), st.just(0.0)),
    st.tuples(st.just(NEVER), _year, st.just(NEVER), st.just(0.0)),
    st.tuples(st.just(NEVER), st.just(1), st.integers(2, YEARS - 1), st.floats(0.01, 100)),
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    cases = draw(st.lists(_case, min_size=1, max_size=6))
    stopped, succeeded, exited, multiple = (list(column) for column in zip(*cases, strict=True))
    earned = draw(st.lists(st.floats(0, 1e4), min_size=YEARS, max_size=YEARS))
    revenue = [[one * (s >= 0 and year >= s) for year, one in enumerate(earned)] for s in succeeded]
    return history(YEARS, stopped, succeeded, exited, multiple, revenue)


def _same(one: Flows, other: Flows, rtol: float = 1e-9) -> None:
    for field in FIELDS:
        np.testing.assert_allclose(getattr(one, field), getattr(other, field), rtol=rtol, atol=1e-7)


def _scaled(instrument: Instrument, size: float) -> Terms:
    """The terms of a commitment that is ``size`` times as large: amounts in them grow with it."""
    of = terms(instrument)
    grown = {
        name: getattr(of, name) * size
        for name in ("guaranteed", "pre_money", "strike")
        if getattr(of, name) is not None and instrument is not Instrument.CONTRACT_FOR_DIFFERENCE
    }
    if of.quantity:
        grown["quantity"] = {year: units * size for year, units in of.quantity.items()}
    return Terms.model_validate({**of.model_dump(exclude_defaults=True), **grown})


LINEAR = [one for one in INSTRUMENTS if one is not Instrument.ROYALTY]
"""A royalty takes its share of a revenue that does not grow with the commitment."""


@pytest.mark.parametrize("instrument", LINEAR)
@settings(max_examples=25)
@given(cases=histories(), size=st.floats(0.01, 1e6))
def test_a_commitment_twice_as_large_flows_twice_as_much(instrument: Instrument, cases: History, size: float) -> None:
    one = found(instrument, terms(instrument), 10.0, cases)
    large = found(instrument, _scaled(instrument, size), 10.0 * size, cases)
    for field in FIELDS:
        np.testing.assert_allclose(
            getattr(large, field), getattr(one, field) * size, rtol=1e-9, atol=1e-9 * max(1.0, size)
        )


@pytest.mark.parametrize("instrument", [Instrument.GRANT, Instrument.LOAN, Instrument.REPAYABLE_GRANT])
@pytest.mark.parametrize("grace", ["paid", "capitalised"])
@settings(max_examples=25)
@given(cases=histories(), first=st.floats(0, 1), second=st.floats(0, 1))
def test_the_flows_of_the_draws_add_to_those_of_the_whole(
    instrument: Instrument, grace: str, cases: History, first: float, second: float
) -> None:
    shares = {"1": first, "3": (1 - first) * second, "4": (1 - first) * (1 - second)}
    own = {"grace": grace} if instrument is Instrument.LOAN else {}
    whole = found(instrument, terms(instrument, profile=shares, **own), 10.0, cases)
    parts = [
        found(instrument, terms(instrument, profile={number: 1}, **own), 10.0 * share, cases)
        for number, share in shares.items()
    ]
    summed = Flows(*(np.sum([getattr(part, field) for part in parts], axis=0) for field in FIELDS))
    _same(whole, summed)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@settings(max_examples=25)
@given(cases=histories(), seed=st.integers(0, 1000))
def test_permuted_projects_have_permuted_flows(instrument: Instrument, cases: History, seed: int) -> None:
    order = np.random.Generator(np.random.Philox(key=seed)).permutation(len(cases.stopped))
    amounts = np.arange(1.0, 1 + len(order))
    straight = found(instrument, terms(instrument), amounts, cases)  # type: ignore[arg-type]
    permuted = found(instrument, terms(instrument), amounts[order], rows(cases, order))  # type: ignore[arg-type]
    for field in FIELDS:
        assert np.array_equal(getattr(permuted, field), getattr(straight, field)[order])


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@settings(max_examples=25)
@given(cases=histories())
def test_an_instrument_of_size_zero_changes_nothing_to_the_bit(instrument: Instrument, cases: History) -> None:
    other = found("loan", terms("loan"), 10.0, cases)
    nothing = found(instrument, terms(instrument), 0.0, cases)
    for field in FIELDS:
        together = getattr(other, field) + getattr(nothing, field)
        assert together.tobytes() == getattr(other, field).tobytes()


@settings(max_examples=60)
@given(
    cases=histories(),
    cap=st.floats(0, 5),
    share=st.floats(0, 1),
    size=st.floats(0.1, 1e5),
    kind=st.sampled_from(["royalty", "repayable-grant", "convertible"]),
)
def test_no_capped_law_returns_more_than_its_cap(
    cases: History, cap: float, share: float, size: float, kind: str
) -> None:
    own = {
        "royalty": {"revenue_share": share},
        "repayable-grant": {"revenue_share": share, "multiple": None, "first_year": None, "last_year": None},
        "convertible": {"stake": share},
    }[kind]
    flows = found(kind, terms(kind, cap_multiple=cap, **own), size, cases)
    received = np.maximum(flows.cash, 0.0)
    received[:, 0] = flows.cash[:, 0] + size * (cases.stopped != 0) if kind != "convertible" else received[:, 0]
    assert (received.sum(axis=1) + flows.after <= cap * size * (1 + 1e-9) + 1e-9).all()


@settings(max_examples=60)
@given(
    rate=st.floats(-0.2, 1),
    tenor=st.integers(1, 30),
    grace=st.integers(0, 29),
    kept=st.sampled_from(["paid", "capitalised"]),
    late=st.integers(1, 3),
)
def test_a_loan_that_cannot_fail_is_worth_nothing_at_its_own_rate(
    rate: float, tenor: int, grace: int, kept: str, late: int
) -> None:
    profile = {"1": 0.5, str(min(late, tenor)): 0.5} if min(late, tenor) > 1 else {"1": 1}
    of = terms("loan", rate=rate, grace_years=min(grace, tenor - 1), grace=kept, profile=profile)
    flows = found("loan", of, 1.0, history(tenor + 1), tenor_years=float(tenor))
    assert present_value(flows.cash, rate)[0] == pytest.approx(0, abs=1e-9 * max(1.0, (1 + rate) ** -tenor))
    assert flows.balance[0, -1] == 0
    assert flows.loss.sum() == 0


@settings(max_examples=60)
@given(cases=histories(), security=st.floats(0, 1), lag=st.integers(0, 6), rate=st.floats(-0.05, 0.3))
def test_what_a_loan_does_not_bring_back_is_its_loss(cases: History, security: float, lag: int, rate: float) -> None:
    of = Terms.model_validate({**LENT, "rate": rate, "security": security, "recovery_years": lag})
    flows = found("loan", of, 100.0, cases)
    going = (cases.stopped[:, None] < 0) | (np.arange(YEARS) < cases.stopped[:, None])
    interest = (rate * np.hstack([np.zeros((len(going), 1)), flows.balance[:, :-1]]) * going).sum(axis=1)
    assert flows.cash.sum(axis=1) + flows.after + flows.loss.sum(axis=1) == pytest.approx(interest, abs=1e-8)


@pytest.mark.parametrize("instrument", ["royalty", "repayable-grant", "equity"])
@settings(max_examples=40)
@given(cases=histories())
def test_money_that_waits_for_a_success_comes_back_is_held_or_is_lost(instrument: str, cases: History) -> None:
    flows = found(instrument, terms(instrument), 10.0, cases)
    drawn = 10.0 * (cases.stopped != 0)
    back = np.minimum(flows.cash.sum(axis=1) + drawn, drawn)
    held = flows.balance[:, -1]
    assert back + held + flows.loss.sum(axis=1) == pytest.approx(drawn)
    assert (flows.loss >= 0).all()


@settings(max_examples=40)
@given(cases=histories(), cap=st.floats(0, 100))
def test_a_guarantee_pays_at_most_its_cap_and_loses_what_it_pays(cases: History, cap: float) -> None:
    flows = found("guarantee", terms("guarantee", call_cap=cap), 1.0, cases)
    fees = 0.01 * flows.balance
    assert flows.cash == pytest.approx(fees - flows.loss)
    assert (flows.loss.sum(axis=1) <= cap).all()
