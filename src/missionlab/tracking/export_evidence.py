"""What a standing rests on, as JSON: versions of the promise, series with their breaks and revisions, the fan."""

from __future__ import annotations

from typing import Any

from missionlab.evidence.series import LevelBreak, Series
from missionlab.strategy.records import Observation, TargetVersion
from missionlab.tracking.export_values import date_text, word, year_of
from missionlab.tracking.results import Change, FanYear, Revision


def version(version: TargetVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "set_on": date_text(version.set_on),
        "set_by": version.set_by,
        "reason": version.reason,
        "value": version.value,
        "measure": str(version.measure),
        "comparator": word(version.comparator),
        "year": version.year,
        "withdrawn": version.withdrawn,
        "undefined": version.undefined,
        "path": [{"year": year, "value": value} for year, value in sorted(version.path.items())],
    }


def change(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "set_on": date_text(change.set_on),
        "kind": str(change.kind),
        "from_value": change.from_value,
        "to_value": change.to_value,
        "from_year": change.from_year,
        "to_year": change.to_year,
        "reason": change.reason,
    }


def series(series: Series | None) -> dict[str, Any] | None:
    if series is None:
        return None
    return {
        "indicator": series.indicator,
        "points": [_point(point) for point in series.points],
        "earlier": [_point(point) for point in series.earlier],
    }


def _point(point: Observation) -> dict[str, Any]:
    return {
        "period": str(point.period),
        "year": year_of(point.period),
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "vintage": str(point.vintage),
        "quality": str(point.quality),
        "source": point.source,
    }


def level_break(item: LevelBreak) -> dict[str, Any]:
    return {
        "period": str(item.period),
        "declared": item.declared,
        "reason": item.reason or None,
        "size": item.size,
    }


def revision(revision: Revision) -> dict[str, Any]:
    return {
        "vintage": str(revision.vintage),
        "previous_vintage": str(revision.previous_vintage),
        "period": str(revision.period),
        "old": revision.old,
        "new": revision.new,
    }


def fan_year(fan: FanYear) -> dict[str, int | float]:
    return {
        "year": int(fan.year) if float(fan.year).is_integer() else fan.year,
        "p025": fan.p025,
        "p05": fan.p05,
        "p10": fan.p10,
        "p25": fan.p25,
        "p50": fan.p50,
        "p75": fan.p75,
        "p90": fan.p90,
        "p95": fan.p95,
        "p975": fan.p975,
    }
