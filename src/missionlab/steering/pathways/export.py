"""Pathways as JSON and as a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from missionlab.base.text import say
from missionlab.steering.learning.export import measured_json
from missionlab.steering.pathways.results import LeftOut, Life, Pathway, Pathways, SignpostQuality, TargetPathways

if TYPE_CHECKING:
    import pandas as pd


def pathways_json(found: Pathways) -> dict[str, Any]:
    """The documented JSON; every key is always there, and unknown numbers are ``None``."""
    return {
        "strategy": found.strategy,
        "as_of": found.as_of,
        "targets": [_target(one) for one in found.targets],
        "refused": [_left_out(one) for one in found.refused],
        "seed": found.seed,
        "fingerprint": found.fingerprint,
        "assumptions": found.assumptions,
    }


def pathways_frame(found: Pathways) -> pd.DataFrame:
    """One row per target and action, carrying on first."""
    import pandas as pd

    ends = ("p05", "p50", "p95", "never")
    rows = [
        {
            "target": target.target,
            "action": life.action,
            "chance": life.chance.value,
            "chance_low": life.chance.low,
            "chance_high": life.chance.high,
            **{f"sell_by_{end}": getattr(life.sell_by, end) for end in ends},
            **{f"decide_by_{end}": getattr(life.decide_by, end) for end in ends},
        }
        for target in found.targets
        for life in (target.carry_on, *target.actions)
    ]
    return pd.DataFrame(rows)


def _target(one: TargetPathways) -> dict[str, Any]:
    return {
        "target": one.target,
        "name": one.name,
        "mission": one.mission,
        "unit": one.unit,
        "goal_year": one.goal_year,
        "goal": one.goal,
        "comparator": str(one.comparator),
        "interim": [{"year": year, "value": value} for year, value in one.interim],
        "now": one.now,
        "lag_years": one.lag_years,
        "lag_stated": one.lag_stated,
        "paths": one.paths,
        "carry_on": _life(one.carry_on),
        "actions": [_life(life) for life in one.actions],
        "pathways": [_pathway(way) for way in one.pathways],
        "pruned": one.pruned,
        "not_drawn": one.not_drawn,
        "signposts": [_signpost(post) for post in one.signposts],
        "left_out": [_left_out(left) for left in one.left_out],
    }


def _life(one: Life) -> dict[str, Any]:
    return {
        "action": one.action,
        "name": one.name,
        "owner": one.owner,
        "kind": str(one.kind),
        "lead_years": one.lead_years,
        "effect": measured_json(one.effect),
        "cost": measured_json(one.cost),
        "currency": one.currency,
        "sell_by": asdict(one.sell_by),
        "decide_by": asdict(one.decide_by),
        "chance": measured_json(one.chance),
        "retargets": one.retargets,
    }


def _pathway(one: Pathway) -> dict[str, Any]:
    return {
        "switches": [{"action": switch.action, "since": asdict(switch.since)} for switch in one.switches],
        "sell_by": asdict(one.sell_by),
        "chance": measured_json(one.chance),
        "cost": measured_json(one.cost),
        "retargets": one.retargets,
    }


def _signpost(one: SignpostQuality) -> dict[str, Any]:
    return {
        "signpost": one.signpost,
        "name": one.name,
        "statistic": str(one.statistic),
        "rule": one.rule,
        "comparator": str(one.comparator),
        "threshold": one.threshold,
        "lead": asdict(one.lead),
        "before_tipping": measured_json(one.before_tipping),
        "false_alarms": measured_json(one.false_alarms),
        "missed_alarms": measured_json(one.missed_alarms),
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    return {"record": one.record, "name": one.name, "reason": say(one.reason)}
