"""The law of each instrument, in one table, and the one way to call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused
from missionlab.portfolio.finance.laws.deal import Deal, contradicts
from missionlab.portfolio.finance.laws.grants import grant, repayable_grant
from missionlab.portfolio.finance.laws.guarantees import guarantee
from missionlab.portfolio.finance.laws.loans import loan
from missionlab.portfolio.finance.laws.prices import advance_commitment, difference, price_cap, procurement
from missionlab.portfolio.finance.laws.prizes import prize
from missionlab.portfolio.finance.laws.royalties import royalty
from missionlab.portfolio.finance.laws.stakes import equity, loan_with_stake
from missionlab.strategy.records import Terms
from missionlab.strategy.vocabulary import Instrument

Law = Callable[[Deal, History], Flows | Refused]

LAWS: Mapping[Instrument, Law] = {
    Instrument.GRANT: grant,
    Instrument.PUBLIC_RESEARCH: grant,
    Instrument.BUDGET: grant,
    Instrument.REPAYABLE_GRANT: repayable_grant,
    Instrument.LOAN: loan,
    Instrument.GUARANTEE: guarantee,
    Instrument.EQUITY: equity,
    Instrument.CONVERTIBLE: loan_with_stake,
    Instrument.WARRANT: loan_with_stake,
    Instrument.ROYALTY: royalty,
    Instrument.PRICE_CAP: price_cap,
    Instrument.CONTRACT_FOR_DIFFERENCE: difference,
    Instrument.ADVANCE_COMMITMENT: advance_commitment,
    Instrument.PROCUREMENT: procurement,
    Instrument.PRIZE: prize,
}
"""Instruments that are not here have no contract law: what they do is no flow between the purse and a project."""


def flows(
    instrument: Instrument,
    terms: Terms,
    amount: float | Amounts,
    tenor_years: float | None,
    history: History,
    reference_rate: float | None,
    starts: int | None = None,
) -> Flows | Refused:
    """What passes between the purse and the cases of ``history``; + to the purse, - from it.

    ``amount`` is one for all cases or has the shape (n,), in whole units of the currency. Amounts within the terms
    are taken as they stand; so a fund's line, whose terms are for an amount of 1, is asked for 1, and its flows are
    multiplied by the size of each deal. ``starts`` is the calendar year of year 0, which terms by calendar year need.
    A blank term is named in what comes back instead of flows; it is never filled in here.
    """
    law = LAWS.get(instrument)
    if law is None:
        return contradicts("no_law")
    sizes = np.broadcast_to(np.asarray(amount, dtype=float), history.stopped.shape)
    found = law(Deal(terms, sizes, tenor_years, reference_rate, starts), history)
    if isinstance(found, Refused):
        return found
    # a year without cash is 0 and never -0, so that to add an instrument of no size changes nothing to the bit
    return replace(found, cash=found.cash + 0.0)
