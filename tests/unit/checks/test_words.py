"""The wordings of the checks: complete in both languages, all used, none missing."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import missionlab.checks
from missionlab.base.text import catalogue
from missionlab.checks.questions import QUESTIONS

SOURCES = "\n".join(file.read_text() for file in Path(missionlab.checks.__file__).parent.glob("*.py"))


def wordings(language: str) -> dict[str, object]:
    return {key: value for key, value in catalogue(language).items() if key.startswith("checks.")}


def fields(wording: object) -> set[str]:
    parts = wording.values() if isinstance(wording, dict) else [wording]
    return {name for part in parts for _, name, _, _ in Formatter().parse(str(part)) if name}


def test_both_languages_have_the_same_sentences_with_the_same_arguments() -> None:
    english, spanish = wordings("en"), wordings("es")
    assert english.keys() == spanish.keys()
    for key, wording in english.items():
        assert fields(wording) - {"n"} == fields(spanish[key]) - {"n"}, key
        assert isinstance(wording, dict) == isinstance(spanish[key], dict), key


def test_every_card_has_its_question() -> None:
    asked = {key.removeprefix("checks.question.") for key in wordings("en") if key.startswith("checks.question.")}
    assert asked == {question.id for question in QUESTIONS.values() if question.card}


COMPUTED = re.compile(r'f"([a-z_.]*)\{[^}]+\}([a-z_]*)"')


@pytest.mark.parametrize("key", sorted(wordings("en")))
def test_no_wording_is_left_over(key: str) -> None:
    """Each key stands in the code as it is, or is made there from a name with one part put in."""
    name = key.removeprefix("checks.")
    made = (
        re.compile(rf"{re.escape(before)}[a-z_.-]+{re.escape(after)}") for before, after in COMPUTED.findall(SOURCES)
    )
    assert f'"{name}"' in SOURCES or any(pattern.fullmatch(name) for pattern in made if pattern.pattern != "[a-z_.-]+")
