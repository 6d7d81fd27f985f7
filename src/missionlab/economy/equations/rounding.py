"""Whole machines and whole clients: rounding that forgives the last bits of a division."""

from __future__ import annotations

import numpy as np

from missionlab.economy.compiled import equation


@equation
def whole_down(amount: float) -> float:
    r"""The whole part of an amount.

    Equation: \lfloor x + 10^{-9} \rfloor
    Source: ks-ee
    Units: amount [any]; returns [same].
    """
    return np.floor(amount + 1e-9)


@equation
def whole_up(amount: float) -> float:
    r"""The smallest whole number that is not below an amount.

    Equation: \lceil x - 10^{-9} \rceil
    Source: ks-ee
    Units: amount [any]; returns [same].
    """
    return np.ceil(amount - 1e-9)


@equation
def whole_near(amount: float) -> float:
    r"""The nearest whole number; halves go up.

    Equation: \lfloor x + 1/2 \rfloor
    Source: ks-ee
    Units: amount [any]; returns [same].
    """
    return np.floor(amount + 0.5)
