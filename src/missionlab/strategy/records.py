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
    title: Name
    publisher: Name | None = None
    url: Name | None = None
    """Address or document number, as the source gives it."""
    published: Date | None = None
    licence: Name | None = None
    kind: SourceKind = SourceKind.PRIMARY
    """``copy`` and ``press`` mark sources that should one day be replaced by their primary."""
    note: Prose | None = None


class Actor(Record):
    """Somebody who owns, pays, carries or advises."""

    id: Id
    name: Name
    kind: ActorKind
    advises: Ids = ()
    """Missions on which this actor advises the government; read by the check against capture."""
    sources: Ids = ()


class Sector(Record):
    """An economic sector that projects draw on."""

    id: Id
    name: Name
    code: Name | None = None
    """Code in a standard classification, such as NACE or SIC, with its name."""


class Location(Record):
    """A place where money goes."""

    id: Id
    name: Name
    code: Name | None = None


class Distance(Record):
    """How unlike two sectors are, 0 (the same) to 1; symmetric. Used by Rao-Stirling diversity."""

    first: Id
    second: Id
    value: Fraction
    source: Id | None = None

    @property
    def key(self) -> str:
        return f"{min(self.first, self.second)} {max(self.first, self.second)}"


class ExchangeRate(Record):
    """Units of ``quote`` for one unit of ``base`` on a date; used only to add money of several currencies."""

    base: Currency
    quote: Currency
    rate: Annotated[float, Field(ge=1e-12, le=1e12)]
    on: Date
    source: Id | None = None

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
    fewest_actor_kinds: Annotated[int, Field(ge=1)] = 3
    fewest_solutions: Annotated[int, Field(ge=1)] = 2
    concentrated: Fraction = 0.5
    """Money is concentrated when one actor has more than this share of it."""
    relabelled: Fraction = 0.5
    """A mission is relabelled when more than this share of its money is older than the mission."""
    patient_years: Annotated[float, Field(gt=0)] = 10.0
    """Money with a horizon of at least this many years is patient."""


class About(Record):
    """The strategy itself."""

    id: Id
    name: Name
    language: Language = "en"
    """Language of the names in the file and of the briefing (``en`` or ``es``)."""
    locale: Language = "en-GB"
    """How numbers, dates and money are written."""
    summary: Prose | None = None
    owner: Id | None = None
    announced: Date | None = None
    status: StrategyStatus = StrategyStatus.ACTIVE
    ended: Date | None = None
    ended_reason: Prose | None = None
    currency: Currency | None = None
    """Currency of the overview where there are several."""
    basis: Basis = Basis.ANNOUNCED
    """Basis on which the portfolio is shown unless another is asked for."""
    thresholds: Thresholds = Thresholds()
    sources: Ids = ()


class Challenge(Record):
    """A grand challenge."""

    id: Id
    name: Name
    description: Prose | None = None
    sources: Ids = ()


class Mission(Record):
    """A mission: what is promised to be done about a challenge."""

    id: Id
    challenge: Id
    name: Name
    statement: Statement = _EMPTY
    """The wording, by language code."""
    quoted: bool = False
    """True when the statement is the source's own wording, false when it is a paraphrase."""
    announced: Date | None = None
    owner: Id | None = None
    status: MissionStatus = MissionStatus.ADOPTED
    ended: Date | None = None
    supersedes: Id | None = None
    needs: tuple[Name, ...] = ()
    """Functions that a portfolio must serve, such as research, demand, skills; projects say which they serve."""
    reviewed_on: Date | None = None
    next_review: Date | None = None
    undefined: Prose | None = None
    """Why there is no indicator, if there is none."""
    sources: Ids = ()


class Break(Record):
    """A change of method: figures from ``period`` on do not continue the earlier ones."""

    period: Period
    reason: Prose
    known_on: Date | None = None
    source: Id | None = None


class Indicator(Record):
    """What is measured."""

    id: Id
    name: Name
    definition: Prose | None = None
    unit: Name | None = None
    """As written beside a number: ``%``, ``% of GDP``, ``years``, ``Mt CO2e``. A unit that starts with ``%``
    has differences in points."""
    better: Better | None = None
    level: IndicatorLevel | None = None
    kind: IndicatorKind | None = None
    scale: Scale | None = None
    """Scale of the forecast; chosen from ``kind`` and bounds when blank."""
    lowest: float | None = None
    highest: float | None = None
    geography: Name | None = None
    disaggregation: Name | None = None
    frequency: Name | None = None
    breaks: tuple[Break, ...] = ()
    proxy_for: Id | None = None
    """The indicator for which this series stands in, where that has too few points for a forecast."""
    proxy_bias: ProxyBias | None = None
    difference_of: tuple[Id, Id] | None = None
    """A gap: the first indicator minus the second, at periods that both have."""
    undefined: Prose | None = None
    licence: Name | None = None
    sources: Ids = ()


class Baseline(Record):
    """The value from which a target starts, and the vintage in which it was read."""

    period: Period
    value: float | None = None
    low: float | None = None
    high: float | None = None
    vintage: Date | None = None
    undefined: Prose | None = None
    source: Id | None = None


class TargetVersion(Record):
    """A target as it was promised on one date. ``number`` gives the order of versions."""

    number: Annotated[int, Field(ge=1)]
    set_on: Date | None = None
    set_by: Name | None = None
    """Who set it: an actor's id, or a name."""
    reason: Prose | None = None
    value: float | None = None
    measure: Measure = Measure.VALUE
    comparator: Comparator | None = None
    year: Year | None = None
    moves_with_baseline: bool | None = None
    """For a goal relative to its baseline: whether it moves when the baseline is revised."""
    indicator: Id | None = None
    """Only where this version is measured by another indicator than the target's."""
    baseline: Baseline | None = None
    path: Path = _EMPTY
    """Interim goals, by year, in the indicator's unit."""
    withdrawn: bool = False
    """True when this version ends the promise."""
    undefined: Prose | None = None
    """Why there is no number or year, if there is none."""
    sources: Ids = ()


class Gap(Record):
    """A promise to narrow a difference between two groups."""

    worse_off: Name
    better_off: Name


class Target(Record):
    """A concrete, dated goal of a mission, with every version of it."""

    id: Id
    mission: Id
    name: Name
    indicator: Id | None = None
    deadline: Deadline = Deadline.IN
    rival_of: Id | None = None
    """The target of which this is another reading: the same promise under a rival indicator definition."""
    gap: Gap | None = None
    versions: tuple[TargetVersion, ...] = ()
    undefined: Prose | None = None
    sources: Ids = ()


class Observation(Record):
    """One published value of an indicator, with the date on which it was published."""

    indicator: Id
    period: Period
    value: float
    low: float | None = None
    high: float | None = None
    vintage: Date
    quality: Quality = Quality.OFFICIAL
    source: Id | None = None
    note: Prose | None = None

    @property
    def key(self) -> str:
        return f"{self.indicator} {self.period} {self.vintage}"


class Contribution(Record):
    """What a project is expected to add to a target, and how far the plan can be relied on."""

    target: Id
    amount: float
    low: float | None = None
    high: float | None = None
    year: Year | None = None
    owner: bool | None = None
    money: bool | None = None
    powers: bool | None = None
    timetable: bool | None = None
    source: Id | None = None


class Project(Record):
    """Something that is done for one or more missions; a programme is a project with children."""

    id: Id
    name: Name
    missions: Shares = _EMPTY
    sectors: Shares = _EMPTY
    places: Shares = _EMPTY
    stages: StageShares = _EMPTY
    """Shares over the innovation curve; ``unallocated`` is a legal key of every share map."""
    trl_in: Annotated[int, Field(ge=1, le=9)] | None = None
    trl_out: Annotated[int, Field(ge=1, le=9)] | None = None
    parent: Id | None = None
    lead: Id | None = None
    partners: Ids = ()
    recipients: Shares = _EMPTY
    """Who gets the money, by actor. Without it, a lead without partners gets all; otherwise it is unallocated."""
    status: ProjectStatus = ProjectStatus.ACTIVE
    announced: Date | None = None
    starts: Date | None = None
    ends: Date | None = None
    relevance: Relevance | None = None
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
    review_rule: Prose | None = None
    contributions: tuple[Contribution, ...] = ()
    undefined: Prose | None = None
    """Why no money is known, if none is."""
    note: Prose | None = None
    sources: Ids = ()


class Commitment(Record):
    """Money for a project. Two commitments with the same payer and basis add, unless one ``revises`` the other."""

    id: Id
    project: Id
    payer: Payer | None = None
    payer_actor: Id | None = None
    basis: Basis | None = None
    amount: Annotated[float, Field(ge=0, le=1e21)] | None = None
    """In whole units of the currency, not in millions. The limit is far above all money there is in any currency."""
    precision: Precision = Precision.EXACT
    currency: Currency | None = None
    price_year: Year | None = None
    """Blank for cash amounts as announced."""
    announced: Date | None = None
    starts: Date | None = None
    ends: Date | None = None
    tenor_years: Annotated[float, Field(ge=0)] | None = None
    instrument: Instrument | None = None
    upside_share: Fraction | None = None
    """The public purse's share of what a success earns."""
    revises: Id | None = None
    undefined: Prose | None = None
    note: Prose | None = None
    sources: Ids = ()


class Answer(Record):
    """One answer to a question of the method that no number answers, with who gave it and why."""

    question: Id
    """A question's id, as listed in the reference of the checks, such as ``oecd.legitimacy``."""
    mission: Id | None = None
    """Blank when the answer holds for the whole strategy."""
    value: AnswerValue
    reason: Prose
    by: Name | None = None
    on: Date | None = None
    sources: Ids = ()

    @property
    def key(self) -> str:
        return f"{self.mission} {self.question} {self.by} {self.on}"


class Assumption(Record):
    """Something taken as true without a source that says so."""

    id: Id
    text: Prose
    about: Ids = ()
    """The records that it concerns."""
    by: Name | None = None
    on: Date | None = None
    sources: Ids = ()
