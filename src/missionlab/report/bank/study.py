"""A fund on the desk of the one who lays it out: its result, the words, and where its numbers stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.portfolio.finance.results import FundResult
from missionlab.report.charts.figure import Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Own, Words

ROOT = "/bank"
"""Where the chapter stands in results.json; funds stand below it by their ids."""

_WIDE = 3
"""Columns of a table whose amounts, with their ranges, do not fit a telephone in every language."""


@dataclass(frozen=True)
class Study:
    """One fund of the briefing; ``place`` is its number, from which the ids of its figures are made."""

    fund: FundResult
    place: int
    desk: Desk

    @property
    def words(self) -> Words:
        return self.desk.words

    @property
    def name(self) -> Own:
        return self.desk.own(self.fund.name)

    @property
    def futures(self) -> Text:
        """On how many simulated futures a figure rests."""
        return text("bank.paths", n=Quantity(self.fund.paths, "", 0))

    @property
    def last_year(self) -> int:
        return self.fund.years.years[-1]

    def figure_id(self, name: str) -> str:
        return f"bank-{self.place}-{name}"

    def pointer(self, *steps: object) -> str:
        """The JSON Pointer of one of the fund's records."""
        return "/".join((ROOT, "funds", self.fund.fund, *(str(step) for step in steps)))

    def spoken(self, sentences: Iterable[Text]) -> str:
        """Sentences as plain text, such as the alternative text of a drawing."""
        return " ".join(self.words.plain(sentence) for sentence in sentences)

    def line(self, name: str) -> Text | Own:
        """What a line of the fund is called; the fund as a whole where it has no name."""
        return self.desk.own(name) if name else text("bank.whole")

    def table(
        self, caption: Any, note: Any, columns: tuple[Column, ...], rows: list[Row], at: str, sheet: str
    ) -> Table:
        """A table whose records stand at ``at`` below the fund, and on ``sheet`` of the workbook."""
        name, cells = self.desk.sheet(sheet, self.fund.name)
        return Table(caption, note, columns, tuple(rows), name, cells, self.pointer(at), wide=len(columns) == _WIDE)
