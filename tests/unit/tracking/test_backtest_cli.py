"""`missionlab backtest`: what it prints and writes, what it refuses, and that a stopped one goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import backtests
import pytest
from typer.testing import CliRunner, Result

import missionlab as ml
from missionlab.cli.main import app
from missionlab.cli.show_backtest import backtested
from missionlab.tracking.backtest.bootstrap import Estimate
from missionlab.tracking.backtest.results import Bar, of_json

FEW = ("--origins", "1998-2010/12", "--horizons", "1,5")
FILES = {"backtest.html", "backtest.json", "scores.parquet", "forecasts.parquet", "events.parquet"}


def missionlab(*words: str) -> Result:
    return CliRunner().invoke(app, ["backtest", *words], env={"NO_COLOR": "1", "COLUMNS": "200"})


def _refusal(*words: str) -> str:
    done = missionlab(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "why:" in done.stderr
    assert "fix:" in done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_prints_scores_with_intervals_and_the_bars(tmp_path: Path) -> None:
    done = missionlab("--data", str(backtests.write(tmp_path)), *FEW)
    assert done.exit_code == 0, done.stderr
    assert "18 series in 6 places, forecast from 1998 to 2010" in done.stdout
    assert "By era" in done.stdout
    assert "By family" in done.stdout
    assert "95% interval, from places drawn anew" in done.stdout
    assert "Bars:" in done.stdout


def test_out_holds_the_page_the_summary_and_every_forecast(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    out = tmp_path / "deep" / "down"
    done = missionlab("--data", str(backtests.write(tmp_path)), *FEW, "--out", str(out), "--json")
    assert done.exit_code == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    assert {path.name for path in out.iterdir()} == FILES == {Path(path).name for path in printed["written"]}
    assert printed["backtest"] == json.loads((out / "backtest.json").read_text())
    backtest = of_json(printed["backtest"])
    forecasts, events = (pq.read_table(out / f"{name}.parquet").to_pandas() for name in ("forecasts", "events"))
    own = backtest.about.method
    for row in backtest.rows_of("all", "family"):
        mine = forecasts[
            (forecasts.family == row.group) & (forecasts.method == own) & (forecasts.horizon == row.horizon)
        ]
        assert len(mine) == row.forecasts
        assert mine.crps.mean() == pytest.approx(row.crps.value)
        assert mine.inside_80.mean() == pytest.approx(row.coverage_80.value)
        asked = events[(events.family == row.group) & (events.method == own) & (events.horizon == row.horizon)]
        score = ((asked.probability - asked.happened) ** 2).mean()
        reference = ((asked.base_rate - asked.happened) ** 2).mean()
        assert (score, 1 - score / reference) == pytest.approx((row.brier.value, row.brier_skill.value))
    assert len(pq.read_table(out / "scores.parquet")) == len(backtest.rows)


def test_without_data_it_shows_the_track_record_that_ships() -> None:
    done = missionlab()
    assert done.exit_code == 0, done.stderr
    assert "The track record that ships" in done.stdout
    assert ml.backtest().about.data == ("indicators.csv", "experience_curves.csv")
    assert ml.backtest().scored is None


def test_a_bar_that_nothing_was_measured_against_is_not_counted_as_met(capsys: pytest.CaptureFixture[str]) -> None:
    empty, good, bad = (Bar("brier_skill", 5, None, 0.38, None, Estimate(v, None, None)) for v in (None, 0.4, 0.3))
    backtested(replace(ml.backtest(), bars=(empty, good, bad)), (), shipped=True)
    printed = capsys.readouterr().out
    assert "Bars: 1 of 2 met." in printed
    assert printed.count("missed:") == 1


def test_a_grouping_that_is_not_asked_for_is_not_made(tmp_path: Path) -> None:
    done = missionlab("--data", str(backtests.write(tmp_path)), *FEW, "--by", "family", "--json")
    assert {row["by"] for row in json.loads(done.stdout)["backtest"]["rows"]} == {"all", "family"}


def test_findings_of_the_data_are_printed_and_exit_with_1(tmp_path: Path) -> None:
    path = backtests.write(tmp_path)
    path.write_text(path.read_text() + "rd_gdp,GBR,2020,n/a,%\n")
    done = missionlab("--data", str(path), *FEW)
    assert done.exit_code == 1
    assert "walks.csv:578" in done.stdout
    assert "'n/a' is not a number" in done.stdout


@pytest.mark.parametrize("words", ["x", "1998-", "2010-1998", "1998/0", "1998-2010/-1", "", "1-999999999"])
def test_origins_that_name_no_years(tmp_path: Path, words: str) -> None:
    said = _refusal("--data", str(backtests.write(tmp_path)), "--origins", words)
    assert "does not name years" in said
    assert "--origins 1992-2018/3" in said


def test_what_cannot_be_scored(tmp_path: Path) -> None:
    path = str(backtests.write(tmp_path))
    assert "whole years from 1 to 50" in _refusal("--data", path, "--horizons", "0,5")
    assert "whole years from 1 to 50" in _refusal("--data", path, "--horizons", "51")
    assert "no grouping 'shape'" in _refusal("--data", path, "--by", "shape")
    assert "nothing to score" in _refusal("--data", path, "--origins", "1990")
    assert "nothing to score" in _refusal("--data", path, "--horizons", "40")
    assert "cannot be read" in _refusal("--data", str(tmp_path / "none.csv"))
    with pytest.raises(ml.InputError, match="No data file"):
        ml.backtest([])


def test_origins_and_horizons_without_data_are_refused() -> None:
    assert "--data" in _refusal("--origins", "2000")
    assert "--data" in _refusal("--horizons", "5")


@pytest.mark.slow
def test_a_stopped_backtest_goes_on_and_ends_with_the_same_files(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    lines = backtests.walks().splitlines()
    copies = [line.replace(",", f"_{copy},", 1) for copy in range(6) for line in lines[1:]]
    path.write_text("\n".join([lines[0], *copies]) + "\n")
    words = [sys.executable, "-m", "missionlab", "backtest", "--data", str(path), *FEW, "--by", "family"]
    out = tmp_path / "out"
    running = subprocess.Popen(
        [*words, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    waited = time.monotonic() + 60
    while not list(out.glob(".unfinished-*/*.npz")) and running.poll() is None and time.monotonic() < waited:
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "the same command goes on from there" in said
    kept = {file: file.stat().st_mtime_ns for file in out.glob(".unfinished-*/*.npz")}
    assert kept
    resumed = subprocess.run([*words, "--out", str(out)], capture_output=True, text=True, check=False)
    assert resumed.returncode == 0, resumed.stderr
    assert {file.name for file in out.iterdir()} == FILES
    whole = tmp_path / "whole"
    subprocess.run([*words, "--out", str(whole)], capture_output=True, check=True)
    for name in ("scores.parquet", "forecasts.parquet", "events.parquet"):
        assert (out / name).read_bytes() == (whole / name).read_bytes(), name
