"""What is believed of waiting times, from those that ended and from those that still go on.

Whoever still waits has shown that he can wait so long: the time counts, and the end does not. D. R. Cox and D. Oakes,
Analysis of Survival Data (1984), chapter 3.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from missionlab.steering.learning.beta import Values

SHAPES = np.geomspace(0.25, 4.0, 65)
"""Shapes of the Weibull law on the grid: below 1 the hazard falls with age, above 1 it rises."""
_SCALES = 161
_APART = 30.0
"""By how many times the scales on the grid go beyond the shortest and the longest wait."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A constant yearly hazard that is not known: Gamma-distributed, as after ``events`` in ``exposure`` years."""

    events: float
    exposure: float

    @property
    def mean(self) -> float:
        return self.events / self.exposure

    def after(self, events: float, exposure: float) -> Hazard:
        """With ``events`` more ends, and ``exposure`` more years of all who waited, ended or not."""
        if events < 0 or exposure < 0:
            raise ValueError(f"{events} events in {exposure} years")
        return Hazard(self.events + events, self.exposure + exposure)

    def quantile(self, share: float) -> float:
        from scipy.special import gammaincinv

        return float(gammaincinv(self.events, share) / self.exposure)

    def longer(self, years: float) -> float:
        """Chance that the next wait is longer than ``years``."""
        return (self.exposure / (self.exposure + years)) ** self.events


@dataclass(frozen=True, slots=True, eq=False)
class Ageing:
    """A hazard that may change with age: a Weibull law whose shape and scale are on a grid.

    ``chance`` has shape (shapes, scales)."""

    shapes: Values
    scales: Values
    chance: Values

    @property
    def shape(self) -> float:
        """Mean shape."""
        return float(self.shapes @ self.chance.sum(axis=1))

    @property
    def rises(self) -> float:
        """Chance that the hazard rises with age; a shape of exactly 1 counts half."""
        by_shape = self.chance.sum(axis=1)
        level = np.isclose(self.shapes, 1.0)
        return float(by_shape[(self.shapes > 1) & ~level].sum() + by_shape[level].sum() / 2)

    def longer(self, years: float) -> float:
        """Chance that the next wait is longer than ``years``."""
        waited = (years / self.scales[None, :]) ** self.shapes[:, None]
        return float((self.chance * np.exp(-waited)).sum())


def ageing(waits: Iterable[tuple[float, bool]]) -> Ageing | None:
    """The law of waits (years, whether it ended), with every shape and scale equally likely in proportion beforehand;
    nothing where no wait is longer than 0."""
    known = sorted((years, ended) for years, ended in waits if years > 0)
    if not known:
        return None
    years = np.array([one for one, _ in known])
    ended = np.array([one for _, one in known])
    scales = np.geomspace(years.min() / _APART, years.max() * _APART, _SCALES)
    shape, scale = SHAPES[:, None, None], scales[None, :, None]
    waited = (years / scale) ** shape
    begun = np.log(shape / years) + shape * np.log(years / scale)
    likely = (np.where(ended, begun, 0.0) - waited).sum(axis=2)
    chance = np.exp(likely - likely.max())
    return Ageing(SHAPES, scales, chance / chance.sum())


def of_strength(hazard: float, events: float) -> Hazard:
    """A hazard with this mean, of which as much is known as after so many ``events`` (more than none)."""
    if not (hazard > 0 and events > 0 and math.isfinite(hazard)):
        raise ValueError(f"hazard {hazard} after {events} events")
    return Hazard(events, events / hazard)
