"""Means over runs and differences of pairs of runs with the same seed, with their 95 % intervals.

Two policies with the same seed draw the same random numbers, so the difference within a pair has less of the noise of
single runs than the difference of means, for as long as chaos has not torn the pair apart. The interval is Student's on
these differences: it is right whether pairing helped or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt, tanh

import numpy as np

from missionlab.appraisal.estimate import Estimate
from missionlab.base.text import Text, text
from missionlab.evidence.student import quantile, tail

LEVEL = 0.05
"""One less the coverage of every interval."""

_NORMAL = 1.959963984540054
"""97.5 % quantile of the normal distribution."""

_FEWEST_CORRELATED = 5
"""Pairs from which a correlation has an interval: Fisher's z has a spread of 1 / sqrt(pairs - 3)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two policies over pairs of runs on one number of a run."""

    estimate: Estimate
    dropped: int
    correlation: Estimate
    variance_gained: float | None
    p: float | None


def mean_over_runs(values: np.ndarray, missing: Text | None = None) -> Estimate:
    """The mean of one number a run, shape (runs,), with Student's interval; runs without it (NaN) do not count.

    `missing` says why, where no run has the number.
    """
    there = values[np.isfinite(values)]
    runs = len(there)
    if runs == 0:
        return Estimate(None, runs=0, reason=missing or text("appraisal.reason.ended_early"))
    mean = float(there.mean())
    if runs == 1:
        return Estimate(mean, runs=1, reason=text("appraisal.reason.one_run"))
    half = quantile(1 - LEVEL / 2, runs - 1) * float(there.std(ddof=1)) / sqrt(runs)
    return Estimate(mean, mean - half, mean + half, runs)


def share_of_runs(happened: np.ndarray) -> Estimate:
    """The share of runs in which something happened, shape (runs,) of booleans, with Wilson's interval.

    Source: Wilson (1927), "Probable inference", JASA 22: it stays within 0 and 1 and is not empty at the ends.
    """
    runs = len(happened)
    if runs == 0:
        return Estimate(None, runs=0, reason=text("appraisal.reason.ended_early"))
    share = float(np.mean(happened))
    shrunk = 1 + _NORMAL**2 / runs
    middle = (share + _NORMAL**2 / (2 * runs)) / shrunk
    half = _NORMAL * sqrt(share * (1 - share) / runs + (_NORMAL / (2 * runs)) ** 2) / shrunk
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half), runs)


def difference(left: np.ndarray, right: np.ndarray, missing: Text | None = None) -> Difference:
    """`left` less `right`, each one number a run in the same order of seeds, shape (runs,).

    A pair counts if both have the number. The p-value is that of Student's test that the mean difference is zero.
    """
    both = np.isfinite(left) & np.isfinite(right)
    gaps = (left - right)[both]
    estimate = mean_over_runs(gaps, missing)
    return Difference(
        estimate,
        dropped=len(left) - len(gaps),
        correlation=correlation(left[both], right[both]),
        variance_gained=_variance_gained(left[both], right[both]),
        p=p_value(gaps),
    )


def p_value(gaps: np.ndarray) -> float | None:
    """Student's two-sided p-value of a mean of zero, shape (pairs,); None of fewer than two pairs."""
    if len(gaps) < 2:
        return None
    mean, error = float(gaps.mean()), float(gaps.std(ddof=1)) / sqrt(len(gaps))
    if error == 0:
        return 1.0 if mean == 0 else 0.0
    return min(1.0, 2 * tail(abs(mean) / error, len(gaps) - 1))


def correlation(left: np.ndarray, right: np.ndarray) -> Estimate:
    """Pearson's correlation over runs, shape (runs,), with the interval of Fisher's z.

    Source: Fisher (1921), "On the probable error of a coefficient of correlation", Metron 1. The interval is exact only
    for normal numbers; the tests measure how far it is off for others.
    """
    runs = len(left)
    if runs < _FEWEST_CORRELATED:
        return Estimate(None, runs=runs, reason=text("appraisal.reason.few_runs", fewest=_FEWEST_CORRELATED))
    moved_left, moved_right = left - left.mean(), right - right.mean()
    size = sqrt(float((moved_left**2).sum()) * float((moved_right**2).sum()))
    if not size > 0:
        return Estimate(None, runs=runs, reason=text("appraisal.reason.constant"))
    value = min(1.0, max(-1.0, float((moved_left * moved_right).sum()) / size))
    if abs(value) > 1 - 1e-12:
        return Estimate(value, value, value, runs)
    middle, half = 0.5 * np.log((1 + value) / (1 - value)), _NORMAL / sqrt(runs - 3)
    return Estimate(value, tanh(middle - half), tanh(middle + half), runs)


def _variance_gained(left: np.ndarray, right: np.ndarray) -> float | None:
    if len(left) < 2:
        return None
    unpaired = float(left.var(ddof=1) + right.var(ddof=1))
    return 1 - float((left - right).var(ddof=1)) / unpaired if unpaired > 0 and isfinite(unpaired) else None
