"""What the log of decisions costs: verifying 100,000 entries, and commits a second by one process and by four.

Verifying is compared with plain SHA-256 of the same bytes, the floor that no program can go below, and commits with
plain commits of rows of the same size into a table without keys, triggers or hashes on the same disk. With
``MISSIONLAB_TEST_POSTGRES=postgresql://...`` the shared log is timed too.
Run: ``python benchmarks/ledger.py``.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from missionlab.steering.ledger.canonical import canonical
from missionlab.steering.ledger.chain import verification
from missionlab.steering.ledger.entry import Entry, sealed
from missionlab.steering.ledger.place import open_store
from missionlab.steering.ledger.sqlite_store import SqliteStore

ENTRIES = 100_000
BYTES = 600
SECONDS = 4.0
WRITER = """
import sys, time
from missionlab.steering.ledger.place import open_store
store, end, done = open_store(sys.argv[1]), float(sys.argv[2]), 0
store.last()
while time.time() < end:
    store.append(lambda seq: '{"seq":%d,"text":"%s"}' % (seq, "x" * 570))
    done += 1
print(done)
"""
PLAIN = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("PRAGMA synchronous = FULL")
end, done = float(sys.argv[2]), 0
while time.time() < end:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO plain VALUES (?)", ("x" * 730,))
    connection.execute("COMMIT")
    done += 1
print(done)
"""


def body(seq: int) -> str:
    """A body of about 600 bytes, as decisions have."""
    content = {"type": "test", "id": f"d{seq}", "question": "Go on?", "reason": ""}
    return canonical({**content, "reason": "x" * (BYTES - len(canonical(content)))})


def filled(path: Path) -> int:
    """A log of ``ENTRIES`` entries, written in one transaction; how many bytes its bodies have."""
    store = SqliteStore(path, "benchmark")
    store.append(body)
    last = store.last()
    assert last is not None
    store.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    total = 0
    for seq in range(2, ENTRIES):
        last = _next(last, seq)
        total += len(last.body)
        connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (last.seq, last.prev, last.hash, last.body))
    connection.execute("COMMIT")
    connection.close()
    return total


def _next(last: Entry, seq: int) -> Entry:
    return sealed(seq, last.hash, body(seq))


def best(what: Callable[[], object], times: int = 5) -> float:
    """Shortest processor time of several calls, in seconds: what else the machine does only ever adds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        what()
        found.append(time.process_time() - start)
    return min(found)


def verify(path: Path) -> None:
    store = SqliteStore(path, "benchmark")
    found = verification(store.rows())
    store.close()
    assert found.intact
    assert found.entries == ENTRIES


def hashed(path: Path) -> None:
    """Plain SHA-256 of the same bytes, already in memory."""
    for one in _bytes(path):
        hashlib.sha256(one).hexdigest()


_KEPT: dict[Path, list[bytes]] = {}


def _bytes(path: Path) -> list[bytes]:
    if path not in _KEPT:
        store = SqliteStore(path, "benchmark")
        _KEPT[path] = [b"%d\n%b\n%b" % (row.seq, row.prev, row.body or b"") for row in store.rows()]
        store.close()
    return _KEPT[path]


def commits(code: str, place: str, processes: int) -> float:
    """Commits a second by several processes at once, once all of them run."""
    end = time.time() + 2.0 + SECONDS
    words = [sys.executable, "-c", code, place, str(end)]
    start = time.time()
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    done = sum(int(one.communicate()[0]) for one in running)
    return done / (end - start)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "log.sqlite"
        total = filled(log)
        floor, ours = best(lambda: hashed(log)), best(lambda: verify(log))
        size = sum(file.stat().st_size for file in folder.glob("log.sqlite*"))
        print(f"{ENTRIES:,} entries, bodies of {total / ENTRIES:.0f} bytes, {size / 1e6:.0f} MB on disk")
        print(
            f"verified in {ours:.2f} s of processor time (limit 1 s): {ours / floor:.1f} times plain SHA-256 "
            f"of the same bytes ({floor:.2f} s)"
        )
        plain = folder / "plain.sqlite"
        connection = sqlite3.connect(plain, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE plain(body TEXT)")
        connection.close()
        print("commits a second      1 process  4 processes")
        for label, code, place in _places(folder, plain):
            print(f"{label:<22}{commits(code, place, 1):>9.0f}{commits(code, place, 4):>13.0f}")


def _places(folder: Path, plain: Path) -> list[tuple[str, str, str]]:
    places = [("plain SQLite", PLAIN, str(plain)), ("log, SQLite", WRITER, str(folder / "busy.sqlite"))]
    open_store(places[1][2]).append(lambda _: "{}")
    if server := os.environ.get("MISSIONLAB_TEST_POSTGRES"):
        places.append(("log, PostgreSQL", WRITER, _database(server)))
    return places


def _database(server: str) -> str:
    """A new database on the server with a log in it; it stays until the server is thrown away."""
    import psycopg

    from missionlab.steering.ledger.postgres_store import PostgresStore

    name = f"benchmark_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    place = f"{server.rsplit('/', 1)[0]}/{name}"
    store = PostgresStore(place)
    store.set_up()
    store.close()
    return place


if __name__ == "__main__":
    main()
