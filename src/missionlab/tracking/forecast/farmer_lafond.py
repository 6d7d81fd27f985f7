"""Random walk with drift, correlated noise and uncertain parameters.

Source: J. D. Farmer and F. Lafond, "How predictable is technological progress?", Research Policy 45 (2016) 647-665,
doi 10.1016/j.respol.2015.11.001. Yearly steps are ``drift + v_t + theta v_{t-1}``; drift and variance are estimated
from the same few steps, so that the forecast error is Student-t and grows faster than the square root of time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.forecast.history import History
from missionlab.tracking.forecast.levels import student

METHOD = "farmer-lafond"
SOURCE = "Farmer and Lafond 2016, doi 10.1016/j.respol.2015.11.001"
THETA = 0.63
"""Correlation of neighbouring steps: the value that the authors pooled over 66 technologies. Series of a dozen
points cannot tell their own."""
FEWEST_STEPS = 2

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Steps:
    """Observed steps of a series on its scale: ``change`` over ``years``, none of them across a level break."""

    change: Values
    years: Values

    @property
    def drift(self) -> float:
        """Mean change per year."""
        return float(self.change.sum() / self.years.sum())

    @property
    def variance(self) -> float:
        """Estimated variance of one yearly step.

        Neighbouring steps move together, so that a few of them look more alike than they are: their sample variance
        is too small by the factor 1 - 2 rho / m, with rho the correlation of neighbours. The paper, with longer
        series, leaves that out; here series of three points are common.
        """
        left = self.change - self.drift * self.years
        return float((left**2 / self.years).sum() / (len(self.change) - 1) / alike(len(self.change)))


def alike(steps: int) -> float:
    """The factor by which correlation shrinks the sample variance of so many steps."""
    return 1 - 2 * THETA / (1 + THETA**2) / steps


def error_variance(ahead: Values, observed_years: float) -> Values:
    """Variance of the forecast error ``ahead`` (H,) years on, over the variance of one yearly step: the authors' A*,
    without their omission of the first shock from the drift.

    Within the first year noise grows in proportion to time.
    """
    square = 1 + THETA**2
    noise = np.maximum(ahead * (1 + THETA) ** 2 - 2 * THETA, ahead * square)
    drift = (1 + (1 + THETA) ** 2 * max(observed_years - 1, 0) + THETA**2) / observed_years**2
    shared = 2 * THETA * np.sqrt(np.minimum(ahead, 1)) / observed_years
    return (noise + ahead**2 * drift - ahead * shared) / square


def quantiles(history: History, ahead: Values) -> Values | None:
    """Quantiles (H, 199) on the scale; None with fewer than ``FEWEST_STEPS`` steps."""
    if len(history.change) < FEWEST_STEPS:
        return None
    steps = Steps(history.change, history.years)
    spread = np.sqrt(steps.variance * error_variance(ahead, float(steps.years.sum())))
    shape = student(float(len(steps.change) - 1))
    return history.last + steps.drift * ahead[:, None] + spread[:, None] * shape


def walk(steps: Steps, last: float, ahead: Values, count: int, random: np.random.Generator) -> Values:
    """Sample paths on the scale, shape (count, len(ahead)).

    ``last`` is the latest value, ``ahead`` the increasing times in years after it. Each path draws its own variance
    (scaled inverse chi-square) and its own drift error, which shares the last past shock with the first step ahead.
    """
    freedom = len(steps.change) - 1
    observed_years = float(steps.years.sum())
    step_variance = steps.variance * freedom / random.chisquare(freedom, size=count)
    shock = np.sqrt(step_variance / (1 + THETA**2))[:, None]
    last_shock = random.standard_normal((count, 1))
    middle = np.sqrt((1 + THETA) ** 2 * max(observed_years - 1, 0) + THETA**2)
    drift_error = (last_shock + middle * random.standard_normal((count, 1))) / observed_years
    future = random.standard_normal((count, len(ahead)))
    before = np.concatenate([last_shock, future[:, :-1]], axis=1)
    lengths = np.diff(ahead, prepend=0.0)
    noise = np.cumsum((future + THETA * before) * np.sqrt(lengths), axis=1)
    return last + steps.drift * ahead + shock * (noise - drift_error * ahead)
