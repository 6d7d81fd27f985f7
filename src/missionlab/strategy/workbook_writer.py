"""A strategy as one workbook: a sheet per record type with all its columns, and a sheet that explains them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from missionlab.base.findings import InputError, Place
from missionlab.strategy.flat import (
    ABOUT,
    NESTED_LISTS,
    Column,
    Shape,
    Table,
    cells,
    columns_for,
    nested_tables,
    rows_of,
    shielded,
    table,
)
from missionlab.strategy.strategy import RECORD_TYPES, Strategy
from missionlab.strategy.xlsx import cell_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_TEXT = 32_767
"""Characters that a cell can hold, a limit of the format."""
MOST_ROWS = 1_048_575
SPARE_ROWS = 500
"""Rows under the last record in which cells still offer their words."""
_LARGEST_EXACT = 2**53
"""Whole numbers above this are not all numbers of a spreadsheet, so they go out as text."""
_MADE = datetime(2000, 1, 1)
"""A fixed date in the properties, so that the same strategy gives the same bytes."""

_HOLDS = {
    Shape.TEXT: "text",
    Shape.WORD: "one of the words",
    Shape.WHOLE: "whole number",
    Shape.NUMBER: "number",
    Shape.YES_NO: "yes or no",
    Shape.DATE: "2018, 2018-05 or 2018-05-21",
    Shape.PERIOD: "2018, 2018-05, 2018-Q3, 2021/22, 2009..2011 or 2023-09..2024-08",
    Shape.TEXTS: "texts with ; between them",
    Shape.SHARES: "key: share; key: share",
    Shape.BY_YEAR: "year: value; year: value",
    Shape.BY_LANGUAGE: "text, one column for each language: statement[en], statement[es]",
}
_INTRODUCTION = (
    "One sheet for each type of record. The first row of a sheet holds the names of the fields, every further row is "
    "one record. A blank cell means that the world does not say.",
    "Write values, not formulas. Do not merge cells. Columns and sheets may stand in any order and may be left out; "
    "their names may not be changed.",
    "Keep your own notes in a sheet called notes, or in one whose name starts with an underscore: they are not read.",
    "In lists and maps, write a backslash before a ; or : that belongs to a text. A text that starts with = + - or @ "
    "has an apostrophe before it, which is taken off when it is read.",
    "Shares of a map add to 1; what nobody has assigned goes to the key unallocated.",
)


class _Exact(float):
    """A number of which every digit is saved; XlsxWriter alone would round it to sixteen."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def workbook_bytes(strategy: Strategy) -> bytes:
    """The workbook of ``strategy``, the same bytes for the same records.

    Raises ``InputError`` for a text or list that no workbook can hold.
    """
    from xlsxwriter import Workbook

    tree = strategy.to_json()
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"title": strategy.about.name[:255], "created": _MADE})
    looks = _Looks(book)
    _write_readme(book.add_worksheet("readme"), looks)
    _write_sheet(book, looks, table(ABOUT), [tree[ABOUT]], strategy.about.language)
    for name in RECORD_TYPES:
        records = tree.get(name, [])
        _write_sheet(book, looks, table(name), records, strategy.about.language)
        for inner in nested_tables(name):
            _write_sheet(book, looks, inner, list(rows_of(inner, records)), strategy.about.language)
    book.close()
    return out.getvalue()


class _Looks:
    """How cells look: as little as helps to read them."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.prose = book.add_format({"text_wrap": True, "valign": "top"})
        self.header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "valign": "top"})
        self.optional = book.add_format({"bottom": 1, "bg_color": "#EEF1F4", "valign": "top"})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.number = book.add_format({"valign": "top"})

    def of(self, column: Column) -> Format:
        return self.number if column.shape in (Shape.WHOLE, Shape.NUMBER) else self.text


def _write_sheet(book: Workbook, looks: _Looks, of: Table, records: list[dict[str, Any]], language: str) -> None:
    sheet = book.add_worksheet(of.name)
    columns = columns_for(of, records, language)
    if len(records) > MOST_ROWS:
        raise _too_large(of.name, "", f"{len(records):,} records do not fit into one sheet")
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _width(column), looks.of(column))
        sheet.write_string(0, number, column.header, looks.header if column.required else looks.optional)
        _offer_words(sheet, number, column, len(records))
    for row, record in enumerate(records, start=1):
        for number, cell in enumerate(cells(record, columns)):
            if isinstance(cell, int) and abs(cell) > _LARGEST_EXACT:
                cell = str(cell)
            if isinstance(cell, str):
                if len(cell) > LONGEST_TEXT:
                    raise _too_large(
                        of.name, cell_name(row + 1, number), f"{len(cell):,} characters do not fit into a cell"
                    )
                sheet.write_string(row, number, cell, looks.text)
            elif cell is not None:
                sheet.write_number(row, number, _Exact(cell), looks.number)
    sheet.freeze_panes(1, 1)
    if records:
        sheet.autofilter(0, 0, len(records), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{cell_name(len(records) + 1, len(columns) - 1)}"})


def _offer_words(sheet: Worksheet, number: int, column: Column, rows: int) -> None:
    words = ["yes", "no"] if column.shape is Shape.YES_NO else list(column.words)
    if words:
        rule = {"validate": "list", "source": words, "ignore_blank": True}
        rule |= {"error_title": column.header, "error_message": "Choose one of the words, or leave the cell blank."}
        sheet.data_validation(1, number, min(rows + SPARE_ROWS, MOST_ROWS), number, rule)


def _width(column: Column) -> int:
    """Characters: enough for the header and for what such cells usually hold."""
    usual = {Shape.TEXT: 24, Shape.WORD: 14, Shape.TEXTS: 28, Shape.SHARES: 32, Shape.BY_YEAR: 24}
    wide = {"statement", "definition", "reason", "note", "undefined", "summary", "text", "description", "title"}
    return max(len(column.header) + 2, 60 if column.path[0] in wide else usual.get(column.shape, 12))


def _write_readme(sheet: Worksheet, looks: _Looks) -> None:
    sheet.set_column(0, 1, 24, looks.prose)
    sheet.set_column(2, 2, 10, looks.prose)
    sheet.set_column(3, 5, 60, looks.prose)
    sheet.write_string(0, 0, "How this workbook is read", looks.title)
    row = 1
    for sentence in _INTRODUCTION:
        row += 1
        sheet.merge_range(row, 0, row, 4, sentence, looks.prose)
        sheet.set_row(row, 32)
    row += 2
    for number, heading in enumerate(("sheet", "column", "needed", "holds", "meaning")):
        sheet.write_string(row, number, heading, looks.header)
    for line in _explained():
        row += 1
        for number, cell in enumerate(line):
            sheet.write_string(row, number, shielded(cell), looks.prose)


def _explained() -> Iterable[tuple[str, str, str, str, str]]:
    for name in (ABOUT, *RECORD_TYPES, *NESTED_LISTS):
        of = table(name)
        yield name, "", "", "", of.meaning
        for column in of.all_columns:
            holds = ", ".join(column.words) if column.words else _HOLDS[column.shape]
            yield name, column.header, "yes" if column.required else "", holds, column.meaning


def _too_large(sheet: str, cell: str, what: str) -> InputError:
    return InputError(
        f"The strategy cannot be written as a workbook: {what}.",
        place=Place(sheet=sheet, cell=cell or None),
        why="A workbook that lost a part of it would look complete.",
        fix="Write it as a folder instead.",
    )
