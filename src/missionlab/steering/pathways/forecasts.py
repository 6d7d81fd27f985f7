"""The forecast of one target on sample paths: what is known of its goals in each year on each path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Text, text
from missionlab.evidence.scale import bounds_of
from missionlab.evidence.series import Series, series_of
from missionlab.steering.futures import position
from missionlab.strategy.plans import Planned, Timing, plans_of
from missionlab.strategy.proposals import without_proposals
from missionlab.strategy.records import Indicator, Observation, Signpost, Target
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Deadline, IndicatorKind
from missionlab.tracking.forecast import SamplePaths
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.goals import Promise, direction, margin, promise_of
from missionlab.tracking.outlook import Futures
from missionlab.tracking.plan import added_by
from missionlab.tracking.results import Goal

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One target with its sample paths, its goals, and when its figures are known."""

    target: Target
    promise: Promise
    indicator: Indicator
    goal: Goal
    goals: tuple[tuple[int, float], ...]
    """Interim goals after the latest figure, and the goal, by year."""
    sample: SamplePaths
    """Paths with what the plan adds."""
    trend: Values
    """The same without it; shape (paths, years)."""
    overlap_known: bool
    """Whether it is stated how much of the plan the trend contains; all of it comes on top where it is not."""
    now: float
    lag: float
    lag_stated: bool
    bounds: tuple[float, float]

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is."""
        return direction(self.goal.comparator)

    @property
    def years(self) -> Values:
        return np.array(self.sample.years)

    def known_at(self, year: float | Values) -> Values:
        """When the figure of a year is known, and at the earliest now."""
        return np.maximum(self.now, np.asarray(year) + 0.5 + self.lag)

    def best_forecasts(self, goal_year: int) -> Values:
        """What was best forecast for ``goal_year`` in each year before it on each path: the mean of that year given
        the value of the year, by least squares over paths; shape (paths, years until then)."""
        last = int(np.searchsorted(self.years, goal_year))
        end = self.sample.values[:, last]
        out = np.empty((len(end), last + 1))
        for at in range(last + 1):
            here = self.sample.values[:, at]
            spread = here.var()
            slope = float(((here - here.mean()) * (end - end.mean())).mean() / spread) if spread > 0 else 0.0
            out[:, at] = end.mean() + slope * (here - here.mean())
        return out


def case_of(strategy: Strategy, target: Target, until: int | None, day: date, seed: int) -> Case | Text:
    """The case of a target, with sample paths up to its goal's year, or to ``until`` where that is later; or the
    reason why there is none. Paths and what the plan adds are those of ``track`` with the same seed, where the years
    are the same."""
    versions = tuple(sorted(target.versions, key=lambda version: version.number))
    promise = promise_of(target, versions, strategy.indicator_by_id.get, lambda name: series_of(strategy, name))
    goal, indicator, series = promise.goal, promise.indicator, promise.series
    if goal is None or indicator is None or series is None or not series.points:
        return promise.no_goal or text("pathways.refused.no_figures")
    last = series.points[-1].period.position
    if goal.year <= last:
        return text("pathways.refused.goal_past", year=goal.year)
    futures = Futures(strategy.about.id, target.id, seed)
    made = futures.until(max(goal.year, until or 0), series, indicator)
    if isinstance(made, Text):
        return made
    trend = made[0]
    plan = _plan(strategy, target, goal, last)
    stream = (strategy.about.id, target.id, seed)
    added = added_by(plan, trend, goal, stream) * (1 - (target.overlap or 0.0)) if plan else 0.0
    sample = replace(trend, values=_within(trend.values + direction(goal.comparator) * added, indicator))
    path = promise.version.path if promise.version is not None else {}
    goals = {year: value for year, value in path.items() if last < year < goal.year} | {goal.year: goal.value}
    lag, stated = _lag(strategy.signposts, target, series)
    return Case(
        target,
        promise,
        indicator,
        goal,
        tuple(sorted(goals.items())),
        sample,
        trend.values,
        not plan or target.overlap is not None,
        position(day),
        lag,
        stated,
        bounds_of(indicator),
    )


def _plan(strategy: Strategy, target: Target, goal: Goal, latest: float) -> list[Planned]:
    """What projects that somebody has promised are to add, as far as it is not in the figures yet."""
    stated = plans_of(without_proposals(strategy).projects).get(target.id, ())
    return [one for one in stated if one.timing(latest, goal.year) is Timing.COUNTS]


def _lag(signposts: Sequence[Signpost], target: Target, series: Series) -> tuple[float, bool]:
    """Years from the end of a period to its publication: the longest that a signpost of the target states, else the
    median of the figures themselves."""
    stated = [
        post.lag_months / 12
        for post in signposts
        if post.lag_months is not None and (post.target == target.id or post.indicator == series.indicator)
    ]
    if stated:
        return max(stated), True
    return float(np.median([_published_after(point) for point in series.points])), False


def _published_after(point: Observation) -> float:
    return max(0.0, position(point.vintage.last) - point.period.position - point.period.length / 2)


def with_added(case: Case, added: Values) -> Values:
    """The paths with what actions add towards the goal; none leaves the values that the indicator can take."""
    return _within(case.sample.values + case.sign * added, case.indicator)


def _within(values: Values, indicator: Indicator) -> Values:
    """Values that the indicator can take; a running total never falls."""
    inside = np.clip(values, *bounds_of(indicator))
    return np.maximum.accumulate(inside, axis=1) if indicator.kind is IndicatorKind.CUMULATIVE else inside


def met(case: Case, values: Values, goal: Goal) -> NDArray[np.bool_]:
    """Whether each path with these ``values`` meets ``goal``; shape (paths,)."""
    last = int(np.searchsorted(case.years, goal.year)) + 1
    seen = np.rint(values[:, :last]) if case.indicator.kind is IndicatorKind.RANK else values[:, :last]
    over: NDArray[np.bool_] = case.sign * seen >= margin(goal.value, goal.comparator)
    return over[:, -1] if case.target.deadline is Deadline.IN else np.any(over, axis=1).astype(bool)


def chance(case: Case, share: float, goal_year: int) -> float:
    """The chance behind a share of paths, corrected by what such shares were worth, as every chance of ``track``."""
    ahead = np.array(goal_year - case.sample.last.position)
    return round(float(shipped().chance(np.asarray(share), ahead)), 2)
