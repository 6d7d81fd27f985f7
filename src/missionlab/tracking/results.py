"""Where every target stands: the frozen records that tracking returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.dates import Date, Period
from missionlab.base.text import Text
from missionlab.evidence.series import LevelBreak, Series
from missionlab.strategy.records import Observation, TargetVersion
from missionlab.strategy.vocabulary import Better, Comparator, Deadline, Scale
from missionlab.tracking.earlier_results import EarlierForecast
from missionlab.tracking.experience_results import ExperienceOutlook
from missionlab.tracking.joint_results import JointChance
from missionlab.tracking.plan_results import PlanOutlook, PlanPart, Reach
from missionlab.tracking.speed_results import HistoricSpeed
from missionlab.tracking.track_record import TrackRecord

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "BaselinePoint",
    "Bound",
    "Change",
    "ChangeKind",
    "EarlierForecast",
    "ExperienceOutlook",
    "FanYear",
    "Forecast",
    "Goal",
    "HistoricSpeed",
    "JointChance",
    "LevelBreak",
    "PlanOutlook",
    "PlanPart",
    "Reach",
    "Revision",
    "Series",
    "Standing",
    "Standings",
    "Status",
    "TrackRecord",
    "Trend",
]


class Status(StrEnum):
    """Where a target stands, from data alone. The order is the order of display."""

    MET = "met"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    MISSED = "missed"
    TOO_EARLY = "too early"
    NO_DATA = "no data"
    MET_BY_REVISION = "met by revision"
    WITHDRAWN = "withdrawn"


class ChangeKind(StrEnum):
    """What a step from one version of a target to the next did."""

    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    MIXED = "mixed"
    REDEFINED = "redefined"
    RESTATED = "restated"
    """The same promise again."""
    WITHDRAWN = "withdrawn"


class Bound(StrEnum):
    """What a probability is: the estimate itself, or a bound because the series is a proxy."""

    EXACT = "exact"
    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal in force: the number to reach in the indicator's unit, and the year."""

    year: int
    value: float
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class BaselinePoint:
    period: Period
    value: float
    vintage: Date | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Mean change per year in the indicator's unit, with its 95 % interval where there are points enough."""

    rate: float
    low: float | None
    high: float | None
    first: Period
    last: Period
    points: int
    note: Text | None = None
    """Why there is no interval, or what is wrong with the trend (a level break inside it)."""


@dataclass(frozen=True, slots=True)
class FanYear:
    """Quantiles of the forecast of one year, in the indicator's unit. ``p025`` is the 2.5 % quantile."""

    year: float
    p025: float
    p05: float
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    p95: float
    p975: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Sample paths in summary: a fan by year, from the last observed point to the goal's year."""

    method: str
    """Id of the forecaster, such as ``calibrated-pool``."""
    source: str
    scale: Scale
    indicator: str
    """The series that was forecast: the target's own, or its proxy."""
    paths: int
    points: int
    first: Period
    last: Period
    fan: tuple[FanYear, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One take of the statistics against the one before, at the last period that both have."""

    vintage: Date
    previous_vintage: Date
    period: Period
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Change:
    """One version step of a target."""

    number: int
    set_on: Date | None
    kind: ChangeKind
    from_value: float | None
    to_value: float | None
    from_year: int | None
    to_year: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One target, as it stands on a day. ``None`` is "not known"; ``notes`` and the reasons say why."""

    mission: str
    target: str
    name: str
    indicator: str | None
    rival_of: str | None
    status: Status
    reason: Text
    """The numbers that decided the status, in words."""
    decided_by: tuple[tuple[str, float], ...]
    """The same numbers as data."""
    status_first: Status | None
    """Status against the first version of the target, where there are several."""
    changes: tuple[Change, ...]
    unit: str
    better: Better | None
    comparator: Comparator | None
    deadline: Deadline
    version: TargetVersion | None
    """The version in force."""
    versions: tuple[TargetVersion, ...]
    baseline: BaselinePoint | None
    latest: Observation | None
    goal: Goal | None
    over_the_line: bool | None
    """Whether the latest value satisfies the goal."""
    gap_closed: float | None
    gap_due: float | None
    """Share of the gap that the path, or even progress, would have closed by the latest period."""
    path_value: float | None
    """What the path asks for at the latest period."""
    needed_rate: float | None
    """Change per year from the latest value to the goal; 0 when the goal is satisfied."""
    needed_rate_at_start: float | None
    trend: Trend | None
    ambition_ratio: float | None
    """Needed rate at the start over the trend before or since: see the method page."""
    years_to_goal: float | None
    """Years from the latest period to the goal at trend; blank when the trend leads away from it."""
    probability: float | None
    probability_bound: Bound
    probability_reason: Text | None
    """Why there is no probability, or what bounds it."""
    forecast: Forecast | None
    record: TrackRecord | None
    """How forecasts of this kind fared, as far ahead; ``None`` without a probability, or where that was not tested."""
    plan: PlanOutlook | None
    """What projects are expected to add, and the chances with it; ``None`` where no project says, or once published
    figures have settled the target."""
    speed: HistoricSpeed | None
    """The needed rate against what other places ever did; ``None`` where no rate is needed."""
    experience: ExperienceOutlook | None
    """The cost if the deployment target is met; ``None`` where the indicator names no deployment."""
    earlier: tuple[EarlierForecast, ...]
    """How forecasts of this series made at earlier figures fared, oldest first; only ``track`` asks."""
    series: Series | None
    proxy: Series | None
    revisions: tuple[Revision, ...]
    without_revisions: float | None
    """The latest value less the sum of all revisions since the target's baseline vintage."""
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """All targets of a strategy on a day, in file order."""

    strategy: str
    as_of: date
    fingerprint: str
    seed: int
    targets: tuple[Standing, ...]
    joint: tuple[JointChance, ...] = ()
    """How likely all targets of a mission are to be met together, of missions with several; only ``track`` asks."""

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of ``missionlab track``; unknown numbers are ``None``."""
        from missionlab.tracking.export import standings_json

        return standings_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per target; the columns are the scalar keys of the JSON."""
        from missionlab.tracking.export import standings_frame

        return standings_frame(self)
