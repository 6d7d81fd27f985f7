"""A course as JSON and as tables."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Any

from missionlab.base.dates import Date
from missionlab.base.text import Text, say
from missionlab.steering.option_results import OptionValue
from missionlab.steering.results import Course

if TYPE_CHECKING:
    import pandas as pd


def course_json(course: Course) -> dict[str, Any]:
    """The records of ``results.py`` by the names of their fields, so that ``/actions/0/money/value`` finds a number.

    Sentences are in English; unknown numbers are ``None``.
    """
    return plain(course)


def course_frame(course: Course) -> pd.DataFrame:
    """One row a rule."""
    import pandas as pd

    columns = (
        *("rule", "version", "subject", "says", "value", "low", "high", "comparator", "threshold", "in_a_row"),
        *("needed", "period", "vintage", "by_revision", "afterwards", "action", "kind"),
    )
    rows = []
    for said in course.rules:
        latest = said.latest
        rows.append(
            (
                said.rule,
                said.version,
                said.subject.id,
                str(said.says),
                latest.value if latest else None,
                latest.low if latest else None,
                latest.high if latest else None,
                str(said.comparator),
                said.threshold,
                said.in_a_row,
                said.needed,
                latest.period if latest else None,
                str(latest.vintage) if latest and latest.vintage else None,
                said.by_revision,
                str(said.afterwards),
                said.action,
                str(said.kind) if said.kind else None,
            )
        )
    return pd.DataFrame(rows, columns=list(columns)).astype(dict.fromkeys(("value", "low", "high", "threshold"), float))


def option_frame(found: OptionValue) -> pd.DataFrame:
    """One row a bar: its worth, and what it gains on the best static plan."""
    import pandas as pd

    columns = ("subject", "bar", "value", "low", "high", "gain", "gain_low", "gain_high", "label")
    rows = [
        (
            found.subject,
            str(one.bar),
            one.value.value,
            one.value.low,
            one.value.high,
            one.gain.value,
            one.gain.low,
            one.gain.high,
            say(one.label),
        )
        for one in found.bars
    ]
    return pd.DataFrame(rows, columns=list(columns))


def plain(value: Any) -> Any:
    """``value`` as JSON values."""
    match value:
        case Text():
            return say(value)
        case StrEnum() | Date():
            return str(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case float():
            return value if isfinite(value) else None
        case date():
            return value.isoformat()
    if hasattr(value, "to_json") and not isinstance(value, Course | OptionValue):
        return value.to_json()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
