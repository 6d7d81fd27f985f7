"""What comes back only after a success: what was paid out, what is due, what the cap leaves, and what is then held."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Amounts, Flows, History
from missionlab.portfolio.finance.laws.deal import Deal, alive, by_number, nothing


def paid_out(deal: Deal, history: History) -> Amounts:
    """What is drawn by its profile while the project goes on, as positive amounts; shape (n, years)."""
    years = history.revenue.shape[1]
    profile = by_number(deal.terms.profile, years)[:years]
    return deal.amount[:, None] * profile * alive(history.stopped, years)


def succeeded(history: History, years: int) -> Amounts:
    """1 in the year of the success and after it; shape (n, years)."""
    known = history.succeeded[:, None]
    return ((known >= 0) & (np.arange(years) >= known) & alive(history.stopped, years)).astype(float)


def within(due: Amounts, first: int, last: int) -> Amounts:
    """``due`` in the years from ``first`` to ``last``, and 0 in all others."""
    years = np.arange(due.shape[1])
    return due * ((years >= first) & (years <= last))


def capped(due: Amounts, most: Amounts) -> Amounts:
    """What is paid of ``due`` so that the sum so far is never above ``most``; all of shape (n, years)."""
    received = np.empty_like(due)
    paid = np.zeros(due.shape[0])
    for year in range(due.shape[1]):
        received[:, year] = np.minimum(due[:, year], most[:, year] - paid)
        paid += received[:, year]
    return received


def contingent(drawn: Amounts, received: Amounts, history: History, last: int | None) -> Flows:
    """Money that comes back only after a success, held at cost until it is earned back, lost or out of time.

    What comes back counts as capital first. ``last`` is the year in which the claim ends, if it does.
    """
    years = drawn.shape[1]
    out, earned = drawn.cumsum(axis=1), received.cumsum(axis=1)
    held = np.maximum(out - earned, 0.0)
    held[~alive(history.stopped, years)] = 0.0
    if last is not None:
        held[:, last:] = 0.0
    lost = out - np.minimum(earned, out) - held
    lost[:, 1:] -= lost[:, :-1].copy()
    return Flows(received - drawn, nothing(history), held, lost, np.zeros(len(out)))
