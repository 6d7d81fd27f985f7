"""What is known of a series when it is forecast: times and values on the scale, cut where its level was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from missionlab.evidence.breaks import out_of_line
from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale

Values = NDArray[np.float64]

_NEIGHBOURS = 3
"""Steps on either side of a level break from which the step across it is filled in."""


@dataclass(frozen=True, slots=True)
class History:
    """``times`` (n,) in years, strictly increasing, and ``values`` (n,) on the scale of ``transform``."""

    times: Values
    values: Values
    across: NDArray[np.bool_]
    """Which of the n - 1 steps between neighbours cross a level break, and so say nothing of the world."""
    suspected: NDArray[np.bool_]
    """Which of the other steps are so far out of line that they may cross one that nobody has declared."""
    transform: Transform

    @property
    def last(self) -> float:
        """The latest value."""
        return float(self.values[-1])

    @property
    def gaps(self) -> Values:
        """Years between neighbours, (n - 1,)."""
        return np.diff(self.times)

    @property
    def change(self) -> Values:
        """Observed steps, without those across breaks."""
        return np.diff(self.values)[~self.across]

    @property
    def years(self) -> Values:
        """Years that each of ``change`` took."""
        return self.gaps[~self.across]

    @property
    def known(self) -> int:
        """Points less level breaks: what a fit of a level and its changes can count on."""
        return len(self.times) - int(self.across.sum())

    def readings(self) -> tuple[History, ...]:
        """This history; and, where steps are suspected, the one in which they are level breaks."""
        if not self.suspected.any():
            return (self,)
        return (self, replace(self, across=self.across | self.suspected))

    @property
    def rounding(self) -> float:
        """Yearly steps that differ by no more than this are alike but for rounding."""
        size = float(np.abs(self.values).max()) if self.transform.scale is Scale.LEVEL else 1.0
        return 1e-9 * size

    def spliced(self) -> Values:
        """The values (n,) with earlier parts moved to the level of the last.

        The step across a break becomes what the steps around it were for each year, so that a fit to the whole does
        not go through the break.
        """
        if not self.across.any():
            return self.values
        step, gaps = np.diff(self.values), self.gaps
        for place in np.flatnonzero(self.across):
            near = np.flatnonzero(~self.across[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])
            near = near + max(0, place - _NEIGHBOURS)
            step[place] = gaps[place] * (np.diff(self.values)[near].sum() / gaps[near].sum()) if len(near) else 0.0
        return self.values[-1] - np.concatenate([np.cumsum(step[::-1])[::-1], [0.0]])

    def in_steps(self) -> tuple[Values, float] | None:
        """The spliced values from the last on, counted in their mean absolute step, and that step; None where nothing
        ever moves."""
        values = self.spliced()
        step = float(np.abs(np.diff(values)).mean())
        return ((values - values[-1]) / step, step) if step > 0 else None


def history_of(times: Values, values: Values, transform: Transform, starts: Iterable[float] = ()) -> History:
    """The history of ``values``, on the scale of ``transform``, at ``times`` in years (not decreasing).

    ``starts`` are the times at which new levels begin. Of values at one time the last is used.
    """
    kept = np.append(np.diff(times) > 0, True)
    times, values = times[kept], values[kept]
    across = np.zeros(len(times) - 1, dtype=bool)
    for start in starts:
        across |= (times[:-1] < start) & (start <= times[1:])
    suspected = np.zeros(len(times) - 1, dtype=bool)
    flagged = out_of_line(times, values, (np.flatnonzero(~across) + 1).tolist())
    suspected[np.array(flagged, dtype=int) - 1] = True
    return History(times, values, across, suspected, transform)
