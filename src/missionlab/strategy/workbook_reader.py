"""Reads a workbook into raw records: a sheet per record type, one header row, then a record a row.

Sheets called ``notes`` or ``readme``, or whose name starts with ``_``, belong to the people who keep the workbook and
are not read. Values count, not formulas: a cell with a formula is reported, never evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from missionlab.base.findings import Finding, InputError, Place
from missionlab.strategy import table_findings as found
from missionlab.strategy.catalogue import finding, shown
from missionlab.strategy.flat import ABOUT, BLANK, DECODERS, TABLE_NAMES, Column, Shape, Table, table, written
from missionlab.strategy.nested_rows import finish
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy
from missionlab.strategy.xlsx import ErrorCell, Formula, Sheet, Value, Workbook, cell_name
from missionlab.strategy.xlsx_dates import DateCell

IGNORED = ("notes", "readme")
Cells = dict[int, Value]


def read_workbook(path: Path) -> RawStrategy:
    """The records of the workbook at ``path``. Raises ``InputError`` when it cannot be opened as one."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise InputError(
            f"{path.name} is not an XLSX workbook.",
            place=Place(path.name),
            why="Other spreadsheet formats are not read.",
            fix="Save it as an XLSX workbook.",
        )
    raw = RawStrategy()
    with Workbook(path) as book:
        raw.findings.extend(_left_aside(book, path.name))
        for sheet in book.sheets:
            if not (sheet.name.lower() in IGNORED or sheet.name.startswith("_")):
                _read_sheet(book, sheet, raw, path.name)
    finish(raw)
    return raw


def _left_aside(book: Workbook, file: str) -> Iterable[Finding]:
    if book.macros:
        yield finding("macros", Place(file), "The workbook carries macros; they are not run.")
    if book.links:
        message = "The workbook refers to other files or data connections; they are not opened."
        yield finding("external-links", Place(file), message)


def _read_sheet(book: Workbook, sheet: Sheet, raw: RawStrategy, file: str) -> None:
    rows = book.rows(sheet)
    place = partial(_place, file, sheet.name)
    if sheet.name not in TABLE_NAMES:
        if sheet.part is None or any(rows):
            raw.findings.append(found.unknown_sheet(Place(file, sheet=sheet.name), sheet.name))
        return
    of = table(sheet.name)
    columns: dict[int, Column] | None = None
    last = 0
    numbers: dict[FieldPath, int] = {}
    records: list[RawRecord] = []
    for row, cells in rows:
        filled: Cells = {n: value for n, value in cells if not (isinstance(value, str) and not value.strip(BLANK))}
        if not filled:
            continue
        if columns is None:
            last = max(filled)
            columns = _header(filled, of, raw, partial(place, row))
            numbers = {column.path: number for number, column in columns.items()}
            continue
        broken = _report_cells(filled, last, raw, partial(place, row))
        records.append(RawRecord(_values(filled, columns), partial(_locate, partial(place, row), numbers), broken))
    for merged in sheet.merged:
        corner = Place(file, sheet=sheet.name, cell=merged.split(":")[0])
        raw.findings.append(finding("merged-cells", corner, f"The cells {merged} are merged."))
    if sheet.name == ABOUT:
        _set_about(records, raw)
    elif records:
        raw.lists.setdefault(sheet.name, []).extend(records)


def _set_about(records: list[RawRecord], raw: RawStrategy) -> None:
    raw.about = records[0] if records else raw.about
    for record in records[1:]:
        message = "This is a second row of the strategy itself."
        raw.findings.append(finding("repeated-strategy", record.locate(()), message))


def _header(filled: Cells, of: Table, raw: RawStrategy, place: Callable[[int], Place]) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    _report_cells(filled, max(filled), raw, place)
    for number, value in filled.items():
        if isinstance(value, Formula | ErrorCell):
            continue
        name = _as_text(value).strip(BLANK)
        column = of.column(name)
        if column is None:
            raw.findings.append(found.unknown_column(place(number), name, of))
        elif column in columns.values():
            raw.findings.append(found.repeated_column(place(number), name))
        else:
            columns[number] = column
    return columns


def _report_cells(filled: Cells, last: int, raw: RawStrategy, place: Callable[[int], Place]) -> bool:
    """Whether a cell holds no value or stands right of column ``last``; with a finding for each."""
    before = len(raw.findings)
    for number, value in filled.items():
        if number > last:
            raw.findings.append(found.surplus_cells(place(number)))
            break
        if isinstance(value, Formula):
            raw.findings.append(finding("formula", place(number), "The cell holds a formula."))
        elif isinstance(value, ErrorCell):
            raw.findings.append(finding("error-cell", place(number), f"The cell holds the error {shown(value.name)}."))
    return len(raw.findings) > before


def _values(filled: Cells, columns: dict[int, Column]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, value in filled.items():
        column = columns.get(number)
        if column is None or isinstance(value, Formula | ErrorCell):
            continue
        name, *inside = column.path
        if inside:
            values.setdefault(name, {})[inside[0]] = _decoded(value, column.shape)
        else:
            values[name] = _decoded(value, column.shape)
    return values


def _decoded(value: Value, shape: Shape) -> Any:
    """The value of a cell as its field wants it; what does not fit stays text, for the check of types to report."""
    if isinstance(value, bool):
        return value if shape is Shape.YES_NO else _as_text(value)
    if isinstance(value, float) and shape is Shape.NUMBER:
        return value
    if isinstance(value, DateCell) and shape is Shape.PERIOD:
        return value.period
    return DECODERS[shape](_as_text(value))


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return written(value) if isinstance(value, float) else str(value)


# ---- places --------------------------------------------------------------------------------------------------------


def _place(file: str, sheet: str, row: int, column: int) -> Place:
    return Place(file, sheet=sheet, cell=cell_name(row, column))


def _locate(place: Callable[[int], Place], numbers: dict[FieldPath, int], path: FieldPath) -> Place:
    """The cell of a field; of the field it is in, or of the row's first cell, where it has none of its own."""
    for length in range(len(path), 0, -1):
        head = path[:length]
        number = numbers.get(head)
        if number is None:
            number = min((n for inner, n in numbers.items() if inner[:length] == head), default=None)
        if number is not None:
            return place(number)
    return place(0)
