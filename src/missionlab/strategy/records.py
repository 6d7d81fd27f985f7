"""The records of a strategy: frozen, typed, each with the sources of its facts.

Optional fields are blank when the world does not say. A gap that was looked for and not found is declared as
``undefined: reason``: it turns an error into a warning and feeds the case against. The rules between records
(references, sums of shares, dates in order) are in ``rules``; a single record only checks its own types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from missionlab.base.dates import Date, Period
from missionlab.base.frozen import FrozenMap
from missionlab.strategy.vocabulary import (
    ActorKind,
    AnswerValue,
    Basis,
    Better,
    Comparator,
    Deadline,
    IndicatorKind,
    IndicatorLevel,
    Instrument,
    Measure,
    MissionStatus,
    Payer,
    Precision,
    ProjectStatus,
    ProxyBias,
    Quality,
    Relevance,
    Scale,
    SourceKind,
    Stage,
    StrategyStatus,
)

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=5000, strip_whitespace=True)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Year = Annotated[int, Field(ge=1800, le=2300)]
Fraction = Annotated[float, Field(ge=0, le=1)]


_Frozen = (AfterValidator(FrozenMap), PlainSerializer(dict))
Shares = Annotated[Mapping[str, Fraction], *_Frozen]
StageShares = Annotated[Mapping[Stage | Literal["unallocated"], Fraction], *_Frozen]
Path = Annotated[Mapping[Year, float], *_Frozen]
Statement = Annotated[Mapping[Language, Prose], *_Frozen]
Ids = tuple[Id, ...]

_EMPTY: Mapping[Any, Any] = FrozenMap()


class Record(BaseModel):
    """Base of all records: immutable, no unknown keys, no infinite or undefined numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)

    @property
    def key(self) -> str:
        """What tells this record from others of its type; two records with one key are a duplicate."""
        return self.id  # type: ignore[attr-defined]


class Source(Record):
    """Where a fact was read."""

    id: Id
    """The key by which facts name it."""
    title: Name
    """Title of the document, page or data set."""
    publisher: Name | None = None
    """Who published it."""
    url: Name | None = None
    """Address or document number, as the source gives it."""
    published: Date | None = None
    """When it was published, as precisely as it is known."""
    licence: Name | None = None
    """Under which licence its figures may be used."""
    kind: SourceKind = SourceKind.PRIMARY
    """``copy`` and ``press`` mark sources that should one day be replaced by their primary."""
    note: Prose | None = None
    """Anything a reader should know."""


class Actor(Record):
    """Somebody who owns, pays, carries or advises."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    kind: ActorKind
    """What kind of organisation it is."""
    advises: Ids = ()
    """Missions on which this actor advises the government; read by the check against capture."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Sector(Record):
    """An economic sector that projects draw on."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    code: Name | None = None
    """Code in a standard classification, such as NACE or SIC, with its name."""


class Location(Record):
    """A place where money goes."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    code: Name | None = None
    """Code in a standard list of places, with the name of the list."""


class Distance(Record):
    """How unlike two sectors are, 0 (the same) to 1; symmetric. Used by Rao-Stirling diversity."""

    first: Id
    """Id of a sector."""
    second: Id
    """Id of another sector."""
    value: Fraction
    """0 for the same, 1 for nothing in common."""
    source: Id | None = None
    """Id of the source in which it was read."""

    @property
    def key(self) -> str:
        return f"{min(self.first, self.second)} {max(self.first, self.second)}"


class ExchangeRate(Record):
    """Units of ``quote`` for one unit of ``base`` on a date; used only to add money of several currencies."""

    base: Currency
    """The currency of which one unit is exchanged."""
    quote: Currency
    """The currency in which the rate is given."""
    rate: Annotated[float, Field(ge=1e-12, le=1e12)]
    """Units of ``quote`` for one of ``base``."""
    on: Date
    """The day of the rate; it is not used on earlier days."""
    source: Id | None = None
    """Id of the source in which it was read."""

    @property
    def key(self) -> str:
        return f"{self.base} {self.quote} {self.on}"


class Thresholds(Record):
    """The limits that decide statuses and checks. All are shown in the briefing and may be changed here."""

    on_track: Fraction = 0.66
    """On track from this probability up."""
    off_track: Fraction = 0.33
    """Off track below this probability."""
    too_early: Fraction = 0.2
    """Too early while less than this share of the time has gone."""
    fewest_points: Annotated[int, Field(ge=2)] = 3
    """Too early with fewer points than this."""
    trend_years: Annotated[int, Field(ge=2)] = 10
    """The trend is the mean yearly change over this many years, or since the last level break."""
    stretching: Annotated[float, Field(gt=0)] = 1.5
    """A goal is stretching when it needs this many times the trend; below, it is trivial."""
    implausible: Annotated[float, Field(gt=0)] = 4.0
    """A goal that needs more than this many times the trend is implausible."""
    small_class: Fraction = 0.05
    """A stage, sector or actor kind counts when it has this share of the money."""
    fewest_sectors: Annotated[int, Field(ge=1)] = 3
    """A mission reaches across sectors when at least so many have a share that counts."""
    fewest_actor_kinds: Annotated[int, Field(ge=1)] = 3
    """A mission reaches across actors when at least so many kinds have a share that counts."""
    fewest_solutions: Annotated[int, Field(ge=1)] = 2
    """A problem has rivals when at least so many different solutions are tried."""
    concentrated: Fraction = 0.5
    """Money is concentrated when one actor has more than this share of it."""
    relabelled: Fraction = 0.5
    """A mission is relabelled when more than this share of its money is older than the mission."""
    patient_years: Annotated[float, Field(gt=0)] = 10.0
    """Money with a horizon of at least this many years is patient."""


class About(Record):
    """The strategy itself."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    language: Language = "en"
    """Language of the names in the file and of the briefing (``en`` or ``es``)."""
    locale: Language = "en-GB"
    """How numbers, dates and money are written."""
    summary: Prose | None = None
    """Two or three sentences on what it is."""
    owner: Id | None = None
    """Id of the actor who leads it."""
    announced: Date | None = None
    """When it was made public."""
    status: StrategyStatus = StrategyStatus.ACTIVE
    """Whether it is in force."""
    ended: Date | None = None
    """When it ended, if it has."""
    ended_reason: Prose | None = None
    """Why it ended."""
    currency: Currency | None = None
    """Currency of the overview where there are several."""
    basis: Basis = Basis.ANNOUNCED
    """Basis on which the portfolio is shown unless another is asked for."""
    thresholds: Thresholds = Thresholds()
    """The limits in use, where they differ from the defaults."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Challenge(Record):
    """A grand challenge."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    description: Prose | None = None
    """What the problem is, in a sentence or two."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Mission(Record):
    """A mission: what is promised to be done about a challenge."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    challenge: Id
    """Id of the challenge that it answers."""
    name: Name
    """Its name as it is shown."""
    statement: Statement = _EMPTY
    """The wording, by language code."""
    quoted: bool = False
    """True when the statement is the source's own wording, false when it is a paraphrase."""
    announced: Date | None = None
    """When it was made public. Money and goals that are older count as relabelled."""
    owner: Id | None = None
    """Id of the actor who leads it."""
    status: MissionStatus = MissionStatus.ADOPTED
    """Whether it is in force."""
    ended: Date | None = None
    """When it ended, if it has."""
    supersedes: Id | None = None
    """Id of the mission that it replaces."""
    needs: tuple[Name, ...] = ()
    """Functions that a portfolio must serve, such as research, demand, skills; projects say which they serve."""
    reviewed_on: Date | None = None
    """When its course was last reviewed."""
    next_review: Date | None = None
    """When its course is to be reviewed next."""
    undefined: Prose | None = None
    """Why there is no indicator, if there is none."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Break(Record):
    """A change of method: figures from ``period`` on do not continue the earlier ones."""

    period: Period
    """The first period on the new level."""
    reason: Prose
    """What changed in how it is measured."""
    known_on: Date | None = None
    """When the change was made public; before that day it is not used."""
    source: Id | None = None
    """Id of the source in which it was read."""


class Indicator(Record):
    """What is measured."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    definition: Prose | None = None
    """What exactly is counted, so that two people would count alike."""
    unit: Name | None = None
    """As written beside a number: ``%``, ``% of GDP``, ``years``, ``Mt CO2e``. A unit that starts with ``%``
    has differences in points."""
    better: Better | None = None
    """Which way it should go."""
    level: IndicatorLevel | None = None
    """Where it stands between money put in and change in the world."""
    kind: IndicatorKind | None = None
    """What kind of number it is; this decides its bounds and scale."""
    scale: Scale | None = None
    """Scale of the forecast; chosen from ``kind`` and bounds when blank."""
    lowest: float | None = None
    """The least value that it can take."""
    highest: float | None = None
    """The greatest value that it can take."""
    geography: Name | None = None
    """The place that it covers."""
    disaggregation: Name | None = None
    """By which groups it is broken down."""
    frequency: Name | None = None
    """How often it is published."""
    breaks: tuple[Break, ...] = ()
    """Changes of method."""
    proxy_for: Id | None = None
    """The indicator for which this series stands in, where that has too few points for a forecast."""
    proxy_bias: ProxyBias | None = None
    """How that series differs from it, seen from the target."""
    difference_of: tuple[Id, Id] | None = None
    """A gap: the first indicator minus the second, at periods that both have."""
    undefined: Prose | None = None
    """Why it is not settled what is measured, if it is not."""
    licence: Name | None = None
    """Under which licence its figures may be used."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Baseline(Record):
    """The value from which a target starts, and the vintage in which it was read."""

    period: Period
    """The period of the value."""
    value: float | None = None
    """In the indicator's unit; read from the series where it is blank."""
    low: float | None = None
    """Lower end of its uncertainty, as published."""
    high: float | None = None
    """Upper end of its uncertainty, as published."""
    vintage: Date | None = None
    """When the value was published. Later changes of it count as revisions."""
    undefined: Prose | None = None
    """Why there is no value, if there is none."""
    source: Id | None = None
    """Id of the source in which it was read."""


class TargetVersion(Record):
    """A target as it was promised on one date. ``number`` gives the order of versions."""

    number: Annotated[int, Field(ge=1)]
    """Place in the order of versions, from 1."""
    set_on: Date | None = None
    """When it was promised; before that day it is not used."""
    set_by: Name | None = None
    """Who set it: an actor's id, or a name."""
    reason: Prose | None = None
    """Why it was changed, in the words of whoever changed it."""
    value: float | None = None
    """The number promised; what it counts is said by ``measure``."""
    measure: Measure = Measure.VALUE
    """Whether the number is a value, a change from the baseline, or a change in per cent."""
    comparator: Comparator | None = None
    """How a value must compare with the goal. Blank: the indicator's better way, or that of the version before."""
    year: Year | None = None
    """The calendar year of the goal."""
    moves_with_baseline: bool | None = None
    """For a goal relative to its baseline: whether it moves when the baseline is revised."""
    indicator: Id | None = None
    """Only where this version is measured by another indicator than the target's."""
    baseline: Baseline | None = None
    """Where it starts. Blank: the baseline of the version before."""
    path: Path = _EMPTY
    """Interim goals, by year, in the indicator's unit."""
    withdrawn: bool = False
    """True when this version ends the promise."""
    undefined: Prose | None = None
    """Why there is no number or year, if there is none."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Gap(Record):
    """A promise to narrow a difference between two groups."""

    worse_off: Name
    """The group that is to catch up."""
    better_off: Name
    """The group that it is compared with."""


class Target(Record):
    """A concrete, dated goal of a mission, with every version of it."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    mission: Id
    """Id of the mission to which it belongs."""
    name: Name
    """Its name as it is shown."""
    indicator: Id | None = None
    """Id of the indicator by which it is measured."""
    deadline: Deadline = Deadline.IN
    """Whether the goal must hold in its year or be reached at any time until its end."""
    rival_of: Id | None = None
    """The target of which this is another reading: the same promise under a rival indicator definition."""
    gap: Gap | None = None
    """The two groups, where the promise is to narrow a difference."""
    versions: tuple[TargetVersion, ...] = ()
    """The promise as it was made, and every change of it."""
    undefined: Prose | None = None
    """Why there is no goal that can be held to, if there is none."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class Observation(Record):
    """One published value of an indicator, with the date on which it was published."""

    indicator: Id
    """Id of the indicator."""
    period: Period
    """The time that it covers."""
    value: float
    """In the indicator's unit."""
    low: float | None = None
    """Lower end of its uncertainty, as published."""
    high: float | None = None
    """Upper end of its uncertainty, as published."""
    vintage: Date
    """When it was published; before that day it is not used."""
    quality: Quality = Quality.OFFICIAL
    """How firm the figure is."""
    source: Id | None = None
    """Id of the source in which it was read."""
    note: Prose | None = None
    """Anything a reader should know."""

    @property
    def key(self) -> str:
        return f"{self.indicator} {self.period} {self.vintage}"


class Contribution(Record):
    """What a project is expected to add to a target, and how far the plan can be relied on."""

    target: Id
    """Id of the target."""
    amount: float
    """What is expected, in the indicator's unit, towards the goal."""
    low: float | None = None
    """The least that is expected."""
    high: float | None = None
    """The most that is expected."""
    year: Year | None = None
    """When it is expected."""
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


class Project(Record):
    """Something that is done for one or more missions; a programme is a project with children."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    missions: Shares = _EMPTY
    """Shares by mission."""
    sectors: Shares = _EMPTY
    """Shares by sector."""
    places: Shares = _EMPTY
    """Shares by place."""
    stages: StageShares = _EMPTY
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
    recipients: Shares = _EMPTY
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


class Answer(Record):
    """One answer to a question of the method that no number answers, with who gave it and why."""

    question: Id
    """A question's id, as listed in the reference of the checks, such as ``oecd.legitimacy``."""
    mission: Id | None = None
    """Blank when the answer holds for the whole strategy."""
    value: AnswerValue
    """The answer."""
    reason: Prose
    """Why, with what it rests on."""
    by: Name | None = None
    """Who answered."""
    on: Date | None = None
    """When; before that day it is not used."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""

    @property
    def key(self) -> str:
        return f"{self.mission} {self.question} {self.by} {self.on}"


class Assumption(Record):
    """Something taken as true without a source that says so."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    text: Prose
    """What is taken as true, and why."""
    about: Ids = ()
    """The records that it concerns."""
    by: Name | None = None
    """Who took it so."""
    on: Date | None = None
    """When."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""
