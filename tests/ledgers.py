"""Logs of decisions for tests: a short decision, and a database of its own in the PostgreSQL server of the tests."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

SERVER = "MISSIONLAB_TEST_POSTGRES"
"""Names a server on which tests may make databases and roles; without it tests skip and say so, never in .ci/run."""
DAY = "2026-11-24"
NOTHING = "0" * 64
EVIDENCE = {"strategy": NOTHING, "observations": NOTHING, "results": NOTHING, "version": "0.1.0", "seed": 0}


def decision(**fields: Any) -> dict[str, Any]:
    """The fields of a whole decision, with ``fields`` instead of the usual ones."""
    return {
        "strategy": "test",
        "kind": "continue",
        "subjects": ["m"],
        "question": "Go on?",
        "options": [{"name": "continue"}, {"name": "stop"}],
        "chosen": "continue",
        "reason": "The gap closes.",
        "as_of": DAY,
        "decided_on": DAY,
        "dissent": "none recorded",
        "evidence": EVIDENCE,
        **fields,
    }


def server() -> str:
    """The address of the server of the tests; the test skips where there is none."""
    found = os.environ.get(SERVER)
    if not found:
        pytest.skip(f"{SERVER} names no PostgreSQL server")
    return found


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """A new database, and its addresses as ``admin`` (superuser), ``owner`` (of the tables) and ``writer``."""
    address, mark = server(), secrets.token_hex(4)
    name, owner, writer = f"log_{mark}", f"owner_{mark}", f"writer_{mark}"
    with _admin(address) as admin:
        admin.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE".encode())
        admin.execute(f"CREATE DATABASE {name} OWNER {owner} ENCODING UTF8 TEMPLATE template0".encode())
        places = _set_up(address, name, owner, writer)
        admin.execute(f"CREATE ROLE {writer} LOGIN IN ROLE missionlab_writer".encode())
    try:
        yield places
    finally:
        with _admin(address) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
            admin.execute(f"DROP ROLE {writer}".encode())
            admin.execute(f"DROP ROLE {owner}".encode())


@contextmanager
def _admin(address: str) -> Iterator[Any]:
    """A superuser's connection, alone on the server: roles belong to all databases, and workers share them."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(1)")
        yield admin


def _set_up(address: str, name: str, owner: str, writer: str) -> dict[str, str]:
    places = {"admin": _at(address, name), "owner": _at(address, name, owner), "writer": _at(address, name, writer)}
    from missionlab.steering.ledger.postgres_store import PostgresStore

    store = PostgresStore(places["owner"])
    store.set_up()
    store.close()
    return places


def _at(address: str, database: str, user: str | None = None) -> str:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    netloc = parts.netloc if user is None else f"{user}@{host}"
    return urlunsplit((parts.scheme, netloc, f"/{database}", parts.query, ""))
