"""Reads a YAML file into the raw form, with the place of every field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from missionlab.base.findings import Finding, Place
from missionlab.strategy.catalogue import finding, nearest, shown
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy
from missionlab.strategy.strategy import RECORD_TYPES
from missionlab.strategy.yaml_lines import Lines
from missionlab.strategy.yaml_values import Document, Marks, Refused, line_and_column

MAX_BYTES = 64 * 1024 * 1024


def read_yaml(path: Path, label: str) -> RawStrategy:
    """Everything that can be read of the file ``path``, which findings call ``label``."""
    try:
        if path.stat().st_size > MAX_BYTES:
            size = f"{path.stat().st_size / 1024 / 1024:.0f} MB"
            message = f"The file is {size} large; at most {MAX_BYTES // 1024 // 1024} MB are read."
            return RawStrategy(findings=[finding("file-too-large", Place(label), message)])
        data = path.read_bytes()
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror or error}."
        return RawStrategy(findings=[finding("file-unreadable", Place(label), message)])
    return read_yaml_bytes(data, label)


def read_yaml_bytes(data: bytes, label: str) -> RawStrategy:
    """Like ``read_yaml``, from the bytes of a file."""
    raw = RawStrategy()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        message = "The file is saved as UTF-16 or is no text at all."
        raw.findings.append(finding("file-encoding", Place(label, 1, 1), message))
        return raw
    text = data.decode("utf-8-sig", errors="replace")
    lines = Lines(text, label)
    lines.leave_out_what_is_no_text()
    document = lines.document()
    raw.findings.extend(lines.findings)
    if document is not None:
        _split(document, label, raw)
    for name, stated, line in lines.left_out:
        raw.lists.setdefault(name, []).append(RawRecord(dict(stated), partial(_at_line, label, line), broken=True))
    return raw


def _at_line(label: str, line: int, _path: FieldPath) -> Place:
    return Place(label, line, 1)


@dataclass(slots=True)
class _At:
    """Finds the place of a field of one record from the marks of its containers."""

    label: str
    start: int
    marks: Marks | None

    def __call__(self, path: FieldPath) -> Place:
        position, marks = self.start, self.marks
        for step in path:
            if marks is None:
                break
            if isinstance(marks.positions, list):
                inside = isinstance(step, int) and step < len(marks.positions)
                found = marks.positions[step] if inside else None  # type: ignore[index]
            else:
                step = str(step)
                found = marks.positions.get(step)
            if found is None:
                break
            position, marks = found, marks.inner.get(step)
        return Place(self.label, *line_and_column(position))


def _split(document: Document, label: str, raw: RawStrategy) -> None:
    """Take a document apart into the record of the strategy and the lists of records."""
    broken = {refused.record for refused in document.refused if refused.code != "yaml-documents"}
    raw.findings.extend(_refusal(refused, label) for refused in document.refused)
    if document.values is None:
        return
    if not isinstance(document.values, dict):
        at = Place(label, *line_and_column(document.start))
        raw.findings.append(finding("wrong-shape", at, "The file must begin with 'strategy:', then lists of records."))
        return
    positions: dict[str, int] = document.marks.positions  # type: ignore[assignment]
    for key, value in document.values.items():
        name, start, marks = key.split("\0")[0], positions[key], document.marks.inner.get(key)
        at = Place(label, *line_and_column(start))
        if name == "strategy":
            if isinstance(value, dict) and raw.about is None:
                raw.about = RawRecord(value, _At(label, start, marks), ("strategy", None) in broken)
            elif not isinstance(value, dict):
                raw.findings.append(
                    finding(
                        "wrong-shape",
                        at,
                        "'strategy' must be one record, with its fields indented below it.",
                        "Write 'strategy:' on a line of its own, and below it, indented, 'id: ...' and 'name: ...'.",
                    )
                )
        elif name not in RECORD_TYPES:
            raw.findings.append(unknown_list(name, at))
        elif isinstance(value, list):
            records = raw.lists.setdefault(name, [])
            # Named by its key, which differs from the list's name when the list stands twice in the file.
            unusable = {number for list_key, number in broken if list_key == key}
            _add_records(records, name, value, marks or Marks([]), label, unusable, raw.findings)
        elif value is not None:
            message = f"'{name}' must be a list of records, each beginning with '- '."
            raw.findings.append(finding("wrong-shape", at, message))


def _add_records(
    records: list[RawRecord],
    name: str,
    items: list[Any],
    marks: Marks,
    label: str,
    unusable: set[int | None],
    findings: list[Finding],
) -> None:
    positions: list[int] = marks.positions  # type: ignore[assignment]
    for number, item in enumerate(items):
        locate: Callable[[FieldPath], Place] = _At(label, positions[number], marks.inner.get(number))
        if isinstance(item, dict):
            records.append(RawRecord(item, locate, number in unusable))
        elif number not in unusable:
            message = f"Item {number + 1} of '{name}' is {'blank' if item is None else 'no record: it has no fields'}."
            findings.append(finding("wrong-shape", locate(()), message))


def unknown_list(name: str, at: Place) -> Finding:
    """The finding for a top-level key, sheet or file that is no list of a strategy."""
    near = nearest(name, (*RECORD_TYPES, "strategy"))
    fix = f"Did you mean '{near}'?" if near else f"The lists are: {', '.join(RECORD_TYPES)}."
    return finding("unknown-list", at, f"There is no list {shown(name)}.", fix)


_REFUSALS = {
    "yaml-alias": "The anchor or alias {name} is not read.",
    "yaml-tag": "The tag {name} is not read.",
    "yaml-duplicate-key": "The key {name} stands here for the second time.",
    "yaml-key": "The key here is empty, or is itself a list or a record.",
    "yaml-documents": "A second document begins here; only the first is read.",
}


def _refusal(refused: Refused, label: str) -> Finding:
    message = _REFUSALS[refused.code].format(name=shown(refused.name))
    return finding(refused.code, Place(label, *line_and_column(refused.position)), message)
