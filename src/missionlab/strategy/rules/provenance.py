"""Where facts come from and since when they are known: a note for each kind of record, never one for each record."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.strategy.labels import NOUNS, some
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import SourceKind

_SOURCED = ("missions", "indicators", "projects", "commitments")
_SINGLE_SOURCE = ("observations", "exchange_rates", "distances")
_DATED = {"missions": "announced", "projects": "announced"}


def provenance(book: Book) -> Iterable[Fault]:
    strategy = book.strategy
    for name, keys, total in _without_source(strategy):
        if keys:
            yield Fault("no-source", strategy.about, f"{_count(keys, total, name)} without a source: {some(keys)}.")
    for name, keys, total in _without_date(strategy):
        if keys:
            message = f"{_count(keys, total, name)} without the date they became known: {some(keys)}."
            yield Fault("undated", strategy.about, message)
    weak = [source.id for source in strategy.sources if source.kind in (SourceKind.COPY, SourceKind.PRESS)]
    if weak:
        message = f"{_count(weak, len(strategy.sources), 'sources')} copies or press reports: {some(weak, 20)}."
        yield Fault("secondary-source", strategy.about, message)


def _count(keys: list[str], total: int, name: str) -> str:
    noun = "target version" if name == "versions" else NOUNS[name]
    return f"{len(keys)} of {total} {noun}{'s' if total != 1 else ''} {'is' if len(keys) == 1 else 'are'}"


def _without_source(strategy: Strategy) -> Iterable[tuple[str, list[str], int]]:
    for name in _SOURCED:
        records = getattr(strategy, name)
        yield name, [record.key for record in records if not record.sources], len(records)
    versions = [(target, version) for target in strategy.targets for version in target.versions]
    unsourced = [f"{t.id} ({v.number})" for t, v in versions if not v.sources and not t.sources]
    yield "versions", unsourced, len(versions)
    for name in _SINGLE_SOURCE:
        records = getattr(strategy, name)
        yield name, [record.key for record in records if record.source is None], len(records)


def _without_date(strategy: Strategy) -> Iterable[tuple[str, list[str], int]]:
    for name, field in _DATED.items():
        records = getattr(strategy, name)
        yield name, [record.key for record in records if getattr(record, field) is None], len(records)
    versions = [(target, version) for target in strategy.targets for version in target.versions]
    yield "versions", [f"{t.id} ({v.number})" for t, v in versions if v.set_on is None], len(versions)
