"""How a plan does in futures that it was not chosen on: the numbers that are shown.

Every project succeeds or fails by a draw of its own, with the part of its luck that it shares; nothing is averaged over
a group. Draws have addresses, so that plans are compared on the same futures, and another project shifts nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.allocation.case import Case, Floats, Ints
from missionlab.portfolio.allocation.draft import NONE, tail_mean
from missionlab.portfolio.allocation.problem import WORST
from missionlab.portfolio.allocation.scenarios import own_part, shared, thresholds
from missionlab.portfolio.finance.draws import normals, uniforms
from missionlab.portfolio.results import Measured

_Z = 1.959964


@dataclass(frozen=True)
class Outcome:
    """What a plan reaches in fresh futures."""

    added: Floats
    """What it adds to each target; shape (M, N)."""
    met: NDArray[np.bool_]
    """Shape (M, N)."""
    reached: Floats
    """Share of what is needed, up to 1; shape (M, N)."""


class Judge:
    """The fresh futures of one case, each project's draws made once."""

    def __init__(self, case: Case, seed: int, weight: Floats) -> None:
        self.case, self.weight = case, weight
        self._seed = seed
        self._count = case.targets.fresh.shape[1]
        self._below = thresholds(case.contributions)
        self._luck: dict[str, Floats] = {}
        self._delivered: dict[int, NDArray[np.float32]] = {}

    def outcome(self, start: Ints) -> Outcome:
        """What happens when each project starts in the year `start` (P,), NONE where it does not."""
        case = self.case
        stated = case.contributions
        added = np.zeros_like(case.targets.fresh)
        begun = start[stated.project]
        in_time = (begun != NONE) & (begun + stated.delay <= case.targets.deadline[stated.target])
        for entry in np.flatnonzero(in_time):
            added[stated.target[entry]] += self._adds(int(entry))
        need = case.targets.fresh
        with np.errstate(divide="ignore", invalid="ignore"):
            reached = np.where(need > 0, np.minimum(added / need, 1.0), 1.0)
        return Outcome(added, added >= need - 1e-9 * np.abs(need), reached)

    def _adds(self, entry: int) -> NDArray[np.float32]:
        if entry not in self._delivered:
            self._delivered[entry] = self._drawn(entry).astype(np.float32)
        return self._delivered[entry]

    def _drawn(self, entry: int) -> Floats:
        stated, risk = self.case.contributions, self.case.risk
        project, factor = self.case.projects.ids[stated.project[entry]], stated.factor[entry]
        if factor not in self._luck:
            self._luck[factor] = shared(risk, factor, self._seed, "judge", self._count)
        amount = np.full(self._count, stated.amount[entry])
        if stated.low[entry] != stated.high[entry]:
            target = self.case.targets.ids[stated.target[entry]]
            at = uniforms(self._seed, project, f"plan amount {target}", 0, self._count)
            ends = stated.low[entry], stated.amount[entry], stated.high[entry]
            amount = np.interp(at, (0.0, 0.5, 1.0), ends)
        if self._below[entry] == np.inf:
            return amount
        luck = self._luck[factor] + own_part(risk, factor) * normals(
            self._seed, project, "plan success", 0, self._count
        )
        return amount * (luck < self._below[entry])

    def chance(self, target: int, outcome: Outcome) -> Measured:
        """Chance of meeting a target, corrected by what such shares were worth; the interval is that of sampling."""
        share = float(outcome.met[target].mean())
        low, high = interval_of(share, self._count)
        at, least, most = (self._corrected(target, one) for one in (share, low, high))
        return Measured(at, least, most)

    def _corrected(self, target: int, share: float) -> float:
        table = self.case.targets.correction
        return share if table is None else float(np.interp(share, np.linspace(0, 1, table.shape[1]), table[target]))

    def reached(self, target: int, outcome: Outcome) -> Measured:
        return _mean(outcome.reached[target])

    def mean(self, outcome: Outcome) -> Measured:
        """The objective mean."""
        return _mean(self.weight @ outcome.reached)

    def tail(self, outcome: Outcome) -> Measured:
        """Mean of the worst tenth, with the interval of its mean."""
        values = self.weight @ outcome.reached
        worst = np.sort(values)[: max(1, round(WORST * len(values)))]
        # The level of the worst tenth is itself drawn: Var of CVaR is that of min(values, level) over share squared.
        half = _Z * float(np.minimum(values, worst[-1]).std()) / WORST / sqrt(len(values))
        at = tail_mean(values, np.full(len(values), 1 / len(values)), WORST)
        return Measured(at, at - half, at + half)

    def met(self, outcome: Outcome) -> Measured:
        """Number of targets met; mean over futures, corrected target by target."""
        if not len(outcome.met):
            return Measured(0.0, 0.0, 0.0)
        chances = [self.chance(target, outcome).value or 0.0 for target in range(len(outcome.met))]
        half = _Z * float(outcome.met.sum(axis=0).std()) / sqrt(self._count)
        return Measured(sum(chances), max(0.0, sum(chances) - half), min(len(chances), sum(chances) + half))


def _mean(values: Floats) -> Measured:
    at = float(values.mean())
    half = _Z * float(values.std()) / sqrt(len(values))
    return Measured(at, at - half, at + half)


def interval_of(share: float, count: int) -> tuple[float, float]:
    """95 % interval of a share of independent draws: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", JASA 22 (1927) 209-212."""
    square = _Z**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)
