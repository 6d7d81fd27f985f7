"""An appraisal as JSON (described by ``appraisal.schema.json``) and its effects as a table."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Any

from missionlab.appraisal.results import Appraisal
from missionlab.base.findings import Finding
from missionlab.base.text import Text, say

if TYPE_CHECKING:
    import pandas as pd


def appraisal_json(appraisal: Appraisal) -> dict[str, Any]:
    """The records of `results.py` by the names of their fields, so that ``/effects/3/estimate/low`` finds a number.

    Pairs such as a lever and its budget are arrays of two. Sentences are in English; unknown numbers are ``None``.
    """
    return {field.name: _plain(getattr(appraisal, field.name)) for field in fields(appraisal)}


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return say(value)
        case Finding():
            return value.to_json()
        case StrEnum():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case float():
            return value if isfinite(value) else None
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def effects_frame(appraisal: Appraisal) -> pd.DataFrame:
    """One row per effect: the columns of the JSON, with those of its estimate and of its correlation beside them."""
    import pandas as pd

    rows = []
    for effect in appraisal_json(appraisal)["effects"]:
        estimate, correlation = effect.pop("estimate"), effect.pop("correlation")
        rows.append({**effect, **estimate, "correlation": correlation["value"]})
    return pd.DataFrame(rows)
