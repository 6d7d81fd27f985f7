"""From a series to sample paths in the indicator's unit, or to the reason why there can be none."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.dates import Period
from missionlab.base.text import Text, text
from missionlab.evidence.scale import Transform, transform_for
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.forecast import farmer_lafond
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.results import Series

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SamplePaths:
    """``values`` has shape (count, len(years)), in the indicator's unit; ``years`` are calendar years."""

    years: tuple[float, ...]
    values: Values
    scale: Scale
    method: str
    source: str
    indicator: str
    points: int
    first: Period
    last: Period


def sample_paths(series: Series, indicator: Indicator, until: int, *, count: int, seed: int) -> SamplePaths | Text:
    """``count`` equally likely futures of ``series`` for each calendar year after its last point up to ``until``.

    Steps across declared level breaks are left out. Returns a ``Text`` with the reason where no honest forecast can
    be made: too few steps on either side of breaks, a series that never moves, or a year that has passed.
    """
    points = series.points
    if len(points) < farmer_lafond.FEWEST_STEPS + 1:
        return text("tracking.forecast.few_points", n=len(points))
    last = points[-1]
    years = tuple(float(year) for year in range(math.floor(last.period.position) + 1, until + 1))
    if not years:
        return text("tracking.forecast.year_passed", year=until)
    observed = np.array([point.value for point in points])
    transform = transform_for(indicator, observed)
    steps = farmer_lafond.Steps(*_change(series, observed, transform))
    if len(steps.change) < farmer_lafond.FEWEST_STEPS:
        return text("tracking.forecast.broken", n=len(steps.change))
    if steps.variance <= 1e-18:
        return text("tracking.forecast.flat")
    random = np.random.Generator(np.random.Philox(seed))
    ahead = np.array(years) - last.period.position
    walked = farmer_lafond.walk(steps, float(transform.to(observed[-1:])[0]), ahead, count, random)
    return SamplePaths(
        years=years,
        values=_possible(transform.back(walked), last.value, transform),
        scale=transform.scale,
        method=farmer_lafond.METHOD,
        source=farmer_lafond.SOURCE,
        indicator=series.indicator,
        points=len(points),
        first=points[0].period,
        last=last.period,
    )


def _change(series: Series, observed: Values, transform: Transform) -> tuple[Values, Values]:
    """Changes between neighbouring points and the years they took, without those that cross a declared break."""
    times = np.array([point.period.position for point in series.points])
    starts = [level_break.period.position for level_break in series.breaks if level_break.declared]
    history = history_of(times, transform.to(observed), transform, starts)
    return history.change, history.years


def _possible(values: Values, last: float, transform: Transform) -> Values:
    """Paths of a cumulative indicator never fall below what has been reached."""
    if transform.never_falls:
        return np.maximum(np.maximum.accumulate(values, axis=1), last)
    return values
