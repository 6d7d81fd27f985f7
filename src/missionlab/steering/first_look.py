"""What it would be worth to see the next figure of a target before deciding on an action."""

from __future__ import annotations

import math

import numpy as np

from missionlab.base.text import text
from missionlab.portfolio.results import Measured
from missionlab.steering.futures import Futures
from missionlab.steering.learning.regression import worth_on_paths
from missionlab.steering.problem import Floats
from missionlab.strategy.vocabulary import ActionKind
from missionlab.tracking.goals import direction


def first_look(kind: ActionKind, futures: Futures, worth: Floats) -> Measured:
    """By regression on the futures that are there already, in the unit of ``worth``: that of the action against going
    on, of shape (paths,).

    Waiting for the figure is free here: what is lost by deciding later is not counted, so it is the most that a wait
    may cost.
    """
    if kind is ActionKind.CONTINUE:
        return Measured(None, reason=text("course.option.nothing_changes"))
    if len(futures.years) < 2:
        return Measured(None, reason=text("course.option.no_next_figure"))
    figure = futures.levels[:, 0] + direction(futures.goal.comparator) * futures.added()[:, 0]
    found = worth_on_paths(np.column_stack([np.zeros_like(worth), worth]), figure)
    # Nobody is worse off for having looked: below zero is noise.
    value, low, high = (max(0.0, found.worth + errors * found.error) for errors in (0, -2, 2))
    reason = text("course.option.next_figure", year=str(math.floor(futures.years[0] + 0.5)))
    return Measured(value, low, high, reason)
