"""Histories written by hand, and complete terms of every instrument that has a law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from missionlab.portfolio.finance.flows import NEVER, Flows, History
from missionlab.portfolio.finance.laws import flows
from missionlab.strategy.records import OutcomeModel, Terms
from missionlab.strategy.vocabulary import Instrument

STARTS = 2020
ADVANCE = {"basic": 0.20, "applied": 0.25, "demonstration": 0.20, "first-market": 0.25}
FAIL = {"basic": 0.15, "applied": 0.15, "demonstration": 0.15, "first-market": 0.10}
VALUE = {"value_nothing": 0.35, "value_below": 0.17, "value_exponent": 1.24, "value_cap": 100}
MODEL = OutcomeModel.model_validate(
    {
        "id": "model",
        "name": "Model",
        "steps": [{"stage": stage, "advance": ADVANCE[stage], "fail": FAIL[stage]} for stage in ADVANCE],
        "revenue": 20,
        "revenue_growth": 0.25,
        "revenue_years": 9,
        **VALUE,
    }
)

LENT = {"profile": {"1": 1}, "rate": 0.06, "grace_years": 2, "grace": "paid", "security": 0.6, "recovery_years": 1}
HELD = {"hold_first": 4, "hold_last": 12}
TRADE = {"quantity": dict.fromkeys(range(2021, 2025), 10), "market_price": {2021: 40, 2022: 55, 2023: 70, 2024: 90}}
COMPLETE: Mapping[Instrument, Mapping[str, object]] = {
    Instrument.GRANT: {"profile": {"1": 0.5, "2": 0.5}},
    Instrument.PUBLIC_RESEARCH: {"profile": {"1": 1}},
    Instrument.BUDGET: {"profile": {"1": 1}},
    Instrument.REPAYABLE_GRANT: {"profile": {"1": 1}, "multiple": 1.3, "first_year": 5, "last_year": 7},
    Instrument.LOAN: LENT,
    Instrument.GUARANTEE: {
        "guaranteed": 100,
        "covered": 0.8,
        "fee": 0.01,
        "loss_given_default": 0.5,
        "rate": 0.06,
        "grace_years": 2,
        "grace": "paid",
    },
    Instrument.EQUITY: {"profile": {"1": 1}, "pre_money": 20, "preference": 0, **HELD},
    Instrument.CONVERTIBLE: {**LENT, "stake": 0.1, "strike": 30, **HELD},
    Instrument.WARRANT: {**LENT, "stake": 0.1, "strike": 30, **HELD},
    Instrument.ROYALTY: {"profile": {"1": 1}, "revenue_share": 0.03, "cap_multiple": 2, "last_year": 12},
    Instrument.PRICE_CAP: {"price": 50, **TRADE},
    Instrument.CONTRACT_FOR_DIFFERENCE: {"strike": 60, **TRADE},
    Instrument.PROCUREMENT: {"price": 50, **TRADE},
    Instrument.ADVANCE_COMMITMENT: {"price": 7, "tail_price": 3.5, "quantity": TRADE["quantity"]},
    Instrument.PRIZE: {"deadline": 2024, "entrants": 5, "effort": 2},
}
"""Terms with which each law can be applied, to a tenor of ten years where it has one."""


def terms(instrument: Instrument | str, **changes: object) -> Terms:
    return Terms.model_validate({**COMPLETE[Instrument(instrument)], **changes})


def history(
    years: int,
    stopped: Sequence[int] | None = None,
    succeeded: Sequence[int] | None = None,
    exited: Sequence[int] | None = None,
    multiple: Sequence[float] | None = None,
    revenue: Sequence[Sequence[float]] | None = None,
) -> History:
    """Cases by hand; what is not given never happens, and is worth nothing."""
    n = max(len(given) for given in (stopped, succeeded, exited, multiple, revenue, (0,)) if given is not None)
    never = [NEVER] * n
    earned = np.zeros((n, years))
    for case, row in enumerate(revenue or ()):
        earned[case, : len(row)] = row
    return History(
        np.array(stopped or never, dtype=np.int16),
        np.array(succeeded or never, dtype=np.int16),
        np.array(exited or never, dtype=np.int16),
        np.array(multiple or [0.0] * n, dtype=float),
        earned,
    )


def every_stop(years: int, last: int) -> History:
    """One case that never stops, and one for a stop in each year from 1 to ``last``."""
    return history(years, [NEVER, *range(1, last + 1)])


def chances_of_stops(hazard: float, last: int) -> np.ndarray:
    """Chance of each case of ``every_stop`` with one chance a year; they add to 1."""
    return np.array([(1 - hazard) ** last, *((1 - hazard) ** (year - 1) * hazard for year in range(1, last + 1))])


def found(instrument: Instrument | str, of: Terms, amount: float, cases: History, **more: object) -> Flows:
    """The flows; fails where the law refuses."""
    tenor = more.get("tenor_years", 10.0)
    out = flows(Instrument(instrument), of, amount, tenor, cases, more.get("reference_rate"), STARTS)  # type: ignore[arg-type]
    assert isinstance(out, Flows), out
    return out


def rows(cases: History, which: np.ndarray) -> History:
    """Some of the cases, in the order of ``which``."""
    return History(
        cases.stopped[which], cases.succeeded[which], cases.exited[which], cases.multiple[which], cases.revenue[which]
    )
