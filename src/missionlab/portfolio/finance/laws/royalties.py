"""Royalties: a share of what a success earns, up to a cap and for a time."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Flows, History, Refused
from missionlab.portfolio.finance.laws.contingent import capped, contingent, paid_out, within
from missionlab.portfolio.finance.laws.deal import Deal, contradicts, refused


def royalty(deal: Deal, history: History) -> Flows | Refused:
    """Paid out by its profile; then a share of the revenue in the agreed years until the cap is met.

    Equation: - G; + min(q revenue, m G - paid) in the years y1 to y2.
    """
    terms = deal.terms
    missing = deal.missing("profile", "revenue_share", "cap_multiple", "last_year")
    if np.isnan(history.revenue).any():
        missing += ("revenue",)
    if missing or terms.revenue_share is None or terms.cap_multiple is None or terms.last_year is None:
        return refused(*missing)
    first = terms.first_year or 1
    if terms.last_year < first:
        return contradicts("years_reversed")
    drawn = paid_out(deal, history)
    due = within(terms.revenue_share * history.revenue, first, terms.last_year)
    received = capped(due, terms.cap_multiple * drawn.cumsum(axis=1))
    return contingent(drawn, received, history, terms.last_year)
