"""The standings as JSON, in the documented and stable form (``track.schema.json``), and as a table.

Numbers that are not known are ``None``, never absent and never NaN. Sentences are in English; a renderer that needs
another language says the ``Text`` of the standing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from missionlab.base.text import Chance, say
from missionlab.tracking.export_beside import (
    earlier_forecast,
    experience,
    historic_speed,
    joint_chance,
    plan,
    track_record,
)
from missionlab.tracking.export_evidence import change, fan_year, level_break, revision, series, version
from missionlab.tracking.export_values import date_text, said, word, year_of
from missionlab.tracking.results import Bound, Standing, Standings

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
        "joint": [joint_chance(one) for one in standings.joint],
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
    in_force = standing.version
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
        "changes": [change(one) for one in standing.changes],
        "unit": standing.unit,
        "better": word(standing.better),
        "comparator": word(standing.comparator),
        "deadline": str(standing.deadline),
        "probability": standing.probability,
        "probability_bound": str(standing.probability_bound),
        "probability_words": chance_words(standing),
        "probability_reason": said(standing.probability_reason),
        "baseline": _baseline(standing),
        "latest": {
            "year": year_of(latest.period) if latest is not None else None,
            "value": latest.value if latest is not None else None,
            "vintage": str(latest.vintage) if latest is not None else None,
            "low": latest.low if latest is not None else None,
            "high": latest.high if latest is not None else None,
            "period": str(latest.period) if latest is not None else None,
        },
        "goal": {
            "year": goal.year if goal is not None else (in_force.year if in_force is not None else None),
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
        "trend_first": year_of(trend.first) if trend is not None else None,
        "trend_last": year_of(trend.last) if trend is not None else None,
        "trend_note": said(trend.note) if trend is not None else None,
        "ambition_ratio": standing.ambition_ratio,
        "years_to_goal": standing.years_to_goal,
        "forecast": _forecast(standing),
        "track_record": track_record(standing.record),
        "plan": plan(standing.plan),
        "historic_speed": historic_speed(standing.speed),
        "experience": experience(standing.experience),
        "earlier_forecasts": [earlier_forecast(one) for one in standing.earlier],
        "fan": [fan_year(year) for year in standing.forecast.fan] if standing.forecast is not None else [],
        "versions": [version(one) for one in standing.versions],
        "series": series(standing.series),
        "proxy": series(standing.proxy),
        "breaks": [level_break(item) for item in standing.series.breaks] if standing.series is not None else [],
        "revisions": [revision(one) for one in standing.revisions],
        "without_revisions": standing.without_revisions,
        "notes": [say(note) for note in standing.notes],
    }


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
        "year": year_of(period) if period is not None else None,
        "value": known.value if known is not None else None,
        "vintage": date_text(known.vintage) if known is not None else None,
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
        out = {name: value for name, value in fan_year(fan).items() if name in names}
    out["method"] = forecast.method if forecast is not None else None
    out["scale"] = str(forecast.scale) if forecast is not None else None
    out["indicator"] = forecast.indicator if forecast is not None else None
    out["paths"] = forecast.paths if forecast is not None else None
    return out
