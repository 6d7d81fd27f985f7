"""Judging facts: figures over runs with their Monte Carlo intervals, criteria, and plain verdicts.

A criterion holds where the whole 95 % interval of its figure lies within its bounds, fails where all of it lies
outside, and is open where the interval crosses a bound. A fact holds if all its criteria hold, fails if all fail, and
holds in part otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

import numpy as np

from missionlab.ensemble.window import LAGS
from missionlab.evidence.student import quantile

RESAMPLES = 1000
"""Times that runs are drawn anew for the interval of a lag."""


class Verdict(StrEnum):
    """What the figures say of a fact or of one of its criteria."""

    HOLDS = "holds"
    IN_PART = "holds in part"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True)
class Estimate:
    """A figure over runs with its 95 % Monte Carlo interval. The bounds are NaN of one run, the value of none."""

    value: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True)
class Criterion:
    """What a figure must be for its part of a fact to hold: within `low` and `high`.

    `figure` names a figure of each run, whose mean is judged. `lag_of` names instead a symbol: judged is the lag at
    which its mean correlation with output is strongest, in the direction of `sign`. `published` is a paper's figure.
    """

    says: str
    unit: str
    low: float
    high: float
    figure: str = ""
    lag_of: str = ""
    sign: int = 0
    published: str = ""

    @property
    def bounds(self) -> str:
        """The bounds in words."""
        if self.low == self.high:
            return f"{self.low:g}"
        if self.high == inf:
            return f"above {self.low:g}"
        if self.low == -inf:
            return f"below {self.high:g}"
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class Fact:
    """A stylised fact; `beyond` says what of it this economy cannot show, and why."""

    key: str
    statement: str
    criteria: tuple[Criterion, ...]
    beyond: str = ""


@dataclass(frozen=True)
class Judged:
    """A fact with the estimate and the verdict of each criterion, and its own verdict."""

    fact: Fact
    criteria: tuple[tuple[Criterion, Estimate, Verdict], ...]
    verdict: Verdict


def judge(facts: Sequence[Fact], figures: Mapping[str, np.ndarray]) -> tuple[Judged, ...]:
    """Every fact judged by figures of shape (runs,); one whose figures are not given is left out."""
    return tuple(
        _judged(fact, figures)
        for fact in facts
        if all(name in figures for criterion in fact.criteria for name in _needed(criterion))
    )


def _needed(criterion: Criterion) -> list[str]:
    if criterion.lag_of:
        return [f"cc_{criterion.lag_of}_{lag:+d}" for lag in range(-LAGS, LAGS + 1)]
    return [criterion.figure]


def _judged(fact: Fact, figures: Mapping[str, np.ndarray]) -> Judged:
    rows = []
    for criterion in fact.criteria:
        values = np.array([figures[name] for name in _needed(criterion)])
        estimate = strongest_lag(values, criterion.sign) if criterion.lag_of else mean_over_runs(values[0])
        rows.append((criterion, estimate, verdict_of(criterion, estimate)))
    verdicts = {verdict for _, _, verdict in rows}
    return Judged(fact, tuple(rows), verdicts.pop() if len(verdicts) == 1 else Verdict.IN_PART)


def verdict_of(criterion: Criterion, estimate: Estimate) -> Verdict:
    """Whether the whole interval lies within the bounds, outside them, or across one."""
    if not np.isfinite([estimate.low, estimate.high]).all():
        return Verdict.OPEN
    if criterion.low <= estimate.low and estimate.high <= criterion.high:
        return Verdict.HOLDS
    if estimate.high < criterion.low or estimate.low > criterion.high:
        return Verdict.FAILS
    return Verdict.OPEN


def mean_over_runs(values: np.ndarray) -> Estimate:
    """The mean over the runs that have the figure, with Student's interval."""
    there = values[np.isfinite(values)]
    if len(there) < 2:
        return Estimate(float(there[0]) if len(there) else np.nan, np.nan, np.nan, len(there))
    half = quantile(0.975, len(there) - 1) * float(there.std(ddof=1)) / len(there) ** 0.5
    mean = float(there.mean())
    return Estimate(mean, mean - half, mean + half, len(there))


def strongest_lag(correlations: np.ndarray, sign: int, seed: int = 0) -> Estimate:
    """The lag at which the mean correlation over runs, times `sign`, is largest; shape (2 LAGS + 1, runs).

    The interval holds the lags found in 95 % of sets of runs drawn anew from these.
    """
    there = correlations[:, np.isfinite(correlations).all(axis=0)]
    runs = there.shape[1]
    if runs < 2:
        return Estimate(np.nan, np.nan, np.nan, runs)
    chosen = np.random.default_rng(seed).integers(runs, size=(RESAMPLES, runs))
    lags = np.argmax(sign * there[:, chosen].mean(axis=2), axis=0) - LAGS
    low, high = np.quantile(lags, [0.025, 0.975], method="closest_observation")
    return Estimate(float(np.argmax(sign * there.mean(axis=1)) - LAGS), float(low), float(high), runs)
