"""What people answered to a question of the method: one verdict, and how they disagree.

*Partly* neither holds nor fails, a blank is not a no, and raters who say yes and no leave the question open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from missionlab.base.text import Text
from missionlab.checks.cards import card
from missionlab.checks.facts import Facts, sources_of
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import quoted, sentence
from missionlab.strategy.records import Answer
from missionlab.strategy.vocabulary import AnswerValue

_ORDER = (AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers to one question, read together."""

    question: str
    verdict: Verdict
    text: Text
    answers: tuple[Answer, ...]

    @property
    def numbers(self) -> dict[str, float | None]:
        """How many raters gave each answer."""
        return {f"answers_{value}": float(sum(a.value is value for a in self.answers)) for value in _ORDER}

    @property
    def records(self) -> tuple[str, ...]:
        return (self.question,) if self.answers else ()

    @property
    def sources(self) -> tuple[str, ...]:
        return sources_of(*self.answers)


def read_answers(facts: Facts, question: str, mission: str | None) -> Reading:
    """The answers about ``mission``, or, where it has none of its own, about the whole strategy."""
    answers = facts.answers.get((question, mission), ()) or facts.answers.get((question, None), ())
    return Reading(question, _verdict({a.value for a in answers}), _said(answers), answers)


def answered(facts: Facts, question: str, mission: str | None) -> Card:
    """The card of a question that only people can answer."""
    reading = read_answers(facts, question, mission)
    return card(
        question,
        mission,
        reading.verdict,
        reading.text,
        numbers=reading.numbers,
        records=reading.records,
        sources=reading.sources,
    )


def weighed(reading: Reading, computed: Verdict) -> tuple[Verdict, Text | None]:
    """The verdict of answers beside one from numbers: an answer never beats a number that contradicts it.

    Without an answer the question stays open; the second value says so where answer and numbers part.
    """
    pair = {reading.verdict, computed}
    if pair == {Verdict.HOLDS, Verdict.FAILS}:
        return Verdict.CANNOT_TELL, sentence("answer.contradicted")
    return reading.verdict, None


def _verdict(values: Iterable[AnswerValue]) -> Verdict:
    known = set(values) - {AnswerValue.UNKNOWN}
    if known == {AnswerValue.YES}:
        return Verdict.HOLDS
    return Verdict.FAILS if known == {AnswerValue.NO} else Verdict.CANNOT_TELL


def _said(answers: tuple[Answer, ...]) -> Text:
    if not answers:
        return sentence("answer.none")
    if len(answers) == 1:
        only = answers[0]
        by = only.by or sentence("answer.unnamed")
        return sentence(f"answer.{only.value}_by", by=by, reason=quoted(only.reason))
    counts = {value: sum(a.value is value for a in answers) for value in _ORDER}
    said = [sentence(f"answer.say_{value}", n=n) for value, n in counts.items() if n]
    if len(said) == 1:
        return sentence("answer.agree", said=said[0], reason=quoted(answers[0].reason))
    return sentence("answer.disagree", said=said)
