"""Wright's law: the cost of a technology falls with how much of it has been made, by a fixed share for each doubling.

Yearly changes of log cost are ``w`` times those of log cumulative production, plus noise ``v_t + rho v_{t-1}``; ``w``
and the variance are estimated from the same few changes, and the error of both is in the interval.

Source: F. Lafond et al., "How well do experience curves predict technological progress? A method for making
distributional forecasts", Technological Forecasting and Social Change 128 (2018) 104-117,
doi 10.1016/j.techfore.2017.11.001.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.levels import position_of, student

Values = NDArray[np.float64]

SOURCE = "Lafond et al. 2018, doi 10.1016/j.techfore.2017.11.001"
RHO = 0.19
"""Share of last year's shock in this year's noise: the value that the authors pooled over 51 technologies."""
FEWEST = 5
"""Fewest years in which both cost and production are known."""


@dataclass(frozen=True, slots=True)
class Experience:
    """Wright's law fitted to log cost (n,) and log cumulative production (n,) at ``times`` (n,) in years."""

    times: Values
    cost: Values
    produced: Values
    across: NDArray[np.bool_] | None = None
    """Which of the n - 1 changes cross a level break of either series, and count for nothing; None where none do."""

    @property
    def _kept(self) -> NDArray[np.bool_]:
        return np.ones(len(self.times) - 1, dtype=bool) if self.across is None else ~self.across

    @property
    def _weight(self) -> Values:
        """What each yearly change of cost counts for in the exponent, (n - 1,); variances go by the gap."""
        gaps, growth = np.diff(self.times), np.diff(self.produced) * self._kept
        return growth / gaps / (growth**2 / gaps).sum()

    @property
    def pace(self) -> float:
        """Growth of log production a year."""
        kept = self._kept
        return float(np.diff(self.produced)[kept].sum() / np.diff(self.times)[kept].sum())

    @property
    def _freedom(self) -> int:
        return int(self._kept.sum()) - 1

    @property
    def variance(self) -> float:
        """Variance of one yearly change of log cost around the law."""
        left = (np.diff(self.cost) - self.exponent * np.diff(self.produced)) * self._kept
        return float((left**2 / np.diff(self.times)).sum()) / self._freedom

    @property
    def exponent(self) -> float:
        """Change of log cost for each change of log cumulative production."""
        return float(self._weight @ np.diff(self.cost))

    def quantiles(self, more: float, years: int, unsure: float = 0.0) -> Values:
        """Quantiles (199,) of log cost after ``years``, when log production will have grown by ``more``, give or take
        a standard deviation of ``unsure``."""
        error = self.variance * self.error_variance(more, years) + (self.exponent * unsure) ** 2
        return self.cost[-1] + self.exponent * more + np.sqrt(error) * student(float(self._freedom))

    def error_variance(self, more: float, years: int) -> float:
        """Variance of the error over that of one yearly change: what each shock, past and to come, does to it."""
        known = len(self.times) - 1
        change = np.concatenate([-more * self._weight * np.sqrt(np.diff(self.times)), np.ones(years)])
        shocks = np.zeros(known + years + 1)
        shocks[1:] += change
        shocks[:-1] += RHO * change
        return float(shocks @ shocks) / (1 + RHO**2)

    @property
    def exponent_interval(self) -> tuple[float, float]:
        """The 95 % interval of the exponent, by Student's t over the yearly changes."""
        weight, gaps = self._weight, np.diff(self.times)
        shocks = np.zeros(len(gaps) + 1)
        shocks[1:] += weight * np.sqrt(gaps)
        shocks[:-1] += RHO * weight * np.sqrt(gaps)
        error = self.variance * float(shocks @ shocks) / (1 + RHO**2)
        half = float(student(float(self._freedom))[position_of(0.975)]) * error**0.5
        return self.exponent - half, self.exponent + half
