"""A log in a PostgreSQL database, shared by several people. The owner of the tables sets it up and is no writer.

Numbers come from the last entry under a lock, not from a sequence: a sequence is not the order of commits, and leaves
gaps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from missionlab.base.findings import InputError
from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.entry import Entry, Person, Raw, SideRow
from missionlab.steering.ledger.genesis import genesis, pseudonym
from missionlab.steering.ledger.postgres_setup import LOCK, SCHEMA_NAME, SETUP, TRIGGERS
from missionlab.steering.ledger.store import SCHEMA, following

if TYPE_CHECKING:
    import psycopg

WAIT_SECONDS = 30
_ENTRY = f"{SCHEMA_NAME}.entry"
_ROWS = f"SELECT seq, prev, hash, body FROM {_ENTRY}"
_INSERT = f"INSERT INTO {_ENTRY}(seq, prev, hash, body) VALUES (%s, %s, %s, %s)"
_ANNEX = f"INSERT INTO {SCHEMA_NAME}.side(ref, salt, content) VALUES (%s, %s, %s)"
_PERSON = (
    f"INSERT INTO {SCHEMA_NAME}.person(id, login, name) VALUES (%s, %s, %s) "
    "ON CONFLICT (login) DO UPDATE SET name = coalesce(excluded.name, person.name)"
)
_TRIGGERS = "SELECT tgname::text FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')"


class PostgresStore:
    """The log in the database at ``address``, such as ``postgresql://anna@host/missions``."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None

    @property
    def place(self) -> str:
        """The address without user and password."""
        parts = urlsplit(self._address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def login(self) -> str:
        with self._refusing() as connection:
            return self._one(connection, "SELECT session_user::text")[0]

    def exists(self) -> bool:
        with self._refusing() as connection:
            return self._begun(connection)

    def rows(self, start: int = 0) -> Iterator[Raw]:
        with self._refusing() as connection:
            self._must_exist(connection)
            part = f"WHERE seq >= {int(start)}" if start else ""
            with connection.transaction(), connection.cursor(name="missionlab_rows") as cursor:
                cursor.itersize = 5000
                cursor.execute(f"{_ROWS} {part} ORDER BY seq".encode())
                for seq, *texts in cursor:
                    yield Raw(seq, *(one.encode() for one in texts))

    def entry(self, seq: int) -> Entry | None:
        with self._refusing() as connection:
            row = _run(connection, f"{_ROWS} WHERE seq = %s", seq).fetchone()
            return None if row is None else Entry(*row)

    def last(self) -> Entry | None:
        with self._refusing() as connection:
            return self._last(connection)

    def append(self, body: Callable[[int], str], annexes: Sequence[SideRow] = ()) -> Entry:
        with self._refusing() as connection:
            self._must_exist(connection)
            with connection.transaction():
                new = self._added(connection, body)
                for annex in annexes:
                    _run(connection, _ANNEX, annex.ref, annex.salt, annex.content)
            return new

    def _added(self, connection: psycopg.Connection[Any], body: Callable[[int], str]) -> Entry:
        _run(connection, "SELECT pg_advisory_xact_lock(%s)", LOCK)
        last = self._last(connection)
        assert last is not None
        new = following(last, body, self.place)
        done = _run(connection, _INSERT, new.seq, new.prev, new.hash, new.body)
        if done.rowcount != 1:
            raise refusals.out_of_turn(self.place, "no row was written")
        return new

    def person(self, login: str, name: str | None = None) -> Person:
        with self._refusing() as connection:
            self._must_exist(connection)
            _run(connection, _PERSON, pseudonym(), login, name)
        return next(one for one in self.people() if one.login == login)

    def people(self) -> tuple[Person, ...]:
        with self._refusing() as connection:
            if not self._begun(connection):
                return ()
            found = _run(connection, f"SELECT id, login, name FROM {SCHEMA_NAME}.person ORDER BY id")
            return tuple(Person(*row) for row in found)

    def annex(self, ref: str) -> SideRow | None:
        with self._refusing() as connection:
            row = _run(connection, f"SELECT ref, salt, content FROM {SCHEMA_NAME}.side WHERE ref = %s", ref).fetchone()
            return None if row is None else SideRow(*row)

    def erase(self, ref: str, body: Callable[[int], str]) -> bool:
        with self._refusing() as connection:
            self._must_exist(connection)
            with connection.transaction():
                gone = sum(
                    _run(connection, f"DELETE FROM {SCHEMA_NAME}.{table} WHERE {key} = %s", ref).rowcount
                    for table, key in (("side", "ref"), ("person", "id"))
                )
                if gone:
                    self._added(connection, body)
            return gone > 0

    def unguarded(self) -> tuple[str, ...]:
        with self._refusing() as connection:
            found = _run(connection, _TRIGGERS, _ENTRY)
            have = {row[0] for row in found}
        return tuple(name for name in TRIGGERS if name not in have)

    def set_up(self) -> Entry:
        """Make the tables, guards, roles and the first entry, as their owner; all of it or nothing.

        Raises ``InputError`` where a log was set up before.
        """
        with self._refusing() as connection:
            if self._begun(connection):
                raise InputError(
                    f"{self.place} holds a log already.",
                    why="A log is set up once; nothing was changed.",
                    fix="Record decisions in it, or name another database.",
                )
            first = genesis()
            with connection.transaction():
                for statements in SETUP:
                    _run(connection, statements)
                _run(connection, f"INSERT INTO {SCHEMA_NAME}.version VALUES (%s)", SCHEMA)
                _run(connection, _INSERT, first.seq, first.prev, first.hash, first.body)
            return first

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _last(self, connection: psycopg.Connection[Any]) -> Entry | None:
        row = _run(connection, f"{_ROWS} ORDER BY seq DESC LIMIT 1").fetchone()
        return None if row is None else Entry(*row)

    def _must_exist(self, connection: psycopg.Connection[Any]) -> None:
        if not self._begun(connection):
            raise refusals.not_set_up(self.place)

    def _begun(self, connection: psycopg.Connection[Any]) -> bool:
        if self._one(connection, "SELECT to_regclass(%s)::text", _ENTRY)[0] is None:
            return False
        (found,) = self._one(connection, f"SELECT max(number) FROM {SCHEMA_NAME}.version")
        if found is not None and found > SCHEMA:
            raise refusals.newer(self.place, found, SCHEMA)
        return True

    def _one(self, connection: psycopg.Connection[Any], query: str, *values: object) -> tuple[Any, ...]:
        row = _run(connection, query, *values).fetchone()
        assert row is not None
        return row

    @contextmanager
    def _refusing(self) -> Iterator[psycopg.Connection[Any]]:
        """The connection, and every error of the driver as an ``InputError``."""
        try:
            import psycopg
        except ImportError as error:
            raise refusals.no_driver(self.place) from error
        try:
            yield self._connected()
        except psycopg.Error as error:
            raise self._refusal(error) from error

    def _connected(self) -> psycopg.Connection[Any]:
        import psycopg

        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self._address,
                autocommit=True,
                connect_timeout=10,
                client_encoding="utf8",
                application_name="missionlab",
            )
            for setting in (f"lock_timeout = '{WAIT_SECONDS}s'", "synchronous_commit = on"):
                _run(self._connection, f"SET {setting}")
        return self._connection

    def _refusal(self, error: psycopg.Error) -> InputError:
        detail = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
        detail = re.sub(r"(password=|://[^:@/ ]+:)[^@\s]+", r"\1…", detail)
        match error.sqlstate:
            case "55P03":
                return refusals.locked(self.place, WAIT_SECONDS)
            case "53100" | "53000":
                return refusals.full(self.place)
            case "42501" | "25006":
                return refusals.read_only(self.place)
            case "23001" | "23505" | "23502":
                return refusals.out_of_turn(self.place, detail.split(" CONTEXT:")[0])
            case None:
                return refusals.unreachable(self.place, detail)
        return refusals.failed(self.place, detail)


def _run(connection: psycopg.Connection[Any], query: str, *values: object) -> psycopg.Cursor[Any]:
    return connection.execute(query.encode(), values or None)
