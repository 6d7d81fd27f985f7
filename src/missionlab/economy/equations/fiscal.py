"""The state and the bank: what they pay, get and owe."""

from __future__ import annotations

from missionlab.economy.compiled import equation


@equation
def policy_rate(rate: float, change: float) -> float:
    r"""A tax or benefit rate under its lever.

    Equation: \min(\max(\tau + \Delta\tau, 0), 1)
    Source: closure
    Units: rate, change [share]; returns [share].
    """
    return min(max(rate + change, 0.0), 1.0)


@equation
def profit_tax(profit: float, rate: float) -> float:
    r"""Tax on a firm's profit; losses pay none.

    Equation: Tax = tr [\Pi]^+
    Source: dosi2010
    Units: profit [money]; rate [share]; returns [money].
    """
    return rate * max(profit, 0.0)


@equation
def dividend(profit: float, tax: float, payout: float) -> float:
    r"""Dividend out of a firm's net profit.

    Equation: Div = d [\Pi - Tax]^+
    Source: ks-ee
    Units: profit, tax [money]; payout [share]; returns [money].
    """
    return payout * max(profit - tax, 0.0)


@equation
def benefit_bill(force: float, employed: float, rate: float, wage: float) -> float:
    r"""Unemployment benefits.

    Equation: G = (L^S - L) \varphi w
    Source: dosi2010
    Units: force, employed [workers]; rate [share]; wage [money/worker]; returns [money].
    """
    return max(force - employed, 0.0) * rate * wage


@equation
def growing_purchases(previous: float, growth: float) -> float:
    r"""Purchases of the state that follow their own path.

    Equation: G = (1 + g_G) G_{-1}
    Source: ks-ee
    Units: previous [money]; growth [1/period]; returns [money].
    """
    return previous * (1.0 + growth)


@equation
def rescue(equity: float, loans: float, ratio: float) -> float:
    r"""Public debt that the bank is given when its equity is below nought.

    Equation: R = \tau_B (L_1 + L_2) - V \text{ if } V < 0
    Source: closure
    Units: equity, loans [money]; ratio [share]; returns [money].
    """
    return ratio * loans - equity if equity < 0.0 else 0.0


@equation
def bank_dividend(equity: float, loans: float, ratio: float, payout: float) -> float:
    r"""What the bank pays out of equity beyond what its loans need.

    Equation: Div_b = d_B [V - \tau_B (L_1 + L_2)]^+
    Source: closure
    Units: equity, loans [money]; ratio, payout [share]; returns [money].
    """
    return payout * max(equity - ratio * loans, 0.0)
