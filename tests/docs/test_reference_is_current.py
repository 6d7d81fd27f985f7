"""The reference is what the program is: generated pages are up to date, and nothing is left out of them."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import typer

import missionlab as ml
from missionlab.checks.questions import QUESTIONS
from missionlab.cli.main import app
from missionlab.economy.accounts import books
from missionlab.economy.series import NAMES
from missionlab.strategy.catalogue import CATALOGUE
from missionlab.strategy.flat import TABLE_NAMES, table

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
LEVELS = {"ERROR", "WARNING", "NOTE"}


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    folder = ROOT / "docs"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("generate", folder / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_generated_page_is_current(generator: ModuleType) -> None:
    stale = [name for name, text in generator.pages().items() if not (REFERENCE / name).is_file() or page(name) != text]
    assert stale == [], "run: python docs/generate.py"


def test_every_generated_picture_is_current(generator: ModuleType) -> None:
    images = ROOT / "docs" / "images"
    stale = [name for name, drawing in generator.pictures().items() if (images / name).read_text("utf-8") != drawing]
    assert stale == [], "run: python docs/generate.py"


def test_the_page_on_closed_books_shows_all_of_the_books_and_they_add_up() -> None:
    """Not digit by digit: another type of CPU gives another history."""
    text = (ROOT / "docs" / "explanation" / "closed-books.md").read_text(encoding="utf-8")
    section = text.split("<!-- books: written by docs/generate.py -->")[1].split("<!-- end of books -->")[0]
    nothing = dict.fromkeys(NAMES, 0.0)
    found = books(nothing, nothing)
    shown = [part.splitlines() for part in re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)]
    assert len(shown) == 3
    # The fourth, of public loans, is empty without a policy.
    for matrix, lines in zip(found[:3], shown, strict=True):
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]
        assert [row[0] for row in cells[1:] if row[0] != "**sum**"] == list(matrix.rows)
        if matrix is not found.changes:
            assert cells[0][1:-1] == list(matrix.columns)
        for name, *figures in cells[1:]:
            *entries, total = (float(figure or 0) for figure in figures)
            assert abs(sum(entries) - total) < 0.01 * len(entries), name


def test_the_index_of_the_reference_names_every_page(generator: ModuleType) -> None:
    index = page("index.md")
    assert [name for name in generator.pages() if f"({name})" not in index] == []


def test_every_command_and_option_is_documented() -> None:
    """Asked of the command line itself, so that an option the page's script does not see is missed here."""
    text = page("cli.md")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name in commands:
        done = subprocess.run(
            [sys.executable, "-m", "missionlab", name, "--help"], capture_output=True, text=True, check=True
        )
        section = text.split(f"## missionlab {name}\n")[1].split("\n## ")[0]
        missing = [option for option in set(re.findall(r"--[a-z-]+", done.stdout)) if f"`{option}" not in section]
        undocumented = [option for option in missing if f" {option}" not in section]
        assert undocumented == [], name


def test_every_code_that_a_finding_can_have_is_documented() -> None:
    """The catalogue's, and every code that any package gives to a ``Finding`` of its own."""
    codes = set(CATALOGUE)
    for file in (ROOT / "src" / "missionlab").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"):
                continue
            given = [k.value for k in node.keywords if k.arg == "code"] or node.args[1:2]
            codes.update(code.value for code in given if isinstance(code, ast.Constant))
    assert {"undeclared-break", "unknown-question", "children-above-parent"} <= codes
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page("findings.md"), re.MULTILINE))
    assert documented == codes


def test_every_question_is_documented() -> None:
    text = page("checks.md")
    assert [name for name in QUESTIONS if f"`{name}`" not in text] == []


def test_every_column_of_a_workbook_is_documented_with_a_meaning() -> None:
    text = page("records.md")
    fields = dict(re.findall(r"^\| `([a-z_]+)` \|.*\| ([^|]*) \|$", text, re.MULTILINE))
    used = {step for name in TABLE_NAMES for column in table(name).columns for step in column.path}
    assert [name for name in sorted(used) if not fields.get(name, "").strip()] == []
    assert re.findall(r"^\| `[a-z_]+` \|.*\|\s*\|$", text, re.MULTILINE) == []


def test_every_word_of_a_record_has_a_meaning() -> None:
    words = page("records.md").split("## Words\n")[1]
    assert re.findall(r"^\| `[^`]+` \|\s*\|$", words, re.MULTILINE) == []


def test_every_point_of_the_shipped_cases_is_documented() -> None:
    documented = set(re.findall(r"^\| `([a-z-]+)` \| (?:against|for) \|$", page("checks.md"), re.MULTILINE))
    for pack in ml.packs():
        for case in ml.check(ml.load(pack.id), date(2026, 6, 30)).cases:
            assert {point.code for point in (*case.for_, *case.against)} <= documented, pack.id


def test_the_keys_of_json_are_those_that_are_printed() -> None:
    """Every key that the commands really print for a pack stands on the page, and every top-level key the other way."""
    text = page("json.md")
    strategy, day = ml.load("snib"), date(2026, 6, 30)
    documents = {
        "track": ml.track(strategy, day).to_json(),
        "portfolio": ml.portfolio(strategy, day).to_json(),
        "check": ml.check(strategy, day).to_json(),
    }
    for command, document in documents.items():
        section = text.split(f"## missionlab {command} --json\n")[1].split("\n## ")[0]
        listed = set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))
        assert {key for key in listed if not set(".[") & set(key)} == set(json.loads(json.dumps(document)))
    from missionlab.report.results import results_document

    section = text.split("## results.json\n")[1]
    assert re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE) == list(results_document(ml.brief(strategy, day)))
