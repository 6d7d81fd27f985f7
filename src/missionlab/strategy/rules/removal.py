"""Leaving out the records that cannot be used, and what depends on them, so that every reference that is left holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from missionlab.base.frozen import FrozenMap
from missionlab.strategy.labels import NOUNS
from missionlab.strategy.records import Record
from missionlab.strategy.rules.references import REFERENCES, Need, Reference, ids_at, records_of
from missionlab.strategy.strategy import RECORD_TYPES, Strategy
from missionlab.strategy.vocabulary import UNALLOCATED

Root = tuple[str, str]
"""The list and the key of a record that has errors of its own."""

_NOWHERE: Root = ("", "")
"""Stands for the record that an unknown id refers to."""


def usable_part(
    strategy: Strategy,
    faulty: Iterable[Record],
    unreadable: Mapping[str, Set[str]],
    dangling: Set[tuple[str, str]] = frozenset(),
) -> tuple[Strategy, dict[Root, str]]:
    """The strategy without ``faulty`` records and without those that make no sense without them or the unreadable ones.

    Links to what is left out, or to the ``dangling`` ids that no record has, are blanked, and shares given to them
    become unallocated. Also returns, for each record that took others with it, which: "3 targets and 1 commitment".
    """
    dropped = {id(record) for record in faulty}
    if not dropped and not dangling and not any(unreadable.values()):
        return strategy, {}
    gone: dict[str, dict[str, Root]] = {
        name: {key: (name, key) for key in unreadable.get(name, ())} for name in RECORD_TYPES
    }
    kept: dict[str, list[Record]] = {}
    for name in RECORD_TYPES:
        kept[name] = []
        for record in records_of(strategy, name):
            if id(record) in dropped:
                gone[name].setdefault(record.key, (name, record.key))
            else:
                kept[name].append(record)
        if gone[name]:
            # The key of a duplicate that was dropped still stands for the first record with it.
            for record in kept[name]:
                gone[name].pop(record.key, None)
    for name, key in dangling:
        gone[name].setdefault(key, _NOWHERE)
    if not any(gone.values()):
        return _with(strategy, kept) if dropped else strategy, {}
    lost: dict[Root, Counter[str]] = defaultdict(Counter)
    _cascade(kept, gone, lost)
    _unlink(strategy, kept, gone, lost)
    about = _about_without_links(strategy, gone)
    lost.pop(_NOWHERE, None)
    return replace(_with(strategy, kept), about=about), {root: _listed(count) for root, count in lost.items()}


def _with(strategy: Strategy, kept: Mapping[str, list[Record]]) -> Strategy:
    return replace(strategy, **{name: tuple(records) for name, records in kept.items()})  # type: ignore[arg-type]


def _cascade(kept: dict[str, list[Record]], gone: dict[str, dict[str, Root]], lost: dict[Root, Counter[str]]) -> None:
    needed = [reference for reference in REFERENCES if reference.need is Need.RECORD]
    changed = True
    while changed:
        changed = False
        for reference in needed:
            missing = gone[reference.target[0]]
            if not missing:
                continue
            staying: list[Record] = []
            for record in kept[reference.source]:
                root = next((missing[key] for _, key in reference.ids(record) if key in missing), None)
                if root is None:
                    staying.append(record)
                    continue
                gone[reference.source][record.key] = root
                lost[root][NOUNS[reference.source]] += 1
                changed = True
            kept[reference.source] = staying


def _unlink(
    strategy: Strategy,
    kept: dict[str, list[Record]],
    gone: Mapping[str, Mapping[str, Root]],
    lost: dict[Root, Counter[str]],
) -> None:
    known = {strategy.about.key}
    for reference in REFERENCES:
        if reference.need is Need.RECORD or reference.source == "strategy":
            continue
        missing = _missing(reference, kept, gone, known)
        if not missing:
            continue
        for number, record in enumerate(kept[reference.source]):
            found = [key for _, key in reference.ids(record) if key in missing]
            if found:
                kept[reference.source][number] = _without(record, reference.steps, missing, reference.need)
                lost[missing[found[0]]]["link to it"] += 1


def _missing(
    reference: Reference,
    kept: Mapping[str, list[Record]],
    gone: Mapping[str, Mapping[str, Root]],
    known: Set[str],
) -> dict[str, Root]:
    """Ids that are gone from every list the field may refer to."""
    missing = {key: root for name in reference.target for key, root in gone.get(name, {}).items()}
    if len(reference.target) > 1 and missing:
        present = {record.key for name in reference.target if name in kept for record in kept[name]} | known
        missing = {key: root for key, root in missing.items() if key not in present}
    return missing


def _about_without_links(strategy: Strategy, gone: Mapping[str, Mapping[str, Root]]) -> Any:
    about: Any = strategy.about
    for reference in REFERENCES:
        missing = gone.get(reference.target[0], {})
        if reference.source == "strategy" and any(key in missing for _, key in ids_at(about, reference.steps)):
            about = _without(about, reference.steps, missing, Need.LINK)
    return about


def _without(record: Any, steps: tuple[str, ...], missing: Mapping[str, Root], need: Need) -> Any:
    """A copy of ``record`` whose field at ``steps`` holds none of the missing ids."""
    head, rest = steps[0], steps[1:]
    value = getattr(record, head)
    if value is None:
        return record
    if rest and rest[0] == "*":
        items = [_without(item, rest[1:], missing, need) for item in value if need is not Need.ITEM]
        if need is Need.ITEM:
            items = [item for item in value if not any(key in missing for _, key in ids_at(item, rest[1:]))]
        new: Any = tuple(items)
    elif rest:
        new = _without(value, rest, missing, need)
    elif isinstance(value, str):
        new = None if value in missing else value
    elif isinstance(value, Mapping):
        new = _unallocated(value, missing)
    else:
        new = tuple(key for key in value if key not in missing)
    return record.model_copy(update={head: new})


def _unallocated(shares: Mapping[str, float], missing: Mapping[str, Root]) -> FrozenMap[str, float]:
    left = {key: share for key, share in shares.items() if key not in missing}
    left[UNALLOCATED] = left.get(UNALLOCATED, 0.0) + sum(share for key, share in shares.items() if key in missing)
    return FrozenMap(left)


def _listed(count: Counter[str]) -> str:
    words = [f"{number} {noun}{'s' if number != 1 and noun != 'link to it' else ''}" for noun, number in count.items()]
    words = [word.replace("link to it", "links to it" if not word.startswith("1 ") else "link to it") for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
