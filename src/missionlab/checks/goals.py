"""What a target's goal is made of, and how its pace compares with what is needed; used by checks and cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from missionlab.base.dates import Period
from missionlab.base.text import Text
from missionlab.checks.facts import Facts, MissionFacts, sources_of
from missionlab.checks.wording import sentence
from missionlab.strategy.records import Indicator, TargetVersion, Thresholds
from missionlab.strategy.vocabulary import Better, IndicatorLevel
from missionlab.tracking.results import Standing, Status

NEAREST_YEARS, FARTHEST_YEARS = 3, 30
"""A goal must lie this many years from the day on which it was set (Mazzucato 2018)."""

OUTCOMES = frozenset({IndicatorLevel.OUTCOME, IndicatorLevel.IMPACT})


class Ambition(StrEnum):
    """How the pace that a goal needs compares with the trend, by the strategy's thresholds."""

    TRIVIAL = "trivial"
    STRETCHING = "stretching"
    IMPLAUSIBLE = "implausible"
    AWAY = "away"
    """The trend leads away from the goal, so that no multiple of it arrives."""
    UNSURE = "unsure"
    """The trend's interval reaches from trivial to implausible."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pace:
    """One target's needed rate beside its trend, in the indicator's unit a year."""

    standing: Standing
    ambition: Ambition
    needed: float | None
    trend: float | None
    ratio: float | None


def pace(standing: Standing, thresholds: Thresholds) -> Pace:
    """How ambitious the goal is: the needed rate at its start over the trend."""
    needed = standing.needed_rate_at_start
    if needed is None:
        needed = standing.needed_rate
    trend = standing.trend
    if needed is None or trend is None:
        return Pace(standing, Ambition.UNKNOWN, needed, trend.rate if trend else None, standing.ambition_ratio)
    ratio = standing.ambition_ratio
    if ratio is None and trend.rate * needed > 0:
        ratio = needed / trend.rate
    middle = _class(needed, trend.rate, ratio, thresholds)
    if trend.low is not None and trend.high is not None:
        ends = {_class(needed, end, None, thresholds) for end in (trend.low, trend.high)}
        if Ambition.TRIVIAL in ends and ends & {Ambition.IMPLAUSIBLE, Ambition.AWAY}:
            middle = Ambition.UNSURE
    return Pace(standing, middle, needed, trend.rate, ratio)


def _class(needed: float, trend: float, ratio: float | None, thresholds: Thresholds) -> Ambition:
    if needed == 0:
        return Ambition.TRIVIAL
    if ratio is None:
        if trend * needed <= 0:
            return Ambition.AWAY
        ratio = needed / trend
    if ratio < 0:
        return Ambition.AWAY
    if ratio < thresholds.stretching:
        return Ambition.TRIVIAL
    return Ambition.IMPLAUSIBLE if ratio > thresholds.implausible else Ambition.STRETCHING


def best_step(standing: Standing) -> float | None:
    """The fastest change per year towards the goal between two neighbouring points with no level break between.

    Blank with fewer than three points, where it would only repeat the trend.
    """
    series, better = standing.series, standing.better
    if series is None or better is None or len(series.points) < 3:
        return None
    steps = []
    for before, after in zip(series.points, series.points[1:], strict=False):
        years = after.period.position - before.period.position
        if years > 0 and not any(before.period < b.period and not after.period < b.period for b in series.breaks):
            steps.append((after.value - before.value) / years)
    if not steps:
        return None
    return max(steps) if better is Better.HIGHER else min(steps)


def trend_break(standing: Standing) -> Period | None:
    """The last declared level break that the trend runs over, where it runs over one."""
    if standing.series is None or standing.trend is None:
        return None
    first, last = standing.trend.first, standing.trend.last
    crossed = [b.period for b in standing.series.breaks if b.declared and first < b.period <= last]
    return max(crossed, default=None)


def indicators_of(facts: Facts, mission: MissionFacts) -> tuple[Indicator, ...]:
    """The indicators by which the mission's targets in force are measured, rival readings included, by id."""
    known = facts.strategy.indicator_by_id
    found = {s.indicator for s in mission.standings if s.indicator is not None and s.status is not Status.WITHDRAWN}
    return tuple(known[name] for name in sorted(found) if name in known)


def in_force(standing: Standing) -> TargetVersion | None:
    """The version of the promise that counts."""
    return standing.version or (standing.versions[-1] if standing.versions else None)


def lacking(facts: Facts, standing: Standing) -> tuple[Text, ...]:
    """What the goal lacks of indicator, definition, unit, baseline, number and year, in that order."""
    indicator = facts.strategy.indicator_by_id.get(standing.indicator or "")
    version = in_force(standing)
    parts = {
        "indicator": indicator is not None,
        "definition": indicator is None or indicator.definition is not None,
        "unit": indicator is None or indicator.unit is not None,
        "baseline": has_baseline(standing),
        "number": version is not None and version.value is not None,
        "year": version is not None and version.year is not None,
    }
    return tuple(sentence(f"part.{name}") for name, present in parts.items() if not present)


def has_baseline(standing: Standing) -> bool:
    """Whether a value is known from which the goal starts."""
    version = in_force(standing)
    return standing.baseline is not None or (
        version is not None and version.baseline is not None and version.baseline.value is not None
    )


def undefined_reasons(facts: Facts, mission: MissionFacts) -> tuple[str, ...]:
    """The reasons that the records give for what is not defined, each once, from the mission inwards."""
    return tuple(dict.fromkeys(reason for reason in _reasons(facts, mission) if reason))


def _reasons(facts: Facts, mission: MissionFacts) -> Iterable[str | None]:
    yield mission.mission.undefined
    for standing in mission.targets:
        if not lacking(facts, standing):
            continue
        indicator = facts.strategy.indicator_by_id.get(standing.indicator or "")
        target = facts.strategy.target_by_id.get(standing.target)
        version = in_force(standing)
        yield indicator.undefined if indicator else None
        yield target.undefined if target else None
        yield version.undefined if version else None
        yield version.baseline.undefined if version and version.baseline else None


def horizon(mission: MissionFacts, standing: Standing) -> int | None:
    """Years from the first promise of the year in force to that year; blank when neither date is known."""
    version = in_force(standing)
    if version is None or version.year is None:
        return None
    promised = [v.set_on for v in standing.versions if v.year == version.year and v.set_on is not None]
    start = min(promised) if promised else mission.mission.announced
    return None if start is None else version.year - start.year


def target_sources(facts: Facts, standings: Iterable[Standing]) -> tuple[str, ...]:
    """Where the promises and their indicators were read."""
    found: set[str] = set()
    for standing in standings:
        found.update(sources_of(facts.strategy.target_by_id.get(standing.target)))
        found.update(sources_of(facts.strategy.indicator_by_id.get(standing.indicator or "")))
        found.update(source for version in standing.versions for source in sources_of(version, version.baseline))
    return tuple(sorted(found))


def observation_sources(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Where the values that were used were read."""
    return tuple(sorted({o.source for s in standings if s.series for o in s.series.points if o.source is not None}))


def open_goal(standing: Standing) -> bool:
    """Whether the goal still lies ahead: neither reached nor missed."""
    return standing.status not in {Status.MET, Status.MET_BY_REVISION, Status.MISSED, Status.WITHDRAWN}
