"""A fund as its simulation needs it: nothing blank, years from 0, money in whole units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.exits import ExitLaw
from missionlab.portfolio.finance.fates import Course
from missionlab.portfolio.finance.sizes import Sizes
from missionlab.portfolio.finance.unit_flows import UnitFlows
from missionlab.strategy.vocabulary import Instrument


@dataclass(frozen=True, slots=True)
class Line:
    """A part of what the fund commits, on one set of terms."""

    name: str
    instrument: Instrument
    share: float
    mission: str | None
    sector: str | None
    course: Course
    succeeds: bool
    """Whether its projects can succeed, rather than only fail to pay."""
    unit: UnitFlows
    value: ExitLaw | None
    hold: tuple[int, int]
    """Fewest and most years from the success to the exit."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the fund may spend, by which rules, on what."""

    fund: str
    first_year: int
    allocated: NDArray[np.float64]
    """Shape (years,)."""
    on_commitment: bool
    """Whether authority bounds what is promised rather than what is paid out."""
    kept: float
    """Share of the unused authority that may be carried over; with `kept_limit` the most, as a share of the year's."""
    kept_limit: float | None
    recycle_from: int
    """Year from which on returns are kept; at or after the horizon for never."""
    closed_from: int
    sizes: Sizes
    waiting: int
    arrivals: float | None
    lines: tuple[Line, ...]
    cost_fixed: float
    cost_share: float
    floor: float
    largest_share: float | None
    earliest_exit: int
    latest_exit: int | None
    correlation: float
    sector_correlation: float
    persistence: float
    co_finance: float
    anyway: tuple[float, float, float] | None
    displacement: float
    most: NDArray[np.float64] | None = None
    """Most that is committed a year, where there is a limit beyond the authority; shape (years,) or (years, paths)."""

    @property
    def years(self) -> int:
        return len(self.allocated)
