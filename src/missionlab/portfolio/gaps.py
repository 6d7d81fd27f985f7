"""What the portfolio lacks: money for projects and missions, a mission for projects, credible plans for targets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from missionlab.base.text import Text, text
from missionlab.portfolio.classes import Classes
from missionlab.portfolio.figures import OwnFigures, Purse
from missionlab.portfolio.forest import Forest
from missionlab.portfolio.results import Dimension, Measured
from missionlab.strategy.plans import Grade, Planned, Timing, plans_of
from missionlab.strategy.records import Observation, Target, TargetVersion
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Better, Measure


def with_money(figures: Mapping[Purse, OwnFigures]) -> frozenset[str]:
    """Projects with money of their own from any payer on any basis."""
    return frozenset(
        project
        for purse in figures.values()
        for project, own in purse.items()
        if any(figure.amount > 0 for figure in own)
    )


def unfunded(forest: Forest, funded: frozenset[str]) -> tuple[Measured, tuple[str, ...]]:
    """Share and list of the leaf projects without money of their own. The lower bound leaves out those whose
    programme has a figure that may yet reach them."""
    leaves = [project for project in forest.by_id if project not in forest.children]
    without = tuple(project for project in leaves if project not in funded)
    if not leaves:
        return Measured(None, reason=text("portfolio.reason.no_projects")), ()
    below = forest.nearest(lambda project: project.id in funded)
    certain = sum(below[project] is None for project in without)
    share = len(without) / len(leaves)
    reason = text("portfolio.reason.programme_money", n=len(without) - certain) if certain < len(without) else None
    return Measured(share, certain / len(leaves), share, reason), without


def orphans(forest: Forest, classes: Classes) -> tuple[str, ...]:
    """Projects that reach no mission: not themselves, not through an ancestor, not through anything inside."""
    reach = classes.shares[Dimension.MISSION]
    below = forest.nearest(lambda project: bool(reach[project.id]))
    reaching = {project for project, reached in below.items() if reached is not None}
    for project in reversed(forest.order):
        parent = forest.parent[project]
        if project in reaching and parent is not None:
            reaching.add(parent)
    return tuple(project for project in forest.by_id if project not in reaching)


def empty_missions(strategy: Strategy, classes: Classes, funded: frozenset[str]) -> tuple[str, ...]:
    """Missions to which no project with money of its own on any basis belongs."""
    reach = classes.shares[Dimension.MISSION]
    served = {mission for project in funded for mission in reach[project]}
    return tuple(mission.id for mission in strategy.missions if mission.id not in served)


def credible(strategy: Strategy) -> dict[str, Measured]:
    """By target: expected contributions with owner, money, powers and timetable, over the change still needed.

    Contributions count towards the goal, whichever way that is; what was due by the latest figure, comes after the
    goal or belongs to a project that was stopped does not.
    """
    stated = plans_of(strategy.projects)
    latest = _latest(strategy.observations)
    return {target.id: _credible(target, stated.get(target.id, ()), strategy, latest) for target in strategy.targets}


def _latest(observations: Iterable[Observation]) -> dict[str, Observation]:
    latest: dict[str, Observation] = {}
    for observation in observations:
        known = latest.get(observation.indicator)
        if known is None or (observation.period, observation.vintage) >= (known.period, known.vintage):
            latest[observation.indicator] = observation
    return latest


def _credible(
    target: Target, stated: Sequence[Planned], strategy: Strategy, latest: Mapping[str, Observation]
) -> Measured:
    if not stated:
        return _blank("portfolio.reason.no_contribution")
    version = max(target.versions, key=lambda version: version.number, default=None)
    if version is None or version.withdrawn:
        return _blank("portfolio.reason.no_goal")
    indicator = strategy.indicator_by_id.get(version.indicator or target.indicator or "")
    goal = _goal(version)
    if goal is None or indicator is None or indicator.better is None:
        return _blank("portfolio.reason.no_goal")
    observed = latest.get(indicator.id)
    start = observed.value if observed is not None else version.baseline.value if version.baseline else None
    if start is None:
        return _blank("portfolio.reason.no_start")
    needed = goal - start if indicator.better is Better.HIGHER else start - goal
    if needed <= 0:
        return _blank("portfolio.reason.nothing_needed")
    at, year = observed.period.position if observed is not None else None, version.year
    sure = [
        one.contribution
        for one in stated
        if one.grade is Grade.CREDIBLE and (year is None or one.timing(at, year) is Timing.COUNTS)
    ]

    def sum_of(bound: str) -> float:
        values = ((getattr(c, bound), c.amount) for c in sure)
        return sum(amount if value is None else value for value, amount in values) / needed

    value, low, high = sum_of("amount"), sum_of("low"), sum_of("high")
    if not all(map(math.isfinite, (value, low, high))):
        return _blank("portfolio.reason.no_goal")
    return Measured(value, low, high)


def _goal(version: TargetVersion) -> float | None:
    """The number to reach, in the indicator's unit."""
    if version.value is None or version.measure is Measure.VALUE:
        return version.value
    if version.baseline is None or version.baseline.value is None:
        return None
    if version.measure is Measure.CHANGE:
        return version.baseline.value + version.value
    return version.baseline.value * (1 + version.value / 100)


def _blank(key: str) -> Measured:
    reason: Text = text(key)
    return Measured(None, reason=reason)
