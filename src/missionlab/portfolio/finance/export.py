"""A fund's result as JSON and its years as a table."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text, say
from missionlab.portfolio.finance.results import Fan, FundResult
from missionlab.portfolio.finance.upside import Upside

if TYPE_CHECKING:
    import pandas as pd


def fund_json(found: FundResult) -> dict[str, Any]:
    """The records of `results` by the names of their fields, so that ``/rules/3/gain/low`` finds a number."""
    return {field.name: _plain(getattr(found, field.name)) for field in fields(found)}


def upside_json(found: Upside) -> dict[str, Any]:
    """One contract by the names of the fields of ``upside.py``."""
    return {field.name: _plain(getattr(found, field.name)) for field in fields(found)}


def years_frame(found: FundResult) -> pd.DataFrame:
    """One row per year; columns such as ``committed_low``, ``committed_mid`` and ``committed_high``."""
    import pandas as pd

    columns: dict[str, Any] = {"year": found.years.years, "allocated": found.years.allocated}
    for field in fields(found.years):
        fan = getattr(found.years, field.name)
        if isinstance(fan, Fan):
            columns |= {f"{field.name}_{side}": getattr(fan, side) for side in ("low", "mid", "high")}
    return pd.DataFrame(columns)


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return say(value)
        case StrEnum():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case float():
            return value if isfinite(value) else None
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
