"""Prizes: paid to whoever succeeds first, and to nobody else."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Flows, History, Refused
from missionlab.portfolio.finance.laws.deal import Deal, nothing, refused


def prize(deal: Deal, history: History) -> Flows | Refused:
    """Paid in the year of the first success, if it is not after the deadline; until then a contingent liability.

    Equation: - A at the first success among n entrants. A case is a whole contest: see ``entrants`` of ``histories``.
    """
    missing = deal.missing("deadline", "entrants", "starts")
    if deal.terms.deadline is None or deal.starts is None or missing:
        return refused(*missing)
    years = history.revenue.shape[1]
    last = deal.terms.deadline - deal.starts
    won = (history.succeeded >= 0) & (history.succeeded <= last) & (history.succeeded < years)
    cash = np.zeros(history.revenue.shape)
    rows = np.flatnonzero(won)
    cash[rows, history.succeeded[rows]] = -deal.amount[rows]
    over = np.where(won, history.succeeded, last)
    ends = np.where(history.stopped >= 0, np.minimum(over, history.stopped), over)
    held = deal.amount[:, None] * (np.arange(years) < ends[:, None])
    return Flows(cash, nothing(history), held, nothing(history), np.zeros(len(cash)))


def private_effort(deal: Deal, expected_cost: float) -> float | None:
    """What all entrants spend on trying for each unit that the prize is expected to cost; None where it costs nothing.

    Equation: n x effort / E(cost).
    """
    terms = deal.terms
    if terms.entrants is None or terms.effort is None or expected_cost == 0:
        return None
    return terms.entrants * terms.effort / expected_cost
