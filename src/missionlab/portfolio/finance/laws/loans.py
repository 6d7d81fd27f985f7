"""Loans: the contract while the project goes on, and what is recovered after a default."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Flows, History, Refused
from missionlab.portfolio.finance.laws.contract import all_refusals, contract, duration, interest_rate
from missionlab.portfolio.finance.laws.deal import Deal, by_stop, contradicts, draws_of, refused, stops, whole


def loan(deal: Deal, history: History) -> Flows | Refused:
    """In a default the year's payment is missed, and what is recovered comes later.

    Equation: the contract while alive; R B_{tau-1} at tau + l. Flows after the horizon are what the contract still
    pays if nothing more goes wrong, and recoveries that are on their way.
    """
    lasts, rate = duration(deal), interest_rate(deal)
    missing = deal.missing("profile", "security")
    if deal.terms.security:
        missing += deal.missing("recovery_years")
    refusal = all_refusals(refused(*missing), lasts, rate)
    if refusal or isinstance(lasts, Refused) or isinstance(rate, Refused):
        return refusal or refused()
    shares = draws_of(deal.terms.profile)
    if max(shares, default=0) >= lasts.tenor:
        return contradicts("draw_after_end")
    agreed = contract(rate, lasts, shares)
    security, lag = deal.terms.security or 0.0, whole(deal.terms.recovery_years or 0.0)

    years = history.revenue.shape[1]
    columns = max(years, lasts.tenor + 1) + lag
    stop = stops(years, columns)
    goes_on = np.arange(columns) < stop
    draws, payments, balance = (_longer(row, columns) for row in (agreed.draws, agreed.payments, agreed.balance))
    cash = (payments - draws) * goes_on
    loss = np.zeros_like(cash)
    for year in range(1, years):
        cash[year, year + lag] += security * balance[year - 1]
        loss[year, year] = (1 - security) * balance[year - 1]
    return by_stop((cash, balance * goes_on, loss), history, deal.amount)


def _longer(row: np.ndarray, columns: int) -> np.ndarray:
    return np.concatenate([row, np.zeros(columns - row.size)])
