"""What a policy is worth in every future: it is asked at each review, and what it decides is carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.steering.observed import Observed
from missionlab.steering.problem import Flags, Floats, Problem

Numbers = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is carried on at a review, as a rule may know it."""

    running: Flags
    """Shape (paths, approaches)."""
    idle: Flags
    """Approaches that were not begun; what was ended is neither. Shape (paths, approaches)."""


Policy = Callable[[Observed, Standing], Flags]
"""From what is published and what is carried on to what is to be carried on; shape (paths, approaches). It is never
given a ``Problem``."""


@dataclass(slots=True, eq=False)
class State:
    """What was done so far in every future."""

    running: Flags
    idle: Flags
    since: Numbers
    """Review at which it was begun; -1 for what ran before; shape (paths, approaches)."""
    until: Numbers
    """Review at which it was ended; the number of years where it was not."""
    money: Floats
    """Paid so far for beginning and ending; shape (paths,)."""

    def copy(self) -> State:
        return State(*(getattr(self, name).copy() for name in ("running", "idle", "since", "until", "money")))


def start(problem: Problem) -> State:
    """The plan as it stands, before review 0."""
    shape = (problem.paths, len(problem.approaches))
    running = np.broadcast_to(problem.present, shape).copy()
    return State(
        running,
        ~running,
        np.full(shape, -1, dtype=np.int16),
        np.full(shape, len(problem.years), dtype=np.int16),
        np.zeros(problem.paths),
    )


def carry_out(problem: Problem, state: State, review: int, wanted: Flags) -> None:
    """Change ``state`` to what is ``wanted``, as far as somebody can: what cannot be ended goes on, what cannot be
    begun is not, and what was ended stays so."""
    if wanted is state.running:
        return
    ended = state.running & ~wanted & np.isfinite(problem.ending[review])
    if ended.any():
        state.money += _sum(ended, problem.ending[review])
        state.until[ended] = review
        state.running &= ~ended
    begun = state.idle & wanted & np.isfinite(problem.beginning[review])
    if begun.any():
        state.money += _sum(begun, problem.beginning[review])
        state.since[begun] = review
        state.running |= begun
        state.idle &= ~begun


def worth_of(problem: Problem, state: State) -> Floats:
    """Worth less all money in every future once the last review is past; shape (paths,)."""
    years, approaches = len(problem.years), np.arange(len(problem.approaches))
    paths = np.arange(problem.paths)[:, None]
    before = state.since < 0
    ran = before & ~state.idle
    yearly = np.where(ran, problem.paid[paths, state.until, approaches], 0.0).sum(axis=1)
    when = np.where(before, problem.ready, np.where(problem.ready >= 0, state.since + problem.takes, -1))
    delivered = ~state.idle & (when >= 0) & (when < np.minimum(state.until, years))
    return problem.worth(delivered) - yearly - state.money


def played(problem: Problem, policy: Policy) -> Floats:
    """Worth of ``policy`` in every future; shape (paths,)."""
    state = start(problem)
    for review, seen in enumerate(problem.views):
        carry_out(problem, state, review, policy(seen, Standing(state.running, state.idle)))
    return worth_of(problem, state)


def _sum(which: Flags, prices: Floats) -> Floats:
    """Sum of the prices of what is marked; infinite prices of what is not marked do not count."""
    return which.astype(float) @ np.where(np.isfinite(prices), prices, 0.0)
