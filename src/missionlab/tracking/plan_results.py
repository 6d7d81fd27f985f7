"""What the plan adds to a target: the frozen records of it."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text
from missionlab.strategy.plans import Grade, Timing
from missionlab.strategy.records import Contribution


@dataclass(frozen=True, slots=True)
class Reach:
    """A chance of meeting the goal with some of the plan.

    ``low`` and ``high`` differ only where nobody has said how much of the plan the trend contains already: they are
    the chances with all of it in the trend and with none, the smaller first.
    """

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One contribution: how far it can be relied on, and what of the needed change it is."""

    project: str
    grade: Grade
    timing: Timing
    contribution: Contribution
    share: float | None
    """Of the change still needed, before overlap; ``None`` where nothing is needed or that is not known."""


@dataclass(frozen=True, slots=True)
class PlanOutlook:
    """The plan of one target against what is needed, and the chances with it."""

    overlap: float | None
    """Share of the plan that the trend contains already, as the strategy states it."""
    needed: float | None
    """Change still needed from the latest figure (else the baseline) towards the goal, in the indicator's unit."""
    parts: tuple[PlanPart, ...]
    shares: tuple[tuple[Grade, float], ...]
    """Share of the needed change by grade, of contributions that count, before overlap; empty where not known."""
    gap: float | None
    """Share of the needed change that no plan covers, down to 0."""
    trend: float | None
    """Chance with the trend alone: the target's probability."""
    credible: Reach | None
    whole: Reach | None
    reason: Text | None
    """Why there is no chance with the plan."""
