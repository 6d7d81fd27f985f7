"""Every code that is used is in the catalogue, every code in the catalogue is used, and each is explained."""

from __future__ import annotations

import re
from pathlib import Path

import missionlab
from missionlab.strategy.catalogue import CATALOGUE

SOURCE = Path(missionlab.__file__).parent / "strategy"
_USED = re.compile(
    r'(?:finding|Fault|_Fault|Unreadable|_say|_refuse)\(\s*"([a-z0-9-]+)"|"(unknown-(?:reference|link))"'
)


def used() -> set[str]:
    text = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py"))
    return {first or second for first, second in _USED.findall(text)}


def test_codes_and_catalogue_are_the_same() -> None:
    assert used() == set(CATALOGUE)


def test_every_entry_is_explained_in_sentences() -> None:
    for code, entry in CATALOGUE.items():
        for text in (entry.meaning, entry.why, entry.fix):
            assert text[0].isupper(), code
            assert text.endswith((".", "?")), code
