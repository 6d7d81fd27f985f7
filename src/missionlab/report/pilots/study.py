"""A pilot on the desk of the one who lays it out: its result, the words, and where its numbers stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Text, text
from missionlab.report.charts.figure import Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers
from missionlab.report.words import Own, Words
from missionlab.steering.learning.results import PilotWorth
from missionlab.strategy.vocabulary import EvidenceModel

ROOT = "/pilots"
"""Where the chapter stands in results.json, a pilot at each place."""


@dataclass(frozen=True)
class Study:
    """One pilot of the briefing; ``place`` is its number in the record."""

    pilot: PilotWorth
    place: int
    desk: Desk

    @property
    def words(self) -> Words:
        return self.desk.words

    @property
    def name(self) -> Own:
        return self.desk.own(self.pilot.name)

    @property
    def unit(self) -> Text:
        """Units, with what is tried once."""
        unit = self.pilot.unit
        return text("pilots.units_named", unit=self.desk.own(unit)) if unit else text("pilots.units")

    @property
    def is_rate(self) -> bool:
        return self.pilot.model is EvidenceModel.SUCCESS

    @property
    def money(self) -> numbers.How:
        return numbers.money(self.pilot.currency)

    @property
    def measured(self) -> numbers.How:
        """How the mean that the pilot is about is written: a rate in percent, or money."""
        return numbers.share if self.is_rate else self.money

    def arm(self, name: str | None) -> Own:
        """An arm by its name; the pilot's own name where it names none."""
        return self.desk.own(name) if name else self.name

    def figure_id(self, name: str) -> str:
        return f"pilot-{self.place}-{name}"

    def pointer(self, *steps: object) -> str:
        """The JSON Pointer of one of the pilot's records."""
        return "/".join((ROOT, str(self.place), *(str(step) for step in steps)))

    def spoken(self, sentences: Iterable[Any]) -> str:
        """Sentences as plain text, such as the alternative text of a drawing."""
        return " ".join(self.words.plain(sentence) for sentence in sentences)

    def table(
        self, caption: Any, note: Any, columns: tuple[Column, ...], rows: list[Row], at: str, sheet: str
    ) -> Table:
        """A table whose records stand at ``at`` below the pilot, and on ``sheet`` of the workbook."""
        name, cells = self.desk.sheet(sheet, self.pilot.name)
        return Table(caption, note, columns, tuple(rows), name, cells, self.pointer(at))
