"""The command line as a user or a script meets it: exit codes, clean standard output, one screen of error."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from missionlab.base.findings import InputError
from missionlab.cli.outcome import Outcome, guarded

COMMANDS = (
    "run", "check", "track", "portfolio", "appraise", "simulate", "backtest", "packs", "new", "convert", "doctor",
    "decide", "log", "fund",
)  # fmt: skip
BROKEN = """
strategy: {id: broken, name: Broken, sources: [s]}
challenges:
  - {id: c, name: C, sources: [s]}
missions:
  - {id: m, chalenge: c, name: M}
sources:
  - {id: s, title: S}
"""


def missionlab(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "missionlab", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "strategy.yaml").write_text(BROKEN)
    return folder


def test_help_names_every_command_and_each_shows_an_example() -> None:
    top = missionlab("--help")
    assert top.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in top.stdout
        assert f"Example:  missionlab {command}" in missionlab(command, "--help").stdout


@pytest.mark.parametrize("words", [["check", "snib"], ["track", "snib"], ["portfolio", "snib"], ["packs"], ["doctor"]])
def test_json_is_one_document_and_nothing_else(words: list[str]) -> None:
    done = missionlab(*words, "--json")
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), dict)
    assert "NaN" not in done.stdout


def test_run_writes_three_files_and_leaves_others_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    done = missionlab("run", "labour-2017", "--no-appraisal", "--out", str(out), "--as-of", "2026-11-24", "--json")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in out.iterdir()}
    assert names == {"notes.txt", "briefing.html", "briefing.xlsx", "results.json"}
    printed = json.loads(done.stdout)
    assert printed["results"] == json.loads((out / "results.json").read_text())
    assert done.stderr == ""


def test_findings_of_level_error_exit_with_1(broken: Path) -> None:
    done = missionlab("check", str(broken))
    assert done.returncode == 1
    assert "strategy.yaml:6:13: error:" in done.stdout
    assert "challenge" in done.stdout
    assert missionlab("track", str(broken)).returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "uk-2071"], "uk-2017"),
        (["track", "no/such/folder"], "fix:"),
        (["track", "snib", "--as-of", "2018-02-31"], "28 days"),
        (["portfolio", "snib", "--basis", "promised"], "announced, committed, spent"),
        (["chek", "snib"], "check"),
        (["run", "snib", "--out", "/dev/null"], "another folder"),
        (["track", "snib", "--seed", "-1"], "seed"),
    ],
)
def test_what_cannot_be_used_exits_with_2_on_one_screen(words: list[str], said: str) -> None:
    done = missionlab(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) < 15


def test_converting_refuses_to_lose_broken_records(broken: Path, tmp_path: Path) -> None:
    done = missionlab("convert", str(broken), str(tmp_path / "out.xlsx"))
    assert done.returncode == 2
    assert "The strategy has 1 error, and" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()


def test_one_record_that_is_left_out_is_one_record(broken: Path) -> None:
    assert missionlab("track", str(broken)).stderr == "1 record or field could not be used; see `missionlab check`.\n"


def test_new_then_check_then_run_as_folder_and_workbook(tmp_path: Path) -> None:
    assert missionlab("new", "mine", cwd=tmp_path).returncode == 0
    assert missionlab("check", "mine", cwd=tmp_path).returncode == 0
    assert missionlab("convert", "mine", "mine.xlsx", cwd=tmp_path).returncode == 0
    done = missionlab("run", "mine.xlsx", "--no-appraisal", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "briefing" / "briefing.html").stat().st_size > 10_000
    assert missionlab("new", "mine", cwd=tmp_path).returncode == 2


def test_every_failure_becomes_a_message_and_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    def ends_with(error: BaseException) -> int:
        import typer

        @guarded
        def command() -> Outcome:
            raise error

        with pytest.raises(typer.Exit) as stopped:
            command()
        return stopped.value.exit_code

    assert ends_with(InputError("bad", why="because", fix="mend it")) == 2
    assert ends_with(KeyboardInterrupt()) == 130
    assert ends_with(PermissionError(13, "Permission denied", "/x")) == 2
    assert ends_with(ValueError("surprise")) == 2
    said = capsys.readouterr().err
    assert "mend it" in said
    assert "Nothing half-written" in said
    assert "/x" in said
    assert "MISSIONLAB_DEBUG" in said
    assert "Traceback" not in said


def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = subprocess.Popen(
        [sys.executable, "-m", "missionlab", "run", "uk-2017", "--no-appraisal", "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    waited = time.monotonic() + 30
    while not out.exists() and running.poll() is None and time.monotonic() < waited:
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode in (0, 130)
    assert "Traceback" not in said
    if out.exists():  # it was faster
        assert {path.name for path in out.iterdir()} == {"briefing.html", "briefing.xlsx", "results.json"}


def test_the_program_that_knows_one_command_says_what_the_whole_one_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    entry = importlib.import_module("missionlab.cli.main")
    for command in entry.app.registered_commands:
        name = entry._name(command)
        said = []
        for program in (entry.app, entry._knowing_only([name])):
            with pytest.raises(SystemExit):
                program([name, "--help"])
            said.append(capsys.readouterr().out)
        assert said[0] == said[1]
        assert name in said[0]
    assert entry._knowing_only(["chek"]) is entry.app
    assert entry._knowing_only(["log"]) is entry.app
