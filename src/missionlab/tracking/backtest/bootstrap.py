"""Intervals by resampling whole clusters, because forecasts of one place are not independent of each other.

Source: A. C. Cameron, J. B. Gelbach and D. L. Miller, "Bootstrap-based improvements for inference with clustered
errors", Review of Economics and Statistics 90 (2008) 414-427. A cluster is a place (or technology) within a family: all
its indicators, origins and horizons are drawn together. Families are kept as they are, each with as many clusters as it
has; where all forecasts are of one place, its families are drawn instead. Shocks that hit all places in one year are
not covered: intervals are too narrow by what those do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

REPLICATES = 1000
FEWEST_CLUSTERS = 5
"""With fewer there is no interval: so few cannot say how clusters differ."""
_SEED = 20_050_531


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval; ``low`` and ``high`` are None where there are too few clusters for one, and
    ``value`` too where nothing was scored."""

    value: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(None, None, None)


class Clusters:
    """The clusters of N rows, and sums over them. ``families`` (N,) and ``places`` (N,) are whole numbers."""

    def __init__(self, families: NDArray[np.int64], places: NDArray[np.int64]) -> None:
        pairs = np.stack([families, places])
        known, self._of_row = np.unique(pairs, axis=1, return_inverse=True)
        self._of_row = self._of_row.reshape(-1)
        self.count = known.shape[1]
        _, family = np.unique(known[0], return_inverse=True)
        self.families = int(family.max()) + 1 if self.count else 0
        self._member = np.zeros((self.count, self.families))
        self._member[np.arange(self.count), family] = 1
        self._one_place = len(np.unique(known[1])) == 1

    def sums(self, values: Values) -> Values:
        """Sums of ``values`` (N, K) over the rows of each cluster: (clusters, K)."""
        columns = [np.bincount(self._of_row, column, self.count).astype(float) for column in values.T]
        return np.stack(columns, axis=1)

    def estimate(self, values: Values, statistic: Callable[[Values, Values], Values]) -> list[Estimate]:
        """Estimates of a statistic of means over families.

        ``values`` has shape (N, K). ``statistic`` maps family means (B, families, K) and the weights of families
        (B, families), which sum to 1, to (B, S); one estimate for each of S. A mean over families in which each weighs
        the same, however many series it has.
        """
        sums = self.sums(np.column_stack([values, np.ones(len(values))]))
        once = statistic(*self._means(sums, np.ones((1, self.count)), np.ones((1, self.families))))[0]
        if self.count < FEWEST_CLUSTERS:
            return [Estimate(float(value), None, None) for value in once]
        clusters, families = _draws(tuple(self._member.sum(axis=0).astype(int).tolist()), self._one_place)
        again = statistic(*self._means(sums, clusters, families))
        low, high = _ends(again)
        return [Estimate(float(v), float(a), float(b)) for v, a, b in zip(once, low, high, strict=True)]

    def _means(self, sums: Values, clusters: Values, families: Values) -> tuple[Values, Values]:
        counts = (clusters * sums[:, -1]) @ self._member
        weighted = np.einsum("bc,ck,cf->bfk", clusters, sums[:, :-1], self._member, optimize=True)
        return weighted / counts[:, :, None], families / families.sum(axis=1, keepdims=True)


@lru_cache(maxsize=8)
def _draws(sizes: tuple[int, ...], one_place: bool) -> tuple[Values, Values]:
    """How often each cluster, and each family, was drawn in each replicate; families have so many clusters each."""
    random = np.random.Generator(np.random.Philox(_SEED))
    families = len(sizes)
    if one_place:
        drawn = random.multinomial(families, np.full(families, 1 / families), size=REPLICATES)
        return np.ones((REPLICATES, sum(sizes))), drawn.astype(float)
    clusters = [random.multinomial(size, np.full(size, 1 / size), size=REPLICATES) for size in sizes]
    return np.concatenate(clusters, axis=1).astype(float), np.ones((REPLICATES, families))


def _ends(again: Values) -> tuple[Values, Values]:
    """Ends of the 95 % interval of each column, over the replicates in which it has a value; NaN where none has."""
    empty = ~np.isfinite(again).any(axis=0)
    low, high = np.nanquantile(np.where(empty, 0.0, again), (0.025, 0.975), axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)
