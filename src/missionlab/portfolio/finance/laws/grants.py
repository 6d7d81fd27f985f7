"""Grants, and grants that are paid back after a success."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from missionlab.portfolio.finance.flows import Flows, History, Refused
from missionlab.portfolio.finance.laws.contingent import capped, contingent, paid_out, succeeded, within
from missionlab.portfolio.finance.laws.deal import (
    Deal,
    by_number,
    by_stop,
    contradicts,
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
    """A grant, and after a success fixed instalments or a share of revenue up to a cap; the terms say which."""
    if deal.terms.revenue_share is None:
        return _instalments(deal, history)
    return contradicts("two_repayments") if deal.terms.multiple is not None else _revenue_shared(deal, history)


def _instalments(deal: Deal, history: History) -> Flows | Refused:
    """Equation: m G / (y2 - y1 + 1) in each of the years y1 to y2 that is not before the success.

    Instalments due before the success are not owed.
    """
    terms = deal.terms
    missing = deal.missing("profile", "multiple", "first_year", "last_year")
    if missing or terms.multiple is None or terms.first_year is None or terms.last_year is None:
        return refused(*missing)
    first, last = terms.first_year, terms.last_year
    if last < first:
        return contradicts("years_reversed")
    years = history.revenue.shape[1]
    drawn = paid_out(deal, history)
    level = terms.multiple / (last - first + 1) * drawn.sum(axis=1)
    owed = within(level[:, None] * succeeded(history, max(years, last + 1)), first, last)
    found = contingent(drawn, owed[:, :years], history, last)
    return replace(found, after=owed[:, years:].sum(axis=1))


def _revenue_shared(deal: Deal, history: History) -> Flows | Refused:
    """Equation: min(share x revenue, m G - paid), in the years from y1 to y2 where these are stated."""
    terms = deal.terms
    missing = deal.missing("profile", "cap_multiple")
    if np.isnan(history.revenue).any():
        missing += ("revenue",)
    if missing or terms.cap_multiple is None or terms.revenue_share is None:
        return refused(*missing)
    first, last = terms.first_year or 0, terms.last_year
    if last is not None and last < first:
        return contradicts("years_reversed")
    drawn = paid_out(deal, history)
    due = within(terms.revenue_share * history.revenue, first, history.revenue.shape[1] if last is None else last)
    received = capped(due, terms.cap_multiple * drawn.cumsum(axis=1))
    return contingent(drawn, received, history, last)
