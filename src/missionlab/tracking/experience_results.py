"""What the cost of a technology would be if its deployment target were met: the frozen records of it."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text


@dataclass(frozen=True, slots=True)
class CostGiven:
    """The cost in the goal's year, given what has been made by then; in the indicator's unit."""

    made: float
    """Cumulative production in the goal's year, in the unit of the deployment's indicator."""
    middle: float
    low: float
    high: float
    """Ends of the 80 % interval."""
    probability: float
    """Chance that the cost keeps the goal in its year."""


@dataclass(frozen=True, slots=True)
class ExperienceOutlook:
    """The cost by Wright's law, with deployment as it went and with the deployment target met.

    A condition, not the forecast: on past technologies the law forecast no better than the past of the cost itself.
    """

    deployment: str
    """Id of the indicator of cumulative production."""
    target: str | None
    """Id of the deployment target that is taken to be met; None where there is none."""
    learning_rate: float | None
    """Share by which the cost fell for each doubling of what has been made; negative where it rose."""
    learning_low: float | None
    learning_high: float | None
    """Ends of its 95 % interval."""
    years: int
    """Years in which both were known."""
    at_trend: CostGiven | None
    if_met: CostGiven | None
    said: Text
    """The comparison in words, or why it cannot be made."""
