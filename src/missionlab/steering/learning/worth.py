"""What it is worth to know more before deciding: for certain, from a sample, and from a sample taken unit by unit.

One arm at most is scaled up, and doing nothing is always possible. Scaling up an arm whose true mean is x pays
``slope x - cost``. What is learnt of one arm says nothing of another. H. Raiffa and R. Schlaifer, Applied Statistical
Decision Theory (1961), chapters 4 and 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from missionlab.steering.learning.beta import Beta, Values
from missionlab.steering.learning.normal import Normal

TINY = 1e-9
"""Worth below this part of what is at stake is a rounding error, and is zero."""


class Belief(Protocol):
    """What is believed of one arm."""

    @property
    def mean(self) -> float: ...

    @property
    def deviation(self) -> float: ...

    def quantile(self, share: float) -> float: ...

    def excess(self, rate: float, /) -> float: ...

    def learnt(self, units: int) -> tuple[Values, Values]: ...

    def certain(self) -> tuple[Values, Values]: ...


@dataclass(frozen=True, slots=True)
class Payoff:
    """What scaling up pays: ``slope`` for each unit of the mean that the pilot measures, less ``cost``."""

    slope: float
    cost: float

    @property
    def threshold(self) -> float | None:
        """Mean above which scaling up pays; nothing where the mean does not matter, or none that can be written."""
        at = self.cost / self.slope if self.slope > 0 else math.inf
        return at if math.isfinite(at) else None

    def of(self, mean: float) -> float:
        return self.slope * mean - self.cost


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample is worth, and in which share of cases it changes the decision."""

    worth: float
    changes: float


def chosen(beliefs: Sequence[Belief], payoff: Payoff) -> tuple[int | None, float]:
    """The arm that is best to scale up with what is known, or None, and what that is expected to pay."""
    pays = [payoff.of(belief.mean) for belief in beliefs]
    best = max(range(len(pays)), key=pays.__getitem__)
    return (best, pays[best]) if pays[best] > 0 else (None, 0.0)


def perfect(beliefs: Sequence[Belief], payoff: Payoff) -> float:
    """Expected value of perfect information: E[max U] - max E[U]."""
    _, now = chosen(beliefs, payoff)
    if len(beliefs) == 1:
        return _clean(_above(beliefs[0].excess, beliefs[0].mean, payoff) - now, payoff)
    known = [belief.certain() for belief in beliefs]
    best, _ = _best_of([(chance, payoff.slope * at - payoff.cost) for chance, at in known], None)
    return _clean(best - now, payoff)


def sample(beliefs: Sequence[Belief], payoff: Payoff, units: Sequence[int]) -> Sample:
    """Expected value of ``units[i]`` more units of arm i, and the share of cases in which the decision changes.

    Of a quantity in one arm it is exact; of several, its distribution is cut into parts.
    """
    arm, now = chosen(beliefs, payoff)
    learnt = [
        (chance, payoff.slope * at - payoff.cost)
        for chance, at in (belief.learnt(n) for belief, n in zip(beliefs, units, strict=True))
    ]
    best, stays = _best_of(learnt, arm)
    only = beliefs[0]
    if len(beliefs) == 1 and isinstance(only, Normal):
        best = _above(lambda at: only.learnt_excess(units[0], at), only.mean, payoff)
    worth = _clean(best - now, payoff)
    return Sample(worth, min(1.0, max(0.0, 1 - stays)) if worth > 0 else 0.0)


def shared(units: int, arms: int) -> tuple[int, ...]:
    """``units`` shared evenly among ``arms``; those that are left over go to the first."""
    each, over = divmod(units, arms)
    return tuple(each + (arm < over) for arm in range(arms))


def sequential(belief: Beta, payoff: Payoff, cost: float, most: int) -> float:
    """Net worth of trying unit by unit, at ``cost`` each and ``most`` in all, stopping when it no longer pays.

    By dynamic programming from the last unit back; 0 where not even the first unit pays.
    """
    found = np.arange(most + 1)
    value = np.maximum(0.0, payoff.slope * (belief.alpha + found) / (belief.strength + most) - payoff.cost)
    for tried in range(most - 1, -1, -1):
        found = np.arange(tried + 1)
        mean = (belief.alpha + found) / (belief.strength + tried)
        stop = np.maximum(0.0, payoff.slope * mean - payoff.cost)
        value = np.maximum(stop, mean * value[1:] + (1 - mean) * value[:-1] - cost)
    return _clean(float(value[0]) - chosen([belief], payoff)[1], payoff)


def _above(excess: Callable[[float], float], mean: float, payoff: Payoff) -> float:
    if payoff.threshold is None:
        return max(0.0, payoff.of(mean))
    return payoff.slope * excess(payoff.threshold)


def _clean(worth: float, payoff: Payoff) -> float:
    return worth if worth > TINY * max(payoff.slope, payoff.cost) else 0.0


def _best_of(arms: Sequence[tuple[Values, Values]], now: int | None) -> tuple[float, float]:
    """Mean of the best payoff among arms that are independent and doing nothing, and the chance that it is still
    best to do as now, where what is as good as anything else stays."""
    at = np.unique(np.concatenate([[0.0], *(pays for _, pays in arms)]))
    below = np.stack([_up_to(chance, pays, at) for chance, pays in arms])
    best = np.prod(below, axis=0)
    start = int(np.searchsorted(at, 0.0))
    mean = float((1 - best[start:-1]) @ np.diff(at[start:]))
    if now is None:
        return mean, float(best[start])
    chance, pays = arms[now]
    others = np.prod(np.delete(below, now, axis=0), axis=0)
    stays = np.where(pays >= 0, others[np.searchsorted(at, pays)], 0.0)
    return mean, float(chance @ stays)


def _up_to(chance: Values, pays: Values, at: Values) -> Values:
    """Chance that a payoff is at most so high, at each of ``at``."""
    order = np.argsort(pays, kind="stable")
    total = np.concatenate([[0.0], np.cumsum(chance[order])])
    return np.minimum(total[np.searchsorted(pays[order], at, side="right")], 1.0)
