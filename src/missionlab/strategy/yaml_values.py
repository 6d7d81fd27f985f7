"""One YAML document as plain values, with the place of each key, and with what is refused in it.

Built from the parser's events, without recursion, so that depth and aliases cost nothing and run nothing. Only null,
true, false, whole numbers and decimals are more than text: a date stays ``2018-05-21``, a country stays ``NO``, and a
code stays ``01``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 40
"""Levels of nesting; a record of a strategy has at most seven."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*(?:_[0-9]+)*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_START = frozenset("0123456789+-.")
_LONGEST_NUMBER = 300
_CORE = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_TEXT_TAGS = frozenset(("!", "tag:yaml.org,2002:str"))


_COLUMN_BITS = 27
"""Enough for the longest line of the largest file that is read."""


def position_of(line: int, column: int) -> int:
    """Line and column, from 1, as one number, because a large file has a million of them."""
    return line << _COLUMN_BITS | column


def line_and_column(position: int) -> tuple[int, int]:
    return position >> _COLUMN_BITS, position & (1 << _COLUMN_BITS) - 1


@dataclass(slots=True)
class Marks:
    """Where a container's parts stand: the position of each key or item, and the marks of those that are containers."""

    positions: dict[str, int] | list[int]
    inner: dict[str | int, Marks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something legal in YAML that a strategy may not contain, and the record in which it stands."""

    code: str
    position: int
    name: str
    record: tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file, their marks, what was refused in them."""

    values: Any
    marks: Marks
    start: int
    refused: tuple[Refused, ...]


class Unreadable(Exception):
    """The text cannot be read on from ``position``; ``since`` is where the construct that fails begins."""

    def __init__(self, code: str, problem: str, position: int, since: int | None = None) -> None:
        super().__init__(problem)
        self.code, self.problem, self.position = code, problem, position
        self.start = position if since is None else since
        """The position to mend: of the construct if it is known, else of the failure."""


def plain_value(text: str) -> Any:
    """The value of an unquoted scalar: a number, true, false or null where it is written as one, else the text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_START and len(text) <= _LONGEST_NUMBER:
        if _WHOLE.match(text):
            return int(text)
        if _DECIMAL.match(text):
            return float(text)
    return text


class _Open:
    """A mapping or list that is being filled."""

    __slots__ = ("container", "is_map", "key", "latest", "marks")

    def __init__(self, container: Any, marks: Any) -> None:
        self.container, self.marks, self.is_map = container, marks, type(container) is dict
        self.key: str | None = None
        """The key whose value comes next."""
        self.latest = ""
        """The latest key."""


def read_document(text: str) -> Document:
    """The first document of ``text``. Raises ``Unreadable`` at the first place that cannot be read."""
    return _Builder().build(text)


class _Builder:
    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.refused: list[Refused] = []
        self.root: Any = None
        self.root_marks = Marks({})
        self.start = position_of(1, 1)

    def build(self, text: str) -> Document:
        documents = 0
        for event in _events(text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._start(event, {}, Marks({}))
            elif kind is yaml.SequenceStartEvent:
                self._start(event, [], Marks([]))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
            elif kind is yaml.AliasEvent:
                self._refuse("yaml-alias", event, f"*{event.anchor}")
                self._put(None, None, event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._refuse("yaml-documents", event, "---")
                    break
        return Document(self.root, self.root_marks, self.start, tuple(self.refused))

    def _scalar(self, event: Any) -> None:
        value, tag = event.value, event.tag
        if tag or event.anchor:
            self._properties(event)
        top = self.open[-1] if self.open else None
        # A key is text whatever it looks like, so that `2030:` and `"2030":` are one key.
        is_key = top is not None and top.key is None and top.is_map
        if not is_key and (event.implicit[0] if tag is None else tag not in _TEXT_TAGS):
            value = plain_value(value)
        self._put(value, None, event)

    def _start(self, event: Any, container: dict[str, Any] | list[Any], marks: Marks) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise Unreadable("yaml-too-deep", "", _position(event))
        if event.anchor or event.tag:
            self._properties(event)
        self._put(container, marks, event)
        self.open.append(_Open(container, marks))

    def _put(self, value: Any, marks: Marks | None, event: Any) -> None:
        """Put a value where it belongs: at the root, into a list, or as a key or the value of one."""
        if not self.open:
            self.root, self.start = value, _position(event)
            self.root_marks = marks or self.root_marks
            return
        top = self.open[-1]
        if not top.is_map:
            if marks is not None:
                top.marks.inner[len(top.container)] = marks
            top.marks.positions.append(_position(event))
            top.container.append(value)
        elif top.key is None:
            top.key = self._as_key(value, top, event)
        else:
            if marks is not None:
                top.marks.inner[top.key] = marks
            top.container[top.key] = value
            top.key = None

    def _as_key(self, value: Any, top: _Open, event: Any) -> str:
        position, positions = _position(event), top.marks.positions
        if not value or not isinstance(value, str):
            self._refuse("yaml-key", event, "")
            value = f"\N{REPLACEMENT CHARACTER}{position}"
        elif value in positions:
            self._refuse("yaml-duplicate-key", event, value)
            # At the top of the file both lists are kept, each under its own key.
            value = f"{value}\0{position}" if len(self.open) == 1 else value
        positions[value] = position
        top.latest = value
        return value

    def _properties(self, event: Any) -> None:
        if event.anchor:
            self._refuse("yaml-alias", event, f"&{event.anchor}")
        if event.tag and event.tag not in _CORE and event.tag != "!":
            self._refuse("yaml-tag", event, event.tag)

    def _refuse(self, code: str, event: Any, name: str) -> None:
        self.refused.append(Refused(code, _position(event), name, self._record()))

    def _record(self) -> tuple[str, int | None]:
        """The record being filled: its list's key and its number there; no number for what is no list."""
        if len(self.open) < 2:
            return "", None
        name = self.open[0].latest
        if not self.open[1].is_map:
            items = len(self.open[1].container)
            return name, items - 1 if len(self.open) > 2 else items
        return name, None


def _position(event: Any) -> int:
    mark = event.start_mark
    return mark.line + 1 << _COLUMN_BITS | mark.column + 1


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    get_event, last = loader.get_event, None
    try:
        while True:
            event = get_event()
            if event is None:
                return
            yield event
            last = event
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, last) from error
    except yaml.reader.ReaderError as error:
        raise Unreadable("file-character", error.reason, position_of(1, 1)) from error
    finally:
        loader.dispose()


_CONTEXTS_TO_BLAME = ("flow", "quoted scalar", "simple key", "block scalar")


def _unreadable(error: yaml.MarkedYAMLError, last: Any) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    since = None
    if error.context_mark is not None and any(word in (error.context or "") for word in _CONTEXTS_TO_BLAME):
        since = position_of(error.context_mark.line + 1, error.context_mark.column + 1)
    elif (
        isinstance(last, yaml.ScalarEvent)
        and last.style in ("'", '"')
        and last.start_mark.line < last.end_mark.line == line
    ):
        # A quotation that ran over several lines and ended just here was most likely never closed where it should be.
        since = _position(last)
    at = position_of(line + 1, (mark.column if mark else 0) + 1)
    problem = error.problem or error.context or ""
    if "nesting" in problem:
        # Since 0.2.6 the parser has a limit of its own, and meets it while looking ahead, before any event.
        return Unreadable("yaml-too-deep", problem, at)
    return Unreadable("yaml-syntax", problem, at, since)
