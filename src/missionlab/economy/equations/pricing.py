"""Costs, prices and mark-ups."""

from __future__ import annotations

from missionlab.economy.compiled import equation


@equation
def capital_good_cost(wage: float, process: float, machines_per_worker: float) -> float:
    r"""Unit cost of a machine.

    Equation: c_1 = w / (B m_1)
    Source: dosi2010
    Units: wage [money/worker]; process [1]; machines_per_worker [machines/worker]; returns [money/machine].
    """
    return wage / (process * machines_per_worker)


@equation
def price(unit_cost: float, markup: float) -> float:
    r"""Price by mark-up on unit cost.

    Equation: p = (1 + \mu) c
    Source: dosi2010
    Units: unit_cost [money/unit]; markup [share]; returns [money/unit].
    """
    return (1.0 + markup) * unit_cost


@equation
def markup(previous: float, share: float, share_before: float, sensitivity: float, smallest: float) -> float:
    r"""Mark-up of a consumption-good firm, moved by its market share.

    Equation: \mu = \mu_{-1} [1 + \upsilon (f_{-1} / f_{-2} - 1)] \text{ if both shares} \ge f^{min}
    Source: dosi2010
    Units: previous, share, share_before, smallest [share]; sensitivity [1]; returns [share].
    """
    if share >= smallest and share_before >= smallest:
        return previous * (1.0 + sensitivity * (share / share_before - 1.0))
    return previous
