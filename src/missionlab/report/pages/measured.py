"""Measured numbers on a page: with their bounds, or with the reason why they are not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Quantity, Share, Text, text
from missionlab.portfolio.results import Measured
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the numbers at the head of a target: its name, the number, its basis."""

    name: Text
    value: Any
    second: Any


def measured_fact(name: Text, measured: Measured, key: str, *, share: bool) -> Fact:
    """A measured number with its bounds or its reason."""
    cell = measured_cell(measured, key, share=share)
    return Fact(name, cell.value, cell.second)


def measured_cell(measured: Measured, key: str, *, share: bool, decimals: int | None = None) -> Cell:
    """A number with its bounds on the second line; a dash and the reason where it is not known."""

    def shown(value: float) -> Any:
        return Share(value) if share else Quantity(value, "", decimals)

    if measured.value is None:
        return Cell("–", measured.reason)
    value = Known(shown(measured.value), key, measured.value)
    low, high = measured.low, measured.high
    if low is None or high is None or abs(high - low) < 1e-9:
        return Cell(value, None)
    return Cell(value, text("report.interval", low=shown(low), high=shown(high)))
