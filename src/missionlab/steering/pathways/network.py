"""All sequences of actions that are possible and help, and those of them that no other beats in every way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.base.text import text
from missionlab.portfolio.results import Measured
from missionlab.steering.pathways.courses import Course, Courses, when
from missionlab.steering.pathways.options import Option, at_end
from missionlab.steering.pathways.results import Pathway, Switch

LONGEST = 3
"""Most switches in a row."""
MOST = 12
"""Most pathways that are drawn."""
_RARE = 0.01
"""A switch that happens on a smaller share of paths than this makes no other pathway."""
_HELPS = 0.005
"""Least gain in the share of paths that meet the goal for which a switch is a way on."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A sequence with its course over the paths, and its mean cost where every cost is stated."""

    options: tuple[Option, ...]
    course: Course
    cost: float | None

    @property
    def retargets(self) -> bool:
        return any(option.goal is not None for option in self.options)


def sequences(options: Sequence[Option], courses: Courses) -> Iterator[Found]:
    """Carrying on alone, and every sequence in which each switch happens and helps; a change of the goal only last."""
    alone = Found((), courses.follow(()), 0.0)
    yield alone
    yield from _longer(alone, options, courses)


def _longer(found: Found, options: Sequence[Option], courses: Courses) -> Iterator[Found]:
    if len(found.options) == LONGEST or found.retargets:
        return
    for option in options:
        if option in found.options or not _possible(option, found.options, options):
            continue
        chain = (*found.options, option)
        course = courses.follow(chain)
        happens = float(np.isfinite(course.decided[-1]).mean())
        if happens < _RARE or course.share < found.course.share + _HELPS:
            continue
        longer = Found(chain, course, _cost(chain, course))
        yield longer
        yield from _longer(longer, options, courses)


def _possible(option: Option, before: Sequence[Option], every: Sequence[Option]) -> bool:
    """Whether an action is open after those before: not closed by one of them, and opened where it must be."""
    taken = {one.action.id for one in before}
    if any(option.action.id in one.action.closes for one in before):
        return False
    openers = {one.action.id for one in every if option.action.id in one.action.opens}
    return not openers or bool(openers & taken)


def _cost(chain: Sequence[Option], course: Course) -> float | None:
    costs = [option.action.switching_cost for option in chain]
    currencies = {option.action.currency for option in chain}
    if any(cost is None for cost in costs) or len(currencies) > 1:
        return None
    shares = [float(np.isfinite(decided).mean()) for decided in course.decided]
    return sum(share * (cost or 0.0) for share, cost in zip(shares, costs, strict=True))


def pruned(every: Sequence[Found]) -> list[Found]:
    """Those that no other beats: in the share that meets the goal, in cost, and in the number of switches. A changed
    goal is compared with changed goals only, and an unknown cost is beaten only by a part of the same actions."""
    return [one for one in every if not any(_beats(other, one) for other in every)]


def _beats(other: Found, one: Found) -> bool:
    if other is one or other.retargets is not one.retargets:
        return False
    if one.cost is None or other.cost is None:
        cheaper = {o.action.id for o in other.options} <= {o.action.id for o in one.options}
        cost = len(other.options) - len(one.options) if cheaper else None
    else:
        cost = other.cost - one.cost
    if cost is None:
        return False
    likelier = other.course.share - one.course.share
    shorter = len(one.options) - len(other.options)
    same = likelier == 0 and cost == 0 and shorter == 0
    first = [o.action.id for o in other.options] < [o.action.id for o in one.options]
    return likelier >= 0 and cost <= 0 and shorter >= 0 and (not same or first)


def pathway_of(found: Found, courses: Courses) -> Pathway:
    """The record of a sequence; its chance also with the least and the most that its actions are said to add."""
    case = courses.case
    chance = courses.chance(found.course, found.options)
    if found.options and not found.retargets and any(option.ranged for option in found.options):
        ends = [
            courses.chance(courses.follow(chain), chain)
            for chain in (tuple(at_end(option, case, share) for option in found.options) for share in (0.0, 1.0))
        ]
        measured = Measured(chance, min(chance, *ends), max(chance, *ends))
    else:
        measured = Measured(chance, reason=text("pathways.reason.share_of_paths"))
    reason = text("pathways.reason.no_cost") if found.cost is None else text("pathways.reason.stated_costs")
    return Pathway(
        switches=tuple(
            Switch(option.action.id, when(decided))
            for option, decided in zip(found.options, found.course.decided, strict=True)
        ),
        sell_by=when(found.course.tips),
        chance=measured,
        cost=Measured(found.cost, reason=reason),
        retargets=found.retargets,
    )
