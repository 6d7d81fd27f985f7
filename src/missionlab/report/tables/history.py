"""The table of earlier forecasts of each target's series."""

from __future__ import annotations

from missionlab.base.text import Locale, say, text
from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of


def earlier(briefing: Briefing) -> Table:
    """One row for each earlier forecast, oldest first."""
    to = locale_of(briefing.strategy.about)
    rows: list[tuple[Cell, ...]] = [
        (
            one.target,
            str(made.last),
            str(made.known_on),
            _yes_no(made.at_once, to),
            made.points,
            made.year,
            made.p10,
            made.p50,
            made.p90,
            made.actual,
            _yes_no(made.held, to),
            made.probability,
        )
        for one in briefing.standings.targets
        for made in one.earlier
    ]
    return Table.of("earlier", "target last published at_once points compared p10 p50 p90 actual held chance", rows)


def _yes_no(held: bool, to: Locale) -> str:
    return say(text(f"plan.yes_no.{'yes' if held else 'no'}"), to)
