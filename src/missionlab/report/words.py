"""How the briefing says things: texts and numbers as HTML, each known number with its key in ``results.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from missionlab.base.text import Locale, Text, catalogue, locale_for, say
from missionlab.strategy.records import About

_LEADING_TAGS = re.compile(r"(<[^>]*>)*")
_ENDED = re.compile(r"[.!?:…»”](</[^>]*>)*$")


@dataclass(frozen=True, slots=True)
class Known:
    """A number as it is written, with its path in ``results.json`` and the unrounded value that stands there."""

    what: Any
    key: str
    value: float | int


@dataclass(frozen=True, slots=True)
class Own:
    """Words of the data in their own language."""

    words: str
    language: str


def locale_of(about: About) -> Locale:
    """The language of the briefing and its number format."""
    return locale_for(about.language, about.locale)


_SIGN = re.compile(r"−(?=[^\d\s])")
_JOINED = "−\u2060"
"""A line may not break between a minus sign and a currency's."""


@dataclass(frozen=True, slots=True)
class Words:
    """Says texts for one locale, plainly (for drawings and attributes) or as HTML (for pages)."""

    locale: Locale
    data_language: str

    def plain(self, what: Any) -> str:
        """``what`` as plain text; nothing where it is blank."""
        return "" if what is None else say(bare(what), self.locale)

    def html(self, what: Any) -> Markup:
        """``what`` as HTML, with keys on known numbers and the language on words of the data."""
        match what:
            case None:
                return Markup("")
            case Markup():
                return what
            case Known(what=inner, key=key, value=value):
                return Markup('<span data-key="{}" data-value="{}">{}</span>').format(
                    key, _raw(value), self.html(inner)
                )
            case Own(words=words, language=language):
                if language.split("-")[0] == self.locale.language:
                    return escape(words)
                return Markup('<span lang="{}">{}</span>').format(language, words)
            case Text(key=key, args=args):
                wording = escape(_form(key, args, self.locale))
                return wording.format_map({name: self.html(value) for name, value in args.items()})
            case tuple() | list():
                items = [self.html(item) for item in what]
                if len(items) < 2:
                    return Markup("").join(items)
                joined = Markup(", ").join(items[:-1])
                return escape(catalogue(self.locale.language)["number.and"]).format(first=joined, last=items[-1])
        return escape(_SIGN.sub(_JOINED, say(what, self.locale)))

    def sentence(self, what: Any) -> Markup:
        """``what`` as a sentence of its own: with a capital, and a full stop where it has none."""
        html = str(self.html(what)).strip()
        start = _LEADING_TAGS.match(html)
        at = start.end() if start else 0
        html = html[:at] + html[at : at + 1].upper() + html[at + 1 :]
        return Markup(html if _ENDED.search(html) or not html else html + ".")

    def own(self, words: str | None) -> Own:
        """A name or a sentence from the strategy's own file."""
        return Own(words or "", self.data_language)


def _form(key: str, args: Mapping[str, Any], locale: Locale) -> str:
    wording = catalogue(locale.language)[key]
    if isinstance(wording, Mapping):
        count = bare(args["n"])
        wording = wording["one" if abs(getattr(count, "value", count)) == 1 else "other"]
    return wording


def bare(what: Any) -> Any:
    """``what`` without keys and marks of language, as ``say`` takes it."""
    match what:
        case Known(what=inner):
            return bare(inner)
        case Own(words=words):
            return words
        case Text(key=key, args=args):
            return Text(key, {name: bare(value) for name, value in args.items()})
        case tuple() | list():
            return tuple(bare(item) for item in what)
    return what


def _raw(value: float | int) -> str:
    return repr(value) if isinstance(value, int) else repr(float(value))
