"""A drawing as a file by itself: colours of the light theme instead of tokens, and the style of its text inside."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_TEXT = (
    "text{{font:400 15px 'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif;paint-order:stroke;"
    "stroke:{paper};stroke-width:3.5px;stroke-linejoin:round}}text:not([fill]){{fill:{ink}}}text.q{{fill:{ink2}}}"
    "text.b{{font-weight:650}}text.c{{text-anchor:middle}}text.e{{text-anchor:end}}text.on{{stroke:none}}"
)


@cache
def _light() -> dict[str, str]:
    """The tokens of the light theme."""
    sheet = (resources.files("missionlab.report") / "style" / "briefing.css").read_text(encoding="utf-8")
    found = re.search(r"^:root\{(.*?)\}", sheet, re.S)
    assert found
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", found[1]))


def alone(drawing: str) -> str:
    """The drawing, one SVG element of a page, as a document that any program can show."""
    tokens = _light()
    style = f"<style>{_TEXT.format(**tokens)}</style>"
    frame = f'<rect width="100%" height="100%" fill="{tokens["paper"]}"/>'
    named = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    head, title, rest = named.partition("</title>")
    described = re.match(r"<desc[^>]*>.*?</desc>", rest, re.S)
    end = described.end() if described else 0
    inked = re.sub(r'"var\(--(\w+)\)"', lambda name: f'"{tokens[name[1]]}"', rest[end:])
    return f"{head}{title}{rest[:end]}{style}{frame}{inked}\n"
