"""Where the log lies: a file on a disk of this machine, or a PostgreSQL database that several share."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.file_system import shared_kind
from missionlab.steering.ledger.store import Store

VARIABLE = "MISSIONLAB_LEDGER"
FILE = "decisions.sqlite"
"""The log where nobody names one: in the folder in which one works."""


def place_of(given: str | Path | None = None) -> str:
    """Where the log is: ``given``, or what the environment names, or a file in the working folder."""
    return str(given or os.environ.get(VARIABLE) or FILE)


def is_shared(place: str) -> bool:
    """Whether ``place`` is an address of PostgreSQL."""
    return place.startswith(("postgresql://", "postgres://"))


def open_store(given: str | Path | None = None) -> Store:
    """The store at a place. Nothing is made or connected to before it is used.

    Raises ``InputError`` for a file on a network file system.
    """
    place = place_of(given)
    if is_shared(place):
        from missionlab.steering.ledger.postgres_store import PostgresStore

        return PostgresStore(place)
    from missionlab.steering.ledger.sqlite_store import SqliteStore

    path = Path(place)
    if path.is_dir():
        path = path / FILE
    if kind := shared_kind(path):
        raise refusals.on_a_network(str(path), kind)
    return SqliteStore(path, user())


def user() -> str:
    """The user of this machine, by name or at least by number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid-{os.getuid()}" if hasattr(os, "getuid") else "unknown"
