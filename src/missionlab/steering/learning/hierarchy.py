"""What results in several places say of the mean rate over places, when places differ by an unknown amount.

The rate of a place is Beta(mu k, (1 - mu) k): ``mu`` is the mean rate over places, and a large ``k`` means that places
are alike. Both are on a grid, and ``k`` is integrated out, so that nothing is drawn at random. A. Gelman and others,
Bayesian Data Analysis, 3rd edition (2013), section 5.3.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from missionlab.steering.learning.beta import Beta, Values

ALIKE = np.geomspace(0.5, 500.0, 31)
"""Values of k, evenly spaced in proportion and equally likely before any result."""
GRID = 400
"""Parts of equal width into which the mean rate is cut."""
_EMPTY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class MeanRate:
    """The mean rate over places: chances of values on a grid; both of shape (GRID,)."""

    at: Values
    chance: Values
    _known: dict[int, tuple[Values, Values]] = field(default_factory=dict, repr=False)

    @property
    def mean(self) -> float:
        return float(self.at @ self.chance)

    @property
    def deviation(self) -> float:
        return math.sqrt(max(0.0, float(self.at**2 @ self.chance) - self.mean**2))

    def quantile(self, share: float) -> float:
        """Linear within a part of the grid."""
        edges = np.linspace(0, 1, len(self.at) + 1)
        return float(np.interp(share, np.concatenate([[0.0], np.cumsum(self.chance)]), edges))

    def above(self, rate: float) -> float:
        edges = np.linspace(0, 1, len(self.at) + 1)
        return float(1 - np.interp(rate, edges, np.concatenate([[0.0], np.cumsum(self.chance)])))

    def excess(self, rate: float) -> float:
        """Mean of what the rate is above ``rate``, and 0 where it is below."""
        return float(np.maximum(self.at - rate, 0.0) @ self.chance)

    def successes(self, units: int) -> Values:
        """Chance of 0, 1, .. successes in ``units`` new places, one in each; shape (units + 1,)."""
        return self.chance @ self._by_rate(units)

    def learnt(self, units: int) -> tuple[Values, Values]:
        """Chance of each result of one unit in each of ``units`` new places, and the mean believed then; each size is
        worked out once."""
        if units not in self._known:
            joint = self.chance[:, None] * self._by_rate(units)
            chance = joint.sum(axis=0)
            self._known[units] = chance, (self.at @ joint) / np.maximum(chance, _EMPTY)
        return self._known[units]

    def certain(self) -> tuple[Values, Values]:
        return self.chance, self.at

    def _by_rate(self, units: int) -> Values:
        from scipy.special import gammaln, xlog1py, xlogy

        found = np.arange(units + 1)
        ways = gammaln(units + 1) - gammaln(found + 1) - gammaln(units - found + 1)
        rate = self.at[:, None]
        return np.exp(ways + xlogy(found, rate) + xlog1py(units - found, -rate))


def mean_rate(prior: Beta, places: Sequence[tuple[int, int]]) -> MeanRate:
    """The mean rate over places after (successes, trials) in each of ``places``, from a prior on the mean rate.

    The next units are taken to be in new places. Raises ``ValueError`` for more successes than trials.
    """
    from scipy.special import betaln

    edges = np.linspace(0, 1, GRID + 1)
    inside = (edges[:-1] + edges[1:]) / 2
    before = np.diff(prior.below(edges))
    alpha, beta = inside[:, None] * ALIKE, (1 - inside[:, None]) * ALIKE
    likely = np.zeros_like(alpha)
    for successes, trials in sorted(places):
        if not 0 <= successes <= trials:
            raise ValueError(f"{successes} successes in {trials} trials")
        likely += betaln(alpha + successes, beta + trials - successes) - betaln(alpha, beta)
    joint = before[:, None] * np.exp(likely - likely.max())
    chance = joint.sum(axis=1)
    return MeanRate(inside, chance / chance.sum())
