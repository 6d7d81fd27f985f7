"""Where facts come from and since when they are known: a note for each kind of record, never one for each record."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.strategy.labels import NOUNS, some
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import SourceKind

_SOURCED = ("missions", "indicators", "projects", "commitments", "funds")
_SINGLE_SOURCE = ("observations", "aid_rules", "exchange_rates", "distances")
_ANNOUNCED = ("missions", "projects")


def provenance(book: Book) -> Iterable[Fault]:
    strategy = book.strategy
    for noun, keys, total in _without_source(strategy):
        if keys:
            message = f"{_count(keys, total, noun)} {_has(keys)} no source: {some(keys)}."
            yield Fault("no-source", strategy.about, message)
    for noun, date, keys, total in _without_date(strategy):
        if keys:
            message = f"{_count(keys, total, noun)} {_has(keys)} no {date}: {some(keys)}."
            yield Fault("undated", strategy.about, message)
    weak = [source.id for source in strategy.sources if source.kind in (SourceKind.COPY, SourceKind.PRESS)]
    if weak:
        what = "is a copy or a press report" if len(weak) == 1 else "are copies or press reports"
        message = f"{_count(weak, len(strategy.sources), 'source')} {what}: {some(weak, 20)}."
        yield Fault("secondary-source", strategy.about, message)


def _count(keys: list[str], total: int, noun: str) -> str:
    return f"{len(keys)} of {total} {noun}{'s' if total != 1 else ''}"


def _has(keys: list[str]) -> str:
    return "has" if len(keys) == 1 else "have"


def _without_source(strategy: Strategy) -> Iterable[tuple[str, list[str], int]]:
    for name in _SOURCED:
        records = getattr(strategy, name)
        yield NOUNS[name], [record.key for record in records if not record.sources], len(records)
    versions = [(target, version) for target in strategy.targets for version in target.versions]
    unsourced = [f"{t.id} ({v.number})" for t, v in versions if not v.sources and not t.sources]
    yield "target version", unsourced, len(versions)
    for name in _SINGLE_SOURCE:
        records = getattr(strategy, name)
        yield NOUNS[name], [record.key for record in records if record.source is None], len(records)


def _without_date(strategy: Strategy) -> Iterable[tuple[str, str, list[str], int]]:
    for name in _ANNOUNCED:
        records = getattr(strategy, name)
        yield NOUNS[name], "date of announcement", [r.key for r in records if r.announced is None], len(records)
    versions = [(target, version) for target in strategy.targets for version in target.versions]
    undated = [f"{t.id} ({v.number})" for t, v in versions if v.set_on is None]
    yield "target version", "date on which it was set", undated, len(versions)
