"""What pydantic finds wrong with one record, as findings that a policy person understands."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import EnumType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from missionlab.base.findings import Finding
from missionlab.strategy.catalogue import finding, nearest, shown
from missionlab.strategy.labels import capital, raw_label
from missionlab.strategy.raw import FieldPath, RawRecord
from missionlab.strategy.records import Record


def without_blanks(values: Mapping[str, Any], model: type[Record], error: ValidationError) -> dict[str, Any] | None:
    """The record without fields that are written but left blank, where that was an error; None when none was."""
    blank = [
        path
        for details in error.errors(include_url=False, include_context=False)
        if details["type"] != "extra_forbidden"
        and details["input"] is None
        and (path := _path_in(values, details["loc"]))
        and isinstance(path[-1], str)
        and path[-1] in _fields(model, path[:-1])
    ]
    if not blank:
        return None
    out = _copied(values)
    for path in blank:
        holder = out
        for step in path[:-1]:
            holder = holder[step]
        holder.pop(path[-1], None)
    return out


def findings_of_shape(list_name: str, model: type[Record], raw: RawRecord, error: ValidationError) -> list[Finding]:
    """One finding for each field that is wrong, at its place."""
    whose = raw_label(list_name, raw.values)
    faults = list(_faults(model, raw.values, error))
    suggested = {(fault.path[:-1], fault.suggestion) for fault in faults if fault.suggestion}
    return [
        finding(fault.code, raw.locate(fault.path), capital(fault.message.replace(_WHOSE, whose)), fault.fix)
        for fault in faults
        # A misspelt field is one mistake, not two: the finding about the unknown key says it.
        if not (fault.code == "missing-field" and (fault.path[:-1], fault.path[-1]) in suggested)
    ]


_WHOSE = "\0"
"""Stands in a message for the record that it is about."""


def truths_for_numbers(list_name: str, model: type[Record], raw: RawRecord) -> list[Finding]:
    """Findings for true and false where a number belongs: pydantic would count them as one and nought."""
    return [
        finding(
            "wrong-value",
            raw.locate(path),
            f"The value '{str(truth).lower()}' in '{_written(path)}' of {raw_label(list_name, raw.values)} "
            "is not a number.",
            _KINDS["float_type"][1],
        )
        for path, truth in _truths(raw.values, ())
        if _strip(_annotation(model, path)) in (float, int) or _strip(_value_of_map(model, path)) in (float, int)
    ]


def _truths(values: Any, path: FieldPath) -> Iterator[tuple[FieldPath, bool]]:
    for step, value in values.items() if isinstance(values, dict) else enumerate(values):
        if value is True or value is False:
            yield (*path, step), value
        elif type(value) is dict or type(value) is list:
            yield from _truths(value, (*path, step))


def _value_of_map(model: type[Record], path: FieldPath) -> Any:
    """The annotation of the values of the map that holds ``path``, if it is in one."""
    *inside, step = path
    args = _bare_args(_annotation(model, tuple(inside))) if inside else ()
    return args[1] if len(args) == 2 and isinstance(step, str) else None


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    path: FieldPath
    message: str
    fix: str = ""
    suggestion: str = ""


def _faults(model: type[Record], values: Mapping[str, Any], error: ValidationError) -> Iterator[_Fault]:
    seen: set[FieldPath] = set()
    for details in error.errors(include_url=False):
        path = _path_in(values, details["loc"])
        if details["type"] == "missing":
            path = (*path, str(details["loc"][-1]))
        if path in seen:  # the branches of a union each complain once
            continue
        seen.add(path)
        yield _fault(model, path, details)


def _fault(model: type[Record], path: FieldPath, details: ErrorDetails) -> _Fault:
    kind, given = details["type"], details["input"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        fields = _fields(model, path[:-1])
        near = nearest(name, fields)
        fix = f"Did you mean '{near}'?" if near else f"Its fields are: {', '.join(fields)}."
        inside = f" in '{_written(path[:-1])}'" if len(path) > 1 else ""
        return _Fault("unknown-key", path, f"{_WHOSE} has no field {shown(name)}{inside}.", fix, near or "")
    if kind == "missing":
        return _Fault("missing-field", path, f"{_WHOSE} has no '{_written(path)}'.", f"Add '{name}: ...'.")
    # A map may be wrong in a key rather than in a value.
    keyed = "[key]" in details["loc"]
    whole = _written(path[:-1] if keyed else path)
    subject = _subject(name if keyed else given)
    words = _words(_annotation(model, path))
    if given is None and not keyed:
        fix = "Fill it in, or delete it if it is not known."
        return _Fault("wrong-value", path, f"'{whole}' of {_WHOSE} is blank.", fix)
    if words and kind in ("enum", "literal_error", "string_type"):
        near = nearest(str(name if keyed else given), words)
        fix = f"Did you mean '{near}'? " if near else ""
        fix += f"The words are: {', '.join(words)}."
        return _Fault("wrong-word", path, f"{subject} is not a word for '{whole}' of {_WHOSE}.", fix)
    what, fix = _wrong_value(details)
    if kind == "dict_type" and path == ("statement",) and isinstance(given, str):
        fix = f"Write it by language: {{en: {shown(given)}}}."
    return _Fault("wrong-value", path, f"{subject} in '{whole}' of {_WHOSE} {what}.", fix)


def _subject(given: Any) -> str:
    if isinstance(given, Mapping):
        return "A record"
    if isinstance(given, list | tuple):
        return "A list"
    return f"The value {shown(str(given).lower() if isinstance(given, bool) else given)}"


_SHARE_HINT = "Shares are written from 0 to 1: 25% is 0.25."
_NO_PAIRS = (
    "is not a set of keys with values",
    "Write 'key: value' pairs, such as {steel: 0.6, unallocated: 0.4}.",
)
_KINDS: Mapping[str, tuple[str, str]] = {
    "string_too_short": ("is empty", "Write the text, or delete the field."),
    "string_too_long": ("is longer than this field takes", "Shorten it; long explanations go into 'note' or a source."),
    "float_type": ("is not a number", "Write a number such as 2.4, without unit; leave the field out if not known."),
    "float_parsing": ("is not a number", "Write a number such as 2.4, without unit; leave the field out if not known."),
    "int_type": ("is not a whole number", "Write a whole number such as 2030."),
    "int_parsing": ("is not a whole number", "Write a whole number such as 2030."),
    "int_from_float": ("is not a whole number", "Write a whole number such as 2030."),
    "int_parsing_size": ("is not a whole number that can be true", "Check the number."),
    "finite_number": ("is not a finite number", "Write a number, or leave the field out if it is not known."),
    "bool_type": ("is neither true nor false", "Write true or false, or leave the field out if it is not known."),
    "bool_parsing": ("is neither true nor false", "Write true or false, or leave the field out if it is not known."),
    "tuple_type": ("is not a list", "Write a list: [first, second], or one item per line beginning with '- '."),
    "mapping_type": _NO_PAIRS,
    "dict_type": _NO_PAIRS,
    "model_type": ("is not a record", "Write its fields below it, each as 'key: value'."),
    "model_attributes_type": ("is not a record", "Write its fields below it, each as 'key: value'."),
    "too_short": ("has too few items", "Add what is missing."),
    "too_long": ("has too many items", "Keep the items that belong here."),
}


def _wrong_value(details: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, as the end of a sentence, and how to mend it."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":
        problem = str(context.get("error", details["msg"]))
        problem, _, fix = problem.partition("; ")
        return f"cannot be used: {problem}", capital(fix) + "." if fix else ""
    if kind == "string_type":
        if isinstance(details["input"], bool | int | float):
            return "is not read as text but as a number or as true or false", "Put it in quotation marks."
        return "stands where one text belongs", "Write one text, in quotation marks if it holds brackets or colons."
    if kind == "string_pattern_mismatch":
        return _pattern(str(context.get("pattern", "")), str(details["input"]))
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        bound = next((context[word] for word in ("gt", "ge", "lt", "le") if word in context), "")
        side = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
        fix = _SHARE_HINT if kind == "less_than_equal" and bound == 1 else ""
        return f"must be {side.get(kind, 'at most')} {bound:g}", fix
    return _KINDS.get(kind, ("cannot be used here", ""))


def _pattern(pattern: str, given: str) -> tuple[str, str]:
    if "A-Z]{3}" in pattern:
        return "is not a currency code", "Write the three letters of the currency, such as GBP, EUR or COP."
    if pattern.startswith("^[a-z]"):
        return "is not a language code", "Write a code such as en, es or en-GB."
    letters = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in given)
    proposal = letters.strip("-._").lower()[:80]
    fix = "An id has letters, digits, '-', '_' and '.', no spaces or accents, and begins with a letter or a digit."
    return "is not an id", f"{fix} Write for example '{proposal}'." if proposal else fix


def _written(path: FieldPath) -> str:
    """``versions 2, baseline.value``: a path as people count, from one."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f" {step + 1}"
        else:
            out += f"{', ' if out[-1:].isdigit() else '.' if out else ''}{str(step)[:60]}"
    return out


def _path_in(values: Any, loc: tuple[int | str, ...]) -> FieldPath:
    """The part of a pydantic location that exists in the values; tags of unions and keys end it."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(values, Mapping) and (step in values or str(step) in values):
            key = step if step in values else str(step)
            values = values[key]
            path.append(key)
        elif isinstance(values, list | tuple) and isinstance(step, int) and step < len(values):
            values = values[step]
            path.append(step)
        else:
            break
    return tuple(path)


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner) for inner in value]
    return value


def _fields(model: type[Record], path: FieldPath) -> tuple[str, ...]:
    """The fields of the record at ``path`` inside a ``model``; none when there is no record there."""
    inner = _model(_annotation(model, path))
    return tuple(inner.model_fields) if inner else ()


def _annotation(model: type[Record], path: FieldPath) -> Any:
    """The annotation at ``path``: of the field, of the items of a list, or of the values (or keys) of a map."""
    current: Any = model
    for step in path:
        inner = _model(current)
        if inner is not None and isinstance(step, str) and step in inner.model_fields:
            current = inner.model_fields[step].annotation
        elif inner is None or isinstance(step, int):
            items = [arg for arg in _bare_args(current) if arg not in (type(None), Ellipsis)]
            current = items[0] if items else None
        else:
            return None
    return current


def _strip(annotation: Any) -> Any:
    """Without ``Annotated`` and without ``| None``."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        if get_origin(annotation) in (Union, types.UnionType):
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) == 1:
                annotation = rest[0]
                continue
        return annotation


def _bare_args(annotation: Any) -> tuple[Any, ...]:
    return get_args(_strip(annotation))


def _model(annotation: Any) -> type[BaseModel] | None:
    bare = _strip(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return bare
    if get_origin(bare) is tuple and (args := get_args(bare)):
        inner = _strip(args[0])
        return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    return None


def _words(annotation: Any) -> tuple[str, ...]:
    """The words of a closed set, or none."""
    bare = _strip(annotation)
    if isinstance(bare, EnumType):
        return tuple(str(word) for word in typing.cast("Any", bare))
    if get_origin(bare) is Literal:
        return get_args(bare)
    if get_origin(bare) in (Union, types.UnionType):
        return tuple(word for arg in get_args(bare) for word in _words(arg))
    return ()
