"""Two ways to share units among arms: evenly, and by dropping the worse half after each round.

Rules that learn more (knowledge gradient, top two, Thompson) did not do better in a trial than dropping halves, which
can be explained, is the same every time and keeps a group to compare with: docs/decisions/0038.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from missionlab.steering.learning.beta import Beta, Values

EQUAL, HALVING = "equal split", "sequential halving"
DESIGNS = (EQUAL, HALVING)

Schedule = tuple[tuple[int, int], ...]
"""By round: arms that are still tried, and units for each of them."""


def equal_split(arms: int, rounds: int, a_round: int) -> Schedule:
    """Every arm in every round."""
    return tuple((arms, a_round // arms) for _ in range(rounds))


def halving(arms: int, rounds: int, a_round: int) -> Schedule:
    """The better half of the arms goes on, rounded up; the last two stay for all the rounds that are left."""
    out: list[tuple[int, int]] = []
    left = arms
    for _ in range(rounds):
        out.append((left, a_round // left))
        left = max(2, math.ceil(left / 2)) if left > 1 else 1
    return tuple(out)


def schedule(design: str, arms: int, rounds: int, a_round: int) -> Schedule:
    """The schedule of a design of ``DESIGNS``."""
    return {EQUAL: equal_split, HALVING: halving}[design](arms, rounds, a_round)


def rounds_for(arms: int) -> int:
    """Rounds after which halving has come down to the last two."""
    return max(1, math.ceil(math.log2(arms)))


def chosen_rates(plan: Schedule, beliefs: Sequence[Beta], rates: Values, random: np.random.Generator) -> Values:
    """The true rate of the arm that ``plan`` leads to choose; shape (draws,).

    ``rates`` holds the true rates, shape (draws, arms). After each round the arms with the highest posterior means go
    on; the first of equal ones. In the end the best of all arms that went so far is chosen.
    """
    draws = np.arange(len(rates))
    alpha = np.tile([belief.alpha for belief in beliefs], (len(rates), 1))
    strength = np.tile([belief.strength for belief in beliefs], (len(rates), 1))
    live = np.tile(np.arange(len(beliefs)), (len(rates), 1))
    for arms, units in plan:
        live = live[:, :arms]
        at = (draws[:, None], live)
        alpha[at] += random.binomial(units, rates[at])
        strength[at] += units
        order = np.argsort(-(alpha[at] / strength[at]), axis=1, kind="stable")
        live = np.take_along_axis(live, order, axis=1)
    return rates[draws, live[:, 0]]
