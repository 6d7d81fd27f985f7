"""The page of test vectors of the log of decisions, from the file that the tests read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reference_pages.markdown import heading, table

FILE = Path(__file__).parents[2] / "tests" / "vectors" / "ledger.json"


def ledger_vectors_page() -> str:
    vectors = json.loads(FILE.read_text(encoding="utf-8"))
    intro = (
        "Whoever writes a program that verifies a log of decisions can test it with these. They were computed with\n"
        "another program in another language (Node.js), and stand as JSON in `tests/vectors/ledger.json`.\n"
        "What they are for is told in [the explanation of the log](../explanation/the-log.md).\n"
    )
    parts = [heading("Test vectors of the log", intro)]
    parts += ["## Canonical JSON\n", "Sorted ASCII keys, no spaces, UTF-8 after Unicode NFC, only whole numbers.\n"]
    for one in vectors["canonical"]:
        parts += [f"### {one['name'].capitalize()}\n", "In, with everything beyond ASCII escaped:\n"]
        parts += [_fenced(json.dumps(one["value"])), "Out, escaped likewise:\n", _fenced(_escaped(one["canonical"]))]
        parts += [f"SHA-256 of its UTF-8: `{one['sha256']}`\n"]
    parts += ["## Chain\n", "A hash is the SHA-256 of number, newline, hash before, newline, body.\n"]
    for one in vectors["chain"]:
        rows = [(name, f"`{_escaped(str(one[name]))}`") for name in ("seq", "prev", "body", "hash")]
        parts.append(table("field | value", rows))
    annex = vectors["annex"]
    parts += ["## Annex\n", "SHA-256 of the 16 bytes of the salt and the UTF-8 of the canonical content.\n"]
    parts.append(table("field | value", [(name, f"`{_escaped(value)}`") for name, value in annex.items()]))
    return "\n".join(parts)


def _fenced(text: str) -> str:
    return f"```json\n{text}\n```\n"


def _escaped(text: Any) -> str:
    """Text in which everything beyond ASCII is written as JSON escapes it."""
    return "".join(one if one.isascii() else json.dumps(one)[1:-1] for one in text)
