"""Intervals of what was simulated: how far a mean of so many futures may lie from that of endlessly many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import text
from missionlab.portfolio.results import Measured

TINY = 1e-9
"""Differences below this part of their size are rounding."""


def paired(differences: NDArray[np.float64]) -> Measured:
    """Mean with two standard errors to either side; no interval, and why, where all differences are one number."""
    mean = float(differences.mean())
    if np.ptp(differences) <= TINY * max(1.0, abs(mean)):
        return Measured(mean, reason=text("course.same_in_every_future"))
    error = float(differences.std(ddof=1) / np.sqrt(len(differences)))
    return Measured(mean, mean - 2 * error, mean + 2 * error)


def share_below_zero(differences: NDArray[np.float64]) -> Measured:
    """Share of futures in which a difference is below zero; no interval where all differences are one number."""
    one = paired(differences)
    share = float((differences < -TINY).mean())
    return Measured(share, reason=one.reason) if one.low is None else within_two_errors(share, len(differences))


def within_two_errors(share: float, number: int) -> Measured:
    """``share`` of ``number`` draws with an interval of two standard errors that is never without width: what was seen
    in none of them may still happen.

    Source: E. B. Wilson, "Probable inference", Journal of the American Statistical Association 22 (1927).
    """
    middle = (share + 2 / number) / (1 + 4 / number)
    half = 2 / (1 + 4 / number) * float(np.sqrt(share * (1 - share) / number + 1 / number**2))
    return Measured(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def ends(one: Measured) -> tuple[float, float, float]:
    """Value, low and high; where there is no interval both ends are the value."""
    assert one.value is not None
    return one.value, one.value if one.low is None else one.low, one.value if one.high is None else one.high
