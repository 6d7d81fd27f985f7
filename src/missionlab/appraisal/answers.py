"""How one effect is said in words: yes, no, cannot tell or not measured, in points of growth or for what was spent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from missionlab.appraisal.estimate import Against, Answer
from missionlab.appraisal.outcomes import PRIMARY_HORIZON
from missionlab.appraisal.paired import LEVEL
from missionlab.appraisal.results import Effect
from missionlab.base.text import Quantity, Text, text

POINTS_PER_GAP = 100 / ((PRIMARY_HORIZON + 1) / 2)
"""Points of growth a year, for each unit of the primary outcome: growth that is steadily higher by g makes gaps of g,
2 g, ... 80 g, whose mean is 40.5 g."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How an effect is written: the factor on its value, and the key of the words of its answers."""

    factor: float
    key: str


GROWTH = Unit(POINTS_PER_GAP, "growth")
PER_COST = Unit(1.0, "per_cost")


def answered(effect: Effect, unit: Unit = GROWTH) -> Text:
    """`yes, 0.10 (0.04 to 0.16) points of growth a year`; or no, cannot tell, or why it was not measured."""
    estimate = effect.estimate
    if effect.answer is Answer.NOT_MEASURED or estimate.value is None or estimate.low is None or estimate.high is None:
        return text("appraisal.verdict.not_measured", reason=estimate.reason or text("appraisal.reason.ended_early"))
    half = (estimate.high - estimate.low) / 2 * unit.factor
    places = max(2, min(5, 1 - math.floor(math.log10(half)))) if half > 0 else 2
    value, low, high = (
        Quantity(number * unit.factor, "", places) for number in (estimate.value, estimate.low, estimate.high)
    )
    # Zero is left out by the interval alone, and let in again by the correction.
    alone = estimate.low > 0 or estimate.high < 0
    by_chance = effect.answer is Answer.CANNOT_TELL and alone and (effect.p_adjusted or 0.0) >= LEVEL
    word = "by_chance" if by_chance else effect.answer.name.lower()
    return text(f"appraisal.verdict.{unit.key}.{word}", value=value, low=low, high=high)


def one_of(
    effects: Sequence[Effect], policy: str, role: Against, outcome: str, horizon: int | None = PRIMARY_HORIZON
) -> Effect | None:
    """The effect of a policy in a role on an outcome at a horizon."""
    return next(
        (
            effect
            for effect in effects
            if (effect.policy, effect.role, effect.outcome, effect.horizon) == (policy, role, outcome, horizon)
        ),
        None,
    )
