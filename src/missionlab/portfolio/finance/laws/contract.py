"""What a loan pays when nothing goes wrong: draws, payments and the balance by year, for one unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from missionlab.portfolio.finance.flows import Refused
from missionlab.portfolio.finance.laws.deal import Deal, Row, contradicts, refused, whole
from missionlab.strategy.vocabulary import Grace


@dataclass(frozen=True, slots=True)
class Contract:
    """A loan of 1 by year; year 0 is that of the commitment."""

    draws: Row
    payments: Row
    """Interest and principal together."""
    balance: Row
    """At the end of the year, after the payment."""


@dataclass(frozen=True, slots=True)
class Duration:
    """When a loan is repaid."""

    tenor: int
    grace: int
    capitalised: bool
    """Whether interest is added to the balance until the end of the grace."""

    @property
    def bullet(self) -> bool:
        """Whether the balance stays as it is until all of it is repaid at once, whatever the rate."""
        return self.tenor - self.grace == 1 and not self.capitalised


def duration(deal: Deal) -> Duration | Refused:
    """Tenor and grace of a deal, or why they are not known or cannot be."""
    terms = deal.terms
    missing = deal.missing("tenor_years", "grace_years")
    if terms.grace_years is not None and whole(terms.grace_years) > 0:
        missing += deal.missing("grace")
    if deal.tenor_years is None or terms.grace_years is None or missing:
        return refused(*missing)
    tenor, grace = whole(deal.tenor_years), whole(terms.grace_years)
    if tenor <= grace:
        return contradicts("tenor_within_grace")
    return Duration(tenor, grace, grace > 0 and terms.grace is Grace.CAPITALISED)


def interest_rate(deal: Deal) -> float | Refused:
    """Fixed, or the reference rate with a margin."""
    fixed, margin = deal.terms.rate, deal.terms.margin
    if fixed is not None:
        return fixed if margin is None else contradicts("two_rates")
    if margin is None:
        return refused("rate")
    if deal.reference_rate is None:
        return refused("reference_rate")
    return deal.reference_rate + margin


def all_refusals(*found: object) -> Refused | None:
    """All that is missing in the parts of a deal, with their first contradiction; None where nothing is amiss."""
    refusals = [one for one in found if isinstance(one, Refused)]
    missing = dict.fromkeys(name for one in refusals for name in one.missing)
    contradiction = next((one.contradiction for one in refusals if one.contradiction), None)
    return Refused(tuple(missing), contradiction) if missing or contradiction else None


def annuity(rate: float, years: int) -> float:
    """Yearly payment that repays 1 over ``years``.

    Equation: A = r / (1 - (1 + r)^-m); 1/m at r = 0, and 0 at r = -1, where nothing is left to repay.
    """
    if rate == -1:
        return 0.0
    return 1 / years if rate == 0 else float(rate / -np.expm1(-years * np.log1p(rate)))


def contract(rate: float, lasts: Duration, shares: Mapping[int, float]) -> Contract:
    """A loan of 1, drawn in ``shares`` by year from 0, each before the tenor ends.

    Each draw is a loan of its own that ends with the whole: interest until the end of the grace, or from the draw on
    if that is later, then an annuity. So the flows of a loan are the sum of those of its draws.
    """
    columns = lasts.tenor + 1
    draws, payments, balance = np.zeros(columns), np.zeros(columns), np.zeros(columns)
    for drawn, share in shares.items():
        draws[drawn] += share
        balance[drawn] += share
        first = max(lasts.grace, drawn)
        waiting = 0.0 if lasts.capitalised else rate
        owed = share
        for year in range(drawn + 1, first + 1):
            payments[year] += waiting * owed
            owed += (rate - waiting) * owed
            balance[year] += owed
        level = owed * annuity(rate, lasts.tenor - first)
        for year in range(first + 1, columns):
            payments[year] += level
            owed = 0.0 if year == lasts.tenor else (1 + rate) * owed - level
            balance[year] += owed
    return Contract(draws, payments, balance)
