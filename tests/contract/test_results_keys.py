"""results.json has the keys that its reference describes, in every briefing, and no others."""

from __future__ import annotations

import sys
from pathlib import Path

import briefings
import pytest

from missionlab.report.chapters import KEYS
from missionlab.report.results import results_document

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from reference_pages.json_keys import RESULTS


@pytest.mark.parametrize("name", ["empty", "single", "template", "chile-chapters"])
def test_the_keys_are_those_of_the_reference(name: str) -> None:
    assert set(results_document(briefings.briefing(name))) == set(RESULTS)


def test_a_strategy_without_records_has_none_of_the_chapters() -> None:
    document = results_document(briefings.briefing("empty"))
    assert {key: document[key] for key in KEYS} == dict.fromkeys(KEYS)
    assert document["absent"] == {}


def test_the_template_has_every_chapter_but_the_log() -> None:
    document = results_document(briefings.briefing("template"))
    assert [key for key in KEYS if document[key]] == ["bank", "plan", "course", "pilots"]
    assert document["absent"] == {}
    assert set(document["bank"]) == {"funds", "comparisons", "upside"}
