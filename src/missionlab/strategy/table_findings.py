"""What can be wrong with a table of cells, whether it stands in a CSV file or in a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.base.findings import Finding, Place
from missionlab.strategy.catalogue import finding, nearest, shown
from missionlab.strategy.flat import TABLE_NAMES, Table


def _guess(word: str, known: Iterable[str]) -> str:
    close = nearest(word, known)
    return f"Did you mean '{close}'? " if close else ""


def unknown_column(place: Place, header: str, of: Table) -> Finding:
    headers = [column.header for column in of.all_columns]
    if not header:
        message = "A column with values has no name."
        return finding("unknown-column", place, message, "Write the name of its field into the first row.")
    message = f"The column {shown(header)} is not a field of {of.name}."
    return finding("unknown-column", place, message, f"{_guess(header, headers)}The fields are {', '.join(headers)}.")


def repeated_column(place: Place, header: str) -> Finding:
    return finding("repeated-column", place, f"The column {shown(header)} stands twice.")


def surplus_cells(place: Place) -> Finding:
    return finding("surplus-cells", place, "A value stands to the right of the last named column.")


def unknown_sheet(place: Place, name: str) -> Finding:
    message = f"The sheet {shown(name)} is not one that is read."
    own = "A sheet for your own notes is called 'notes', or by a name that starts with an underscore."
    return finding(
        "unknown-sheet", place, message, f"{_guess(name, TABLE_NAMES)}The sheets are {', '.join(TABLE_NAMES)}. {own}"
    )


def orphan(place: Place, of: Table, parent: str | None, known: Iterable[str]) -> Finding:
    """A row of a nested list whose owner is not named, or not in the strategy."""
    header = of.parent.header if of.parent else ""
    if not parent:
        message = f"The row does not name the {header} that it belongs to."
        return finding("missing-field", place, message, f"Write the id of the {header} into the column '{header}'.")
    message = f"There is no {header} {shown(parent)} for this row."
    fix = f"{_guess(parent, known)}Write the id of one of the {of.parent_list}, or add it there."
    return finding("unknown-reference", place, message, fix)
