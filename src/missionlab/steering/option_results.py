"""What it is worth to be able to change course: the frozen records of ``option_value``.

Worth is in whole units of money, or in chances of meeting the mission's target where nobody states what it is worth.
All bars are differences from the best static plan, on the same fresh futures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text
from missionlab.portfolio.results import Measured

if TYPE_CHECKING:
    import pandas as pd


class Bar(StrEnum):
    """The four bars."""

    STATIC = "static"
    """The best plan that is never changed."""
    RULE = "rule"
    """The best rule that a minister can sign."""
    REGRESSION = "regression"
    """A policy fitted by least squares to the same evidence, as a yardstick. Where the target is rarely met it may do
    worse than a readable rule."""
    FORESIGHT = "foresight"
    """What somebody would reach who knew the future; nobody can."""


class Verdict(StrEnum):
    WORTH_IT = "worth it"
    """The best rule beats the best static plan, and its interval leaves zero out."""
    NOT_WORTH_IT = "no option is worth its cost"
    """No rule beats the best static plan: the gain is nothing or less, and its interval does not reach above zero."""
    CANNOT_TELL = "cannot tell"
    """The interval has zero in it."""
    REFUSED = "refused"
    """The rule gains as well where its evidence is shuffled: what it gains is not from learning."""


class Unit(StrEnum):
    MONEY = "money"
    CHANCE = "chance"
    """Chance of meeting the target, less money at what it buys elsewhere."""


@dataclass(frozen=True, slots=True)
class BarValue:
    """One bar, on fresh futures."""

    bar: Bar
    value: Measured
    """Its worth; low and high are two standard errors away, and blank with a reason where all futures agree."""
    gain: Measured
    """Its worth less that of the best static plan, paired; low and high are two standard errors away."""
    label: Text
    """The plan or rule, in words."""


@dataclass(frozen=True, slots=True)
class StaticPlan:
    """A plan that is never changed."""

    label: Text
    keeps: tuple[str, ...]
    """Approaches that it carries on."""
    value: Measured
    """On fresh futures; low and high are two standard errors away."""
    present: bool
    """It is the plan as it stands."""
    chosen: bool
    """It is the best on the futures that plans are chosen on."""


@dataclass(frozen=True, slots=True)
class OptionValue:
    """What it is worth to be able to change course, against the best plan that is never changed."""

    subject: str
    name: str
    unit: Unit
    currency: str | None
    money_rate: float | None
    """With unit chance: chance that one unit of money buys elsewhere; blank with unit money."""
    years: tuple[int, ...]
    approaches: tuple[str, ...]
    bars: tuple[BarValue, ...]
    """Static, rule, regression, foresight."""
    statics: tuple[StaticPlan, ...]
    """The best first."""
    rule: Text
    """The best rule in words; going on unchanged where none beats it."""
    rule_numbers: tuple[tuple[str, float], ...]
    """Its numbers by name; three at most."""
    rules: int
    """Rules that were tried."""
    option: Measured
    """Worth of the rule less that of the best static plan, on fresh futures."""
    against_present: Measured
    """Worth of the rule less that of the plan as it stands: a straw man where that is a bad plan."""
    in_training: float
    """The same as ``option`` on the futures that the rule was chosen on; it flatters."""
    worse: Measured
    """Share of fresh futures that end worse than under the best static plan."""
    worse_than_present: Measured
    """Share of fresh futures that end worse than under the plan as it stands."""
    shuffled: Measured
    """Worth of the rule less the best static plan where evidence is dealt out to other futures."""
    shuffled_present: Measured
    """The same against the plan as it stands, which proves nothing."""
    verdict: Verdict
    sentence: Text
    """The verdict in words, with its numbers."""
    training: int
    fresh: int
    """Futures that were chosen on, and others that were judged on."""
    seed: int
    fingerprint: str
    """Of the strategy; blank for a problem without one."""
    reasons: tuple[Text, ...]
    """What it rests on, and what is left out."""

    def to_json(self) -> dict[str, Any]:
        """Every field by its name; unknown numbers are ``None``, sentences are in English."""
        from missionlab.steering.export import plain

        return plain(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a bar."""
        from missionlab.steering.export import option_frame

        return option_frame(self)
