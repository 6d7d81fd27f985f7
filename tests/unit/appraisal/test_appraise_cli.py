"""`missionlab appraise`: what it prints and writes, what it refuses, and that a stopped one goes on."""

from __future__ import annotations

import json
import re
import shlex
import signal
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.dataset
import pytest
from ensembles import SMALL
from typer.testing import CliRunner, Result

import missionlab as ml
from missionlab.appraisal import robustness
from missionlab.appraisal.policies import KEYS
from missionlab.base.findings import InputError
from missionlab.base.text import say
from missionlab.cli.main import app
from missionlab.economy.rules import CLOSED_RULE_SETS

FEW = ("--runs", "3", "--periods", "12")


def missionlab(*words: str) -> Result:
    return CliRunner().invoke(app, ["appraise", *words], env={"NO_COLOR": "1", "COLUMNS": "200"})


def _json(*words: str) -> Any:
    done = missionlab(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_it_prints_the_table_with_intervals_answers_and_what_was_simulated() -> None:
    done = missionlab(*FEW)
    assert done.exit_code == 0, done.stderr
    assert "Gap of GDP averaged over years 1 to 12" in done.stdout
    assert "Public laboratory" in done.stdout
    assert " to " in done.stdout
    assert "3 pairs of runs" in done.stdout
    assert "One period is read as one year" in done.stdout
    assert f"{len(KEYS)} policies in 3 runs of 112 periods." in done.stderr


def test_json_is_one_document_that_the_schema_describes_and_the_same_each_time() -> None:
    document = _json(*FEW)
    file = resources.files("missionlab.appraisal").joinpath("appraisal.schema.json")
    jsonschema.validate(document["appraisal"], json.loads(file.read_text(encoding="utf-8")))
    assert [policy["key"] for policy in document["appraisal"]["policies"]] == list(KEYS)
    assert document["written"] == []
    assert _json(*FEW) == document
    assert _json(*FEW, "--seed", "1")["appraisal"]["effects"] != document["appraisal"]["effects"]


def test_the_verb_gives_what_the_command_prints() -> None:
    assert ml.appraise(runs=3, periods=12).to_json() == _json(*FEW)["appraisal"]


def test_a_strategy_brings_its_mix() -> None:
    found = ml.appraise("uk-2017", runs=2, periods=4)
    assert found.mix is not None
    keys = {policy.key for policy in found.policies}
    assert ("mix" in keys) == bool(found.mix.shares)
    assert ("mix-own-size" in keys) == bool(found.mix.shares and found.mix.share_of_gdp)
    assert ml.appraise(ml.load("uk-2017"), runs=2, periods=4) == found


def test_every_rule_set_of_robustness_can_be_appraised() -> None:
    assert set(robustness.RULES) <= set(CLOSED_RULE_SETS)
    for rules in robustness.RULES:
        found = ml.appraise(runs=2, periods=4, rules=rules)
        assert (found.design.rules, found.design.ended_early) == (rules, 0)


def test_what_is_asked_for_beside_the_table_is_printed_for_a_strategy_with_its_mix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, size in (("WORLDS", 3), ("RUNS", 2), ("TRAJECTORIES", 1)):
        monkeypatch.setattr(robustness, name, size)
    monkeypatch.setattr(robustness.robustness, "__defaults__", (robustness.RULES, 3, 2, 1, robustness.RANGES))
    done = missionlab("uk-2017", "--runs", "2", "--periods", "40", "--with", "financing,hysteresis,robustness")
    assert done.exit_code == 0, done.stderr
    for title in ("How it is paid for", "What is left after 20 years of money", "Share of 3 other worlds"):
        table = done.stdout.split(title)[1].split("\n\n")[0]
        assert "This strategy's mix" in table
        assert "Public laboratory" in table
    assert "closed-banks" in done.stdout
    assert "research_hiring" not in done.stdout


def test_a_policy_of_your_own_is_compared_like_the_others() -> None:
    found = ml.appraise(runs=2, periods=10, levers={"laboratory": 0.02, "patience": 5, "ramp": 3})
    own = next(policy for policy in found.policies if policy.key == "own")
    assert own.placebo == "transfers-own"
    assert dict(own.settings) == {"patience": 5.0}
    assert {one.against for one in found.effects if one.policy == "own"} >= {"nothing", "transfers-own"}
    assert [one.code for one in found.findings if one.code == "another-cost"] == ["another-cost"]


def test_out_holds_the_numbers_and_every_run_and_a_second_call_simulates_nothing(tmp_path: Path) -> None:
    printed = _json(*FEW, "--out", str(tmp_path))
    folder = tmp_path / "appraisal"
    assert all(Path(path).exists() for path in printed["written"])
    kept = json.loads((folder / "appraisal.json").read_text(encoding="utf-8"))
    assert kept == printed["appraisal"]
    table = pyarrow.dataset.dataset(folder / "main" / "runs").to_table(columns=["policy", "run", "period"])
    assert table.num_rows == len(KEYS) * 3 * 112
    seen: list[tuple[int, int]] = []
    again = ml.appraise(runs=3, periods=12, folder=folder, progress=lambda *state: seen.append(state))
    assert seen == [(len(KEYS) * 3, len(KEYS) * 3)]
    assert again.to_json() == kept


def test_stopped_it_says_how_to_go_on_and_goes_on(tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done > len(KEYS):
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        ml.appraise(runs=3, periods=12, folder=tmp_path / "stopped", progress=stop)
    gone_on = ml.appraise(runs=3, periods=12, folder=tmp_path / "stopped")
    assert gone_on == ml.appraise(runs=3, periods=12, folder=tmp_path / "whole")
    assert _bytes(tmp_path / "stopped") == _bytes(tmp_path / "whole")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("out", [True, False])
def test_ctrl_c_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: bool) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ml, "appraise", stopped, raising=False)
    done = missionlab(*FEW, *(("--out", str(tmp_path)) if out else ()))
    assert done.exit_code == 130
    assert "the same command goes on" in done.stderr
    assert ("Nothing was kept" in done.stderr) != out


def test_a_precision_says_runs_and_time_beforehand_and_is_reached() -> None:
    said: list[str] = []
    found = ml.appraise(precision=0.2, parameters=SMALL, start=21, say=lambda what: said.append(say(what)))
    assert said[0] == "A pilot of 40 runs says how many the precision needs."
    runs = found.design.runs
    if runs > 40:
        assert said[1].startswith(f"{runs} runs are needed (")
    else:
        assert said[1].startswith("The 40 runs of the pilot are more than enough")
    assert found.design.precision == 0.2
    assert found.design.reached.value is not None
    assert 0 < found.design.reached.value < 0.25


def test_a_precision_that_too_many_runs_would_need_is_refused_with_one_that_can_be_had() -> None:
    with pytest.raises(InputError, match="A half-width of 1e-05 needs about") as refused:
        ml.appraise(precision=1e-5, parameters=SMALL, start=21)
    reachable = float(re.findall(r"Ask for ([0-9.e-]+) or more", refused.value.fix)[0])
    assert 1e-5 < reachable < 0.1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--rules open", "rules = 'open' cannot be appraised"),
        ("--rules lsd-0.1", "the books must close"),
        ("--budget 0", "budget = 0.0: it must be above 0"),
        ("--budget 0.6", "at most 0.5"),
        ("--tax-financed 1.5", "tax_financed = 1.5"),
        ("--with doses", "'doses' cannot be had"),
        ("--precision 0.01 --runs 30", "Both a precision and a number of runs"),
        ("--precision -1", "precision = -1.0"),
        ("--precision 0.01 --periods 40", "needs 80 periods"),
        ("--end 90", "cannot end after 90 periods"),
        ("--levers labratory=0.01", "did you mean laboratory"),
        ("--levers laboratory=0.9", "from 0 to 0.5"),
        ("--levers laboratory=0.01,ends_after=200", "own cannot be simulated"),
        ("--mapping here.yaml", "A mapping is given without a strategy"),
        ("no-such-strategy", "no-such-strategy"),
        ("--runs 1", "--runs"),
        ("--out /dev/null", "/dev/null"),
    ],
)
def test_what_cannot_be_used_exits_with_2_before_anything_runs(words: str, said: str) -> None:
    done = missionlab(*shlex.split(words))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert "policies in" not in done.stderr
    assert len(done.stderr.splitlines()) < 20


def test_help_shows_an_example() -> None:
    assert "Example:  missionlab appraise" in missionlab("--help").stdout
