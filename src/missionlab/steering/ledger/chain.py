"""Whether the log is as it was written: every number, every link, every body, and heads that others kept.

The chain shows edits inside it. It cannot show that its end was cut off, nor that somebody wrote all of it anew with
fresh hashes: only a *head* (a number and a hash) that somebody else kept shows that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from missionlab.base.findings import InputError
from missionlab.base.text import Text, say, text
from missionlab.steering.ledger.entry import NOTHING, Raw, entry_hash

SHORT = 16
"""Hexadecimal digits of a hash that are printed; fewer are not accepted as a head."""


class Kind(StrEnum):
    """What is wrong with a log."""

    GAP = "gap"
    """An entry is missing."""
    LINK = "link"
    """An entry was replaced: the next one names another hash than it has."""
    BODY = "body"
    """An entry does not fit its own hash."""
    TRUNCATED = "truncated"
    """A head that was kept has a higher number than the last entry: the end was cut off."""
    REWRITTEN = "rewritten"
    """An entry has another hash than the head that was kept of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log at some time: number and hash (at least its first 16 digits)."""

    seq: int
    hash: str

    @classmethod
    def read(cls, written: str) -> Head:
        """A head from ``SEQ:HASH``. Raises ``InputError`` for anything else."""
        found = re.fullmatch(r"(\d{1,15}):([0-9A-Fa-f ]+)", written.strip())
        digits = found[2].replace(" ", "").lower() if found else ""
        if found is None or not SHORT <= len(digits) <= 64:
            raise InputError(
                f"{written!r} is not a head of a log.",
                why="A head is the number of an entry and at least the first 16 digits of its hash.",
                fix="Copy it from a briefing or from `missionlab log head`, such as 12:0123456789abcdef.",
            )
        return cls(int(found[1]), digits)

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: at which entry, of what kind, and in words."""

    seq: int
    kind: Kind
    said: Text


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what was found; ``faults`` in the order of entries."""

    ledger: str | None
    """Id of the log, from its first entry."""
    entries: int
    head: Head | None
    """Of the last entry, as stored."""
    faults: tuple[Fault, ...]
    heads_checked: int = 0
    unguarded: tuple[str, ...] = ()
    """Guards of the store that are missing: they stop accidents, the chain shows intent."""
    left_out: int = 0
    """Entries of an exported log without their bodies: their links are checked, and what they say cannot be."""

    @property
    def intact(self) -> bool:
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        return {
            "intact": self.intact,
            "ledger": self.ledger,
            "entries": self.entries,
            "head": None if self.head is None else {"seq": self.head.seq, "hash": self.head.hash},
            "heads_checked": self.heads_checked,
            "left_out": self.left_out,
            "first_bad": self.faults[0].seq if self.faults else None,
            "faults": [{"seq": one.seq, "kind": str(one.kind), "message": say(one.said)} for one in self.faults],
            "unguarded": list(self.unguarded),
        }


MOST_FAULTS = 20
"""More are not listed: after the first few they say the same."""


def verification(rows: Iterable[Raw], heads: Sequence[Head] = (), unguarded: tuple[str, ...] = ()) -> Verification:
    """The check of ``rows`` in the order of their numbers, against ``heads`` that were kept elsewhere."""
    faults: list[Fault] = []
    wanted: dict[int, list[Head]] = {}
    for head in heads:
        wanted.setdefault(head.seq, []).append(head)
    count, left_out, expected, before, last, ledger = 0, 0, 0, NOTHING.encode(), None, None
    for row in rows:
        seq, prev, hash_, body = row
        fits = body is None or entry_hash(seq, prev, body).encode() == hash_
        if seq != expected:
            faults.append(_gap(row, expected))
        elif prev != before:
            faults.append(_link(row, fits))
        if not fits:
            faults.append(Fault(seq, Kind.BODY, text("log.fault.body", seq=seq)))
        if seq in wanted:
            faults.extend(_rewritten(one, row) for one in wanted[seq] if not hash_.startswith(one.hash.encode()))
        if last is None:
            ledger = _ledger_id(row)
        left_out += body is None
        count, expected, before, last = count + 1, seq + 1, hash_, row
    end = -1 if last is None else last.seq
    faults.extend(_cut(head, end) for head in heads if head.seq > end)
    head = None if last is None else Head(last.seq, last.hash.decode("ascii", "replace"))
    if last is None and not heads:
        faults.append(Fault(0, Kind.GAP, text("log.fault.empty")))
    ordered = sorted(faults, key=lambda fault: fault.seq)[:MOST_FAULTS]
    return Verification(ledger, count, head, tuple(ordered), len(heads), unguarded, left_out)


def _gap(row: Raw, expected: int) -> Fault:
    if row.seq < 0:
        return Fault(row.seq, Kind.GAP, text("log.fault.number", seq=row.seq))
    return Fault(expected, Kind.GAP, text("log.fault.gap", n=row.seq - expected, first=expected, last=row.seq - 1))


def _link(row: Raw, fits: bool) -> Fault:
    """The entry before was replaced, if this one still fits its own hash; else this one's link was edited."""
    if row.seq == 0:
        return Fault(0, Kind.LINK, text("log.fault.first"))
    if fits:
        return Fault(row.seq - 1, Kind.LINK, text("log.fault.replaced", seq=row.seq - 1, next=row.seq))
    return Fault(row.seq, Kind.LINK, text("log.fault.link", seq=row.seq, before=row.seq - 1))


def _rewritten(head: Head, row: Raw) -> Fault:
    now = row.hash[:SHORT].decode("ascii", "replace")
    return Fault(row.seq, Kind.REWRITTEN, text("log.fault.rewritten", seq=row.seq, kept=head.hash[:SHORT], now=now))


def _cut(head: Head, end: int) -> Fault:
    return Fault(max(end + 1, 0), Kind.TRUNCATED, text("log.fault.truncated", kept=head.seq, first=end + 1))


def _ledger_id(row: Raw) -> str | None:
    try:
        body = json.loads(row.body or b"")
    except ValueError:
        return None
    found = body.get("ledger") if isinstance(body, dict) else None
    return found if isinstance(found, str) else None
