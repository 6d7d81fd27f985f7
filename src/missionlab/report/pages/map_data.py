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
from missionlab.strategy.proposals import counted_on
from missionlab.strategy.records import Project
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import UNALLOCATED, Payer

Unit = tuple[str, int | None]
"""Currency and price year."""

MOST_MISSIONS = 25
"""Above this number of missions the map shows those with most money; the list beside it says so."""


@dataclass(frozen=True)
class Carriers:
    """The projects of a strategy as the map needs them.

    A project reaches the missions that it names, or else those of the programme that it is part of. Money is what the
    portfolio counts for a project and everything inside it, so that the map adds up to the money of the missions.
    """

    desk: Desk

    @cached_property
    def strategy(self) -> Strategy:
        """Without what is only put forward, unless it is asked for."""
        return counted_on(self.desk.briefing.strategy, self.desk.briefing.portfolio.basis)

    @cached_property
    def _parents(self) -> dict[str, str]:
        known = self.strategy.project_by_id
        return {p.id: p.parent for p in known.values() if p.parent is not None and p.parent in known}

    @cached_property
    def parts(self) -> dict[str, list[Project]]:
        out: dict[str, list[Project]] = defaultdict(list)
        for project in self.strategy.projects:
            if project.id in self._parents:
                out[self._parents[project.id]].append(project)
        return out

    def _above(self, project: str) -> list[str]:
        """The programmes that a project is part of, the nearest first."""
        out: list[str] = []
        while project in self._parents and self._parents[project] not in out:
            project = self._parents[project]
            out.append(project)
        return out

    @cached_property
    def reach(self) -> dict[str, dict[str, float]]:
        """By project, its missions with their shares."""
        known = self.strategy.project_by_id
        out: dict[str, dict[str, float]] = {}
        for name in known:
            stated = (known[one] for one in (name, *self._above(name)) if known[one].missions)
            shares = next(stated, known[name]).missions
            out[name] = {m: share for m, share in shares.items() if m != UNALLOCATED and share > 0}
        return out

    @cached_property
    def _counted(self) -> dict[str, list[ProjectMoney]]:
        out: dict[str, list[ProjectMoney]] = defaultdict(list)
        for one in self.desk.briefing.portfolio.projects:
            if one.payer is Payer.PUBLIC and one.counted > 0:
                out[one.project].append(one)
        return out

    def money(self, project: Project, mission: str | None) -> dict[Unit, float]:
        """Public money of a project and everything inside it, by currency and price year; of one mission, or
        without a mission all of it."""
        out: dict[Unit, float] = defaultdict(float)
        todo, seen = [project], set()
        while todo:
            one = todo.pop()
            if one.id in seen:
                continue
            seen.add(one.id)
            todo.extend(self.parts[one.id])
            share = 1.0 if mission is None else self.reach[one.id].get(mission, 0.0)
            for money in self._counted.get(one.id, ()) if share else ():
                out[money.currency, money.price_year] += money.counted * share
        return out

    def size(self, project: Project, mission: str | None) -> float:
        """Money in the map's own currency."""
        main = self.desk.briefing.portfolio.main
        return self.money(project, mission).get((main.currency, main.price_year), 0.0) if main else 0.0

    def said(self, project: Project, mission: str | None) -> str:
        """The money in words, in each currency that it is in; nothing where none is known."""
        found = self.money(project, mission)
        return self.desk.words.plain([Money(amount, currency) for (currency, _), amount in found.items()])

    @cached_property
    def by_mission(self) -> dict[str, list[Project]]:
        """The projects of each mission that are not part of another one of it, most money first."""
        out: dict[str, list[Project]] = defaultdict(list)
        for project in self.strategy.projects:
            for mission in self.reach[project.id]:
                if not any(mission in self.reach[above] for above in self._above(project.id)):
                    out[mission].append(project)
        for mission, projects in out.items():
            projects.sort(key=lambda project: -self.size(project, mission))
        return out

    def shown(self, project: Project, mission: str | None) -> MapProject:
        """One project as a line of the map."""
        name = project.name
        share = self.reach[project.id].get(mission, 1.0) if mission else 1.0
        if share < 1:
            name = self.desk.words.plain(text("report.map.part_of", name=name, share=Share(share)))
        parts = [part for part in self.parts[project.id] if self.said(part, mission)]
        parts.sort(key=lambda part: -self.size(part, mission))
        inside = tuple(
            self.desk.words.plain(text("report.map.part", name=part.name, money=self.said(part, mission)))
            for part in parts[:MOST_PARTS]
        )
        return MapProject(name, self.said(project, mission), self.size(project, mission), inside)


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
    projects = carriers.by_mission[mission]
    if len(projects) == most + 1:
        most += 1
    shown = tuple(carriers.shown(project, mission) for project in projects[:most])
    return (*shown, tail(carriers, projects[most:], mission)) if projects[most:] else shown


def tail(carriers: Carriers, rest: list[Project], mission: str | None) -> MapProject:
    """One line for the smaller projects: "and 14 more, £120m"."""
    total = sum(carriers.size(project, mission) for project in rest)
    main = carriers.desk.briefing.portfolio.main
    said = carriers.desk.words.plain(Money(total, main.currency)) if main and total else ""
    name = carriers.desk.words.plain(text("report.map.more", n=len(rest)))
    return MapProject(name, said, total, (), True)


def orphans(desk: Desk, carriers: Carriers) -> tuple[MapProject, ...]:
    """Projects that reach no mission, the largest first; the smaller ones share a line."""
    known = desk.briefing.strategy.project_by_id
    lost = [known[name] for name in desk.briefing.portfolio.orphans if name in known]
    top = [project for project in lost if project.parent not in desk.briefing.portfolio.orphans]
    top.sort(key=lambda project: -carriers.size(project, None))
    most = 5 if len(top) > 6 else 6
    shown = tuple(carriers.shown(project, None) for project in top[:most])
    return (*shown, tail(carriers, top[most:], None)) if top[most:] else shown
