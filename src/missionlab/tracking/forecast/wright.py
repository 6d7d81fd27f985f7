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

from missionlab.tracking.forecast.levels import LEVELS, student

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

    @property
    def _weight(self) -> Values:
        """What each yearly change of cost counts for in the exponent, (n - 1,); variances go by the gap."""
        gaps, growth = np.diff(self.times), np.diff(self.produced)
        return growth / gaps / (growth**2 / gaps).sum()

    @property
    def exponent(self) -> float:
        """Change of log cost for each change of log cumulative production."""
        return float(self._weight @ np.diff(self.cost))

    def quantiles(self, more: float, years: int, unsure: float = 0.0) -> Values:
        """Quantiles (199,) of log cost after ``years``, when log production will have grown by ``more``, give or take
        a standard deviation of ``unsure``."""
        gaps = np.diff(self.times)
        left = np.diff(self.cost) - self.exponent * np.diff(self.produced)
        freedom = len(gaps) - 1
        variance = float((left**2 / gaps).sum()) / freedom
        error = variance * self.error_variance(more, years) + (self.exponent * unsure) ** 2
        return self.cost[-1] + self.exponent * more + np.sqrt(error) * student(float(freedom))

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
        left = np.diff(self.cost) - self.exponent * np.diff(self.produced)
        freedom = len(gaps) - 1
        shocks = np.zeros(len(gaps) + 1)
        shocks[1:] += weight * np.sqrt(gaps)
        shocks[:-1] += RHO * weight * np.sqrt(gaps)
        error = float((left**2 / gaps).sum()) / freedom * float(shocks @ shocks) / (1 + RHO**2)
        half = float(np.interp(0.975, LEVELS, student(float(freedom)))) * error**0.5
        return self.exponent - half, self.exponent + half
