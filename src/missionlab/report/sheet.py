"""What every page is made with: the templates, the style sheet, and the characters that no page may hold."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2

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


def speakable(html: str) -> str:
    """The page without characters that no HTML document may hold."""
    return _UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", html)


def _css(words: str) -> str:
    """Words inside a CSS string: everything that is not a plain letter or digit is written as an escape, so that
    no name can close the string, the rule or the element."""
    return "".join(c if c.isalnum() or c in " .,:;()" else f"\\{ord(c):x} " for c in words)
