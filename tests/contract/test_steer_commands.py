"""`missionlab steer`: one JSON document, files, exit codes, and rules from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from missionlab.cli.main import app
from missionlab.strategy.template import TEMPLATE

RUN = CliRunner()
DAY = ("--as-of", "2026-11-24")


def test_json_is_one_document_and_nothing_else() -> None:
    done = RUN.invoke(app, ["steer", str(TEMPLATE), *DAY, "--value", "--json"])
    assert done.exit_code == 0, done.output
    course = json.loads(done.stdout)["course"]
    assert course["rules"][0]["rule"] == "scale-when-behind"
    assert [bar["bar"] for bar in course["values"][0]["bars"]] == ["static", "rule", "regression", "foresight"]
    assert course["as_of"] == "2026-11-24"
    assert course["pathways"] is None


def test_the_terminal_shows_reviews_rules_actions_and_the_verdict() -> None:
    done = RUN.invoke(app, ["steer", str(TEMPLATE), *DAY, "--value"])
    assert done.exit_code == 0
    for words in ("overdue", "Fires:", "Actions", "No option is worth its cost", "Best fixed plan"):
        assert words in done.stdout


def test_a_file_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["steer", str(TEMPLATE), *DAY, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert json.loads((tmp_path / "out" / "course.json").read_text())["strategy"] == "example"


@pytest.mark.parametrize(
    ("written", "where"),
    [("rules:\n  - id: a\n    mission: no\n", "rules.yaml:2"), ("rules: 3\n", "rules.yaml"), ("", "rules.yaml")],
)
def test_wrong_rules_end_with_2_and_their_place(tmp_path: Path, written: str, where: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(written)
    done = RUN.invoke(app, ["steer", str(TEMPLATE), "--rules", str(file)])
    assert done.exit_code == 2
    assert where in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["steer", str(TEMPLATE), "--rules", str(tmp_path / "none.yaml")])
    assert done.exit_code == 2
    assert "There is no file" in done.stderr


def test_a_strategy_without_records_hears_what_to_add() -> None:
    done = RUN.invoke(app, ["steer", "labour-2017", *DAY])
    assert done.exit_code == 0
    for words in ("Add reviews", "Add signposts", "Add rules", "Add actions"):
        assert words in done.stdout


def test_a_day_before_anything_was_known_says_so() -> None:
    done = RUN.invoke(app, ["steer", "uk-2017", "--as-of", "2000-01-01"])
    assert done.exit_code == 0
    assert "Nothing could be steered on 2000-01-01" in done.stdout
