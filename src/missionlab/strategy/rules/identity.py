"""Ids: one record each, none of them a reserved word; and circles of references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from missionlab.strategy.labels import NOUNS, capital, label
from missionlab.strategy.records import Observation, Record
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.references import records_of
from missionlab.strategy.strategy import RECORD_TYPES
from missionlab.strategy.vocabulary import UNALLOCATED


def duplicates(book: Book) -> Iterable[Fault]:
    """The second and every later record with one key."""
    for name in RECORD_TYPES:
        seen: set[str] = set()
        for record in records_of(book.strategy, name):
            key = record.key
            if key in seen:
                yield _duplicate(record)
            seen.add(key)


def _duplicate(record: Record) -> Fault:
    message = f"There is already another {label(record)}."
    if hasattr(record, "id"):
        return Fault("duplicate-id", record, message, ("id",))
    if isinstance(record, Observation):
        fix = "Delete one of the two; a revised figure has the date of its own publication as its vintage."
    else:
        fix = "Delete one of the two."
    return Fault("duplicate-id", record, message, (), fix)


def reserved(book: Book) -> Iterable[Fault]:
    for name in ("missions", "sectors", "places", "actors"):
        for record in records_of(book.strategy, name):
            if record.key == UNALLOCATED:
                message = f"A {NOUNS[name]} cannot have the id '{UNALLOCATED}'."
                yield Fault("reserved-id", record, message, ("id",))


_LINKS = (
    ("projects", "parent", "is its own parent"),
    ("missions", "supersedes", "supersedes itself"),
    ("commitments", "revises", "revises itself"),
    ("indicators", "proxy_for", "stands in for itself"),
    ("targets", "rival_of", "is a rival of itself"),
    ("actors", "owner", "owns itself"),
)


def cycles(book: Book) -> Iterable[Fault]:
    """Records that come back to themselves along a link to one other record of their type."""
    for name, field, what in _LINKS:
        records = {record.key: record for record in records_of(book.strategy, name)}
        onward = {key: getattr(record, field) for key, record in records.items()}
        for circle in _circles(onward):
            around = " → ".join([*circle[:8], *(["…"] if len(circle) > 8 else []), circle[0]])
            for key in circle:
                message = f"{capital(label(records[key]))} {what}: {around}."
                yield Fault("cycle", records[key], message, (field,))
    parts = {indicator.id: indicator.difference_of or () for indicator in book.strategy.indicators}
    for indicator in book.strategy.indicators:
        if comes_back(indicator.id, parts):
            message = f"{capital(label(indicator))} is a difference that contains itself."
            yield Fault("cycle", indicator, message, ("difference_of",))


def _circles(onward: Mapping[str, str | None]) -> list[list[str]]:
    done: set[str] = set()
    circles: list[list[str]] = []
    for start in onward:
        trail: dict[str, int] = {}
        key: str | None = start
        while key is not None and key in onward and key not in done and key not in trail:
            trail[key] = len(trail)
            key = onward[key]
        if key is not None and key in trail:
            circles.append(list(trail)[trail[key] :])
        done.update(trail)
    return circles


def comes_back(start: str, onward: Mapping[str, Sequence[str]]) -> bool:
    """Whether a way along links to any number of records leads back to where it began."""
    seen: set[str] = set()
    waiting = [*onward.get(start, ())]
    while waiting:
        one = waiting.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(onward.get(one, ()))
    return False
