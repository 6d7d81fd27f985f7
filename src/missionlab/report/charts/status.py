"""Statuses and verdicts: the glyph and the token of each, and their order everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from missionlab.checks.results import Verdict
from missionlab.tracking.results import Status


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status looks: the glyph's symbol, the class of its colour and pattern, and its key in the words."""

    glyph: str
    tone: str
    key: str


SIGNS: dict[Status, Sign] = {
    Status.MET: Sign("s-met", "good", "met"),
    Status.ON_TRACK: Sign("s-ontrack", "good", "on_track"),
    Status.AT_RISK: Sign("s-risk", "risk", "at_risk"),
    Status.OFF_TRACK: Sign("s-off", "off", "off_track"),
    Status.MISSED: Sign("s-missed", "off missed", "missed"),
    Status.TOO_EARLY: Sign("s-early", "slate", "too_early"),
    Status.NO_DATA: Sign("s-nodata", "slate", "no_data"),
    Status.MET_BY_REVISION: Sign("s-revision", "record", "met_by_revision"),
    Status.WITHDRAWN: Sign("s-ended", "slate", "withdrawn"),
}
"""In the order of display."""

RETARGETED = Sign("s-moved", "record", "retargeted")

VERDICTS: dict[Verdict, Sign] = {
    Verdict.HOLDS: Sign("s-yes", "good", "holds"),
    Verdict.FAILS: Sign("s-no", "off", "fails"),
    Verdict.CANNOT_TELL: Sign("s-cant", "slate", "cannot_tell"),
}

URGENCY = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.MISSED,
    Status.NO_DATA,
    Status.TOO_EARLY,
    Status.MET_BY_REVISION,
    Status.ON_TRACK,
    Status.MET,
    Status.WITHDRAWN,
)
"""Order of a long table: what needs somebody comes first."""


def glyphs() -> str:
    """All symbols, drawn once per document."""
    return (resources.files("missionlab.report") / "style" / "glyphs.svg").read_text(encoding="utf-8").strip()
