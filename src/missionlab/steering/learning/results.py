"""What a pilot has taught and what more of it would be worth: the frozen records that ``pilots`` and ``voi`` return.

Money is in whole units of the pilot's currency. Every number is a ``Measured``: a value with its low and high end, or
the reason why it is blank or has no interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text
from missionlab.portfolio.results import Measured
from missionlab.strategy.vocabulary import EvidenceModel

if TYPE_CHECKING:
    import pandas as pd


class Registered(StrEnum):
    """Whether a pilot was written down before its first data were there."""

    BEFORE = "before"
    AFTER = "after"
    """It is marked: what is looked for can be chosen after what was found."""
    NO_DATA = "no data yet"
    UNKNOWN = "unknown"
    """A date is blank, or not precise enough to tell."""


class PriorSource(StrEnum):
    """Where a belief before the first data comes from."""

    STATED = "stated"
    REFERENCE_CLASS = "reference class"
    NONE = "none"
    """Nothing is stated; nothing can be learnt from it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A distribution as it is drawn: its density at some places."""

    at: tuple[float, ...]
    density: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of one arm: its rate of success, or its net benefit; before or after the results."""

    arm: str | None
    """Blank where the pilot names no arms."""
    mean: Measured
    """Its mean; low and high hold nine tenths of it."""
    deviation: Measured
    """Its standard deviation."""
    places: int
    """Places in which it was tried; rates of two or more may differ, and what is believed then is their mean."""
    trials: int
    successes: int | None
    """Blank where a quantity is measured."""
    alpha: float | None
    """Parameters of the Beta distribution; blank where it is none, as for the mean of several places."""
    beta: float | None
    next_three: tuple[float, ...]
    """Chance of 0, 1, 2 and 3 successes in the next three; empty where a quantity is measured."""
    shape: Shape


@dataclass(frozen=True, slots=True)
class SizeWorth:
    """A pilot, or what is left of it, of so many units in all its arms together."""

    units: int
    worth: Measured
    """What its results are expected to be worth; low and high with a prior of half and of twice the strength."""
    cost: Measured
    net: Measured
    changes: Measured
    """Share of cases in which its results change the decision."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The answers if only this share of the pilot's success holds at scale."""

    share: float
    stated: bool
    """Whether the pilot states it; otherwise it is one of the three that are shown in its place."""
    scale_up: bool | None
    """Whether it is best to scale up with what is known."""
    decision: Measured
    """What the best decision with what is known is worth."""
    perfect: Measured
    planned: SizeWorth | None
    """Blank without a size."""
    best: SizeWorth | None
    """The size with the largest net worth, where one is above zero."""
    can_change: bool | None
    """Whether any size that was looked at can change the decision. False: no such evaluation can."""


@dataclass(frozen=True, slots=True)
class DesignWorth:
    """One way to share the units among the arms, by simulation from what is believed."""

    design: str
    """``equal split`` or ``sequential halving``."""
    rounds: tuple[tuple[int, int], ...]
    """By round: arms that are still tried, and units for each of them."""
    rate: Measured
    """Mean true rate of the arm that is chosen; low and high are two standard errors away."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that the pilot leaves open, and what therefore cannot be said."""

    field: str
    """Name of the field, as in the file."""
    reason: Text


@dataclass(frozen=True, slots=True)
class PilotWorth:
    """One pilot: what is known by it, and what it would be worth to know more."""

    pilot: str
    name: str
    question: str
    decision: str | None
    mission: str | None
    project: str | None
    action: str | None
    unit: str | None
    measure: str | None
    model: EvidenceModel | None
    currency: str | None
    registered: Registered
    prior_source: PriorSource
    prior_reason: Text
    """Where the prior comes from, in words, with the size and the source of its reference class."""
    before: tuple[Belief, ...]
    """By arm, before the first result."""
    after: tuple[Belief, ...]
    """By arm, with every result that was known by then; the same as ``before`` where there is none."""
    size: int | None
    """Units as registered."""
    done: int
    """Units whose results are known."""
    threshold: float | None
    """Mean above which scaling up pays, as seen in the pilot; blank where that is not known."""
    perfect: Measured
    """What it would be worth to know the rates, or the net benefits, for certain."""
    sizes: tuple[SizeWorth, ...]
    """By further units, the fewest first."""
    planned: SizeWorth | None
    """What is left of the pilot as registered; blank without a size, or when it is finished."""
    best: SizeWorth | None
    """The size with the largest net worth; blank where none has one above zero."""
    sequential: Measured
    """Net worth of going on unit by unit, up to as many as are planned, and stopping when it no longer pays."""
    scale_up: bool | None
    """Whether it is best to scale up with what is known now."""
    can_change: bool | None
    """False: this evaluation cannot change the decision. Blank: not known."""
    carry_over: tuple[CarryOver, ...]
    """At the stated share; at 1, 0.75 and 0.5 where none is stated."""
    designs: tuple[DesignWorth, ...]
    """For three arms or more and a size; otherwise empty."""
    changed: str | None
    """What was changed because of it, as stated."""
    sources: tuple[str, ...]
    blank: tuple[Blank, ...]
    as_of: str
    seed: int
    fingerprint: str
    assumptions: str | None
    """Set of assumptions that filled blanks; nothing here is filled by one, so it is blank."""

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of one pilot; unknown numbers are ``None``."""
        from missionlab.steering.learning.export import pilot_json

        return pilot_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per size: worth, cost and net worth with their ends, and the share of changed decisions."""
        from missionlab.steering.learning.export import pilot_frame

        return pilot_frame(self)
