"""Every code block that a reader may copy from the README and the docs is run here, in order, page by page."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ECONOMY = ROOT / "src" / "missionlab" / "economy"
PAGES = sorted([ROOT / "README.md", ROOT / "MODEL_CARD.md", *ECONOMY.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _matches(expected: str, printed: str) -> bool:
    """Whether ``printed`` is ``expected``, in which a line ``...`` stands for any lines, and ``...`` in a line for any
    characters of it. How many spaces there are does not count: widths of columns depend on what is in them."""
    lines = [" ".join(line.split()) for line in printed.strip().splitlines()]
    pattern = ""
    for line in expected.strip().splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r".*".join(re.escape(" ".join(part.split())) for part in line.split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def test_expected_output_stands_for_what_is_printed_and_nothing_else() -> None:
    assert _matches("...\nb 1 ... 3\n...", "a\nb   1  2  3 \nc\n")
    assert _matches("a\n...\nb", "a\nb")
    assert not _matches("...\nb 1 ... 3", "a\nb 1 2 4\n")
    assert not _matches("a", "a\nb")


def _run_console(block: str, folder: Path) -> None:
    for entry in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = entry.partition("\n")
        words = shlex.split(command)
        assert words[0] == "missionlab", f"only missionlab runs here, not {words[0]}"
        done = subprocess.run(
            [sys.executable, "-m", "missionlab", *words[1:]], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if expected.strip():
            assert _matches(expected, done.stdout), f"{command} printed\n{done.stdout}"


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text())], ids=lambda page: page.stem)
def test_code_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    names: dict[str, object] = {}
    for kind, block in BLOCK.findall(page.read_text()):
        if kind == "python":
            exec(compile(block, os.fspath(page), "exec"), names)
        else:
            _run_console(block, tmp_path)


def test_links_between_pages_lead_somewhere() -> None:
    links = [
        (page, link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
        if "://" not in link
    ]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_links_to_headings_name_one_that_is_there() -> None:
    def anchors(page: Path) -> set[str]:
        heads = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}

    links = [
        (page, (page.parent / path if path else page), anchor)
        for page in PAGES
        for path, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", page.read_text())
    ]
    assert len(links) > 10
    assert [f"{page.name}: #{anchor}" for page, to, anchor in links if anchor not in anchors(to)] == []
