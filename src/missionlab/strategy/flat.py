"""How a record becomes a row of cells and back: the codec that CSV files and workbooks share.

A record's fields are its columns. Fields of a nested record stand beside each other as ``baseline.value``, languages as
``statement[en]``, maps of numbers as ``basic: 0.5; applied: 0.5``, lists of texts as ``research; skills``. Inside lists
and maps a backslash takes the meaning from ``;``, ``:``, a backslash, or a space at an end. A blank cell is an absent
field. What a cell means is decided by the type of its field, never by its look: ``007`` in a name is a name.

A text that a spreadsheet would run as a formula (it starts with ``=``, ``+``, ``-`` or ``@``, after any number of
apostrophes) goes out with one apostrophe more before it, and that apostrophe is taken off on the way in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from missionlab.base.dates import Date, Period
from missionlab.strategy.meanings import meanings
from missionlab.strategy.records import (
    About,
    Break,
    CoFinance,
    Contribution,
    FundFact,
    FundLine,
    Gate,
    OutcomeStep,
    PilotResult,
    Record,
    TargetVersion,
)
from missionlab.strategy.strategy import RECORD_TYPES

BLANK = " \t\r\n\x0b\x0c\xa0"
"""Characters that mean nothing at the ends of a cell."""


class Shape(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    WORD = auto()
    WHOLE = auto()
    NUMBER = auto()
    YES_NO = auto()
    DATE = auto()
    PERIOD = auto()
    TEXTS = auto()
    SHARES = auto()
    BY_YEAR = auto()
    BY_LANGUAGE = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, where its value stands in the record, and what its cells hold."""

    header: str
    path: tuple[str, ...]
    shape: Shape
    required: bool
    meaning: str
    words: tuple[str, ...] = ()
    """The words that are legal in a column of words."""

    def in_language(self, language: str) -> Column:
        """The column of one language of a text in several."""
        header, path = f"{self.header}[{language}]", (*self.path, language)
        return Column(header, path, Shape.TEXT, False, f"{self.meaning} In the language {language}.".strip())


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one record type; ``parent`` is the column that names the owner of a nested record."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    parent: Column | None = None
    parent_list: str = ""
    field: str = ""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (self.parent, *self.columns) if self.parent else self.columns

    def column(self, header: str) -> Column | None:
        """The column under ``header``, which may be that of a language; None when there is no such column."""
        return _by_header(self.name).get(header) or _language_column(self, header)


_NESTED: Mapping[str, tuple[str, str, type[Record], str]] = {
    "target_versions": ("targets", "versions", TargetVersion, "target"),
    "breaks": ("indicators", "breaks", Break, "indicator"),
    "contributions": ("projects", "contributions", Contribution, "project"),
    "gates": ("projects", "gates", Gate, "project"),
    "co_finance": ("projects", "co_finance", CoFinance, "project"),
    "outcome_steps": ("outcome_models", "steps", OutcomeStep, "outcome_model"),
    "fund_lines": ("funds", "lines", FundLine, "fund"),
    "fund_record": ("funds", "record", FundFact, "fund"),
    "pilot_results": ("pilots", "results", PilotResult, "pilot"),
}
ABOUT = "strategy"
NESTED_LISTS = tuple(_NESTED)
"""Lists inside records, which in cells have a sheet or file of their own with a column for their parent."""
TABLE_NAMES = (ABOUT, *RECORD_TYPES, *NESTED_LISTS)


@cache
def table(name: str) -> Table:
    """The table called ``name``, one of ``TABLE_NAMES``."""
    if name == ABOUT:
        return Table(name, _meaning(About.__doc__), tuple(_columns(About)))
    if name in RECORD_TYPES:
        record = RECORD_TYPES[name]
        return Table(name, _meaning(record.__doc__), tuple(_columns(record)))
    parent_list, field, record, parent = _NESTED[name]
    column = Column(parent, (parent,), Shape.TEXT, True, f"Id of the {parent} that this row belongs to.")
    return Table(name, _meaning(record.__doc__), tuple(_columns(record)), column, parent_list, field)


@cache
def nested_tables(parent_list: str) -> tuple[Table, ...]:
    """The tables of lists inside the records of ``parent_list``."""
    return tuple(table(name) for name, (owner, *_) in _NESTED.items() if owner == parent_list)


@cache
def _by_header(name: str) -> Mapping[str, Column]:
    return {c.header: c for c in table(name).all_columns if c.shape is not Shape.BY_LANGUAGE}


def _language_column(of: Table, header: str) -> Column | None:
    match = re.fullmatch(r"(\w+)\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\]", header)
    for column in of.columns:
        if match and column.shape is Shape.BY_LANGUAGE and column.header == match[1]:
            return column.in_language(match[2])
    return None


def _meaning(docstring: str | None) -> str:
    return " ".join((docstring or "").replace("``", "").split())


def _columns(record: type[Record], prefix: tuple[str, ...] = (), *, inside: bool = False) -> Iterator[Column]:
    for name, info in record.model_fields.items():
        path = (*prefix, name)
        kind = _bare(info.annotation)
        if isinstance(kind, type) and issubclass(kind, Record):
            yield from _columns(kind, path, inside=True)
            continue
        shape = _shape(kind)
        if shape is not None:
            words = _words(kind)
            required = info.is_required() and not inside
            yield Column(".".join(path), path, shape, required, _meaning(meanings(record).get(name)), words)


def _words(kind: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


def _bare(annotation: Any) -> Any:
    """The type without its constraints and without None."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            (annotation,) = (kind for kind in get_args(annotation) if kind is not type(None))
        else:
            return annotation


_SCALARS: Mapping[Any, Shape] = {
    str: Shape.TEXT,
    int: Shape.WHOLE,
    float: Shape.NUMBER,
    bool: Shape.YES_NO,
    Date: Shape.DATE,
    Period: Shape.PERIOD,
}


def _shape(kind: Any) -> Shape | None:
    """What cells hold for a field of the type ``kind``; None for a list of records, which has its own table."""
    arguments = get_args(kind)
    if not arguments:
        return _SCALARS.get(kind, Shape.WORD)
    if get_origin(kind) is tuple:
        item = _bare(arguments[0])
        return None if isinstance(item, type) and issubclass(item, Record) else Shape.TEXTS
    key, value = arguments
    if _bare(value) is str:
        return Shape.BY_LANGUAGE
    return Shape.BY_YEAR if get_origin(key) is Annotated and _bare(key) is int else Shape.SHARES


# ---- cells out ----------------------------------------------------------------------------------------------------

_FORMULA = re.compile(r"'*(?:[=+\-@]|<r>)")
"""What is not to stand at the start of a cell; ``<r>`` is what XlsxWriter takes for ready-made markup."""


def shielded(text: str) -> str:
    """``text`` in a form that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def written(value: float) -> str:
    """The shortest text that reads back as exactly ``value``."""
    text = repr(value)
    return text[:-2] if text.endswith(".0") and text != "-0.0" else text


def encode(value: Any, shape: Shape) -> str | int | float | None:
    """The cell for a JSON ``value``: a number, a text that is safe in a spreadsheet, or None for a blank."""
    if value is None or value == [] or value == {}:
        return None
    match shape:
        case Shape.WHOLE | Shape.NUMBER:
            return value
        case Shape.YES_NO:
            return "yes" if value else "no"
        case Shape.TEXTS:
            return shielded("; ".join(_escaped(item) for item in value))
        case Shape.SHARES | Shape.BY_YEAR:
            return shielded("; ".join(f"{_escaped(str(k))}: {written(v)}" for k, v in value.items()))
        case _:
            return shielded(str(value))


def cells(values: Mapping[str, Any], columns: Iterable[Column]) -> list[str | int | float | None]:
    """The row of ``columns`` for a record's JSON ``values``."""
    row = []
    for column in columns:
        value: Any = values
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        row.append(encode(value, column.shape))
    return row


def columns_for(of: Table, records: Iterable[Mapping[str, Any]], language: str = "") -> list[Column]:
    """The columns of ``of``, with one for each language in ``records``, or for ``language`` when there is none."""
    out: list[Column] = []
    for column in of.all_columns:
        if column.shape is not Shape.BY_LANGUAGE:
            out.append(column)
            continue
        used = {name for record in records for name in record.get(column.path[0], ())}
        out += [column.in_language(name) for name in sorted(used or {language} - {""})]
    return out


def rows_of(inner: Table, owners: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of a nested list: its items in ``owners``, each with the id of its owner."""
    assert inner.parent is not None
    for owner in owners:
        for item in owner.get(inner.field, ()):
            yield {**item, inner.parent.header: owner["id"]}


def _escaped(item: str) -> str:
    item = re.sub(r"([\\;:])", r"\\\1", item)
    if item and item[-1] in BLANK:
        item = f"{item[:-1]}\\{item[-1]}"
    return f"\\{item}" if item and item[0] in BLANK else item


# ---- cells in -----------------------------------------------------------------------------------------------------

_WHOLE = re.compile(r"[+-]?\d+(?:_\d+)*(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def decode_text(cell: str) -> str:
    text = cell.strip(BLANK)
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text


def decode_whole(cell: str) -> int | str:
    """The whole number in ``cell``; the cell itself when it is none, for the check of types to report."""
    text = decode_text(cell)
    return int(text.split(".")[0]) if _WHOLE.fullmatch(text) and len(text) < 4000 else text


def decode_number(cell: str) -> float | str:
    text = decode_text(cell)
    return float(text) if _NUMBER.fullmatch(text) else text


def decode_yes_no(cell: str) -> bool | str:
    text = decode_text(cell)
    return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower(), text)


def decode_texts(cell: str) -> list[str]:
    text = cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
    return [_plain(piece) for piece in _split(text, ";") if piece.strip(BLANK)]


def decode_shares(cell: str) -> dict[str, float | str] | str:
    """The map in ``cell``; the cell itself when it is no map or names a key twice."""
    return _decode_map(cell, lambda key: key)


def decode_by_year(cell: str) -> dict[int | str, float | str] | str:
    return _decode_map(cell, decode_whole)


def _decode_map(cell: str, read_key: Callable[[str], Any]) -> dict[Any, float | str] | str:
    text = cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
    out: dict[Any, float | str] = {}
    for piece in _split(text, ";"):
        if not piece.strip(BLANK):
            continue
        key, *values = _split(piece, ":")
        name = read_key(_plain(key))
        if len(values) != 1 or name in out:
            return cell.strip(BLANK)
        out[name] = decode_number(values[0])
    return out


def _split(text: str, mark: str) -> list[str]:
    """``text`` cut at each ``mark`` that no backslash stands before."""
    if "\\" not in text:
        return text.split(mark)
    pieces = [""]
    for token in re.findall(r"\\.|.", text, re.DOTALL):
        if token == mark:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def _plain(piece: str) -> str:
    """A piece of a list without the spaces around it and without its backslashes."""
    piece = piece.lstrip(BLANK)
    end = piece.rstrip(BLANK)
    if (len(end) - len(end.rstrip("\\"))) % 2:
        end = piece[: len(end) + 1]
    return re.sub(rf"\\([\\;:{BLANK}])", r"\1", end)


DECODERS: Mapping[Shape, Callable[[str], Any]] = {
    Shape.TEXT: decode_text,
    Shape.WORD: decode_text,
    Shape.WHOLE: decode_whole,
    Shape.NUMBER: decode_number,
    Shape.YES_NO: decode_yes_no,
    Shape.DATE: decode_text,
    Shape.PERIOD: decode_text,
    Shape.TEXTS: decode_texts,
    Shape.SHARES: decode_shares,
    Shape.BY_YEAR: decode_by_year,
}
