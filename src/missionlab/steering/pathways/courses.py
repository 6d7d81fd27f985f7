"""What happens on each path when actions follow one another, each decided when those before it will not do.

An action's tipping point on a path is the first year in which the best forecast, given the path so far, misses the
goal or an interim goal that is still to come. A switch is decided when the figure of that year is known; it has an
effect once its lead time is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from missionlab.steering.pathways.forecasts import Case, Values, chance, met, with_added
from missionlab.steering.pathways.options import Option
from missionlab.steering.pathways.results import When
from missionlab.strategy.vocabulary import Deadline
from missionlab.tracking.goals import margin
from missionlab.tracking.results import Goal

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """How one sequence of actions went on all paths."""

    decided: list[Values]
    """By action: when it is decided on each path; infinite where it is not."""
    tips: Values
    """Year in which all of its actions together will not do; infinite where they do."""
    met: Flags

    @property
    def share(self) -> float:
        return float(self.met.mean())


class Courses:
    """The courses of one case. What is missing to a goal by the best forecast is worked out once for each year."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._missing: dict[tuple[Goal, int], Values] = {}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        comparator = self.case.goal.comparator
        return tuple(Goal(year, value, comparator) for year, value in self.case.goals)

    @property
    def until_goal(self) -> int:
        """Number of the sample's years up to that of the goal."""
        return int(np.searchsorted(self.case.years, self.case.goal.year)) + 1

    def follow(self, options: Sequence[Option], *, at_once: bool = False) -> Course:
        """The actions one after the other; with ``at_once`` all of them are decided now, whatever is forecast."""
        case, years = self.case, self.case.years
        under_way = _UnderWay(self, options)
        if at_once:
            for place in range(len(options)):
                under_way.decide(place, np.ones(len(case.sample.values), dtype=bool), case.now)
        tips = np.full(len(case.sample.values), np.inf)
        for at in range(-1, len(years)):
            known = float(case.now if at < 0 else case.known_at(years[at]))
            for place in range(len(options)):
                open_ = ~np.isfinite(under_way.decided[place])
                if open_.any():
                    under_way.decide(place, open_ & under_way.misses(at), known)
            over = ~np.isfinite(tips) & under_way.misses(at)
            for decided in under_way.decided:
                over &= np.isfinite(decided)
            tips[over] = np.floor(case.now + 0.5) if at < 0 else years[at]
        return Course(under_way.decided, tips, under_way.met())

    def misses(self, at: int) -> Flags:
        """Whether the best forecast without any action misses, in the year at place ``at`` of the sample's years."""
        return _UnderWay(self, ()).misses(at)

    def chance(self, course: Course, options: Sequence[Option]) -> float:
        year = next((option.goal.year for option in options if option.goal is not None), self.case.goal.year)
        return chance(self.case, course.share, year)

    def missing(self, goal: Goal, at: int) -> Values | None:
        """What actions would have to add for the best forecast of the year at place ``at`` (-1: of today) to reach
        ``goal``; nothing once the goal's year is over."""
        if (goal, at) not in self._missing:
            forecasts = self.case.best_forecasts(goal.year)
            end = forecasts.shape[1]
            for place in range(-1, end):
                best = np.full(len(forecasts), forecasts[:, -1].mean()) if place < 0 else forecasts[:, place]
                reach = np.clip(goal.value, *self.case.bounds)
                possible = self.case.sign * reach >= margin(goal.value, goal.comparator)
                short = margin(goal.value, goal.comparator) - self.case.sign * best
                self._missing[goal, place] = short if possible else np.full(len(best), np.inf)
        return self._missing.get((goal, at))


class _UnderWay:
    """One sequence while it is followed: what is decided on each path, and what that adds by each goal's year."""

    def __init__(self, courses: Courses, options: Sequence[Option]) -> None:
        self.courses, self.options = courses, options
        count = len(courses.case.sample.values)
        self.decided = [np.full(count, np.inf) for _ in options]
        self._new = next((option.goal for option in options if option.goal is not None), None)
        self._goals = [*courses.goals, *([self._new] if self._new else [])]
        self._years = np.array([float(goal.year) for goal in self._goals])
        self._added = np.zeros((len(self._goals), count))
        self._moved = np.zeros(count, dtype=bool)

    def decide(self, place: int, where: Flags, at: float) -> None:
        """The action at ``place`` is decided ``at`` a time on some paths."""
        option = self.options[place]
        self.decided[place][where] = at
        working = np.maximum(0.0, self._years - at - option.lead)
        self._added[:, where] += working[:, None] * option.pace[where]
        if option.goal is not None:
            self._moved |= where

    def misses(self, at: int) -> Flags:
        """Whether the best forecast of the year at place ``at`` (-1: of today) misses a goal still to come."""
        flags = [self._misses_one(number, at) for number in range(len(self._goals))]
        before = np.logical_or.reduce(flags[: len(self.courses.goals)])
        return np.where(self._moved, flags[-1], before) if self._new else before

    def _misses_one(self, number: int, at: int) -> Flags:
        goal = self._goals[number]
        missing = self.courses.missing(goal, at)
        if missing is None:
            return np.zeros(len(self._moved), dtype=bool)
        missed: Flags = self._added[number] < missing
        interim = number < len(self.courses.goals) - 1
        if at < 0 or interim or self.courses.case.target.deadline is not Deadline.BY:
            return missed
        reached = Goal(int(self.courses.case.years[at]), goal.value, goal.comparator)
        return missed & ~met(self.courses.case, self._values(), reached)

    def met(self) -> Flags:
        """Whether each path meets the goal that it has in the end."""
        values = self._values()
        before = met(self.courses.case, values, self.courses.case.goal)
        return np.where(self._moved, met(self.courses.case, values, self._new), before) if self._new else before

    def _values(self) -> Values:
        """The paths with what the actions add; shape (paths, years)."""
        added = np.zeros_like(self.courses.case.sample.values)
        for option, decided in zip(self.options, self.decided, strict=True):
            added += option.added(decided, self.courses.case.years)
        return with_added(self.courses.case, added)


def when(times: Values) -> When:
    """Quantiles of times over paths; blank where they do not happen."""
    ordered = np.sort(times)

    def at(share: float) -> float | None:
        found = float(ordered[min(len(ordered) - 1, int(share * len(ordered)))])
        return found if np.isfinite(found) else None

    return When(at(0.05), at(0.5), at(0.95), float(np.isinf(times).mean()))


def earlier(by: float, of: When) -> When:
    """The same so many years earlier."""
    low, middle, high = (None if year is None else year - by for year in (of.p05, of.p50, of.p95))
    return When(low, middle, high, of.never)
