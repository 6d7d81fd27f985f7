"""Banks as agents: whom they serve first, what they may lend, what they earn, and when the state rescues them."""

from __future__ import annotations

import math

from missionlab.economy.compiled import equation


@equation
def bank_size(lot: float, shape: float) -> float:
    r"""Size of a bank at the start, drawn from a Pareto law by its inverse; banks' weights are their shares in it.

    Equation: s = (1 - u)^{-1 / \alpha_B}
    Source: ks-nsl
    Units: lot [share]; shape [1]; returns [1].
    """
    return (1.0 - lot) ** (-1.0 / shape)


@equation
def merit(cash: float, sales: float, coin: float) -> float:
    r"""What puts a firm before others in the pecking order: cash over sales, or in coins where nothing was sold.

    Equation: NW_{-1} / S_{-1} \text{ if } S_{-1} > 0,\ \text{else } NW_{-1} / 1
    Source: dosi2013, ks-nsl
    Units: cash, sales, coin [money]; returns [1].
    """
    return cash / sales if sales > 0.0 else cash / coin


@equation
def credit_class(turn: int, firms: int) -> int:
    r"""The quarter of its sector's pecking order in which a firm stands; 1 is the best.

    Equation: q = 1 + \lfloor 4 n / F \rfloor
    Source: dosi2015, ks-nsl
    Units: turn [firms before it]; firms [firms]; returns [1].
    """
    return 1 + 4 * turn // firms


@equation
def loan_rate(prime: float, spread: float, quarter: int, premium: float) -> float:
    r"""Interest on a firm's loans in a period, set at the end of the one before.

    Equation: r_{-1} (1 + \mu^{Deb}) [1 + (q - 1) k]
    Source: dosi2015, ks-nsl
    Units: prime [1/period]; spread, premium [share]; quarter [1]; returns [1/period].
    """
    return prime * (1.0 + spread) * (1.0 + (quarter - 1) * premium)


@equation
def interest_on_claims(claims: float, prime: float, spread: float) -> float:
    r"""Interest that the state pays a bank on what it owes it; a bank that owes the state pays the prime rate.

    Equation: r_{-1} (1 + \mu^{Res}) A_{-1} \text{ if } A_{-1} \ge 0,\ \text{else } r_{-1} A_{-1}
    Source: closure
    Units: claims [money]; prime [1/period]; spread [share]; returns [money].
    """
    return prime * (1.0 + spread) * claims if claims >= 0.0 else prime * claims


@equation
def bad_debt_share(write_offs: float, loans: float) -> float:
    r"""Bad debt of a bank's last period, as a share of that and of the loans that it still holds.

    Equation: Bda = Z_{-1} / (Z_{-1} + L_{-1})
    Source: dosi2015, ks-nsl
    Units: write_offs, loans [money]; returns [share].
    """
    return write_offs / (write_offs + loans) if write_offs > 0.0 else 0.0


@equation
def credit_supply(equity: float, ratio: float, sensitivity: float, bad_debt: float) -> float:
    r"""The most a bank may have lent: its equity over the capital that a loan takes, more so after bad debt.

    Equation: TC = V_{-1} / [\tau_B (1 + \beta_B Bda)]
    Source: dosi2015, ks-nsl
    Units: equity [money]; ratio, bad_debt [share]; sensitivity [1]; returns [money].
    """
    capital = ratio * (1.0 + sensitivity * bad_debt)
    return equity / capital if capital > 0.0 else math.inf


@equation
def credit_line(supply: float, loans: float, firms: int, all_firms: int) -> float:
    r"""What a bank can still lend to a sector in a period.

    Equation: [TC - L_{-1}]^+ F_s / (F_1 + F_2)
    Source: ks-nsl
    Units: supply, loans [money]; firms, all_firms [firms]; returns [money].
    """
    return max(supply - loans, 0.0) * firms / all_firms


@equation
def profit(loan_interest: float, deposit_interest: float, claims_interest: float, write_offs: float) -> float:
    r"""Profit of a bank before tax.

    Equation: \Pi_b = \sum r_j L_{j,-1} - r_D D_{-1} + r_A A_{-1} - Z
    Source: closure
    Units: all [money]; returns [money].
    """
    return loan_interest - deposit_interest + claims_interest - write_offs


@equation
def bail_out(equity: float, loans: float, ratio: float, weight: float, capital: float, wage: float) -> float:
    r"""Claims on itself that the state gives a bank whose equity is below nought.

    Equation: R = f_d NWb_0 w + \tau_B L - V \text{ if } V < 0
    Source: ks-nsl, closure
    Units: equity, loans, capital [money]; ratio, weight [share]; wage [relative to that of period 0]; returns [money].
    """
    return weight * capital * wage + ratio * loans - equity if equity < 0.0 else 0.0
