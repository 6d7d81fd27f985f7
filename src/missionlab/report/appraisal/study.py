"""An appraisal on the desk of the one who lays it out: the records, the words, and where their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from missionlab.appraisal.estimate import Against
from missionlab.appraisal.results import Appraisal, Effect
from missionlab.base.text import Text
from missionlab.report.charts.figure import Column, Row, Table
from missionlab.report.words import Words

ROLES = (Against.PLACEBO, Against.OWN_PLACEBO, Against.SUBSIDIES)
"""The comparisons of the verdict, in the order in which they are shown."""


@dataclass(frozen=True)
class Study:
    """The appraisal, the words to say it in, and the place of its records in the JSON document beside it.

    `sheets` names the sheet of the workbook by the key of its table; without a workbook it is empty.
    """

    appraisal: Appraisal
    words: Words
    root: str = ""
    sheets: dict[str, str] = field(default_factory=dict)

    def pointer(self, *steps: object) -> str:
        """The JSON Pointer of one of the appraisal's records."""
        return "/".join((self.root, *(str(step) for step in steps)))

    def spoken(self, sentences: Iterable[Text]) -> str:
        """Sentences as plain text, such as the alternative text of a drawing."""
        return " ".join(self.words.plain(sentence) for sentence in sentences)

    def primary(self, role: Against) -> list[tuple[int, Effect]]:
        """The effects of the verdict in one role, with their places in the record."""
        return [(place, one) for place, one in self.effects() if one.primary and one.role is role]

    def effects(self) -> Iterator[tuple[int, Effect]]:
        return iter(enumerate(self.appraisal.effects))

    @cached_property
    def direct(self) -> frozenset[str]:
        """The direct policies."""
        return frozenset(one.key for one in self.appraisal.policies if one.direct)

    @cached_property
    def of_verdict(self) -> frozenset[str]:
        """The policies that the verdict is about."""
        return frozenset(one.policy for one in self.appraisal.effects if one.primary)

    def table(
        self, caption: Any, note: Any, columns: tuple[Column, ...], rows: list[Row], at: str, sheet: str
    ) -> Table:
        """A table whose records stand at `at` in the document and on `sheet` of the workbook."""
        return Table(caption, note, columns, tuple(rows), self.sheets.get(sheet, ""), "", self.pointer(at))
