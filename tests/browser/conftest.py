"""A real Chromium for the tests of this folder, one for each worker, and every briefing as a file on disk.

Without Debian's Chromium the tests are skipped; with ``MISSIONLAB_BROWSER=required`` they fail instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pages
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"

Opener = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one page go to one worker, which makes it once; with a page as the unit, none is left with the rest."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            callspec = getattr(item, "callspec", None)
            if callspec and "name" in callspec.params:
                item.add_marker(pytest.mark.xdist_group(f"page {callspec.params['name']}"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"{CHROMIUM} is not there: apt-get install chromium"
        if os.environ.get("MISSIONLAB_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("briefings")


@pytest.fixture(scope="session")
def tab(chromium: Browser) -> Page:
    """One tab for all tests of a worker: every further one costs Chromium seconds for its own window."""
    return chromium.new_page()


@pytest.fixture
def open_briefing(tab: Page, folder: Path) -> Opener:
    """Opens a briefing from disk at a width, in a theme, with its details open or as a reader finds them."""

    def open_(name: str, width: int = 1280, theme: Any = "light", *, details: bool = True) -> Page:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=theme)
        tab.goto(file_of(folder, name).as_uri())
        if details:
            tab.evaluate(OPEN_ALL)
        return tab

    return open_


def file_of(folder: Path, name: str) -> Path:
    """The briefing on disk."""
    file = folder / f"{name}.html"
    if not file.exists():
        file.write_text(pages.html(name), encoding="utf-8")
    return file
