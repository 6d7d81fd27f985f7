"""The mean of a number over runs: what these runs say about it, how surely, and how far single runs differ."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from missionlab.evidence.student import quantile

if TYPE_CHECKING:
    import numpy as np


class Sign(StrEnum):
    """What the interval of a mean says against a value."""

    MORE = "more"
    LESS = "less"
    UNCLEAR = "unclear"
    SINGLE = "single"
    """One run has no interval."""
    NONE = "none"
    """No run has the number."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean over `runs`, its Monte Carlo standard error, its 95% interval (Student), and the spread of runs (sd).

    Error, interval and spread are None where there are fewer than two runs; the mean is None where there is none.
    """

    mean: float | None
    error: float | None
    low: float | None
    high: float | None
    spread: float | None
    runs: int

    @property
    def drawn(self) -> tuple[float, float, float]:
        """Low end, mean and high end of what a chart shows; the mean thrice where there is no interval.

        Only of an estimate that has a mean.
        """
        assert self.mean is not None
        if self.low is None or self.high is None:
            return self.mean, self.mean, self.mean
        return self.low, self.mean, self.high

    def against(self, value: float) -> Sign:
        """Whether the mean is clearly more or less than `value`."""
        if self.mean is None:
            return Sign.NONE
        if self.low is None or self.high is None:
            return Sign.SINGLE
        if self.low > value:
            return Sign.MORE
        return Sign.LESS if self.high < value else Sign.UNCLEAR


def estimate(values: np.ndarray) -> Estimate:
    """The estimate from one value a run, shape (runs,); runs without the number are NaN and do not count."""
    found = [float(value) for value in values if math.isfinite(value)]
    runs = len(found)
    if not runs:
        return Estimate(None, None, None, None, None, 0)
    mean = math.fsum(found) / runs
    if runs == 1:
        return Estimate(mean, None, None, None, None, 1)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in found) / (runs - 1))
    error = spread / math.sqrt(runs)
    reach = quantile(0.975, runs - 1) * error
    return Estimate(mean, error, mean - reach, mean + reach, spread, runs)


def positive(values: np.ndarray) -> Estimate:
    """As `estimate`, for a number that is above zero: its interval is taken on a logarithmic scale (delta method), so
    that it never reaches zero."""
    plain = estimate(values)
    if plain.mean is None or plain.low is None or plain.mean <= 0:
        return plain
    factor = math.exp((plain.mean - plain.low) / plain.mean)
    return replace(plain, low=plain.mean / factor, high=plain.mean * factor)
