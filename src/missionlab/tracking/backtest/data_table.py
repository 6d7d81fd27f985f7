"""The rows of a data file, by the names of its columns; what is wrong with the file as a whole is raised here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from missionlab.base.findings import InputError, Place

LARGEST = 256 * 1024 * 1024
"""Bytes; a longer file is refused rather than read for minutes."""
NAMES = {
    "indicator": ("indicator_id", "indicator"),
    "place": ("entity", "place", "country", "geo", "technology"),
    "year": ("year", "time"),
    "value": ("value", "unit_cost"),
    "unit": ("unit", "unit_cost_unit"),
    "family": ("family",),
    "kind": ("kind",),
    "deployment": ("cumulative_production",),
}
"""What a column holds, and the names that it may have."""

Cells = dict[str, str]
"""A row: what a column holds -> its text, blank where the row has no such cell."""


def rows_of(content: bytes, name: str) -> Iterator[tuple[int, Cells]]:
    """The rows of a file that are not empty, each with the line on which it starts.

    Raises `InputError` where the file is no CSV, or has no column for place, year, value or indicator.
    """
    table = _table(_text(content, name), name)
    columns = _columns(table, name)
    for line, row in table:
        yield line, {what: row[at] if at < len(row) else "" for what, at in columns.items()}


def content_of(path: Path) -> bytes:
    """What is in the file; raises `InputError` where it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path.name} is larger than {LARGEST // 1024**2} MB.",
                place=Place(path.name),
                why="It would be read for minutes.",
                fix="Leave out what is not to be forecast.",
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror or error}.",
            place=Place(str(path)),
            why="Nothing was scored.",
            fix="Give the path of a CSV file with columns indicator_id, entity, year, value.",
        ) from error


def _text(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text.",
            place=Place(name, content[: error.start].count(b"\n") + 1),
            why="Letters outside ASCII would be read wrongly.",
            fix="Save it again as CSV UTF-8.",
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(
            f"{name} contains a NUL character.", place=Place(name, line), why="It is not a CSV.", fix="Export it again."
        )
    return text


def _table(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line on which it starts. The separator is that of the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"{name} is not well-formed CSV: {error}.",
                place=Place(name, line),
                why="Where a quote is not closed, everything after it is one value.",
                fix="Close the quote, or write a quote inside a text as two quotes.",
            ) from error
        if any(cell.strip() for cell in row):
            yield line, [cell.strip() for cell in row]


def _columns(table: Iterator[tuple[int, list[str]]], name: str) -> dict[str, int]:
    """Where each known field is, by the header; raises where one that is needed is missing."""
    line, header = next(table, (1, []))
    names = [cell.lower() for cell in header]
    places = {}
    for what, aliases in NAMES.items():
        position = next((names.index(alias) for alias in aliases if alias in names), None)
        if position is not None:
            places[what] = position
    needed = ["place", "year", "value"] + ([] if "technology" in names else ["indicator"])
    missing = [NAMES[what][0] for what in needed if what not in places]
    if missing:
        raise InputError(
            f"{name} has no column {' and no column '.join(missing)}.",
            place=Place(name, line),
            why=f"Its header reads: {', '.join(header)[:200] or 'nothing'}.",
            fix="Name the columns indicator_id, entity, year, value (and unit), or technology, year, unit_cost.",
        )
    return places
