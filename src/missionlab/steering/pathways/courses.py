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
    """The courses of one case; forecasts are made once for each goal."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._forecasts: dict[int, Values] = {}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        comparator = self.case.goal.comparator
        return tuple(Goal(year, value, comparator) for year, value in self.case.goals)

    def follow(self, options: Sequence[Option], *, at_once: bool = False) -> Course:
        """The actions one after the other; with ``at_once`` all of them are decided now, whatever is forecast."""
        case, years = self.case, self.case.years
        count = len(case.sample.values)
        decided = [np.full(count, case.now if at_once else np.inf) for _ in options]
        tips = np.full(count, np.inf)
        for at in range(-1, len(years)):
            known = np.asarray(case.now if at < 0 else case.known_at(years[at]), dtype=float)
            for when in decided:
                undecided = ~np.isfinite(when)
                if undecided.any():
                    when[undecided & self._misses(options, decided, at)] = float(known)
            over = ~np.isfinite(tips) & self._misses(options, decided, at)
            for when in decided:
                over &= np.isfinite(when)
            tips[over] = np.floor(case.now + 0.5) if at < 0 else years[at]
        return Course(decided, tips, self._met(options, decided))

    @property
    def until_goal(self) -> int:
        """Number of the sample's years up to that of the goal."""
        return int(np.searchsorted(self.case.years, self.case.goal.year)) + 1

    def misses(self, at: int) -> Flags:
        """Whether the best forecast without any action misses, in the year at place ``at`` of the sample's years."""
        return self._misses((), [], at)

    def chance(self, course: Course, options: Sequence[Option]) -> float:
        year = next((option.goal.year for option in options if option.goal is not None), self.case.goal.year)
        return chance(self.case, course.share, year)

    def _misses(self, options: Sequence[Option], decided: Sequence[Values], at: int) -> Flags:
        """Whether the best forecast of the year at place ``at`` (-1: of today) misses a goal still to come."""
        out = np.zeros(len(self.case.sample.values), dtype=bool)
        for goal in self.goals:
            out |= self._misses_one(goal, options, decided, at)
        for option, when in zip(options, decided, strict=True):
            if option.goal is not None:
                moved = np.isfinite(when)
                out = np.where(moved, self._misses_one(option.goal, options, decided, at), out)
        return out

    def _misses_one(self, goal: Goal, options: Sequence[Option], decided: Sequence[Values], at: int) -> Flags:
        forecast = self._forecast(goal.year)
        if at >= forecast.shape[1]:
            return np.zeros(len(forecast), dtype=bool)
        best = np.full(len(forecast), forecast[:, -1].mean()) if at < 0 else forecast[:, at]
        by = np.array([float(goal.year)])
        added = sum((o.added(when, by)[:, 0] for o, when in zip(options, decided, strict=True)), np.zeros(len(best)))
        value = np.clip(best + self.case.sign * added, *self.case.bounds)
        missed: Flags = self.case.sign * value < margin(goal.value, goal.comparator)
        return missed & ~self._reached(goal, options, decided, at)

    def _reached(self, goal: Goal, options: Sequence[Option], decided: Sequence[Values], at: int) -> Flags:
        """Whether a goal that may be met at any time until its year was met already; an interim goal never is."""
        interim = goal in self.goals[:-1]
        if at < 0 or interim or self.case.target.deadline is not Deadline.BY:
            return np.zeros(len(self.case.sample.values), dtype=bool)
        return met(
            self.case, self._values(options, decided), Goal(int(self.case.years[at]), goal.value, goal.comparator)
        )

    def _forecast(self, year: int) -> Values:
        if year not in self._forecasts:
            self._forecasts[year] = self.case.best_forecasts(year)
        return self._forecasts[year]

    def _values(self, options: Sequence[Option], decided: Sequence[Values]) -> Values:
        """The paths with what the actions add; shape (paths, years)."""
        added = np.zeros_like(self.case.sample.values)
        for option, when in zip(options, decided, strict=True):
            added += option.added(when, self.case.years)
        return with_added(self.case, added)

    def _met(self, options: Sequence[Option], decided: Sequence[Values]) -> Flags:
        values = self._values(options, decided)
        out = met(self.case, values, self.case.goal)
        for option, when in zip(options, decided, strict=True):
            if option.goal is not None:
                out = np.where(np.isfinite(when), met(self.case, values, option.goal), out)
        return out


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
