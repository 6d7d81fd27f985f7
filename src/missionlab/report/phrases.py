"""The numbers of a target as phrases: values, rates, goals and chances, each with its key and sensible decimals."""

from __future__ import annotations

import math
from typing import Any

from missionlab.base.text import Chance, Quantity, Share, Text, text
from missionlab.report.keys import of_target
from missionlab.report.words import Known
from missionlab.strategy.records import TargetVersion
from missionlab.strategy.vocabulary import Comparator, Measure
from missionlab.tracking.results import Bound, Standing, Trend


def amount(value: float, unit: str) -> Quantity:
    """A value of an indicator, to three figures."""
    return Quantity(value, unit)


def label(value: float, unit: str) -> Quantity:
    """A value for a label in a drawing, whose subtitle gives the unit in full."""
    return Quantity(value, "%" if unit.startswith("%") else unit if len(unit) <= 8 else "")


def latest(standing: Standing, unit: str | None = None) -> Known | None:
    """The latest value; ``unit`` replaces the indicator's where the full one stands nearby."""
    if standing.latest is None:
        return None
    value = standing.latest.value
    return of_target(standing, "latest/value", amount(value, standing.unit if unit is None else unit), value)


def rate_decimals(standing: Standing) -> int:
    """Decimals for the rates of a target: two figures of the trend's interval; without one, two of the smaller rate
    as long as that gives the larger no more than three."""
    trend = standing.trend
    if trend is not None and trend.low is not None and trend.high is not None and trend.high > trend.low:
        return _two_figures((trend.high - trend.low) / 2)
    sizes = [abs(rate) for rate in (trend.rate if trend else None, standing.needed_rate) if rate]
    return min(_two_figures(min(sizes)), _two_figures(max(sizes)) + 1) if sizes else 0


def _two_figures(size: float) -> int:
    """Decimals that give a number of this size two figures, four at most."""
    return min(4, max(0, 1 - math.floor(math.log10(size))))


def rate(standing: Standing, value: float, path: str) -> Known:
    """A change per year, with its sign."""
    shown = Quantity(value, standing.unit, rate_decimals(standing), difference=True)
    return of_target(standing, path, shown, value)


def trend_interval(standing: Standing, trend: Trend) -> Text | None:
    """``−0.20 to 0.19``, or nothing without an interval."""
    if trend.low is None or trend.high is None:
        return None
    places = rate_decimals(standing)
    return text(
        "report.interval",
        low=of_target(standing, "trend_rate_low", Quantity(trend.low, "", places), trend.low),
        high=of_target(standing, "trend_rate_high", Quantity(trend.high, "", places), trend.high),
    )


def short_unit(unit: str) -> str:
    """The unit for a title, whose subtitle gives it in full: percentages of anything are just percentages."""
    return "%" if unit.startswith("%") else unit


def goal(standing: Standing, unit: str | None = None) -> Any:
    """The goal in force as it was promised, without its year: a value, a change, or that there is no number.

    ``unit`` replaces the indicator's where the full one stands nearby.
    """
    shown = standing.unit if unit is None else unit
    if standing.version is not None and standing.version.value is not None:
        return _promised(standing, standing.version, shown)
    if standing.goal is not None:
        return _compared(standing.goal.comparator, _goal_value(standing, shown))
    return text("report.goal.no_number")


def goal_with_year(standing: Standing, unit: str | None = None) -> Text:
    """``80% in 2030`` or ``by 2030``; says so where the year or the number is missing."""
    year = standing.goal.year if standing.goal else standing.version.year if standing.version else None
    if year is None:
        return text("report.goal.no_year", goal=goal(standing, unit))
    said = of_target(standing, "goal/year", year, year) if standing.goal else year
    return text(f"report.goal.{standing.deadline}", goal=goal(standing, unit), year=said)


def _goal_value(standing: Standing, unit: str) -> Known:
    assert standing.goal is not None
    return of_target(standing, "goal/value", amount(standing.goal.value, unit), standing.goal.value)


def _promised(standing: Standing, version: TargetVersion, unit: str) -> Any:
    value = version.value
    assert value is not None
    if version.measure is Measure.VALUE:
        return _compared(version.comparator, _goal_value(standing, unit) if standing.goal else amount(value, unit))
    if version.measure is Measure.PERCENT_CHANGE:
        key = "report.goal.percent_more" if value >= 0 else "report.goal.percent_less"
        return text(key, change=Quantity(abs(value), "%"))
    change = Quantity(value, unit, None, difference=True)
    if standing.goal is None:
        return text("report.goal.change_alone", change=change)
    return text("report.goal.change", change=change, value=_goal_value(standing, unit))


def _compared(comparator: Comparator | None, value: Any) -> Any:
    match comparator:
        case Comparator.MORE_THAN:
            return text("report.goal.more_than", value=value)
        case Comparator.LESS_THAN:
            return text("report.goal.less_than", value=value)
        case Comparator.AT_MOST:
            return text("report.goal.at_most", value=value)
    return value


def chance(standing: Standing) -> Any:
    """The chance in words, "at most" or "at least" where it is only a bound; nothing where there is none."""
    probability = standing.probability
    if probability is None:
        return None
    if standing.probability_bound is Bound.AT_MOST and probability >= 0.05:
        tenths = math.ceil(probability * 10 - 1e-9)
        return text("report.chance.at_most", tenths=of_target(standing, "probability", str(tenths), probability))
    if standing.probability_bound is Bound.AT_LEAST and probability <= 0.95:
        tenths = math.floor(probability * 10 + 1e-9)
        return text("report.chance.at_least", tenths=of_target(standing, "probability", str(tenths), probability))
    return of_target(standing, "probability", Chance(probability), probability)


def rounded_chance(standing: Standing) -> Known | None:
    """The probability as a whole percentage."""
    if standing.probability is None:
        return None
    return of_target(standing, "probability", Share(round(standing.probability, 2)), standing.probability)


def chance_basis(standing: Standing) -> Any:
    """The rounded probability and what it rests on."""
    rounded = rounded_chance(standing)
    if rounded is None:
        return standing.probability_reason
    if standing.probability_reason is not None:
        return text("report.chance.bounded", probability=rounded, reason=standing.probability_reason)
    if standing.forecast is None:
        return text("report.chance.plain", probability=rounded)
    return text("report.chance.basis", probability=rounded, n=standing.forecast.points)
