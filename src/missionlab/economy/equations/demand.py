"""What a consumption-good firm expects, and how much it wants to make and to own."""

from __future__ import annotations

from missionlab.economy.compiled import equation
from missionlab.economy.equations.rounding import whole_down, whole_near, whole_up


@equation
def expected_demand(faced: float, met: float) -> float:
    r"""Myopic expectation: the demand observed last period.

    Equation: D^e = \max(D^d_{-1}, D_{-1})
    Source: dosi2010
    Units: faced, met [goods]; returns [goods].
    """
    return max(faced, met)


@equation
def production_wish(expected: float, inventory: float, target: float) -> float:
    r"""Output that meets expected demand and the inventory wanted.

    Equation: Y = [(1 + \iota) D^e - N_{-1}]^+
    Source: dosi2010
    Units: expected, inventory [goods]; target [share]; returns [goods].
    """
    return max((1.0 + target) * expected - inventory, 0.0)


@equation
def desired_capital(wish: float, utilisation: float) -> float:
    r"""Capacity at which the wish is made at planned utilisation.

    Equation: K^d = Y / u
    Source: dosi2010
    Units: wish [goods]; utilisation [share]; returns [goods of capacity].
    """
    return wish / utilisation


@equation
def idle_machines(capital: float, desired_output: float, capacity: float) -> float:
    r"""Machines that are not planned to run.

    Equation: h = [\lfloor K_{-1} / m_2 \rfloor - \lceil Q^d / m_2 \rceil]^+
    Source: ks-ee
    Units: capital, desired_output [goods]; capacity [goods/machine]; returns [machines].
    """
    return max(whole_down(capital / capacity) - whole_up(desired_output / capacity), 0.0)


@equation
def expansion(capital: float, desired: float, capacity: float, floor: float, cap: float) -> float:
    r"""Wish to expand of a firm that owns a machine, within the bounds of growth.

    Equation: EI = 0,\ lo - K,\ hi - K \text{ or } m_2 \lfloor (K^d - K) / m_2 \rfloor \text{ (specification, 6.2)}
    Source: ks-ee
    Units: capital, desired [goods of capacity]; capacity [goods/machine]; floor, cap [share]; returns [goods].
    """
    low = capacity * whole_near((1.0 + floor) * capital / capacity)
    high = capacity * whole_near((1.0 + cap) * capital / capacity)
    if desired <= low:
        return 0.0
    if floor > 0.0:
        return low - capital
    if cap > 0.0 and desired > high:
        return high - capital
    return capacity * whole_down((desired - capital) / capacity)


@equation
def first_capital_as_wished(desired: float, capacity: float) -> float:  # noqa: ARG001
    r"""First order of a firm without a machine, as the program has it: not in whole machines.

    Equation: EI = K^d
    Source: ks-ee
    Units: desired [goods of capacity]; capacity [goods/machine]; returns [goods of capacity].
    """
    return desired


@equation
def first_capital_in_machines(desired: float, capacity: float) -> float:
    r"""First order of a firm without a machine, in whole machines.

    Equation: EI = m_2 \lfloor K^d / m_2 \rfloor
    Source: closure
    Units: desired [goods of capacity]; capacity [goods/machine]; returns [goods of capacity].
    """
    return capacity * whole_down(desired / capacity)
