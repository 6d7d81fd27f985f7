"""What is believed of a rate: a Beta distribution, what results make of it, and what it says of the next units.

A. Gelman and others, Bayesian Data Analysis, 3rd edition (2013), sections 2.4 and 5.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
BINS = 2000
"""Parts of equal width into which a rate is cut where only numbers help."""


@dataclass(frozen=True, slots=True)
class Beta:
    """A rate between 0 and 1, of which as much is known as from ``alpha`` successes and ``beta`` failures."""

    alpha: float
    beta: float

    @property
    def strength(self) -> float:
        """Number of units whose results would have taught as much."""
        return self.alpha + self.beta

    @property
    def mean(self) -> float:
        return self.alpha / self.strength

    @property
    def deviation(self) -> float:
        return math.sqrt(self.mean * (1 - self.mean) / (self.strength + 1))

    def after(self, successes: float, trials: float) -> Beta:
        """With results as well. Raises ``ValueError`` for more successes than trials, or fewer than none."""
        if not 0 <= successes <= trials:
            raise ValueError(f"{successes} successes in {trials} trials")
        return Beta(self.alpha + successes, self.beta + trials - successes)

    def of_strength(self, factor: float) -> Beta:
        """The same mean, known so many times as well."""
        return Beta(self.alpha * factor, self.beta * factor)

    def quantile(self, share: float) -> float:
        from scipy.special import betaincinv

        return float(betaincinv(self.alpha, self.beta, share))

    def below(self, rate: float | Values) -> Values:
        """Chance that the rate is at most so high."""
        from scipy.special import betainc

        return np.asarray(betainc(self.alpha, self.beta, np.clip(rate, 0.0, 1.0)))

    def above(self, rate: float) -> float:
        """Chance that the rate is higher."""
        from scipy.special import betaincc

        return float(betaincc(self.alpha, self.beta, min(max(rate, 0.0), 1.0)))

    def excess(self, rate: float) -> float:
        """Mean of what the rate is above ``rate``, and 0 where it is below."""
        return self.mean * Beta(self.alpha + 1, self.beta).above(rate) - rate * self.above(rate)

    def successes(self, units: int) -> Values:
        """Chance of 0, 1, .. successes in the next ``units``; shape (units + 1,). Beta-binomial."""
        from scipy.special import betaln, gammaln

        found = np.arange(units + 1)
        ways = gammaln(units + 1) - gammaln(found + 1) - gammaln(units - found + 1)
        chance = betaln(self.alpha + found, self.beta + units - found) - betaln(self.alpha, self.beta)
        return np.exp(ways + chance)

    def learnt(self, units: int) -> tuple[Values, Values]:
        """Chance of each result of ``units`` more, and the mean that would be believed then; shapes (units + 1,)."""
        means: Values = (self.alpha + np.arange(units + 1, dtype=np.float64)) / (self.strength + units)
        return self.successes(units), means

    def certain(self) -> tuple[Values, Values]:
        """The rate as ``BINS`` chances, each with the mean rate in its part; shapes (BINS,)."""
        edges = np.linspace(0, 1, BINS + 1)
        chance: Values = np.diff(self.below(edges))
        moment: Values = self.mean * np.diff(Beta(self.alpha + 1, self.beta).below(edges))
        middle = (edges[:-1] + edges[1:]) / 2
        inside = np.divide(moment, chance, out=middle.copy(), where=chance > 1e-14)
        return chance, np.clip(inside, edges[:-1], edges[1:])


def product(stages: Iterable[Beta]) -> tuple[float, float]:
    """Mean and standard deviation of the product of independent rates, such as that of passing every stage."""
    mean = square = 1.0
    for one in stages:
        mean *= one.mean
        square *= one.mean * (one.alpha + 1) / (one.strength + 1)
    return mean, math.sqrt(max(0.0, square - mean**2))
