"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def table(head: str, rows: Iterable[Iterable[object]]) -> str:
    names = head.split(" | ")
    lines = [f"| {head} |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def plain(words: str | None) -> str:
    """A docstring or help text on one line, with single backticks."""
    return " ".join((words or "").replace("``", "`").split())


def heading(title: str, intro: str) -> str:
    """The top of a generated page."""
    return f"<!-- Written by docs/generate.py. Do not edit. -->\n\n# {title}\n\n{intro.strip()}\n"
