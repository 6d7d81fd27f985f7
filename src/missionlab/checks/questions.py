"""The questions of the method: every card's id, whom it is asked of, and whether a person may answer it.

This is the reference for the documentation and for ``answers.question``. A question that people answer is never
guessed from silence: without an answer it cannot be told.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from missionlab.base.findings import Finding, Level
from missionlab.checks.results import Family
from missionlab.strategy.strategy import Strategy


class Scope(StrEnum):
    """What a question is asked about."""

    MISSION = "mission"
    STRATEGY = "strategy"
    BOTH = "both"
    """The whole strategy, and a mission that has answers of its own."""


class Decider(StrEnum):
    """What decides the verdict."""

    RECORDS = "records"
    """Numbers and records alone."""
    ANSWERS = "answers"
    """What people answered; numbers, where there are any, may contradict an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its id, its scope, what decides it, and where in the method it is from (keys of method.md)."""

    id: str
    scope: Scope
    decider: Decider
    source: str
    card: bool = True
    """False when its answer is one part of another question's card."""

    @property
    def family(self) -> Family:
        return Family(self.id.split(".", 1)[0])


OECD_DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "orientation": ("legitimacy", "directionality", "intentionality", "flexibility"),
    "coordination": ("horizontality", "verticality", "intensity", "novelty"),
    "implementation": ("consistency", "fundability", "evaluability", "reflexivity"),
}
"""The twelve dimensions of the OECD framework by their three blocks, in its order."""

LITMUS = ("challenge", "support", "objective", "commitment")
"""The four tests of whether a mission is the right tool."""

_M, _S, _B = Scope.MISSION, Scope.STRATEGY, Scope.BOTH
_R, _A = Decider.RECORDS, Decider.ANSWERS

QUESTIONS: Mapping[str, Question] = {
    question.id: question
    for question in (
        Question("criteria.bold", _M, _A, "M1"),
        Question("criteria.engagement", _M, _A, "M1", card=False),
        Question("criteria.clear", _M, _R, "M1"),
        Question("criteria.outcome", _M, _R, "M1"),
        Question("criteria.ambitious", _M, _R, "M1"),
        Question("criteria.cross", _M, _R, "M1"),
        Question("criteria.solutions", _M, _R, "M1"),
        Question("criteria.map", _S, _R, "M1"),
        Question("roar.routes", _M, _A, "M2"),
        Question("roar.organisations", _M, _A, "M2"),
        Question("roar.assessment", _M, _R, "M2"),
        Question("roar.rewards", _M, _R, "M2"),
        Question("roar.money", _M, _R, "M13"),
        Question("roar.credible", _M, _R, "M13"),
        Question("roar.phase_out", _S, _R, "M10"),
        *(
            Question(f"oecd.{dimension}", _B, _A, "M6")
            for dimensions in OECD_DIMENSIONS.values()
            for dimension in dimensions
        ),
        Question("litmus.gate", _M, _A, "M8"),
        *(Question(f"litmus.{test}", _M, _A, "M8", card=False) for test in LITMUS),
        Question("washing.money", _M, _R, "M11"),
        Question("washing.target", _M, _R, "M11"),
        Question("washing.rights", _B, _A, "M11"),
        Question("capture.concentration", _M, _R, "M12"),
        Question("capture.advice", _M, _R, "M12"),
        Question("capture.portfolio", _S, _R, "M12"),
        Question("capture.repeat", _S, _R, "M12"),
        Question("capture.counterfactual", _S, _R, "M12"),
        Question("capture.opportunity", _B, _A, "M12"),
    )
}
"""All questions by id, in the order in which their cards stand."""

_COMPOSED = {"litmus.gate"}
ANSWERABLE = frozenset(
    question.id for question in QUESTIONS.values() if question.decider is _A and question.id not in _COMPOSED
)
"""The ids that an ``answers`` record may carry."""


def unknown_questions(strategy: Strategy) -> Iterable[Finding]:
    """A warning for each answer to a question that the method does not ask people."""
    for answer in strategy.answers:
        if answer.question in ANSWERABLE:
            continue
        near = difflib.get_close_matches(answer.question, sorted(ANSWERABLE), n=1)
        known = answer.question in QUESTIONS
        yield Finding(
            level=Level.WARNING,
            code="unknown-question",
            place=strategy.place_of(answer),
            message=(
                f"answers: {answer.question!r} is decided from records, not by an answer"
                if known
                else f"answers: there is no question {answer.question!r}"
            ),
            why="The answer is kept, but no check reads it.",
            fix=f"Did you mean {near[0]!r}?" if near and not known else f"Use one of {', '.join(sorted(ANSWERABLE))}.",
        )
