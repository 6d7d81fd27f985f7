"""What every page is made with: the templates, the style sheet, and the characters that no page may hold."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import count
from typing import TYPE_CHECKING, Any

from missionlab.base.text import Text, text

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

    from missionlab.report.words import Words

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""Characters that no HTML document may hold."""


@cache
def environment() -> jinja2.Environment:
    """The templates; everything that is put into them is escaped."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("missionlab.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style(foot: str, page: str, of: str) -> str:
    """The style sheet, with the foot of printed pages: `foot` to the left, "`page` n `of` m" to the right."""
    sheet = (resources.files("missionlab.report") / "style" / "briefing.css").read_text(encoding="utf-8")
    number = f'"{_css(page)} " counter(page) " {_css(of)} " counter(pages)'
    left = f'@bottom-left{{content:"{_css(foot)}";font:9pt sans-serif}}'
    margins = f"{left}@bottom-right{{content:{number};font:9pt sans-serif}}"
    return sheet.replace("@page{size:A4;margin:16mm 15mm 18mm}", f"@page{{size:A4;margin:16mm 15mm 18mm;{margins}}}")


def results_page(kind: str, words: Words, *, title: Text, made: Text, foot: Text, page: object, about: object) -> str:
    """A page of results by itself, such as that of a simulation: the template and the words of that name, filled."""
    locale = words.locale

    def say(key: str, **args: Any) -> Markup:
        return words.html(text(key, **args))

    html = (
        environment()
        .get_template(f"{kind}.html")
        .render(
            kind=kind,
            title=title,
            made=made,
            page=page,
            about=about,
            lang=locale.region if locale.region.startswith(locale.language) else locale.language,
            style=style(*(words.plain(part) for part in (foot, text("report.print.page"), text("report.print.of")))),
            h=words.html,
            p=words.plain,
            s=words.sentence,
            t=say,
            number=count(1).__next__,
        )
    )
    return speakable(html)


def speakable(html: str) -> str:
    """The page without characters that no HTML document may hold."""
    return _UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", html)


def _css(words: str) -> str:
    """Words inside a CSS string: everything that is not a plain letter or digit is written as an escape, so that
    no name can close the string, the rule or the element."""
    return "".join(c if c.isalnum() or c in " .,:;()" else f"\\{ord(c):x} " for c in words)
