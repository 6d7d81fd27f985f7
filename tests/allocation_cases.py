"""Cases for the tests and benchmarks of the plan: small ones by hand, and large ones from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from missionlab.portfolio.allocation.case import (
    Case,
    Choice,
    Contributions,
    Floats,
    Options,
    Projects,
    Purse,
    Risk,
    Rule,
    Targets,
)
from missionlab.strategy.vocabulary import Bound, LimitDimension


def knapsack(money: Sequence[float], worth: Sequence[float], budget: float, ids: str = "abcdefghij") -> Case:
    """One year, one target, one future: project i costs `money[i]` and adds `worth[i]` of a need of 1,000."""
    count = len(money)
    return Case(
        projects=Projects(
            tuple(ids[:count]),
            tuple(f"Project {one}" for one in ids[:count]),
            (("m",),) * count,
            np.zeros(count, dtype=np.intp),
            np.zeros(count, dtype=np.intp),
            (Choice.FREE,) * count,
        ),
        options=Options(
            np.arange(count),
            ("grant",) * count,
            np.array(money, dtype=float),
            np.array(money, dtype=float)[:, None],
            np.zeros((count, 1)),
        ),
        contributions=Contributions(
            np.arange(count),
            np.zeros(count, dtype=np.intp),
            *(np.array(worth, dtype=float),) * 3,
            np.ones(count),
            ("",) * count,
            np.zeros(count, dtype=np.intp),
        ),
        targets=Targets(
            ("t",),
            ("Target",),
            ("m",),
            np.full((1, 1), 1000.0),
            np.full((1, 10_000), 1000.0),
            np.zeros(1, dtype=np.intp),
            (2030,),
            np.ones(1),
        ),
        purse=Purse(np.array([float(budget)]), np.zeros(1)),
        years=(2030,),
    )


def generated(
    seed: int, projects: int = 1000, years: int = 20, scenarios: int = 200, *, tight: bool, fresh: int = 10_000
) -> Case:
    """Eight missions, fifty actors, eight factors with six classes of success.

    `tight`: money is plentiful, and a few actors hold much of it, so that a cap of 6 % on each binds. Otherwise there
    is money for about a quarter of the projects, and it binds.
    """
    draw = np.random.default_rng(seed)
    missions, actors, factors = 8, 50, 8
    money = np.exp(draw.normal(np.log(20e6), 0.8, projects))
    length = draw.integers(1, 6, projects)
    spend = np.zeros((projects, 5))
    for one, years_of_it in enumerate(length):
        spend[one, :years_of_it] = money[one] / years_of_it
    chance = draw.choice([0.3, 0.45, 0.6, 0.75, 0.85, 0.95], projects)
    target = draw.integers(0, missions, projects)
    amount = money / 20e6 * np.exp(draw.normal(0, 0.5, projects))
    deadline = draw.integers(years // 2, years, missions)
    by_mission = np.bincount(target, amount * chance, missions)
    level = by_mission * draw.uniform(0.5, 0.9, missions) * (0.8 if tight else 0.9)
    need = level[:, None] * np.exp(draw.normal(-0.05, 0.35, (missions, scenarios)))
    later = level[:, None] * np.exp(draw.normal(-0.05, 0.35, (missions, fresh)))
    popularity = np.arange(1, actors + 1) ** -1.4
    actor = draw.choice(actors, projects, p=popularity / popularity.sum())
    budget = np.full(years, money.sum() * (0.5 if tight else 0.25) / years)
    first = draw.integers(0, 3, projects)
    case = Case(
        projects=Projects(
            tuple(f"p{one:04d}" for one in range(projects)),
            tuple(f"Project {one}" for one in range(projects)),
            tuple((f"m{one}",) for one in target),
            first,
            np.full(projects, years - 1),
            (Choice.FREE,) * projects,
        ),
        options=Options(np.arange(projects), ("grant",) * projects, money, spend, np.zeros((projects, 1))),
        contributions=Contributions(
            np.arange(projects),
            target,
            *(amount,) * 3,
            chance,
            tuple(f"factor-{one}" for one in draw.integers(0, factors, projects)),
            length.astype(np.intp),
        ),
        targets=Targets(
            tuple(f"t{one}" for one in range(missions)),
            tuple(f"Target {one}" for one in range(missions)),
            tuple(f"m{one}" for one in range(missions)),
            need,
            later,
            deadline,
            tuple(2027 + int(one) for one in deadline),
            np.ones(missions),
        ),
        purse=Purse(budget, np.full(years, np.inf)),
        years=tuple(range(2027, 2027 + years)),
        risk=Risk(0.1, 0.15),
    )
    stage = draw.integers(0, 6, projects)
    caps = tuple(
        share_rule(f"cap-{one}", Bound.MOST, LimitDimension.ACTOR, f"Actor {one}", (actor == one).astype(float), 0.06)
        for one in range(actors)
    )
    floors = tuple(
        share_rule(f"floor-{one}", Bound.LEAST, LimitDimension.STAGE, f"Stage {one}", 1.0 * (stage == one), 0.08)
        for one in range(4)
    )
    return replace(case, rules=(caps + floors) if tight else floors)


def share_rule(name: str, bound: Bound, dimension: LimitDimension, which: str, part: Floats, share: float) -> Rule:
    """A cap or a floor on the share of all money."""
    return Rule(name, bound, dimension, which, part, share)
