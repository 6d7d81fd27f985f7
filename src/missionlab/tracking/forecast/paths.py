"""From a series to sample paths in the indicator's unit, or to the reason why there can be none."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.dates import Period
from missionlab.base.text import Text, text
from missionlab.evidence.scale import Transform, begins, transform_for
from missionlab.strategy.records import Indicator
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.forecast import farmer_lafond, pool
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.forecast.history import History, history_of
from missionlab.tracking.forecast.levels import LEVELS, MEDIAN
from missionlab.tracking.results import Series

Values = NDArray[np.float64]

LARGEST = 1e150
"""Squares of figures that are larger have no number, in any unit; such a figure is a slip."""


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

    In each year they are spread as the pool's quantiles are; which future is high in one year and which in the next
    goes by a random walk. Steps across declared level breaks are left out. Returns a ``Text`` with the reason where no
    honest forecast can be made: too few steps on either side of breaks, a series that never moves, figures that are no
    measurements, or a year that has passed.
    """
    points = series.points[begins(indicator, _values(series)) :]
    if len(points) < farmer_lafond.FEWEST_STEPS + 1:
        return text("tracking.forecast.few_points", n=len(points))
    last = points[-1]
    years = tuple(float(year) for year in range(math.floor(last.period.position) + 1, until + 1))
    if not years:
        return text("tracking.forecast.year_passed", year=until)
    if np.abs(_values(series)).max() > LARGEST:
        return text("tracking.forecast.too_large")
    history = history_for(series, indicator)
    if len(history.change) < farmer_lafond.FEWEST_STEPS:
        return text("tracking.forecast.broken", n=len(history.change))
    steps = farmer_lafond.Steps(history.change, history.years)
    if steps.variance <= history.rounding**2:
        return text("tracking.forecast.flat")
    ahead = np.array(years) - last.period.position
    margins = pool.quantiles(history, ahead, shipped())
    assert margins is not None
    random = np.random.Generator(np.random.Philox(seed))
    walked = farmer_lafond.walk(steps, history.last, ahead, count, random)
    return SamplePaths(
        years=years,
        values=_possible(history.transform.back(_carried(walked, margins, random)), last.value, history.transform),
        scale=history.transform.scale,
        method=pool.METHOD,
        source=pool.SOURCE,
        indicator=series.indicator,
        points=len(points),
        first=points[0].period,
        last=last.period,
    )


def history_for(series: Series, indicator: Indicator) -> History:
    """What a forecast of ``series`` is made from, as the backtest makes its own: from where the series begins."""
    observed = _values(series)
    first = begins(indicator, observed)
    observed = observed[first:]
    transform = transform_for(indicator, observed)
    times = np.array([point.period.position for point in series.points[first:]])
    starts = [level_break.period.position for level_break in series.breaks if level_break.declared]
    return history_of(times, transform.to(observed), transform, starts)


def _values(series: Series) -> Values:
    return np.array([point.value for point in series.points], dtype=float)


def _carried(walked: Values, margins: Values, random: np.random.Generator) -> Values:
    """The paths ``walked`` (count, H), moved so that their spread in each year is that of ``margins`` (H, 199).

    The rank of a path in a year stays what it is. Each of the ``count`` ranks stands for an equal slice of probability,
    in which the path is drawn anywhere (M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979) 239-245),
    so that shares of paths in one year are far more exact than those of independent draws. Beyond the outermost
    quantiles, distances go on as the walk's, in proportion to the distance of those quantiles from the median.
    """
    count, by_year = len(walked), np.ascontiguousarray(walked.T)
    order = _order(by_year)
    slices = (np.arange(count) + random.random(by_year.shape)) / count
    out = np.empty_like(by_year)
    for year, quantiles in enumerate(margins):
        share, ordered = slices[year], by_year[year, order[year]]
        values = np.interp(share, LEVELS, quantiles)
        low, high = np.searchsorted(share, LEVELS[[0, -1]])
        middle = ordered[count // 2]
        for outside, edge in ((slice(0, low), 0), (slice(high, count), -1)):
            reach = np.interp(LEVELS[edge], share, ordered) - middle
            ratio = (quantiles[edge] - quantiles[MEDIAN]) / reach if reach else 0.0
            values[outside] = quantiles[edge] + ratio * (ordered[outside] - middle - reach)
        out[year, order[year]] = values
    return out.T


def _order(values: Values) -> NDArray[np.intp]:
    """Positions that put each row of ``values`` (R, n) in order, equal ones as they stand: the same on any processor.

    A stable sort takes three times as long as the processor's own, which differs only where values are equal.
    """
    order = np.argsort(values, axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    tied = (ordered[:, 1:] == ordered[:, :-1]).any(axis=1)
    order[tied] = np.argsort(values[tied], axis=1, kind="stable")
    return order


def _possible(values: Values, last: float, transform: Transform) -> Values:
    """Paths of a cumulative indicator never fall below what has been reached."""
    if transform.never_falls:
        return np.maximum(np.maximum.accumulate(values, axis=1), last)
    return values
