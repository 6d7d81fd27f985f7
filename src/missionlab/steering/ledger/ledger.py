"""The log of decisions: open it, add to it, read it, verify it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from missionlab.base.findings import InputError, Place
from missionlab.base.frozen import FrozenMap
from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.canonical import canonical
from missionlab.steering.ledger.chain import Head, Verification, verification
from missionlab.steering.ledger.decision import Annex, Decision, Role, decision_of
from missionlab.steering.ledger.entry import Entry, SideRow
from missionlab.steering.ledger.genesis import now
from missionlab.steering.ledger.place import open_store
from missionlab.steering.ledger.roles import Delegation, delegations_of, in_force, judged, must_be_keeper, refuse_role
from missionlab.steering.ledger.side import annex, annex_hash, known_names, personal, refuse_personal
from missionlab.steering.ledger.store import Store

if TYPE_CHECKING:
    import pandas as pd

    from missionlab.strategy.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision as it stands in the log."""

    seq: int
    hash: str
    decision: Decision

    def to_json(self) -> dict[str, Any]:
        body = self.decision.model_dump(mode="json")
        return {"seq": self.seq, "hash": self.hash, **{name: body[name] for name in sorted(body)}}


@dataclass(frozen=True, slots=True)
class Note:
    """Something that an auditor added about an entry."""

    seq: int
    about: str
    text: str
    role: str
    person: str
    recorded_at: datetime


class Ledger:
    """An open log. Use it in a ``with`` block, or close it. Every method raises ``InputError`` when the place fails."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._delegations: list[Delegation] = []
        self._read_up_to = 0

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """The log at ``place``: a file, a folder, or ``postgresql://...``.

        Without one: what the variable ``MISSIONLAB_LEDGER`` names, or ``decisions.sqlite`` in the working folder.
        A file is made with the first decision. Raises ``InputError`` for a file on a network file system.
        """
        return cls(open_store(place))

    @property
    def place(self) -> str:
        """Where it lies, without a password."""
        return self._store.place

    def exists(self) -> bool:
        """Whether a log was begun here."""
        return self._store.exists()

    def append(
        self,
        decision: Decision | Mapping[str, Any],
        *,
        allow: Sequence[str] = (),
        annexes: Mapping[str, str] = FrozenMap(),
    ) -> Logged:
        """Record a decision; the log gives its id, owner, status and time.

        ``allow`` names words that look personal and may stand; ``annexes`` are restricted texts by title, of which the
        entry holds salted hashes only. Raises ``InputError`` that lists all fields that are missing or wrong, for text
        that names persons, for a role that may not decide, and when the place fails; then nothing was recorded.
        """
        stated = decision_of(decision)
        refuse_role(stated.role)
        _not_in_the_future(stated, now().date())
        refuse_personal(personal(stated.model_dump(mode="json"), known_names(self._store.people()), allow))
        self._must_be_there(stated)
        made = [annex({"title": title, "text": content}) for title, content in annexes.items()]
        hashed = tuple(Annex(ref=row.ref, hash=hash_) for row, hash_ in made)
        person = self._store.person(self._store.login).id

        def body(seq: int) -> str:
            at = now()
            verdict = judged(self._powers(), person, stated, at.date())
            given = {"id": f"d{seq}", "owner": person, "status": verdict.status, "powers": verdict.why}
            whole = stated.model_copy(update={**given, "recorded_at": at, "annexes": stated.annexes + hashed})
            written = canonical({"type": "decision", **_fields(whole)})
            _must_read_again(written)
            return written

        logged = self._logged(self._store.append(body, [row for row, _ in made]))
        assert logged is not None
        return logged

    def decide(
        self, strategy: Strategy, as_of: date | None = None, *, seed: int = 0, allow: Sequence[str] = (), **fields: Any
    ) -> Logged:
        """Record a decision about ``strategy`` with the evidence of ``as_of`` (today when blank).

        ``fields`` are those of the record; what they leave out is filled in as `missionlab decide` does it.
        """
        from missionlab.steering.ledger.stated import stated

        return self.append(stated(strategy, fields, as_of, seed), allow=allow)

    def note(self, about: str, said: str, role: str = "auditor", *, allow: Sequence[str] = ()) -> Entry:
        """Add a note about the decision ``about``. Raises ``InputError`` where there is no such decision."""
        refuse_personal(personal(said, known_names(self._store.people()), allow))
        self.decision(about)
        person = self._store.person(self._store.login).id
        content = {"type": "note", "about": about, "text": said, "role": role, "person": person}
        return self._store.append(lambda _: canonical({**content, "recorded_at": now()}))

    def delegate(self, powers: Iterable[Mapping[str, Any]]) -> tuple[Delegation, ...]:
        """Record who may do what: mappings with ``login``, ``role`` and, if bounded, ``subjects``, ``amount``,
        ``currency`` and ``until``; a ``name`` goes into the side table only.

        Raises ``InputError`` unless this user is a keeper, or these are the log's first powers and name one.
        """
        from missionlab.steering.ledger.powers import checked_powers, delegations_in, roles_in

        items = checked_powers(powers)
        must_be_keeper(self._powers(), self._who(), now().date(), roles_in(items))
        new = delegations_in(items, self._store.person)
        person = self._store.person(self._store.login).id
        powers_ = [_blanks_left_out(one.model_dump(mode="python")) for one in new]
        content = {"type": "delegation", "delegations": powers_, "person": person}
        self._store.append(lambda _: canonical({**content, "recorded_at": now()}))
        return new

    def powers(self, day: date | None = None) -> tuple[Delegation, ...]:
        """The delegations in force on a day (today when blank)."""
        return in_force(self._powers(), day or now().date())

    def erase(self, ref: str) -> None:
        """Erase a person or an annex from the side table; that it was, when and by whom, becomes an entry.

        Raises ``InputError`` where there is no such row, and for the only keeper: nobody could then change powers any
        more.
        """
        known = {one.id for one in self._store.people()}
        keepers = {one.person for one in self.powers() if one.role is Role.KEEPER} & known
        if keepers == {ref}:
            raise InputError(
                f"{ref} is the log's only keeper.",
                place=Place(self.place),
                why="Without a keeper nobody can record powers in this log ever again. Nothing was erased.",
                fix="Record another keeper first: `missionlab log roles --file powers.yaml`.",
            )
        there = self.exists() and (ref in known or self._store.annex(ref) is not None)
        person = self._who() or (self._store.person(self._store.login).id if there else None)
        content = {"type": "erasure", "ref": ref, "person": person}
        if not self._store.erase(ref, lambda _: canonical({**content, "recorded_at": now()})):
            raise InputError(
                f"Nothing is called {ref!r} in the side table.",
                place=Place(self.place),
                why="It was erased already, or it never was there.",
                fix="`missionlab log show ID` prints the annexes of a decision, `missionlab log roles` the persons.",
            )

    def erasures(self) -> dict[str, datetime]:
        """When each person or annex that was erased was, by its name in the side table."""
        found = {}
        for one in self.entries():
            body = one.content() if '"type":"erasure"' in one.body else {}
            if body.get("type") == "erasure":
                with self._readable(one.seq):
                    found[str(body["ref"])] = datetime.fromisoformat(body["recorded_at"])
        return found

    def annex(self, reference: Annex) -> Mapping[str, str] | None:
        """Title and text of an annex; nothing when it was erased. Raises ``InputError`` when it was altered."""
        row: SideRow | None = self._store.annex(reference.ref)
        if row is None:
            return None
        if annex_hash(row.salt, row.content) != reference.hash:
            raise InputError(
                f"The annex {reference.ref} is not what was recorded.",
                place=Place(self.place),
                why="Its hash differs from the one in the entry.",
                fix="Take it from a backup; the entry itself is not touched by this.",
            )
        return json.loads(row.content)

    def verify(self, heads: Iterable[Head | str] = ()) -> Verification:
        """Whether the log is as it was written, and holds every one of ``heads`` (``SEQ:HASH``) that others kept."""
        kept = tuple(one if isinstance(one, Head) else Head.read(one) for one in heads)
        return verification(self._store.rows(), kept, self._store.unguarded())

    def head(self) -> Entry:
        """The last entry. Raises ``InputError`` where there is no log."""
        found = self._store.last() if self._store.exists() else None
        if found is None:
            raise refusals.missing(self.place)
        return found

    def id(self) -> str:
        """The log's own id, from its first entry. Raises ``InputError`` where there is no log, or none in it."""
        self.head()
        first = self._store.entry(0)
        found = first.content().get("ledger") if first else None
        if not isinstance(found, str):
            raise refusals.not_a_ledger(self.place, "its first entry does not name it")
        return found

    def entries(self) -> Iterator[Entry]:
        """Every entry in order, as text. Raises ``InputError`` for rows that are no text."""
        for row in self._store.rows():
            try:
                assert row.body is not None
                yield Entry(row.seq, row.prev.decode(), row.hash.decode(), row.body.decode())
            except UnicodeDecodeError as error:
                raise refusals.not_a_ledger(self.place, f"entry {row.seq} is no text") from error

    def decisions(self, strategy: str | None = None) -> tuple[Logged, ...]:
        """All decisions in order, or those of one strategy by its id."""
        found = (self._logged(one) for one in self.entries() if '"type":"decision"' in one.body)
        return tuple(one for one in found if one and (strategy is None or one.decision.strategy == strategy))

    def notes(self) -> tuple[Note, ...]:
        """All notes in order."""
        made = []
        for one in self.entries():
            body = one.content() if '"type":"note"' in one.body else {}
            if body.get("type") == "note":
                with self._readable(one.seq):
                    at = datetime.fromisoformat(body["recorded_at"])
                    made.append(Note(one.seq, body["about"], body["text"], body["role"], body["person"], at))
        return tuple(made)

    def decision(self, name: str | int) -> Logged:
        """One decision by its id or number. Raises ``InputError`` where there is none."""
        digits = str(name).removeprefix("d")
        entry = self._store.entry(int(digits)) if digits.isdigit() and len(digits) < 16 and self.exists() else None
        found = self._logged(entry) if entry else None
        if found is None:
            raise InputError(
                f"There is no decision {name!s}.",
                place=Place(self.place),
                why="An id is the letter d and the number of an entry, such as d3.",
                fix="`missionlab log list` shows them all.",
            )
        return found

    def names(self) -> dict[str, str]:
        """Names by pseudonym, of those whose name is known and not erased."""
        return {one.id: one.name or one.login for one in self._store.people()}

    def to_frame(self) -> pd.DataFrame:
        """One row a decision; the columns are the scalar fields of the record."""
        import pandas as pd

        rows = [one.to_json() for one in self.decisions()]
        plain = [{k: v for k, v in row.items() if not isinstance(v, dict | list)} for row in rows]
        return pd.DataFrame(plain)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _must_be_there(self, stated: Decision) -> None:
        if stated.supersedes is None:
            return
        entry = self._store.entry(int(stated.supersedes[1:])) if self._store.exists() else None
        if entry is None or self._logged(entry) is None:
            raise InputError(
                f"supersedes: there is no decision {stated.supersedes}.",
                place=Place(self.place),
                why="A correction or signature points to an entry of the same log. Nothing was recorded.",
                fix="`missionlab log list` shows all decisions with their ids.",
            )

    def _who(self) -> str | None:
        """The pseudonym of whoever writes; nothing for somebody whom the log does not know yet."""
        login = self._store.login
        return next((one.id for one in self._store.people() if one.login == login), None)

    def _powers(self) -> tuple[Delegation, ...]:
        """All delegations; only entries that are new since the last call are read."""
        if not self._store.exists():
            return ()
        for row in self._store.rows(self._read_up_to):
            if row.body is not None and b'"type":"delegation"' in row.body:
                with self._readable(row.seq):
                    self._delegations += delegations_of([Entry(row.seq, "", "", row.body.decode()).content()])
            self._read_up_to = row.seq + 1
        return tuple(self._delegations)

    def _logged(self, entry: Entry) -> Logged | None:
        """The decision in an entry; nothing in other entries."""
        body = entry.content()
        if body.pop("type", None) != "decision":
            return None
        with self._readable(entry.seq):
            return Logged(entry.seq, entry.hash, Decision.model_validate(body))

    @contextmanager
    def _readable(self, seq: int) -> Iterator[None]:
        """What another program wrote into an entry need not be what its type says."""
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            raise refusals.not_a_ledger(self.place, f"entry {seq} is none that missionlab wrote") from error


def _must_read_again(written: str) -> None:
    """Nothing enters the log that could not be read out of it: one entry of that kind would close the whole log."""
    body = json.loads(written)
    del body["type"]
    try:
        Decision.model_validate(body)
    except ValueError as error:
        raise InputError(
            "The decision cannot be recorded: what would be written could not be read again.",
            why=f"An entry can never be changed, so it has to be whole. {error}",
            fix="Give its fields as text, numbers and lists, as docs/how-to/ledger.md has them.",
        ) from error


def _not_in_the_future(stated: Decision, today: date) -> None:
    # A day more, because somewhere it is tomorrow already.
    if stated.decided_on > today + timedelta(days=1):
        raise InputError(
            f"decided_on: {stated.decided_on} has not come yet.",
            why="The log holds what was decided, not what will be. Nothing was recorded.",
            fix="Record it on its day, or as analyst propose it today.",
        )


def _fields(decision: Decision) -> dict[str, Any]:
    return _blanks_left_out(decision.model_dump(mode="python"))


def _blanks_left_out(value: Any) -> Any:
    """Without fields that are blank: a blank is not written, so that a later version may add fields."""
    if isinstance(value, Mapping):
        return {name: _blanks_left_out(one) for name, one in value.items() if one is not None and one != ()}
    if isinstance(value, list | tuple):
        return [_blanks_left_out(one) for one in value]
    return value


def on_day(logged: Logged) -> date:
    """The day on which a decision was recorded, in UTC."""
    at = logged.decision.recorded_at
    assert at is not None
    return at.astimezone(UTC).date()
