"""The money lens: the frozen records that ``portfolio`` returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.dates import Date
from missionlab.base.findings import Finding
from missionlab.base.text import Text
from missionlab.strategy.records import ExchangeRate
from missionlab.strategy.vocabulary import Basis, Payer, Stage

if TYPE_CHECKING:
    import pandas as pd


class Dimension(StrEnum):
    """What money can be split by."""

    MISSION = "mission"
    PROJECT = "project"
    SECTOR = "sector"
    ACTOR = "actor"
    ACTOR_KIND = "actor_kind"
    PLACE = "place"
    STAGE = "stage"
    INSTRUMENT = "instrument"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its bounds where a part of the money is unallocated, or the reason why it is unknown."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: Text | None = None
    """Why ``value`` is blank, or what it rests on."""


@dataclass(frozen=True, slots=True)
class ClassMoney:
    """Money in one class of a dimension."""

    key: str
    """The class's id; ``unallocated`` for money that nobody has assigned."""
    name: str
    amount: float
    share: float
    """Share of the block's total, unallocated money included."""
    projects: int


@dataclass(frozen=True, slots=True)
class Split:
    """The money of a block split by one dimension; stages along the curve, years in time, others by size.

    Values are of the allocated money; bounds let the unallocated money go where it changes them most."""

    dimension: Dimension
    classes: tuple[ClassMoney, ...]
    unallocated: float
    """Amount that is in no class; not listed among ``classes``."""
    hhi: Measured
    effective_number: Measured
    shannon: Measured
    effective_classes: Measured
    evenness: Measured
    top_share: Measured
    """Share of the largest class."""
    top5_share: Measured


@dataclass(frozen=True, slots=True)
class StageCover:
    """One stage of the innovation curve: its money, share, and whether it reaches the threshold."""

    stage: Stage
    amount: float
    share: float | None
    covered: bool


@dataclass(frozen=True, slots=True)
class CrowdingIn:
    """Private over public money on one basis and date. Money beside public money is not yet additional money."""

    scope: str
    """``portfolio`` or the id of the project whose own figures these are."""
    basis: Basis
    on: Date | None
    """Date of the newest figure in it."""
    public: float
    private: float
    ratio: Measured


@dataclass(frozen=True, slots=True)
class Block:
    """Money of one currency and one price year."""

    currency: str
    price_year: int | None
    """Blank for cash amounts."""
    rates: tuple[ExchangeRate, ...]
    """Exchange rates with which cash amounts of other currencies were brought in; empty where there are none."""
    total: float
    """Public money on the block's basis, parents counted with their children once."""
    private: float
    upper: bool
    """True when some amounts are "up to"."""
    by: dict[Dimension, Split]
    stages: tuple[StageCover, ...]
    coverage: Measured
    """Share of the six stages with at least the threshold of the money."""
    largest_gap: Stage | None
    """The uncovered stage with least money, first in the order of the curve."""
    rao_stirling: Measured
    crowding_in: tuple[CrowdingIn, ...]
    """The portfolio on the block's basis first, then on other bases, then the projects."""
    patience: Measured
    """Money-weighted tenor, years."""
    patient_share: Measured
    """Share of money with a horizon of at least the threshold."""
    directionality: Measured
    against: float
    """Money of projects that work against their mission."""


@dataclass(frozen=True, slots=True)
class MissionMoney:
    """One mission's money in one block, shares honoured."""

    mission: str
    currency: str
    price_year: int | None
    amount: float
    private: float
    projects: int
    relabelled: Measured
    """Share of the money that was announced before the mission."""
    oldest: Date | None
    by: dict[Dimension, Split]
    """All dimensions but the mission itself."""
    stages: tuple[StageCover, ...]
    largest_gap: Stage | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A parent project: its own figure, the sum of its children, and how concentrated the children are."""

    project: str
    currency: str
    price_year: int | None
    own: float | None
    children: float
    rest: float | None
    """Own figure less the children; negative when the children are above it."""
    hhi: Measured
    effective_number: Measured
    shannon: Measured
    effective_classes: Measured


@dataclass(frozen=True, slots=True)
class ProjectMoney:
    """One project: what is counted for it once parents and children are reconciled."""

    project: str
    parent: str | None
    currency: str
    price_year: int | None
    payer: Payer
    own: float | None
    counted: float
    """Money counted under the project's own classes: all of a leaf, the unallocated rest of a parent."""
    total: float
    """With everything inside."""
    announced: Date | None
    """Date of the newest of its own figures."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The portfolio's shape on one basis, as known on a day."""

    strategy: str
    as_of: date
    fingerprint: str
    basis: Basis
    main: Block | None
    """The block of the strategy's currency, or the one with most projects; blank without money."""
    blocks: tuple[Block, ...]
    missions: tuple[MissionMoney, ...]
    envelopes: tuple[Envelope, ...]
    projects: tuple[ProjectMoney, ...]
    unfunded: Measured
    """Share of leaf projects without money of their own on any basis; those whose programme has a figure may yet
    get some of it, and only count in the upper bound."""
    unfunded_projects: tuple[str, ...]
    orphans: tuple[str, ...]
    """Projects that reach no mission."""
    empty_missions: tuple[str, ...]
    """Missions without a project that has money."""
    credible: dict[str, Measured]
    """By target: share of the needed change that credible plans cover."""
    findings: tuple[Finding, ...]
    """Such as children above their parent's figure."""

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of ``missionlab portfolio``; unknown numbers are ``None``."""
        from missionlab.portfolio.export import portfolio_json

        return portfolio_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per block, dimension and class."""
        from missionlab.portfolio.export import portfolio_frame

        return portfolio_frame(self)
