"""Figures of a plan as they are written: value and interval with keys in results.json, or the reason for none."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Money, Quantity, Share, Text, text
from missionlab.portfolio.results import Measured
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known

ROOT = "/plan"
"""Where the plan stands in results.json."""
DASH = "–"


def pointer(*steps: object) -> str:
    """The JSON Pointer of one of the plan's records."""
    return "/".join((ROOT, *(str(step) for step in steps)))


def share(value: float, key: str, decimals: int = 0) -> Known:
    return Known(Share(value, decimals), key, value)


def money(amount: float, currency: str, key: str) -> Known:
    return Known(Money(amount, currency), key, amount)


def plain(value: float, key: str, decimals: int = 0) -> Known:
    return Known(Quantity(value, "", decimals), key, value)


def share_cell(measured: Measured, key: str, decimals: int = 0) -> Cell:
    """A share with its interval below it, or the reason why it is blank."""
    if measured.value is None:
        return Cell(DASH, measured.reason)
    return Cell(share(measured.value, f"{key}/value", decimals), interval(measured, key, decimals))


def interval(measured: Measured, key: str, decimals: int = 0) -> Text | None:
    """`28% to 30%`; nothing where the number follows from the rules and the futures drawn."""
    if measured.low is None or measured.high is None:
        return None
    ends = {"low": measured.low, "high": measured.high}
    return text("report.interval", **{side: share(end, f"{key}/{side}", decimals) for side, end in ends.items()})


def said(measured: Measured, key: str, decimals: int = 0) -> Any:
    """A share with its interval in brackets; the reason where there is none."""
    if measured.value is None:
        return measured.reason or DASH
    value = share(measured.value, f"{key}/value", decimals)
    ends = interval(measured, key, decimals)
    return value if ends is None else text("appraised.with_interval", value=value, **ends.args)
