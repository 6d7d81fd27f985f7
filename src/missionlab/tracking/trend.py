"""The mean yearly change of a series in the recent past, with its interval."""

from __future__ import annotations

import math
from itertools import pairwise

from missionlab.base.text import text
from missionlab.evidence.series import Series
from missionlab.evidence.student import quantile
from missionlab.strategy.records import Observation
from missionlab.tracking.results import Trend

_SAME = 1e-6
"""Years; periods whose middles are closer are at one time."""


def trend_of(series: Series, years: int) -> Trend | None:
    """Mean change per year, in the indicator's unit, over the last ``years`` or since the last declared break.

    Where fewer than two points stand after the break, the rate crosses it and says so. ``None`` with fewer than two
    points at different times, or where the change is too large for a number.
    """
    points = _one_a_time(series.points)
    if len(points) < 2:
        return None
    window = [p for p in points if p.period.position >= points[-1].period.position - years - _SAME]
    if len(window) < 2:
        window = points[-2:]
    broken = [b for b in series.breaks if b.declared and window[0].period < b.period <= window[-1].period]
    crosses = None
    if broken:
        after = [p for p in window if p.period >= broken[-1].period]
        if len(after) >= 2:
            window = after
        else:
            crosses = broken[-1]
    first, last = window[0], window[-1]
    rate = (last.value - first.value) / (last.period.position - first.period.position)
    if not math.isfinite(rate):
        return None
    half = _half_interval(window, rate) if crosses is None else None
    note = None
    if crosses is not None:
        note = text("tracking.trend.crosses_break", period=crosses.period)
    elif half is None:
        note = text("tracking.trend.two_points", n=len(window))
    return Trend(
        rate,
        None if half is None else rate - half,
        None if half is None else rate + half,
        first.period,
        last.period,
        len(window),
        note,
    )


def _one_a_time(points: tuple[Observation, ...]) -> list[Observation]:
    """Of points at the same time (a year and its middle month, say), the one that covers more."""
    out: list[Observation] = []
    for point in points:
        if out and point.period.position - out[-1].period.position < _SAME:
            out[-1] = max(out[-1], point, key=lambda p: p.period.length)
        else:
            out.append(point)
    return out


def _half_interval(points: list[Observation], rate: float) -> float | None:
    """Half the width of the 95 % t-interval of the mean change per year; ``None`` with fewer than three points.

    A step over ``h`` years has mean ``rate * h`` and variance ``s^2 h``, so that the mean over ``H`` years has
    variance ``s^2 / H``, with one degree of freedom spent on the mean.
    """
    if len(points) < 3:
        return None
    steps = [(b.value - a.value, b.period.position - a.period.position) for a, b in pairwise(points)]
    freedom = len(steps) - 1
    misses = [change - rate * gap for change, gap in steps]
    # Squares of figures beyond 1e154 have no number: misses are counted in a power of two, which loses nothing.
    unit = math.ldexp(1.0, math.frexp(max(map(abs, misses)))[1] - 1)
    variance = sum((miss / unit) ** 2 / gap for miss, (_, gap) in zip(misses, steps, strict=True)) / freedom
    return unit * (quantile(0.975, freedom) * math.sqrt(variance / sum(gap for _, gap in steps)))
