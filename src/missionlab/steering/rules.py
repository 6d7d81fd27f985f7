"""Rules that a minister can sign: three numbers at most, and what was published by the day of the review.

Two families are enough for most strategies. *Keep the best*: from some review on, at most so many approaches are
carried on, and none whose chance is below a number. *When*: once a signal has passed a number at so many reviews in a
row, from some review on, an approach is begun or ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

import numpy as np

from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.steering.observed import Observed
from missionlab.steering.play import Standing
from missionlab.steering.problem import CHANCE, Flags, Problem
from missionlab.strategy.vocabulary import Comparator

CHANCES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Chances below which an approach is ended, in the grid."""
IN_A_ROW = (1, 2, 3)
MOST_REVIEWS = 14
"""Reviews that the grid looks at; of more, evenly spread ones. Where many actions can be begun, fewer for each."""
_FEWEST_REVIEWS = 3


class Rule(Protocol):
    """Decides from what is published and what is carried on; it is never given the futures."""

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]: ...

    def words(self, problem: Problem) -> Text: ...

    def __call__(self, seen: Observed, standing: Standing) -> Flags: ...


@dataclass(frozen=True, slots=True)
class KeepBest:
    """From review ``first`` on, the ``keep`` approaches with the best chances, and of these none below ``below``."""

    first: int
    keep: int
    below: float

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        return (("first", self.first), ("keep", self.keep), ("below", self.below))

    def words(self, problem: Problem) -> Text:
        everything = self.keep >= int(problem.present.sum())
        key = "below" if everything else "keep_best" if self.below > 0 else "keep_only"
        year = str(problem.years[self.first])
        return text(f"course.rule.{key}", year=year, n=CountWord(self.keep), below=Share(self.below))

    def __call__(self, seen: Observed, standing: Standing) -> Flags:
        if seen.review < self.first or seen.latest is None:
            return standing.running
        return best(np.where(standing.running, seen.latest, -1.0), self.keep) & (seen.latest >= self.below)


@dataclass(frozen=True, slots=True)
class When:
    """Once ``signal`` compares so with ``threshold`` at ``reviews`` reviews in a row, from ``first`` on, ``approach``
    is begun (``begins``) or ended."""

    signal: str
    comparator: Comparator
    threshold: float
    reviews: int
    first: int
    approach: int
    begins: bool

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        return (("threshold", self.threshold), ("reviews", self.reviews), ("first", self.first))

    def words(self, problem: Problem) -> Text:
        key = "begin" if self.begins else "end"
        number = Share(self.threshold) if self.signal == CHANCE else Quantity(self.threshold)
        return text(
            f"course.rule.{key}",
            approach=problem.approaches[self.approach],
            signal=text(f"course.signal.{self.signal}"),
            comparator=text(f"course.comparator.{self.comparator.name.lower()}"),
            threshold=number,
            n=CountWord(self.reviews),
            year=str(problem.years[self.first]),
        )

    def __call__(self, seen: Observed, standing: Standing) -> Flags:
        if seen.review < self.first or seen.published < self.reviews:
            return standing.running
        signal = seen.signals[self.signal][:, -self.reviews :]
        fires = compared(signal, self.comparator, self.threshold).all(axis=1)
        out = standing.running.copy()
        out[fires, self.approach] = self.begins
        return out


@dataclass(frozen=True, slots=True)
class After:
    """Sets of approaches gone over to at some reviews whatever happens, and a rule at the others."""

    steps: tuple[tuple[int, tuple[bool, ...]], ...]
    plan: Text
    rule: Rule

    @property
    def numbers(self) -> tuple[tuple[str, float], ...]:
        return self.rule.numbers

    def words(self, problem: Problem) -> Text:
        return text("course.rule.after", plan=self.plan, rule=self.rule.words(problem))

    def __call__(self, seen: Observed, standing: Standing) -> Flags:
        for review, keeps in self.steps:
            if seen.review == review:
                return np.array(keeps) & (standing.running | standing.idle)
        return self.rule(seen, standing)


def compared(values: np.ndarray, comparator: Comparator, threshold: float) -> Flags:
    """Whether each value is on the side of the threshold that ``comparator`` names; never where it is not a number."""
    match comparator:
        case Comparator.AT_LEAST:
            return values >= threshold
        case Comparator.MORE_THAN:
            return values > threshold
        case Comparator.AT_MOST:
            return values <= threshold
        case Comparator.LESS_THAN:
            return values < threshold


def best(chances: np.ndarray, keep: int) -> Flags:
    """The ``keep`` largest of each row; of equals the first. What is below zero is never among them."""
    if keep >= chances.shape[1]:
        return chances >= 0
    by_approach = np.ascontiguousarray(chances.T)
    ahead = np.zeros(by_approach.shape, dtype=np.int8)
    for one, mine in enumerate(by_approach):
        for other in range(one + 1, len(by_approach)):
            first = mine >= by_approach[other]
            ahead[other] += first
            ahead[one] += ~first
    return (keep > ahead.T) & (chances >= 0)


def grid(problem: Problem) -> tuple[Rule, ...]:
    """Every readable rule for ``problem``. With six approaches and fifteen years there are 756."""
    rules: list[Rule] = []
    endable = problem.present & np.isfinite(problem.ending).any(axis=0)
    if endable.any():
        running = int(problem.present.sum())
        rules += [
            KeepBest(*numbers) for numbers in product(_reviews(problem, MOST_REVIEWS), range(1, running + 1), CHANCES)
        ]
    if CHANCE in problem.signals:
        can_begin = np.flatnonzero(~problem.present & np.isfinite(problem.beginning).any(axis=0))
        chances = (*(c for c in CHANCES if c > 0), 0.9)
        reviews = _reviews(problem, max(_FEWEST_REVIEWS, MOST_REVIEWS // max(1, len(can_begin))))
        for approach, threshold, row, first in product(can_begin, chances, IN_A_ROW, reviews):
            rules.append(When(CHANCE, Comparator.LESS_THAN, threshold, row, first, int(approach), True))
    return tuple(rules)


def _reviews(problem: Problem, most: int) -> Sequence[int]:
    """Reviews after the start, evenly spread where there are more than ``most``."""
    every = np.arange(1, len(problem.years))
    if len(every) <= most:
        return every.tolist()
    return np.unique(np.linspace(1, len(problem.years) - 1, most).round().astype(int)).tolist()
