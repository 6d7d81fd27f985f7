"""Sentences as data: a key with arguments, said in a language when somebody reads it.

Results never hold finished prose. They hold a ``Text``, whose wording is in ``words/<language>/*.yaml`` under its key,
so that one result can be said in English and in Spanish, and every branch of a wording can be tested. Arguments are
typed quantities that know how to write themselves for a locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from missionlab.base import locale as local
from missionlab.base.catalogue import LANGUAGES, catalogue
from missionlab.base.dates import Date, Period
from missionlab.base.frozen import FrozenMap


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or phrase: its key in the catalogues and its arguments by name."""

    key: str
    args: Mapping[str, Any]


def text(key: str, **args: Any) -> Text:
    """A ``Text`` with ``args``; lists of arguments are joined with commas and the language's "and"."""
    return Text(key, FrozenMap({name: tuple(v) if isinstance(v, list) else v for name, v in args.items()}))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the decimals it is known to (blank: chosen by size).

    ``difference`` writes a sign, and "points" where the unit is a percentage.
    """

    value: float
    unit: str = ""
    decimals: int | None = None
    difference: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1, written as a whole percentage (``about`` puts the bound word before it)."""

    value: float
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of its currency, written in millions or billions."""

    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability, written as a chance in words: "about 3 in 10"; "under 1 in 20", "over 19 in 20" at the ends."""

    probability: float


@dataclass(frozen=True, slots=True)
class CountWord:
    """A small whole number, written as a word up to twelve."""

    value: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Locale:
    """A language for the words and a CLDR locale for numbers, dates and money."""

    language: str = "en"
    region: str = "en-GB"


ENGLISH = Locale()


def locale_for(language: str, region: str) -> Locale:
    """The catalogue and number format for a strategy's language and locale; English where there are no words for it.

    A region of another language than the words gives way to the plain language, so that one page has one language.
    """
    from babel import Locale as Cldr
    from babel import UnknownLocaleError

    known = language.split("-")[0]
    if known not in LANGUAGES:
        return ENGLISH
    try:
        return Locale(known, region if Cldr.parse(region, sep="-").language == known else known)
    except (UnknownLocaleError, ValueError):
        return Locale(known, known)


def say(what: Any, to: Locale = ENGLISH) -> str:
    """``what`` in words: a ``Text``, a typed quantity, a date, a list of those, or plain text as it is."""
    match what:
        case Text(key=key, args=args):
            wording = catalogue(to.language)[key]
            if isinstance(wording, Mapping):
                count = args["n"].value if isinstance(args["n"], CountWord | Quantity) else args["n"]
                wording = wording["one" if abs(count) == 1 else "other"]
            return wording.format_map({name: say(value, to) for name, value in args.items()})
        case Quantity(value=value, unit=unit, decimals=decimals, difference=difference):
            points = catalogue(to.language)["number.points"] if difference and unit.startswith("%") else None
            unit = _single(unit, to) if abs(value) == 1 else unit
            return local.quantity(value, unit, decimals, to.region, sign=difference, points=points)
        case Share(value=value, decimals=decimals):
            return local.percent(value, decimals, to.region)
        case Money(amount=amount, currency=currency):
            return local.money(amount, currency, to.region)
        case Chance(probability=probability):
            return _chance(probability, to)
        case CountWord(value=value, capital=capital):
            words = catalogue(to.language)["number.words"]
            word = words[value] if 0 <= value < len(words) else local.number(value, 0, to.region)
            return word[:1].upper() + word[1:] if capital else word
        case Date():
            return local.date(what, to.region)
        case Period():
            return local.period(what, to.region, catalogue(to.language)["number.to"])
        case bool():
            return str(what)
        case int():
            return str(what)
        case float():
            return local.number(what, None, to.region)
        case tuple() | list():
            return _listed([say(item, to) for item in what], to)
    return str(what)


def _single(unit: str, to: Locale) -> str:
    """``unit`` as it stands after a one, where its first word is known: "cluster" for "clusters"."""
    first, gap, rest = unit.partition(" ")
    return dict(catalogue(to.language)["number.single"]).get(first, first) + gap + rest


def _chance(probability: float, to: Locale) -> str:
    words = catalogue(to.language)
    if probability < 0.05:
        return words["chance.under"]
    if probability > 0.95:
        return words["chance.over"]
    return words["chance.about"].format(tenths=min(9, max(1, round(probability * 10))))


def _listed(items: list[str], to: Locale) -> str:
    if len(items) < 2:
        return "".join(items)
    joined = ", ".join(items[:-1])
    return catalogue(to.language)["number.and"].format(first=joined, last=items[-1])
