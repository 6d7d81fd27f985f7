"""Which machines to replace, and what it takes to scrap them."""

from __future__ import annotations

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_down


@equation
def is_expired(installed: int, period: int, life: int) -> bool:
    r"""Whether a machine is older than its technical life.

    Equation: t_v < t - \eta
    Source: ks-ee
    Units: installed, period, life [periods]; returns [true or false].
    """
    return installed < period - life


@equation
def is_obsolete(unit_cost: float, new_unit_cost: float, machine_price: float, capacity: float, payback: float) -> bool:
    r"""Whether a new machine pays for itself in time.

    Equation: (p_1 / m_2) / (w / A_v - w / A_{new}) \le b,\ \text{and the saving is positive}
    Source: dosi2010
    Units: unit_cost, new_unit_cost [money/good]; machine_price [money/machine]; capacity [goods/machine];
    payback [periods]; returns [true or false].
    """
    saving = unit_cost - new_unit_cost
    return saving > 0.0 and machine_price / capacity <= payback * saving


@equation
def replacement(listed: float, capital: float, desired: float, capacity: float) -> float:
    r"""Wish to replace machines: those listed, less those that the firm can do without.

    Equation: SI = m_2 [R - \lfloor [K_{-1} - K^d]^+ / m_2 \rfloor]^+
    Source: ks-ee
    Units: listed [machines]; capital, desired [goods of capacity]; capacity [goods/machine]; returns [goods].
    """
    spare = whole_down(max(capital - desired, 0.0) / capacity)
    return capacity * max(listed - spare, 0.0)


@equation
def shrinkage(capital: float, expansion: float, desired: float, capacity: float) -> float:
    r"""Machines that a firm can drop without replacing them.

    Equation: a = \lfloor [K_{-1} + EI - K^d]^+ / m_2 \rfloor
    Source: ks-ee
    Units: capital, expansion, desired [goods of capacity]; capacity [goods/machine]; returns [machines].
    """
    return whole_down(max(capital + expansion - desired, 0.0) / capacity)


@equation
def machines_lost(ordered: float, cut: float) -> float:
    r"""Machines of one order that its maker has no workers for; at least one is delivered.

    Equation: k = \max(\min(\lfloor n q \rfloor, n - 1), 0)
    Source: ks-ee
    Units: ordered [machines]; cut [share]; returns [machines].
    """
    return max(min(whole_down(ordered * cut), ordered - 1.0), 0.0)
