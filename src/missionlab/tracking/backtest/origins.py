"""Rolling origins: at each, what was known then, and what came after.

At an origin year a forecaster is given the values up to that year and no others; the outcomes are those observed
exactly so many years after the last of them.

A series begins where the product's forecasts begin it (`missionlab.evidence.scale.begins`): with its first value that
is not zero. Where most training points do not move at all, there is no unit to measure errors in, and the
origin is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.backtest.data import DataSeries

Values = NDArray[np.float64]

FEWEST, MOST = 10, 40
"""Training points: an origin with fewer is skipped; of more, the latest are used."""
ERAS: tuple[tuple[int, int], ...] = ((1992, 1998), (1999, 2004), (2005, 2010), (2011, 9999))
"""First and last origin year of each era."""
SAME_TIME = 0.02
"""Years within which two times are the same."""
_STILL = 1e-9
"""Yearly changes up to this, on the scale, are no movement but rounding."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a series: what was known at the end of ``year``, and what came after it.

    ``times`` (n,) in years and ``values`` (n,) on the scale of ``transform`` are the training points; ``outcomes`` (H,)
    the values ``observed`` in the indicator's unit ``horizons`` years after the last of them, on the same scale, NaN
    where there is none.
    """

    series: DataSeries
    year: int
    times: Values
    values: Values
    deployment: Values | None
    transform: Transform
    last: float
    """The last training point in the indicator's unit."""
    horizons: Values
    observed: Values
    outcomes: Values
    step: float
    """Mean absolute yearly change within the training points, on the scale: the unit of errors."""

    def possible(self, quantiles: Values) -> Values:
        """``quantiles`` (H, 199) on the scale, moved inside what the indicator can be."""
        return self.transform.inside(quantiles, float(self.values[-1]))

    def threshold(self, goal: float) -> float:
        """A value in the indicator's unit, inside its bounds, on the scale; below everything where the scale ends."""
        if self.transform.scale is Scale.LOG and goal <= 0:
            return -np.inf
        return float(self.transform.to(np.array([goal]))[0])


def era_of(year: int) -> int | None:
    """The position in ``ERAS`` of an origin year; None before the first."""
    return next((i for i, (first, last) in enumerate(ERAS) if first <= year <= last), None)


def era_name(era: int) -> str:
    """As in ``1992-1998``, ``2011-``."""
    first, last = ERAS[era]
    return f"{first}-" if last == ERAS[-1][1] else f"{first}-{last}"


def origins_of(series: DataSeries, years: Sequence[int], horizons: Sequence[int]) -> Iterator[Origin]:
    """The origins of ``series`` among ``years``: those with enough training points, a value in the year itself, some
    movement before it and at least one outcome after it.
    """
    ahead = np.array(horizons, dtype=float)
    for year in years:
        count = int((series.times < year + 1).sum())
        begun = series.begins(series.values[:count])
        if count - begun < FEWEST or series.times[count - 1] < year:
            continue
        part = slice(max(begun, count - MOST), count)
        raw, times = series.values[part], series.times[part]
        transform = series.transform(raw)
        values = transform.to(raw)
        steps = np.abs(np.diff(values)) / np.diff(times)
        observed = _observed(series, times[-1] + ahead)
        if np.median(steps) <= _STILL or not np.isfinite(observed).any():
            continue
        yield Origin(
            series=series,
            year=year,
            times=times,
            values=values,
            deployment=None if series.deployment is None else series.deployment[part],
            transform=transform,
            last=float(raw[-1]),
            horizons=ahead,
            observed=observed,
            outcomes=transform.to(_representable(observed, transform, raw)),
            step=float(steps.mean()),
        )


def _observed(series: DataSeries, times: Values) -> Values:
    """The values observed at ``times``; NaN where nothing was."""
    position = np.clip(np.searchsorted(series.times, times - SAME_TIME), 0, len(series.times) - 1)
    there = np.abs(series.times[position] - times) <= SAME_TIME
    return np.where(there, series.values[position], np.nan)


def _representable(values: Values, transform: Transform, known: Values) -> Values:
    """``values`` moved to where the scale has a number for them.

    On the log scale a zero, and on the logit scale a bound, is infinitely far from everything. It counts as half the
    smallest distance from the bound among the ``known`` values, as a figure below what an instrument can detect does.
    """
    if transform.scale is Scale.LEVEL:
        return values
    lowest = 0.0 if transform.scale is Scale.LOG else transform.lowest
    inside = np.maximum(values, lowest + (known.min() - lowest) / 2)
    if transform.scale is Scale.LOGIT:
        inside = np.minimum(inside, transform.highest - (transform.highest - known.max()) / 2)
    return np.where(values <= lowest, inside, np.where(values >= transform.highest, inside, values))
