"""The table of what projects are expected to add to targets."""

from __future__ import annotations

from missionlab.base.text import Locale, say, text
from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of


def plan(briefing: Briefing) -> Table:
    """One row for each contribution to a target that published figures have not settled."""
    columns = (
        "target project amount low high since delivery owner money_known powers timetable grade timing share overlap "
        "source"
    )
    to = locale_of(briefing.strategy.about)
    rows: list[tuple[Cell, ...]] = []
    for one in briefing.standings.targets:
        for part in one.plan.parts if one.plan is not None else ():
            stated = part.contribution
            rows.append(
                (
                    one.target,
                    part.project,
                    stated.amount,
                    stated.low,
                    stated.high,
                    stated.year,
                    stated.chance,
                    *(_yes_no(held, to) for held in (stated.owner, stated.money, stated.powers, stated.timetable)),
                    say(text(f"plan.part.{part.grade}"), to),
                    say(text(f"plan.timing.{part.timing}"), to),
                    part.share,
                    one.plan.overlap if one.plan is not None else None,
                    stated.source,
                )
            )
    return Table.of("plan", columns, rows)


def _yes_no(held: bool | None, to: Locale) -> str | None:
    return None if held is None else say(text(f"plan.yes_no.{'yes' if held else 'no'}"), to)
