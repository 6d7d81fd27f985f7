"""Every way to change a SQLite log that was ever tried: refused by the store, or shown by the chain, or by a head."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from ledgers import decision

import missionlab as ml
from missionlab.base.text import say
from missionlab.steering.ledger import file_system, place
from missionlab.steering.ledger.chain import Head
from missionlab.steering.ledger.entry import NOTHING, entry_hash
from missionlab.steering.ledger.file_system import kind_in, shared_kind
from missionlab.steering.ledger.sqlite_store import GUARDS, SqliteStore

ENTRIES = 50


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of 50 entries after the first one."""
    path = tmp_path / "log.sqlite"
    store = SqliteStore(path, "anna")
    for _ in range(ENTRIES):
        store.append(lambda seq: f'{{"about":"entry {seq}","type":"test"}}')
    store.close()
    return path


def plain(path: Path) -> sqlite3.Connection:
    """A connection such as any program makes: autocommit, and recursive triggers off, which is SQLite's default."""
    connection = sqlite3.connect(path, isolation_level=None)
    assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    return connection


def faults(path: Path, *heads: Head) -> list[tuple[int, str]]:
    with ml.Ledger.open(path) as ledger:
        return [(fault.seq, str(fault.kind)) for fault in ledger.verify(heads).faults]


def head(path: Path) -> Head:
    with ml.Ledger.open(path) as ledger:
        last = ledger.head()
        return Head(last.seq, last.hash)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO entry VALUES (7, 'x', 'y', '{}')",
        "REPLACE INTO entry SELECT 7, prev, hash, '{}' FROM entry WHERE seq = 7",
        "INSERT OR IGNORE INTO entry VALUES (7, 'x', 'y', '{}')",
        "INSERT OR IGNORE INTO entry SELECT 52, hash, hash, body FROM entry WHERE seq = 50",
        "INSERT OR FAIL INTO entry VALUES (7, 'x', 'y', '{}')",
        "INSERT OR ROLLBACK INTO entry VALUES (7, 'x', 'y', '{}')",
        "INSERT INTO entry VALUES (7, 'x', 'y', '{}') ON CONFLICT(seq) DO UPDATE SET body = '{}'",
        "INSERT INTO entry VALUES (7, 'x', 'y', '{}') ON CONFLICT(seq) DO NOTHING",
        "INSERT INTO entry SELECT NULL, hash, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry(prev, hash, body) SELECT hash, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT -1, hash, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT 52, hash, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT 51, prev, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT 51, NULL, hash, body FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT 51, hash, hash, NULL FROM entry WHERE seq = 50",
        "INSERT INTO entry SELECT 51, hash, hash, x'00' FROM entry WHERE seq = 50",
        "UPDATE entry SET body = '{}' WHERE seq = 7",
        "UPDATE OR REPLACE entry SET seq = 7 WHERE seq = 8",
        "UPDATE OR IGNORE entry SET seq = 7 WHERE seq = 8",
        "DELETE FROM entry WHERE seq = 50",
        "DELETE FROM entry",
    ],
)
def test_a_plain_connection_can_neither_replace_nor_skip_nor_delete(log: Path, statement: str) -> None:
    before = log.read_bytes(), head(log)
    connection = plain(log)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    assert faults(log, before[1]) == []
    assert head(log) == before[1]


def test_entries_have_one_key_only(log: Path) -> None:
    connection = plain(log)
    assert connection.execute("PRAGMA index_list(entry)").fetchall() == []
    assert connection.execute("SELECT strict FROM pragma_table_list WHERE name = 'entry'").fetchone() == (1,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_trap_of_a_second_unique_column_is_real_and_is_named(log: Path) -> None:
    """Two deadly statements: a legal next number with a hash that is there already deletes the old row by OR REPLACE
    although every trigger stands, and OR IGNORE drops the new entry without an error."""
    connection = plain(log)
    connection.execute("CREATE UNIQUE INDEX entry_hash ON entry(hash)")
    with ml.Ledger.open(log) as ledger:
        assert ledger.verify().unguarded == ("entry_hash",)
    last = connection.execute("SELECT hash FROM entry WHERE seq = 50").fetchone()[0]
    old = connection.execute("SELECT hash FROM entry WHERE seq = 9").fetchone()[0]
    ignored = connection.execute("INSERT OR IGNORE INTO entry VALUES (51, ?, ?, '{}')", (last, old))
    assert ignored.rowcount == 0
    connection.execute("INSERT OR REPLACE INTO entry VALUES (51, ?, ?, '{}')", (last, old))
    assert connection.execute("SELECT count(*) FROM entry WHERE seq = 9").fetchone() == (0,)
    connection.close()
    assert faults(log)[0] == (9, "gap")


def test_without_the_insert_trigger_a_replaced_row_is_silent_and_the_chain_names_it(log: Path) -> None:
    connection = plain(log)
    connection.execute("DROP TRIGGER entry_insert")
    prev = connection.execute("SELECT prev FROM entry WHERE seq = 7").fetchone()[0]
    body = '{"about":"another","type":"test"}'
    forged = entry_hash(7, prev.encode(), body.encode())
    connection.execute("INSERT OR REPLACE INTO entry VALUES (7, ?, ?, ?)", (prev, forged, body))
    connection.close()
    assert faults(log) == [(7, "link")]
    with ml.Ledger.open(log) as ledger:
        assert ledger.verify().unguarded == ("entry_insert",)


def test_a_well_placed_row_with_a_false_hash_is_named(log: Path) -> None:
    connection = plain(log)
    connection.execute("INSERT INTO entry SELECT 51, hash, ?, '{}' FROM entry WHERE seq = 50", ("f" * 64,))
    connection.close()
    assert faults(log) == [(51, "body")]
    with ml.Ledger.open(log) as ledger, pytest.raises(ml.InputError, match="51, does not fit its own hash"):
        ledger.append(decision())


def _without_triggers(connection: sqlite3.Connection) -> None:
    for name in GUARDS:
        if name != "entry":
            connection.execute(f"DROP TRIGGER {name}")


def _with_triggers(connection: sqlite3.Connection) -> None:
    for name, statement in GUARDS.items():
        if name != "entry":
            connection.execute(statement)


def test_only_a_head_shows_a_cut_tail(log: Path) -> None:
    kept = head(log)
    connection = plain(log)
    _without_triggers(connection)
    connection.execute("DELETE FROM entry WHERE seq > 45")
    _with_triggers(connection)
    connection.close()
    assert faults(log) == []
    assert faults(log, kept) == [(46, "truncated")]
    assert faults(log, Head(45, head(log).hash)) == []


def test_only_a_head_shows_a_log_written_anew(log: Path) -> None:
    kept = head(log)
    connection = plain(log)
    _without_triggers(connection)
    rows = connection.execute("SELECT seq, body FROM entry ORDER BY seq").fetchall()
    prev = NOTHING
    for seq, body in rows:
        new = body.replace("entry 3", "entry x")
        hash_ = entry_hash(seq, prev.encode(), new.encode())
        connection.execute("UPDATE entry SET prev = ?, hash = ?, body = ? WHERE seq = ?", (prev, hash_, new, seq))
        prev = hash_
    _with_triggers(connection)
    connection.close()
    with ml.Ledger.open(log) as ledger:
        assert ledger.verify().unguarded == ()
    assert faults(log) == []
    assert faults(log, kept) == [(50, "rewritten")]


def test_a_deleted_row_is_a_gap_and_an_edited_link_a_link(log: Path) -> None:
    connection = plain(log)
    _without_triggers(connection)
    connection.execute("DELETE FROM entry WHERE seq = 12")
    connection.execute("UPDATE entry SET prev = ? WHERE seq = 30", ("0" * 64,))
    connection.close()
    assert faults(log) == [(12, "gap"), (30, "link"), (30, "body")]
    with ml.Ledger.open(log) as ledger:
        assert say(ledger.verify().faults[0].said) == "Entry 12 is missing."


class TestPlaces:
    MOUNTS = (
        "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
        "30 22 0:50 / /mnt/team rw shared:1 - nfs4 server:/team rw\n"
        "31 30 8:2 / /mnt/team/local rw - xfs /dev/sdb1 rw\n"
        "32 22 0:51 / /mnt/a\\040b rw - cifs //server/share rw\n"
        "33 22 0:52 / /home/anna/far rw - fuse.sshfs anna@far: rw\n"
        "34 22 8:3 / /over rw - ext4 /dev/sdc rw\n"
        "35 34 0:53 / /over rw - nfs server:/over rw\n"
    )

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("/srv/log.sqlite", "ext4"),
            ("/mnt/team/log.sqlite", "nfs4"),
            ("/mnt/team/local/log.sqlite", "xfs"),
            ("/mnt/a b/log.sqlite", "cifs"),
            ("/mnt/teams/log.sqlite", "ext4"),
            ("/home/anna/far/log.sqlite", "fuse.sshfs"),
            ("/over/log.sqlite", "nfs"),
        ],
    )
    def test_the_kind_of_file_system_is_that_of_the_nearest_mount(self, path: str, kind: str) -> None:
        assert kind_in(self.MOUNTS, Path(path)) == kind

    def test_a_network_share_is_refused_with_the_recipe(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_system, "_kind", lambda _: "nfs4")
        with pytest.raises(ml.InputError) as refused:
            ml.Ledger.open(tmp_path / "log.sqlite")
        assert "nfs4" in refused.value.message
        assert "MISSIONLAB_LEDGER=postgresql://" in refused.value.fix
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "apfs", "overlay", "tmpfs", "zfs", "ntfs", "fuse.lxcfs"])
    def test_a_disk_of_this_machine_is_not(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_system, "_kind", lambda _: kind)
        assert shared_kind(Path("log")) is None

    def test_the_environment_names_the_log_and_a_folder_holds_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(place.VARIABLE, str(tmp_path))
        with ml.Ledger.open() as ledger:
            ledger.append(decision())
        assert (tmp_path / place.FILE).is_file()


class TestRefusals:
    def test_a_locked_log(self, log: Path) -> None:
        other = plain(log)
        other.execute("BEGIN IMMEDIATE")
        store = SqliteStore(log, "anna", wait=0.1)
        with pytest.raises(ml.InputError, match=r"locked for 0\.1 seconds"):
            store.append(lambda _: "{}")
        other.execute("ROLLBACK")
        assert store.append(lambda _: "{}").seq == 51
        store.close()
        other.close()

    def test_a_full_disk_leaves_what_was_there(self, log: Path) -> None:
        store = SqliteStore(log, "anna")
        store.append(lambda _: "{}")
        writer = store._writer
        assert writer is not None
        (pages,) = writer.execute("PRAGMA page_count").fetchone()
        writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ml.InputError, match="no room"):
            store.append(lambda _: '{"big":"' + "x" * 100_000 + '"}')
        store.close()
        assert faults(log) == []
        assert head(log).seq == 51

    def test_on_a_disk_without_any_room_the_log_is_still_read_and_says_what_is_wrong(self, tmp_path: Path) -> None:
        """A disk of its own, 256 KB, filled to the last byte: there is no room for SQLite's shared memory either."""
        small = tmp_path / "small"
        small.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("this user may not mount a small disk")
        try:
            store = SqliteStore(small / "log.sqlite", "anna")
            store.append(lambda _: "{}")
            store.close()
            subprocess.run(["dd", "if=/dev/zero", f"of={small / 'rest'}", "bs=1k"], capture_output=True, check=False)
            refused = SqliteStore(small / "log.sqlite", "anna")
            with pytest.raises(ml.InputError, match="no room"):
                refused.append(lambda _: "{}")
            refused.close()
            assert faults(small / "log.sqlite") == []
            assert head(small / "log.sqlite").seq == 1
            (small / "rest").unlink()
            store = SqliteStore(small / "log.sqlite", "anna")
            assert store.append(lambda _: "{}").seq == 2
            store.close()
        finally:
            subprocess.run(["umount", "-l", str(small)], check=True)

    def test_a_side_table_that_is_gone_is_named_though_the_chain_is_whole(self, log: Path) -> None:
        connection = plain(log)
        connection.execute("DROP TABLE side")
        connection.close()
        with ml.Ledger.open(log) as ledger:
            assert ledger.verify().intact
            assert ledger.verify().unguarded == ("side",)

    def test_a_log_that_may_only_be_read(self) -> None:
        """Asked as another user, because the superuser of this machine may write anywhere. It becomes that user after
        a first round, because that one may not be able to read the interpreter's own files."""
        code = (
            "import os, pathlib, sys, missionlab as ml\n"
            "from missionlab.steering.ledger.sqlite_store import SqliteStore\n"
            "def ask(path):\n"
            "    try:\n"
            "        with ml.Ledger.open(path) as log:\n"
            "            intact = log.verify().intact\n"
            "    except ml.InputError as error:\n"
            "        return error.message\n"
            "    try:\n"
            "        SqliteStore(path, 'anna').append(lambda _: '{}')\n"
            "    except ml.InputError as error:\n"
            "        return f'{intact}: {error.message}'\n"
            "    return f'{intact}: written'\n"
            "first, second, third = map(pathlib.Path, sys.argv[1:])\n"
            "print(ask(first))\n"
            "if os.geteuid() == 0:\n"
            "    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
            "print(ask(second))\n"
            "print(ask(third))\n"
        )
        with tempfile.TemporaryDirectory() as name:
            paths = [Path(name) / one / "log.sqlite" for one in ("first", "second", "third")]
            for path in paths:
                store = SqliteStore(path, "anna")
                store.append(lambda _: "{}")
                store.close()
            Path(name).chmod(0o755)
            paths[1].chmod(0o444)
            paths[1].parent.chmod(0o555)
            paths[2].chmod(0o000)
            words = [sys.executable, "-c", code, *map(str, paths)]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            paths[1].parent.chmod(0o755)
        assert done.stderr == ""
        assert done.stdout.splitlines() == [
            "True: written",
            f"True: {paths[1]} may be read, but not added to.",
            f"{paths[2]} may not be read.",
        ]

    def test_a_newer_schema(self, log: Path) -> None:
        connection = plain(log)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        with ml.Ledger.open(log) as ledger:
            for call in (ledger.verify, ledger.head, lambda: ledger.append(decision())):
                with pytest.raises(ml.InputError, match="schema 99"):
                    call()

    @pytest.mark.parametrize(
        "content", [b"not a log at all, but long enough to be one", b"SQLite format 3\0" + b"x" * 99]
    )
    def test_another_kind_of_file(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "file"
        path.write_bytes(content)
        with ml.Ledger.open(path) as ledger:
            for call in (ledger.verify, lambda: ledger.append(decision())):
                with pytest.raises(ml.InputError, match="cannot be read as a log"):
                    call()
        assert path.read_bytes() == content

    def test_another_programs_database(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        connection = plain_new(path)
        with ml.Ledger.open(path) as ledger:
            for call in (ledger.verify, lambda: ledger.append(decision())):
                with pytest.raises(ml.InputError, match="another program's"):
                    call()
        connection.close()

    def test_there_is_none(self, tmp_path: Path) -> None:
        with ml.Ledger.open(tmp_path / "none") as ledger:
            for call in (
                ledger.verify,
                ledger.head,
                ledger.decisions,
                lambda: ledger.erase("p-0"),
                lambda: ledger.note("d1", "x"),
            ):
                with pytest.raises(ml.InputError):
                    call()
        assert list(tmp_path.iterdir()) == []


def plain_new(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE entry(seq, prev, hash, body)")
    return connection


def test_what_is_erased_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    with ml.Ledger.open(path) as ledger:
        logged = ledger.append(decision(), annexes={"who": "Xanthippe Quux of the third floor"})
        assert any(b"Xanthippe Quux" in file.read_bytes() for file in tmp_path.iterdir())
        ledger.erase(logged.decision.annexes[0].ref)
        assert not any(b"Xanthippe Quux" in file.read_bytes() for file in tmp_path.iterdir())
        assert ledger.verify().intact
