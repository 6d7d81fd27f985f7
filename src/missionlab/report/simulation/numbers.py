"""Estimates as they are written: rounded to what their interval knows, with their place in simulation.json."""

from __future__ import annotations

import math
from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report.charts.figure import Cell
from missionlab.report.simulation.estimate import Estimate
from missionlab.report.words import Known

AS_PERCENT = ("share", "1/period")
"""Units whose numbers are written in percent."""


def in_percent(unit: str) -> bool:
    return unit in AS_PERCENT


def decimals(estimate: Estimate, *, percent: bool) -> int | None:
    """Decimals that show the first digit of the interval's half-width, or two digits where the first is a one.

    Negative where tens, hundreds, ... are not known either. None, three figures by size, where there is no interval.
    """
    if estimate.high is None or estimate.low is None or estimate.high <= estimate.low:
        return None
    half = (estimate.high - estimate.low) / 2 * (100 if percent else 1)
    return min(5, -math.floor(math.log10(half / 2)))


def figures(value: float, *, percent: bool) -> int:
    """Decimals that give a number two figures, as an error or a spread needs."""
    size_of = abs(value) * (100 if percent else 1)
    return min(6, 1 - math.floor(math.log10(size_of))) if size_of > 0 else 0


def mean(estimate: Estimate, key: str, *, percent: bool) -> Any:
    """The mean with its place; a dash where no run has the number."""
    return number(estimate.mean, f"{key}/mean", percent=percent, places=decimals(estimate, percent=percent))


def size(estimate: Estimate, key: str, *, percent: bool) -> Any:
    """The mean without its sign, where the words say the direction."""
    assert estimate.mean is not None
    shown = _quantity(abs(estimate.mean), percent, decimals(estimate, percent=percent))
    return Known(shown, f"{key}/mean", estimate.mean)


def rough(estimate: Estimate, key: str) -> Any:
    """The size of the mean in percent with one decimal at most, for a headline."""
    assert estimate.mean is not None
    places = decimals(estimate, percent=True)
    return Known(
        _quantity(abs(estimate.mean), True, 1 if places is None else min(places, 1)), f"{key}/mean", estimate.mean
    )


def ends(estimate: Estimate, key: str, *, percent: bool, swapped: bool = False) -> dict[str, Any]:
    """The ends of the interval as arguments `low` and `high` of a sentence; `swapped`, without sign, for a fall."""
    assert estimate.low is not None
    assert estimate.high is not None
    places = decimals(estimate, percent=percent)
    if swapped:
        low = Known(_quantity(-estimate.high, percent, places), f"{key}/high", estimate.high)
        return {"low": low, "high": Known(_quantity(-estimate.low, percent, places), f"{key}/low", estimate.low)}
    return {
        "low": number(estimate.low, f"{key}/low", percent=percent, places=places),
        "high": number(estimate.high, f"{key}/high", percent=percent, places=places),
    }


def interval(estimate: Estimate, key: str, *, percent: bool) -> Text | None:
    """`1.20% to 1.31%`; nothing where no run has the number; the reason where there is one run."""
    if estimate.mean is None:
        return None
    if estimate.low is None:
        return text("simulation.no_error")
    return text("simulation.interval", **ends(estimate, key, percent=percent))


def with_interval(estimate: Estimate, key: str, *, percent: bool) -> Any:
    """The mean and, in brackets, its interval."""
    shown = mean(estimate, key, percent=percent)
    if estimate.low is None:
        return shown
    return text("simulation.more", what=shown, **ends(estimate, key, percent=percent))


def cell(estimate: Estimate, key: str, *, percent: bool) -> Cell:
    """The mean, its interval on the second line."""
    return Cell(mean(estimate, key, percent=percent), interval(estimate, key, percent=percent))


def number(value: float | None, key: str, *, percent: bool, places: int | None = None) -> Any:
    """One number with its place; a dash where there is none."""
    return "–" if value is None else Known(_quantity(value, percent, places), key, value)


def small(value: float | None, key: str, *, percent: bool) -> Any:
    """An error or a spread, with two figures."""
    return number(value, key, percent=percent, places=None if value is None else figures(value, percent=percent))


def output(value: float, key: str) -> Known:
    """An amount of goods or money, to three figures."""
    return Known(_quantity(value, False, None), key, value)


def _quantity(value: float, percent: bool, places: int | None) -> Quantity:
    """The number to so many decimals; without them, to three figures."""
    value, unit = (100 * value, "%") if percent else (value, "")
    if places is None and abs(value) >= 1000:
        places = 2 - math.floor(math.log10(abs(value)))
    if places is not None and places < 0:
        return Quantity(round(value, places), unit, 0)
    return Quantity(value, unit, places)
