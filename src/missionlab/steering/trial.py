"""A made-up mission on which the machinery is tried: six approaches over fifteen years, and noisy yearly evidence.

Each approach works with chance 0.35. Every year shows whether it does, plus noise, and the chance that it works follows
by Bayes' rule. Money grows with the years, as it does from a laboratory to a plant. Each success has its own worth.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from missionlab.portfolio.finance.draws import normals, uniforms
from missionlab.steering.problem import Flags, Floats, Problem

YEARS = 15
APPROACHES = 6
CHANCE_OF_SUCCESS = 0.35
NOISE = 0.57
"""Standard deviation of a year's evidence, where working is 1 and not working 0."""
GROWTH = 2
"""Money of a year goes with this power of its number."""
MONEY = 10.9
"""Money of one approach over all years."""
PRIZE = 21.37


def trial(stream: str, paths: int, seed: int = 0, *, prize: float = PRIZE, noise: float = NOISE) -> Problem:
    """Futures of the trial; another ``stream`` gives others. More paths only add to those that are there."""
    names = tuple(f"approach {number}" for number in range(1, APPROACHES + 1))
    works = np.column_stack([uniforms(seed, name, f"{stream} works", 0, paths) < CHANCE_OF_SUCCESS for name in names])
    shown = np.stack(
        [
            np.column_stack([normals(seed, name, f"{stream} noise", year, paths) for name in names]) * noise + works
            for year in range(YEARS)
        ],
        axis=1,
    )
    weight = np.arange(1, YEARS + 1) ** GROWTH
    cost = np.repeat((MONEY * weight / weight.sum())[:, None], APPROACHES, axis=1)
    return Problem(
        name="trial",
        approaches=names,
        years=tuple(range(1, YEARS + 1)),
        evidence=_chances(shown, noise),
        ready=np.where(works, YEARS - 1, -1).astype(np.int16),
        over=np.full((paths, APPROACHES), YEARS - 1, dtype=np.int16),
        cost=cost,
        ending=np.zeros((YEARS, APPROACHES)),
        beginning=np.full((YEARS, APPROACHES), np.inf),
        takes=np.zeros(APPROACHES, dtype=np.int16),
        present=np.ones(APPROACHES, dtype=bool),
        worth=_prizes(prize),
    )


def _prizes(prize: float) -> Callable[[Flags], Floats]:
    def worth(delivered: Flags) -> Floats:
        return prize * delivered.sum(axis=1)

    return worth


def _chances(shown: Floats, noise: float) -> Floats:
    """Chance that each approach works, from all evidence up to each year."""
    prior = np.log(CHANCE_OF_SUCCESS / (1 - CHANCE_OF_SUCCESS))
    odds = prior + np.cumsum(shown - 0.5, axis=1) / noise**2
    return 1 / (1 + np.exp(-odds))
