"""Sentences, numbers, money and chances, in English and Spanish."""

from __future__ import annotations

import string

import pytest

from missionlab.base.dates import Date, Period
from missionlab.base.text import (
    ENGLISH,
    LANGUAGES,
    Chance,
    CountWord,
    Locale,
    Money,
    Quantity,
    Share,
    Text,
    catalogue,
    locale_for,
    say,
    text,
)

CHILE = Locale("es", "es-CL")


@pytest.mark.parametrize(
    ("what", "english", "spanish"),
    [
        (Quantity(2.4, "%"), "2.4%", "2,4\xa0%"),
        (Quantity(-0.07, "% of GDP", 2, difference=True), "−0.07\xa0points", "−0,07\xa0puntos"),
        (Quantity(11.3, "%", difference=True), "+11.3\xa0points", "+11,3\xa0puntos"),
        (Quantity(63.1, "years"), "63.1\xa0years", "63,1\xa0years"),
        (Quantity(473348, ""), "473,348", "473.348"),
        (Quantity(0.0, "t", difference=True), "0\xa0t", "0\xa0t"),
        (Share(0.76), "76%", "76\xa0%"),
        (Money(2_294e6, "GBP"), "£2,294m", "2.294\xa0M\xa0GBP"),
        (Money(50e6, "USD"), "US$50m", "50\xa0M\xa0US$"),
        (Money(800_000, "GBP"), "£800,000", "800.000\xa0GBP"),
        (Chance(0.31), "about 3 in 10", "cerca de 3 de cada 10"),
        (Chance(0.049), "under 1 in 20", "menos de 1 de cada 20"),
        (Chance(0.951), "over 19 in 20", "más de 19 de cada 20"),
        (CountWord(1, capital=True), "One", "Una"),
        (CountWord(40), "40", "40"),
        (Date.read("2026-11-24"), "24 November 2026", "24 de noviembre de 2026"),
        (Date.read("2023-09"), "September 2023", "septiembre de 2023"),
        (Period.read("2009..2011"), "2009 to 2011", "2009 a 2011"),
        (["a", "b", "c"], "a, b and c", "a, b y c"),
    ],
)
def test_each_is_written_as_its_locale_writes_it(what: object, english: str, spanish: str) -> None:
    assert say(what, ENGLISH) == english
    assert say(what, CHILE) == spanish


def _wordings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [str(branch) for branch in value.values()]
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _fields(value: object) -> set[str]:
    return {name for wording in _wordings(value) for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_languages_have_the_same_keys_with_the_same_arguments() -> None:
    english, *others = (catalogue(language) for language in LANGUAGES)
    for other in others:
        assert set(other) == set(english)
        differing = {key for key in english if _fields(english[key]) != _fields(other[key])}
        assert not differing


def test_plurals_follow_the_count() -> None:
    assert say(text("tracking.forecast.few_points", n=1)) == "cannot say: 1 point"
    assert say(text("tracking.forecast.few_points", n=2)) == "cannot say: 2 points"


def test_an_unknown_key_is_loud() -> None:
    with pytest.raises(KeyError):
        say(Text("no.such.key", {}))


@pytest.mark.parametrize(
    ("language", "region", "expected"),
    [
        ("en", "en-GB", Locale("en", "en-GB")),
        ("es", "es-CL", CHILE),
        ("es-CL", "es-CL", CHILE),
        ("es", "en-GB", Locale("es", "es")),
        ("es", "xx-nonsense", Locale("es", "es")),
        ("de", "de-DE", ENGLISH),
    ],
)
def test_a_strategy_in_any_language_gets_one_locale(language: str, region: str, expected: Locale) -> None:
    assert locale_for(language, region) == expected


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (1, "clusters", "en", "1 cluster"),
        (4, "clusters", "en", "4 clusters"),
        (1, "people a year", "en", "1 person a year"),
        (1, "valles", "es", "1 valle"),
        (1, "GW", "en", "1 GW"),
        (1.5, "years", "en", "1.5 years"),
    ],
)
def test_one_of_a_unit_is_singular(value: float, unit: str, language: str, said: str) -> None:
    assert say(Quantity(value, unit), Locale(language)).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.575, "1.58"), (1.595, "1.6"), (2.265, "2.27"), (-0.125, "\N{MINUS SIGN}0.125"), (1e300, "1E300")],
)
def test_a_half_is_rounded_up_as_it_is_written(value: float, said: str) -> None:
    assert say(value) == said


def test_a_share_of_an_eighth_is_13_percent() -> None:
    assert say(Share(0.125)) == "13%"
