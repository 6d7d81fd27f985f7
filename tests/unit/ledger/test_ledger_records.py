"""Canonical JSON against vectors of another program; the record of a decision; powers; names; places of heads."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ledgers import decision

import missionlab as ml
from missionlab.base.dates import Date, Period
from missionlab.steering.ledger.canonical import canonical
from missionlab.steering.ledger.chain import Head, verification
from missionlab.steering.ledger.decision import decision_of
from missionlab.steering.ledger.entry import Person, Raw, entry_hash
from missionlab.steering.ledger.side import annex, annex_hash, known_names, personal

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "ledger.json").read_text(encoding="utf-8"))


class TestVectors:
    @pytest.mark.parametrize("one", VECTORS["canonical"], ids=lambda one: one["name"])
    def test_canonical_json(self, one: dict[str, Any]) -> None:
        import hashlib

        assert canonical(one["value"]) == one["canonical"]
        assert hashlib.sha256(canonical(one["value"]).encode()).hexdigest() == one["sha256"]

    def test_chain(self) -> None:
        rows = VECTORS["chain"]
        hashes = [entry_hash(one["seq"], one["prev"].encode(), one["body"].encode()) for one in rows]
        assert hashes == [one["hash"] for one in rows]
        raw = [Raw(one["seq"], one["prev"].encode(), one["hash"].encode(), one["body"].encode()) for one in rows]
        found = verification(raw, [Head(2, rows[2]["hash"])])
        assert found.intact
        assert found.ledger == "00112233445566778899aabbccddeeff"

    def test_annex(self) -> None:
        one = VECTORS["annex"]
        assert annex_hash(one["salt"], one["content"]) == one["sha256"]


class TestCanonical:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Decimal("1250000.50"), '"1250000.5"'),
            (Decimal("1E+9"), '"1000000000"'),
            (Decimal("0.000"), '"0"'),
            (Decimal("-0"), '"0"'),
            (Decimal("-3.10"), '"-3.1"'),
            (date(2026, 11, 24), '"2026-11-24"'),
            (datetime(2026, 11, 24, 20, 15, tzinfo=UTC), '"2026-11-24T20:15:00Z"'),
            (datetime(2026, 11, 24, 22, 15, tzinfo=timezone(timedelta(hours=2))), '"2026-11-24T20:15:00Z"'),
            (Date.read("2018-05"), '"2018-05"'),
            (Period.read("2021/22"), '"2021/22"'),
            (("a", None, True), '["a",null,true]'),
        ],
    )
    def test_types_that_records_hold(self, value: object, text: str) -> None:
        assert canonical(value) == text

    @pytest.mark.parametrize(
        "value",
        [0.1, {"año": 1}, {1: "a"}, 2**53, Decimal("NaN"), Decimal("Infinity"), "\ud800", {1, 2}, b"x",
         datetime(2026, 11, 24, 20, 15)],
    )  # fmt: skip
    def test_what_has_no_canonical_form(self, value: object) -> None:
        with pytest.raises(ValueError, match=r".+"):
            canonical({"value": value})


class TestDecision:
    def test_everything_missing_and_wrong_is_said_at_once(self) -> None:
        with pytest.raises(ml.InputError) as refused:
            decision_of({"amount": -3, "options": [{"cost": "1"}], "decided_on": "2026", "who": "me", "id": "d7"})
        said = refused.value.message
        for name in ("strategy", "kind", "subjects", "question", "options.0.name", "chosen", "reason", "as_of",
                     "evidence", "dissent"):  # fmt: skip
            assert name in said.split(";")[0], name
        for part in ("amount: ", "decided_on: 2026 is not a day", "who: ", "id: the log gives it"):
            assert part in said
        assert "none recorded" in refused.value.fix

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"chosen": "neither"}, "'neither' is not one of the options"),
            ({"options": [{"name": "continue"}, {"name": "continue"}]}, "two options have one name"),
            ({"dissent": []}, "write 'none recorded'"),
            ({"dissent": ""}, "a list of role and text, or 'none recorded'"),
            ({"amount": 5}, "an amount needs its currency"),
            ({"as_of": "2026-11-25"}, "of a day after the decision"),
            ({"review_on": "2026-11-23"}, "before the decision"),
            ({"kind": "correct"}, "names the entry that it is about"),
            ({"kind": "ponder"}, "kind"),
            ({"options": [{"name": "continue", "p_met": 0.5, "p_met_low": 0.6}]}, "not in order"),
            ({"options": [{"name": "continue", "p_met": 1.5}]}, "less than or equal to 1"),
            ({"options": [{"name": "continue", "cost": "nan", "currency": "GBP"}]}, "finite"),
            ({"owner": "p-000000000000"}, "owner: the log gives it"),
            ({"role": "king"}, "role"),
        ],
    )
    def test_contradictions(self, fields: dict[str, Any], said: str) -> None:
        with pytest.raises(ml.InputError) as refused:
            decision_of(decision(**fields))
        assert said in refused.value.message

    def test_names_that_differ_by_normalisation_only_are_one_name(self, tmp_path: Path) -> None:
        """Stored they would be the same, and an entry with two options of one name could not be read again."""
        one, two = "caf\u00e9", "cafe\u0301"
        place = tmp_path / "log.sqlite"
        with ml.Ledger.open(place) as log:
            with pytest.raises(ml.InputError, match="two options have one name"):
                log.append(decision(options=[{"name": one}, {"name": two}], chosen=one))
            assert not log.exists()
            made = log.append(decision(options=[{"name": one}, {"name": "stop"}], chosen=two))
            assert made.decision.chosen == one
            assert log.decisions() == (made,)

    def test_nothing_is_recorded_that_could_not_be_read_again(self, tmp_path: Path) -> None:
        usual = decision_of(decision())
        twins = usual.model_copy(update={"options": (usual.options[0], usual.options[0])})
        with ml.Ledger.open(tmp_path / "log.sqlite") as log:
            log.append(decision())
            with pytest.raises(ml.InputError, match="could not be read again"):
                log.append(twins)
            assert len(log.decisions()) == 1
            assert log.verify().entries == 2

    def test_money_may_be_written_as_number_or_text(self) -> None:
        numbers = [decision_of(decision(amount=one, currency="GBP")).amount for one in (0.1, "0.10", Decimal("0.1"))]
        assert numbers == [Decimal("0.1")] * 3


POWERS = [
    {"login": "kim", "role": "keeper"},
    {
        "login": "olu",
        "role": "owner",
        "subjects": ["m", "n"],
        "amount": "1000000",
        "currency": "GBP",
        "name": "Olu Ade",
    },
    {"login": "ana", "role": "analyst"},
    {"login": "eve", "role": "owner", "until": "2020-01-01"},
]


class TestPowers:
    @pytest.fixture
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        self.become(monkeypatch, "kim")
        path = tmp_path / "log.sqlite"
        with ml.Ledger.open(path) as ledger:
            ledger.delegate(POWERS)
        return path

    @staticmethod
    def become(monkeypatch: pytest.MonkeyPatch, login: str) -> None:
        monkeypatch.setattr("missionlab.steering.ledger.place.user", lambda: login)

    @pytest.mark.parametrize(
        ("who", "fields", "status", "why"),
        [
            ("olu", {"amount": "1000000", "currency": "GBP"}, "decided", None),
            ("olu", {"amount": "1000000.01", "currency": "GBP"}, "proposed", "1000000.01 GBP is more than"),
            ("olu", {"amount": "1", "currency": "EUR"}, "proposed", "in GBP, the decision in EUR"),
            ("olu", {}, "proposed", "no amount is stated"),
            ("olu", {"amount": "0", "currency": "GBP", "subjects": ["m", "x"]}, "proposed", "does not cover x"),
            ("ana", {"role": "analyst"}, "proposed", "analyst proposes"),
            ("ana", {}, "proposed", "no power to decide"),
            ("eve", {}, "proposed", "no power to decide"),
            ("nobody", {}, "proposed", "no power to decide"),
        ],
    )
    def test_beyond_ones_powers_a_decision_is_proposed(
        self,
        path: Path,
        monkeypatch: pytest.MonkeyPatch,
        who: str,
        fields: dict[str, Any],
        status: str,
        why: str | None,
    ) -> None:
        self.become(monkeypatch, who)
        with ml.Ledger.open(path) as ledger:
            logged = ledger.append(decision(**fields)).decision
        assert logged.status == status
        assert (logged.powers is None) if why is None else (why in str(logged.powers))

    @pytest.mark.parametrize("role", ["reader", "auditor", "keeper"])
    def test_some_roles_cannot_even_propose(self, path: Path, role: str) -> None:
        with ml.Ledger.open(path) as ledger, pytest.raises(ml.InputError, match="cannot decide or propose"):
            ledger.append(decision(role=role))

    def test_only_keepers_change_powers_and_the_first_name_one(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.become(monkeypatch, "olu")
        with ml.Ledger.open(path) as ledger, pytest.raises(ml.InputError, match="Only a keeper"):
            ledger.delegate([{"login": "olu", "role": "owner"}])
        with ml.Ledger.open(tmp_path / "new.sqlite") as ledger, pytest.raises(ml.InputError, match="name no keeper"):
            ledger.delegate([{"login": "olu", "role": "owner"}])
        self.become(monkeypatch, "kim")
        with ml.Ledger.open(path) as ledger:
            ledger.delegate([{"login": "olu", "role": "owner", "until": "2020-01-01"}])
            assert sorted(str(one.role) for one in ledger.powers()) == ["analyst", "keeper"]

    def test_the_only_keeper_is_not_erased_before_there_is_another(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.become(monkeypatch, "kim")
        with ml.Ledger.open(path) as ledger:
            (keeper,) = [one.person for one in ledger.powers() if one.role == "keeper"]
            with pytest.raises(ml.InputError, match="only keeper"):
                ledger.erase(keeper)
            assert keeper in ledger.names()
            ledger.delegate([{"login": "joy", "role": "keeper"}])
            ledger.erase(keeper)
            assert keeper not in ledger.names()
            (other,) = [one for one, name in ledger.names().items() if name == "joy"]
            with pytest.raises(ml.InputError, match="only keeper"):
                ledger.erase(other)

    def test_a_proposed_decision_is_decided_when_somebody_who_may_signs_it_off(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from missionlab.steering.ledger.reviewed import status_now

        money = {"amount": "5", "currency": "GBP"}
        self.become(monkeypatch, "ana")
        with ml.Ledger.open(path) as ledger:
            first = ledger.append(decision(role="analyst", **money))
            ledger.append(decision(kind="sign-off", supersedes=first.decision.id, **money))
            assert status_now(first, ledger.decisions()) == "proposed"
        self.become(monkeypatch, "olu")
        with ml.Ledger.open(path) as ledger:
            ledger.append(decision(kind="sign-off", supersedes=first.decision.id, **money))
            assert status_now(first, ledger.decisions()) == "decided"

    def test_names_and_logins_stay_out_of_the_chain(self, path: Path) -> None:
        with ml.Ledger.open(path) as ledger:
            bodies = "".join(one.body for one in ledger.entries())
            assert "Olu Ade" in ledger.names().values()
            for word in ("Olu", "olu", "kim"):
                assert word not in bodies
            with pytest.raises(ml.InputError, match="Olu Ade"):
                ledger.append(decision(reason="As olu  ADE said."))
            logged = ledger.append(decision(reason="As Olu Ade said."), allow=["Olu Ade"])
        assert logged.decision.reason == "As Olu Ade said."

    @pytest.mark.parametrize(
        ("powers", "said"),
        [
            ([], "the list is empty"),
            ([{"role": "owner"}, {"login": "x", "role": "king"}], "item 1: login is missing; item 2: role"),
            ([{"login": "x", "role": "owner", "amount": 5}], "currency is missing"),
            ([{"login": "x", "role": "owner", "subject": "m"}], "subject"),
            (["x"], "item 1 is no mapping"),
        ],
    )
    def test_faults_of_powers_come_all_at_once_and_record_nothing(
        self, tmp_path: Path, powers: list[Any], said: str
    ) -> None:
        with ml.Ledger.open(tmp_path / "log.sqlite") as ledger, pytest.raises(ml.InputError) as refused:
            ledger.delegate(powers)
        assert said in refused.value.message
        assert list(tmp_path.iterdir()) == []


class TestSide:
    def test_a_salt_is_never_used_twice_and_the_hash_depends_on_it(self) -> None:
        first, second = annex({"title": "a", "text": "b"}), annex({"title": "a", "text": "b"})
        assert first[0].content == second[0].content
        assert first[1] != second[1]
        assert len(bytes.fromhex(first[0].salt)) == 16

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Write to a.b+c@mail.gov.uk, please.", ("a.b+c@mail.gov.uk",)),
            ("The rate @ 3.5 % and x@y", ()),
            ("ana  NYM agreed; Banana Nymph did not", ("Ana Nym",)),
            ("José Peña firmó", ("Jose\u0301 Pen\u0303a",)),
            ("root cause", ()),
        ],
    )
    def test_addresses_and_known_names_are_found(self, text: str, found: tuple[str, ...]) -> None:
        people = [Person("p-1", "ana", "Ana Nym"), Person("p-2", "root"), Person("p-3", "j", "Jose\u0301 Pen\u0303a")]
        assert personal({"reason": [text]}, known_names(people)) == found

    def test_an_altered_annex_is_told_from_an_erased_one(self, tmp_path: Path) -> None:
        import sqlite3

        path = tmp_path / "log.sqlite"
        with ml.Ledger.open(path) as ledger:
            (reference,) = ledger.append(decision(), annexes={"a": "b"}).decision.annexes
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("UPDATE side SET content = replace(content, 'b', 'c')")
            connection.close()
            with pytest.raises(ml.InputError, match="not what was recorded"):
                ledger.annex(reference)


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "keeper"},
        {"supersedes": "d1"},
        {"question": "a.b@c.org?"},
        {"decided_on": "2999-01-01"},
        {"chosen": "x"},
    ],
)
def test_a_first_decision_that_is_refused_leaves_no_file(tmp_path: Path, fields: dict[str, Any]) -> None:
    with ml.Ledger.open(tmp_path / "log.sqlite") as ledger:
        with pytest.raises(ml.InputError):
            ledger.append(decision(**fields))
        with pytest.raises(ml.InputError, match="no keeper"):
            ledger.delegate([{"login": "olu", "role": "owner"}])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("written", ["", "12", "12:abc", "x:0123456789abcdef", "-1:0123456789abcdef", "1:" + "0" * 65])
def test_what_is_no_head(written: str) -> None:
    with pytest.raises(ml.InputError, match="not a head"):
        Head.read(written)


def test_a_head_may_be_typed_in_fours() -> None:
    assert Head.read("12: 0123 4567 89AB cdef") == Head(12, "0123456789abcdef")
