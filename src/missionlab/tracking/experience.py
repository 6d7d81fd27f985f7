"""The cost of a technology if its deployment target is met, by Wright's law, beside deployment as it went.

Deployment is a decision where a strategy has a target for it. The law then says what cost goes with it. On past
technologies it forecast no better than the past of the cost alone (docs/decisions/0022), so this is a line beside the
forecast and never replaces it. Between the latest figure and the deployment target, and after it, production is taken
to grow by the same share each year. Changes across a declared level break of cost or deployment count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.text import Chance, Quantity, Share, Text, text
from missionlab.evidence.series import Series
from missionlab.strategy.records import Indicator
from missionlab.tracking.experience_results import CostGiven, ExperienceOutlook
from missionlab.tracking.forecast.levels import LEVELS, MEDIAN, position_of
from missionlab.tracking.forecast.wright import FEWEST, Experience
from missionlab.tracking.goals import Promise, direction
from missionlab.tracking.results import Goal

LOW, HIGH = (position_of(level) for level in (0.1, 0.9))
_EVEN = 1e-18
"""Variance of yearly changes of log cost up to which they follow the law but for rounding."""


@dataclass(frozen=True, slots=True)
class DeploymentGoal:
    """What is promised about deployment: the target's id, and its goal."""

    target: str
    goal: Goal


def experience(
    promise: Promise,
    indicator_of: Callable[[str], Indicator | None],
    series_of: Callable[[str], Series],
    goals: Sequence[DeploymentGoal],
) -> ExperienceOutlook | None:
    """The line for a target of cost whose indicator names its deployment; None for any other target.

    `goals` are the goals on that deployment; of several the last in time is taken.
    """
    goal, indicator, series = promise.goal, promise.indicator, promise.series
    if indicator is None or indicator.deployment is None or goal is None:
        return None
    deployment = indicator_of(indicator.deployment)
    if deployment is None or series is None:
        return _blank(indicator.deployment, 0, text("tracking.experience.no_data"))
    produced = series_of(deployment.id)
    times, cost, made = _together(series, produced)
    across = _across(times, series, produced)
    ahead = goal.year - times[-1] if len(times) else 0.0
    reason = _reason(cost, made, across, ahead)
    if reason is not None:
        return _blank(deployment.id, len(times), reason)
    law = Experience(times, np.log(cost), np.log(made), across)
    if law.variance <= _EVEN:
        return _blank(deployment.id, len(times), text("tracking.experience.even"))
    at_trend = _given(law, law.pace * ahead, ahead, goal)
    aim = max(goals, key=lambda one: one.goal.year, default=None)
    if_met = None
    if aim is not None and aim.goal.year > times[-1] and aim.goal.value > made[-1]:
        needed = float(np.log(aim.goal.value / made[-1])) / (aim.goal.year - times[-1])
        if_met = _given(law, needed * ahead, ahead, goal)
    low, high = law.exponent_interval
    rate, rate_low, rate_high = (1 - 2**exponent for exponent in (law.exponent, high, low))
    return ExperienceOutlook(
        deployment=deployment.id,
        target=aim.target if aim is not None and if_met is not None else None,
        learning_rate=rate,
        learning_low=rate_low,
        learning_high=rate_high,
        years=len(times),
        at_trend=at_trend,
        if_met=if_met,
        said=_said((rate, rate_low, rate_high), indicator, goal, at_trend, if_met),
    )


def _together(cost: Series, made: Series) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Times and both figures at the periods that both series have, where production has grown."""
    produced = {point.period: point.value for point in made.points}
    rows = [(p.period.position, p.value, produced[p.period]) for p in cost.points if p.period in produced]
    if not rows:
        return (np.empty(0), np.empty(0), np.empty(0))
    times, costs, values = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    return times, costs, values


def _across(times: NDArray[np.float64], *series: Series) -> NDArray[np.bool_]:
    """Which of the changes between neighbouring ``times`` cross a declared level break of any of ``series``."""
    out = np.zeros(max(len(times) - 1, 0), dtype=bool)
    for start in (one.period.position for each in series for one in each.breaks if one.declared):
        out |= (times[:-1] < start) & (start <= times[1:])
    return out


def _reason(
    cost: NDArray[np.float64], made: NDArray[np.float64], across: NDArray[np.bool_], ahead: float
) -> Text | None:
    """Why the law cannot be fitted. A level break takes away a year."""
    usable = len(cost) - int(across.sum())
    if usable < FEWEST:
        return text("tracking.experience.few", n=usable, fewest=FEWEST)
    if (cost <= 0).any() or (made <= 0).any():
        return text("tracking.experience.not_positive")
    growth = np.diff(made)[~across]
    if (growth < 0).any():
        return text("tracking.experience.falls")
    if not growth.any():
        return text("tracking.experience.flat")
    if ahead <= 0:
        return text("tracking.experience.passed")
    return None


def _blank(deployment: str, years: int, why: Text) -> ExperienceOutlook:
    return ExperienceOutlook(deployment, None, None, None, None, years, None, None, why)


def _given(law: Experience, more: float, ahead: float, goal: Goal) -> CostGiven:
    """The cost when log production has grown by `more` after `ahead` years."""
    quantiles = law.quantiles(more, max(1, round(ahead)))
    below = float(np.interp(np.log(goal.value), quantiles, LEVELS)) if goal.value > 0 else 0.0
    chance = below if direction(goal.comparator) < 0 else 1 - below
    middle, low, high = (float(np.exp(quantiles[place])) for place in (MEDIAN, LOW, HIGH))
    return CostGiven(float(np.exp(law.produced[-1] + more)), middle, low, high, round(chance, 2))


def _said(
    rates: tuple[float, ...], indicator: Indicator, goal: Goal, at_trend: CostGiven, if_met: CostGiven | None
) -> Text:
    def cost(given: CostGiven) -> dict[str, object]:
        shown = {name: Quantity(getattr(given, name), indicator.unit or "", None) for name in ("middle", "low", "high")}
        return {**shown, "chance": Chance(given.probability)}

    trend = text("tracking.experience.at_trend", **cost(at_trend))
    met = (
        text("tracking.experience.no_target") if if_met is None else text("tracking.experience.if_met", **cost(if_met))
    )
    rate, low, high = (Share(value) for value in rates)
    return text("tracking.experience.said", year=goal.year, rate=rate, low=low, high=high, trend=trend, met=met)
