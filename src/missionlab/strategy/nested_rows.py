"""Rows of lists that belong inside other records are put there, once everything has been read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from missionlab.base.findings import Place
from missionlab.strategy.flat import NESTED_LISTS, Table, table
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy
from missionlab.strategy.table_findings import orphan


def finish(raw: RawStrategy) -> None:
    """Move the rows of ``target_versions``, ``breaks`` and ``contributions`` into their parents, in file order.

    A row whose parent is not there becomes a finding at its place.
    """
    for name in NESTED_LISTS:
        rows = raw.lists.pop(name, None)
        if rows:
            _attach(rows, table(name), raw)


def _attach(rows: list[RawRecord], of: Table, raw: RawStrategy) -> None:
    assert of.parent is not None
    parents = {str(owner.values.get("id")): owner for owner in reversed(raw.lists.get(of.parent_list, []))}
    mine: dict[int, list[RawRecord]] = {}
    for row in rows:
        name = row.values.pop(of.parent.header, None)
        owner = parents.get(str(name)) if name is not None else None
        if owner is None:
            place = row.locate((of.parent.header,) if name is not None else ())
            raw.findings.append(orphan(place, of, None if name is None else str(name), parents))
        elif isinstance(items := owner.values.setdefault(of.field, []), list):
            if id(owner) not in mine:
                mine[id(owner)] = children = []
                owner.locate = partial(_locate, owner.locate, children, of.field, len(items))
            mine[id(owner)].append(row)
            items.append(row.values)
            owner.broken = owner.broken or row.broken


def _locate(
    own: Callable[[FieldPath], Place], children: list[RawRecord], field: str, first: int, path: FieldPath
) -> Place:
    """The place of ``path``; inside ``field`` from item ``first`` on, items stand in rows of their own."""
    if len(path) > 1 and path[0] == field and isinstance(path[1], int) and 0 <= path[1] - first < len(children):
        return children[path[1] - first].locate(path[2:])
    return own(path)
