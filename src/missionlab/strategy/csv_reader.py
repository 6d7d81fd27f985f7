"""Reads one CSV file into raw records: one header row with names of fields, then a record a row.

The separator is a comma, a semicolon or a tab, whichever makes most of the header's names known. Texts are UTF-8, with
or without a byte order mark. Places are ``file:line:column`` in characters, found only when somebody asks for them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from missionlab.base.findings import Finding, Place
from missionlab.strategy import table_findings as found
from missionlab.strategy.catalogue import finding
from missionlab.strategy.flat import BLANK, DECODERS, Column, Table, table
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy

LARGEST = 256 * 1024 * 1024
"""Bytes; a longer file is refused rather than read for minutes."""

Put = tuple[str, str | None, Callable[[str], Any]]
"""Where a cell goes: the field, the field inside it if nested, and how its text is decoded."""


def read_csv(path: Path, list_name: str, raw: RawStrategy, label: str) -> None:
    """Append the rows of ``path`` to ``raw.lists[list_name]``, and what is wrong with the file to ``raw.findings``.

    ``label`` is the file's name in places. Rows of nested lists are put into their parents by ``nested_rows.finish``.
    """
    text = _text(path, raw, label)
    if text is None or not text.strip():
        return
    of = table(list_name)
    lines = list(io.StringIO(text, newline=""))
    separator = _separator(lines, of)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    locate = partial(_place, lines, separator, label)
    records = raw.lists.setdefault(list_name, [])
    columns: list[Column | None] | None = None
    puts: list[Put | None] = []
    nameless: set[int] = set()
    numbers: dict[FieldPath, int] = {}
    while True:
        line = rows.line_num
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raw.findings.append(_broken(error, Place(label, line + 1, 1), at_end=rows.line_num == len(lines)))
            continue
        if not any(cell.strip(BLANK) for cell in row):
            continue
        if columns is None:
            columns = _header(row, of, raw, lambda number, line=line: locate(line, number))
            nameless = {number for number in range(len(columns)) if not row[number].strip(BLANK)}
            puts = [_put(column) for column in columns]
            numbers = {column.path: number for number, column in enumerate(columns) if column}
            continue
        if nameless and any(cell.strip(BLANK) for number, cell in enumerate(row) if number in nameless):
            raw.findings.append(found.unknown_column(locate(line, min(nameless)), "", of))
            nameless.clear()
        broken = len(row) > len(columns) and any(cell.strip(BLANK) for cell in row[len(columns) :])
        if broken:
            raw.findings.append(found.surplus_cells(locate(line, len(columns))))
        records.append(RawRecord(_values(row, puts), partial(_locate, locate, line, numbers), broken))


def _text(path: Path, raw: RawStrategy, label: str) -> str | None:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror or error}."
        raw.findings.append(finding("file-unreadable", Place(label), message))
        return None
    if size > LARGEST:
        message = f"The file is {size // 1024**2} MB large; at most {LARGEST // 1024**2} MB are read."
        raw.findings.append(
            finding("file-too-large", Place(label), message, "Split it into several files in a folder.")
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(label, *_line_and_column(data[: error.start].decode("utf-8-sig", "replace")))
        raw.findings.append(finding("file-encoding", place, "The file is not UTF-8 text here, so it is not read."))
        return None
    if "\0" in text:
        place = Place(label, *_line_and_column(text[: text.index("\0")]))
        raw.findings.append(finding("file-character", place, "The file contains a NUL character, so it is not read."))
        return None
    return text


def _line_and_column(before: str) -> tuple[int, int]:
    lines = list(io.StringIO(f"{before}.", newline=""))
    return len(lines), len(lines[-1])


def _separator(lines: list[str], of: Table) -> str:
    """The separator under which most names of the first row that is not empty are known; a comma when in doubt."""
    header = next(line for line in lines if line.strip(BLANK))

    def known(separator: str) -> int:
        names = (name.strip(f'{BLANK}"') for name in header.split(separator))
        return sum(of.column(name) is not None for name in names)

    return max(",;\t", key=known)


def _header(row: list[str], of: Table, raw: RawStrategy, locate: Callable[[int], Place]) -> list[Column | None]:
    columns: list[Column | None] = []
    for number, cell in enumerate(row):
        name = cell.strip(BLANK)
        column = of.column(name)
        if column is None and name:
            raw.findings.append(found.unknown_column(locate(number), name, of))
        elif column is not None and column in columns:
            raw.findings.append(found.repeated_column(locate(number), name))
            column = None
        columns.append(column)
    width = max((number for number, cell in enumerate(row, start=1) if cell.strip(BLANK)), default=0)
    return columns[:width]


def _put(column: Column | None) -> Put | None:
    if column is None:
        return None
    name, *inside = column.path
    return name, inside[0] if inside else None, DECODERS[column.shape]


def _values(row: list[str], puts: list[Put | None]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for put, cell in zip(puts, row, strict=False):
        if not cell or put is None or not cell.strip(BLANK):
            continue
        name, inner, decode = put
        if inner is None:
            values[name] = decode(cell)
        else:
            values.setdefault(name, {})[inner] = decode(cell)
    return values


def _broken(error: csv.Error, place: Place, *, at_end: bool) -> Finding:
    if at_end and "unexpected end" in str(error):
        message = "A quote that opens here or below is never closed, so everything after it is one value."
        return finding("csv-syntax", place, message, "Close the quote, or write a quote inside a text as two quotes.")
    return finding("csv-syntax", place, f"The row is not well-formed CSV: {error}.")


# ---- places, on demand ----------------------------------------------------------------------------------------------


def _locate(locate: Callable[[int, int], Place], line: int, numbers: dict[FieldPath, int], path: FieldPath) -> Place:
    """The place of a field; of the field it is in, or of the row, where it has no column of its own."""
    for length in range(len(path), 0, -1):
        head = path[:length]
        number = numbers.get(head)
        if number is None:
            number = min((n for inner, n in numbers.items() if inner[:length] == head), default=None)
        if number is not None:
            return locate(line, number)
    return locate(line, 0)


def _place(lines: list[str], separator: str, label: str, line: int, number: int) -> Place:
    """Line and character column, both from 1, of field ``number`` of the row that starts on ``lines[line]``."""
    quoted = False
    column = 0
    while number and line < len(lines):
        for column, character in enumerate(lines[line], start=1):
            if character == '"':
                quoted = not quoted
            elif character == separator and not quoted:
                number -= 1
                if not number:
                    return Place(label, line + 1, column + 1)
        if not quoted:
            break
        line += 1
    return Place(label, line + 1, 1 if not number else max(1, column))
