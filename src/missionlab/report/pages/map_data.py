"""What stands on the mission map: which projects carry which mission, with how much of their money."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from missionlab.base.text import Money, Share, text
from missionlab.portfolio.results import ProjectMoney
from missionlab.report.charts.mission_map import (
    MOST_PARTS,
    MOST_PROJECTS,
    MapChallenge,
    MapMission,
    MapProject,
)
from missionlab.report.pages.desk import Desk
from missionlab.strategy.records import Project
from missionlab.strategy.vocabulary import UNALLOCATED, Payer

MOST_MISSIONS = 25
"""Above this number of missions the map shows those with most money; the list beside it says so."""


@dataclass(frozen=True)
class Carriers:
    """The projects of a strategy as the map needs them."""

    desk: Desk

    @cached_property
    def money(self) -> dict[str, list[ProjectMoney]]:
        """Public money of each project with everything inside, by block."""
        out: dict[str, list[ProjectMoney]] = defaultdict(list)
        for one in self.desk.briefing.portfolio.projects:
            if one.payer is Payer.PUBLIC and one.total > 0:
                out[one.project].append(one)
        return out

    @cached_property
    def parts(self) -> dict[str, list[Project]]:
        known = self.desk.briefing.strategy.project_by_id
        out: dict[str, list[Project]] = defaultdict(list)
        for project in self.desk.briefing.strategy.projects:
            if project.parent in known and project.parent is not None:
                out[project.parent].append(project)
        return out

    @cached_property
    def tops(self) -> list[Project]:
        """Projects without a parent; a programme that names no mission gives way to its parts."""
        known = self.desk.briefing.strategy.project_by_id
        todo = [p for p in self.desk.briefing.strategy.projects if p.parent not in known]
        out: list[Project] = []
        seen: set[str] = set()
        while todo:
            project = todo.pop(0)
            if project.id in seen:
                continue
            seen.add(project.id)
            if not reach(project) and any(reach(part) for part in self.parts[project.id]):
                todo = [*self.parts[project.id], *todo]
            else:
                out.append(project)
        return out

    @cached_property
    def by_mission(self) -> dict[str, list[tuple[Project, float]]]:
        """Top projects of each mission with the share of their money that is for it, most money first."""
        out: dict[str, list[tuple[Project, float]]] = defaultdict(list)
        for project in self.tops:
            for mission, share in reach(project).items():
                out[mission].append((project, share))
        for projects in out.values():
            projects.sort(key=lambda pair: -self.size(pair[0]) * pair[1])
        return out

    def size(self, project: Project) -> float:
        """Money in the map's own currency."""
        main = self.desk.briefing.portfolio.main
        unit = (main.currency, main.price_year) if main else None
        return sum(one.total for one in self.money.get(project.id, ()) if (one.currency, one.price_year) == unit)

    def said(self, project: Project, share: float = 1.0) -> str:
        """The money in words, in each currency that it is in; nothing where none is known."""
        amounts = [Money(one.total * share, one.currency) for one in self.money.get(project.id, ())]
        return self.desk.words.plain(amounts)

    def shown(self, project: Project, share: float = 1.0) -> MapProject:
        """One project as a line of the map."""
        name = project.name
        if share < 1:
            name = self.desk.words.plain(text("report.map.part_of", name=name, share=Share(share)))
        parts = sorted((p for p in self.parts[project.id] if self.money.get(p.id)), key=lambda p: -self.size(p))
        inside = tuple(
            self.desk.words.plain(text("report.map.part", name=part.name, money=self.said(part)))
            for part in parts[:MOST_PARTS]
        )
        return MapProject(name, self.said(project, share), self.size(project) * share, inside)


def reach(project: Project) -> dict[str, float]:
    """The missions that a project serves, with their shares."""
    return {mission: share for mission, share in project.missions.items() if mission != UNALLOCATED and share > 0}


def challenges(desk: Desk, carriers: Carriers) -> tuple[tuple[MapChallenge, ...], int]:
    """The map's rows, and how many missions were left out."""
    strategy, portfolio = desk.briefing.strategy, desk.briefing.portfolio
    amount: dict[str, float] = defaultdict(float)
    for money in portfolio.missions:
        amount[money.mission] += money.amount
    kept = sorted(strategy.missions, key=lambda mission: -amount[mission.id])[:MOST_MISSIONS]
    names = {mission.id for mission in kept}
    every = sum(len(carriers.by_mission[name]) for name in names)
    most = every if every <= MOST_PROJECTS else max(1, MOST_PROJECTS // max(1, len(names)))
    out = []
    for challenge in strategy.challenges:
        missions = [m for m in strategy.missions if m.challenge == challenge.id and m.id in names]
        if missions:
            rows = tuple(MapMission(m.name, _projects(carriers, m.id, most)) for m in missions)
            out.append(MapChallenge(challenge.name, rows))
    return tuple(out), len(strategy.missions) - len(kept)


def _projects(carriers: Carriers, mission: str, most: int) -> tuple[MapProject, ...]:
    pairs = carriers.by_mission[mission]
    shown = [carriers.shown(project, share) for project, share in pairs[:most]]
    rest = pairs[most:]
    if len(rest) == 1:
        return (*shown, carriers.shown(*rest[0]))
    return (*shown, tail(carriers, rest)) if rest else tuple(shown)


def tail(carriers: Carriers, rest: list[tuple[Project, float]]) -> MapProject:
    """One line for the smaller projects: "and 14 more, £120m"."""
    total = sum(carriers.size(project) * share for project, share in rest)
    main = carriers.desk.briefing.portfolio.main
    said = carriers.desk.words.plain(Money(total, main.currency)) if main and total else ""
    name = carriers.desk.words.plain(text("report.map.more", n=len(rest)))
    return MapProject(name, said, total, (), True)


def orphans(desk: Desk, carriers: Carriers) -> tuple[MapProject, ...]:
    """Projects that reach no mission, the largest first; the smaller ones share a line."""
    known = desk.briefing.strategy.project_by_id
    lost = [known[name] for name in desk.briefing.portfolio.orphans if name in known]
    top = [project for project in lost if project.parent not in desk.briefing.portfolio.orphans]
    top.sort(key=lambda project: -carriers.size(project))
    shown = [carriers.shown(project) for project in top[:5]]
    if len(top) > 6:
        return (*shown, tail(carriers, [(project, 1.0) for project in top[5:]]))
    return (*shown, *(carriers.shown(project) for project in top[5:]))
