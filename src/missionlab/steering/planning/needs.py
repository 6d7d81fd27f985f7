"""What targets still need in each future, after the trend that ``tracking`` forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.evidence.series import series_of
from missionlab.portfolio.allocation.results import Remark, RemarkKind
from missionlab.strategy.records import Indicator, Target
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Deadline, IndicatorKind, MissionStatus
from missionlab.tracking.goals import Promise, direction, margin, promise_of, satisfied

_GRID = np.linspace(0.0, 1.0, 201)
_OVER = (MissionStatus.WITHDRAWN, MissionStatus.SUPERSEDED, MissionStatus.COMPLETED)


@dataclass(frozen=True)
class Need:
    """One target's need in futures to choose on and in fresh ones, in its unit; 0 or less where the trend is enough."""

    target: Target
    goal_year: int
    latest: float | None
    """Position of the latest figure on the axis of years."""
    choose: NDArray[np.float64]
    fresh: NDArray[np.float64]
    correction: NDArray[np.float64]
    """The chance that each share of futures on an even grid stands for."""


def needs_of(
    known: Strategy, wanted: Sequence[str], seed: int, scenarios: int, fresh: int
) -> tuple[tuple[Need, ...], tuple[Remark, ...]]:
    """The needs of the targets ``wanted`` that can be forecast, and why the others cannot; in file order.

    ``known`` is the strategy as it was known on the day. Futures of one target never depend on other targets.
    """
    needs: list[Need] = []
    remarks: list[Remark] = []
    for target in known.targets:
        if target.id not in wanted:
            continue
        found = _need(known, target, seed, scenarios, fresh)
        if isinstance(found, Need):
            needs.append(found)
            if target.overlap is None:
                overlap = text("plan_money.remark.overlap_unknown", target=target.name)
                remarks.append(Remark(RemarkKind.OVERLAP_UNKNOWN, target.id, overlap))
        else:
            sentence = text("plan_money.remark.no_forecast", target=target.name, reason=found)
            remarks.append(Remark(RemarkKind.NO_FORECAST, target.id, sentence))
    return tuple(needs), tuple(remarks)


def _need(known: Strategy, target: Target, seed: int, scenarios: int, fresh: int) -> Need | Text:
    mission = known.mission_by_id.get(target.mission)
    versions = tuple(sorted(target.versions, key=lambda version: version.number))
    if (mission is not None and mission.status in _OVER) or (versions and versions[-1].withdrawn):
        return text("plan_money.over")
    promise = promise_of(target, versions, known.indicator_by_id.get, lambda name: series_of(known, name))
    if promise.goal is None or promise.indicator is None or promise.series is None:
        return promise.no_goal or text("tracking.no_data.no_figures")
    if len(promise.series.points) < known.about.thresholds.fewest_points and _has_proxy(known, promise.indicator):
        return text("tracking.plan.proxy")
    return _forecast(known, target, promise, promise.indicator, seed, (scenarios, fresh))


def _has_proxy(known: Strategy, indicator: Indicator) -> bool:
    return any(other.proxy_for == indicator.id for other in known.indicators)


def _forecast(
    known: Strategy, target: Target, promise: Promise, indicator: Indicator, seed: int, counts: tuple[int, int]
) -> Need | Text:
    from missionlab.tracking.forecast import sample_paths
    from missionlab.tracking.forecast.calibration import shipped

    assert promise.goal is not None
    assert promise.series is not None
    goal, series = promise.goal, promise.series
    drawn = []
    last = series.points[-1].period.position if series.points else None
    for count, use in zip(counts, ("choose", "judge"), strict=True):
        stream = seed_of("plan", known.about.id, target.id, seed, use)
        paths = sample_paths(series, indicator, goal.year, count=count, seed=stream)
        if isinstance(paths, Text):
            return paths
        values = np.rint(paths.values) if indicator.kind is IndicatorKind.RANK else paths.values
        drawn.append(_gap(values, promise, target.deadline))
    ahead = np.array(goal.year - (last if last is not None else goal.year))
    corrected = shipped().chance(_GRID, ahead)
    return Need(target, goal.year, last, drawn[0], drawn[1], corrected)


def _gap(values: NDArray[np.float64], promise: Promise, deadline: Deadline) -> NDArray[np.float64]:
    """What is missing in the goal's year. Where it is enough to hold once, nothing is in futures where it holds."""
    assert promise.goal is not None
    goal = promise.goal
    missing = margin(goal.value, goal.comparator) - direction(goal.comparator) * values
    gap = missing[:, -1]
    if deadline is Deadline.IN:
        return gap
    points = promise.series.points if promise.series is not None else ()
    start = promise.baseline_period
    held = any(
        satisfied(point.value, goal.value, goal.comparator)
        for point in points
        if start is None or point.period.position > start.position
    )
    return np.where(held | (missing.min(axis=1) <= 0), np.minimum(gap, 0.0), gap)
