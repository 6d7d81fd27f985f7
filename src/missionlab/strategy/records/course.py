"""How a strategy changes course: limits of the plan, reviews, signposts, rules, actions and pilots."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.base.dates import Date
from missionlab.strategy.records.finance import Money
from missionlab.strategy.records.record import Currency, Fraction, Id, Ids, Name, Prose, Record, Year
from missionlab.strategy.vocabulary import (
    ActionKind,
    Bound,
    Comparator,
    EvidenceModel,
    LimitDimension,
    Statistic,
)


class Limit(Record):
    """A cap or a floor on how money is divided: against capture, for breadth, to keep rival solutions alive."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    bound: Bound
    """Whether it is the most or the least."""
    dimension: LimitDimension
    """What is limited."""
    which: Name | None = None
    """The actor, sector, place, stage, mission, instrument or problem. Blank: each of them."""
    share: Fraction | None = None
    """Share of all money in the plan."""
    amount: Money | None = None
    """Amount of money, in the plan's currency."""
    count: Annotated[int, Field(ge=0)] | None = None
    """Number of projects."""
    reason: Prose | None = None
    """Why there is such a limit."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Review(Record):
    """When a mission or a project is decided on again, and by whom."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    mission: Id | None = None
    """Id of the mission that is reviewed."""
    project: Id | None = None
    """Id of the project that is reviewed."""
    dates: tuple[Date, ...] = ()
    """When it is reviewed."""
    first: Date | None = None
    """When it is reviewed first, where reviews come at a steady pace."""
    every_months: Annotated[int, Field(ge=1, le=600)] | None = None
    """Months between reviews."""
    until: Date | None = None
    """When such reviews end."""
    held: tuple[Date, ...] = ()
    """When reviews were held."""
    owner: Id | None = None
    """Id of the actor who decides."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Signpost(Record):
    """Something that is watched, because a rule depends on it."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    statistic: Statistic
    """What is read off."""
    indicator: Id | None = None
    """Id of the indicator that is watched."""
    target: Id | None = None
    """Id of the target whose chance, pace or progress is watched."""
    project: Id | None = None
    """Id of the project that is watched."""
    outside: Name | None = None
    """A series outside the strategy, in words, with who publishes it."""
    years: Annotated[int, Field(ge=1, le=100)] | None = None
    """Years over which a change is taken."""
    lag_months: Annotated[int, Field(ge=0, le=240)] | None = None
    """Months between the end of a period and the publication of its figure."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class CourseRule(Record):
    """A rule by which a mission or a project is continued or changed, with the day on which it was made."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    version: Annotated[int, Field(ge=1)] = 1
    """Number of its version, from 1."""
    mission: Id | None = None
    """Id of the mission that it is for."""
    project: Id | None = None
    """Id of the project that it is for."""
    signpost: Id
    """Id of the signpost that it reads."""
    comparator: Comparator
    """How the signpost compares with the threshold when the rule fires."""
    threshold: float
    """The number that it is compared with, in the statistic's unit; chances and shares from 0 to 1."""
    reviews: Annotated[int, Field(ge=1, le=50)] = 1
    """For how many reviews in a row it must hold."""
    not_before: Date | None = None
    """Day before which it does not fire."""
    then: Id
    """Id of the action when it fires."""
    otherwise: Id | None = None
    """Id of the action when it does not."""
    made_on: Date | None = None
    """When it was made; one made after the evidence that it reacts to is marked."""
    made_by: Name | None = None
    """Who made it."""
    reason: Prose | None = None
    """Why it is what it is."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Action(Record):
    """Something that can be done to a mission or a project, by whom, and what it costs to change to it."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    kind: ActionKind
    """What kind of change it is."""
    mission: Id | None = None
    """Id of the mission that it changes."""
    project: Id | None = None
    """Id of the project that it changes."""
    owner: Id | None = None
    """Id of the actor who has the power to do it."""
    switching_cost: Money | None = None
    """What it costs to change to it. There is no default."""
    closing_cost: Money | None = None
    """What it costs to end what it ends."""
    salvage: Money | None = None
    """What is got back from what it ends."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    delay_months: Annotated[int, Field(ge=0, le=600)] | None = None
    """Months from the decision until it has an effect."""
    factor: Annotated[float, Field(ge=0, le=100)] | None = None
    """By how much the money is multiplied, when it is scaled."""
    target: Id | None = None
    """Id of the target that it changes or adds to."""
    new_value: float | None = None
    """The goal's new value, when it is retargeted."""
    new_year: Year | None = None
    """The goal's new year, when it is retargeted."""
    effect: float | None = None
    """What it adds to the target in its year, in the indicator's unit; it counts towards the goal."""
    effect_low: float | None = None
    """The least that it adds."""
    effect_high: float | None = None
    """The most that it adds."""
    opens: Ids = ()
    """Ids of the actions that are possible only after it."""
    closes: Ids = ()
    """Ids of the actions that are no longer possible after it."""
    reversible: bool | None = None
    """Whether it can be undone."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class PilotResult(Record):
    """What one arm of a pilot gave in one place."""

    arm: Name
    """The arm."""
    place: Name | None = None
    """Where."""
    trials: Annotated[int, Field(ge=0)] | None = None
    """Number of units that were tried."""
    successes: Annotated[int, Field(ge=0)] | None = None
    """Number of them that succeeded."""
    mean: float | None = None
    """Mean of what was measured, where it is a quantity."""
    on: Date | None = None
    """When it became known."""
    source: Id | None = None
    """Id of the source in which it was read."""


class Pilot(Record):
    """A trial that is to inform a decision, written down before its data are."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    question: Prose
    """What it is to answer."""
    decision: Prose | None = None
    """The decision that it serves."""
    mission: Id | None = None
    """Id of the mission that it serves."""
    project: Id | None = None
    """Id of the project that it belongs to."""
    action: Id | None = None
    """Id of the action that would be taken if it succeeds."""
    arms: tuple[Name, ...] = ()
    """What is compared."""
    unit: Name | None = None
    """What is tried once: a site, a household, a firm."""
    size: Annotated[int, Field(ge=1)] | None = None
    """Number of units."""
    cost: Money | None = None
    """Cost of one unit."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    measure: Name | None = None
    """The primary measure."""
    stop_rule: Prose | None = None
    """When it ends early."""
    model: EvidenceModel | None = None
    """Whether a unit succeeds or not, or a quantity is measured."""
    prior_successes: Annotated[float, Field(gt=0)] | None = None
    """First parameter of the Beta prior."""
    prior_failures: Annotated[float, Field(gt=0)] | None = None
    """Second parameter of the Beta prior."""
    reference_class: Name | None = None
    """Class of the shipped evidence from which the prior is taken, where none is stated."""
    prior_mean: float | None = None
    """Mean of the normal prior of the net benefit."""
    prior_deviation: Annotated[float, Field(gt=0)] | None = None
    """Standard deviation of the normal prior."""
    noise: Annotated[float, Field(gt=0)] | None = None
    """Standard deviation of what is measured on one unit."""
    benefit: Money | None = None
    """What scaling it up is worth if every unit succeeds."""
    scale_cost: Money | None = None
    """What scaling it up costs."""
    carries_over: Fraction | None = None
    """Share of a pilot's success that holds at scale. Blank: not known, and the answer is shown at 1, 0.75 and 0.5."""
    registered_on: Date | None = None
    """When it was written down."""
    first_data_on: Date | None = None
    """When its first data came; a pilot that was written down later is marked."""
    results: tuple[PilotResult, ...] = ()
    """What came out."""
    changed: Prose | None = None
    """What was changed because of it."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""
