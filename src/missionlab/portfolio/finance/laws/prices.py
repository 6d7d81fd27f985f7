"""Contracts on prices and quantities: caps, two-way strikes, advance commitments and procurement.

Prices and quantities are by calendar year. In a year for which no quantity is stated nothing is delivered; a year with
a quantity needs its price. The amount of the commitment counts only where the law says so; with an amount of 0 there
is no contract.
"""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused
from missionlab.portfolio.finance.laws.contingent import capped, succeeded
from missionlab.portfolio.finance.laws.deal import Deal, Row, alive, by_calendar, contradicts, nothing, refused


def price_cap(deal: Deal, history: History) -> Flows | Refused:
    """What public buyers save after a success; it is worth money and is no cash.

    Equation: value (p_market - p_cap)^+ x q_t.
    """
    traded = _traded(deal, history, "price", "market_price")
    if isinstance(traded, Refused):
        return traded
    quantity, market = traded
    saved = np.maximum(market - (deal.terms.price or 0.0), 0.0) * quantity
    return _flows(history, nothing(history), _delivered(deal, history, saved))


def difference(deal: Deal, history: History) -> Flows | Refused:
    """A two-way strike contract after a success: the purse pays below the strike and receives above it.

    Equation: (p_market - strike) q_t.
    """
    traded = _traded(deal, history, "strike", "market_price")
    if isinstance(traded, Refused):
        return traded
    quantity, market = traded
    paid = (market - (deal.terms.strike or 0.0)) * quantity
    return _flows(history, _delivered(deal, history, paid), nothing(history))


def procurement(deal: Deal, history: History) -> Flows | Refused:
    """Goods are paid as they are delivered while the project goes on, and are worth their price on the market.

    Equation: cash - price q_t; value + p_market q_t.
    """
    traded = _traded(deal, history, "price", "market_price")
    if isinstance(traded, Refused):
        return traded
    quantity, market = traded
    goes_on = alive(history.stopped, quantity.size) * (deal.amount > 0)[:, None]
    return _flows(history, -(deal.terms.price or 0.0) * quantity * goes_on, market * quantity * goes_on)


def advance_commitment(deal: Deal, history: History) -> Flows | Refused:
    """After a success the fund tops up the tail price until it is used; until then it is a contingent liability.

    Equation: - min(F_left, (P_top - P_tail) q_t), F = the amount. What is left is released when the project stops, and
    after the last year for which there is a quantity.
    """
    terms = deal.terms
    missing = deal.missing("price", "tail_price", "quantity", "starts")
    if terms.price is None or terms.tail_price is None or deal.starts is None or missing:
        return refused(*missing)
    if terms.tail_price > terms.price:
        return contradicts("tail_above_price")
    years = history.revenue.shape[1]
    quantity = np.nan_to_num(by_calendar(terms.quantity, deal.starts, years))
    due = (terms.price - terms.tail_price) * quantity * succeeded(history, years)
    fund = np.broadcast_to(deal.amount[:, None], due.shape)
    paid = capped(due, fund)
    open_ = alive(history.stopped, years) & (np.arange(years) < max(terms.quantity) - deal.starts)
    left = (fund - paid.cumsum(axis=1)) * open_
    return Flows(-paid, nothing(history), left, nothing(history), np.zeros(len(left)))


def topped_up(deal: Deal, found: Flows) -> Amounts:
    """Units that an advance commitment tops up; shape (n,)."""
    return -found.cash.sum(axis=1) / ((deal.terms.price or 0.0) - (deal.terms.tail_price or 0.0))


def _traded(deal: Deal, history: History, price: str, market: str) -> tuple[Row, Row] | Refused:
    """Quantity and market price by year; both 0 where nothing is delivered."""
    missing = deal.missing(price, market, "quantity", "starts")
    if missing or deal.starts is None:
        return refused(*missing)
    years = history.revenue.shape[1]
    quantity = np.nan_to_num(by_calendar(deal.terms.quantity, deal.starts, years))
    on_market = by_calendar(deal.terms.market_price, deal.starts, years)
    if np.isnan(on_market[quantity > 0]).any():
        return refused(market)
    return quantity, np.nan_to_num(on_market)


def _delivered(deal: Deal, history: History, row: Row) -> Amounts:
    return row * succeeded(history, row.size) * (deal.amount > 0)[:, None]


def _flows(history: History, cash: Amounts, value: Amounts) -> Flows:
    return Flows(cash, value, nothing(history), nothing(history), np.zeros(len(history.stopped)))
