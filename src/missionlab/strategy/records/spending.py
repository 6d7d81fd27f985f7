"""What is done, what it is expected to add, and the money for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.base.dates import Date
from missionlab.strategy.records.finance import Money, Terms, Years
from missionlab.strategy.records.record import (
    EMPTY,
    Currency,
    Fraction,
    Id,
    Ids,
    Name,
    Prose,
    Record,
    Shares,
    StageShares,
    Year,
)
from missionlab.strategy.vocabulary import (
    Basis,
    GateResult,
    Instrument,
    Payer,
    Precision,
    ProjectSize,
    ProjectStatus,
    Relevance,
    Stage,
)


class Contribution(Record):
    """What a project is expected to add to a target, and how far the plan can be relied on."""

    target: Id
    """Id of the target."""
    amount: float
    """What is expected, in the indicator's unit. It counts towards the goal: a cut of 5 where less is better is 5."""
    low: float | None = None
    """The least that is expected."""
    high: float | None = None
    """The most that is expected."""
    year: Year | None = None
    """From when on all of it is there. Blank: in the goal's year."""
    chance: Fraction | None = None
    """How likely it is to be delivered, from 0 to 1. Blank: nobody has said, and it counts as delivered."""
    owner: bool | None = None
    """Whether somebody answers for it."""
    money: bool | None = None
    """Whether it is paid for."""
    powers: bool | None = None
    """Whether whoever answers for it has the powers."""
    timetable: bool | None = None
    """Whether there are dates for it."""
    source: Id | None = None
    """Id of the source in which it was read."""
    owner_source: Id | None = None
    """Id of the source of ``owner``, where it is another than ``source``."""
    money_source: Id | None = None
    """Id of the source of ``money``, where it is another than ``source``."""
    powers_source: Id | None = None
    """Id of the source of ``powers``, where it is another than ``source``."""
    timetable_source: Id | None = None
    """Id of the source of ``timetable``, where it is another than ``source``."""


class Gate(Record):
    """What was decided about a project at the end of a stage."""

    stage: Stage
    """The stage that it was in."""
    decided_on: Date
    """When it was decided; a result without a date ruins any chance that is learnt from it."""
    result: GateResult
    """What was decided."""
    reason: Prose | None = None
    """Why."""
    source: Id | None = None
    """Id of the source in which it was read."""


class CoFinance(Record):
    """Private money beside a project's public money, and how much of it would have come anyway."""

    actor: Id | None = None
    """Id of the actor who gives it."""
    amount: Money
    """In whole units of the currency of the project's money."""
    basis: Basis | None = None
    """How firm it is."""
    anyway_low: Fraction | None = None
    """Least share of it that would have come without the public money."""
    anyway: Fraction | None = None
    """Share of it that would have come without the public money. Blank: not shown to be additional."""
    anyway_high: Fraction | None = None
    """Largest share of it that would have come without the public money."""
    source: Id | None = None
    """Id of the source in which it was read."""


class Project(Record):
    """Something that is done for one or more missions; a programme is a project with children."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    missions: Shares = EMPTY
    """Shares by mission."""
    sectors: Shares = EMPTY
    """Shares by sector."""
    places: Shares = EMPTY
    """Shares by place."""
    stages: StageShares = EMPTY
    """Shares over the innovation curve; ``unallocated`` is a legal key of every share map."""
    trl_in: Annotated[int, Field(ge=1, le=9)] | None = None
    """Technology readiness level, 1 to 9, from which it starts."""
    trl_out: Annotated[int, Field(ge=1, le=9)] | None = None
    """Technology readiness level, 1 to 9, at which it should end."""
    parent: Id | None = None
    """Id of the programme of which it is a part."""
    lead: Id | None = None
    """Id of the actor who leads it."""
    partners: Ids = ()
    """Ids of the other actors in it."""
    recipients: Shares = EMPTY
    """Who gets the money, by actor. Without it, a lead without partners gets all; otherwise it is unallocated."""
    status: ProjectStatus = ProjectStatus.ACTIVE
    """Whether it is planned, runs, is completed or was stopped."""
    announced: Date | None = None
    """When it was made public; before that day it is not used."""
    starts: Date | None = None
    """When work starts."""
    ends: Date | None = None
    """When work ends."""
    relevance: Relevance | None = None
    """How much it serves its mission."""
    problem: Name | None = None
    """The sub-problem of the mission that it works on."""
    solution: Name | None = None
    """The approach it takes; rival solutions of one problem have different names."""
    serves: tuple[Name, ...] = ()
    """Which of its missions' needs it serves."""
    phases_out: bool | None = None
    """True when it ends a harmful practice rather than supporting a new one."""
    counterfactual: Prose | None = None
    """What would have happened without it, with how that is known."""
    next_review: Date | None = None
    """When it is next decided on."""
    review_rule: Prose | None = None
    """By which rule it is then continued, changed or stopped."""
    contributions: tuple[Contribution, ...] = ()
    """What it is expected to add to targets."""
    stage: Stage | None = None
    """The stage of the innovation curve in which it is now."""
    stage_entered_on: Date | None = None
    """When it came into this stage."""
    gates: tuple[Gate, ...] = ()
    """What was decided about it at the ends of stages."""
    stopped_on: Date | None = None
    """When it was stopped; a stop without a date is an error."""
    stopped_reason: Prose | None = None
    """Why it was stopped."""
    stopped_undefined: Prose | None = None
    """Why the day of the stop is not known, if it is not; nothing is then learnt from how long it took."""
    size: ProjectSize | None = None
    """Size of the firm that carries it."""
    eligible_cost: Money | None = None
    """Cost of which rules on state aid allow a public share, in the currency of the project's money."""
    co_finance: tuple[CoFinance, ...] = ()
    """Private money beside the public money."""
    outcome_model: Id | None = None
    """Id of the model by which it may turn out."""
    duration_years: Years | None = None
    """Years from its start until what it adds is there, for a project that may start in any year."""
    profile: Shares = EMPTY
    """Share of its money that is spent in each of its years, by the number of the year from 1. Blank: evenly."""
    earliest: Year | None = None
    """First year in which it can start."""
    latest: Year | None = None
    """Last year in which it can start."""
    after: Ids = ()
    """Ids of the projects that must be financed for it to make sense."""
    undefined: Prose | None = None
    """Why no money is known, if none is."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Commitment(Record):
    """Money for a project. Two commitments with the same payer and basis add, unless one ``revises`` the other."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    project: Id
    """Id of the project."""
    payer: Payer | None = None
    """Whether the public purse or somebody else pays."""
    payer_actor: Id | None = None
    """Id of the actor who pays."""
    basis: Basis | None = None
    """How firm the money is."""
    amount: Annotated[float, Field(ge=0, le=1e21)] | None = None
    """In whole units of the currency, not in millions. The limit is far above all money there is in any currency."""
    precision: Precision = Precision.EXACT
    """How the source words the amount."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    price_year: Year | None = None
    """Blank for cash amounts as announced."""
    announced: Date | None = None
    """When the figure was made public; before that day it is not used."""
    starts: Date | None = None
    """From when the money is given."""
    ends: Date | None = None
    """Until when the money is given."""
    tenor_years: Annotated[float, Field(ge=0)] | None = None
    """Years for which the money is given, where a source states them."""
    instrument: Instrument | None = None
    """What the payer uses."""
    terms: Terms = Terms()
    """The terms on which the money is given, as far as they are known."""
    upside_share: Fraction | None = None
    """The public purse's share of what a success earns."""
    revises: Id | None = None
    """Id of the earlier figure that this one replaces."""
    undefined: Prose | None = None
    """Why the amount is not known, if it is not."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""
