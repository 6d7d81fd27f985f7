"""What projects are expected to add to targets: whose statement counts, from when, and how far it can be relied on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from missionlab.strategy.records import Contribution, Project
from missionlab.strategy.vocabulary import ProjectStatus


class Grade(StrEnum):
    """How far a contribution can be relied on, from its owner, money, powers and timetable."""

    CREDIBLE = "credible"
    SOME_RISK = "some risk"
    SIGNIFICANT_RISK = "significant risk"


class Timing(StrEnum):
    """Whether a contribution still changes the goal's year."""

    COUNTS = "counts"
    IN_FIGURES = "in the figures"
    """It was due by the latest figure, which shows whatever came of it."""
    TOO_LATE = "after the goal"
    STOPPED = "stopped"
    """Its project was stopped."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One contribution with the project that states it."""

    project: str
    number: int
    """Place among the contributions of its project, from 0."""
    contribution: Contribution
    stopped: bool

    @property
    def grade(self) -> Grade:
        """Credible with all four, some risk with three, significant risk with fewer. Blank is not a yes."""
        stated = self.contribution
        held = sum(map(bool, (stated.owner, stated.money, stated.powers, stated.timetable)))
        return (Grade.SIGNIFICANT_RISK, Grade.SOME_RISK, Grade.CREDIBLE)[max(0, held - 2)]

    def timing(self, latest: float | None, goal_year: int) -> Timing:
        """``latest`` is the position of the latest figure on the axis of years; a year counts as a whole at its
        middle, so that a contribution of the latest figure's own year is in that figure."""
        year = self.contribution.year
        if self.stopped:
            return Timing.STOPPED
        if year is not None and year > goal_year:
            return Timing.TOO_LATE
        if year is not None and latest is not None and year <= latest:
            return Timing.IN_FIGURES
        return Timing.COUNTS


def plans_of(projects: Iterable[Project]) -> Mapping[str, tuple[Planned, ...]]:
    """By target, in the order of project ids. A programme's own statement gives way to those of its parts."""
    by_id = {project.id: project for project in sorted(projects, key=lambda project: project.id)}
    inside: dict[str, set[str]] = defaultdict(set)
    for project in by_id.values():
        own = {contribution.target for contribution in project.contributions}
        above, seen = project.parent, {project.id}
        while own and above is not None and above in by_id and above not in seen:
            inside[above] |= own
            seen.add(above)
            above = by_id[above].parent
    out: dict[str, list[Planned]] = defaultdict(list)
    for project in by_id.values():
        for number, stated in enumerate(project.contributions):
            if stated.target not in inside[project.id]:
                stopped = project.status is ProjectStatus.STOPPED
                out[stated.target].append(Planned(project.id, number, stated, stopped))
    return {target: tuple(found) for target, found in out.items()}
