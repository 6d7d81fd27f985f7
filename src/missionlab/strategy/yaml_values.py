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


class Position(int):
    """Line and column, from 1, as one number, because a large file has a million of them."""

    __slots__ = ()

    @classmethod
    def at(cls, line: int, column: int) -> Position:
        return cls(line << 24 | min(column, 0xFFFFFF))

    @property
    def line(self) -> int:
        return self >> 24

    @property
    def column(self) -> int:
        return self & 0xFFFFFF


@dataclass(slots=True)
class Marks:
    """Where a container's parts stand: the position of each key or item, and the marks of those that are containers."""

    positions: dict[str, int] | list[int]
    inner: dict[str | int, Marks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something legal in YAML that a strategy may not contain, and the record in which it stands."""

    code: str
    position: Position
    name: str
    record: tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file, their marks, what was refused in them."""

    values: Any
    marks: Marks
    start: Position
    refused: tuple[Refused, ...]


class Unreadable(Exception):
    """The text cannot be read on from ``position``; ``since`` is where the construct that fails begins."""

    def __init__(self, code: str, problem: str, position: Position, since: Position | None = None) -> None:
        super().__init__(problem)
        self.code, self.problem, self.position, self.since = code, problem, position, since


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

    __slots__ = ("container", "key", "marks")

    def __init__(self, container: dict[str, Any] | list[Any], marks: Marks) -> None:
        self.container, self.marks = container, marks
        self.key: str | None = None


def read_document(text: str) -> Document:
    """The first document of ``text``. Raises ``Unreadable`` at the first place that cannot be read."""
    return _Builder().build(text)


class _Builder:
    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.refused: list[Refused] = []
        self.root: Any = None
        self.root_marks = Marks({})
        self.start = Position.at(1, 1)

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
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
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

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: Any = event.value
        tag: str | None = event.tag
        if event.anchor or tag:
            self._properties(event)
        expects_key = bool(self.open) and self.open[-1].key is None and type(self.open[-1].container) is dict
        # A key is text whatever it looks like, so that `2030:` and `"2030":` are one key.
        is_plain = event.implicit[0] if tag is None else tag not in _TEXT_TAGS
        if is_plain and not expects_key:
            value = plain_value(value)
        self._put(value, None, event)

    def _start(self, event: Any, container: dict[str, Any] | list[Any], marks: Marks) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise Unreadable("yaml-too-deep", "", _position(event.start_mark))
        if event.anchor or event.tag:
            self._properties(event)
        self._put(container, marks, event)
        self.open.append(_Open(container, marks))

    def _put(self, value: Any, marks: Marks | None, event: Any) -> None:
        """Put a value where it belongs: at the root, into a list, or as a key or the value of one."""
        if not self.open:
            self.root, self.start = value, _position(event.start_mark)
            self.root_marks = marks or self.root_marks
            return
        top = self.open[-1]
        mark = event.start_mark
        if type(top.container) is list:
            if marks is not None:
                top.marks.inner[len(top.container)] = marks
            top.marks.positions.append(Position.at(mark.line + 1, mark.column + 1))  # type: ignore[union-attr]
            top.container.append(value)
        elif top.key is None:
            top.key = self._as_key(value, top, event)
        else:
            if marks is not None:
                top.marks.inner[top.key] = marks
            top.container[top.key] = value  # type: ignore[call-overload]
            top.key = None

    def _as_key(self, value: Any, top: _Open, event: Any) -> str:
        position = _position(event.start_mark)
        positions: dict[str, int] = top.marks.positions  # type: ignore[assignment]
        if not isinstance(value, str) or not value:
            self._refuse("yaml-key", event, "")
            value = f"\N{REPLACEMENT CHARACTER}{position.line}:{position.column}"
        elif value in positions:
            self._refuse("yaml-duplicate-key", event, value)
            # At the top of the file both lists are kept, each under its own key.
            value = f"{value}\0{position}" if len(self.open) == 1 else value
        positions[value] = position
        return value

    def _properties(self, event: Any) -> None:
        if event.anchor:
            self._refuse("yaml-alias", event, f"&{event.anchor}")
        if event.tag and event.tag not in _CORE and event.tag != "!":
            self._refuse("yaml-tag", event, event.tag)

    def _refuse(self, code: str, event: Any, name: str) -> None:
        self.refused.append(Refused(code, _position(event.start_mark), name, self._record()))

    def _record(self) -> tuple[str, int | None]:
        """The record being filled: its list's key and its number there; no number for what is no list."""
        if not self.open:
            return "", None
        name = self.open[0].key or ""
        if len(self.open) > 1 and type(self.open[1].container) is list:
            items = len(self.open[1].container)
            return name, items - 1 if len(self.open) > 2 else items
        return name, None


def _position(mark: Any) -> Position:
    return Position.at(mark.line + 1, mark.column + 1)


def _events(text: str) -> Iterator[Any]:
    loader = _LOADER(text)
    last: Any = None
    try:
        while (event := loader.get_event()) is not None:
            yield event
            last = event
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, last) from error
    except yaml.reader.ReaderError as error:
        raise Unreadable("file-character", error.reason, Position.at(1, 1)) from error
    finally:
        loader.dispose()


_CONTEXTS_TO_BLAME = ("flow", "quoted scalar", "simple key", "block scalar")


def _unreadable(error: yaml.MarkedYAMLError, last: Any) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    position = _position(mark) if mark else Position.at(1, 1)
    since = None
    if error.context_mark is not None and any(word in (error.context or "") for word in _CONTEXTS_TO_BLAME):
        since = _position(error.context_mark)
    elif (
        isinstance(last, yaml.ScalarEvent)
        and last.style in ("'", '"')
        and last.start_mark.line < last.end_mark.line == position.line - 1
    ):
        # A quotation that ran over several lines and ended just here was most likely never closed where it should be.
        since = _position(last.start_mark)
    return Unreadable("yaml-syntax", error.problem or error.context or "", position, since)
