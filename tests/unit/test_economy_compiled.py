"""The cache of the compiled program: it follows every source, and a second process need not compile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from missionlab.economy import compiled

PACKAGE = Path(compiled.__file__).parent
SOURCES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package's sources that `cache_folder` takes for its own."""
    folder = tmp_path / "economy"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "__file__", str(folder / "compiled.py"))
    return folder


def test_the_copy_of_the_same_sources_has_the_same_folder(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = compiled.cache_folder()
    monkeypatch.setattr(compiled, "__file__", str(PACKAGE / "compiled.py"))
    assert compiled.cache_folder() == theirs
    assert copy != PACKAGE


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_an_edit_of_any_source_is_another_folder(copy: Path, source: Path) -> None:
    before = compiled.cache_folder()
    path = copy / source
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n# edited\n", encoding="utf-8")
    assert compiled.cache_folder() != before
    path.write_text(text, encoding="utf-8")
    assert compiled.cache_folder() == before


def test_a_source_that_comes_goes_or_moves_is_another_folder(copy: Path) -> None:
    before = compiled.cache_folder()
    (copy / "equations" / "another.py").write_text("", encoding="utf-8")
    added = compiled.cache_folder()
    (copy / "equations" / "another.py").rename(copy / "another.py")
    moved = compiled.cache_folder()
    (copy / "another.py").unlink()
    assert len({before, added, moved}) == 3
    assert compiled.cache_folder() == before
    (copy / "random.py").unlink()
    assert compiled.cache_folder() != before


def test_what_is_no_source_changes_nothing(copy: Path) -> None:
    before = compiled.cache_folder()
    (copy / "notes.md").write_text("notes", encoding="utf-8")
    assert compiled.cache_folder() == before


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSIONLAB_CACHE", str(tmp_path))
    assert compiled.cache_folder().parent == tmp_path
    monkeypatch.delenv("MISSIONLAB_CACHE")
    assert compiled.cache_folder().parent == Path.home() / ".cache" / "missionlab"


def twice(number: float) -> float:
    return 2.0 * number


def test_a_program_is_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISSIONLAB_CACHE", str(tmp_path))
    assert compiled.program(twice)(3.0) == 6.0
    assert list(compiled.cache_folder().rglob("*.nbi"))


def test_a_program_runs_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    obstacle = tmp_path / "file"
    obstacle.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("MISSIONLAB_CACHE", str(obstacle))
    assert compiled.program(twice)(3.0) == 6.0


class Left(NamedTuple):
    edition: int = 1


class Right(NamedTuple):
    edition: int = 1


@compiled.block
def one_more(number):  # type: ignore[no-untyped-def]
    return number + 1.0


@compiled.block
def ten_times(number):  # type: ignore[no-untyped-def]
    return number * 10.0


@compiled.decision({Left: one_more, Right: ten_times})
def changed(rule, number):  # type: ignore[no-untyped-def]
    """One of two."""


@compiled.block
def caller(rule, number):  # type: ignore[no-untyped-def]
    return changed(rule, number) + 0.5


def test_a_decision_takes_the_function_of_the_type() -> None:
    assert (changed(Left(), 2.0), changed(Right(), 2.0)) == (3.0, 20.0)
    assert (changed.__name__, changed.__doc__) == ("changed", "One of two.")


def test_a_decision_is_taken_when_the_caller_is_compiled_and_only_for_the_type_asked_for() -> None:
    assert caller(Left(), 2.0) == 3.5
    compiled_before = len(caller.signatures)
    assert caller(Right(), 2.0) == 20.5
    assert len(caller.signatures) == compiled_before + 1


FIRST_RUN = """
import json, time
begun = time.perf_counter()
from missionlab.economy.simulate import advance, simulate
run = simulate(periods=5, seed=3)
stats = advance.stats
print(json.dumps([sum(stats.cache_hits.values()), sum(stats.cache_misses.values()), len(advance.signatures),
                  run["gdp"].tolist(), time.perf_counter() - begun]))
"""


def _run_in_a_process(cache: Path) -> list:
    environment = {**os.environ, "MISSIONLAB_CACHE": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_RUN], check=True, capture_output=True, text=True, env=environment
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_a_second_process_loads_what_the_first_compiled(tmp_path: Path) -> None:
    hits, misses, signatures, output, first = _run_in_a_process(tmp_path)
    # Only the rule set asked for is compiled.
    assert (hits, misses, signatures) == (0, 1, 1)
    hits, misses, signatures, again, second = _run_in_a_process(tmp_path)
    assert (hits, misses, signatures) == (1, 0, 1)
    assert again == output
    assert second < first / 3
