"""A plan as JSON and as a table."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import InputError
from missionlab.base.text import Text, say
from missionlab.portfolio.allocation.results import Plan, ProjectCase

if TYPE_CHECKING:
    import pandas as pd


def plan_json(plan: Plan) -> dict[str, Any]:
    """The records of `results.py` by the names of their fields, so that ``/funded/0/money`` finds a number.

    Sentences are in English; unknown numbers are ``None``. The lists of core, contested and out are added.
    """
    made = {field.name: _plain(getattr(plan, field.name)) for field in fields(plan)}
    return made | {"core": list(plan.core), "contested": list(plan.contested), "out": list(plan.out)}


def plan_frame(plan: Plan) -> pd.DataFrame:
    """One row a project, what is financed first, in order of start."""
    import pandas as pd

    cases = {case.project: case for case in plan.cases}
    rows = [
        {
            "project": one.project,
            "name": one.name,
            "funded": True,
            "committed": one.committed,
            "start": one.start,
            "instrument": one.instrument,
            "money": one.money,
            "robust": one.robust.value,
        }
        for one in plan.funded
    ]
    inside = {one.project for one in plan.funded}
    rows += [
        {"project": case.project, "name": case.name, "funded": False, "committed": False, "robust": case.robust.value}
        for case in cases.values()
        if case.project not in inside
    ]
    columns = ("project", "name", "funded", "committed", "start", "instrument", "money", "robust")
    return pd.DataFrame(rows, columns=list(columns)).astype({"start": "Int64"})


def case_of(plan: Plan, project: str) -> ProjectCase:
    """The case of one candidate. Raises ``InputError`` for a project that is none."""
    for case in plan.cases:
        if case.project == project:
            return case
    known = ", ".join(case.project for case in plan.cases[:8]) or "none"
    raise InputError(
        f"Project {project!r} is no candidate of the plan.",
        why="Only projects of status proposed are chosen or left out.",
        fix=f"Name one of the candidates: {known}{', ...' if len(plan.cases) > 8 else ''}.",
    )


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return say(value)
        case StrEnum():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case float():
            return value if isfinite(value) else None
        case date():
            return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
