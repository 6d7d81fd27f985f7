"""What is expected to come back from a project, by the law of each instrument that is proposed for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text, text
from missionlab.strategy.records import Commitment, Fund, OutcomeModel, Project
from missionlab.strategy.vocabulary import Instrument

if TYPE_CHECKING:
    from missionlab.portfolio.finance.flows import History

PATHS = 500
_NOTHING_BACK = {
    None,
    Instrument.GRANT,
    Instrument.PUBLIC_RESEARCH,
    Instrument.BUDGET,
    Instrument.TAX_RELIEF,
    Instrument.PROCUREMENT,
    Instrument.PRIZE,
    Instrument.REGULATION,
    Instrument.STANDARD,
    Instrument.CONVENING,
    Instrument.PRICE_CAP,
    Instrument.ADVANCE_COMMITMENT,
}
"""Instruments by which money is not expected back."""


@dataclass(frozen=True)
class Back:
    """What comes back by year from the start, on paths; shape (PATHS, years). Or why that cannot be worked out."""

    paths: NDArray[np.float64] | None
    reason: Text | None = None


def back_of(
    project: Project,
    commitment: Commitment,
    amount: float,
    model: OutcomeModel | None,
    fund: Fund | None,
    seed: int,
    years: int,
) -> Back:
    """What comes back to a fund from ``amount`` on the terms of ``commitment``; nothing where none is expected."""
    from missionlab.portfolio.finance.flows import Refused
    from missionlab.portfolio.finance.laws import flows

    if commitment.instrument in _NOTHING_BACK:
        return Back(None)
    assert commitment.instrument is not None
    history = _history(project, commitment, model, fund, seed, years)
    if isinstance(history, Text):
        return Back(None, history)
    rate = fund.reference_rate if fund is not None else None
    found = flows(commitment.instrument, commitment.terms, amount, commitment.tenor_years, history, rate)
    if isinstance(found, Refused):
        names = list(found.missing)
        return Back(None, text("plan_money.remark.blank_terms", names=names) if names else _no_law())
    received = np.maximum(found.cash, 0.0)
    if not np.isfinite(received).all():
        return Back(None, text("plan_money.remark.no_outcome"))
    return Back(received)


def _no_law() -> Text:
    return text("plan_money.remark.no_law")


def _history(
    project: Project, commitment: Commitment, model: OutcomeModel | None, fund: Fund | None, seed: int, years: int
) -> History | Text:
    from missionlab.portfolio.finance.outcomes import histories

    stage = project.stage
    if model is None or stage is None or not model.steps:
        return text("plan_money.remark.no_outcome")
    terms = commitment.terms
    first = terms.hold_first if terms.hold_first is not None else (fund.earliest_exit if fund is not None else None)
    last = terms.hold_last if terms.hold_last is not None else (fund.latest_exit if fund is not None else None)
    hold = None if first is None or last is None else (ceil(first), max(ceil(first), ceil(last)))
    return histories(model, stage, 0, seed=seed, entity=project.id, years=years, paths=PATHS, hold=hold)
