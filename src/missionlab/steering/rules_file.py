"""Reads rules from a file of their own: lists `rules`, `signposts` and `actions`, as in a strategy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from missionlab.base.findings import Finding, InputError, Level, Place
from missionlab.strategy.raw import FieldPath, RawRecord, RawStrategy
from missionlab.strategy.records import Record
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

LISTS = ("rules", "signposts", "actions")
_OWN = Place("the strategy")


def read(path: str | Path, strategy: Strategy) -> Strategy:
    """The rules, signposts and actions in the file; its records may name those of ``strategy``.

    Raises ``InputError`` with file, line and column of the first error, and with how many there are.
    """
    from missionlab.strategy.assemble import assemble
    from missionlab.strategy.yaml_reader import read_yaml

    path = Path(path)
    if not path.is_file():
        what = f"{path} is a folder, not a file." if path.is_dir() else f"There is no file {path}."
        raise InputError(what, fix="Name a YAML file with a list `rules`.")
    raw = read_yaml(path, path.name)
    _refuse_other_lists(raw, path.name)
    errors = [found for found in raw.findings if found.level is Level.ERROR]
    if errors:
        raise _wrong(errors)
    named = {name: [record.values.get("id") for record in raw.lists.get(name, ())] for name in LISTS}
    whole = assemble(_together(raw, strategy, named), strategy.about.id)
    errors = [found for found in whole.findings if found.level is Level.ERROR and found.place.file == path.name]
    if errors:
        raise _wrong(errors)
    return replace(
        strategy,
        rules=tuple(one for one in whole.rules if one.id in named["rules"]),
        signposts=tuple(one for one in whole.signposts if one.id in named["signposts"]),
        actions=tuple(one for one in whole.actions if one.id in named["actions"]),
    )


def _refuse_other_lists(raw: RawStrategy, label: str) -> None:
    for name, records in raw.lists.items():
        if name not in LISTS and records:
            raise InputError(
                f"The list '{name}' has no place in a file of rules.",
                place=records[0].locate(()),
                why="Only rules, signposts and actions are tried; all else is the strategy's.",
                fix=f"Keep the lists {', '.join(LISTS)}, and put the rest into the strategy.",
            )
    if not raw.lists.get("rules") and not raw.findings:
        raise InputError(
            f"{label} has no rules.",
            place=Place(label),
            why="There is nothing to try.",
            fix="Begin the file with 'rules:' and list rules as in a strategy.",
        )


def _together(raw: RawStrategy, strategy: Strategy, named: Mapping[str, Sequence[Any]]) -> RawStrategy:
    """The file's records beside those of the strategy; of the same id, the file's."""

    def stated(record: Record) -> RawRecord:
        return RawRecord(record.model_dump(mode="json", exclude_defaults=True), _in_the_strategy)

    out = RawStrategy()
    out.about = stated(strategy.about)
    for name in RECORD_TYPES:
        own = () if name == "rules" else getattr(strategy, name)
        kept = [stated(one) for one in own if one.key not in named.get(name, [])]
        out.lists[name] = [*kept, *raw.lists.get(name, ())]
    return out


def _in_the_strategy(_path: FieldPath) -> Place:
    return _OWN


def _wrong(errors: list[Finding]) -> InputError:
    first = errors[0]
    more = f" There {'is one more error' if len(errors) == 2 else f'are {len(errors) - 1} more errors'} in the file."
    return InputError(
        first.message + (more if len(errors) > 1 else ""), place=first.place, why=first.why, fix=first.fix
    )
