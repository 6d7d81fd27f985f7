"""From a pilot's results to what is believed of each of its arms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.portfolio.results import Measured
from missionlab.steering.learning.beta import Beta
from missionlab.steering.learning.hierarchy import MeanRate, mean_rate
from missionlab.steering.learning.normal import Normal
from missionlab.steering.learning.results import Belief, Shape
from missionlab.strategy.records import Pilot
from missionlab.strategy.records.course import PilotResult

Believed = Beta | MeanRate | Normal

DRAWN = 100
"""Places at which a distribution is drawn."""
_ENDS = (0.05, 0.95)
_REACH = 3.5
"""Standard deviations to either side that are drawn of a quantity."""

_LEAST = 1e-9
"""Smallest standard deviation that is drawn, of the mean."""


@dataclass(frozen=True, slots=True)
class ArmData:
    """Results of one arm: by place, successes or the mean of what was measured, and the units."""

    arm: str | None
    places: tuple[tuple[float, int], ...]

    @property
    def units(self) -> int:
        return sum(units for _, units in self.places)


def arms_of(pilot: Pilot) -> tuple[str | None, ...]:
    """The arms as stated, and any others that have results; one without a name where there are none."""
    return tuple(dict.fromkeys([*pilot.arms, *(result.arm for result in pilot.results)])) or (None,)


def results_of(pilot: Pilot, prior: Beta | Normal) -> tuple[ArmData, ...]:
    """The results that can be counted, by arm. Those of one place count together, whenever they came."""
    by_arm: dict[str | None, dict[str | None, list[tuple[float, int]]]] = {arm: {} for arm in arms_of(pilot)}
    for result in pilot.results:
        if (counted := _counted(result, prior)) is not None:
            by_arm[result.arm].setdefault(result.place, []).append(counted)
    return tuple(ArmData(arm, tuple(_together(of, prior) for of in places.values())) for arm, places in by_arm.items())


def uncounted(pilot: Pilot, prior: Beta | Normal) -> int:
    """Results in which a number is blank, or that have more successes than units."""
    return sum(_counted(result, prior) is None for result in pilot.results)


def _counted(result: PilotResult, prior: Beta | Normal) -> tuple[float, int] | None:
    found = result.mean if isinstance(prior, Normal) else result.successes
    if found is None or result.trials is None or (not isinstance(prior, Normal) and found > result.trials):
        return None
    return found, result.trials


def _together(of: Sequence[tuple[float, int]], prior: Beta | Normal) -> tuple[float, int]:
    units = sum(n for _, n in of)
    if not isinstance(prior, Normal):
        return math.fsum(found for found, _ in of), units
    return (math.fsum(found * n for found, n in of) / units if units else 0.0), units


def believed(prior: Beta | Normal, data: ArmData) -> Believed:
    """What is believed of an arm with its results; of several places, of the mean over places."""
    if isinstance(prior, Normal):
        return prior.after(*_together(data.places, prior)) if data.units else prior
    tried = [(int(found), units) for found, units in data.places if units]
    if len(tried) > 1:
        return mean_rate(prior, tried)
    return prior.after(*tried[0]) if tried else prior


def described(belief: Believed, data: ArmData) -> Belief:
    """The belief as a record, with its shape and what it says of the next three."""
    rate = not isinstance(belief, Normal)
    low, high = (belief.quantile(end) for end in _ENDS)
    return Belief(
        arm=data.arm,
        mean=Measured(belief.mean, low, high),
        deviation=Measured(belief.deviation),
        places=sum(units > 0 for _, units in data.places),
        trials=data.units,
        successes=round(sum(found for found, _ in data.places)) if rate else None,
        alpha=belief.alpha if isinstance(belief, Beta) else None,
        beta=belief.beta if isinstance(belief, Beta) else None,
        next_three=tuple(float(chance) for chance in belief.successes(3)) if not isinstance(belief, Normal) else (),
        shape=_shape(belief),
    )


def _shape(belief: Believed) -> Shape:
    """The density in ``DRAWN`` parts of equal width: of a rate from 0 to 1, of a quantity around its mean."""
    match belief:
        case Normal(mean=mean):
            deviation = max(belief.deviation, _LEAST * max(1.0, abs(mean)))
            at = np.linspace(mean - _REACH * deviation, mean + _REACH * deviation, DRAWN)
            density = np.exp(-(((at - mean) / deviation) ** 2) / 2) / (deviation * math.sqrt(2 * math.pi))
        case Beta():
            edges = np.linspace(0, 1, DRAWN + 1)
            at, density = (edges[:-1] + edges[1:]) / 2, np.diff(belief.below(edges)) * DRAWN
        case MeanRate():
            at = belief.at.reshape(DRAWN, -1).mean(axis=1)
            density = belief.chance.reshape(DRAWN, -1).sum(axis=1) * DRAWN
    return Shape(tuple(float(x) for x in at), tuple(float(f"{y:.6g}") for y in density))
