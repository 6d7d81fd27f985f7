"""The strategy itself, its challenges and missions, and the limits by which it is judged."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.base.dates import Date
from missionlab.strategy.records.record import (
    EMPTY,
    Currency,
    Fraction,
    Id,
    Ids,
    Language,
    Name,
    Prose,
    Record,
    Statement,
)
from missionlab.strategy.vocabulary import Basis, MissionStatus, StrategyStatus


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
    statement: Statement = EMPTY
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
    weight: Annotated[float, Field(ge=0, le=1e6)] | None = None
    """How much it counts beside the other missions in a plan, as people have stated it. Blank: as much as each."""
    weight_by: Name | None = None
    """Who stated the weight."""
    value: Annotated[float, Field(ge=0, le=1e21)] | None = None
    """What meeting it is worth in money, where people state it."""
    value_currency: Currency | None = None
    """Currency of that value."""
    undefined: Prose | None = None
    """Why there is no indicator, if there is none."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""
