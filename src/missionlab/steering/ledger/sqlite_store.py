"""A log in one SQLite file, for the programs of one machine.

The table of entries has one key only. With a second unique column, ``INSERT OR REPLACE`` of a legal next entry could
delete an old one without any trigger, and ``OR IGNORE`` could drop an entry without an error (docs/decisions/0039).
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from missionlab.base.findings import InputError
from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.entry import NOTHING, Entry, Person, Raw, SideRow
from missionlab.steering.ledger.genesis import genesis, pseudonym
from missionlab.steering.ledger.store import SCHEMA, following

APPLICATION = 0x6D6C6C67
"""Written into the file's header, so that other SQLite files are told from logs."""
WAIT = 30.0
"""Seconds to wait for another writer."""
LEAST_ROOM = 64 * 1024
"""Bytes that a disk must have free: SQLite needs half of it for the memory that readers and writers share."""
HEADER = b"SQLite format 3\0"

GUARDS = {
    "entry": "CREATE TABLE entry(seq INTEGER PRIMARY KEY, prev TEXT NOT NULL, hash TEXT NOT NULL, "
    "body TEXT NOT NULL) STRICT",
    "entry_update": "CREATE TRIGGER entry_update BEFORE UPDATE ON entry "
    "BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    "entry_delete": "CREATE TRIGGER entry_delete BEFORE DELETE ON entry "
    "BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END",
    "entry_insert": "CREATE TRIGGER entry_insert BEFORE INSERT ON entry "
    "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), -1) + 1 FROM entry) "
    f"OR NEW.prev IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '{NOTHING}') "
    "BEGIN SELECT RAISE(ABORT, 'entries are added at the end'); END",
}
_SIDE = (
    "CREATE TABLE person(id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT) STRICT",
    "CREATE TABLE side(ref TEXT PRIMARY KEY, salt TEXT NOT NULL, content TEXT NOT NULL) STRICT",
)
SIDE_TABLES = {"person", "side"}
_ROWS = "SELECT seq, prev, hash, body FROM entry"


class SqliteStore:
    """The log in the file ``path``; the file is made with the first entry."""

    def __init__(self, path: Path, login: str, wait: float = WAIT) -> None:
        self._path, self._login, self._wait = path, login, wait
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None

    @property
    def place(self) -> str:
        return str(self._path)

    @property
    def login(self) -> str:
        return self._login

    def exists(self) -> bool:
        try:
            if not self._path.is_file() or self._path.stat().st_size == 0:
                return False
            with self._path.open("rb") as file:
                if file.read(len(HEADER)) != HEADER:
                    raise refusals.not_a_ledger(self.place, "it is not a SQLite file")
        except PermissionError as error:
            raise refusals.unreadable(self.place) from error
        with self._refusing():
            return self._begun(self._reading())

    def rows(self, start: int = 0) -> Iterator[Raw]:
        with self._refusing():
            if not self.exists():
                raise refusals.missing(self.place)
            part = f"WHERE seq >= {int(start)}" if start else ""
            found = self._reading().execute(f"{_ROWS} {part} ORDER BY seq")
            for row in found:
                _, prev, hash_, body = row
                if not (type(prev) is type(hash_) is type(body) is bytes):
                    raise refusals.not_a_ledger(self.place, f"row {row[0]} holds something else than text")
                yield Raw._make(row)

    def entry(self, seq: int) -> Entry | None:
        with self._refusing():
            connection = self._writer or self._reading()
            return _entry(connection.execute(f"{_ROWS} WHERE seq = ?", (seq,)).fetchone(), self.place)

    def last(self) -> Entry | None:
        with self._refusing():
            return self._last(self._reading())

    def append(self, body: Callable[[int], str], annexes: Sequence[SideRow] = ()) -> Entry:
        with self._refusing(), self._writing() as connection:
            new = self._added(connection, body)
            connection.executemany(
                "INSERT INTO side(ref, salt, content) VALUES (?, ?, ?)", [(a.ref, a.salt, a.content) for a in annexes]
            )
            return new

    def _added(self, connection: sqlite3.Connection, body: Callable[[int], str]) -> Entry:
        last = self._last(connection)
        assert last is not None
        new = following(last, body, self.place)
        done = connection.execute(
            "INSERT INTO entry(seq, prev, hash, body) VALUES (?, ?, ?, ?)", (new.seq, new.prev, new.hash, new.body)
        )
        if done.rowcount != 1:
            raise refusals.out_of_turn(self.place, "no row was written")
        return new

    def person(self, login: str, name: str | None = None) -> Person:
        known = next((one for one in self.people() if one.login == login), None)
        if known is not None and name in (None, known.name):
            return known
        with self._refusing(), self._writing() as connection:
            connection.execute(
                "INSERT INTO person(id, login, name) VALUES (?, ?, ?) "
                "ON CONFLICT(login) DO UPDATE SET name = coalesce(excluded.name, name)",
                (pseudonym(), login, name),
            )
        return next(one for one in self.people() if one.login == login)

    def people(self) -> tuple[Person, ...]:
        if not self.exists():
            return ()
        with self._refusing():
            found = self._reading().execute("SELECT id, login, name FROM person ORDER BY id").fetchall()
            return tuple(Person(i.decode(), login.decode(), name and name.decode()) for i, login, name in found)

    def annex(self, ref: str) -> SideRow | None:
        with self._refusing():
            row = self._reading().execute("SELECT ref, salt, content FROM side WHERE ref = ?", (ref,)).fetchone()
            return None if row is None else SideRow(*(one.decode() for one in row))

    def erase(self, ref: str, body: Callable[[int], str]) -> bool:
        if not self.exists():
            raise refusals.missing(self.place)
        with self._refusing():
            with self._writing() as connection:
                gone = sum(
                    connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (ref,)).rowcount
                    for table, key in (("side", "ref"), ("person", "id"))
                )
                if gone:
                    self._added(connection, body)
            self._forget()
        return gone > 0

    def unguarded(self) -> tuple[str, ...]:
        if not self.exists():
            raise refusals.missing(self.place)
        with self._refusing():
            found = self._reading().execute(
                "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE tbl_name = 'entry'"
            )
            tables = {row[0].decode() for row in self._reading().execute("SELECT name FROM sqlite_master")}
            have = {name.decode(): sql.decode() for name, sql in found}
        altered = {name for name in GUARDS.keys() | have.keys() if GUARDS.get(name) != have.get(name)}
        return tuple(sorted(altered | (SIDE_TABLES - tables)))

    def close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                connection.close()
        self._reader = self._writer = None

    def _last(self, connection: sqlite3.Connection) -> Entry | None:
        return _entry(connection.execute(f"{_ROWS} ORDER BY seq DESC LIMIT 1").fetchone(), self.place)

    def _begun(self, connection: sqlite3.Connection) -> bool:
        """Whether the file is a log of a schema that this version knows, with a table of entries."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = {row[0] for row in connection.execute("SELECT CAST(name AS BLOB) FROM sqlite_master")}
        if not tables and application in (0, APPLICATION):
            return False
        if application != APPLICATION:
            raise refusals.not_a_ledger(self.place, "it is another program's SQLite file")
        if version > SCHEMA:
            raise refusals.newer(self.place, version, SCHEMA)
        if b"entry" not in tables:
            raise refusals.not_a_ledger(self.place, "the table of entries is gone")
        return True

    def _reading(self) -> sqlite3.Connection:
        """A connection that cannot write. Text comes as bytes: a damaged row need not be text."""
        if self._reader is None:
            if not self._path.is_file():
                raise refusals.missing(self.place)
            uri = self._path.resolve().as_uri()
            connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=self._wait, isolation_level=None)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                connection.close()
                if not (_cannot_open(error) or self._is_full(error)) or _pending(self._path):
                    raise
                # In a folder that nobody may write to, or on a disk without room for the memory that readers and
                # writers share, the file cannot change either, and needs no lock.
                connection = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
            connection.text_factory = bytes
            self._reader = connection
        return self._reader

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other writer can be in; the file and its first entry are made if need be."""
        if self._writer is None:
            self.exists()
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._opened()
        connection = self._writer
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not self._begun(connection):
                _create(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=self._wait, isolation_level=None)
        connection.text_factory = bytes
        deadline = time.monotonic() + self._wait
        while True:
            try:
                # Changing the journal asks for the whole file and does not wait for it by itself.
                (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
                break
            except sqlite3.OperationalError as error:
                if not _busy(error) or time.monotonic() > deadline:
                    connection.close()
                    raise
                time.sleep(0.01)
        if mode != b"wal":
            connection.close()
            raise refusals.failed(self.place, "SQLite's write-ahead log cannot be used there")
        for pragma in ("synchronous = FULL", "recursive_triggers = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _forget(self) -> None:
        """Empty the write-ahead log, in which what was erased may still stand."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        assert self._writer is not None
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._refusal(error) from error
        except UnicodeDecodeError as error:
            raise refusals.not_a_ledger(self.place, "it holds bytes that are no text") from error
        except PermissionError as error:
            raise refusals.read_only(self.place) from error

    def _refusal(self, error: sqlite3.Error) -> InputError:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return refusals.locked(self.place, self._wait)
        if name.startswith("SQLITE_FULL") or self._is_full(error):
            return refusals.full(self.place)
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            return refusals.read_only(self.place)
        if name.startswith("SQLITE_CONSTRAINT"):
            return refusals.out_of_turn(self.place, str(error))
        if name.startswith("SQLITE_IOERR"):
            return refusals.failed(self.place, str(error))
        return refusals.not_a_ledger(self.place, str(error))

    def _is_full(self, error: sqlite3.Error) -> bool:
        """Whether an error of the disk is that it has no room: SQLite says of its shared memory only that it failed."""
        name = getattr(error, "sqlite_errorname", "") or ""
        return name.startswith("SQLITE_IOERR") and shutil.disk_usage(self._path.parent).free < LEAST_ROOM


def _create(connection: sqlite3.Connection) -> None:
    for statement in (*GUARDS.values(), *_SIDE):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    first = genesis()
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (first.seq, first.prev, first.hash, first.body))


def _entry(row: tuple[int, bytes, bytes, bytes] | None, place: str) -> Entry | None:
    if row is None:
        return None
    seq, *texts = row
    if not all(isinstance(one, bytes) for one in texts):
        raise refusals.not_a_ledger(place, f"row {seq} holds something else than text")
    return Entry(seq, *(one.decode() for one in texts))


def _cannot_open(error: sqlite3.OperationalError) -> bool:
    return (error.sqlite_errorname or "").startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def _busy(error: sqlite3.OperationalError) -> bool:
    return (error.sqlite_errorname or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _pending(path: Path) -> bool:
    """Whether entries still stand in the write-ahead log beside the file."""
    beside = path.with_name(path.name + "-wal")
    return beside.is_file() and beside.stat().st_size > 0
