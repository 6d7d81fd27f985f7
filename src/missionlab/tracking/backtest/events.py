"""The events whose probability is scored: cuts by a share, and shifts by points, between an origin and a later year.

They stand for targets: "down by 20 % in five years" for quantities, "up by 5 points" for percentages. An event that
the indicator's bounds make impossible is not asked about.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest.data import DataSeries

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Event:
    """A value at most, or at least, ``1 + share`` times, plus ``points``, what it was at the origin."""

    id: str
    share: float
    points: float
    at_most: bool

    def goal(self, before: Values) -> Values:
        """The threshold from ``before``, in the indicator's unit."""
        return before * (1 + self.share) + self.points

    def met(self, before: Values, after: Values) -> NDArray[np.bool_]:
        """Whether it happened between ``before`` and ``after``."""
        return after <= self.goal(before) if self.at_most else after >= self.goal(before)


CUTS = tuple(Event(f"cut-{percent}%", -percent / 100, 0.0, True) for percent in (0, 5, 10, 20, 30, 50))
SHIFTS = tuple(
    Event(f"{'fall' if sign < 0 else 'rise'}-{points}", 0.0, float(sign * points), sign < 0)
    for sign in (1, -1)
    for points in (2, 5, 10, 20)
)
EVENTS: tuple[Event, ...] = (*CUTS, *SHIFTS)


def possible(series: DataSeries, before: Values) -> dict[Event, NDArray[np.bool_]]:
    """The events that are asked about ``series``, and from which of the values ``before`` they can be reached.

    Percentages are asked about shifts in points, everything else about cuts, from values above zero.
    """
    if not series.in_points:
        return dict.fromkeys(CUTS, before > 0)
    lowest, highest = series.bounds
    return {event: (event.goal(before) > lowest) & (event.goal(before) < highest) for event in SHIFTS}
