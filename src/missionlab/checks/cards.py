"""How a card is put together, and how verdicts combine when a question has several parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from missionlab.base.text import Text
from missionlab.checks.questions import QUESTIONS
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, together


def card(
    question: str,
    mission: str | None,
    verdict: Verdict,
    *evidence: Text | None,
    numbers: Mapping[str, float | None] | None = None,
    records: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> Card:
    """The card of ``question``; evidence is one or more sentences, records and sources are kept once, in order."""
    return Card(
        id=question,
        family=QUESTIONS[question].family,
        mission=mission,
        question=sentence(f"question.{question}"),
        verdict=verdict,
        evidence=together(*evidence),
        numbers=tuple((numbers or {}).items()),
        records=tuple(sorted(set(records))),
        sources=tuple(sorted(set(sources))),
    )


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """*Fails* when one part fails, *cannot tell* when none fails but one cannot be told."""
    found = set(verdicts)
    if Verdict.FAILS in found:
        return Verdict.FAILS
    return Verdict.HOLDS if found == {Verdict.HOLDS} else Verdict.CANNOT_TELL


def at_most(limit: float, low: float, high: float) -> Verdict:
    """Whether a number between ``low`` and ``high`` is at most ``limit``."""
    if low > limit:
        return Verdict.FAILS
    return Verdict.HOLDS if high <= limit else Verdict.CANNOT_TELL


def at_least(limit: float, low: float, high: float) -> Verdict:
    """Whether a number between ``low`` and ``high`` is at least ``limit``."""
    if high < limit:
        return Verdict.FAILS
    return Verdict.HOLDS if low >= limit else Verdict.CANNOT_TELL
