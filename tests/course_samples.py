"""Made-up records of a course, for tests of what the briefing makes of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from missionlab.base.dates import Date
from missionlab.base.text import text
from missionlab.portfolio.results import Measured
from missionlab.steering.results import (
    ActionCase,
    Afterwards,
    Course,
    Fixed,
    Power,
    Replayed,
    ReviewState,
    ReviewView,
    RuleSaid,
    Says,
    Subject,
    SubjectKind,
)
from missionlab.strategy.vocabulary import ActionKind, Comparator, Statistic

DAY = date(2026, 11, 24)
HEAT = Subject(SubjectKind.MISSION, "heat", "Warm homes")
BLANK = Measured(None, reason=text("bank.no_rules"))


def course(**changes: Any) -> Course:
    """A course in which nothing is due, with some fields changed."""
    fields: dict[str, Any] = {
        "strategy": "made-up",
        "as_of": DAY,
        "fingerprint": "0" * 64,
        "seed": 0,
        "assumptions": None,
    } | dict.fromkeys(
        ("reviews", "rules", "fixed", "actions", "replay", "values", "no_value", "patience", "pathways", "pilots"), ()
    )
    return Course(**fields | {"remarks": ()} | changes)


def rule(says: Says, **changes: Any) -> RuleSaid:
    """What the rule "slow" about the mission "heat" says."""
    fields: dict[str, Any] = {
        "rule": "slow",
        "version": 1,
        "subject": HEAT,
        "review": "heat-yearly",
        "signpost": "warm",
        "signpost_name": "Homes that are warm",
        "statistic": Statistic.VALUE,
        "unit": "%",
        "comparator": Comparator.LESS_THAN,
        "threshold": 60.0,
        "says": says,
        "sentence": text("bank.no_rules"),
        "readings": (),
        "in_a_row": 1,
        "needed": 1,
        "by_revision": False,
        "afterwards": Afterwards.NO,
        "made_on": Date.read("2020-01-01"),
        "made_by": None,
        "reason": None,
        "action": "scale",
        "action_name": "Twice the money",
        "kind": ActionKind.SCALE,
        "severity": 1,
    }
    return RuleSaid(**fields | changes)


def review(state: ReviewState, **changes: Any) -> ReviewView:
    """The review of the mission "heat"."""
    fields: dict[str, Any] = {
        "review": "heat-yearly",
        "stated": True,
        "subject": HEAT,
        "owner": None,
        "owner_name": None,
        "state": state,
        "day": Date.read("2026-10-01"),
        "days_late": 54 if state is ReviewState.OVERDUE else None,
        "last_held": None,
        "held": 0,
        "missed": 1 if state is ReviewState.OVERDUE else 0,
        "rules": (),
    }
    return ReviewView(**fields | changes)


def replayed(said: RuleSaid, *, followed: bool | None) -> Replayed:
    """A past review of the mission at which the rule said something."""
    return Replayed("heat-yearly", HEAT, Date.read("2024-10-01"), True, (said,), (), followed)


def action(power: Power, **changes: Any) -> ActionCase:
    """Twice the money for the mission."""
    fields: dict[str, Any] = {
        "action": "scale",
        "name": "Twice the money",
        "kind": ActionKind.SCALE,
        "subject": HEAT,
        "owner": None,
        "owner_name": None,
        "power": power,
        "asked_by": (),
        "target": None,
        "target_name": None,
        "switching_cost": BLANK,
        "money": BLANK,
        "currency": "GBP",
        "ready": None,
        "without": BLANK,
        "chance": BLANK,
        "gain": BLANK,
        "value": BLANK,
        "regret": BLANK,
        "worse": BLANK,
        "retargeted": False,
        "futures": 1000,
        "reasons": (),
        "first_look": BLANK,
    }
    return ActionCase(**fields | changes)


def fixed(money: float | None = 120e6) -> Fixed:
    return Fixed(HEAT, Measured(money) if money else BLANK, "GBP" if money else None)
