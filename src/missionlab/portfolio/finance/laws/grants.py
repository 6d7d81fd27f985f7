"""Grants, and grants that are paid back after a success."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused
from missionlab.portfolio.finance.laws.deal import (
    Deal,
    alive,
    by_number,
    by_stop,
    contradicts,
    nothing,
    refused,
    stops,
)


def grant(deal: Deal, history: History) -> Flows | Refused:
    """Paid by its profile while the project goes on; nothing is owed, so nothing is held or lost.

    Equation: -G d_t alive_t.
    """
    if deal.missing("profile"):
        return refused("profile")
    years = history.revenue.shape[1]
    profile = by_number(deal.terms.profile, years)
    goes_on = np.arange(profile.size) < stops(years, profile.size)
    cash = -profile * goes_on
    return by_stop((cash, np.zeros_like(cash), np.zeros_like(cash)), history, deal.amount)


def repayable_grant(deal: Deal, history: History) -> Flows | Refused:
    """A grant, and after a success fixed instalments or a share of revenue up to a cap.

    Equation: m G / (y2 - y1 + 1) in each of the years y1 to y2 that is not before the success; or
    min(share x revenue, m G - paid). Instalments due before the success are not owed.
    """
    terms = deal.terms
    if terms.multiple is not None and terms.revenue_share is not None:
        return contradicts("two_repayments")
    if terms.revenue_share is not None:
        missing = deal.missing("profile", "cap_multiple")
    else:
        missing = deal.missing("profile", "multiple", "first_year", "last_year")
    if missing:
        return refused(*missing)
    years = history.revenue.shape[1]
    first, last = terms.first_year or 1, terms.last_year or years
    if last < first:
        return contradicts("years_reversed")
    drawn = paid_out(deal, history)
    if terms.revenue_share is not None and terms.cap_multiple is not None:
        due = terms.revenue_share * history.revenue
        received = capped(within(due, first, last), terms.cap_multiple * drawn.cumsum(axis=1))
        return contingent(drawn, received, history, None if terms.last_year is None else last)
    assert terms.multiple is not None
    level = terms.multiple / (last - first + 1)
    ends = max(years, last + 1)
    given = drawn.sum(axis=1)
    owed = level * given[:, None] * succeeded(history, ends)
    owed[:, :first] = 0.0
    owed[:, last + 1 :] = 0.0
    found = contingent(drawn, owed[:, :years], history, last)
    return Flows(found.cash, found.value, found.balance, found.loss, owed[:, years:].sum(axis=1))


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
    out = drawn.cumsum(axis=1)
    held = np.maximum(out - received.cumsum(axis=1), 0.0) * alive(history.stopped, years)
    if last is not None:
        held[:, last:] = 0.0
    back = np.minimum(received.cumsum(axis=1), out)
    lost = out - back - held
    return Flows(received - drawn, nothing(history), held, np.diff(lost, axis=1, prepend=0.0), np.zeros(len(out)))
