"""Plans that no evidence changes: the plan as it stands, every set of approaches from the start, and the best later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from missionlab.steering.play import carry_out, start, worth_of
from missionlab.steering.problem import Floats, Problem

MOST_FREE = 12
"""With more approaches than this that somebody can choose, not every set can be looked at."""


@dataclass(frozen=True, slots=True)
class Static:
    """A set of approaches, and the review at which the plan goes over to it whatever happens."""

    keeps: tuple[bool, ...]
    review: int
    present: bool
    """It is the plan as it stands."""


def statics_of(problem: Problem) -> tuple[Static, ...]:
    """The plan as it stands, then every other set that somebody can choose at the start, stopping everything included.

    Raises ``ValueError`` with more than ``MOST_FREE`` approaches to choose among.
    """
    present = tuple(bool(one) for one in problem.present)
    found = [Static(present, 0, True)]
    found += [Static(keeps, 0, False) for keeps in _sets(problem) if keeps != present]
    return tuple(found)


def later(problem: Problem, plans: tuple[Static, ...]) -> tuple[Static, ...]:
    """The same sets gone over to at each later review: a date in a diary is not an answer to evidence."""
    reviews = range(1, len(problem.years))
    return tuple(Static(plan.keeps, review, False) for plan in plans if not plan.present for review in reviews)


def values_of(problem: Problem, plans: tuple[Static, ...]) -> Floats:
    """Worth of each plan in every future; shape (plans, paths)."""
    return np.array([_value(problem, plan) for plan in plans]).reshape(-1, problem.paths)


def _value(problem: Problem, plan: Static) -> Floats:
    state = start(problem)
    carry_out(problem, state, plan.review, np.broadcast_to(np.array(plan.keeps), state.running.shape))
    return worth_of(problem, state)


def _sets(problem: Problem) -> Iterator[tuple[bool, ...]]:
    ends, begins = np.isfinite(problem.ending[0]), np.isfinite(problem.beginning[0])
    free = np.where(problem.present, ends, begins)
    if free.sum() > MOST_FREE:
        raise ValueError(f"{free.sum()} approaches to choose among; {MOST_FREE} at most")
    choices = [(True, False) if can else (bool(runs),) for can, runs in zip(free, problem.present, strict=True)]
    return product(*choices)
