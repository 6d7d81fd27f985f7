"""What a place that holds a log must be able to do. There are two: a SQLite file, and a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.entry import Entry, Person, Raw, SideRow, sealed

SCHEMA = 1
"""Number of the form in which entries are stored."""


def following(last: Entry, body: Callable[[int], str], place: str) -> Entry:
    """The entry after ``last``. Raises ``InputError`` where ``last`` does not fit its own hash."""
    if sealed(last.seq, last.prev, last.body) != last:
        raise refusals.altered(place, last.seq)
    return sealed(last.seq + 1, last.hash, body(last.seq + 1))


class Store(Protocol):
    """Every method raises ``InputError`` with what, where, why and the fix when the place fails."""

    @property
    def place(self) -> str:
        """Where it is, as it is shown: without a password."""
        ...

    @property
    def login(self) -> str:
        """Who is writing: the user of the machine, or of the database."""
        ...

    def exists(self) -> bool:
        """Whether a log was begun here."""
        ...

    def rows(self, start: int = 0) -> Iterator[Raw]:
        """All rows from the number ``start`` on, in the order of their numbers, as they are stored."""
        ...

    def entry(self, seq: int) -> Entry | None:
        """One entry; nothing where there is none."""
        ...

    def last(self) -> Entry | None:
        """The entry with the highest number."""
        ...

    def append(self, body: Callable[[int], str], annexes: Sequence[SideRow] = ()) -> Entry:
        """Add one entry at the end, and what belongs to it, both or neither.

        ``body`` is called with the new number while nobody else can add; it may read the log.
        """
        ...

    def person(self, login: str, name: str | None = None) -> Person:
        """Who stands behind ``login``: found, or made with a random pseudonym; a ``name`` replaces the one known."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Everybody whose name is not erased."""
        ...

    def annex(self, ref: str) -> SideRow | None:
        """A restricted annex; nothing when it was erased or never was."""
        ...

    def erase(self, ref: str, body: Callable[[int], str]) -> bool:
        """Erase a person or an annex, and add the entry of ``body`` that says so, both or neither; whether there was
        one. No entry changes."""
        ...

    def unguarded(self) -> tuple[str, ...]:
        """Names of the store's own guards (table, triggers) that are missing or altered."""
        ...

    def close(self) -> None: ...
