"""What the checks look at: the strategy as known on the day, its standings and its money, found by mission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from missionlab.portfolio.results import Block, Dimension, Measured, MissionMoney, Portfolio, Split
from missionlab.strategy.records import Answer, Commitment, Mission, Project, Record, Target, Thresholds
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, Payer, ProjectStatus
from missionlab.tracking.results import Standing, Standings, Status

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class MissionFacts:
    """One mission with everything that belongs to it, each list by id so that file order changes nothing."""

    mission: Mission
    standings: tuple[Standing, ...]
    projects: tuple[Project, ...]
    commitments: tuple[Commitment, ...]
    """Of its projects, newest figures only."""
    lines: tuple[tuple[Project, float], ...]
    """What each project has of ``money``, largest first; of a programme, what its parts do not take."""
    money: MissionMoney | None
    """Its public money in the block that the overview shows, or in its own largest block."""

    @cached_property
    def targets(self) -> tuple[Standing, ...]:
        """Targets in force, rival readings of one promise left out."""
        return tuple(s for s in self.standings if s.rival_of is None and s.status is not Status.WITHDRAWN)

    @cached_property
    def live(self) -> tuple[Project, ...]:
        """Projects that were not stopped."""
        return tuple(project for project in self.projects if project.status is not ProjectStatus.STOPPED)

    @cached_property
    def leaves(self) -> tuple[Project, ...]:
        """Live projects without parts of their own: what is done, rather than the programme around it."""
        parents = {project.parent for project in self.live}
        return tuple(project for project in self.live if project.id not in parents)

    @property
    def funded(self) -> MissionMoney | None:
        """The money, where there is public money at all."""
        return self.money if self.money is not None and self.money.amount > 0 else None

    def split(self, dimension: Dimension) -> Split | None:
        return self.funded.by.get(dimension) if self.funded else None

    @cached_property
    def money_sources(self) -> tuple[str, ...]:
        return sources_of(*self.projects, *self.commitments)


@dataclass(frozen=True)
class Facts:
    """Everything the checks read. ``strategy`` is already cut to what was known on ``as_of``."""

    strategy: Strategy
    as_of: date
    standings: Standings
    portfolio: Portfolio

    @property
    def thresholds(self) -> Thresholds:
        return self.strategy.about.thresholds

    @property
    def block(self) -> Block | None:
        """The block of the overview, where there is public money in it."""
        main = self.portfolio.main
        return main if main is not None and main.total > 0 else None

    @cached_property
    def missions(self) -> tuple[MissionFacts, ...]:
        standings = _grouped(((s.mission, s) for s in self.standings.targets), lambda s: s.target)
        projects = _grouped(
            ((mission, p) for p in self.strategy.projects for mission in self.missions_of(p)), lambda p: p.id
        )
        money = self._money()
        counted = self._counted()
        replaced = {(c.revises, c.basis) for c in self.strategy.commitments if c.revises not in (None, c.id)}
        return tuple(
            MissionFacts(
                mission=mission,
                standings=standings.get(mission.id, ()),
                projects=(own := projects.get(mission.id, ())),
                commitments=tuple(
                    commitment
                    for project in own
                    for commitment in sorted(
                        self.strategy.commitments_by_project.get(project.id, ()), key=lambda c: c.id
                    )
                    if (commitment.id, commitment.basis) not in replaced
                ),
                lines=_lines(mission.id, own, counted, money.get(mission.id), self.shares_of),
                money=money.get(mission.id),
            )
            for mission in self.strategy.missions
        )

    def _money(self) -> Mapping[str, MissionMoney]:
        main = self.portfolio.main
        chosen: dict[str, MissionMoney] = {}
        for own in self.portfolio.missions:
            shown = main is not None and (own.currency, own.price_year) == (main.currency, main.price_year)
            rival = chosen.get(own.mission)
            if rival is None or shown or (own.projects, rival.currency) > (rival.projects, own.currency):
                chosen[own.mission] = own
            if shown and own.amount == 0 and rival is not None and rival.amount > 0:
                chosen[own.mission] = rival
        return chosen

    def _counted(self) -> Mapping[tuple[str, str, int | None], float]:
        """Public money by project, currency and price year."""
        return {
            (own.project, own.currency, own.price_year): own.counted
            for own in self.portfolio.projects
            if own.payer is Payer.PUBLIC
        }

    def missions_of(self, project: Project) -> tuple[str, ...]:
        """Ids of the missions that ``project`` serves."""
        return tuple(m for m, part in self.shares_of(project).items() if m != UNALLOCATED and part > 0)

    def shares_of(self, project: Project) -> Mapping[str, float]:
        """Shares of the missions in ``project``; a part of a programme without its own has its parent's."""
        return next((above.missions for above in self.lineage(project) if above.missions), {})

    def lineage(self, project: Project) -> Iterator[Project]:
        """``project``, its parent, and so on up; stops where parents go round in a circle."""
        seen: set[str] = set()
        current: Project | None = project
        while current is not None and current.id not in seen:
            seen.add(current.id)
            yield current
            current = self.strategy.project_by_id.get(current.parent) if current.parent else None

    @cached_property
    def answers(self) -> Mapping[tuple[str, str | None], tuple[Answer, ...]]:
        """Answers by question and mission, of each rater the newest."""
        newest: dict[tuple[str, str | None, str | None], Answer] = {}
        for answer in sorted(self.strategy.answers, key=lambda a: (str(a.on or ""), a.value, a.reason)):
            newest[answer.question, answer.mission, answer.by] = answer
        return _grouped(
            (((question, mission), answer) for (question, mission, _), answer in newest.items()),
            lambda answer: (answer.by or "", answer.reason),
        )


def _lines(
    mission: str,
    projects: Iterable[Project],
    counted: Mapping[tuple[str, str, int | None], float],
    money: MissionMoney | None,
    shares_of: Callable[[Project], Mapping[str, float]],
) -> tuple[tuple[Project, float], ...]:
    if money is None:
        return ()
    found = (
        (project, counted.get((project.id, money.currency, money.price_year), 0.0) * shares_of(project)[mission])
        for project in projects
    )
    return tuple(sorted(((p, amount) for p, amount in found if amount > 0), key=lambda line: (-line[1], line[0].id)))


def sources_of(*records: Record | Standing | None) -> tuple[str, ...]:
    """Source keys of ``records`` and of what is nested in them, each once, in order."""
    found: set[str] = set()
    for record in records:
        if record is None:
            continue
        found.update(getattr(record, "sources", ()))
        if single := getattr(record, "source", None):
            found.add(single)
        if isinstance(record, Target):
            for version in record.versions:
                found.update(sources_of(version, version.baseline))
    return tuple(sorted(found))


def bounds(measured: Measured | None) -> tuple[float, float] | None:
    """The least and the most that a measured number can be; blank when nothing bounds it."""
    if measured is None:
        return None
    low = measured.low if measured.low is not None else measured.value
    high = measured.high if measured.high is not None else measured.value
    return None if low is None or high is None else (low, high)


def _grouped(pairs: Iterable[tuple[K, V]], order: Callable[[V], Any]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(sorted(items, key=order)) for key, items in groups.items()}
