"""What is up for review, what the rules say, and what each action would change: the frozen records of ``steer``.

Money is in whole units of the currency that stands beside it. Every number is a ``Measured``, with its ends or the
reason for none, or stands in a record that says what it is exact about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.dates import Date
from missionlab.base.text import Text
from missionlab.portfolio.results import Measured
from missionlab.steering.option_results import OptionValue
from missionlab.strategy.vocabulary import ActionKind, Comparator, Statistic

if TYPE_CHECKING:
    import pandas as pd

    from missionlab.steering.learning.results import PilotWorth
    from missionlab.steering.pathways.results import Pathways
    from missionlab.steering.patience import StopCurve


class SubjectKind(StrEnum):
    MISSION = "mission"
    PROJECT = "project"


class ReviewState(StrEnum):
    """When a review is due, the most urgent first."""

    OVERDUE = "overdue"
    """Its day has passed and nobody wrote down that it was held."""
    DUE = "due"
    """Its day is today or within the next three months."""
    NEXT = "next"
    OVER = "over"
    """No further day is stated."""


class Says(StrEnum):
    """What a rule says at a review."""

    FIRES = "fires"
    NOT = "does not fire"
    NOT_YET = "not yet"
    """Its numbers would let it fire, but its first day has not come."""
    CANNOT_TELL = "cannot tell"
    """What it reads was not published by then, or nobody publishes it."""


class Afterwards(StrEnum):
    """Whether a rule was made after the evidence that it reacts to."""

    YES = "made afterwards"
    NO = "made before"
    UNKNOWN = "not known"


class Power(StrEnum):
    """Whether somebody can take an action."""

    OWNER = "owner"
    NOBODY = "nobody has the power"


@dataclass(frozen=True, slots=True)
class Subject:
    """A mission or a project."""

    kind: SubjectKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a signpost showed at one review, from what was published by its day."""

    on: date
    value: float | None
    low: float | None
    high: float | None
    """Ends of its uncertainty, where it has one."""
    holds: bool | None
    """Whether it is on the side of the threshold on which the rule fires; blank where there is no value."""
    period: str | None
    """Period of the newest figure behind it."""
    vintage: Date | None
    """When the newest figure behind it was published."""
    before_revision: float | None
    """What it would be without the revisions since the review before; blank where nothing was revised."""
    reason: Text | None
    """Why there is no value, or what it rests on."""


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """What one rule says on one day, and the numbers that decided it."""

    rule: str
    version: int
    subject: Subject
    review: str | None
    """Id of the review at which it speaks; blank where its subject has none."""
    signpost: str
    signpost_name: str
    statistic: Statistic
    unit: str
    comparator: Comparator
    threshold: float
    says: Says
    sentence: Text
    """What it says, with its numbers, in words."""
    readings: tuple[Reading, ...]
    """At the reviews that count, the newest last."""
    in_a_row: int
    """At how many reviews in a row it has held."""
    needed: int
    """For how many it must hold."""
    by_revision: bool
    """It fires only because figures were revised."""
    afterwards: Afterwards
    made_on: Date | None
    made_by: str | None
    reason: str | None
    action: str | None
    """Id of the action that is due: when it fires, or otherwise."""
    action_name: str | None
    kind: ActionKind | None
    severity: int
    """Place of that kind among the kinds of action, the mildest 0; blank actions -1."""

    @property
    def latest(self) -> Reading | None:
        return self.readings[-1] if self.readings else None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review, when it is due, and what the rules of its subject say."""

    review: str
    stated: bool
    """False for a mission's or a project's own date of the next review, which has no record of its own."""
    subject: Subject
    owner: str | None
    owner_name: str | None
    state: ReviewState
    day: Date | None
    """The day that makes it overdue or due, or on which it comes next."""
    days_late: int | None
    """Days since then; blank unless it is overdue."""
    last_held: Date | None
    held: int
    """How many were held."""
    missed: int
    """How many days have passed without a review, the overdue one with them."""
    rules: tuple[RuleSaid, ...]
    """Those that fire first, the most severe action first."""

    @property
    def firing(self) -> tuple[RuleSaid, ...]:
        return tuple(said for said in self.rules if said.says is Says.FIRES)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mission or a project in force that cannot change course: no day is stated on which it is decided again."""

    subject: Subject
    money: Measured
    """Public money that rests on it."""
    currency: str | None


@dataclass(frozen=True, slots=True)
class ActionCase:
    """One action set beside going on as planned, on the same futures."""

    action: str
    name: str
    kind: ActionKind
    subject: Subject | None
    owner: str | None
    owner_name: str | None
    power: Power
    asked_by: tuple[str, ...]
    """Rules that call for it now."""
    target: str | None
    """The target whose chance is shown."""
    target_name: str | None
    switching_cost: Measured
    money: Measured
    """What it costs in all against going on: switching, closing, less salvage, and what is spent more or less."""
    currency: str | None
    ready: float | None
    """From when on it has an effect, on an axis of years on which the calendar year 2018 stands at 2018.0."""
    without: Measured
    """Chance that the target is met if nothing is changed."""
    chance: Measured
    """The same with the action: at its stated effect, and at the least and the most that is stated."""
    gain: Measured
    """Difference of the two on the same futures; low and high leave room for the number of futures."""
    value: Measured
    """Worth of the action in money, where people state what the mission is worth; switching is paid."""
    regret: Measured
    """What is lost on average, against what would have been best in each future; in money, or in chance."""
    worse: Measured
    """Share of futures that end worse for having changed."""
    retargeted: bool
    """It changes the goal: what is met then is the new goal, never the old one."""
    futures: int
    reasons: tuple[Text, ...]
    """Why numbers are blank, and what they rest on."""
    first_look: Measured
    """What it would be worth to see the target's next figure before deciding on the action, if waiting cost nothing;
    in money, or in chance."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the rules would have said at one past review, from what was published by its day."""

    review: str
    subject: Subject
    on: Date
    held: bool
    said: tuple[RuleSaid, ...]
    changes: tuple[Text, ...]
    """What was changed between it and the next, by the records."""
    followed: bool | None
    """Whether something was changed where a rule fired; blank where none fired."""


@dataclass(frozen=True, slots=True)
class Course:
    """A strategy's course on a day."""

    strategy: str
    as_of: date
    fingerprint: str
    seed: int
    assumptions: str | None
    """Name of the set of assumptions that filled blanks; nothing here is filled by one, so it is blank."""
    reviews: tuple[ReviewView, ...]
    """The most urgent first."""
    rules: tuple[RuleSaid, ...]
    """Every rule once, those that fire first, the most severe action first."""
    fixed: tuple[Fixed, ...]
    actions: tuple[ActionCase, ...]
    replay: tuple[Replayed, ...]
    """Oldest first."""
    values: tuple[OptionValue, ...]
    """By mission: what it is worth to be able to change course; empty unless asked for."""
    no_value: tuple[tuple[str, Text], ...]
    """By mission: why that cannot be said."""
    patience: tuple[StopCurve, ...]
    """What it is worth to stop each staged project after so many more years."""
    pathways: Pathways | None
    """Ways to the goals with the sell-by dates of actions; blank unless asked for."""
    pilots: tuple[PilotWorth, ...]
    """What pilots are worth; empty unless asked for."""
    remarks: tuple[Text, ...]
    """What a reader must know: what is missing, and what to add."""

    @property
    def firing(self) -> tuple[RuleSaid, ...]:
        """The rules that fire now, the most severe action first."""
        return tuple(said for said in self.rules if said.says is Says.FIRES)

    @property
    def due(self) -> tuple[ReviewView, ...]:
        """Reviews that are due or overdue."""
        return tuple(one for one in self.reviews if one.state in (ReviewState.OVERDUE, ReviewState.DUE))

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of ``missionlab steer``; unknown numbers are ``None``."""
        from missionlab.steering.export import course_json

        return course_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a rule: what it says, the number that decided it, its vintage, and the action that is due."""
        from missionlab.steering.export import course_frame

        return course_frame(self)
