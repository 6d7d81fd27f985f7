"""The lines of a YAML file, with the records that break its grammar left out so that the others can be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from missionlab.base.findings import Finding, Place
from missionlab.strategy.catalogue import finding, shown
from missionlab.strategy.strategy import RECORD_TYPES
from missionlab.strategy.yaml_values import MAX_DEPTH, Document, Unreadable, line_and_column, position_of, read_document

_RETRY_BYTES = 16 * 1024 * 1024
"""Reading again after broken records stops when this much has been read again (and at 40 records)."""

_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffc\U00010000-\U0010ffff]")
_LINE_BREAKS = re.compile(r"\r\n|\r")
_TOP_KEY = re.compile(r"[^\s#\-][^:]*:(\s|$)")
_ITEM = re.compile(r"( *)-(\s|$)")
_STATED = re.compile(r"""(?:^[\s-]*|[{,]\s*)(id|mission):\s*["']?([A-Za-z0-9][A-Za-z0-9._-]*)""", re.MULTILINE)


class Lines:
    """The lines of a file, some of which turn out to be unreadable and are blanked."""

    def __init__(self, text: str, label: str) -> None:
        # YAML counts these three as ends of lines; no editor does.
        plain = re.sub("[\x85\u2028\u2029]", " ", text) if re.search("[\x85\u2028\u2029]", text) else text
        self.lines = _LINE_BREAKS.sub("\n", plain).split("\n")
        self.size = len(text)
        self.label = label
        self.findings: list[Finding] = []
        self.left_out: list[tuple[str, dict[str, str], int]] = []
        """The list, the id (and mission) and the first line of each record that was blanked."""

    def leave_out_what_is_no_text(self) -> None:
        """Blank the records that hold bytes which are not UTF-8, or invisible characters."""
        garbled: list[int] = []
        bad: list[int] = []
        for number, line in enumerate(self.lines, 1):
            match = _NO_TEXT.search(line)
            if match is None:
                continue
            position = position_of(number, match.start() + 1)
            bad.append(number)
            if match[0] == "\N{REPLACEMENT CHARACTER}":
                garbled.append(position)
            elif len(bad) <= 100:
                message = f"There is a character here that is no text (code {ord(match[0]):04X})."
                self._say("file-character", position, message)
        if garbled:
            others = len(garbled) - 1
            more = f" and {others} other{'s' if others > 1 else ''}" if others else ""
            self._say("file-encoding", garbled[0], f"This line{more} cannot be read as UTF-8.")
        for number in bad:
            self._blank_record(number - 1)

    def document(self) -> Document | None:
        """The document, after leaving out every record that breaks the grammar; None when there is none left."""
        budget = max(2, min(40, _RETRY_BYTES // max(1, self.size)))
        for attempt in range(budget + 1):
            try:
                return read_document("\n".join(self.lines))
            except Unreadable as broken:
                self._report(broken, last=attempt >= budget - 1)
                if not self._leave_out(broken, all_after=attempt >= budget - 1):
                    return None
        return None

    def _leave_out(self, broken: Unreadable, *, all_after: bool) -> bool:
        """Blank as little as changes something: the record, the rest of its list, the rest of the file."""
        start, end = self._line_of(broken.start) - 1, self._line_of(broken.position) - 1
        if all_after:
            return self._blank_record(start) | self._blank(range(start, len(self.lines)))
        return (
            self._blank_record(start)
            or self._blank(range(end, self._outline.end_of_list(end)))
            or self._blank(range(start, len(self.lines)))
        )

    def _report(self, broken: Unreadable, *, last: bool) -> None:
        if broken.code == "yaml-too-deep":
            self._say(broken.code, broken.position, f"Lists or keys are nested more than {MAX_DEPTH} deep here.")
            return
        message, fix = explained(broken, self.lines[self._line_of(broken.position) - 1])
        if last:
            message += " There are so many such places that the rest of the file is not read."
        self._say(broken.code, broken.start, message, fix)

    def _say(self, code: str, position: int, message: str, fix: str = "") -> None:
        self.findings.append(finding(code, Place(self.label, *line_and_column(position)), message, fix))

    def _line_of(self, position: int) -> int:
        """The number of a line that exists; the parser counts one more at the end of a file."""
        return min(line_and_column(position)[0], len(self.lines))

    @cached_property
    def _outline(self) -> _Outline:
        return _Outline(self.lines)

    def _blank_record(self, index: int) -> bool:
        """Blank the record around a line (counted from 0); False when there was nothing left to blank."""
        record = self._outline.record_at(index)
        name = self._outline.list_at(index)
        if name in RECORD_TYPES and self.lines[record.start].lstrip().startswith("-"):
            stated: dict[str, str] = {}
            for field, value in _STATED.findall("\n".join(self.lines[record.start : record.stop])):
                stated.setdefault(field, value)
            self.left_out.append((name, stated, record.start + 1))
        return self._blank(record)

    def _blank(self, span: range) -> bool:
        changed = any(self.lines[index].strip() for index in span)
        for index in span:
            self.lines[index] = ""
        return changed


class _Outline:
    """Where the lists of a file and the records in them begin, judged by the look of the lines alone."""

    def __init__(self, lines: list[str]) -> None:
        self._end = len(lines)
        self._lists = [index for index, line in enumerate(lines) if _TOP_KEY.match(line)]
        self._names = [lines[index].split(":")[0].strip() for index in self._lists]
        items: dict[int, list[tuple[int, int]]] = {}
        for index, line in enumerate(lines):
            if match := _ITEM.match(line):
                items.setdefault(self._list_before(index), []).append((index, len(match[1])))
        # What is indented more than the first item of a list is an item inside a record.
        self._records = {at: [index for index, indent in found if indent <= found[0][1]] for at, found in items.items()}

    def _list_before(self, index: int) -> int:
        return bisect_right(self._lists, index) - 1

    def list_at(self, index: int) -> str:
        """The name of the list that a line belongs to; empty above the first."""
        at = self._list_before(index)
        return self._names[at] if at >= 0 else ""

    def end_of_list(self, index: int) -> int:
        following = self._list_before(index) + 1
        return self._lists[following] if following < len(self._lists) else self._end

    def record_at(self, index: int) -> range:
        """The lines of the record around a line; of the whole list where it has no items or the line names the list."""
        at = self._list_before(index)
        top = self._lists[at] if at >= 0 else 0
        records = self._records.get(at, [])
        number = bisect_right(records, index) - 1
        if index == top or not records:
            return range(top, self.end_of_list(index))
        start = records[number] if number >= 0 else top + 1
        return range(start, records[number + 1] if number + 1 < len(records) else self.end_of_list(index))


def explained(broken: Unreadable, line: str) -> tuple[str, str]:
    """What is wrong with the grammar here and what to do, in plain words."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return "The line is indented with a tab.", "Replace the tab with spaces; YAML allows no tabs before the text."
    noticed, column = line_and_column(broken.position)
    if line_and_column(broken.start)[0] < noticed:
        return (
            f"Something that opens here, such as a bracket or a quotation mark, is not closed properly "
            f"(noticed on line {noticed}).",
            "Close it, or put the whole text in double quotation marks.",
        )
    if "mapping values are not allowed" in broken.problem:
        return (
            "There is a second colon on this line, or the line above should not be followed by an indented field.",
            "Put a text that contains a colon in quotation marks, and line up the fields of a record.",
        )
    if "cannot start any token" in broken.problem:
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
