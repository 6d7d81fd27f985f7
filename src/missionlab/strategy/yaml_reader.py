"""Reads a YAML file into the raw form, with the place of every field.

A text that breaks YAML's grammar is mended by leaving out the record around the broken place, keeping the line numbers,
and reading again: one broken record never hides the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from missionlab.base.findings import Finding, Place
from missionlab.strategy.catalogue import finding, nearest, shown
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy
from missionlab.strategy.strategy import RECORD_TYPES
from missionlab.strategy.yaml_values import Document, Marks, Position, Refused, Unreadable, read_document

MAX_BYTES = 64 * 1024 * 1024
_RETRY_BYTES = 16 * 1024 * 1024
"""Reading again after broken records stops when this much has been read again (and at 40 records)."""

_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffc\U00010000-\U0010ffff]")
_LINE_BREAKS = re.compile(r"\r\n|\r")
_TOP_KEY = re.compile(r"[^\s#\-][^:]*:(\s|$)")
_ITEM = re.compile(r"( *)-(\s|$)")
_ID = re.compile(r"""^[\s-]*id:\s*["']?([A-Za-z0-9][A-Za-z0-9._-]*)""", re.MULTILINE)


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
    source = _Lines(text, label, raw)
    source.leave_out_what_is_no_text()
    document = source.document()
    if document is not None:
        _split(document, source, raw)
    for name, values, line in source.left_out:
        raw.lists.setdefault(name, []).append(RawRecord(values, partial(_at_line, label, line), broken=True))
    return raw


def _at_line(label: str, line: int, _path: FieldPath) -> Place:
    return Place(label, line, 1)


class _Lines:
    """The lines of a file, some of which turn out to be unreadable and are blanked."""

    def __init__(self, text: str, label: str, raw: RawStrategy) -> None:
        # YAML counts these three as ends of lines; no editor does.
        plain = re.sub("[\x85\u2028\u2029]", " ", text) if re.search("[\x85\u2028\u2029]", text) else text
        self.lines = _LINE_BREAKS.sub("\n", plain).split("\n")
        self.size = len(text)
        self.label, self.raw = label, raw
        self.left_out: list[tuple[str, dict[str, Any], int]] = []

    def leave_out_what_is_no_text(self) -> None:
        """Blank the records that hold bytes which are not UTF-8, or invisible characters."""
        garbled: list[Position] = []
        bad: list[int] = []
        for number, line in enumerate(self.lines, 1):
            match = _NO_TEXT.search(line)
            if match is None:
                continue
            position = Position.at(number, match.start() + 1)
            bad.append(number)
            if match[0] == "\N{REPLACEMENT CHARACTER}":
                garbled.append(position)
            elif len(bad) <= 100:
                message = f"There is a character here that is no text (code {ord(match[0]):04X})."
                self._say("file-character", position, message)
        if garbled:
            more = f", and {len(garbled) - 1} more lines" if len(garbled) > 1 else ""
            self._say("file-encoding", garbled[0], f"This line{more} cannot be read as UTF-8.")
        for number in bad:
            self._blank_record(number)

    def document(self) -> Document | None:
        """The document, after leaving out every record that breaks the grammar; None when there is none left."""
        budget = max(2, min(40, _RETRY_BYTES // max(1, self.size)))
        for attempt in range(budget):
            try:
                return read_document("\n".join(self.lines))
            except Unreadable as broken:
                self._report(broken, last=attempt == budget - 1)
                place = broken.since or broken.position
                if not self._blank_record(min(place.line, len(self.lines))):
                    self._blank(range(broken.position.line - 1, self._end_of_list(broken.position.line - 1)))
        return None

    def _report(self, broken: Unreadable, *, last: bool) -> None:
        if broken.code == "yaml-too-deep":
            self._say(broken.code, broken.position, "Lists or keys are nested more than 40 deep here.")
            return
        line = self.lines[broken.position.line - 1] if broken.position.line <= len(self.lines) else ""
        message, fix = explained(broken, line)
        if last:
            message += " There are so many such places that the rest of the file is not read."
        self._say(broken.code, broken.since or broken.position, message, fix)

    def _say(self, code: str, position: Position, message: str, fix: str = "") -> None:
        self.raw.findings.append(finding(code, Place(self.label, position.line, position.column), message, fix))

    def _blank_record(self, number: int) -> bool:
        """Blank the record around a line (counted from 1); False when there was nothing left to blank."""
        index = number - 1
        top = self._top_key(index)
        if top is None:
            return self._blank(range(index, self._end_of_list(index)))
        indent = self._item_indent(top)
        if indent is None or index == top:
            return self._blank(range(top if index == top else index, self._end_of_list(index)))
        first = index
        while first > top and not self._is_item(first, indent):
            first -= 1
        after = max(index, first) + 1
        end = self._end_of_list(index)
        while after < end and not self._is_item(after, indent):
            after += 1
        if first == top:
            first += 1
        self._remember(top, first, after)
        return self._blank(range(first, after))

    def _remember(self, top: int, first: int, after: int) -> None:
        """Keep the id of a record that is left out, so that references to it are not called unknown."""
        name = self.lines[top].split(":")[0].strip()
        match = _ID.search("\n".join(self.lines[first:after]))
        if name in RECORD_TYPES and match is not None:
            self.left_out.append((name, {"id": match[1]}, first + 1))

    def _blank(self, span: range) -> bool:
        changed = any(self.lines[index].strip() for index in span)
        for index in span:
            self.lines[index] = ""
        return changed

    def _top_key(self, index: int) -> int | None:
        while index >= 0:
            if _TOP_KEY.match(self.lines[index]):
                return index
            index -= 1
        return None

    def _end_of_list(self, index: int) -> int:
        index += 1
        while index < len(self.lines) and not _TOP_KEY.match(self.lines[index]):
            index += 1
        return min(index, len(self.lines))

    def _item_indent(self, top: int) -> int | None:
        for index in range(top + 1, self._end_of_list(top)):
            if match := _ITEM.match(self.lines[index]):
                return len(match[1])
        return None

    def _is_item(self, index: int, indent: int) -> bool:
        match = _ITEM.match(self.lines[index])
        return match is not None and len(match[1]) <= indent


def explained(broken: Unreadable, line: str) -> tuple[str, str]:
    """What is wrong with the grammar here and what to do, in plain words."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "The line is indented with a tab.", "Replace the tab with spaces; YAML allows no tabs before the text."
    if broken.since is not None and broken.since.line < broken.position.line:
        return (
            f"Something that opens here, such as a bracket or a quotation mark, is not closed properly "
            f"(noticed on line {broken.position.line}).",
            "Close it, or put the whole text in double quotation marks.",
        )
    if "mapping values are not allowed" in broken.problem:
        return (
            "There is a second colon on this line, or the line above should not be followed by an indented field.",
            "Put a text that contains a colon in quotation marks, and line up the fields of a record.",
        )
    if "cannot start any token" in broken.problem:
        column = broken.position.column
        character = line[column - 1 : column]
        return (
            f"A value cannot begin with the character {shown(character)}.",
            "Put the value in quotation marks.",
        )
    if "escape" in broken.problem:
        return (
            "There is a backslash in double quotation marks that means nothing.",
            "Use single quotation marks around a text with backslashes.",
        )
    if "did not find expected" in broken.problem:
        return (
            "This line does not fit the ones above it.",
            "Give all fields of a record the same indentation, and begin each record with '- '.",
        )
    return "The text is not valid YAML here.", ""


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
        at = Position(position)
        return Place(self.label, at.line, at.column)


def _split(document: Document, source: _Lines, raw: RawStrategy) -> None:
    """Take a document apart into the record of the strategy and the lists of records."""
    broken = {refused.record for refused in document.refused if refused.code != "yaml-documents"}
    raw.findings.extend(_refusal(refused, source.label) for refused in document.refused)
    if document.values is None:
        return
    if not isinstance(document.values, dict):
        at = Place(source.label, document.start.line, document.start.column)
        raw.findings.append(finding("wrong-shape", at, "The file must begin with 'strategy:', then lists of records."))
        return
    places = _At(source.label, document.start, document.marks)
    for key, value in document.values.items():
        name, at, marks = key.split("\0")[0], places((key,)), document.marks.inner.get(key)
        start = Position.at(at.line or 1, at.column or 1)
        if name == "strategy":
            if isinstance(value, dict) and raw.about is None:
                raw.about = RawRecord(value, _At(source.label, start, marks), ("strategy", None) in broken)
            elif not isinstance(value, dict):
                raw.findings.append(
                    finding("wrong-shape", at, "'strategy' must be one record, with its fields indented below it.")
                )
        elif name not in RECORD_TYPES:
            raw.findings.append(unknown_list(name, at))
        elif isinstance(value, list):
            records = raw.lists.setdefault(name, [])
            # Named by its key, which differs from the list's name when the list stands twice in the file.
            unusable = {number for list_key, number in broken if list_key == key}
            _add_records(records, name, value, marks or Marks([]), source.label, unusable, raw.findings)
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
            message = f"Item {number + 1} of '{name}' is no record: it has no fields."
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
    return finding(refused.code, Place(label, refused.position.line, refused.position.column), message)
