"""The sheets of an XLSX file and their cells, exactly as they were saved.

Written on the standard library, because here exactness counts for more than features: texts come back to the last
character (the escapes ``_x000D_`` of the format included), and formulas, errors and merged cells are seen, not
evaluated or hidden. Source of the format: ECMA-376, part 1, 18.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from missionlab.strategy.xlsx_dates import DateCell, date_precision, from_serial
from missionlab.strategy.xlsx_parts import Parts, damaged

MOST_ROWS, MOST_COLUMNS, LONGEST = 1_048_576, 16_384, 1_000_000
"""Limits of the format for rows and columns, and one of ours for the characters of a cell."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula, which is not evaluated."""


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that holds an error such as ``#REF!``."""

    name: str


Value = str | float | bool | DateCell | Formula | ErrorCell
Row = tuple[int, list[tuple[int, Value]]]
"""A row's number from 1, and its cells that have a value, with their column numbers from 0."""


@dataclass(slots=True)
class Sheet:
    name: str
    part: str | None
    """None for a sheet that is not a table of cells, such as a chart."""
    merged: list[str] = field(default_factory=list)
    """Merged ranges; known once all rows have been read."""


class Workbook:
    """An open workbook: its sheets in order, hidden ones too, and the rows of each."""

    def __init__(self, path: Path) -> None:
        self._parts = Parts(path)
        try:
            self.sheets: list[Sheet] = []
            self._from_1904 = False
            main = next((p for kind, p in self._parts.relations("").values() if kind == "officeDocument"), "")
            related = self._parts.relations(main)
            self._read_sheets(main or "xl/workbook.xml", related)
            kinds = {kind: part for kind, part in related.values() if part in self._parts.names}
            self._texts = self._read_texts(kinds.get("sharedStrings"))
            self._precisions = self._read_styles(kinds.get("styles"))
        except BaseException:
            self._parts.close()
            raise

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    @property
    def macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._parts.names)

    @property
    def links(self) -> bool:
        """Whether it refers to other files or to data connections; they are never followed."""
        marks = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/embeddings/")
        return any(name.lower().startswith(marks) for name in self._parts.names)

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of ``sheet`` in which a cell has a value, as they stand."""
        if sheet.part is None:
            return
        reader = _SheetReader(self, sheet)
        for _ in self._parts.parse(sheet.part, reader.start, reader.end, reader.characters):
            yield from reader.done
            reader.done.clear()

    def value(self, kind: str, text: str, style: str) -> Value | None:
        """What a cell holds, from its type, text and style number in the file; None for nothing."""
        if kind == "s":
            return self._texts[_natural(text, len(self._texts) - 1)] or None
        if kind in ("str", "inlineStr"):
            return _unescaped(text) or None
        if kind == "e":
            return ErrorCell(text.strip())
        text = text.strip()
        if not text or kind == "d":
            return text or None
        if kind == "b":
            return text in ("1", "true")
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(f"a cell holds {text!r} as a number")
        precision = self._precisions.get(style)
        return (from_serial(number, precision, from_1904=self._from_1904) if precision else None) or number

    def _read_sheets(self, main: str, related: Mapping[str, tuple[str, str]]) -> None:
        if main not in self._parts.names:
            raise damaged(self._parts.file, "it has no list of sheets")

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "workbookPr":
                self._from_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet":
                relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                kind, part = related.get(relation, ("worksheet", ""))
                title = attributes.get("name", "")
                if kind == "worksheet" and part not in self._parts.names:
                    raise damaged(self._parts.file, f"the cells of its sheet {title!r} are missing")
                self.sheets.append(Sheet(title, part if kind == "worksheet" else None))

        self._parts.read(main, start)

    def _read_texts(self, part: str | None) -> list[str]:
        """The texts that cells refer to by number."""
        texts: list[str] = []
        pieces: list[str] = []
        inside: list[str] = []

        def start(name: str, _: Mapping[str, str]) -> None:
            inside.append(name)

        def end(name: str) -> None:
            inside.pop()
            if name == "si":
                texts.append(_unescaped("".join(pieces)))
                pieces.clear()

        def characters(text: str) -> None:
            if inside[-1] == "t" and "rPh" not in inside:
                pieces.append(text)

        if part:
            self._parts.read(part, start, end, characters)
        return texts

    def _read_styles(self, part: str | None) -> dict[str, str]:
        """By style number, how precise a date it writes; styles that write none are left out."""
        codes: dict[str, str] = {}
        formats: list[str] = []
        inside: list[str] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "xf" and inside[-1:] == ["cellXfs"]:
                formats.append(attributes.get("numFmtId", "0"))
            inside.append(name)

        if part:
            self._parts.read(part, start, lambda _: inside.pop())
        known = {number: date_precision(number, codes.get(number)) for number in set(formats)}
        return {str(style): found for style, number in enumerate(formats) if (found := known[number])}


class _SheetReader:
    """Handlers for the XML of one sheet; finished rows gather in ``done``."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        self.done: list[Row] = []
        self._row, self._column = 0, -1
        self._cells: list[tuple[int, Value]] = []
        self._kind = self._style = ""
        self._formula = self._in_text = self._in_reading = False
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            reference = attributes.get("r")
            self._column = _column_of(reference) if reference else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._formula = False
            self._pieces.clear()
        elif name in ("v", "t"):
            self._in_text = not self._in_reading
        elif name == "row":
            number = attributes.get("r")
            self._row = _natural(number, MOST_ROWS) if number else self._row + 1
            self._column = -1
            self._cells = []
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._in_reading = True
        elif name == "mergeCell":
            self._sheet.merged.append(attributes.get("ref", ""))

    def characters(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "c":
            text = "".join(self._pieces)
            if len(text) > LONGEST:
                raise ValueError(f"a cell holds more than {LONGEST:,} characters")
            value = Formula() if self._formula else self._book.value(self._kind, text, self._style)
            if value is not None:
                self._cells.append((self._column, value))
        elif name in ("v", "t"):
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "row" and self._cells:
            self.done.append((self._row, self._cells))


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """``_x000D_`` as the character it stands for."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _natural(text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    if not 0 <= number <= most:
        raise ValueError(f"a cell or row has the number {text[:40]!r}")
    return number


def _column_of(reference: str) -> int:
    """The column from 0 of a cell such as ``AB12``."""
    column = 0
    for character in reference:
        if not "A" <= character <= "Z":
            break
        column = column * 26 + ord(character) - 64
    if not 1 <= column <= MOST_COLUMNS:
        raise ValueError(f"there is no cell {reference[:40]!r}")
    return column - 1


def cell_name(row: int, column: int) -> str:
    """``C7`` for row 7 and column 2, which count from 1 and from 0."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
