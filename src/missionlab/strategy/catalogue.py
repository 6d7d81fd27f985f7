"""Every code a finding about a strategy can have: how bad it is, what it means, why it matters, how to mend it.

One table, so that the wording of "why" is the same everywhere and the reference of findings is generated from it.
Codes are stable: other programs select by them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from missionlab.base.findings import Finding, Place
from missionlab.strategy.catalogue_entry import Entry
from missionlab.strategy.catalogue_of_course import COURSE
from missionlab.strategy.catalogue_of_reading import READING
from missionlab.strategy.catalogue_of_rules import RULES

CATALOGUE: Mapping[str, Entry] = {**READING, **RULES, **COURSE}


def finding(code: str, place: Place, message: str, fix: str = "") -> Finding:
    """A finding with the level, the reason and (unless given) the general fix of its code."""
    entry = CATALOGUE[code]
    return Finding(entry.level, code, place, message, entry.why, fix or entry.fix)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, if any is like it at all. A difference of case alone always counts."""
    # Comparing is quadratic in length; no id or field is longer than this.
    lowered = word[:80].lower()
    by_lower: dict[str, str] = {}
    for candidate in known:
        by_lower.setdefault(candidate.lower(), candidate)
    if lowered in by_lower:
        return by_lower[lowered]
    near = difflib.get_close_matches(lowered, by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def shown(value: object, limit: int = 60) -> str:
    """A value as it stands in a message: in quotation marks, on one line, cut when long, nothing invisible in it."""
    text = " ".join(str(value).split())
    cut = text[:limit] + "…" if len(text) > limit else text
    return f"'{''.join(c if c.isprintable() else '�' for c in cut)}'"
