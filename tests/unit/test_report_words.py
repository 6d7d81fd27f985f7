"""The words of the briefing: complete in both languages, called with what they ask for, and safe as HTML."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

import missionlab.report
from missionlab.base.text import CountWord, Locale, Quantity, catalogue, text
from missionlab.report.words import Known, Own, Words, locale_of
from missionlab.strategy.records import About

ENGLISH = Words(Locale(), "en")
FOLDER = Path(missionlab.report.__file__).parent


def _forms(wording: object) -> list[str]:
    return [str(one) for one in wording.values()] if isinstance(wording, dict) else [str(wording)]


def _asked(wording: object) -> set[str]:
    return {name for form in _forms(wording) for _, name, _, _ in string.Formatter().parse(form) if name}


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where ``text`` is called with a key of the report, and with which arguments."""
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args:
                key, names = node.args[0], {one.arg for one in node.keywords}
                if isinstance(key, ast.Constant) and None not in names:
                    yield f"{file.name}:{node.lineno}", key.value, {name for name in names if name}


def test_both_languages_say_the_same_things() -> None:
    english, spanish = catalogue("en"), catalogue("es")
    keys = {key for key in {*english, *spanish} if key.startswith("report.")}
    assert len(keys) > 300
    assert [key for key in sorted(keys) if key not in english or key not in spanish] == []
    assert [key for key in sorted(keys) if _asked(english[key]) != _asked(spanish[key])] == []
    assert [key for key in sorted(keys) if isinstance(english[key], dict) != isinstance(spanish[key], dict)] == []


def test_every_text_has_its_wording_and_gets_what_it_asks_for() -> None:
    words = catalogue("en")
    calls = list(_calls())
    assert len(calls) > 150
    assert [(where, key) for where, key, _ in calls if key not in words] == []
    assert [(where, key) for where, key, names in calls if key in words and _asked(words[key]) - names] == []
    plural = [(where, key) for where, key, names in calls if isinstance(words.get(key), dict) and "n" not in names]
    assert plural == []


def test_words_of_the_data_are_escaped_and_keep_their_language() -> None:
    said = ENGLISH.html(text("report.measure.plain", name=Own("<b>Ñ & co</b>", "es-CL")))
    assert said == Markup('<span lang="es-CL">&lt;b&gt;Ñ &amp; co&lt;/b&gt;</span>')
    assert ENGLISH.html(Own("{0} {name}", "en-US")) == Markup("{0} {name}")


def test_a_known_number_carries_its_place_and_its_whole_value() -> None:
    known = Known(Quantity(2.677, "%", 1), "/targets/rd/latest/value", 2.677)
    said = ENGLISH.html(text("report.interval", low=known, high=known))
    one = '<span data-key="/targets/rd/latest/value" data-value="2.677">2.7%</span>'
    assert said == Markup(f"{one} to {one}")
    assert ENGLISH.plain(text("report.interval", low=known, high=known)) == "2.7% to 2.7%"


def test_plurals_follow_the_number_whatever_wraps_it() -> None:
    for number, said in ((1, "1 target"), (3, "3 targets")):
        assert ENGLISH.html(text("report.count.targets", n=Known(number, "/n", number))).striptags() == said
    assert ENGLISH.plain(text("report.headline.none_judged", n=CountWord(2))) == "None of two targets can be judged yet"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("no figures are known", "No figures are known."),
        ("Is it new?", "Is it new?"),
        (Own("<i>", "de"), '<span lang="de">&lt;i&gt;</span>.'),
        (Known(2.5, "/x", 2.5), '<span data-key="/x" data-value="2.5">2.5</span>.'),
        (None, ""),
    ],
)
def test_a_sentence_starts_with_a_capital_and_ends(what: object, said: str) -> None:
    assert str(ENGLISH.sentence(what)) == said


@pytest.mark.parametrize(
    ("language", "region", "expected"),
    [
        ("en", "en-GB", ("en", "en-GB")),
        ("es-CL", "es-CL", ("es", "es-CL")),
        ("es", "en-GB", ("es", "es")),
        ("de", "de-DE", ("en", "en-GB")),
        ("en", "xx-YY", ("en", "en")),
    ],
)
def test_the_briefing_is_in_the_language_of_the_strategy_or_in_english(
    language: str, region: str, expected: tuple[str, str]
) -> None:
    found = locale_of(About(id="s", name="S", language=language, locale=region))
    assert (found.language, found.region) == expected
