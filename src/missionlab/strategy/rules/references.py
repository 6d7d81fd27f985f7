"""Every field that refers to another record, and whether the id it holds exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import Any

from missionlab.strategy.labels import NOUNS, capital, label
from missionlab.strategy.raw import FieldPath
from missionlab.strategy.records import Record
from missionlab.strategy.rules.fault import Book, Fault, Speller
from missionlab.strategy.strategy import RECORD_TYPES, Strategy
from missionlab.strategy.vocabulary import UNALLOCATED


class Need(Enum):
    """What is lost when the record that is referred to cannot be used."""

    RECORD = "the whole record makes no sense without it"
    ITEM = "the item of a nested list makes no sense without it"
    LINK = "only the link is lost"


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of the records of ``source`` that holds ids of ``target`` lists. ``*`` in the path is each item."""

    source: str
    path: str
    target: tuple[str, ...]
    need: Need = Need.LINK
    when: tuple[str, str] | None = None
    """A field and its word, where the ids are of these lists only in records that have it."""

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(self.path.split("."))

    def ids(self, record: Any) -> Iterator[tuple[FieldPath, str]]:
        """Each id that ``record`` holds there, with its exact path."""
        if self.when is None or getattr(record, self.when[0]) == self.when[1]:
            yield from ids_at(record, self.steps)


_ANY = tuple(
    name for name in RECORD_TYPES if name not in ("observations", "distances", "exchange_rates", "answers", "aid_rules")
)

REFERENCES: tuple[Reference, ...] = (
    Reference("strategy", "owner", ("actors",)),
    Reference("missions", "challenge", ("challenges",), Need.RECORD),
    Reference("missions", "owner", ("actors",)),
    Reference("missions", "supersedes", ("missions",)),
    Reference("indicators", "proxy_for", ("indicators",), Need.RECORD),
    Reference("indicators", "deployment", ("indicators",)),
    Reference("indicators", "difference_of", ("indicators",), Need.RECORD),
    Reference("indicators", "breaks.*.source", ("sources",)),
    Reference("targets", "mission", ("missions",), Need.RECORD),
    Reference("targets", "indicator", ("indicators",), Need.RECORD),
    Reference("targets", "rival_of", ("targets",)),
    Reference("targets", "versions.*.indicator", ("indicators",), Need.RECORD),
    Reference("targets", "versions.*.sources", ("sources",)),
    Reference("targets", "versions.*.baseline.source", ("sources",)),
    Reference("observations", "indicator", ("indicators",), Need.RECORD),
    Reference("observations", "source", ("sources",)),
    Reference("projects", "missions", ("missions",)),
    Reference("projects", "sectors", ("sectors",)),
    Reference("projects", "places", ("places",)),
    Reference("projects", "recipients", ("actors",)),
    Reference("projects", "parent", ("projects",)),
    Reference("projects", "lead", ("actors",)),
    Reference("projects", "partners", ("actors",)),
    Reference("projects", "contributions.*.target", ("targets",), Need.ITEM),
    *(
        Reference("projects", f"contributions.*.{field}", ("sources",))
        for field in ("source", "owner_source", "money_source", "powers_source", "timetable_source")
    ),
    Reference("commitments", "project", ("projects",), Need.RECORD),
    Reference("commitments", "payer_actor", ("actors",)),
    Reference("commitments", "revises", ("commitments",), Need.RECORD),
    Reference("projects", "gates.*.source", ("sources",)),
    Reference("projects", "co_finance.*.actor", ("actors",)),
    Reference("projects", "co_finance.*.source", ("sources",)),
    Reference("projects", "outcome_model", ("outcome_models",)),
    Reference("projects", "after", ("projects",)),
    Reference("outcome_models", "assumption", ("assumptions",)),
    Reference("funds", "actor", ("actors",)),
    Reference("funds", "lines.*.mission", ("missions",)),
    Reference("funds", "lines.*.sector", ("sectors",)),
    Reference("funds", "lines.*.outcome_model", ("outcome_models",)),
    Reference("funds", "record.*.source", ("sources",)),
    Reference("aid_rules", "source", ("sources",)),
    Reference("limits", "which", ("actors",), Need.RECORD, ("dimension", "actor")),
    Reference("limits", "which", ("sectors",), Need.RECORD, ("dimension", "sector")),
    Reference("limits", "which", ("places",), Need.RECORD, ("dimension", "place")),
    Reference("limits", "which", ("missions",), Need.RECORD, ("dimension", "mission")),
    Reference("reviews", "mission", ("missions",), Need.RECORD),
    Reference("reviews", "project", ("projects",), Need.RECORD),
    Reference("reviews", "owner", ("actors",)),
    Reference("signposts", "indicator", ("indicators",), Need.RECORD),
    Reference("signposts", "target", ("targets",), Need.RECORD),
    Reference("signposts", "project", ("projects",), Need.RECORD),
    Reference("rules", "mission", ("missions",), Need.RECORD),
    Reference("rules", "project", ("projects",), Need.RECORD),
    Reference("rules", "signpost", ("signposts",), Need.RECORD),
    Reference("rules", "then", ("actions",), Need.RECORD),
    Reference("rules", "otherwise", ("actions",)),
    Reference("actions", "mission", ("missions",), Need.RECORD),
    Reference("actions", "project", ("projects",), Need.RECORD),
    Reference("actions", "owner", ("actors",)),
    Reference("actions", "target", ("targets",)),
    Reference("actions", "opens", ("actions",)),
    Reference("actions", "closes", ("actions",)),
    Reference("pilots", "mission", ("missions",), Need.RECORD),
    Reference("pilots", "project", ("projects",)),
    Reference("pilots", "action", ("actions",)),
    Reference("pilots", "results.*.source", ("sources",)),
    Reference("actors", "owner", ("actors",)),
    Reference("actors", "advises", ("missions",)),
    Reference("distances", "first", ("sectors",), Need.RECORD),
    Reference("distances", "second", ("sectors",), Need.RECORD),
    Reference("distances", "source", ("sources",)),
    Reference("exchange_rates", "source", ("sources",)),
    Reference("answers", "mission", ("missions",), Need.RECORD),
    Reference("assumptions", "about", (*_ANY, "strategy")),
    *(
        Reference(name, "sources", ("sources",))
        for name in ("strategy", *RECORD_TYPES)
        if name == "strategy" or "sources" in RECORD_TYPES[name].model_fields
    ),
)


def ids_at(record: Any, steps: tuple[str, ...]) -> Iterator[tuple[FieldPath, str]]:
    """Each id that the field at ``steps`` holds, with its exact path."""
    head, rest = steps[0], steps[1:]
    if head == "*":
        for number, item in enumerate(record):
            for path, found in ids_at(item, rest):
                yield (number, *path), found
        return
    value = getattr(record, head)
    if value is None:
        return
    if rest:
        for path, found in ids_at(value, rest):
            yield (head, *path), found
    elif isinstance(value, str):
        yield (head,), value
    elif isinstance(value, Mapping):
        yield from (((head, key), key) for key in value if key != UNALLOCATED)
    else:
        yield from (((head, number), item) for number, item in enumerate(value))


def records_of(strategy: Strategy, list_name: str) -> tuple[Record, ...]:
    return (strategy.about,) if list_name == "strategy" else getattr(strategy, list_name)


def known_ids(strategy: Strategy, list_name: str) -> set[str]:
    return {record.key for record in records_of(strategy, list_name)}


def unknown_references(book: Book) -> Iterable[Fault]:
    """Ids that no record has: first where the record makes no sense without them, then where only a link is lost."""
    known = {name: known_ids(book.strategy, name) for name in ("strategy", *_ANY)}
    targets = {reference.target for reference in REFERENCES}
    spellers = {names: Speller(sorted(set().union(*(known[n] for n in names)))) for names in targets}
    usable = {names: set().union(*(known[n] | set(book.left_out.get(n, ())) for n in names)) for names in targets}
    found: dict[tuple[Need, tuple[str, ...], str], list[tuple[Record, FieldPath]]] = defaultdict(list)
    for reference in REFERENCES:
        ids, steps = usable[reference.target], reference.steps
        in_part = (partial.record for partial in book.in_part.get(reference.source, ()))
        for record in chain(records_of(book.strategy, reference.source), in_part):
            if len(steps) == 1 and getattr(record, steps[0]) in (None, ()):
                continue
            for path, key in reference.ids(record):
                if key not in ids:
                    found[reference.need, reference.target, key].append((record, path))
    for (need, target, key), places in found.items():
        yield from _unknown(need, target, key, places, spellers[target])


MOST_PLACES = 5
"""An id that is unknown in more places than this is most likely one record that is missing: one finding for all."""


def _unknown(
    need: Need, target: tuple[str, ...], key: str, places: list[tuple[Record, FieldPath]], speller: Speller
) -> Iterator[Fault]:
    noun = NOUNS[target[0]] if len(target) == 1 else "record"
    code = "unknown-reference" if need is Need.RECORD else "unknown-link"
    dangling = None if need is Need.RECORD else (target[0], key)
    near = speller.nearest(key)
    fix = f"Did you mean '{near}'?" if near else ""
    if not near and len(target) == 1:
        fix = f"Add a record with the id '{key}' to '{target[0]}', or correct the id."
    single = len(places) <= MOST_PLACES
    for record, path in places if single else places[:1]:
        also = () if single else tuple(other for other, _ in places[1:])
        more = "" if single else f" Nor does it for {len(also)} other references to it."
        message = f"{capital(label(record))} refers to {noun} '{key}', which does not exist.{more}"
        yield Fault(code, record, message, path, fix, dangling, also)
