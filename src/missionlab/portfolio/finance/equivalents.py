"""What public money on better terms than the market's is worth as a grant, and the public share of a cost."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.laws.contract import all_refusals, contract, duration, interest_rate
from missionlab.portfolio.finance.laws.deal import Deal, contradicts, draws_of, refused
from missionlab.portfolio.finance.laws.guarantees import covered_loan
from missionlab.portfolio.finance.worth import present_value
from missionlab.strategy.records import Terms
from missionlab.strategy.vocabulary import Instrument


def grant_equivalent(
    instrument: Instrument,
    terms: Terms,
    amount: float,
    tenor_years: float | None,
    reference_rate: float | None,
    market_fee: float | None = None,
) -> float | Refused:
    """What a commitment is worth to whoever gets it, beside the market, in today's money.

    A grant is worth itself; a soft loan what is lent less its payments at the reference rate; a guarantee the market
    fee less its own on what is covered, at the reference rate. Negative where terms are dearer than the market's.
    Other instruments refuse: what is paid back depends on how the project turns out.
    """
    deal = Deal(terms, np.array([amount]), tenor_years, reference_rate, None)
    match instrument:
        case Instrument.GRANT | Instrument.PUBLIC_RESEARCH | Instrument.BUDGET:
            return amount
        case Instrument.LOAN:
            return _soft_loan(deal, amount)
        case Instrument.GUARANTEE:
            return _cheap_guarantee(deal, amount, market_fee)
    return contradicts("no_equivalent")


def aid_intensity(equivalents: Iterable[float], eligible_cost: float) -> float:
    """All public grant equivalents over the eligible cost; terms dearer than the market's take nothing off."""
    return sum(max(0.0, one) for one in equivalents) / eligible_cost


def _soft_loan(deal: Deal, amount: float) -> float | Refused:
    lasts, rate = duration(deal), interest_rate(deal)
    refusal = all_refusals(refused(*deal.missing("profile", "reference_rate")), lasts, rate)
    if refusal or isinstance(lasts, Refused) or isinstance(rate, Refused) or deal.reference_rate is None:
        return refusal or refused("reference_rate")
    shares = draws_of(deal.terms.profile)
    if max(shares, default=0) >= lasts.tenor:
        return contradicts("draw_after_end")
    agreed = contract(rate, lasts, shares)
    return amount * float(present_value(agreed.draws - agreed.payments, deal.reference_rate))


def _cheap_guarantee(deal: Deal, amount: float, market_fee: float | None) -> float | Refused:
    agreed = covered_loan(deal)
    missing = (*deal.missing("reference_rate"), *(("market_fee",) if market_fee is None else ()))
    refusal = all_refusals(refused(*missing), agreed)
    terms = deal.terms
    if refusal or isinstance(agreed, Refused) or deal.reference_rate is None or market_fee is None:
        return refusal or refused(*missing)
    if amount == 0 or terms.guaranteed is None or terms.covered is None or terms.fee is None:
        return 0.0
    saved = (market_fee - terms.fee) * terms.covered * terms.guaranteed * agreed.balance
    return float(present_value(saved, deal.reference_rate))
