"""Curves of stopping as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from missionlab.base.text import say
from missionlab.steering.learning.export import measured_json

if TYPE_CHECKING:
    from missionlab.steering.patience import StopCurve
    from missionlab.steering.waits import StageRecord


def curve_json(found: StopCurve) -> dict[str, Any]:
    """The documented JSON of one curve; every key is always there."""
    return {
        "project": found.project,
        "name": found.name,
        "stage": str(found.stage),
        "age": found.age,
        "age_known": found.age_known,
        "currency": found.currency,
        "cost": measured_json(found.cost),
        "prize": measured_json(found.prize),
        "model": found.model,
        "model_name": found.model_name,
        "assumption": found.assumption,
        "sources": list(found.sources),
        "years": [
            {
                "n": year.n,
                "value": measured_json(year.value),
                "luck_low": year.luck_low,
                "luck_high": year.luck_high,
                "success": year.success,
                "going": year.going,
                "later": year.later,
                "lost": year.lost,
            }
            for year in found.years
        ],
        "best": found.best,
        "short_sighted": found.short_sighted,
        "prize_needed": measured_json(found.prize_needed),
        "rises": found.rises,
        "record": None if found.record is None else _record(found.record),
        "refused": None if found.refused is None else say(found.refused),
        "as_of": found.as_of,
        "seed": found.seed,
        "fingerprint": found.fingerprint,
    }


def _record(one: StageRecord) -> dict[str, Any]:
    return {
        "waits": one.waits,
        "passed": one.passed,
        "years": one.years,
        "hazard": measured_json(one.hazard),
        "rises": measured_json(one.rises),
    }
