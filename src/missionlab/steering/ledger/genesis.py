"""The first entry of a log, which names it, and pseudonyms that say nothing about who is behind them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from missionlab.steering.ledger.canonical import canonical
from missionlab.steering.ledger.entry import NOTHING, Entry, sealed
from missionlab.steering.ledger.store import SCHEMA


def genesis() -> Entry:
    """A first entry with a random id, so that no two logs have a hash in common."""
    body = {"type": "genesis", "ledger": secrets.token_hex(16), "schema": SCHEMA, "recorded_at": now()}
    return sealed(0, NOTHING, canonical(body))


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def pseudonym() -> str:
    """A name for a person, drawn at random: one made from a login could be guessed."""
    return f"p-{secrets.token_hex(6)}"
