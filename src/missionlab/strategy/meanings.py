"""What the fields of a record mean: the text under each field in the source of its type."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


@cache
def meanings(record: type[BaseModel]) -> Mapping[str, str]:
    """The meaning of each field of ``record`` by name; fields without a text are left out."""
    out: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if issubclass(kind, BaseModel) and kind is not BaseModel:
            out |= _written_in(kind)
    stated = {name: field.description for name, field in record.model_fields.items() if field.description}
    return {name: text for name, text in (out | stated).items() if name in record.model_fields}


def _written_in(kind: type[BaseModel]) -> Mapping[str, str]:
    try:
        source = inspect.getsource(kind)
    except (OSError, TypeError):  # Made while running: no source to read.
        return {}
    (body,) = ast.parse(textwrap.dedent(source)).body
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
