"""What stands beside a chance, as JSON: track record, plan, historic speed, experience, earlier forecasts."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import say
from missionlab.tracking.experience_results import CostGiven
from missionlab.tracking.export_values import said, word
from missionlab.tracking.results import (
    EarlierForecast,
    ExperienceOutlook,
    HistoricSpeed,
    JointChance,
    PlanOutlook,
    PlanPart,
    TrackRecord,
)


def track_record(record: TrackRecord | None) -> dict[str, Any] | None:
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


def plan(plan: PlanOutlook | None) -> dict[str, Any] | None:
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
        "reason": said(plan.reason),
        "share_credible": shares.get("credible"),
        "share_some_risk": shares.get("some risk"),
        "share_significant_risk": shares.get("significant risk"),
        "share_gap": plan.gap,
        "contributions": [_part(part) for part in plan.parts],
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


def historic_speed(speed: HistoricSpeed | None) -> dict[str, Any] | None:
    """The needed rate against history; ``None`` where no rate is needed."""
    if speed is None:
        return None
    return {
        "reference_class": word(speed.reference_class),
        "years": speed.years,
        "rate": speed.rate,
        "share": speed.share,
        "share_low": speed.low,
        "share_high": speed.high,
        "spans": speed.spans,
        "places": speed.places,
        "said": say(speed.said),
    }


def experience(found: ExperienceOutlook | None) -> dict[str, Any] | None:
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


def earlier_forecast(one: EarlierForecast) -> dict[str, Any]:
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


def joint_chance(one: JointChance) -> dict[str, Any]:
    """How likely all targets of a mission are to be met together."""
    return {
        "mission": one.mission,
        "targets": list(one.targets),
        "settled": one.settled,
        "unknown": one.unknown,
        "shared": one.shared,
        "low": one.low,
        "high": one.high,
        "independent": one.independent,
        "said": say(one.said),
    }
