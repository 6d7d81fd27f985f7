"""A pilot's worth as JSON and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from missionlab.base.text import say
from missionlab.portfolio.results import Measured
from missionlab.steering.learning.results import Belief, CarryOver, PilotWorth, SizeWorth

if TYPE_CHECKING:
    import pandas as pd


def measured_json(one: Measured) -> dict[str, Any]:
    """Value, ends and reason; what is not known is ``None``."""
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "reason": None if one.reason is None else say(one.reason),
    }


def pilot_json(found: PilotWorth) -> dict[str, Any]:
    """The documented JSON of one pilot; every key is always there, and unknown numbers are ``None``."""
    return {
        "pilot": found.pilot,
        "name": found.name,
        "question": found.question,
        "decision": found.decision,
        "mission": found.mission,
        "project": found.project,
        "action": found.action,
        "unit": found.unit,
        "measure": found.measure,
        "model": None if found.model is None else str(found.model),
        "currency": found.currency,
        "registered": str(found.registered),
        "prior_source": str(found.prior_source),
        "prior_reason": say(found.prior_reason),
        "before": [_belief(one) for one in found.before],
        "after": [_belief(one) for one in found.after],
        "size": found.size,
        "done": found.done,
        "threshold": found.threshold,
        "perfect": measured_json(found.perfect),
        "sizes": [_size(one) for one in found.sizes],
        "planned": _size_or_none(found.planned),
        "best": _size_or_none(found.best),
        "sequential": measured_json(found.sequential),
        "scale_up": found.scale_up,
        "can_change": found.can_change,
        "carry_over": [_carry(one) for one in found.carry_over],
        "designs": [
            {"design": one.design, "rounds": [list(step) for step in one.rounds], "rate": measured_json(one.rate)}
            for one in found.designs
        ],
        "changed": found.changed,
        "sources": list(found.sources),
        "blank": [{"field": one.field, "reason": say(one.reason)} for one in found.blank],
        "as_of": found.as_of,
        "seed": found.seed,
        "fingerprint": found.fingerprint,
        "assumptions": found.assumptions,
    }


def pilot_frame(found: PilotWorth) -> pd.DataFrame:
    """One row per size."""
    import pandas as pd

    names = ("worth", "cost", "net", "changes")
    columns = ["pilot", "currency", "units", *(f"{name}{end}" for name in names for end in ("", "_low", "_high"))]
    rows = [
        [found.pilot, found.currency, size.units]
        + [end for name in names for one in (getattr(size, name),) for end in (one.value, one.low, one.high)]
        for size in found.sizes
    ]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:], float))


def _belief(one: Belief) -> dict[str, Any]:
    return {
        "arm": one.arm,
        "mean": measured_json(one.mean),
        "deviation": one.deviation.value,
        "places": one.places,
        "trials": one.trials,
        "successes": one.successes,
        "alpha": one.alpha,
        "beta": one.beta,
        "next_three": list(one.next_three),
        "shape": {"at": list(one.shape.at), "density": list(one.shape.density)},
    }


def _size(one: SizeWorth) -> dict[str, Any]:
    return {
        "units": one.units,
        "worth": measured_json(one.worth),
        "cost": measured_json(one.cost),
        "net": measured_json(one.net),
        "changes": measured_json(one.changes),
    }


def _size_or_none(one: SizeWorth | None) -> dict[str, Any] | None:
    return None if one is None else _size(one)


def _carry(one: CarryOver) -> dict[str, Any]:
    return {
        "share": one.share,
        "stated": one.stated,
        "scale_up": one.scale_up,
        "decision": measured_json(one.decision),
        "perfect": measured_json(one.perfect),
        "planned": _size_or_none(one.planned),
        "best": _size_or_none(one.best),
        "can_change": one.can_change,
    }
