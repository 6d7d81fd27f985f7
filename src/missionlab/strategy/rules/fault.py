"""What a rule hands over: the record that is at fault, where in it, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from missionlab.base.dates import Date
from missionlab.strategy.catalogue import nearest
from missionlab.strategy.raw import FieldPath
from missionlab.strategy.records import Record
from missionlab.strategy.strategy import Strategy


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one record; ``path`` is the field, ``fix`` replaces the general fix of the code."""

    code: str
    record: Record
    message: str
    path: FieldPath = ()
    fix: str = ""
    dangling: tuple[str, str] | None = None
    """For a link that is left out while its record is used: the list and the id that it refers to."""
    also: tuple[Record, ...] = ()
    """Further records with the very same fault, which share this finding."""

    @property
    def records(self) -> tuple[Record, ...]:
        return (self.record, *self.also)


@dataclass(frozen=True, slots=True)
class Partial:
    """A record that cannot be used, without its wrong fields, so that the others can be checked."""

    record: Record
    wrong: Set[str]
    """The fields that are blank because what stands in them is wrong; they have their findings already."""


@dataclass(frozen=True, slots=True)
class Book:
    """The records that rules are checked on, and the ids of those that are known but cannot be used."""

    strategy: Strategy
    left_out: Mapping[str, Set[str]] = field(default_factory=dict)
    """By list. A reference to one of these is not unknown."""
    promised: Set[str] = frozenset()
    """Missions that have a target which cannot be used: they are not without a target."""
    in_part: Mapping[str, Sequence[Partial]] = field(default_factory=dict)
    """By list. Records with some fields that are wrong: what else is wrong with them is said at the same time."""


class Rule(Protocol):
    def __call__(self, book: Book) -> Iterable[Fault]: ...


class Speller:
    """Proposes the nearest of many ids. Comparing is slow, so it stops proposing after many misses."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)
        # About ten million characters compared at most: well under a second.
        self._left = max(5, min(200, 200_000 // max(1, len(self._known))))
        self._cache: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        if word not in self._cache:
            if self._left <= 0:
                return None
            self._left -= 1
            self._cache[word] = nearest(word, self._known)
        return self._cache[word]


def surely_before(first: Date | None, second: Date | None) -> bool:
    """Whether the first date lies before the second however imprecise both are; False when one is blank."""
    return first is not None and second is not None and first.last < second.first
