"""The page of records: every field with its type, and every word with its meaning."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from missionlab.base.text import catalogue
from missionlab.strategy import records, vocabulary
from missionlab.strategy.meanings import meanings
from missionlab.strategy.strategy import RECORD_TYPES
from reference_pages.markdown import heading, plain, table

INTRO = """Everything a strategy can hold. A field is left out where the world does not say. A gap that was looked for
and not found is declared as `undefined: reason`: it turns an error into a warning, and counts in the case against.

The column *needed* is about the file: without the field the record cannot be read. A record may need more to be
complete; what is missing then is a [finding](findings.md). Lists of records inside a record have a sheet or a CSV file
of their own, with a column for the record they belong to.
"""


def record_page() -> str:
    parts = [heading("Records", INTRO)]
    parts.append(_record("strategy", records.About, "one record, not a list"))
    parts += [_record(name, kind, "a list") for name, kind in RECORD_TYPES.items()]
    nested = {"thresholds": ("strategy", records.Thresholds), "breaks": ("indicators", records.Break),
              "versions": ("targets; sheet `target_versions`", records.TargetVersion),
              "baseline": ("target versions", records.Baseline), "gap": ("targets", records.Gap),
              "contributions": ("projects", records.Contribution), "gates": ("projects", records.Gate),
              "co_finance": ("projects", records.CoFinance), "terms": ("commitments and fund lines", records.Terms),
              "steps": ("outcome models; sheet `outcome_steps`", records.OutcomeStep),
              "lines": ("funds; sheet `fund_lines`", records.FundLine),
              "record": ("funds; sheet `fund_record`", records.FundFact),
              "results": ("pilots; sheet `pilot_results`", records.PilotResult)}  # fmt: skip
    parts += [_record(name, kind, f"inside {owner}") for name, (owner, kind) in nested.items()]
    parts.append("## Words\n")
    parts += [_words(word) for word in _enums()]
    return "\n".join(parts)


def _record(name: str, kind: type[BaseModel], where: str) -> str:
    meaning = meanings(kind)
    rows = [
        (f"`{field}`", "yes" if info.is_required() else "", _type(info), plain(meaning.get(field)) + _default(info))
        for field, info in kind.model_fields.items()
    ]
    return f"## {name}\n\n{plain(kind.__doc__)} ({where})\n\n{table('field | needed | type | meaning', rows)}"


def _default(info: FieldInfo) -> str:
    value = info.default
    if info.is_required() or value is None or value in ("", ()) or isinstance(value, BaseModel | Mapping):
        return ""
    return f" Default: `{str(value).lower() if isinstance(value, bool) else value}`."


def _type(info: FieldInfo) -> str:
    return _named(info.annotation, " ".join(str(part) for part in info.metadata))


def _named(kind: Any, limits: str = "") -> str:
    if "pattern='^[A-Z]{3}$'" in limits:
        return "currency code"
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is None or kind is type(None):
        return ""
    if origin is tuple:
        inner = _named(arguments[0])
        return f"pair of {inner}s" if arguments[-1] is not Ellipsis else f"list of {inner}s"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"map of {_named(arguments[0])} to {_named(arguments[1])}"
    if hasattr(kind, "__metadata__"):
        return _named(arguments[0], " ".join(str(part) for part in kind.__metadata__))
    if origin is Literal:
        return f"`{arguments[0]}`"
    if arguments:
        return " or ".join(dict.fromkeys(filter(None, map(_named, arguments))))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {"TargetVersion": "version"}.get(kind.__name__, kind.__name__.lower())
    if kind is str and "A-Za-z0-9][" in limits:
        return "id"
    if kind is float and "le=1)" in limits:
        return "number, 0 to 1"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(kind, kind.__name__.lower())


def _enums() -> list[type[StrEnum]]:
    return [v for v in vars(vocabulary).values() if isinstance(v, type) and issubclass(v, StrEnum) and v is not StrEnum]


def _words(kind: type[StrEnum]) -> str:
    tree = ast.parse(Path(vocabulary.__file__).read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    meaning = {
        ast.unparse(word.targets[0]): after.value.value
        for word, after in pairwise(body)
        if isinstance(word, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    }
    said = catalogue("en")
    folder = {"Instrument": "instrument", "ActorKind": "actor_kind"}.get(kind.__name__)
    rows = [(f"`{word}`", meaning.get(word.name) or f"{said[f'portfolio.{folder}.{word}']}.") for word in kind]
    about = f"{plain(kind.__doc__)}\n\n" if kind.__doc__ else ""
    return f"### {kind.__name__}\n\n{about}{table('word | meaning', rows)}"
