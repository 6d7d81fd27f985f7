"""Rolling origins: at each, what was known then, and what came after.

At an origin year a forecaster is given the values up to that year and no others; the outcomes are those observed
exactly so many years after the last of them.
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
_SAME_TIME = 0.02
"""Years within which two times are the same."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a series: what was known at the end of ``year``, and what came after it.

    ``times`` (n,) in years and ``values`` (n,) on the scale of ``transform`` are the training points; ``outcomes`` (H,)
    the values observed ``horizons`` years after the last of them, on the same scale, NaN where there is none.
    """

    series: DataSeries
    year: int
    times: Values
    values: Values
    deployment: Values | None
    transform: Transform
    horizons: Values
    outcomes: Values
    step: float
    """Mean absolute yearly change within the training points, on the scale: the unit of errors."""


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
        known = series.times < year + 1
        count = int(known.sum())
        if count < FEWEST or series.times[count - 1] < year:
            continue
        part = slice(max(0, count - MOST), count)
        raw, times = series.values[part], series.times[part]
        transform = series.transform(raw)
        values = transform.to(raw)
        step = float(np.mean(np.abs(np.diff(values)) / np.diff(times)))
        outcomes = _outcomes(series, times[-1] + ahead, transform, raw)
        if step <= 1e-9 or not np.isfinite(outcomes).any():
            continue
        deployment = None if series.deployment is None else series.deployment[part]
        yield Origin(series, year, times, values, deployment, transform, ahead, outcomes, step)


def _outcomes(series: DataSeries, times: Values, transform: Transform, known: Values) -> Values:
    """The values observed at ``times`` on the scale; NaN where nothing was."""
    position = np.clip(np.searchsorted(series.times, times - _SAME_TIME), 0, len(series.times) - 1)
    there = np.abs(series.times[position] - times) <= _SAME_TIME
    return np.where(there, transform.to(_representable(series.values[position], transform, known)), np.nan)


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
