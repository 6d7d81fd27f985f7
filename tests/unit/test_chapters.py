"""The registry of chapters: what is wanted is made, what fails says why, and the rest of the briefing stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import briefings
import pytest

from missionlab.base.findings import InputError
from missionlab.report import chapters, deliver
from missionlab.report.html import render
from missionlab.report.results import results_document
from missionlab.report.tables import tables_of

STEPS: list[str] = []


def _chapter(result: Any, *, wanted: bool = True) -> chapters.Chapter:
    return chapters.Chapter(
        "bank", "Bank", lambda _: wanted, result, lambda _: None, lambda _: (), lambda briefing: len(briefing.pilots)
    )


def _filled(monkeypatch: pytest.MonkeyPatch, chapter: chapters.Chapter) -> Any:
    monkeypatch.setattr(chapters, "CHAPTERS", (chapter,))
    STEPS.clear()
    plain = replace(briefings.briefing("single"), absent={})
    return chapters.filled(plain, briefings.strategy("single"), chapters.Asking(), STEPS.append)


def test_a_chapter_fills_its_fields_and_stands_in_the_results(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _filled(monkeypatch, _chapter(lambda _: {"pilots": ("a pilot", "another")}))
    assert found.pilots == ("a pilot", "another")
    assert STEPS == ["Bank"]
    document = results_document(found)
    assert document["bank"] == 2
    assert document["plan"] is None
    assert document["absent"] == {}


def test_what_is_not_wanted_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Any) -> Any:
        raise AssertionError

    assert _filled(monkeypatch, _chapter(refuse, wanted=False)).absent == {}
    assert STEPS == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InputError("The tenor of line 2 is missing."), "The tenor of line 2 is missing."),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
    ],
)
def test_a_chapter_that_fails_says_why_and_the_rest_stands(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(_: Any) -> Any:
        raise error

    found = _filled(monkeypatch, _chapter(fail))
    html = render(found)
    section = html[html.index('<section class="page" id="bank"') :]
    assert said in section[: section.index("</section>")]
    assert '<a href="#bank">' in html
    assert 'id="portfolio"' in html
    document = results_document(found)
    assert said in document["absent"]["bank"]
    assert document["bank"] is None
    assert [table.key for table in tables_of(found)] == [table.key for table in tables_of(briefings.briefing("single"))]


def test_every_chapter_has_its_place_and_its_step() -> None:
    keys = [chapter.key for chapter in chapters.CHAPTERS]
    assert keys == [key for key in chapters.KEYS if key in keys]
    assert len(deliver.STEPS) == len(set(deliver.STEPS))
    assert {chapter.step for chapter in chapters.CHAPTERS} <= set(deliver.STEPS)
