"""Estimates of an appraisal as they are written: in the outcome's unit, rounded to what their interval knows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from missionlab.appraisal.estimate import Answer, Estimate
from missionlab.appraisal.results import Effect
from missionlab.base.text import Quantity, Text, catalogue, text
from missionlab.report.charts.figure import Cell
from missionlab.report.words import Known, Own

DASH = "–"
_MOST_PLACES = 5
_LEAST_P = 0.001
"""Below it a p-value is only said to be smaller."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How an outcome is written: the factor on its value, and the unit that stands in the head of a column.

    A gap of logarithms is written as the percentage that it stands for: 0.5 is 65 % more, -0.5 is 39 % less.
    """

    factor: float
    unit: Any
    logarithmic: bool = False

    def of(self, value: float) -> float:
        """The value as it is written."""
        return self.factor * (math.expm1(value) if self.logarithmic else value)


PERCENT = Measure(100, text("appraised.unit.percent"), logarithmic=True)
"""Gaps of logarithms."""
OF_WAGES = Measure(100, text("appraised.unit.of_wages"))
OF_GDP = Measure(100, text("appraised.unit.of_gdp"))
SHARE = Measure(100, text("appraised.unit.share"))
PLAIN = Measure(1, None)


def measure_of(outcome: str) -> Measure:
    """How effects on an outcome are written."""
    from missionlab.appraisal.outcomes import BY_KEY, LOG, RATE
    from missionlab.appraisal.outcomes import SHARE as OF_SOMETHING

    known = BY_KEY.get(outcome)
    unit = known.unit if known else LOG
    if unit == LOG:
        return PERCENT
    if unit in (OF_SOMETHING, RATE):
        return Measure(100, text("appraised.unit.points" if unit == OF_SOMETHING else "appraised.unit.points_a_year"))
    wording = f"appraised.unit.{unit.replace(' ', '_')}"
    return Measure(1, Text(wording, {}) if wording in catalogue("en") else Own(unit, "en"))


def places(estimates: Iterable[Estimate], measure: Measure) -> int | None:
    """Decimals that show the first digit of the narrowest half-width, or two where that is a one; None without any."""
    halves = [
        (measure.of(one.high) - measure.of(one.low)) / 2
        for one in estimates
        if one.low is not None and one.high is not None and one.high > one.low
    ]
    if not halves:
        return None
    return max(0, min(_MOST_PLACES, -math.floor(math.log10(min(halves) / 2))))


def value(one: Estimate, key: str, measure: Measure, decimals: int | None, *, signed: bool = True) -> Any:
    """The value without its unit; a dash where there is none."""
    if one.value is None:
        return DASH
    return Known(Quantity(measure.of(one.value), "", decimals, difference=signed), f"{key}/value", one.value)


def interval(one: Estimate, key: str, measure: Measure, decimals: int | None) -> Text | None:
    """`−0.2 to 1.4`; the reason why there is no value, or no interval."""
    if one.value is None:
        return one.reason or text("appraised.not_measured")
    if one.low is None or one.high is None:
        return one.reason or text("appraised.no_interval", n=one.runs)
    return text("report.interval", **ends(one, key, measure, decimals))


def ends(one: Estimate, key: str, measure: Measure, decimals: int | None, unit: str = "") -> dict[str, Known]:
    """The ends of the interval as `low` and `high` of a sentence."""
    assert one.low is not None
    assert one.high is not None
    return {
        name: Known(Quantity(measure.of(end), unit, decimals), f"{key}/{name}", end)
        for name, end in (("low", one.low), ("high", one.high))
    }


def cell(one: Estimate, key: str, measure: Measure, decimals: int | None = None, *, signed: bool = True) -> Cell:
    """The value, its interval or the reason for none on the second line."""
    shown = places([one], measure) if decimals is None else decimals
    return Cell(value(one, key, measure, shown, signed=signed), interval(one, key, measure, shown))


def with_interval(one: Estimate, key: str, measure: Measure, decimals: int | None, *, signed: bool = True) -> Any:
    """The value with its interval in brackets; the reason where there is no value."""
    if one.value is None:
        return one.reason or text("appraised.not_measured")
    shown = value(one, key, measure, decimals, signed=signed)
    if one.low is None or one.high is None:
        return shown
    return text("appraised.with_interval", value=shown, **ends(one, key, measure, decimals))


def percent(one: Estimate, key: str, decimals: int | None) -> Known:
    """The size of a gap of logarithms with its unit and without its sign, where the words say the direction."""
    assert one.value is not None
    return Known(Quantity(abs(PERCENT.of(one.value)), "%", decimals), f"{key}/value", one.value)


def between(one: Estimate, key: str, decimals: int | None) -> dict[str, Known]:
    """The ends of the interval of such a gap as they follow its size: without sign, the smaller first, where it
    excludes zero; with their signs where it does not."""
    assert one.low is not None
    assert one.high is not None
    if one.high >= 0:
        return ends(one, key, PERCENT, decimals, "%")
    turned = {"low": ("high", one.high), "high": ("low", one.low)}
    return {
        name: Known(Quantity(-PERCENT.of(end), "%", decimals), f"{key}/{place}", end)
        for name, (place, end) in turned.items()
    }


def share(one: Estimate, key: str) -> Any:
    """A share in whole percent with its interval in brackets; the reason where there is none."""
    cell_ = share_cell(one, key)
    if one.value is None:
        return cell_.second
    if one.low is None or one.high is None:
        return cell_.value
    return text("appraised.with_interval", value=cell_.value, **ends(one, key, SHARE, 0))


def share_cell(one: Estimate, key: str) -> Cell:
    """A share in whole percent, its interval or the reason for none on the second line."""
    value = DASH if one.value is None else Known(Quantity(100 * one.value, "%", 0), f"{key}/value", one.value)
    return Cell(value, interval(one, key, SHARE, 0))


def known(value: float, key: str, measure: Measure, decimals: int | None, *, signed: bool = False) -> Known:
    """One number that is not an estimate."""
    return Known(Quantity(measure.of(value), "", decimals, difference=signed), key, value)


def p_value(effect: Effect, key: str) -> Text | None:
    """The p-value after the correction for how many effects are looked at; nothing where there is none."""
    p = effect.p_adjusted
    if p is None:
        return None
    if p < _LEAST_P:
        return text("appraised.p_under", p=Known(Quantity(_LEAST_P, "", 3), key, p))
    return text("appraised.p", p=Known(Quantity(p, "", 3), key, p))


def excludes_zero(one: Estimate) -> bool:
    """Whether the interval lies to one side of zero."""
    return one.low is not None and one.high is not None and (one.low > 0 or one.high < 0)


def left_out(effect: Effect) -> bool:
    """Whether an effect is shown with its interval and not judged: its policy could not spend enough of its money."""
    return effect.answer is Answer.NOT_MEASURED and effect.estimate.low is not None


def clear(effect: Effect) -> bool:
    """Whether an effect is told from zero: by its own interval, and after the correction for how many are asked."""
    return effect.answer in (Answer.MORE, Answer.LESS) and excludes_zero(effect.estimate)
