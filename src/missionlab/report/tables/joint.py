"""The table of chances that all targets of a mission are met."""

from __future__ import annotations

from missionlab.base.text import say
from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Table
from missionlab.report.words import locale_of


def joint(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    columns = "mission joint_targets joint_settled joint_unknown joint_shared low high joint_independent meaning"
    rows = tuple(
        (
            one.mission,
            ", ".join(one.targets),
            one.settled,
            one.unknown,
            one.shared,
            one.low,
            one.high,
            one.independent,
            say(one.said, to),
        )
        for one in briefing.standings.joint
    )
    return Table.of("joint", columns, rows)
