"""What is believed of a quantity: a normal distribution, and what measurements with known noise make of it.

A. Gelman and others, Bayesian Data Analysis, 3rd edition (2013), section 2.5; H. Raiffa and R. Schlaifer, Applied
Statistical Decision Theory (1961), chapter 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from missionlab.steering.learning.beta import BINS, Values

_REACH = 8.0
"""Standard deviations to either side within which a quantity is cut into parts."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A quantity with its mean and standard deviation, and the noise of what is measured on one unit."""

    mean: float
    deviation: float
    noise: float

    def after(self, mean: float, units: int) -> Normal:
        """With the ``mean`` of what was measured on so many units. Raises ``ValueError`` for fewer than none."""
        if units < 0:
            raise ValueError(f"{units} units")
        if not units:
            return self
        ratio = self.noise / self.deviation
        square = ratio * ratio
        left = self.deviation / math.sqrt(1 + units / square) if square > 0 else self.noise / math.sqrt(units)
        return Normal(self.mean + units / (units + square) * (mean - self.mean), left, self.noise)

    def of_strength(self, factor: float) -> Normal:
        """The same mean, known so many times as well."""
        return Normal(self.mean, self.deviation / math.sqrt(factor), self.noise)

    def quantile(self, share: float) -> float:
        from scipy.special import ndtri

        return float(self.mean + self.deviation * ndtri(share))

    def above(self, value: float) -> float:
        from scipy.special import ndtr

        return float(ndtr((self.mean - value) / self.deviation)) if self.deviation else float(self.mean > value)

    def excess(self, value: float) -> float:
        """Mean of what the quantity is above ``value``, and 0 where it is below."""
        return _excess(self.mean - value, self.deviation)

    def moved(self, units: int) -> float:
        """Standard deviation, before they are known, of the mean that results of ``units`` more will leave."""
        ratio = self.noise / self.deviation if self.deviation else math.inf
        return self.deviation / math.sqrt(1 + ratio * ratio / units) if units else 0.0

    def learnt(self, units: int) -> tuple[Values, Values]:
        """Chances of results of ``units`` more, cut into ``BINS`` parts, and the mean that would be believed then."""
        return _parts(self.mean, self.moved(units))

    def learnt_excess(self, units: int, value: float) -> float:
        """Mean of what the mean believed after ``units`` more is above ``value``, and 0 where it is below."""
        return _excess(self.mean - value, self.moved(units))

    def certain(self) -> tuple[Values, Values]:
        """The quantity in ``BINS`` chances, each with the mean in its part; shapes (BINS,)."""
        return _parts(self.mean, self.deviation)


def loss(z: float) -> float:
    """Mean of what a standard normal number is above ``z``, and 0 where it is below."""
    from scipy.special import ndtr

    return float(math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - z * ndtr(-z))


def _excess(mean: float, deviation: float) -> float:
    return deviation * loss(-mean / deviation) if deviation else max(0.0, mean)


def _parts(mean: float, deviation: float) -> tuple[Values, Values]:
    if not deviation:
        return np.ones(1), np.full(1, mean)
    from scipy.special import ndtr

    edges = np.linspace(-_REACH, _REACH, BINS + 1)
    chance = np.diff(ndtr(edges))
    height = np.exp(-(edges**2) / 2) / math.sqrt(2 * math.pi)
    inside = -np.diff(height) / np.maximum(chance, 1e-300)
    inside = np.clip(inside, edges[:-1], edges[1:])
    return chance / chance.sum(), mean + deviation * inside
