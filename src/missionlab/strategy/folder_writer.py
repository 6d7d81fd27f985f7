"""A strategy as the files of a folder: ``strategy.yaml`` for reading, CSV files for long lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from missionlab.strategy import yaml_text
from missionlab.strategy.flat import (
    ABOUT,
    NESTED_LISTS,
    Shape,
    Table,
    cells,
    columns_for,
    nested_tables,
    rows_of,
    table,
    written,
)
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

MAIN = "strategy.yaml"
LONGEST_IN_YAML: Mapping[str, int] = {
    "observations": 0,
    "projects": 40,
    "commitments": 40,
    "distances": 40,
    "exchange_rates": 40,
}
"""Records up to which a list stays in the YAML file; the lists that are not named here always do."""
_SHORT = 5
"""Lines of a record up to which the next one follows without a blank line."""


def folder_files(strategy: Strategy, head: Iterable[str] = ()) -> dict[str, bytes]:
    """The files of ``strategy`` by name, the same bytes for the same records; ``head`` are lines at the top."""
    tree = strategy.to_json()
    files: dict[str, bytes] = {}
    lines = list(head)
    lines += yaml_text.lines({ABOUT: _readable(tree[ABOUT], table(ABOUT))})
    for name in RECORD_TYPES:
        records = tree.get(name, [])
        if len(records) > LONGEST_IN_YAML.get(name, len(records)):
            files |= _csv_files(name, records)
        elif records:
            lines.append("")
            lines += _listed(name, [_readable(record, table(name)) for record in records])
    return {MAIN: "".join(f"{line}\n" for line in lines).encode(), **files}


def _listed(name: str, records: list[dict[str, Any]]) -> Iterator[str]:
    """A list of records, with a blank line between those that are long."""
    yield f"{name}:"
    for number, record in enumerate(records):
        _, *item = yaml_text.lines({name: [record]})
        if number and len(item) > _SHORT:
            yield ""
        yield from item


def list_files(folder: Path) -> list[Path]:
    """The files in ``folder`` that hold records of a strategy."""
    if not folder.is_dir():
        return []
    names = (*RECORD_TYPES, *NESTED_LISTS, "evidence")
    found = [folder / MAIN]
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink() and path.name in names:
            found += sorted(path.iterdir())
        elif path.stem in names:
            found.append(path)
    return [file for file in found if file.is_file() and (file.name == MAIN or file.suffix.lower() == ".csv")]


def _readable(values: Mapping[str, Any], of: Table) -> dict[str, Any]:
    """A record's JSON values with dates, periods and years marked as such."""
    shapes = {column.path: column.shape for column in of.columns}

    def marked(value: Any, path: tuple[str, ...]) -> Any:
        shape = shapes.get(path)
        if shape in (Shape.DATE, Shape.PERIOD):
            return yaml_text.Plain(value)
        if shape is Shape.BY_YEAR:
            return {yaml_text.Plain(year): goal for year, goal in value.items()}
        if shape is None and isinstance(value, Mapping):
            return {name: marked(inner, (*path, name)) for name, inner in value.items()}
        return value

    nested = {inner.field: inner for inner in nested_tables(of.name)}
    return {
        name: [_readable(item, nested[name]) for item in value] if name in nested else marked(value, (name,))
        for name, value in values.items()
    }


def _csv_files(name: str, records: list[dict[str, Any]]) -> dict[str, bytes]:
    files = {f"{name}.csv": _csv(table(name), records)}
    for inner in nested_tables(name):
        rows = list(rows_of(inner, records))
        if rows:
            files[f"{inner.name}.csv"] = _csv(inner, rows)
    return files


def _csv(of: Table, records: list[dict[str, Any]]) -> bytes:
    """Needed columns, and those in which anything stands."""
    every = columns_for(of, records)
    filled = [cells(record, every) for record in records]
    used = [n for n, column in enumerate(every) if column.required or any(row[n] is not None for row in filled)]
    lines = [",".join(_field(every[n].header) for n in used)]
    lines += [",".join(_field(row[n]) for n in used) for row in filled]
    return "".join(f"{line}\n" for line in lines).encode()


def _field(cell: str | int | float | None) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return written(cell)
    if any(mark in cell for mark in ',;\t"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
