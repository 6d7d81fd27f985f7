"""Soft terms as grants, and the public share of a cost."""

from __future__ import annotations

import numpy as np
import pytest
from law_samples import terms

from missionlab.portfolio.finance.equivalents import aid_intensity, grant_equivalent
from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.worth import present_value
from missionlab.strategy.vocabulary import FlowTiming, Instrument

SOFT = terms("loan", rate=0.02)
BULLET = terms("guarantee", rate=None, grace_years=4)


def _of(*asked: object) -> float:
    found = grant_equivalent(*asked)  # type: ignore[arg-type]
    assert isinstance(found, float)
    return found


def test_a_soft_loan_and_a_grant_on_one_cost() -> None:
    assert _of(Instrument.LOAN, SOFT, 100.0, 10.0, 0.06) == pytest.approx(20.888421, abs=5e-7)
    both = [_of(Instrument.GRANT, terms("grant"), 30.0, None, None), _of(Instrument.LOAN, SOFT, 50.0, 10.0, 0.06)]
    assert aid_intensity(both, 100) == pytest.approx(0.404442, abs=5e-7)


def test_a_loan_at_the_reference_rate_is_no_aid() -> None:
    assert _of(Instrument.LOAN, terms("loan"), 100.0, 10.0, 0.06) == pytest.approx(0, abs=1e-10)


def test_dear_terms_take_nothing_off_other_aid() -> None:
    dear = _of(Instrument.LOAN, terms("loan", rate=0.1), 100.0, 10.0, 0.06)
    assert dear < 0
    assert aid_intensity([30, dear], 100) == pytest.approx(0.3)


def test_a_guarantee_is_worth_the_fee_that_it_saves() -> None:
    found = _of(Instrument.GUARANTEE, BULLET, 80.0, 5.0, 0.0, 0.03)
    assert found == pytest.approx((0.03 - 0.01) * 0.8 * 100 * 5)
    assert _of(Instrument.GUARANTEE, BULLET, 80.0, 5.0, 0.0, 0.01) == 0


@pytest.mark.parametrize(
    ("instrument", "of", "reference", "market", "missing"),
    [
        (Instrument.LOAN, SOFT, None, None, ("reference_rate",)),
        (Instrument.LOAN, terms("loan", profile={}), 0.06, None, ("profile",)),
        (Instrument.GUARANTEE, BULLET, 0.06, None, ("market_fee",)),
    ],
)
def test_what_is_blank_refuses(
    instrument: Instrument, of: object, reference: float | None, market: float | None, missing: tuple[str, ...]
) -> None:
    assert grant_equivalent(instrument, of, 100.0, 5.0, reference, market) == Refused(missing)  # type: ignore[arg-type]


def test_what_depends_on_the_project_has_no_equivalent() -> None:
    found = grant_equivalent(Instrument.ROYALTY, terms("royalty"), 100.0, None, 0.06)
    assert isinstance(found, Refused)
    assert found.contradiction == "laws.contradiction.no_equivalent"


def test_flows_at_the_start_of_a_year_are_worth_a_year_more() -> None:
    cash = np.array([[-100.0, 50.0, 60.0]])
    end, start = (present_value(cash, 0.05, timing)[0] for timing in (None, FlowTiming.START))
    assert end == pytest.approx(-100 + 50 / 1.05 + 60 / 1.05**2)
    assert start == pytest.approx(1.05 * end)
