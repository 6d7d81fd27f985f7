"""Exact values where the states are few: what a plan that answers to what happens is worth, and one that does not.

R. Bellman, Dynamic Programming (1957).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True)
class Step(Generic[S]):
    """One thing that can be done in a state: what it pays at once, and where it may lead."""

    name: str
    pays: float
    leads_to: tuple[tuple[float, S], ...] = ()
    """Chance and state; empty where it ends."""


Steps = Callable[[S], Sequence[Step[S]]]


def adaptive(first: S, steps: Steps[S], discount: float = 1.0) -> float:
    """Worth of the best plan that looks at the state before each step. ``discount`` is the worth of 1 a step later."""
    known: dict[S, float] = {}

    def value(state: S) -> float:
        if state not in known:
            known[state] = max((worth(step) for step in steps(state)), default=0.0)
        return known[state]

    def worth(step: Step[S]) -> float:
        return step.pays + discount * sum(chance * value(after) for chance, after in step.leads_to)

    return value(first)


def fixed(first: S, steps: Steps[S], names: Sequence[str], discount: float = 1.0) -> float:
    """Worth of doing ``names`` in turn, whatever happens; in a state where a name cannot be done nothing more is."""
    likely, total, weight = {first: 1.0}, 0.0, 1.0
    for name in names:
        after: dict[S, float] = {}
        for state, chance in likely.items():
            for step in (step for step in steps(state) if step.name == name):
                total += weight * chance * step.pays
                for share, leads_to in step.leads_to:
                    after[leads_to] = after.get(leads_to, 0.0) + chance * share
        likely, weight = after, weight * discount
    return total


def best_fixed(first: S, steps: Steps[S], names: Sequence[str], length: int, discount: float = 1.0) -> float:
    """Worth of the best sequence of at most ``length`` names that is chosen at the start; at least nothing, 0."""
    sequences = (names_ for size in range(1, length + 1) for names_ in product(names, repeat=size))
    return max(0.0, max(fixed(first, steps, sequence, discount) for sequence in sequences))
