"""What every page needs: the briefing, its words, and look-ups made once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from missionlab.base.dates import Date
from missionlab.base.text import say, text
from missionlab.checks.points import by_weight
from missionlab.checks.results import Card, Case, Point
from missionlab.portfolio.results import MissionMoney
from missionlab.report.briefing import Briefing
from missionlab.report.case_against import further
from missionlab.report.words import Own, Words
from missionlab.strategy.records import Mission
from missionlab.tracking.results import Standing, Status

FULL_PAGES = 60
"""Above this number of missions, only those that need somebody get a full page."""


@dataclass(frozen=True)
class Desk:
    """The briefing on the desk of the person who writes the pages."""

    briefing: Briefing
    words: Words

    def own(self, words: str | None) -> Own:
        return self.words.own(words)

    @cached_property
    def as_of(self) -> Date:
        return Date.read(self.briefing.as_of)

    @cached_property
    def standings(self) -> dict[str, list[Standing]]:
        """By mission, rival readings right after the target that they read."""
        out: dict[str, list[Standing]] = {mission.id: [] for mission in self.briefing.strategy.missions}
        for standing in with_rivals_after(self.briefing.standings.targets):
            out.setdefault(standing.mission, []).append(standing)
        return out

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The place of each target in the strategy, from which the ids of its figures are made."""
        return {standing.target: i for i, standing in enumerate(self.briefing.standings.targets)}

    @cached_property
    def cases(self) -> dict[str, Case]:
        return {case.mission: case for case in self.briefing.checked.cases}

    @cached_property
    def objections(self) -> dict[str, tuple[Point, ...]]:
        """By mission, the case against it: the checks' points and those from money and course, the heaviest first."""
        more = further(self.briefing)
        missions = {*self.cases, *more}
        return {one: by_weight((*self._against(one), *more.get(one, ()))) for one in missions}

    def _against(self, mission: str) -> tuple[Point, ...]:
        return self.cases[mission].against if mission in self.cases else ()

    @cached_property
    def cards(self) -> dict[str | None, list[Card]]:
        out: dict[str | None, list[Card]] = {}
        for card in self.briefing.checked.cards:
            out.setdefault(card.mission, []).append(card)
        return out

    @cached_property
    def block_number(self) -> dict[tuple[str, int | None], int]:
        return {(b.currency, b.price_year): i for i, b in enumerate(self.briefing.portfolio.blocks)}

    @cached_property
    def money_of(self) -> dict[str, list[tuple[int, MissionMoney]]]:
        """By mission, its money in each block with its place in ``results.json``."""
        out: dict[str, list[tuple[int, MissionMoney]]] = {}
        for i, money in enumerate(self.briefing.portfolio.missions):
            out.setdefault(money.mission, []).append((i, money))
        return out

    @cached_property
    def full_missions(self) -> tuple[Mission, ...]:
        """The missions with a page of their own: all of them, or those that need somebody."""
        missions = self.briefing.strategy.missions
        if len(missions) <= FULL_PAGES:
            return missions
        wrong = {record for finding in self._errors() for record in self._mentioned(finding)}
        urgent = {Status.OFF_TRACK, Status.AT_RISK, Status.MISSED}
        return tuple(
            mission
            for mission in missions
            if mission.id in wrong or any(standing.status in urgent for standing in self.standings[mission.id])
        )

    def _errors(self) -> list[str]:
        return [f.message for f in self.briefing.checked.findings if f.level == "error"]

    def _mentioned(self, message: str) -> Iterable[str]:
        words = {word.strip("\"'`.,:;()“”‘’") for word in message.split()}
        return (m.id for m in self.briefing.strategy.missions if m.id in words)

    @cached_property
    def _ranges(self) -> dict[str, Any]:
        from missionlab.report.tables import tables_of

        return {table.key: table for table in tables_of(self.briefing)}

    def sheet(self, key: str, first_cell: str | None = None) -> tuple[str, str]:
        """The workbook's sheet for a table, and the cells of the rows about one thing."""
        name = say(text(f"workbook.sheet.{key}.name"), self.words.locale)
        cells = self._ranges[key].range_of(first_cell) if first_cell else None
        return name, cells or ""

    def known_sources(self, ids: Iterable[str | None]) -> tuple[str, ...]:
        """The sources among ``ids`` that the strategy describes, without repeats, in order."""
        known = self.briefing.strategy.source_by_id
        return tuple(dict.fromkeys(i for i in ids if i is not None and i in known))

    def name_of_actor(self, name: str | None) -> Own | None:
        """The name behind an actor's id, or the name itself."""
        if name is None:
            return None
        actor = self.briefing.strategy.actor_by_id.get(name)
        return self.own(actor.name if actor else name)


def with_rivals_after(standings: Sequence[Standing]) -> list[Standing]:
    """All targets, each followed by its rival readings."""
    known = {standing.target for standing in standings}
    rivals: dict[str, list[Standing]] = {}
    for standing in standings:
        if standing.rival_of in known and standing.rival_of is not None:
            rivals.setdefault(standing.rival_of, []).append(standing)
    out: list[Standing] = []
    for standing in standings:
        if standing.rival_of not in known or standing.rival_of is None:
            out.extend((standing, *rivals.get(standing.target, ())))
    left = [standing for standing in standings if standing not in out]
    return [*out, *left]
