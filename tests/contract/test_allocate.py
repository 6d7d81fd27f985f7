"""``missionlab allocate``: one document with ``--json``, files with ``--out``, codes and messages for every call."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import plan_samples
import pytest

import missionlab as ml
from missionlab.portfolio.allocation.results import Plan


def _allocate(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "missionlab", "allocate", *words], capture_output=True, text=True, cwd=cwd, check=False
    )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("allocate") / "strategy"
    ml.new(folder)
    return folder


def test_json_is_one_document_and_nothing_else(example: Path) -> None:
    done = _allocate(str(example), "--json", "--draws", "2", "--as-of", "2026-11-24")
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert document["written"] == []
    plan = document["plan"]
    assert set(plan) == {field.name for field in fields(Plan)} | {"core", "contested", "out"}
    assert (plan["seed"], plan["as_of"], len(plan["fingerprint"])) == (0, "2026-11-24", 64)
    assert plan["value"] <= plan["bound"] + 1e-9


def test_files_hold_the_same_plan(example: Path, tmp_path: Path) -> None:
    words = (str(example), "--budget", "30m", "--draws", "0", "--as-of", "2026-11-24", "--out", str(tmp_path))
    done = _allocate(*words)
    assert done.returncode == 0
    plan = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    with (tmp_path / "plan" / "plan.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["project"] for row in rows if row["funded"] == "True"} == {one["project"] for one in plan["funded"]}
    assert "optimal" not in done.stdout.lower()
    assert "of that bound, and no better plan can make up more" in done.stdout


def test_a_budget_by_year_comes_from_a_file(example: Path, tmp_path: Path) -> None:
    budget = tmp_path / "budget.yaml"
    budget.write_text("2027: 12000000\n2028: 12000000\n", encoding="utf-8")
    done = _allocate(str(example), "--budget", str(budget), "--draws", "0", "--as-of", "2026-11-24", "--json")
    money = {one["year"]: one["budget"] for one in json.loads(done.stdout)["plan"]["money"]}
    assert (money[2027], money[2028]) == (12e6, 12e6)


def test_rules_that_clash_exit_with_1_and_are_named(example: Path) -> None:
    words = ("--insist", "storm-tanks", "--cap", "actor:town-works=1m", "--draws", "0", "--as-of", "2026-11-24")
    done = _allocate(str(example), *words)
    assert done.returncode == 1
    assert "cannot all be kept" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("uk-2017",), "nothing to choose from"),
        (("{example}", "--insist", "nobody"), "no candidate of the plan"),
        (("{example}", "--budget", "plenty"), "neither an amount nor a file"),
        (("{example}", "--cap", "actor"), "no share or amount"),
        (("{example}", "--objective", "best"), "no objective"),
        (("{example}", "--fund", "none"), "no fund"),
    ],
)
def test_what_cannot_be_used_exits_with_2_and_says_the_fix(example: Path, words: tuple[str, ...], said: str) -> None:
    done = _allocate(*(word.replace("{example}", str(example)) for word in words))
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "fix:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_budget_file_that_cannot_be_read_is_said(example: Path, tmp_path: Path) -> None:
    for number, words in enumerate(("- 1\n- 2\n", "2027: lots\n", "{", "\x00\n")):
        budget = tmp_path / f"{number}.yaml"
        budget.write_text(words, encoding="utf-8")
        done = _allocate(str(example), "--budget", str(budget))
        assert done.returncode == 2
        assert "budget cannot be read" in done.stderr


def test_unknown_numbers_are_null_and_every_number_has_ends_or_a_reason() -> None:
    document = plan_samples.plan().to_json()
    assert json.loads(json.dumps(document, allow_nan=False)) == document

    def check(value: object, at: str) -> None:
        if isinstance(value, dict):
            if set(value) == {"value", "low", "high", "reason"}:
                assert value["reason"] or (value["low"] is not None and value["high"] is not None), at
            for name, inner in value.items():
                check(inner, f"{at}/{name}")
        if isinstance(value, list):
            for number, inner in enumerate(value):
                check(inner, f"{at}/{number}")

    check(document, "")


def test_the_table_has_a_row_for_each_project() -> None:
    plan = plan_samples.plan()
    frame = plan.to_frame()
    assert len(frame) == len({*(one.project for one in plan.funded), *(one.project for one in plan.cases)})
    assert list(frame.columns)[:3] == ["project", "name", "funded"]


def test_explaining_a_plan_is_words() -> None:
    plan = plan_samples.plan()
    assert all(plan.explain(case.project) for case in plan.cases)
