"""Who, where, how sure and from where: the records that others point at."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.base.dates import Date
from missionlab.strategy.records.record import Currency, Fraction, Id, Ids, Name, Prose, Record
from missionlab.strategy.vocabulary import ActorKind, AnswerValue, SourceKind


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
    owner: Id | None = None
    """Id of the actor who owns or controls it; limits on money count whoever stands at the end of that chain."""
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
