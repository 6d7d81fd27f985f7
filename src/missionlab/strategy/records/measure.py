"""What is measured, what was promised of it, and what was observed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.base.dates import Date, Period
from missionlab.strategy.records.record import EMPTY, Fraction, Id, Ids, Name, Path, Prose, Record, Year
from missionlab.strategy.vocabulary import (
    Better,
    Comparator,
    Deadline,
    IndicatorKind,
    IndicatorLevel,
    Measure,
    ProxyBias,
    Quality,
    ReferenceClass,
    Scale,
)


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
    deployment: Id | None = None
    """For the cost of a technology: the indicator of how much of it has been made or deployed since it began."""
    difference_of: tuple[Id, Id] | None = None
    """A gap: the first indicator minus the second, at periods that both have."""
    undefined: Prose | None = None
    """Why it is not settled what is measured, if it is not."""
    reference_class: ReferenceClass | None = None
    """The kind of indicator with whose past rates, in other places, a needed rate is compared."""
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
    path: Path = EMPTY
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
    overlap: Fraction | None = None
    """Share of what projects are expected to add that the trend contains already: 0 where all of it comes on top, 1
    where none does. Blank: nobody has said, and both ends are shown."""
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
