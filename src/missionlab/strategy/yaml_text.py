"""Writes records as YAML that a policy person can read and that every reader of YAML understands alike.

Texts that any version of YAML could take for something else (``no``, ``2018``, ``1e5``) are in quotes. Long texts are
folded at spaces, texts of several lines stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 100
"""Columns within which long texts are folded."""

_PRINTED = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc\U00010000-\U0010ffff"
_UNPRINTED = re.compile(f"[^{_PRINTED}]")
_LINES = re.compile(f"[{_PRINTED}\\n]*")
_PLAIN = re.compile(r"[^\W\d_](?:[^:#]|:(?=[^\s,\]}])|(?<=\S)#)*")
_PLAIN_IN_BRACKETS = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_TAKEN = re.compile(r"(?:y|n|yes|no|true|false|on|off|null|nan|inf|none)", re.IGNORECASE)
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Plain(str):
    """A text that is written without quotes whatever it looks like: a date, a period, the year of a goal."""

    __slots__ = ()


def lines(values: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """The lines of a block of keys with texts, numbers, yes or no, lists of texts or records, or such blocks."""
    for key, value in values.items():
        yield from _entry(f"{' ' * indent}{_key(key)}:", value, indent)


def _entry(start: str, value: Any, indent: int) -> Iterator[str]:
    match value:
        case Mapping():
            yield start
            yield from lines(value, indent + 2)
        case list() if value and isinstance(value[0], Mapping):
            yield start
            for record in value:
                first, *rest = lines(record, indent + 4)
                yield f"{' ' * (indent + 2)}- {first.lstrip(' ')}"
                yield from rest
        case list():
            yield from _texts(start, value, indent)
        case str():
            yield from _text(start, value, indent)
        case _:
            yield f"{start} {_number(value)}"


def _key(key: str) -> str:
    return key if isinstance(key, Plain) or _is_word(key) else _quoted(key)


def _is_word(text: str) -> bool:
    return bool(_PLAIN_IN_BRACKETS.fullmatch(text)) and not _TAKEN.fullmatch(text)


def _texts(start: str, items: list[str], indent: int) -> Iterator[str]:
    """Short ids between brackets on one line, other texts under each other."""
    line = f"{start} [{', '.join(item if _is_word(item) else _quoted(item) for item in items)}]"
    if all(len(item) <= 80 for item in items) and len(line) <= WIDTH:
        yield line
        return
    yield start
    for item in items:
        yield from _text(f"{' ' * (indent + 2)}-", item, indent + 2)


def _text(start: str, text: str, indent: int) -> Iterator[str]:
    inner = " " * (indent + 2)
    pieces = text.split("\n")
    if isinstance(text, Plain):
        yield f"{start} {text}"
    elif len(pieces) > 1 and _LINES.fullmatch(text) and all(piece == piece.strip() for piece in pieces) and pieces[-1]:
        yield f"{start} |-"
        yield from (f"{inner}{piece}".rstrip() for piece in pieces)
    elif len(start) + len(text) > WIDTH + 10 and " " in text and not _UNPRINTED.search(text) and text == text.strip():
        yield f"{start} >-"
        yield from (f"{inner}{line}" for line in _folded(text, WIDTH - len(inner)))
    elif _PLAIN.fullmatch(text) and not _UNPRINTED.search(text) and not text.endswith((" ", ":")):
        yield f"{start} {_quoted(text) if _TAKEN.fullmatch(text) else text}"
    else:
        yield f"{start} {_quoted(text)}"


def _folded(text: str, width: int) -> Iterator[str]:
    """``text`` cut at single spaces; a fold reads back as one space, so that nothing else may be cut."""
    line = ""
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    safe = re.sub(r'[\n\t\r"\\]', lambda match: _ESCAPES[match[0]], text)
    return f'"{_UNPRINTED.sub(_escape, safe)}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _number(value: bool | int | float) -> str:
    """A number in a form that all versions of YAML read alike: whole without a point, powers of ten with one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    if text.endswith(".0") and text != "-0.0":
        return text[:-2]
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa}.0e{exponent}" if mark and "." not in mantissa else text
