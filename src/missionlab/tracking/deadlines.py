"""Which figures decide a target: those of its year, or all those up to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from missionlab.base.dates import Period
from missionlab.strategy.records import Observation
from missionlab.strategy.vocabulary import Deadline
from missionlab.tracking.goals import Promise, satisfied
from missionlab.tracking.results import Goal

_ALMOST_A_YEAR = 0.99


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the published figures decide. At most one of the last three is true."""

    decisive: Observation | None
    """The figure that meets the goal or, when the goal is missed, the one of its year."""
    met: bool = False
    missed: bool = False
    skipped: bool = False
    """Later figures are published, but none for the goal's year."""


def figure_for(points: Sequence[Observation], year: int) -> Observation | None:
    """The figure for ``year``: of a yearly series that year's, of a monthly one its last month's once that is out.

    Spans of several years count for the year in which they end, or else for one that they contain.
    """
    covering = [p for p in points if p.period.covers_year(year)]
    whole = [p for p in covering if p.period.length >= _ALMOST_A_YEAR]
    if whole:
        return whole[-1]
    if covering:
        last = covering[-1]
        complete = last.period.end >= date(year, 12, 31) or points[-1].period > last.period
        return last if complete else None
    containing = [p for p in points if p.period.start.year <= year <= p.period.end.year and p.period.length > 1]
    return containing[-1] if containing else None


def outcome_of(promise: Promise, goal: Goal, deadline: Deadline) -> Outcome:
    """Whether the published figures meet the goal, miss it, or leave it open."""
    points = promise.series.points if promise.series is not None else ()
    if not points:
        return Outcome(None)
    figure = figure_for(points, goal.year)
    if deadline is Deadline.BY:
        reached = [
            p for p in _in_time(points, goal, figure, promise) if satisfied(p.value, goal.value, goal.comparator)
        ]
        if reached:
            return Outcome(reached[-1], met=True)
    if figure is not None:
        met = satisfied(figure.value, goal.value, goal.comparator)
        return Outcome(figure, met=met, missed=not met)
    return Outcome(None, skipped=points[-1].period.position > goal.year + 0.5)


def _in_time(
    points: Sequence[Observation], goal: Goal, figure: Observation | None, promise: Promise
) -> list[Observation]:
    """Points from the baseline (else from the day the target was set) to the goal's year."""
    since = promise.baseline_period
    return [
        p
        for p in points
        if (p is figure or p.period.end.year <= goal.year)
        and (since is None or p.period >= since)
        and (since is not None or promise.since is None or p.period.end >= promise.since.first)
    ]


def time_gone(start: date | None, goal_year: int, as_of: date) -> float | None:
    """Share of the time from ``start`` to the end of the goal's year that had gone by ``as_of``."""
    if start is None:
        return None
    whole = (date(goal_year, 12, 31) - start).days
    return 1.0 if whole <= 0 else min(1.0, max(0.0, (as_of - start).days / whole))


def started(set_on: date | None, baseline: Period | None) -> date | None:
    """When a target's time began: the day it was first set, else the end of its baseline period."""
    return set_on or (baseline.end if baseline is not None else None)
