"""What holds of every place of a log: the same tests run on a SQLite file and on a PostgreSQL database."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import database, decision

import missionlab as ml
from missionlab.steering.ledger.place import open_store

WRITER = """
import os, sys
from missionlab.steering.ledger.place import open_store
store, acknowledged = open_store(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
most, who = int(sys.argv[3]), sys.argv[4]
for number in range(most):
    entry = store.append(lambda seq: '{"number":%d,"seq":%d,"type":"test","who":"%s"}' % (number, seq, who))
    os.write(acknowledged, b"%d %s\\n" % (entry.seq, entry.hash.encode()))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "log.sqlite")
        return
    with database() as places:
        yield places["writer"]


def writer(place: str, told: Path, most: int, who: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, place, str(told), str(most), who], stderr=subprocess.PIPE)


class TestEveryStore:
    def test_what_is_appended_is_read_back_and_verifies(self, place: str) -> None:
        with ml.Ledger.open(place) as ledger:
            first = ledger.append(decision(question="¿Seguir? Cafe\u0301"))
            second = ledger.append(decision(kind="correct", supersedes="d1", amount="0.10", currency="GBP"))
            assert [one.decision.id for one in ledger.decisions()] == ["d1", "d2"]
            assert ledger.decision("d1") == first
            assert first.decision.question == "¿Seguir? Caf\u00e9"
            assert ledger.head().hash == second.hash
            found = ledger.verify([f"1:{first.hash[:16]}", f"2:{second.hash}"])
        assert found.intact
        assert (found.entries, found.heads_checked, found.unguarded) == (3, 2, ())

    def test_the_body_is_canonical_and_composed(self, place: str) -> None:
        with ml.Ledger.open(place) as ledger:
            ledger.append(decision(question="Cafe\u0301", amount=0.10, currency="GBP"))
            body = ledger.head().body
        assert '"question":"Caf\u00e9"' in body
        assert '"amount":"0.1"' in body
        assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def test_a_refused_decision_leaves_nothing(self, place: str) -> None:
        with ml.Ledger.open(place) as ledger:
            ledger.append(decision())
            before = ledger.head()
            for bad in ({"supersedes": "d7"}, {"question": "Ask a.b@c.org"}, {"role": "keeper"}):
                with pytest.raises(ml.InputError):
                    ledger.append(decision(**bad))
            assert ledger.head() == before

    def test_an_erased_person_leaves_an_intact_chain(self, place: str) -> None:
        with ml.Ledger.open(place) as ledger:
            logged = ledger.append(decision(), annexes={"who": "Ana Nym said so"})
            (reference,) = logged.decision.annexes
            assert ledger.annex(reference) == {"title": "who", "text": "Ana Nym said so"}
            if not place.startswith("postgresql"):
                ledger.erase(reference.ref)
                ledger.erase(str(logged.decision.owner))
                assert ledger.annex(reference) is None
                assert ledger.names() == {}
                assert list(ledger.erasures()) == [reference.ref, logged.decision.owner]
            assert ledger.verify().intact
            assert "Ana" not in ledger.head().body

    def test_four_writers_at_once_lose_nothing(self, place: str, tmp_path: Path) -> None:
        running = [writer(place, tmp_path / f"told-{who}", 25, who) for who in "abcd"]
        for one in running:
            assert one.communicate(timeout=120)[1] == b""
        store = open_store(place)
        rows = list(store.rows())
        store.close()
        assert [row.seq for row in rows] == list(range(101))
        assert _told(tmp_path) == {row.seq: row.hash.decode() for row in rows[1:]}
        with ml.Ledger.open(place) as ledger:
            assert ledger.verify().intact

    @pytest.mark.slow
    def test_killed_at_any_instant_the_chain_is_intact_and_nothing_told_is_lost(
        self, place: str, tmp_path: Path
    ) -> None:
        """Four writers, each killed without warning at a random time and started again, five times over: the first
        time from their start on, when there may be no log yet, then while they write."""
        chance = random.Random(20261124)
        for round_ in range(5):
            before = _size(tmp_path)
            running = [writer(place, tmp_path / f"told-{who}", 100_000, f"{who}{round_}") for who in "abcd"]
            deadline = time.monotonic() + 60
            while round_ and _size(tmp_path) == before and time.monotonic() < deadline:
                time.sleep(0.01)
            started = time.monotonic()
            for at, one in sorted(((0.8 * chance.random(), one) for one in running), key=lambda pair: pair[0]):
                time.sleep(max(0.0, started + at - time.monotonic()))
                one.send_signal(signal.SIGKILL)
            for one in running:
                assert one.communicate()[1] == b""
                assert one.returncode == -signal.SIGKILL
        with ml.Ledger.open(place) as ledger:
            if place.startswith("postgresql"):
                _wait_for_the_dead(place)
            found = ledger.verify()
            kept = {one.seq: one.hash for one in ledger.entries()}
        told = _told(tmp_path)
        assert found.intact
        assert len(told) > 20
        assert all(kept.get(seq) == hash_ for seq, hash_ in told.items())
        assert len(kept) - 1 - len(told) <= 20, "at most one untold entry for each kill"


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("told-*"))


def _told(folder: Path) -> dict[int, str]:
    """Entries that a writer was told of as written; a line that was cut by a kill does not count."""
    lines = [line for file in folder.glob("told-*") for line in file.read_text().split("\n")[:-1]]
    pairs = [line.split(" ") for line in lines]
    assert len({seq for seq, _ in pairs}) == len(pairs), "two writers were told of one entry"
    return {int(seq): hash_ for seq, hash_ in pairs}


def _wait_for_the_dead(place: str) -> None:
    """The server may still be finishing what killed clients asked for; a lock of its own waits for that."""
    import psycopg

    from missionlab.steering.ledger.postgres_setup import LOCK

    with psycopg.connect(place) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))


class TestPostgres:
    """Who may do what in a shared log, and what shows an edit by somebody who may do anything."""

    @pytest.fixture
    def places(self) -> Iterator[dict[str, str]]:
        with database() as found:
            with ml.Ledger.open(found["writer"]) as ledger:
                for _ in range(3):
                    ledger.append(decision())
            yield found

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE missionlab.entry SET body = '{}' WHERE seq = 1",
            "DELETE FROM missionlab.entry WHERE seq = 3",
            "TRUNCATE missionlab.entry",
            "INSERT INTO missionlab.entry SELECT 3, prev, hash, body FROM missionlab.entry WHERE seq = 3 "
            "ON CONFLICT (seq) DO UPDATE SET body = '{}'",
            "ALTER TABLE missionlab.entry DISABLE TRIGGER ALL",
            "DROP TRIGGER entry_insert ON missionlab.entry",
            "DROP TABLE missionlab.entry",
            "SET session_replication_role = replica",
            "INSERT INTO missionlab.entry SELECT 9, hash, hash, body FROM missionlab.entry WHERE seq = 3",
            "INSERT INTO missionlab.entry SELECT -1, hash, hash, body FROM missionlab.entry WHERE seq = 3",
            "INSERT INTO missionlab.entry SELECT 4, prev, hash, body FROM missionlab.entry WHERE seq = 3",
            "INSERT INTO missionlab.entry SELECT NULL, hash, hash, body FROM missionlab.entry WHERE seq = 3",
            "DELETE FROM missionlab.person",
            "UPDATE missionlab.version SET number = 99",
        ],
    )
    def test_a_writer_can_only_add_at_the_end(self, places: dict[str, str], statement: str) -> None:
        import psycopg

        with psycopg.connect(places["writer"], autocommit=True) as connection, pytest.raises(psycopg.Error):
            connection.execute(statement.encode())
        with ml.Ledger.open(places["writer"]) as ledger:
            assert ledger.verify().entries == 4

    @pytest.mark.parametrize("who", ["owner", "admin"])
    @pytest.mark.parametrize("verb", ["UPDATE missionlab.entry SET body = '{}'", "DELETE FROM missionlab.entry",
                                      "TRUNCATE missionlab.entry"])  # fmt: skip
    def test_accidents_of_owners_are_stopped(self, places: dict[str, str], who: str, verb: str) -> None:
        import psycopg

        with (
            psycopg.connect(places[who], autocommit=True) as connection,
            pytest.raises(psycopg.errors.RestrictViolation, match="never changed"),
        ):
            connection.execute(verb.encode())

    def test_only_the_chain_shows_what_a_superuser_edits(self, places: dict[str, str]) -> None:
        import psycopg

        with psycopg.connect(places["admin"], autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            edited = connection.execute(
                "UPDATE missionlab.entry SET body = replace(body, 'The gap closes.', 'The gap opens.') WHERE seq = 2"
            )
            assert edited.rowcount == 1
        with ml.Ledger.open(places["writer"]) as ledger:
            found = ledger.verify()
        assert found.unguarded == ()
        assert [(fault.seq, str(fault.kind)) for fault in found.faults] == [(2, "body")]

    def test_a_disabled_trigger_is_named(self, places: dict[str, str]) -> None:
        import psycopg

        with psycopg.connect(places["owner"], autocommit=True) as connection:
            connection.execute("ALTER TABLE missionlab.entry DISABLE TRIGGER entry_delete")
        with ml.Ledger.open(places["writer"]) as ledger:
            assert ledger.verify().unguarded == ("entry_delete",)

    def test_a_keeper_erases_and_a_writer_does_not(self, places: dict[str, str]) -> None:
        import psycopg

        with ml.Ledger.open(places["writer"]) as ledger:
            (person,) = ledger.names()
            with pytest.raises(ml.InputError, match="may be read"):
                ledger.erase(person)
            with psycopg.connect(places["admin"], autocommit=True) as connection:
                writer_ = connection.execute("SELECT login FROM missionlab.person").fetchone()
                assert writer_ is not None
                connection.execute(f"GRANT missionlab_keeper TO {writer_[0]}".encode())
            assert ledger.erasures() == {}
            ledger.erase(person)
            assert ledger.names() == {}
            assert list(ledger.erasures()) == [person]
            assert ledger.verify().intact

    def test_it_is_set_up_once_and_a_newer_one_is_refused(self, places: dict[str, str]) -> None:
        import psycopg

        from missionlab.steering.ledger.postgres_store import PostgresStore

        store = PostgresStore(places["owner"])
        with pytest.raises(ml.InputError, match="already"):
            store.set_up()
        with psycopg.connect(places["admin"], autocommit=True) as connection:
            connection.execute("UPDATE missionlab.version SET number = 2")
        with pytest.raises(ml.InputError, match="schema 2"):
            store.exists()
        store.close()

    def test_a_locked_log_says_so(self, places: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        import psycopg

        from missionlab.steering.ledger import postgres_store

        monkeypatch.setattr(postgres_store, "WAIT_SECONDS", 1)
        with psycopg.connect(places["writer"]) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", (postgres_store.LOCK,))
            with ml.Ledger.open(places["writer"]) as ledger, pytest.raises(ml.InputError, match="locked for 1 seconds"):
                ledger.append(decision())

    def test_a_database_without_a_log_names_the_recipe(self, places: dict[str, str]) -> None:
        import psycopg

        with psycopg.connect(places["admin"], autocommit=True) as connection:
            connection.execute("DROP SCHEMA missionlab CASCADE")
        with ml.Ledger.open(places["writer"]) as ledger:
            assert not ledger.exists()
            with pytest.raises(ml.InputError) as refused:
                ledger.append(decision())
        assert "log setup" in refused.value.fix


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with ml.Ledger.open("postgresql://anna:secret@127.0.0.1:1/log") as ledger, pytest.raises(ml.InputError) as refused:
        ledger.exists()
    said = f"{refused.value.message} {refused.value.place} {refused.value.fix}"
    assert "127.0.0.1:1" in said
    assert "secret" not in said
    assert "anna" not in said


def test_the_command_sets_up_and_prints(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "missionlab", "log", "setup", "--print"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert "GRANT SELECT, INSERT ON missionlab.entry" in done.stdout
    assert list(tmp_path.iterdir()) == []
