"""`missionlab decide` and `missionlab log` as a script meets them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

DECIDE = (
    "decide", "labour-2017", "--question", "Go on?", "--option", "continue", "--option", "stop", "--choose", "continue",
    "--reason", "The gap closes.", "--as-of", "2023-12-31",
)  # fmt: skip


def missionlab(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "MISSIONLAB_LEDGER"}
    return subprocess.run(
        [sys.executable, "-m", "missionlab", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**clean, "NO_COLOR": "1", **env},
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log of one decision."""
    folder = tmp_path_factory.mktemp("log")
    done = missionlab(*DECIDE, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Entry:    1\n" in done.stdout
    assert "Dissent:  none recorded\n" in done.stdout
    return folder


def verified(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    done = missionlab("log", "verify", "--json", *words, cwd=folder)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def test_a_decision_needs_no_answer_and_lists_all_that_is_missing(folder: Path) -> None:
    done = missionlab("decide", "labour-2017", "--question", "Go on?", cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "missing: options, chosen, reason" in done.stderr
    assert verified(folder)[1]["entries"] == 2


def test_json_holds_the_number_and_the_hash(tmp_path: Path) -> None:
    done = missionlab(*DECIDE, "--json", cwd=tmp_path)
    document = json.loads(done.stdout)
    shown = json.loads(missionlab("log", "show", "d1", "--json", cwd=tmp_path).stdout)
    assert document["seq"] == 1
    assert document["hash"] == shown["hash"]
    assert document["dissent"] == "none recorded"
    assert verified(tmp_path, "--head", f"1:{document['hash']}")[0] == 0


def test_the_first_decision_says_that_a_log_begins_here(tmp_path: Path) -> None:
    """Given in another folder by mistake, the command would go on in a second log without a word."""
    first, second = (missionlab(*DECIDE, cwd=tmp_path) for _ in range(2))
    assert "first decision in this log" in first.stderr
    assert "MISSIONLAB_LEDGER" in first.stderr
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")


def test_a_file_says_more_and_options_win(tmp_path: Path) -> None:
    (tmp_path / "decision.yaml").write_text(
        "question: Go on?\n"
        "options:\n"
        "  - {name: continue, cost: 0.1, currency: GBP, p_met_low: 0.2, p_met: 0.3, p_met_high: 0.4}\n"
        "  - {name: stop}\n"
        "chosen: stop\n"
        "reason: It does not move.\n"
        "dissent:\n"
        "  - {role: the treasury, text: 'Too early: wait.'}\n"
        "expected: {text: Money is freed.}\n"
        "as_of: 2023-12-31\n"
    )
    done = missionlab(
        "decide", "labour-2017", "--file", "decision.yaml", "--choose", "continue", "--json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["chosen"] == "continue"
    assert document["options"][0]["cost"] == "0.1"
    assert document["dissent"] == [{"role": "the treasury", "text": "Too early: wait."}]
    assert document["as_of"] == "2023-12-31"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("question: [", "decision.yaml:2:1"),
        ("- a\n- b\n", "does not hold fields"),
        ("question: Q\nquestoin: R\n", "questoin"),
        ("options: &a [*a]\n", "missing"),
        ("1: x\nquestion: Q\n", "1: "),
        ("\udcff", "UTF-8"),
    ],
)
def test_a_file_that_is_none_of_a_decision(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "decision.yaml").write_bytes(content.encode("utf-8", "surrogateescape"))
    done = missionlab("decide", "labour-2017", "--file", "decision.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "fault in missionlab" not in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["decision.yaml"]
    assert said in done.stderr


def test_verify_ends_with_0_1_or_2(folder: Path, tmp_path: Path) -> None:
    assert verified(folder)[0] == 0
    code, found = verified(folder, "--head", "1:0000000000000000")
    assert (code, found["first_bad"], found["faults"][0]["kind"]) == (1, 1, "rewritten")  # type: ignore[index]
    code, found = verified(folder, "--head", "7:0000000000000000")
    assert (code, found["first_bad"], found["faults"][0]["kind"]) == (1, 2, "truncated")  # type: ignore[index]
    (tmp_path / "decisions.sqlite").write_text("no log, but a text of more than sixteen letters")
    assert missionlab("log", "verify", cwd=tmp_path).returncode == 2
    assert missionlab("log", "verify", "--ledger", "none", cwd=tmp_path).returncode == 2
    assert missionlab("log", "verify", "--head", "nonsense", cwd=folder).returncode == 2


def test_one_flipped_byte_is_named(tmp_path: Path) -> None:
    missionlab(*DECIDE, cwd=tmp_path)
    path = tmp_path / "decisions.sqlite"
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    content = path.read_bytes()
    at = content.index(b"The gap closes.")
    path.write_bytes(content[:at] + b"U" + content[at + 1 :])
    code, found = verified(tmp_path)
    assert (code, found["first_bad"], found["faults"][0]["kind"]) == (1, 1, "body")  # type: ignore[index]


def test_a_briefing_keeps_the_head(folder: Path, tmp_path: Path) -> None:
    head = json.loads(missionlab("log", "head", "--json", cwd=folder).stdout)
    results = tmp_path / "results.json"
    results.write_text(json.dumps({"log": {"head": {"seq": head["seq"], "hash": head["hash"]}}}))
    assert verified(folder, "--against", str(results))[0] == 0
    results.write_text(json.dumps({"log": {"head": {"seq": head["seq"] + 1, "hash": head["hash"]}}}))
    assert verified(folder, "--against", str(results))[0] == 1
    results.write_text("{}")
    assert verified(folder, "--against", str(results))[0] == 2


def test_the_head_is_a_line_for_the_minutes(folder: Path) -> None:
    printed = missionlab("log", "head", cwd=folder).stdout.splitlines()
    seq, hash_ = printed[0].split(":")
    fours = " ".join(hash_[at : at + 4] for at in range(0, 16, 4))
    assert seq == "1"
    assert printed[1].startswith("For the minutes: log ")
    assert printed[1].endswith(fours)


@pytest.mark.skipif(which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_a_signed_head_can_be_checked_with_openssh(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "anna", "-f", str(key)], check=True)
    signed = json.loads(missionlab("log", "head", "--sign", "--key", str(key), "--json", cwd=folder).stdout)
    (tmp_path / "signature").write_text(signed["signature"])
    (tmp_path / "signers").write_text(f"anna {(tmp_path / 'key.pub').read_text()}")
    call = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "anna", "-n", signed["namespace"], "-s", "signature"]
    for message, code in ((f"{signed['seq']}:{signed['hash']}\n", 0), (f"2:{signed['hash']}\n", 255)):
        done = subprocess.run(call, cwd=tmp_path, input=message.encode(), capture_output=True, check=False)
        assert done.returncode == code, done.stderr


@pytest.mark.skipif(which("ssh-keygen") is None, reason="OpenSSH is not installed")
def test_a_locked_key_or_none_is_refused_without_a_question(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", str(key)], check=True)
    for words in (["--key", str(key)], []):
        done = missionlab("log", "head", "--sign", *words, cwd=folder, HOME=str(tmp_path))
        assert done.returncode == 2
        assert "fix:" in done.stderr


def test_a_public_export_hides_powers_and_notes_and_still_verifies(tmp_path: Path) -> None:
    missionlab(*DECIDE, cwd=tmp_path)
    missionlab("log", "note", "d1", "--text", "The minutes agree.", cwd=tmp_path)
    for public, hidden in ((["--public"], True), (["--public", "--without", "continue"], True), ([], False)):
        done = missionlab("log", "export", *public, "--out", "log.json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        text = (tmp_path / "log.json").read_text()
        assert ("The minutes agree." not in text) is hidden
        assert ("The gap closes." not in text) is ("continue" in public)
        code, found = verified(tmp_path, "--export", "log.json")
        assert (code, found["left_out"]) == (0, {0: 0, 1: 1, 3: 2}[len(public)])
        said = missionlab("log", "verify", "--export", "log.json", cwd=tmp_path).stderr
        assert ("left out of the export" in said) is hidden
        (tmp_path / "bad.json").write_text(text.replace('"seq": 1', '"seq": 3'))
        assert verified(tmp_path, "--export", "bad.json")[0] == 1
    assert missionlab("log", "export", "--without", "everything", cwd=tmp_path).returncode == 2


def test_replay_says_the_same_or_what_is_missing(folder: Path) -> None:
    done = missionlab("log", "replay", "d1", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "same"
    other = missionlab("log", "replay", "d1", "--strategy", "snib", "--json", cwd=folder)
    assert other.returncode == 1
    assert json.loads(other.stdout)["outcome"] == "inputs missing"


def test_notes_lists_audit_and_roles(tmp_path: Path) -> None:
    missionlab(*DECIDE, cwd=tmp_path)
    assert missionlab("log", "note", "d1", "--text", "The minutes agree.", cwd=tmp_path).returncode == 0
    assert missionlab("log", "note", "d9", "--text", "x", cwd=tmp_path).returncode == 2
    assert "The minutes agree." in missionlab("log", "show", "d1", cwd=tmp_path).stdout
    assert "continue" in missionlab("log", "list", "--about", "labour-2017", cwd=tmp_path).stdout
    assert "No decision" in missionlab("log", "list", "--about", "nothing", cwd=tmp_path).stdout
    audited = json.loads(missionlab("log", "audit", "labour-2017", "--json", cwd=tmp_path).stdout)
    assert audited["never_changed"] is True
    assert "anybody may decide" in missionlab("log", "roles", cwd=tmp_path).stdout
    (tmp_path / "powers.yaml").write_text("- {login: somebody, role: keeper}\n")
    assert "keeper" in missionlab("log", "roles", "--file", "powers.yaml", cwd=tmp_path).stdout
    assert missionlab("log", "roles", "--file", "powers.yaml", cwd=tmp_path).returncode == 2
    assert "proposed" in missionlab(*DECIDE, cwd=tmp_path).stdout


def test_an_annex_can_be_erased(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Said by Quux Xanthippe.")
    made = json.loads(missionlab(*DECIDE, "--annex", "names.txt", "--json", cwd=tmp_path).stdout)
    ref = made["annexes"][0]["ref"]
    assert "names.txt, 23 characters" in missionlab("log", "show", "d1", cwd=tmp_path).stdout
    assert missionlab("log", "erase", ref, cwd=tmp_path).returncode == 0
    assert f"{ref}: erased on " in missionlab("log", "show", "d1", cwd=tmp_path).stdout
    assert missionlab("log", "erase", ref, cwd=tmp_path).returncode == 2
    assert verified(tmp_path)[0] == 0
    entries = json.loads(missionlab("log", "export", cwd=tmp_path).stdout)
    bodies = [one["body"] for one in entries["entries"]]
    assert [ref in body and '"type":"erasure"' in body for body in bodies] == [False, False, True]


def test_the_environment_names_the_log_for_every_command(tmp_path: Path) -> None:
    place = str(tmp_path / "shared" / "log.sqlite")
    assert missionlab(*DECIDE, cwd=tmp_path, MISSIONLAB_LEDGER=place).returncode == 0
    assert "d1" in missionlab("log", "list", cwd=tmp_path, MISSIONLAB_LEDGER=place).stdout
    assert missionlab("log", "setup", cwd=tmp_path, MISSIONLAB_LEDGER=place).returncode == 2
