"""The page of the economy: equations, parameters, levers and series, from the tables and docstrings of the program."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NamedTuple

from missionlab import economy
from missionlab.economy import levers, rules, state
from missionlab.economy.compiled import EQUATIONS
from missionlab.economy.parameters import REGISTRY, Parameters
from missionlab.economy.series import SERIES
from missionlab.economy.sources import SOURCES
from reference_pages.markdown import heading, plain, table

INTRO = """What the economy computes and from what. Run it with `missionlab simulate` or `missionlab.economy.simulate`.
How the pieces fit is told in [the model in one page](../explanation/economy.md). What each symbol is called in the
paper and the program: [names.md](../../src/missionlab/economy/names.md); where missionlab differs from both, and
why, in [deviations.md](../../src/missionlab/economy/deviations.md).

A lag is a subscript -1; $[x]^+$ is $\\max(x, 0)$. Money is in units of the wage of period 0.
"""

IN_ORDER = (
    "labour",
    "innovation",
    "pricing",
    "demand",
    "investment",
    "credit",
    "competition",
    "fiscal",
    "entry_exit",
    "policy",
    "laboratory",
)
"""Modules of equations in the order of the period; others follow by name."""


class Explained(NamedTuple):
    """An equation as its docstring explains it."""

    name: str
    module: str
    meaning: str
    formula: str
    source: str
    units: str


def all_equations() -> list[Explained]:
    """Every equation of the model, in the order of the period and then of the file."""
    for module in walk_packages(economy.__path__, f"{economy.__name__}."):
        import_module(module.name)

    def place(function: Callable[..., Any]) -> tuple[int, str, int]:
        name = function.__module__.rsplit(".", 1)[1]
        return (IN_ORDER.index(name) if name in IN_ORDER else len(IN_ORDER), name, function.__code__.co_firstlineno)

    return [_explained(function) for function in sorted(EQUATIONS, key=place)]


def _explained(function: Callable[..., Any]) -> Explained:
    text = inspect.cleandoc(function.__doc__ or "")
    parts = re.split(r"^(Equation|Source|Units): ", text, flags=re.MULTILINE)
    lines = {key: plain(value) for key, value in zip(parts[1::2], parts[2::2], strict=True)}
    return Explained(
        function.__name__, function.__module__, plain(parts[0]), lines["Equation"], lines["Source"], lines["Units"]
    )


def economy_page() -> str:
    parts = [heading("Economy", INTRO), "## Equations\n"]
    found, only = all_equations(), _taken_by()
    for module in dict.fromkeys(one.module for one in found):
        about = plain(sys.modules[module].__doc__).rstrip(".")
        path = module.removeprefix("missionlab.economy.").replace(".", "/") + ".py"
        parts.append(f"### {about}\n\nIn [{path}](../../src/missionlab/economy/{path}).\n")
        parts += [_equation(one, only) for one in found if one.module == module]
    parts += [_rules(), _parameters(), _levers(), _series(), _state(), _sources()]
    return "\n".join(parts)


def choices() -> list[tuple[str, str, dict[str, str]]]:
    """The table of rules, as it stands in rules.py: (decision, meaning, function by rule set)."""
    named = {
        type(value).__name__: name
        for name, value in (*rules.BOOKS.items(), *rules.SPENDING.items(), *rules.BANKING.items())
    }
    found = []
    for node in ast.parse(inspect.getsource(rules)).body:
        if not isinstance(node, ast.FunctionDef) or not node.decorator_list:
            continue
        call = node.decorator_list[0]
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "decision" and isinstance(call.args[0], ast.Dict):
            table_ = zip(call.args[0].keys, call.args[0].values, strict=True)
            taken = {named[ast.unparse(kind)]: ast.unparse(function) for kind, function in table_ if kind is not None}
            found.append((node.name, plain(ast.get_docstring(node)), taken))
    return found


def _rules() -> str:
    intro = (
        "A rule set is another choice of functions in one table, [rules.py](../../src/missionlab/economy/rules.py).\n"
        "`closed` and `lsd-0.1` are chosen with `rules`, `benefit` and `exogenous` with `spending`.\n"
        "Under `closed` and `lsd-0.1` one bank lends; `closed-banks` is `closed` with banks as agents,\n"
        "`closed-banks-unrationed` the same without rationing of credit by banks.\n"
    )
    rows = [
        (f"`{name}`", meaning, "; ".join(f"{kind}: `{function}`" for kind, function in taken.items()))
        for name, meaning, taken in choices()
    ]
    return f"## Rules that differ\n\n{intro}\n{table('rule | decides | taken by', rows)}"


def _taken_by() -> dict[str, str]:
    """The rule sets that take a function, for those that not all of them take."""
    taken: dict[str, list[str]] = {}
    for _, _, functions in choices():
        for kind, function in functions.items():
            taken.setdefault(function, []).append(f"`{kind}`")
    return {name: " and ".join(kinds) for name, kinds in taken.items()}


def _equation(one: Explained, only: dict[str, str]) -> str:
    key = f"{one.module.rsplit('.', 1)[1]}.{one.name}"
    rule = f" Only under {only[key]}." if key in only else ""
    return (
        f"**`{one.name}`**: {one.meaning}{rule}\n\n```math\n{one.formula}\n```\n\n"
        f"Units: {one.units.rstrip('.')}. Source: {one.source}.\n"
    )


def _only(rules: str) -> str:
    """Which rule sets read a parameter, if not all do."""
    return f" (`{rules}` only)" if rules else ""


def _parameters() -> str:
    rows = [
        (
            f"`{p.name}`",
            f"`{p.symbol}`",
            p.meaning + _only(p.rules),
            p.unit,
            f"{p.default:g}",
            p.bounds,
            p.bound_source,
            p.source,
        )
        for p in REGISTRY.values()
    ]
    intro = (
        "`--set` and `with_values` take the name or the symbol. Values outside the bounds are refused. A parameter in\n"
        f"money is in money of period 0. There are {len(Parameters._fields)}.\n"
    )
    head = "parameter | symbol | meaning | unit | default | bounds | bounds from | source"
    return f"## Parameters\n\n{intro}\n{table(head, rows)}"


def _levers() -> str:
    costly = [
        (
            f"`{m.name}`",
            m.meaning,
            m.unit,
            f"[{m.low:g}, {m.high:g}]",
            f"`{m.cost_line}`",
            m.payee,
            _named(m.moves),
            m.bound,
        )
        for m in levers.MEANINGS
        if m.kind != levers.SETTING
    ]
    settings = [
        (f"`{m.name}`", m.meaning, m.unit, f"[{m.low:g}, {m.high:g}]", f"{m.default:g}")
        for m in levers.MEANINGS
        if m.kind == levers.SETTING
    ]
    intro = (
        "What a policy sets in each period; all zero is no policy. `levers.policy` writes one with the settings'\n"
        "defaults, `levers.schedule` from steps. Two levers are rates, ten are budgets; how each works is told in\n"
        "[the levers](../explanation/levers.md).\n"
    )
    head = "lever | meaning | unit | bounds | cost line | payee | moves | bound of its rate"
    used = "Settings say how a budget is used, and are read only where there is one or a loan is still out.\n"
    return (
        f"## Levers\n\n{intro}\n{table(head, costly)}\n"
        f"{used}\n{table('setting | meaning | unit | bounds | default', settings)}"
    )


def _named(series: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in series)


def _series() -> str:
    rows = [(f"`{s.name}`", f"`{s.symbol}`", s.meaning, s.unit, s.kind) for s in SERIES]
    intro = "What a run records in each period. The symbol is the name in papers and in tables of moments.\n"
    return f"## Series\n\n{intro}\n{table('series | symbol | meaning | unit | kind', rows)}"


def _state() -> str:
    """The records of firms and machines, field by field; brochures and the scalars are told in state.py."""
    tables = {"Capital-good firm": state.CAPITAL_GOOD_FIRM, "Consumption-good firm": state.CONSUMPTION_GOOD_FIRM,
              "Vintage of machines": state.VINTAGE, "Bank": state.BANK}  # fmt: skip
    intro = (
        "What `Economy.firms()` gives: the records of the last period, one for each firm. Brochures and the scalars\n"
        "are told in [state.py](../../src/missionlab/economy/state.py).\n"
    )
    parts = [f"## State\n\n{intro}"]
    for title, fields in tables.items():
        rows = [(f"`{name}`", meaning, unit) for name, (_, unit, meaning) in fields.items()]
        parts.append(f"### {title}\n\n{table('field | meaning | unit', rows)}")
    return "\n".join(parts)


def _sources() -> str:
    return f"## Sources\n\n{table('key | reference', ((f'`{key}`', text) for key, text in SOURCES.items()))}"
