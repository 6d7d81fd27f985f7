"""The choice in a mission as a problem: futures of its target, and what figures and stages of projects will show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from missionlab.base.frozen import FrozenMap
from missionlab.base.text import Text
from missionlab.steering.approaches import Approaches, there
from missionlab.steering.choices import Choice
from missionlab.steering.futures import Futures, futures_of
from missionlab.steering.problem import CHANCE, Flags, Floats, Problem, Worth
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Deadline, IndicatorKind
from missionlab.tracking.goals import direction, margin


def problem_of(choice: Choice, known: Strategy, day: date, stream: str, paths: int, seed: int) -> Problem | Text:
    """Futures of the choice; another ``stream`` gives others. Worth is 1 where the target is met and 0 where not."""
    futures = futures_of(choice.standing, known, seed, stream=f"course {stream}", count=paths)
    if isinstance(futures, Text):
        return futures
    years = tuple(range(day.year + (day.month > 6), futures.goal.year + 1))
    discount = (1 + (choice.rate or 0.0)) ** -np.arange(len(years) + 1.0)
    apart = Approaches(choice, known, futures, years, stream, seed, day)
    ended, begun = apart.ended(), apart.begun()
    every = (*ended, *begun)
    chances = np.stack([one.shown for one in every], axis=-1)
    cost, ending, beginning = (
        np.column_stack([getattr(one, name) for one in every]) * discount[:-1, None]
        for name in ("cost", "ending", "beginning")
    )
    # Only what is there by a year is in its figure; what comes of a project later is not known yet.
    arrived = sum((there(one, years[0], futures) for one in ended), np.zeros_like(futures.levels))
    fixed = futures.added({project.id: 0.0 for project, _, _ in choice.ended})
    for part in apart.here:
        fixed += part.amount[:, None] * (futures.years >= part.since)
    return Problem(
        name=choice.mission.name,
        approaches=tuple(one.name for one in every),
        years=years,
        evidence=chances,
        ready=np.column_stack([one.ready for one in every]).astype(np.int16),
        over=np.column_stack([one.over for one in every]).astype(np.int16),
        cost=cost,
        ending=ending,
        beginning=beginning,
        takes=np.array([one.takes for one in every], dtype=np.int16),
        present=np.array([True] * len(ended) + [False] * len(begun)),
        worth=_met(futures, fixed, np.column_stack([one.amount for one in every]), float(discount[-1])),
        lag=choice.lag,
        signals=FrozenMap({CHANCE: _chances(futures, fixed + arrived, years)}),
    )


def _met(futures: Futures, fixed: Floats, amounts: Floats, discount: float) -> Worth:
    sign = direction(futures.goal.comparator)
    least = margin(futures.goal.value, futures.goal.comparator)
    levels = sign * futures.levels + fixed
    at_end = levels[:, -1]
    # What only adds up is never lower later; a rank is a whole number.
    ever = futures.standing.deadline is not Deadline.IN or futures.indicator.kind is IndicatorKind.CUMULATIVE
    by_then = levels.max(axis=1) if ever else at_end

    def whole(values: Floats) -> Floats:
        return np.rint(values) if futures.indicator.kind is IndicatorKind.RANK else values

    def worth(delivered: Flags) -> Floats:
        met = (whole(at_end + (amounts * delivered).sum(axis=1)) >= least) | (whole(by_then) >= least)
        return np.where(met, discount, 0.0)

    return worth


def _chances(futures: Futures, added: Floats, years: Sequence[int]) -> Floats:
    """The chance of the target if all goes on, as each year's figure shows it; shape (paths, years).

    What is still to come in a future is taken to be like what is still to come in all of them.
    """
    sign = direction(futures.goal.comparator)
    levels = sign * futures.levels + added
    least = margin(futures.goal.value, futures.goal.comparator)
    out = np.empty((futures.paths, len(years)))
    for number, year in enumerate(years):
        at = int(np.clip(np.searchsorted(futures.years, year), 0, levels.shape[1] - 1))
        to_come = np.sort(levels[:, -1] - levels[:, at])
        missing = least - levels[:, at]
        out[:, number] = 1 - np.searchsorted(to_come, missing, side="left") / len(to_come)
    return out
