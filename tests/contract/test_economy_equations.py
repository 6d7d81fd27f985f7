"""What an equation is: a short pure function of named numbers that says its formula, its source and its units."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap

import pytest

import missionlab.economy
from missionlab.economy.compiled import EQUATIONS
from missionlab.economy.sources import SOURCES

for _module in pkgutil.walk_packages(missionlab.economy.__path__, "missionlab.economy."):
    importlib.import_module(_module.name)

CASES = [
    pytest.param(function, id=f"{function.__module__.rpartition('.')[2]}.{function.__name__}") for function in EQUATIONS
]
PURE_TYPES = {"float", "int", "bool"}


def _parts(function) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """The labelled lines of an equation's docstring, each with its continuation lines."""
    parts: dict[str, str] = {}
    label = "summary"
    for line in textwrap.dedent(function.__doc__ or "").strip().splitlines():
        found = re.match(r"(Equation|Source|Units):\s*(.*)", line.strip())
        if found:
            label = found[1]
            parts[label] = found[2]
        elif line.strip():
            parts[label] = f"{parts.get(label, '')} {line.strip()}".strip()
    return parts


def test_the_model_has_its_equations_in_one_list() -> None:
    assert len(EQUATIONS) >= 40
    places = {(function.__module__, function.__name__) for function in EQUATIONS}
    assert len(places) == len(EQUATIONS)


@pytest.mark.parametrize("function", CASES)
def test_an_equation_tells_its_formula_source_and_units(function) -> None:  # type: ignore[no-untyped-def]
    parts = _parts(function)
    assert parts["summary"].endswith(".")
    assert parts["Equation"]
    keys = {key.strip() for key in parts["Source"].split(",")}
    assert keys <= set(SOURCES), keys
    for argument in inspect.signature(function).parameters:
        words = re.findall(r"\w+", parts["Units"])
        assert argument in words or parts["Units"].startswith("all "), f"{argument} has no unit"


@pytest.mark.parametrize("function", CASES)
def test_an_equation_is_short_and_takes_and_gives_numbers(function) -> None:  # type: ignore[no-untyped-def]
    assert len(inspect.getsource(function).strip().splitlines()) <= 25 + len((function.__doc__ or "").splitlines())
    signature = inspect.signature(function)
    for argument in signature.parameters.values():
        assert argument.annotation in PURE_TYPES, argument
        assert argument.default is inspect.Parameter.empty
    assert set(re.findall(r"\w+", str(signature.return_annotation))) <= PURE_TYPES | {"tuple"}


@pytest.mark.parametrize("function", CASES)
def test_an_equation_knows_no_state(function) -> None:  # type: ignore[no-untyped-def]
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    own = set(inspect.signature(function).parameters)
    own |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        assert not isinstance(node, (ast.Global, ast.Nonlocal, ast.For, ast.While)), (
            "equations have no loop and no globals"
        )
        if isinstance(node, ast.Name) and node.id not in own and node.id not in PURE_TYPES | {"tuple", "equation"}:
            value = function.__globals__.get(node.id, node.id)
            harmless = inspect.ismodule(value) or node.id in {"max", "min", "abs"} or hasattr(value, "py_func")
            assert harmless, f"{function.__name__} reads {node.id}"
