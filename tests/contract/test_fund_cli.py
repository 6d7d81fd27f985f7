"""`missionlab fund` as a user or a script meets it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

FAST = ("--paths", "100", "--as-of", "2026-11-01")


def _fund(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "missionlab", "fund", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_example_of_the_help_is_there() -> None:
    assert "Example:  missionlab fund snib" in _fund("--help").stdout


def test_the_bank_is_told_on_one_screen_with_its_record_and_its_track_record() -> None:
    done = _fund("snib", *FAST)
    assert done.returncode == 0
    for said in ("Private upside", "What the rules are worth", "Deals ready at a time", "student-t", "Record", "Jobs."):
        assert said in done.stdout
    assert "Track record: UK Renewable Energy Planning Database" in done.stdout
    assert "Co-finance, not shown to be additional." in done.stdout
    assert "All whose upside is known" in done.stdout
    assert "missed it by 0.024" in done.stdout
    assert done.stderr == ""


def test_json_is_one_document_with_what_is_compared(tmp_path: Path) -> None:
    done = _fund("snib", *FAST, "--json", "--compare", "on/off", "--horizon", "12", "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    document = json.loads(done.stdout)
    (found,), (other,) = document["funds"], document["compared"]
    assert (found["carry_over"], other["carry_over"], other["recycle"]) == ("off", "on", "off")
    assert found["horizon"] == 12
    assert found["irr"]["mid"] is None
    assert found["irr"]["reason"]
    written = [Path(path) for path in document["written"]]
    assert [path.name for path in written] == ["snib-fund.json", "snib-fund-years.csv"]
    assert json.loads(written[0].read_text(encoding="utf-8")) == found
    with written[1].open(encoding="utf-8", newline="") as file:
        assert [row["year"] for row in csv.DictReader(file)] == [str(year) for year in range(2021, 2033)]


def test_switches_change_the_rules() -> None:
    done = _fund("snib", *FAST, "--json", "--carry", "on", "--recycle", "on")
    (found,) = json.loads(done.stdout)["funds"]
    assert (found["carry_over"], found["recycle"]) == ("on", "on")
    assert found["rules"][3]["stated"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("labour-2017",), "has no fund"),
        (("snib", "--fund", "other"), "no fund 'other'"),
        (("snib", "--carry", "maybe"), "--carry is 'maybe'"),
        (("snib", "--compare", "on"), "no pair of rules"),
        (("snib", "--horizon", "0"), "horizon is 0"),
        (("snib", "--paths", "5"), "paths is 5"),
        (("snib", "--backtest", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_exit_2_with_the_fix(words: tuple[str, ...], said: str) -> None:
    done = _fund(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "fix:" in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_register_of_the_users_own_is_shown_in_full(tmp_path: Path) -> None:
    rows = ["project_id,technology,status,submitted,granted,refused,operational"]
    for number in range(1200):
        year = 1992 + number // 60
        opened = "" if number % 3 == 0 else f"{year + 3}-06-01"
        rows.append(f"{number},Wind Onshore,X,{year}-03-01,{year + 1}-03-01,,{opened}")
    register = tmp_path / "own.csv"
    register.write_text("\n".join(rows), encoding="utf-8")
    done = _fund("snib", *FAST, "--backtest", str(register))
    assert done.returncode == 0, done.stderr
    assert "Track record: own.csv" in done.stdout
    assert "90%, common" in done.stdout
