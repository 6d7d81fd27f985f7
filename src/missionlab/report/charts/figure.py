"""A figure: the finding, its drawings, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: the value first; date, interval or reason on the second line."""

    value: Any
    second: Any = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head with the unit below, and whether its numbers stand to the right."""

    head: Any
    second: Any = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, and its cells."""

    head: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what, then unit, basis and date on the second line of its caption."""

    caption: Any
    note: Any
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    """Sheet of the workbook that holds the same numbers."""
    cells: str = ""
    """Its cells; blank for the whole sheet."""
    pointer: str = ""
    """Where the same numbers stand in ``results.json``."""
    wide: bool = False
    """Whether it may need to scroll on a telephone although it has few columns, such as amounts with their ranges."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A mark that no direct label explains: the class of its sample, and its words."""

    sample: str
    words: Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the numbers at the top of a page of results: what, the value, and below it the interval and the like."""

    name: Text
    value: Any
    second: list[Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart. The drawings differ only in width; exactly one is shown at a time."""

    id: str
    title: Text
    subtitle: list[Any]
    drawings: tuple[str, ...]
    key: tuple[KeyEntry, ...]
    caption: tuple[Any, ...]
    sources: tuple[str, ...]
    table: Table
    table_name: Any
    """What the table holds, after "Table: "."""
