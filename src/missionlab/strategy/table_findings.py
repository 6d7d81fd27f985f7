"""What can be wrong with a table of cells, whether it stands in a CSV file or in a workbook."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from missionlab.base.findings import Finding, Level, Place
from missionlab.strategy.flat import Table


def guess(word: str, known: Iterable[str]) -> str:
    """``Did you mean "x"? `` when ``word`` is close to a known one, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"? ' if close else ""


def unreadable(place: Place, message: str, fix: str) -> Finding:
    why = "What cannot be read is left out of every result."
    return Finding(Level.ERROR, "unreadable", place, message, why, fix)


def no_header(place: Place) -> Finding:
    message = "There are rows but no header: the first row must hold the names of the fields."
    return unreadable(place, message, "Put the names of the fields in the first row.")


def unknown_column(place: Place, header: str, of: Table) -> Finding:
    headers = [column.header for column in of.all_columns]
    message = f'The column "{header}" is not a field of {of.name}.' if header else "A column with values has no name."
    return Finding(
        Level.ERROR,
        "unknown-key",
        place,
        message,
        "Its values would be lost without anybody noticing.",
        f"{guess(header, headers)}The fields are {', '.join(headers)}.",
    )


def repeated_column(place: Place, header: str) -> Finding:
    message = f'The column "{header}" stands twice.'
    why = "Which of the two holds the value cannot be known."
    return Finding(Level.ERROR, "repeated-column", place, message, why, "Keep one of the two columns.")


def surplus_cells(place: Place, expected: int) -> Finding:
    message = f"The row has more values than the header has names ({expected})."
    why = "The values from here on, and perhaps those before, belong to no known field."
    fix = "Put quotes around a text that contains the separator, or take the surplus values out."
    return Finding(Level.ERROR, "surplus-cells", place, message, why, fix)


def orphan(place: Place, of: Table, parent: str | None, known: Iterable[str]) -> Finding:
    """A row of a nested list whose owner is not named, or not in the strategy."""
    header = of.parent.header if of.parent else ""
    ids = list(known)
    if not parent:
        message, fix = f"The row does not name its {header}.", f'Write the id of a {header} in the column "{header}".'
    else:
        message = f'There is no {header} "{parent}" for this row.'
        fix = f"{guess(parent, ids)}Write the id of one of the {of.parent_list}, or add it there."
    why = f"A row of {of.name} says something about a {header}; without one it cannot be used."
    return Finding(Level.ERROR, "unknown-reference", place, message, why, fix)
