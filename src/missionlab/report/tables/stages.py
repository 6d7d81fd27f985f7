"""The table of stages: what became of each project in each stage of the innovation curve, with its date."""

from __future__ import annotations

from missionlab.base.text import say, text
from missionlab.report.briefing import Briefing
from missionlab.report.stages import stage_states
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of


def stages(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    names = {one.id: one.name for one in briefing.strategy.projects}
    rows: list[tuple[Cell, ...]] = []
    for state in stage_states(briefing.strategy):
        stage = say(text(f"portfolio.stage.{state.stage}"), to)
        for part in ("went_on", "there"):
            said = say(text(f"report.stages.{part}"), to)
            rows.extend((stage, said, names[one], None) for one in getattr(state, part))
        said = say(text("report.stages.stopped"), to)
        rows.extend((stage, said, one.name, None if one.on is None else str(one.on)) for one in state.stopped)
    return Table.of("stages", "stage state project on", rows)
