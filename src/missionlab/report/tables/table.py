"""One table: its columns by key, its rows, and where the rows of one thing stand in its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from missionlab.report.briefing import Briefing

Cell = str | float | int | None

HEAD_ROW = 5
"""Row of the column heads, counted from 1: title, note, as-of and a blank line stand above it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the workbook. ``key`` and ``columns`` are wording keys; the first column names the thing."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, key: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
        """A table from its columns written as one text."""
        return cls(key, tuple(columns.split()), tuple(rows))

    def range_of(self, first_cell: str) -> str | None:
        """Cells of the rows whose first column is ``first_cell``, such as ``A6:H12``; nothing if there are none."""
        found = [number for number, row in enumerate(self.rows) if row[0] == first_cell]
        if not found:
            return None
        top, bottom = HEAD_ROW + 1 + found[0], HEAD_ROW + 1 + found[-1]
        return f"A{top}:{column_letters(len(self.columns))}{bottom}"


def column_letters(number: int) -> str:
    """Spreadsheet letters of the column ``number``, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def tables_of(briefing: Briefing) -> tuple[Table, ...]:
    """All tables, in the order of the briefing's pages."""
    from missionlab.report import chapters
    from missionlab.report.tables import history, joint, judgement, money, plans, record, stages, targets

    makers: Sequence[Callable[[Briefing], Table]] = (
        targets.overview,
        targets.series,
        targets.forecast,
        joint.joint,
        targets.promises,
        targets.revisions,
        plans.plan,
        history.earlier,
        money.classes,
        money.shape,
        money.crowding_in,
        money.missions,
        money.programmes,
        money.projects,
        stages.stages,
        judgement.checks,
        judgement.cases,
        judgement.findings,
        record.thresholds,
        record.assumptions,
        record.sources,
        record.about,
    )
    return (*(make(briefing) for make in makers), *chapters.tables(briefing), *_of_appraisal(briefing))


def _of_appraisal(briefing: Briefing) -> tuple[Table, ...]:
    """The tables of the appraisal, where there is one, after all others, so that their sheets keep their places."""
    if briefing.appraisal is None:
        return ()
    from missionlab.report.tables import appraisal

    return appraisal.tables(briefing.appraisal, briefing)
