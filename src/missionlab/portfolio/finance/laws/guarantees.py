"""Guarantees: a fee on what is covered, and a call in a default."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused
from missionlab.portfolio.finance.laws.contract import Contract, all_refusals, contract, duration, interest_rate
from missionlab.portfolio.finance.laws.deal import Deal, alive, nothing, refused


class Calls(NamedTuple):
    """What a guarantee is asked for in a year, and what of it is paid; shape (n, years)."""

    paid: Amounts
    unpaid: Amounts
    """Beyond the cap: the lender bears it."""


def guarantee(deal: Deal, history: History) -> Flows | Refused:
    """The fee is paid in advance on what is covered at the end of a year; a call is final in the year of the default.

    Equation: + phi c B_t alive_t; in year tau - c LGD B_{tau-1}, at most the cap.
    """
    agreed = covered_loan(deal)
    if isinstance(agreed, Refused):
        return agreed
    years = history.revenue.shape[1]
    terms = deal.terms
    balance = _in_force(agreed, terms.covered or 0.0, deal, max(years, agreed.balance.size))
    held = balance[:, :years] * alive(history.stopped, years)
    paid = _calls(deal, balance, history).paid
    fees = (terms.fee or 0.0) * held
    lives = alive(history.stopped, years)[:, -1]
    after = (terms.fee or 0.0) * balance[:, years:].sum(axis=1) * lives
    return Flows(fees - paid, nothing(history), held, paid, after)


def calls(deal: Deal, history: History) -> Calls | Refused:
    """What is called and what of it the cap leaves unpaid."""
    agreed = covered_loan(deal)
    if isinstance(agreed, Refused):
        return agreed
    years = history.revenue.shape[1]
    return _calls(deal, _in_force(agreed, deal.terms.covered or 0.0, deal, max(years, agreed.balance.size)), history)


def capped_together(asked: Amounts, most: float) -> Calls:
    """Calls of a portfolio of guarantees under one cap, in the order of the years and, within a year, in proportion.

    ``asked`` has the shape (guarantees, paths, years).
    """
    total = asked.sum(axis=0)
    before = np.cumsum(total, axis=-1) - total
    met = np.clip(most - before, 0.0, total)
    share = np.divide(met, total, out=np.zeros_like(total), where=total > 0)
    return Calls(asked * share, asked * (1 - share))


def covered_loan(deal: Deal) -> Contract | Refused:
    """The contract of the guaranteed loan, for one unit, drawn at once."""
    missing = deal.missing("guaranteed", "covered", "fee", "loss_given_default")
    lasts, rate = duration(deal), interest_rate(deal)
    if not isinstance(lasts, Refused) and lasts.bullet and isinstance(rate, Refused) and rate.missing:
        rate = 0.0
    refusal = all_refusals(refused(*missing), lasts, rate)
    if refusal or isinstance(lasts, Refused) or isinstance(rate, Refused):
        return refusal or refused()
    return contract(rate, lasts, {0: 1.0})


def _in_force(agreed: Contract, covered: float, deal: Deal, columns: int) -> Amounts:
    balance = np.zeros(columns)
    balance[: agreed.balance.size] = agreed.balance
    in_force = (deal.amount > 0).astype(float) * (deal.terms.guaranteed or 0.0)
    return in_force[:, None] * (covered * balance)


def _calls(deal: Deal, balance: Amounts, history: History) -> Calls:
    years = history.revenue.shape[1]
    asked = np.zeros((len(history.stopped), years))
    hit = np.flatnonzero((history.stopped > 0) & (history.stopped < years))
    when = history.stopped[hit]
    asked[hit, when] = (deal.terms.loss_given_default or 0.0) * balance[hit, when - 1]
    most = np.inf if deal.terms.call_cap is None else deal.terms.call_cap
    paid = np.minimum(asked, most)
    return Calls(paid, asked - paid)
