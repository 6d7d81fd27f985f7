"""What yearly flows are worth today."""

from __future__ import annotations

import numpy as np

from missionlab.portfolio.finance.flows import Amounts
from missionlab.strategy.vocabulary import FlowTiming


def present_value(cash: Amounts, rate: float, timing: FlowTiming | None = None) -> Amounts:
    """Flows by year, as of the end of year 0; shape of ``cash`` (..., years).

    Equation: sum of c_t (1 + r)^-t; flows at the start of a year are worth one year's interest more.
    """
    years = cash.shape[-1]
    earlier = 1 if timing is FlowTiming.START else 0
    return cash @ (1 + rate) ** (earlier - np.arange(years, dtype=float))
