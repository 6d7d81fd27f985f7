"""Progress towards a goal: how much of the gap is closed, and the pace needed against the pace seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

from missionlab.strategy.records import Observation
from missionlab.tracking.goals import Promise, satisfied
from missionlab.tracking.results import Goal, Trend


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of one target at its latest period; rates are per year in the indicator's unit."""

    over_the_line: bool | None = None
    gap_closed: float | None = None
    gap_due: float | None = None
    path_value: float | None = None
    needed_rate: float | None = None
    needed_rate_at_start: float | None = None
    ambition_ratio: float | None = None
    years_to_goal: float | None = None


def progress_of(promise: Promise, latest: Observation | None, trend: Trend | None) -> Progress:
    """All that the baseline, the latest value, the goal and the trend allow to be said.

    The ambition ratio is the pace that the goal needed from its baseline, over the trend (the mean yearly change over
    the last years, see ``trend_of``); blank when the trend is zero or leads the other way.
    """
    goal = promise.goal
    if goal is None:
        return Progress()
    start = _start(promise)
    span = None if start is None else goal.value - start[1]
    at_start = None
    if start is not None and span is not None and goal.year > start[0]:
        at_start = span / (goal.year - start[0])
    ratio = None
    if at_start is not None and trend is not None and trend.rate * at_start > 0:
        ratio = _ratio(at_start, trend.rate)
    if latest is None:
        return Progress(needed_rate_at_start=at_start)
    met = satisfied(latest.value, goal.value, goal.comparator)
    now = latest.period.position
    on_path = _path_value(promise, goal, start, now)
    closed = due = None
    if start is not None and span:
        closed = _ratio(latest.value - start[1], span)
        due = _ratio(on_path - start[1], span) if on_path is not None else _even(start[0], goal.year, now)
    return Progress(
        over_the_line=met,
        gap_closed=closed,
        gap_due=due,
        path_value=on_path,
        needed_rate=_needed(goal, latest, met=met),
        needed_rate_at_start=at_start,
        ambition_ratio=ratio,
        years_to_goal=_years_to_goal(goal, latest, trend, met=met),
    )


def _ratio(part: float, whole: float) -> float | None:
    """``part / whole``; ``None`` where that is too large to be a number."""
    ratio = part / whole
    return ratio if math.isfinite(ratio) else None


def _start(promise: Promise) -> tuple[float, float] | None:
    """Position and value of the baseline."""
    if promise.baseline is None:
        return None
    return promise.baseline.period.position, promise.baseline.value


def _needed(goal: Goal, latest: Observation, *, met: bool) -> float | None:
    left = goal.year - latest.period.position
    if met:
        return 0.0
    return (goal.value - latest.value) / left if left > 0 else None


def _years_to_goal(goal: Goal, latest: Observation, trend: Trend | None, *, met: bool) -> float | None:
    if met:
        return 0.0
    missing = goal.value - latest.value
    if trend is None or trend.rate * missing <= 0:
        return None
    return _ratio(missing, trend.rate)


def _even(start: float, end: float, now: float) -> float | None:
    if end <= start:
        return None
    return min(1.0, max(0.0, (now - start) / (end - start)))


def _path_value(promise: Promise, goal: Goal, start: tuple[float, float] | None, now: float) -> float | None:
    """What the stated path asks for at ``now``: linear between baseline, interim goals and goal.

    ``None`` without a path, or before its first point.
    """
    if promise.version is None or not promise.version.path:
        return None
    points = {float(year): value for year, value in promise.version.path.items()}
    points.setdefault(float(goal.year), goal.value)
    if start is not None:
        points.setdefault(start[0], start[1])
    line = sorted(points.items())
    if now < line[0][0]:
        return None
    before = max((point for point in line if point[0] <= now), default=line[0])
    after = next((point for point in line if point[0] > now), None)
    if after is None:
        return before[1]
    return before[1] + (after[1] - before[1]) * (now - before[0]) / (after[0] - before[0])
