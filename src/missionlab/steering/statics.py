"""Plans that no evidence changes: the plan as it stands, every set of approaches from the start, and dated changes.

A date in a diary is not an answer to evidence. So the best plan may also go over to another set at a later review, and
end or begin single approaches at later reviews, as long as that makes it better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from missionlab.steering.play import carry_out, start, worth_of
from missionlab.steering.problem import Floats, Problem

MOST_FREE = 12
"""With more approaches than this that somebody can choose, not every set can be looked at."""
_ROUNDS = 3
"""Dated changes that are added to a plan at most."""

Keeps = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Static:
    """Sets of approaches, each with the review at which the plan goes over to it whatever happens."""

    steps: tuple[tuple[int, Keeps], ...]
    present: bool
    """It is the plan as it stands."""

    @property
    def from_start(self) -> bool:
        return len(self.steps) == 1 and self.steps[0][0] == 0

    @property
    def last(self) -> Keeps:
        """What it carries on in the end."""
        return self.steps[-1][1]


def statics_of(problem: Problem) -> tuple[Static, ...]:
    """The plan as it stands, then every other set that somebody can choose at the start, stopping everything included.

    Raises ``ValueError`` with more than ``MOST_FREE`` approaches to choose among.
    """
    present = tuple(bool(one) for one in problem.present)
    found = [Static(((0, present),), True)]
    found += [Static(((0, keeps),), False) for keeps in _sets(problem) if keeps != present]
    return tuple(found)


def dated(problem: Problem, plans: Sequence[Static]) -> tuple[Static, ...]:
    """The sets of ``plans`` at each later review, and the best plan of all with dated changes as long as they help."""
    reviews = range(1, len(problem.years))
    found = [Static(((review, plan.last),), False) for plan in plans if not plan.present for review in reviews]
    every = [*plans, *found]
    means = values_of(problem, every).mean(axis=1)
    best, mean = every[int(means.argmax())], float(means.max())
    for _ in range(_ROUNDS):
        changed = list(_changed(problem, best))
        means = values_of(problem, changed).mean(axis=1) if changed else np.zeros(0)
        if not len(means) or means.max() <= mean + 1e-9:
            break
        best, mean = changed[int(means.argmax())], float(means.max())
        found.append(best)
    return tuple(found)


def values_of(problem: Problem, plans: Sequence[Static]) -> Floats:
    """Worth of each plan in every future; shape (plans, paths)."""
    made = [_from_start(problem, plan) if plan.from_start else _played(problem, plan) for plan in plans]
    return np.array(made).reshape(-1, problem.paths)


def _from_start(problem: Problem, plan: Static) -> Floats:
    """The same as ``_played``, at once: nothing is changed after the start."""
    keeps, years = np.array(plan.last), len(problem.years)
    runs, begins = problem.present & keeps, ~problem.present & keeps
    in_time = np.where(problem.present, problem.ready < years, problem.takes < years)
    delivered = keeps & (problem.ready >= 0) & in_time
    changes = problem.ending[0, problem.present & ~keeps].sum() + problem.beginning[0, begins].sum()
    return problem.worth(delivered) - problem.paid[:, years, runs].sum(axis=1) - changes


def _played(problem: Problem, plan: Static) -> Floats:
    state = start(problem)
    for review, keeps in plan.steps:
        carry_out(problem, state, review, np.broadcast_to(np.array(keeps), state.running.shape))
    return worth_of(problem, state)


def _changed(problem: Problem, plan: Static) -> Iterator[Static]:
    """The plan with one approach more ended or begun at a review after its last step."""
    for review in range(plan.steps[-1][0] + 1, len(problem.years)):
        for approach, kept in enumerate(plan.last):
            price = problem.ending if kept else problem.beginning
            gone = not kept and bool(problem.present[approach])
            if np.isfinite(price[review, approach]) and not gone:
                keeps = tuple(not one if place == approach else one for place, one in enumerate(plan.last))
                yield Static((*plan.steps, (review, keeps)), False)


def _sets(problem: Problem) -> Iterator[Keeps]:
    ends, begins = np.isfinite(problem.ending[0]), np.isfinite(problem.beginning[0])
    free = np.where(problem.present, ends, begins)
    if free.sum() > MOST_FREE:
        raise ValueError(f"{free.sum()} approaches to choose among; {MOST_FREE} at most")
    choices = [(True, False) if can else (bool(runs),) for can, runs in zip(free, problem.present, strict=True)]
    return product(*choices)
