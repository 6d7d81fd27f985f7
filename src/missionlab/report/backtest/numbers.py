"""Estimates of a backtest as they are written, with their place in backtest.json."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known
from missionlab.tracking.backtest.bootstrap import Estimate

PERCENT = frozenset({"coverage_80", "coverage_95"})
"""Measures that are shares of forecasts and are written in percent."""


def quantity(measure: str, value: float) -> Quantity:
    """A value of a measure: shares in whole percent, processor time in milliseconds, everything else two decimals."""
    if measure in PERCENT:
        return Quantity(100 * value, "%", 0)
    if measure == "cpu_ms":
        return Quantity(value, "ms", 1)
    return Quantity(value, "", 3 if measure in ("brier", "calibration_error") else 2)


def value(measure: str, estimate: Estimate, key: str) -> Any:
    """The value alone; a dash where nothing was scored."""
    return "–" if estimate.value is None else Known(quantity(measure, estimate.value), f"{key}/value", estimate.value)


def interval(measure: str, estimate: Estimate, key: str) -> Text | None:
    """``0.79 to 0.84``; why there is none where there are too few clusters; nothing where nothing was scored."""
    if estimate.value is None:
        return None
    if estimate.low is None or estimate.high is None:
        return text("backtest.no_interval")
    low = Known(quantity(measure, estimate.low), f"{key}/low", estimate.low)
    return text(
        "backtest.interval", low=low, high=Known(quantity(measure, estimate.high), f"{key}/high", estimate.high)
    )


def cell(measure: str, estimate: Estimate, key: str) -> Cell:
    """The value, its interval on the second line."""
    return Cell(value(measure, estimate, key), interval(measure, estimate, key))


def with_interval(measure: str, estimate: Estimate, key: str) -> Any:
    """The value and, in brackets, its interval."""
    if estimate.value is None or estimate.low is None:
        return value(measure, estimate, key)
    return text("backtest.more", what=value(measure, estimate, key), interval=interval(measure, estimate, key))
