"""`missionlab simulate`: what it prints and writes, what it refuses, and that a stopped one goes on."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from missionlab.cli import compiled_economies, simulate
from missionlab.cli.main import app
from missionlab.economy.parameters import REGISTRY

TINY = ("--set", "F1=5", "--set", "F2=20", "--set", "Ls0=50000", "--periods", "150")
"""Economies of 25 firms: a hundred in a second."""

FEW = ("--runs", "6", *TINY)


def missionlab(*words: str) -> Result:
    return CliRunner().invoke(app, ["simulate", *words], env={"NO_COLOR": "1", "COLUMNS": "200"})


def _json(*words: str) -> Any:
    done = missionlab(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_it_prints_moments_with_errors_and_how_runs_ended() -> None:
    done = missionlab(*FEW)
    assert done.exit_code == 0, done.stderr
    assert re.search(r"g_GDP +Growth of output +−?\d+\.?\d*% +\d+\.\d+% +−?\d+\.?\d*% to −?\d+\.?\d*%", done.stdout)
    assert "6 runs: 6 completed." in done.stdout
    assert "Monte Carlo error" in done.stdout
    assert "--out simulation" in done.stdout


def test_out_holds_the_page_the_numbers_and_every_series_of_every_run(tmp_path: Path) -> None:
    import pyarrow.dataset

    out = tmp_path / "deep" / "down"
    printed = _json(*FEW, "--out", str(out))
    assert [Path(path).exists() for path in printed["written"]] == [True] * 4
    assert printed["simulation"] == json.loads((out / "simulation.json").read_text())
    assert (out / "simulation.html").read_text().startswith("<!doctype html>")
    assert {path.name for path in out.iterdir()} == {"simulation.html", "simulation.json", "manifest.json", "runs"}
    rows = pyarrow.dataset.dataset(out / "runs").to_table(columns=["run", "period", "gdp", "loans_1"])
    assert rows.num_rows == 6 * 150


def test_the_command_on_the_page_makes_the_same_page(tmp_path: Path) -> None:
    words = ("--runs", "3", "--seed", "4", "--transient", "90", "--rules", "closed", *TINY)
    assert missionlab(*words, "--out", str(tmp_path / "first")).exit_code == 0
    html = (tmp_path / "first" / "simulation.html").read_text()
    command = re.search(r"missionlab simulate [^<]*", html)
    assert command
    again = shlex.split(command[0])[2:]
    assert missionlab(*again, "--out", str(tmp_path / "second")).exit_code == 0
    assert (tmp_path / "second" / "simulation.html").read_text() == html


def test_json_without_a_folder_has_the_same_numbers_and_nothing_written() -> None:
    printed = _json(*FEW)
    assert printed["written"] == []
    rate = printed["simulation"]["moments"]["g_GDP"]
    assert rate["runs"] == 6
    assert rate["low"] < rate["mean"] < rate["high"]
    assert rate["error"] == pytest.approx(rate["spread"] / 6**0.5)
    assert len(printed["simulation"]["moments"]) > 150


def test_firms_and_books_are_those_of_the_runs() -> None:
    """The firms' shares against the aggregates, and the books against nominal output as the ensemble recorded it."""
    from missionlab.ensemble.seeds import run_seeds
    from missionlab.ensemble.simulate_many import simulate_many

    printed = _json(*FEW)["simulation"]
    small = simulate._parameters(["F1=5", "F2=20", "Ls0=50000"], "closed")
    runs = simulate_many(small, seeds=run_seeds(6), periods=150)
    books, firms = printed["books"], printed["firms"]
    assert books["output"] == float(runs["gdp_nominal"][0, -1])
    assert books["gap"] < 1e-9
    rows = dict(zip(books["flows"]["rows"], books["flows"]["values"], strict=True))
    assert all(abs(sum(row)) < 1e-9 for row in rows.values())
    assert rows["Wages"][0] * books["output"] == pytest.approx(float((runs["wages_1"] + runs["wages_2"])[0, -1]))
    assert firms["runs"] == 6
    assert sum(one["mean"] for one in firms["investment"]) == pytest.approx(1)
    # Firms that leave count in the series but not in the panel, so the two agree only roughly.
    assert firms["investment"][0]["mean"] == pytest.approx(float(runs["idle_investors"][:, 100:].mean()), abs=0.06)


def test_a_symbol_is_as_good_as_a_name_and_another_seed_is_another_ensemble() -> None:
    by_name = _json(*FEW, "--set", "benefit_rate=0.2")
    by_symbol = _json(*FEW, "--set", "phi=0.2")
    other = _json(*FEW, "--set", "phi=0.2", "--seed", "1")
    assert by_name == by_symbol
    assert by_name["simulation"]["about"]["parameters"]["benefit_rate"] == 0.2
    assert by_name["simulation"]["moments"]["g_GDP"] != other["simulation"]["moments"]["g_GDP"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "benefit_rat=0.2"], "did you mean benefit_rate?"),
        (["--set", "benefit_rate=2"], "benefit_rate (phi) = 2.0: outside its bounds [0, 1]"),
        (["--set", "benefit_rate=nan"], "must be a finite number"),
        (["--set", "benefit_rate=high"], "It must be a name, an equals sign and one number."),
        (["--set", "benefit_rate"], "It has no equals sign."),
        (["--set", "phi=0.2", "--set", "phi=0.3"], "phi is set twice."),
        (["--set", "phi=0.2", "--set", "benefit_rate=0.3"], "by name and by symbol"),
        (["--set", "F1=2.5"], "must be a whole number"),
        (["--set", "x1inf=0.3", "--set", "x1sup=0.1"], "must not exceed"),
        (["--periods", "130"], "31 periods after it"),
        (["--periods", "150", "--transient", "120"], "Simulate more periods, or drop fewer."),
        (["--rules", "open"], "rules = 'open': there are closed, lsd-0.1, closed-banks, closed-banks-unrationed."),
        (["--spending", "benefits"], "spending = 'benefits': there are benefit and exogenous."),
        (["--runs", "0"], "--runs"),
        (["--seed", "-1"], "--seed"),
        (["--out", "/dev/null"], "/dev/null cannot be a folder"),
        (["--out", "/dev/null/below"], "Not a directory"),
    ],
)
def test_what_cannot_be_used_exits_with_2_before_anything_runs(words: list[str], said: str) -> None:
    done = missionlab(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) < 15


def test_a_folder_with_other_inputs_is_left_as_it_is(tmp_path: Path) -> None:
    assert missionlab(*FEW, "--out", str(tmp_path)).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = missionlab(*FEW, "--set", "phi=0.3", "--out", str(tmp_path))
    assert done.exit_code == 2
    assert "holds another ensemble" in done.stderr
    assert "benefit_rate: 0.4 there, 0.3 here" in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_list_names_every_parameter_with_its_bounds() -> None:
    done = missionlab("--list")
    assert done.exit_code == 0
    for entry in REGISTRY.values():
        assert re.search(rf"{entry.name} +{re.escape(entry.symbol)} ", done.stdout), entry.name
    listed = _json("--list")["parameters"]
    assert [one["name"] for one in listed] == list(REGISTRY)
    assert listed[0]["bounds"] == "[0, 1)"


def test_the_first_use_of_a_rule_set_says_that_it_is_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The rule set is there, so nothing is compiled: only what would be said is looked at."""

    def nothing_compiled(kept: bool) -> None:
        found = compiled_economies.CompiledEconomies(tmp_path, 0, (), kept)
        monkeypatch.setattr(compiled_economies, "compiled_economies", lambda: found)

    nothing_compiled(kept=True)
    done = missionlab("--runs", "2", *TINY, "--json")
    assert f"about half a minute, once. It is kept in {tmp_path}." in done.stderr
    assert json.loads(done.stdout)
    nothing_compiled(kept=False)
    assert "at every call" in missionlab("--runs", "2", *TINY).stderr
    monkeypatch.undo()
    assert missionlab("--runs", "2", *TINY).stderr == ""


def test_what_is_compiled_is_known_and_doctor_says_it() -> None:
    assert missionlab(*FEW).exit_code == 0
    found = compiled_economies.compiled_economies()
    assert ("closed", "benefit") in found.rule_sets
    assert found.bytes_used > 10_000
    report = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)["compiled_economies"]
    assert {"rules": "closed", "spending": "benefit"} in report["rule_sets"]
    assert report["folder"] == str(found.folder)


def test_an_ensemble_of_which_no_run_is_completed_exits_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    import simulations

    monkeypatch.setattr(simulate, "_ensemble", lambda *_: simulations.ensemble(runs=3, stopped=3))
    done = missionlab("--runs", "3")
    assert done.exit_code == 1
    assert "3 runs: 3 nobody employed." in done.stdout


def test_a_terminal_shows_runs_rate_and_time_left() -> None:
    """Standard error is a terminal here, standard output is not; everywhere else in this file neither is."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "missionlab", "simulate", "--runs", "60", *TINY, "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)
    os.close(theirs)
    # A piece may end inside a character.
    characters, shown = codecs.getincrementaldecoder("utf-8")(), ""
    with contextlib.suppress(OSError):  # the end of a terminal whose other side is closed
        while piece := os.read(ours, 65_536):
            shown += characters.decode(piece)
    os.close(ours)
    assert re.search(r"60/60.* \d+ runs/s.*\d:\d\d:\d\d", shown)
    assert json.loads(done.stdout)["simulation"]["about"]["runs"] == 60


def _chunks(folder: Path) -> list[Any]:
    """The chunks that the manifest calls finished."""
    manifest = folder / "manifest.json"
    return json.loads(manifest.read_text())["chunks"] if manifest.exists() else []


@pytest.mark.slow
def test_a_stopped_ensemble_says_what_is_kept_and_the_same_command_ends_with_the_same_files(tmp_path: Path) -> None:
    words = ["--runs", "1500", *TINY]
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    command = [sys.executable, "-m", "missionlab", "simulate", *words, "--out", str(cut)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    waited = time.monotonic() + 120
    while not _chunks(cut) and running.poll() is None and time.monotonic() < waited:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    printed, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert printed == ""
    found = re.search(r"Stopped\. (\d+) of 1500 runs are finished and kept", said)
    assert found, said
    assert 0 < int(found[1]) < 1500
    assert not list(cut.glob("*.html"))
    assert missionlab(*words, "--out", str(cut)).exit_code == 0
    assert missionlab(*words, "--out", str(whole)).exit_code == 0
    names = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file())
    assert sorted(path.relative_to(cut) for path in cut.rglob("*") if path.is_file()) == names
    assert [name for name in names if (whole / name).read_bytes() != (cut / name).read_bytes()] == []
