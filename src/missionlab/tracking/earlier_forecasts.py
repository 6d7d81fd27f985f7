"""How earlier forecasts of a target's series fared: made again at earlier figures, and set against what came.

A forecast at an earlier figure uses what had been published on the day that figure first came out, so that later
revisions are not known to it. Where a series was published all at once, that day knew more, and the record says so.
What is compared is the last year since then up to the goal's, or up to the next declared level break: figures on
either side of one are not of one kind. Forecasts of one series overlap, so ten of them say less than ten series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.base.dates import Date, Period
from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text
from missionlab.evidence.series import Series, by_time, span
from missionlab.strategy.records import Indicator, Observation
from missionlab.strategy.vocabulary import Deadline
from missionlab.tracking.deadlines import figure_for
from missionlab.tracking.earlier_results import EarlierForecast
from missionlab.tracking.goals import Promise
from missionlab.tracking.results import Goal

PATHS = 1000
"""Sample paths of an earlier forecast: its chance is known to 0.03 either way (two standard errors, at one half)."""
MOST = 10
"""Earlier figures of one target at which it is forecast again, spread evenly over all of them."""
IN_ALL = 200
"""For all targets with figures together, so that a large strategy is tracked in seconds: more than 20 of them get
fewer each, more than 200 none."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What was known when one earlier figure came out."""

    series: Series
    known_on: Date
    at_once: bool
    compared: Observation
    year: int


def most_for(targets: int) -> int:
    """How many earlier forecasts each of so many targets with figures gets."""
    return min(MOST, IN_ALL // max(1, targets))


def earlier_forecasts(
    promise: Promise, deadline: Deadline, fewest_points: int, stream: Sequence[str | int], most: int
) -> tuple[EarlierForecast, ...]:
    """At most ``most`` earlier forecasts of the target's own series, oldest first; ``stream`` names their draws."""
    series, indicator, goal = promise.series, promise.indicator, promise.goal
    if series is None or indicator is None or goal is None or most < 1:
        return ()
    origins = [
        origin
        for position in range(fewest_points - 1, len(series.points) - 1)
        if (origin := _origin(series, position, goal, fewest_points)) is not None
    ]
    made = (_made(origin, indicator, goal, deadline, stream) for origin in _spread(origins, most))
    return tuple(one for one in made if one is not None)


def _spread(origins: Sequence[_Origin], most: int) -> list[_Origin]:
    """At most ``most`` of them, evenly, the oldest and the newest among them."""
    if len(origins) <= most:
        return list(origins)
    if most == 1:
        return [origins[-1]]
    return [origins[round(step * (len(origins) - 1) / (most - 1))] for step in range(most)]


def _origin(series: Series, position: int, goal: Goal, fewest_points: int) -> _Origin | None:
    """What was known when the figure at ``position`` came out; ``None`` where nothing since can be compared."""
    last = series.points[position].period
    compared = _compared(series, position, goal)
    if compared is None:
        return None
    everything = [*series.earlier, *series.points]
    known_on = min(o.vintage for o in everything if span(o.period) == span(last))
    then = [o for o in everything if o.vintage.last <= known_on.last]
    newest: dict[tuple[object, object], Observation] = {}
    for one in sorted((o for o in then if not last < o.period), key=lambda o: o.vintage):
        newest[span(one.period)] = one
    if len(newest) < fewest_points:
        return None
    cut = Series(
        series.indicator,
        tuple(sorted(newest.values(), key=by_time)),
        (),
        tuple(jump for jump in series.breaks if not last < jump.period),
    )
    return _Origin(cut, known_on, any(last < o.period for o in then), *compared)


def _compared(series: Series, position: int, goal: Goal) -> tuple[Observation, int] | None:
    """The last figure since ``position`` that can be compared, with its year."""
    last = series.points[position].period
    ends = [jump.period for jump in series.breaks if jump.declared and last < jump.period]
    for point in reversed(series.points[position + 1 :]):
        year = _year_of(point.period)
        comparable = all(point.period < end for end in ends)
        if comparable and last.position < year <= goal.year and figure_for(series.points, year) is point:
            return point, year
    return None


def _year_of(period: Period) -> int:
    return round(period.position) if period.length <= 1 else period.end.year


def _made(
    origin: _Origin, indicator: Indicator, goal: Goal, deadline: Deadline, stream: Sequence[str | int]
) -> EarlierForecast | None:
    """The forecast at one earlier figure; ``None`` where none could have been made."""
    import numpy as np

    from missionlab.tracking.chance import probability_of
    from missionlab.tracking.forecast import sample_paths

    last = origin.series.points[-1].period
    paths = sample_paths(origin.series, indicator, goal.year, count=PATHS, seed=seed_of("earlier", *stream, str(last)))
    if isinstance(paths, Text):
        return None
    column = paths.values[:, paths.years.index(float(origin.year))]
    low, middle, high = (float(value) for value in np.quantile(column, (0.1, 0.5, 0.9)))
    actual = origin.compared.value
    return EarlierForecast(
        last=last,
        known_on=origin.known_on,
        at_once=origin.at_once,
        points=len(origin.series.points),
        year=origin.year,
        p10=low,
        p50=middle,
        p90=high,
        actual=actual,
        held=low <= actual <= high,
        probability=probability_of(paths, goal, deadline, indicator),
    )
