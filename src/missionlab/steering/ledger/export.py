"""The log as one document: to publish, to keep elsewhere, and to verify without the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from missionlab.base.findings import InputError, Place
from missionlab.steering.ledger.chain import Head
from missionlab.steering.ledger.entry import Entry, Raw
from missionlab.steering.ledger.store import SCHEMA

RESTRICTED = ("delegation", "note")
"""Types of entries that are not published: they say who may do what, and what auditors wrote."""


def exported(entries: Iterable[Entry], restricted: Sequence[str] = ()) -> dict[str, Any]:
    """Every entry; bodies of ``restricted`` types or kinds are left out, and their hashes stay, so that the chain can
    still be followed."""
    rows = []
    for one in entries:
        content = one.content()
        hidden = content.get("type") in restricted or content.get("kind") in restricted
        body = {} if hidden else {"body": one.body}
        rows.append({"seq": one.seq, "prev": one.prev, "hash": one.hash, **body})
    return {"schema": SCHEMA, "restricted": sorted(restricted), "entries": rows}


def read_export(path: Path) -> tuple[Raw, ...]:
    """The rows of an exported log. Raises ``InputError`` for another kind of file."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Raw(int(one["seq"]), one["prev"].encode(), one["hash"].encode(), _bytes(one.get("body")))
            for one in document["entries"]
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} is no exported log.",
            place=Place(str(path)),
            why="An export is one JSON document with a list of entries.",
            fix="Make one with `missionlab log export --out FILE`.",
        ) from error


def head_in(results: Path) -> Head:
    """The head that a briefing printed, from its ``results.json``. Raises ``InputError`` where it holds none."""
    try:
        found = json.loads(results.read_text(encoding="utf-8"))["log"]["head"]
        return Head.read(f"{found['seq']}:{found['hash']}")
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{results} holds no head of a log.",
            place=Place(str(results)),
            why="A briefing carries the head where there was a log about its strategy.",
            fix="Name the results.json of a briefing with a chapter about the log, or give --head SEQ:HASH.",
        ) from error


def _bytes(body: str | None) -> bytes | None:
    return None if body is None else body.encode()
