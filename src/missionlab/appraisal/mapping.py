"""The user's own mapping from instruments to levers: a YAML file with the columns of the table in `instruments.py`.

```yaml
mapping:
  - instrument: budget          # blank: any
    actor_kind: [agency]        # blank: any
    stage: [applied]            # blank: any
    lever: research_hiring      # or: not in the model
    settings: {}
    reason: The budget line of the programme pays research grants.
    source: U37                 # may be left out
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from missionlab.appraisal.instruments import ACTOR_KINDS, INSTRUMENTS, LEVERS, STAGES, MappingRow, clash
from missionlab.base.findings import InputError, Place
from missionlab.economy.levers import BY_NAME, SETTINGS
from missionlab.strategy.catalogue import nearest, shown
from missionlab.strategy.vocabulary import UNALLOCATED
from missionlab.strategy.yaml_lines import explained
from missionlab.strategy.yaml_values import Document, Marks, Unreadable, line_and_column, read_document

COLUMNS = ("instrument", "actor_kind", "stage", "lever", "settings", "reason", "source")
OUTSIDE = "not in the model"
"""What stands for a lever where there is none."""
MAX_BYTES = 1024 * 1024
_SHAPE = "A mapping begins with 'mapping:' and then has a list of rows."


def read_mapping(path: str | Path) -> tuple[MappingRow, ...]:
    """The rows of the file ``path``. Raises `InputError` at the first thing that is wrong, with its line and column."""
    label = str(path)
    document = _document(Path(path), label)
    root = _At(label, document.start, document.marks)
    if not isinstance(document.values, dict):
        _wrong(root.here, "The file holds no mapping.", _SHAPE, "Begin the file with 'mapping:'.")
    for key in document.values:
        if key != "mapping":
            _unknown(root.at(key), key, "There is no part", ("mapping",), _SHAPE)
    items = document.values.get("mapping")
    if not isinstance(items, list) or not items:
        _wrong(root.here, "The mapping has no rows.", _SHAPE, "Add rows that begin with '- instrument:'.")
    table = root.inside("mapping")
    rows = tuple(_row(item, table.at(number), table.inside(number)) for number, item in enumerate(items))
    if (twice := clash(rows)) is not None:
        earlier, later = twice
        _wrong(
            table.at(later),
            f"This row is about the same money as the row at line {table.at(earlier).line}.",
            "Of two rows that are equally specific, none could be chosen.",
            "Delete one of them, or let them name different instruments, actor kinds or stages.",
        )
    return rows


def _document(path: Path, label: str) -> Document:
    try:
        data = path.read_bytes()
    except OSError as error:
        _wrong(
            Place(label), f"The file cannot be opened: {error.strerror or error}.", "A mapping is a file.", "Name it."
        )
    if len(data) > MAX_BYTES:
        _wrong(Place(label), "The file is larger than 1 MB.", "A mapping has at most some hundred rows.", "Shorten it.")
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _wrong(Place(label, line, 1), "This line cannot be read as UTF-8.", "A mapping is text.", "Save it as UTF-8.")
    try:
        document = read_document(content)
    except Unreadable as broken:
        line, column = line_and_column(broken.start)
        lines = content.splitlines() or [""]
        message, fix = explained(broken, lines[min(line, len(lines)) - 1])
        _wrong(Place(label, line, column), message, "The file is read as YAML.", fix or "Correct the line.")
    for refused in document.refused:
        at = Place(label, *line_and_column(refused.position))
        what = f"{shown(refused.name)} is not read here ({refused.code})." if refused.name else "This is not read here."
        _wrong(at, what, "A mapping is a plain list: no anchors, tags, or keys that stand twice.", "Write it out.")
    return document


@dataclass(frozen=True, slots=True)
class _At:
    """Where the parts of one container stand."""

    label: str
    start: int
    marks: Marks | None

    @property
    def here(self) -> Place:
        return Place(self.label, *line_and_column(self.start))

    def at(self, part: str | int) -> Place:
        return Place(self.label, *line_and_column(self._position(part)))

    def inside(self, part: str | int) -> _At:
        inner = None if self.marks is None else self.marks.inner.get(part)
        return _At(self.label, self._position(part), inner)

    def _position(self, part: str | int) -> int:
        if self.marks is None:
            return self.start
        positions: Any = self.marks.positions
        known = part in positions if isinstance(positions, dict) else isinstance(part, int) and part < len(positions)
        return positions[part] if known else self.start


def _row(item: Any, place: Place, at: _At) -> MappingRow:
    if not isinstance(item, dict):
        _wrong(place, "This row has no columns.", _SHAPE, "Write it as '- instrument: grant' and the columns below it.")
    for column in item:
        if column not in COLUMNS:
            _unknown(at.at(column), column, "There is no column", COLUMNS, f"The columns are {_listed(COLUMNS)}.")
    if item.get("lever") is None:
        _wrong(
            place,
            "This row names no lever.",
            "A row says what the money becomes.",
            f"Add 'lever:', or 'lever: {OUTSIDE}'.",
        )
    lever = _one(item, "lever", (*LEVERS, OUTSIDE), at)
    settings = _settings(item.get("settings"), at)
    if settings and lever == OUTSIDE:
        _wrong(at.at("settings"), "Settings without a lever.", "They say how a lever is used.", "Delete them.")
    return MappingRow(
        instrument=None if item.get("instrument") is None else _one(item, "instrument", INSTRUMENTS, at),
        actor_kinds=_several(item, "actor_kind", ACTOR_KINDS, at),
        stages=_several(item, "stage", STAGES, at),
        lever=None if lever == OUTSIDE else lever,
        settings=settings,
        reason=_sentence(item, at, place),
        source=None if item.get("source") is None else str(item["source"]),
    )


def _one(item: Mapping[str, Any], column: str, known: Sequence[str], at: _At) -> str:
    value = item[column]
    if not isinstance(value, str) or value not in known:
        _unknown(at.at(column), value, f"There is no {column.replace('_', ' ')}", known, _why(column, known))
    return value


def _several(item: Mapping[str, Any], column: str, known: Sequence[str], at: _At) -> tuple[str, ...]:
    value = item.get(column)
    if value is None:
        return ()
    if isinstance(value, str):
        return (_one(item, column, known, at),)
    if not isinstance(value, list) or not value:
        what = f"'{column}' holds neither a word nor a list of words."
        _wrong(at.at(column), what, _why(column, known), f"Write a word, or a list such as [{known[0]}, {known[1]}].")
    inside = at.inside(column)
    for number, word in enumerate(value):
        if not isinstance(word, str) or word not in known:
            what = f"There is no {column.replace('_', ' ')}"
            _unknown(inside.at(number), word, what, known, _why(column, known))
    return tuple(dict.fromkeys(value))


def _settings(value: Any, at: _At) -> tuple[tuple[str, float], ...]:
    if value is None:
        return ()
    if not isinstance(value, dict):
        fix = "Write them as {machine_newness: 5}, or leave the column out."
        _wrong(at.at("settings"), "Settings are names with numbers.", f"They are {_listed(SETTINGS)}.", fix)
    inside = at.inside("settings")
    for name, number in value.items():
        if name not in SETTINGS:
            _unknown(inside.at(name), name, "There is no setting", SETTINGS, f"They are {_listed(SETTINGS)}.")
        meaning = BY_NAME[name]
        usable = isinstance(number, int | float) and not isinstance(number, bool) and isfinite(number)
        if not usable or not meaning.low <= number <= meaning.high:
            _wrong(
                inside.at(name),
                f"{name} is {shown(number)}; it must be a number from {meaning.low:g} to {meaning.high:g}.",
                f"{meaning.meaning} ({meaning.unit}).",
                f"Give it such a number; the default is {meaning.default:g}.",
            )
    return tuple(sorted((name, float(number)) for name, number in value.items()))


def _sentence(item: Mapping[str, Any], at: _At, place: Place) -> str:
    value = item.get("reason")
    if not isinstance(value, str) or not value.strip():
        where = at.at("reason") if "reason" in item else place
        why = "The mapping is an assumption, and the briefing shows the reason for every row."
        _wrong(where, "This row gives no reason.", why, "Add 'reason:' with a sentence.")
    return " ".join(value.split())


def _why(column: str, known: Sequence[str]) -> str:
    without = f" ('{UNALLOCATED}' is money for which none is stated)" if column == "instrument" else ""
    return f"There are {_listed(known)}{without}."


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _unknown(place: Place, word: Any, what: str, known: Sequence[str], why: str) -> NoReturn:
    near = nearest(str(word), known)
    fix = f"Did you mean '{near}'?" if near else "Write one of these."
    _wrong(place, f"{what} {shown(word)}.", why, fix)


def _wrong(place: Place, message: str, why: str, fix: str) -> NoReturn:
    raise InputError(message, place=place, why=why, fix=fix)
