"""Made-up plans for pages: with near misses, binding rules and contested projects; with any words for names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
from allocation_cases import generated, knapsack, share_rule

from missionlab.portfolio.allocation.case import About, Case, Choice
from missionlab.portfolio.allocation.plan import Asked, planned, with_choices
from missionlab.portfolio.allocation.results import Plan
from missionlab.strategy.vocabulary import Bound, LimitDimension

_ABOUT = About("made-up", date(2026, 11, 24), "0" * 64, "fund", "GBP", None)


@cache
def plan(names: Sequence[str] = (), missions: Sequence[str] = ("heat",)) -> Plan:
    """Sixteen candidates and one committed project under a cap and a floor, money for half; names in turn."""
    return planned(_case(names, missions), Asked(draws=12))


@cache
def clash() -> Plan:
    """Rules that cannot all be kept."""
    case = replace(knapsack([5, 4], [1, 1], 8), about=_ABOUT)
    return planned(with_choices(case, ("a", "b"), ()), Asked(draws=0))


def _case(names: Sequence[str], missions: Sequence[str]) -> Case:
    case = generated(7, projects=17, years=8, scenarios=30, tight=False, fresh=500)
    count = len(case.projects.ids)
    shown = tuple(names[one % len(names)] if names else f"Project {one}" for one in range(count))
    part = np.where(np.arange(count) < count // 2, 1.0, 0.0)
    targets = case.targets
    return replace(
        case,
        projects=replace(
            case.projects,
            names=shown,
            missions=tuple((missions[one % len(missions)],) for one in range(count)),
            choice=(Choice.COMMITTED, *case.projects.choice[1:]),
            last=np.concatenate([[0], case.projects.last[1:]]),
            first=np.concatenate([[0], case.projects.first[1:]]),
        ),
        targets=replace(
            targets,
            names=tuple(names[one % len(names)] if names else f"Target {one}" for one in range(len(targets.ids))),
            missions=tuple(missions[one % len(missions)] for one in range(len(targets.ids))),
        ),
        purse=replace(case.purse, budget=np.full(8, case.options.money.sum() * 0.5 / 8), kept=np.zeros(8)),
        rules=(
            share_rule("cap", Bound.MOST, LimitDimension.ACTOR, shown[0], part, 0.4),
            share_rule("floor", Bound.LEAST, LimitDimension.PLACE, shown[1], 1.0 - part, 0.3),
        ),
        about=_ABOUT,
    )
