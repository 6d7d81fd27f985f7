"""Reads who may do what from a list of mappings, and puts logins and names behind pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from missionlab.base.findings import InputError
from missionlab.steering.ledger.decision import Role
from missionlab.steering.ledger.entry import Person
from missionlab.steering.ledger.roles import Delegation

FIX = "Write a list; each item has `login` and `role` and, if bounded, `subjects`, `amount`, `currency`, `until`."


def checked_powers(powers: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The items as they are. Raises ``InputError`` that lists all of their faults."""
    items = list(powers)
    problems = [problem for number, one in enumerate(items, start=1) for problem in _problems(one, number)]
    if problems or not items:
        raise InputError(
            "The powers cannot be recorded: " + ("; ".join(problems) or "the list is empty") + ".",
            why="An entry can never be changed, so it has to be whole. Nothing was recorded.",
            fix=FIX,
        )
    return items


def roles_in(items: Iterable[Mapping[str, Any]]) -> tuple[Role, ...]:
    """The roles of items that were checked."""
    return tuple(Role(one["role"]) for one in items)


def delegations_in(
    items: Iterable[Mapping[str, Any]], person: Callable[[str, str | None], Person]
) -> tuple[Delegation, ...]:
    """The delegations of items that were checked; ``person`` finds or makes the person behind a login."""
    return tuple(
        Delegation.model_validate({**_power(one), "person": person(str(one["login"]), one.get("name")).id})
        for one in items
    )


def _power(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name not in ("login", "name")}


def _problems(one: Any, number: int) -> list[str]:
    if not isinstance(one, Mapping):
        return [f"item {number} is no mapping"]
    found = [] if str(one.get("login") or "").strip() else [f"item {number}: login is missing"]
    name = one.get("name")
    if name is not None and not (isinstance(name, str) and name.strip()):
        found.append(f"item {number}: name is no text")
    try:
        power = Delegation.model_validate({**_power(one), "person": "p-000000000000"})
    except ValidationError as error:
        roles = f" (one of {', '.join(Role)})"
        return found + [
            f"item {number}: {'.'.join(map(str, e['loc']))}: {e['msg']}{roles if e['loc'] == ('role',) else ''}"
            for e in error.errors(include_url=False)
        ]
    if power.amount is not None and power.currency is None:
        found.append(f"item {number}: currency is missing beside the amount")
    return found
