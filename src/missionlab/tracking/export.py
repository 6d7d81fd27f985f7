"""The standings as JSON, in the documented and stable form (``track.schema.json``), and as a table.

Numbers that are not known are ``None``, never absent and never NaN. Sentences are in English; a renderer that needs
another language says the ``Text`` of the standing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from missionlab.base.dates import Date, Period
from missionlab.base.text import Chance, Text, say
from missionlab.evidence.series import LevelBreak, Series
from missionlab.strategy.records import Observation, TargetVersion
from missionlab.tracking.experience_results import CostGiven
from missionlab.tracking.results import (
    Bound,
    Change,
    EarlierForecast,
    ExperienceOutlook,
    FanYear,
    HistoricSpeed,
    PlanOutlook,
    PlanPart,
    Revision,
    Standing,
    Standings,
    TrackRecord,
)

if TYPE_CHECKING:
    import pandas as pd


def standings_json(standings: Standings) -> dict[str, Any]:
    """The document that ``missionlab track --json`` prints."""
    return {
        "strategy": standings.strategy,
        "as_of": standings.as_of.isoformat(),
        "fingerprint": standings.fingerprint,
        "seed": standings.seed,
        "targets": [_standing(standing) for standing in standings.targets],
    }


def standings_frame(standings: Standings) -> pd.DataFrame:
    """One row per target: the scalar keys of the JSON, and those of its small objects as ``goal_value``."""
    import pandas as pd

    rows = []
    for target in standings_json(standings)["targets"]:
        row: dict[str, Any] = {}
        for name, value in target.items():
            if name in (
                "baseline",
                "latest",
                "goal",
                "forecast",
                "track_record",
                "plan",
                "historic_speed",
                "experience",
            ):
                parts = (value or {}).items()
                row.update({f"{name}_{part}": inner for part, inner in parts if not isinstance(inner, dict | list)})
            elif not isinstance(value, dict | list) and name not in ("series", "proxy"):
                row[name] = value
        rows.append(row)
    return pd.DataFrame(rows, columns=None if rows else ["mission", "target", "status"])


def _standing(standing: Standing) -> dict[str, Any]:
    trend, latest, goal = standing.trend, standing.latest, standing.goal
    version = standing.version
    return {
        "mission": standing.mission,
        "target": standing.target,
        "name": standing.name,
        "indicator": standing.indicator,
        "rival_of": standing.rival_of,
        "status": str(standing.status),
        "status_reason": say(standing.reason),
        "status_first": None if standing.status_first is None else str(standing.status_first),
        "decided_by": dict(standing.decided_by),
        "changes": [_change(change) for change in standing.changes],
        "unit": standing.unit,
        "better": _word(standing.better),
        "comparator": _word(standing.comparator),
        "deadline": str(standing.deadline),
        "probability": standing.probability,
        "probability_bound": str(standing.probability_bound),
        "probability_words": chance_words(standing),
        "probability_reason": _said(standing.probability_reason),
        "baseline": _baseline(standing),
        "latest": {
            "year": _year(latest.period) if latest is not None else None,
            "value": latest.value if latest is not None else None,
            "vintage": str(latest.vintage) if latest is not None else None,
            "low": latest.low if latest is not None else None,
            "high": latest.high if latest is not None else None,
            "period": str(latest.period) if latest is not None else None,
        },
        "goal": {
            "year": goal.year if goal is not None else (version.year if version is not None else None),
            "value": goal.value if goal is not None else None,
        },
        "over_the_line": standing.over_the_line,
        "gap_closed": standing.gap_closed,
        "gap_due": standing.gap_due,
        "path_value": standing.path_value,
        "needed_rate": standing.needed_rate,
        "needed_rate_at_start": standing.needed_rate_at_start,
        "trend_rate": trend.rate if trend is not None else None,
        "trend_rate_low": trend.low if trend is not None else None,
        "trend_rate_high": trend.high if trend is not None else None,
        "trend_first": _year(trend.first) if trend is not None else None,
        "trend_last": _year(trend.last) if trend is not None else None,
        "trend_note": _said(trend.note) if trend is not None else None,
        "ambition_ratio": standing.ambition_ratio,
        "years_to_goal": standing.years_to_goal,
        "forecast": _forecast(standing),
        "track_record": _record(standing.record),
        "plan": _plan(standing.plan),
        "historic_speed": _speed(standing.speed),
        "experience": _experience(standing.experience),
        "earlier_forecasts": [_earlier(one) for one in standing.earlier],
        "fan": [_fan_year(year) for year in standing.forecast.fan] if standing.forecast is not None else [],
        "versions": [_version(version) for version in standing.versions],
        "series": _series(standing.series),
        "proxy": _series(standing.proxy),
        "breaks": [_break(item) for item in standing.series.breaks] if standing.series is not None else [],
        "revisions": [_revision(revision) for revision in standing.revisions],
        "without_revisions": standing.without_revisions,
        "notes": [say(note) for note in standing.notes],
    }


def _word(value: object | None) -> str | None:
    return None if value is None else str(value)


def _said(value: Text | None) -> str | None:
    return None if value is None else say(value)


def _year(period: Period) -> int | float:
    """Position on the axis of years: 2018 for the year 2018, with a fraction where the middle lies off it."""
    position = round(period.position, 4)
    return int(position) if position.is_integer() else position


def _date(value: Date | None) -> str | None:
    return None if value is None else str(value)


def chance_words(standing: Standing) -> str | None:
    """The chance in words; "under 1 in 20" and "over 19 in 20" already say that they are bounds."""
    if standing.probability is None:
        return None
    words = say(Chance(standing.probability))
    bound = standing.probability_bound
    extreme = standing.probability < 0.05 if bound is Bound.AT_MOST else standing.probability > 0.95
    return words if bound is Bound.EXACT or extreme else f"{bound} {words}"


def _baseline(standing: Standing) -> dict[str, Any]:
    """The baseline; its period is told even where its value is not known."""
    known = standing.baseline
    stated = next((v.baseline for v in reversed(standing.versions) if v.baseline is not None), None)
    period = known.period if known is not None else (stated.period if stated is not None else None)
    return {
        "year": _year(period) if period is not None else None,
        "value": known.value if known is not None else None,
        "vintage": _date(known.vintage) if known is not None else None,
        "low": known.low if known is not None else None,
        "high": known.high if known is not None else None,
    }


def _forecast(standing: Standing) -> dict[str, Any]:
    """The fan in the goal's year; all blank where there is no forecast."""
    forecast = standing.forecast
    fan = forecast.fan[-1] if forecast is not None and forecast.fan else None
    names = ("year", "p05", "p10", "p50", "p90", "p95")
    out: dict[str, Any] = dict.fromkeys(names)
    if fan is not None:
        out = {name: value for name, value in _fan_year(fan).items() if name in names}
    out["method"] = forecast.method if forecast is not None else None
    out["scale"] = str(forecast.scale) if forecast is not None else None
    out["indicator"] = forecast.indicator if forecast is not None else None
    out["paths"] = forecast.paths if forecast is not None else None
    return out


def _plan(plan: PlanOutlook | None) -> dict[str, Any] | None:
    """What the plan adds; ``None`` where no project says what it adds to the target."""
    if plan is None:
        return None
    shares = {str(grade): share for grade, share in plan.shares}
    return {
        "overlap": plan.overlap,
        "needed": plan.needed,
        "probability_trend": plan.trend,
        "probability_credible_low": plan.credible.low if plan.credible is not None else None,
        "probability_credible_high": plan.credible.high if plan.credible is not None else None,
        "probability_whole_low": plan.whole.low if plan.whole is not None else None,
        "probability_whole_high": plan.whole.high if plan.whole is not None else None,
        "reason": _said(plan.reason),
        "share_credible": shares.get("credible"),
        "share_some_risk": shares.get("some risk"),
        "share_significant_risk": shares.get("significant risk"),
        "share_gap": plan.gap,
        "contributions": [_part(part) for part in plan.parts],
    }


def _record(record: TrackRecord | None) -> dict[str, Any] | None:
    """How forecasts of this kind fared; ``None`` where there is no probability, or no test of it."""
    if record is None:
        return None
    measured = {
        "held_80": record.held_80,
        "error_of_chances": record.error_of_chances,
        "skill": record.skill,
        "relative_error": record.relative_error,
    }
    out: dict[str, Any] = {
        "method": record.method,
        "horizon": record.horizon,
        "ahead": record.ahead,
        "forecasts": record.forecasts,
        "series": record.series,
    }
    for name, found in measured.items():
        out |= {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
    out["missed"] = [
        {
            "measure": bar.measure,
            "era": bar.era,
            "low": bar.low,
            "high": bar.high,
            "value": bar.value,
            "missed_by": bar.missed_by,
        }
        for bar in record.missed
    ]
    out["said"] = say(record.said)
    return out


def _speed(speed: HistoricSpeed | None) -> dict[str, Any] | None:
    """The needed rate against history; ``None`` where no rate is needed."""
    if speed is None:
        return None
    return {
        "reference_class": _word(speed.reference_class),
        "years": speed.years,
        "rate": speed.rate,
        "share": speed.share,
        "share_low": speed.low,
        "share_high": speed.high,
        "spans": speed.spans,
        "places": speed.places,
        "said": say(speed.said),
    }


def _experience(found: ExperienceOutlook | None) -> dict[str, Any] | None:
    """The cost given its deployment; ``None`` where the indicator names none."""
    if found is None:
        return None
    return {
        "deployment": found.deployment,
        "target": found.target,
        "learning_rate": found.learning_rate,
        "learning_low": found.learning_low,
        "learning_high": found.learning_high,
        "years": found.years,
        "at_trend": _cost_given(found.at_trend),
        "if_met": _cost_given(found.if_met),
        "said": say(found.said),
    }


def _cost_given(given: CostGiven | None) -> dict[str, float] | None:
    if given is None:
        return None
    return {name: getattr(given, name) for name in ("made", "middle", "low", "high", "probability")}


def _earlier(one: EarlierForecast) -> dict[str, Any]:
    return {
        "last": str(one.last),
        "known_on": str(one.known_on),
        "at_once": one.at_once,
        "points": one.points,
        "year": one.year,
        "p10": one.p10,
        "p50": one.p50,
        "p90": one.p90,
        "actual": one.actual,
        "held": one.held,
        "probability": one.probability,
    }


def _part(part: PlanPart) -> dict[str, Any]:
    stated = part.contribution
    return {
        "project": part.project,
        "amount": stated.amount,
        "low": stated.low,
        "high": stated.high,
        "year": stated.year,
        "chance": stated.chance,
        "owner": stated.owner,
        "money": stated.money,
        "powers": stated.powers,
        "timetable": stated.timetable,
        "grade": str(part.grade),
        "timing": str(part.timing),
        "share": part.share,
        "source": stated.source,
    }


def _fan_year(fan: FanYear) -> dict[str, int | float]:
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


def _change(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "set_on": _date(change.set_on),
        "kind": str(change.kind),
        "from_value": change.from_value,
        "to_value": change.to_value,
        "from_year": change.from_year,
        "to_year": change.to_year,
        "reason": change.reason,
    }


def _version(version: TargetVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "set_on": _date(version.set_on),
        "set_by": version.set_by,
        "reason": version.reason,
        "value": version.value,
        "measure": str(version.measure),
        "comparator": _word(version.comparator),
        "year": version.year,
        "withdrawn": version.withdrawn,
        "undefined": version.undefined,
        "path": [{"year": year, "value": value} for year, value in sorted(version.path.items())],
    }


def _series(series: Series | None) -> dict[str, Any] | None:
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
        "year": _year(point.period),
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "vintage": str(point.vintage),
        "quality": str(point.quality),
        "source": point.source,
    }


def _break(item: LevelBreak) -> dict[str, Any]:
    return {
        "period": str(item.period),
        "declared": item.declared,
        "reason": item.reason or None,
        "size": item.size,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "vintage": str(revision.vintage),
        "previous_vintage": str(revision.previous_vintage),
        "period": str(revision.period),
        "old": revision.old,
        "new": revision.new,
    }
