"""Continuous integration sees the same examples, whatever a worker has imported before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
ODD = tuple(123_456_789 + 1_000 * step for step in range(40))

DRAW = """
from hypothesis import given, settings
from hypothesis import strategies as st

seen = []

@settings(max_examples=400)
@given(st.integers(), st.floats())
def test_numbers(whole, real):
    seen.append((whole, repr(real)))

def test_shown():
    print(*seen, sep="\\n")
"""


def _drawn(folder: Path, name: str, start: str, **environment: str) -> list[str]:
    """What a test draws in a process of its own that begins with ``start``."""
    place = folder / name
    place.mkdir()
    (place / "conftest.py").write_text(start + CONFTEST.read_text(encoding="utf-8").replace("from __future__", "#"))
    (place / "test_drawn.py").write_text(DRAW)
    (place / "local_numbers.py").write_text(f"ODD = {ODD}\n")
    (place / "pytest.ini").write_text("[pytest]\n")
    plain = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider", "test_drawn.py"],
        cwd=place,
        env={**plain, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in run.stdout.splitlines() if line.startswith("(")]


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Under no folder that is named like a test, in which Hypothesis would look for no constants."""
    return tmp_path_factory.mktemp("drawn")


def test_examples_do_not_depend_on_what_was_imported(folder: Path) -> None:
    alone = _drawn(folder, "alone", "", CI="true")
    beside = _drawn(folder, "beside", "import local_numbers\n", CI="true")
    assert len(alone) > 300
    assert alone == beside
