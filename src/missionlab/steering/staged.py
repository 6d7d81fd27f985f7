"""Simulated ways of a project through its stages, and the chance of a success in time as each year shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.draws import uniforms
from missionlab.steering.problem import Floats
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

WAY = (Stage.BASIC, Stage.APPLIED, Stage.DEMONSTRATION, Stage.FIRST_MARKET)
"""Stages before a success."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """How a project turns out in every future."""

    ready: Numbers
    """Number of the year of its success, -1 for none in time; shape (paths,)."""
    over: Numbers
    """Number of the year in which it succeeds or fails, else the last; shape (paths,)."""
    shown: Floats
    """Chance of a success in time by what each year has shown; shape (paths, years)."""


def ways(
    model: OutcomeModel, stage: Stage, age: int, years: int, project: str, stream: str, seed: int, paths: int
) -> Ways | None:
    """``paths`` ways from ``stage``, after ``age`` years in it; nothing where the model has no chances for a stage."""
    chances = _table(model, stage, age + years)
    if chances is None:
        return None
    hopes = _hopes(chances, years)
    stages = len(chances)
    at, old = np.zeros(paths, dtype=np.int64), np.full(paths, age, dtype=np.int64)
    ready, over = np.full(paths, -1, dtype=np.int64), np.full(paths, years - 1, dtype=np.int64)
    alive, shown = np.ones(paths, dtype=bool), np.zeros((paths, years))
    for year in range(years):
        luck = uniforms(seed, project, f"{stream} stages", year, paths)
        advance, fail = (chances[np.minimum(at, stages - 1), old, which] for which in (0, 1))
        on, off = alive & (luck < advance), alive & (luck >= 1 - fail)
        at, old = at + on, np.where(on, 0, old + 1)
        done = alive & (at == stages)
        ready[done], over[done | off] = year, year
        alive &= ~(done | off)
        left = years - year - 1
        shown[:, year] = np.where(ready >= 0, 1.0, np.where(alive, hopes[left, np.minimum(at, stages - 1), old], 0.0))
    return Ways(ready, over, shown)


def _table(model: OutcomeModel, stage: Stage, ages: int) -> Floats | None:
    """Chances to advance and to fail within a year by stage and age; shape (stages, ages + 1, 2)."""
    rows = []
    for one in WAY[WAY.index(stage) :]:
        steps = sorted((step for step in model.steps if step.stage is one), key=lambda step: step.from_age)
        if not steps:
            return None
        by_age = [([step for step in steps if step.from_age <= age] or steps[:1])[-1] for age in range(ages + 1)]
        rows.append([(step.advance, step.fail) for step in by_age])
    return np.array(rows)


def _hopes(chances: Floats, years: int) -> Floats:
    """Chance of a success within so many years, by stage and age; shape (years + 1, stages, ages + 1)."""
    stages, ages, _ = chances.shape
    out = np.zeros((years + 1, stages, ages))
    for left in range(1, years + 1):
        before = out[left - 1]
        for stage in range(stages):
            advance, fail = chances[stage].T
            after = np.ones(ages) if stage == stages - 1 else np.full(ages, before[stage + 1, 0])
            older = np.append(before[stage, 1:], before[stage, -1])
            out[left, stage] = advance * after + (1 - advance - fail) * older
    return out
