"""What a target promises: the goal in force as one number and one year, and whether a value keeps the promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from missionlab.base.dates import Date, Period
from missionlab.base.text import Text, text
from missionlab.evidence.series import Series
from missionlab.strategy.records import Baseline, Indicator, Observation, Target, TargetVersion
from missionlab.strategy.vocabulary import Better, Comparator, IndicatorKind, Measure
from missionlab.tracking.results import BaselinePoint, Goal

_TINY = 1e-9
"""Relative difference below which two numbers are the same: a goal that was computed carries rounding errors."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A target's version with everything it leaves to earlier versions and to the data filled in."""

    version: TargetVersion | None
    indicator: Indicator | None
    series: Series | None
    better: Better | None
    comparator: Comparator | None
    baseline: BaselinePoint | None
    baseline_period: Period | None
    first_baseline: Baseline | None
    """As stated when the target was first set on this indicator."""
    goal: Goal | None
    goal_unrevised: float | None
    """The goal as it stood before its baseline was revised; differs only when it moves with the baseline."""
    no_goal: Text | None
    """Why there is no goal to judge by."""
    since: Date | None
    """The vintage from which on revisions count: the baseline's, else the day the target was first set."""


def direction(comparator: Comparator) -> int:
    """1 when larger values keep the promise, -1 when smaller ones do."""
    return 1 if comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN) else -1


def is_strict(comparator: Comparator) -> bool:
    return comparator in (Comparator.MORE_THAN, Comparator.LESS_THAN)


def margin(goal: float, comparator: Comparator) -> float:
    """What a value times ``direction`` must reach: the goal, less rounding; a strict goal must be passed."""
    tiny = _TINY * max(1.0, abs(goal)) if goal else _TINY
    return direction(comparator) * goal + (tiny if is_strict(comparator) else -tiny)


def satisfied(value: float, goal: float, comparator: Comparator) -> bool:
    """Whether ``value`` keeps a promise of ``goal``."""
    return direction(comparator) * value >= margin(goal, comparator)


def better_of(indicator: Indicator | None) -> Better | None:
    """The stated direction; of ranks, the first place is the best."""
    if indicator is None:
        return None
    if indicator.better is None and indicator.kind is IndicatorKind.RANK:
        return Better.LOWER
    return indicator.better


def comparator_of(versions: Sequence[TargetVersion], better: Better | None) -> Comparator | None:
    """The last one that was stated, else the one that the indicator's direction implies."""
    for version in reversed(versions):
        if version.comparator is not None:
            return version.comparator
    return {Better.HIGHER: Comparator.AT_LEAST, Better.LOWER: Comparator.AT_MOST, None: None}[better]


def indicator_id(version: TargetVersion | None, target: Target) -> str | None:
    return (version.indicator if version is not None else None) or target.indicator


def promise_of(
    target: Target,
    versions: Sequence[TargetVersion],
    indicator: Callable[[str], Indicator | None],
    series: Callable[[str], Series],
) -> Promise:
    """The last of ``versions`` that was not a withdrawal, as a promise."""
    standing = [version for version in versions if not version.withdrawn]
    version = standing[-1] if standing else None
    name = indicator_id(version, target)
    record = indicator(name) if name is not None else None
    known = series(name) if record is not None and name is not None else None
    alike = [v for v in standing if indicator_id(v, target) == name]
    better = better_of(record)
    comparator = comparator_of(alike, better)
    stated = next((v.baseline for v in reversed(alike) if v.baseline is not None), None)
    set_on = next((v.set_on for v in standing if v.set_on is not None), None)
    first_stated = next((v.baseline for v in alike if v.baseline is not None), None)
    since = (first_stated.vintage if first_stated is not None else None) or set_on
    baseline, unrevised = _baseline(version, stated, known, set_on)
    goal, no_goal = _goal(target, version, record, comparator, baseline, stated)
    before = goal.value if goal is not None else None
    if goal is not None and version is not None and version.value is not None and unrevised is not None:
        before = _number(version.measure, version.value, unrevised)
    return Promise(
        version,
        record,
        known,
        better,
        comparator,
        baseline,
        stated.period if stated is not None else None,
        first_stated,
        goal,
        before,
        no_goal,
        since,
    )


def _baseline(
    version: TargetVersion | None, stated: Baseline | None, series: Series | None, set_on: Date | None
) -> tuple[BaselinePoint | None, float | None]:
    """The baseline in use, and its value before revisions.

    As stated, unless the goal moves with it: then in its newest known vintage. A value that was not stated is read
    from the series in the newest vintage known when the target was set, else in the newest known now.
    """
    if stated is None:
        return None, None
    now, then = _published(series, stated.period, stated.vintage or set_on)
    moves = version is not None and version.measure is not Measure.VALUE and version.moves_with_baseline is True
    read = then or now
    before = stated.value if stated.value is not None else (read.value if read is not None else None)
    if moves and now is not None:
        return BaselinePoint(now.period, now.value, now.vintage, now.low, now.high), before
    if stated.value is not None:
        return BaselinePoint(stated.period, stated.value, stated.vintage, stated.low, stated.high), before
    if read is None:
        return None, None
    return BaselinePoint(read.period, read.value, read.vintage, read.low, read.high), before


def _published(series: Series | None, period: Period, on: Date | None) -> tuple[Observation | None, Observation | None]:
    """The newest known figure for ``period``, and the newest one whose vintage is not after ``on``."""
    if series is None:
        return None, None
    same = [
        o for o in (*series.earlier, *series.points) if (o.period.start, o.period.end) == (period.start, period.end)
    ]
    same.sort(key=lambda o: o.vintage)
    then = [o for o in same if on is not None and o.vintage.last <= on.last]
    return (same[-1] if same else None), (then[-1] if then else None)


def _number(measure: Measure, value: float, baseline: float | None) -> float | None:
    match measure:
        case Measure.VALUE:
            return value
        case Measure.CHANGE:
            return None if baseline is None else baseline + value
        case Measure.PERCENT_CHANGE:
            return None if baseline is None else baseline * (1 + value / 100)


def _goal(
    target: Target,
    version: TargetVersion | None,
    indicator: Indicator | None,
    comparator: Comparator | None,
    baseline: BaselinePoint | None,
    stated: Baseline | None,
) -> tuple[Goal | None, Text | None]:
    if version is None:
        return None, _because(target.undefined, "tracking.no_goal.no_version")
    if indicator is None:
        return None, _because(version.undefined or target.undefined, "tracking.no_goal.no_indicator")
    if version.value is None:
        return None, _because(version.undefined or target.undefined, "tracking.no_goal.no_number")
    if version.year is None:
        return None, _because(version.undefined or target.undefined, "tracking.no_goal.no_year")
    if comparator is None:
        return None, _because(indicator.undefined, "tracking.no_goal.no_direction")
    value = _number(version.measure, version.value, baseline.value if baseline is not None else None)
    if value is None:
        undefined = stated.undefined if stated is not None else None
        return None, _because(undefined, "tracking.no_goal.no_baseline")
    return Goal(version.year, value, comparator), None


def _because(undefined: str | None, key: str) -> Text:
    """The declared reason beside what is missing, or what is missing alone."""
    return text(key) if undefined is None else text("tracking.no_goal.declared", what=text(key), reason=undefined)
