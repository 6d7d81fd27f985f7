"""The tables of the books: flows, balance sheets and other changes in percent of output, every sum written out."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.simulation.books import CLOSED, Books, Matrix
from missionlab.report.simulation.numbers import number
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Known, Own

_PLACES = 1


def title(simulation: Simulation) -> Text:
    """Whether the books close, and by how much they miss; or why there are none."""
    books = simulation.books
    if books is None:
        return text(
            "simulation.books.no_book_title" if simulation.about.rules == "lsd-0.1" else "simulation.books.no_run"
        )
    key = "simulation.books.title" if books.gap <= CLOSED else "simulation.books.open"
    return text(key, gap=Known(f"{books.gap:.0e}", "/books/gap", books.gap))


def tables(books: Books) -> list[Table]:
    """Flows, balance sheets, and what changes without a transaction; only of the first two do columns add up."""
    return [
        _table(books.flows, "flows", [_column_sums(books.flows)]),
        _table(books.balance, "balance", [_column_sums(books.balance)]),
        _table(books.changes, "changes", []),
    ]


def _table(matrix: Matrix, name: str, last: list[Row]) -> Table:
    rows = [
        Row(
            Cell(Own(label, "en")),
            (*(_entry(value, f"/books/{name}/values/{at}/{place}") for place, value in enumerate(row)), _sum(sum(row))),
        )
        for at, (label, row) in enumerate(zip(matrix.rows, matrix.values, strict=True))
    ]
    return Table(
        caption=text(f"simulation.books.{name}"),
        note=text(f"simulation.books.{name}_note"),
        columns=(
            Column(text(f"simulation.books.{name}_row")),
            *(Column(Own(label, "en"), right=True) for label in matrix.columns),
            Column(text("simulation.books.sum"), right=True),
        ),
        rows=(*rows, *last),
        pointer=f"/books/{name}",
    )


def _column_sums(matrix: Matrix) -> Row:
    sums = [sum(row[place] for row in matrix.values) for place in range(len(matrix.columns))]
    return Row(Cell(text("simulation.books.total")), (*map(_sum, sums), _sum(sum(sums))))


def _entry(value: float, key: str) -> Cell:
    """A flow in percent; a dash where the sector has no part in it."""
    return Cell("–") if value == 0 else Cell(number(value, key, percent=True, places=_PLACES))


def _sum(value: Any) -> Cell:
    return Cell(Quantity(100 * value, "%", _PLACES))
