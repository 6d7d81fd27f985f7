"""Stakes: shares in a business, and rights to a part of its value beside a loan."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import NEVER, Flows, History, Refused, Years
from missionlab.portfolio.finance.laws.contingent import capped
from missionlab.portfolio.finance.laws.deal import Deal, alive, by_number, nothing, refused
from missionlab.portfolio.finance.laws.loans import loan


def equity(deal: Deal, history: History) -> Flows | Refused:
    """Paid in, then held at cost until it is sold, or lost with the project.

    Equation: - E; at the exit max(min(V, l E), stake x prod(1 - delta_j) x V), with stake = E / (pre-money + E) and
    V = multiple x (pre-money + E). A stake that is not sold by the horizon stays in the balance at cost.
    """
    missing = (*deal.missing("profile", "pre_money", "preference", "hold_first", "hold_last"), *_unvalued(history))
    terms = deal.terms
    if terms.pre_money is None or terms.preference is None or missing:
        return refused(*missing)
    years = history.revenue.shape[1]
    profile = by_number(terms.profile, years)[:years]
    exit_year = _exit(history)
    sold = exit_year >= 0
    in_hand = alive(history.stopped, years) & ~(sold[:, None] & (np.arange(years) >= exit_year[:, None]))
    cash = -deal.amount[:, None] * profile * in_hand
    paid_in = -cash.cumsum(axis=1)
    loss = np.zeros_like(cash)

    cost = paid_in[:, -1]
    worth = history.multiple * (terms.pre_money + deal.amount)
    share = cost / np.maximum(terms.pre_money + deal.amount, np.finfo(float).tiny)
    kept = np.prod([1 - rate for rate in terms.dilution.values()])
    proceeds = np.maximum(np.minimum(worth, terms.preference * cost), share * kept * worth)
    rows = np.flatnonzero(sold)
    cash[rows, exit_year[rows]] += proceeds[rows]
    loss[rows, exit_year[rows]] = np.maximum(cost - proceeds, 0.0)[rows]
    failed = np.flatnonzero(~sold & (history.stopped >= 0) & (history.stopped < years))
    loss[failed, history.stopped[failed]] = cost[failed]
    return Flows(cash, nothing(history), paid_in * in_hand, loss, np.zeros(len(cost)))


def loan_with_stake(deal: Deal, history: History) -> Flows | Refused:
    """A convertible or a loan with a warrant: the loan, and at the exit a part of the value above the strike.

    Equation: + kappa max(0, V - K); V = multiple x price of the round, which is pre-money and amount together where
    that is stated, and otherwise the strike. All together at most the cap, where there is one.
    """
    terms = deal.terms
    lent = loan(deal, history)
    missing = (*deal.missing("stake", "strike", "hold_first", "hold_last"), *_unvalued(history))
    if terms.pre_money is None and terms.strike == 0:
        missing += ("pre_money",)
    if isinstance(lent, Refused):
        return Refused((*lent.missing, *missing), lent.contradiction)
    if terms.stake is None or terms.strike is None or missing:
        return refused(*missing)
    price = terms.strike if terms.pre_money is None else terms.pre_money + deal.amount
    gain = terms.stake * np.maximum(history.multiple * price - terms.strike, 0.0) * (deal.amount > 0)
    exit_year = _exit(history)
    rows = np.flatnonzero(exit_year >= 0)
    cash = lent.cash.copy()
    cash[rows, exit_year[rows]] += gain[rows]
    if terms.cap_multiple is None:
        return Flows(cash, lent.value, lent.balance, lent.loss, lent.after)
    most = terms.cap_multiple * deal.amount
    received = capped(np.maximum(cash, 0.0), np.broadcast_to(most[:, None], cash.shape))
    after = np.minimum(lent.after, most - received.sum(axis=1))
    return Flows(np.minimum(cash, 0.0) + received, lent.value, lent.balance, lent.loss, after)


def _unvalued(history: History) -> tuple[str, ...]:
    """What the outcome model leaves blank about the value of those who are sold."""
    blank = np.isnan(history.multiple).any()
    return ("value_nothing", "value_below", "value_exponent", "value_cap") if blank else ()


def _exit(history: History) -> Years:
    """Year of the sale, or NEVER where there is none or the project stopped before it."""
    years = history.revenue.shape[1]
    before = (history.stopped < 0) | (history.stopped > history.exited)
    return np.where(before & (history.exited < years), history.exited, NEVER)
