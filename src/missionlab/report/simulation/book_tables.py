"""The tables of the books: flows of money and balance sheets in percent of output, every sum written out."""

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
    key = "simulation.books.title" if books.error <= CLOSED else "simulation.books.open"
    return text(key, error=Known(f"{books.error:.0e}", "/books/error", books.error))


def tables(books: Books) -> list[Table]:
    """The matrix of flows and the balance sheets."""
    return [
        _table(books.flows, "flows", text("simulation.books.flow")),
        _table(books.balance, "balance", text("simulation.books.asset")),
    ]


def _table(matrix: Matrix, name: str, first: Any) -> Table:
    sums = [sum(row[place] for row in matrix.values) for place in range(len(matrix.columns))]
    rows = [
        Row(
            Cell(Own(label, "en")),
            (*(_entry(value, f"/books/{name}/values/{at}/{place}") for place, value in enumerate(row)), _sum(sum(row))),
        )
        for at, (label, row) in enumerate(zip(matrix.rows, matrix.values, strict=True))
    ]
    total = Row(Cell(text("simulation.books.total")), (*(_sum(value) for value in sums), _sum(sum(sums))))
    return Table(
        caption=text(f"simulation.books.{name}"),
        note=text(f"simulation.books.{name}_note"),
        columns=(
            Column(first),
            *(Column(Own(label, "en"), right=True) for label in matrix.columns),
            Column(text("simulation.books.sum"), right=True),
        ),
        rows=(*rows, total),
        pointer=f"/books/{name}",
    )


def _entry(value: float, key: str) -> Cell:
    """A flow in percent; a dash where the sector has no part in it."""
    return Cell("–") if value == 0 else Cell(number(value, key, percent=True, places=_PLACES))


def _sum(value: float) -> Cell:
    return Cell(Quantity(100 * value, "%", _PLACES))
