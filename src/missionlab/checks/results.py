"""The method's checks as evidence cards, and the case for and against each mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import Finding
from missionlab.base.text import Text

if TYPE_CHECKING:
    import pandas as pd


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_TELL = "cannot tell"


class Family(StrEnum):
    """The part of the method that a check comes from."""

    CRITERIA = "criteria"
    """Mazzucato's five criteria."""
    ROAR = "roar"
    """Routes, organisations, assessment, risks and rewards."""
    OECD = "oecd"
    LITMUS = "litmus"
    WASHING = "washing"
    CAPTURE = "capture"


@dataclass(frozen=True, slots=True)
class Card:
    """One question, its verdict, and the numbers and records behind it. There is never an overall score."""

    id: str
    """``family.question``, such as ``criteria.clear``."""
    family: Family
    mission: str | None
    """Blank when the card is about the whole strategy."""
    question: Text
    verdict: Verdict
    evidence: Text
    """Why, with the numbers in it."""
    numbers: tuple[tuple[str, float | None], ...]
    records: tuple[str, ...]
    """Ids of the records that it rests on."""
    sources: tuple[str, ...]
    """Source keys, for the reader who wants to look."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a case, from the data."""

    code: str
    """Stable, such as ``relabelled``, ``unmeasured``, ``concentrated``, ``implausible``, ``unfunded``."""
    text: Text
    weight: float
    """Order only: how much of the mission it concerns, 0 to 1."""
    records: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The case for and against one mission. The case against is always written, even when it is only
    that too little is known to object."""

    mission: str
    for_: tuple[Point, ...]
    against: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What ``missionlab check`` says: the findings, the cards, and the cases."""

    strategy: str
    as_of: date
    fingerprint: str
    findings: tuple[Finding, ...]
    cards: tuple[Card, ...]
    cases: tuple[Case, ...]

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of ``missionlab check``."""
        from missionlab.checks.export import checked_json

        return checked_json(self)

    def to_frame(self) -> pd.DataFrame:
        """One row per card."""
        from missionlab.checks.export import checked_frame

        return checked_frame(self)
