"""One entry of the log, and its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

NOTHING = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is stored. ``body`` is canonical JSON; ``prev`` and ``hash`` are 64 hexadecimal digits."""

    seq: int
    prev: str
    hash: str
    body: str

    def content(self) -> dict[str, Any]:
        """The body as values; nothing of one that is no JSON object, which only another program can have written."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Raw(NamedTuple):
    """A row as the store holds it, in bytes, because a damaged row need not be text.

    A named tuple, because a log has many and a frozen dataclass takes four times as long to make. ``body`` is blank in
    a public export, for entries that are not published; their hashes still link.
    """

    seq: int
    prev: bytes
    hash: bytes
    body: bytes | None


@dataclass(frozen=True, slots=True)
class SideRow:
    """Something that can be erased: its name, a random salt in hexadecimal digits, and canonical JSON."""

    ref: str
    salt: str
    content: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who stands behind a pseudonym. Only this row, which can be erased, says so."""

    id: str
    login: str
    name: str | None = None


def entry_hash(seq: int, prev: bytes, body: bytes) -> str:
    """SHA-256 of number, hash before and body, each on a line of its own."""
    return hashlib.sha256(b"%d\n%b\n%b" % (seq, prev, body)).hexdigest()


def sealed(seq: int, prev: str, body: str) -> Entry:
    """The entry with its hash."""
    return Entry(seq, prev, entry_hash(seq, prev.encode(), body.encode()), body)
