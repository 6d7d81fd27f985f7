"""Who leaves, and how the firms that take their place are endowed."""

from __future__ import annotations

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_up


@equation
def capital_good_firm_leaves(cash: float, idle: int, entered: int, period: int, patience: int) -> bool:
    r"""Whether a capital-good firm leaves: it cannot pay, or nobody has ordered for long.

    Equation: NW < 0,\ \text{or } t \ge t_0 + n_1 \text{ and no client in } n_1 \text{ periods}
    Source: ks-ee
    Units: cash [money]; idle, entered, period, patience [periods]; returns [true or false].
    """
    return cash < 0.0 or (period >= entered + patience and idle >= patience)


@equation
def consumption_good_firm_leaves(cash: float, share: float, has_competed: bool, smallest: float) -> bool:
    r"""Whether a consumption-good firm leaves: it cannot pay, or its market has gone.

    Equation: NW < 0,\ \text{or it has operated before and } f < f^{min}
    Source: dosi2010
    Units: cash [money]; share, smallest [share]; has_competed [true or false]; returns [true or false].
    """
    return cash < 0.0 or (has_competed and share < smallest)


@equation
def drawn_share(low: float, high: float, lot: float) -> float:
    r"""A uniform share of the incumbents' mean.

    Equation: \Phi = \underline{\Phi} + u (\bar{\Phi} - \underline{\Phi})
    Source: dosi2010
    Units: low, high, lot [share]; returns [share].
    """
    return low + lot * (high - low)


@equation
def entrant_capital(share: float, mean_capital: float, capacity: float) -> float:
    r"""Capacity that a new consumption-good firm wants, in whole machines.

    Equation: K^d = m_2 \lceil \max(\Phi \bar{K} / m_2, 1) \rceil
    Source: ks-ee
    Units: share [share]; mean_capital [goods of capacity]; capacity [goods/machine]; returns [goods of capacity].
    """
    return capacity * whole_up(max(share * mean_capital / capacity, 1.0))


@equation
def working_cash(expected: float, target: float, unit_cost: float, share: float, mean_cash: float) -> float:
    r"""Cash of a new consumption-good firm beside the price of its machines.

    Equation: \max\{(1 + \iota) D^e c_2,\ \Phi \overline{NW}\}
    Source: ks-ee
    Units: expected [goods]; target, share [share]; unit_cost [money/good]; mean_cash [money]; returns [money].
    """
    return max((1.0 + target) * expected * unit_cost, share * mean_cash)
