"""What the economy's pages promise: every name has its place, every difference its reason, every step its function."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import missionlab.economy
from missionlab.economy import levers, random, rules, state
from missionlab.economy.compiled import EQUATIONS
from missionlab.economy.parameters import REGISTRY
from missionlab.economy.series import SERIES
from missionlab.economy.sources import SOURCES

ROOT = Path(__file__).parents[2]
ECONOMY = Path(missionlab.economy.__file__).parent
STATE = {
    "Capital-good firms": state.CAPITAL_GOOD_FIRM,
    "Consumption-good firms": state.CONSUMPTION_GOOD_FIRM,
    "Vintages of machines": state.VINTAGE,
    "Banks (`closed-banks`)": state.BANK,
    "The whole economy": state.Macro._fields,
}

for _module in pkgutil.walk_packages(missionlab.economy.__path__, "missionlab.economy."):
    importlib.import_module(_module.name)


def _section(page: str, title: str) -> str:
    """What stands under a heading of the second level."""
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _last_words(section: str) -> set[str]:
    """The words in code of a table's last column but links."""
    rows = re.findall(r"^\| .* \|$", section, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`(\w+)`", row)}


@pytest.fixture(scope="module")
def names() -> str:
    return (ECONOMY / "names.md").read_text(encoding="utf-8")


def test_every_parameter_series_and_lever_has_its_symbol(names: str) -> None:
    parameters = re.findall(r"^\| [^|]* \| `([^`]+)` \| `(\w+)` \|$", _section(names, "Parameters"), re.MULTILINE)
    assert sorted(parameters) == sorted((entry.symbol, entry.name) for entry in REGISTRY.values())
    series = re.findall(r"^\| `([^`]+)` \| `(\w+)` \|$", _section(names, "Series"), re.MULTILINE)
    assert series == [(entry.symbol, entry.name) for entry in SERIES]
    assert _last_words(_section(names, "Levers")) >= set(levers.NAMES)


def test_every_field_of_the_state_has_its_symbol(names: str) -> None:
    section = _section(names, "State")
    for title, fields in STATE.items():
        part = section.split(f"### {title}\n")[1].split("\n### ")[0]
        assert re.findall(r"\| `(\w+)` \|$", part, re.MULTILINE) == list(fields)


def test_every_equation_has_its_symbol_and_its_file(names: str) -> None:
    rows = re.findall(r"^\| [^|]+ \| `(\w+)` \| \[([\w/.]+)\]\(\2\) \|$", _section(names, "Equations"), re.MULTILINE)
    there = [
        (function.__name__, Path(inspect.getfile(function)).relative_to(ECONOMY).as_posix()) for function in EQUATIONS
    ]
    assert sorted(rows) == sorted(there)


def test_every_stream_of_random_numbers_is_named(names: str) -> None:
    streams = {name for name, value in vars(random).items() if name.isupper() and name[0] != "_" and type(value) is int}
    assert _last_words(_section(names, "Streams of random numbers")) == streams


def test_no_equation_has_a_switch_in_it() -> None:
    """A parameter that only chooses between two rules is a flag: it is tested alone, or against a whole number."""
    switches = []
    for function in EQUATIONS:
        own = set(inspect.signature(function).parameters)
        for node in ast.walk(ast.parse(inspect.getsource(function))):
            if isinstance(node, ast.If | ast.IfExp):
                switches += [f"{function.__name__}: {ast.unparse(node.test)}" for _ in _flags(node.test, own)]
    assert switches == []


def _flags(test: ast.expr, own: set[str]) -> list[ast.expr]:
    bare = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    if isinstance(bare, ast.Name) and bare.id in own:
        return [test]
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq | ast.NotEq):
        sides = [test.left, *test.comparators]
        named = any(isinstance(side, ast.Name) and side.id in own for side in sides)
        coded = any(isinstance(side, ast.Constant) and isinstance(side.value, int | str) for side in sides)
        return [test] if named and coded else []
    return []


def test_a_switch_would_be_seen() -> None:
    own = {"mode", "x"}
    for code in ("mode", "not mode", "mode == 1", "'fast' == mode"):
        assert _flags(ast.parse(code, mode="eval").body, own), code
    for code in ("x > 0.0", "x == 0.0", "y == 1"):
        assert not _flags(ast.parse(code, mode="eval").body, own), code


def test_every_source_that_is_named_is_given_in_full() -> None:
    named = {entry.source for entry in REGISTRY.values()}
    named |= set(re.findall(r"Source: ([\w-]+)", "".join(f.__doc__ or "" for f in EQUATIONS)))
    assert named <= set(SOURCES)
    assert all(re.search(r"doi 10\.\d{4}/\S+$|commit [0-9a-f]{7}|deviations\.md", text) for text in SOURCES.values())


def test_every_known_defect_and_every_rule_that_differs_has_its_reason() -> None:
    page = (ECONOMY / "deviations.md").read_text(encoding="utf-8")
    assert [n for n in range(1, 13) if not re.search(rf"\*\*D{n} ", page)] == []
    differing = {
        function.rsplit(".", 1)[1]
        for decision in ast.walk(ast.parse(inspect.getsource(rules)))
        if isinstance(decision, ast.FunctionDef) and decision.decorator_list
        for table in ast.walk(decision.decorator_list[0])
        if isinstance(table, ast.Dict)
        for function in map(ast.unparse, table.values)
    }
    assert len(differing) > 15
    assert sorted(name for name in differing if f"`{name}`" not in page) == []


def test_the_phase_table_is_the_order_of_the_period() -> None:
    page = (ROOT / "docs" / "explanation" / "economy.md").read_text(encoding="utf-8")
    table = _section(page, "What happens in a period")
    listed = [
        name for row in re.findall(r"^\| \d+ \|.*$", table, re.MULTILINE) for name in re.findall(r"`([\w.]+)`", row)
    ]
    for name in listed:
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(f"missionlab.economy.{module}"), function)), name
    code = inspect.getsource(importlib.import_module("missionlab.economy.period"))
    body = code[code.index("\ndef period(") + 1 :]
    called = [_called_at(body, name) for name in listed]
    assert called == sorted(called)


def _called_at(body: str, name: str) -> int:
    """Where a function is called, with its module's name before it or without."""
    _, module, function = f".{name}".rsplit(".", 2)
    found = re.search(rf"\b{module}\.{function}\(|(?<![.\w]){function}\((?!rules, p, levers)", body)
    assert found, f"{name} is not called in the period"
    return found.start()
