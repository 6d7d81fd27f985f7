"""Printed on A4: light, numbered, every table there, nothing too small, and no heading alone at a foot."""

from __future__ import annotations

import re
from pathlib import Path

import pages
import pymupdf
import pytest

LONGEST = {
    "uk-2017": 66,
    "chile": 30,
    "empty": 6,
    "simulation-closed": 26,
    "simulation-none-completed": 7,
    "appraisal-usual": 30,
    "single-appraised": 40,
    "snib": 30,
    "template": 56,
}
"""Most pages of each; a page break that goes wrong shows as a jump."""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, .finding, caption, summary, th[scope=col]')]
  .map(e => e.textContent)"""
TWINS = "() => [...document.querySelectorAll('figure details tbody tr:first-child th')].map(e => e.textContent)"


def _squeezed(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


@pytest.fixture(scope="module")
def printed(tab, folder: Path):
    """For each briefing: its printed pages, its headings and the first row of every table twin."""
    made = {}

    def print_(name: str) -> tuple[pymupdf.Document, set[str], list[str]]:
        if name not in made:
            file = folder / f"{name}-print.html"
            file.write_text(pages.html(name), encoding="utf-8")
            tab.emulate_media(color_scheme="dark")
            tab.goto(file.as_uri())
            pdf = pymupdf.open("pdf", tab.pdf(prefer_css_page_size=True, print_background=False, tagged=True))
            headings = {_squeezed(words) for words in tab.evaluate(HEADINGS)} - {""}
            made[name] = (pdf, headings, tab.evaluate(TWINS))
        return made[name]

    return print_


def _lines(page: pymupdf.Page) -> list[tuple[float, str, float]]:
    """Baseline, words and size of each line above the foot."""
    found = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            words = "".join(span["text"] for span in line["spans"])
            if words.strip() and line["bbox"][1] < page.rect.height - 50:
                found.append((line["bbox"][3], words, min(span["size"] for span in line["spans"])))
    return sorted(found)


@pytest.mark.parametrize("name", LONGEST)
def test_pages_are_numbered_and_few(printed, name: str) -> None:
    pdf, _, _ = printed(name)
    assert 2 <= len(pdf) <= LONGEST[name]
    page_word, of = ("Página", "de") if name == "chile" else ("Page", "of")
    for number, page in enumerate(pdf, start=1):
        assert f"{page_word} {number} {of} {len(pdf)}" in page.get_text(), number
        assert _lines(page), f"page {number} is empty"


@pytest.mark.parametrize("name", LONGEST)
def test_paper_is_white_and_ink_is_dark(printed, name: str) -> None:
    pdf, _, _ = printed(name)
    for page in pdf:
        picture = page.get_pixmap(dpi=30)
        samples = picture.samples
        assert picture.pixel(2, 2) == (255, 255, 255)
        assert sum(samples) / len(samples) > 200


@pytest.mark.parametrize("name", LONGEST)
def test_no_heading_stands_alone_at_a_foot(printed, name: str) -> None:
    pdf, headings, _ = printed(name)
    alone = {}
    for number, page in enumerate(pdf, start=1):
        words = [_squeezed(line) for _, line, _ in _lines(page)]
        tail = ""
        for line in reversed(words[-4:]):
            tail = line + tail
            if tail in headings:
                alone[number] = tail
    assert alone == {}


@pytest.mark.parametrize("name", LONGEST)
def test_every_table_twin_is_printed(printed, name: str) -> None:
    pdf, _, twins = printed(name)
    everything = _squeezed("".join(page.get_text() for page in pdf))
    assert [row for row in twins if _squeezed(row) not in everything] == []


@pytest.mark.parametrize("name", LONGEST)
def test_no_print_is_smaller_than_eight_points(printed, name: str) -> None:
    pdf, _, _ = printed(name)
    small = {
        (number, words) for number, page in enumerate(pdf, start=1) for _, words, size in _lines(page) if size < 7.95
    }
    assert small == set()
