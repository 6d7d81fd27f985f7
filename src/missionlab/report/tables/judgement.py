"""Tables of judgements: checks, cases and findings."""

from __future__ import annotations

from missionlab.base.text import Text, say
from missionlab.checks.points import by_weight
from missionlab.report.briefing import Briefing
from missionlab.report.case_against import further
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of


def checks(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    rows = tuple(
        (
            card.mission,
            card.family,
            card.id,
            say(card.question, to),
            say(Text(f"verdict.{card.verdict.name.lower()}", {}), to),
            say(card.evidence, to),
            ", ".join(card.records) or None,
            ", ".join(card.sources) or None,
        )
        for card in briefing.checked.cards
    )
    return Table.of("checks", "mission family check question verdict evidence records sources", rows)


def cases(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    rows: list[tuple[Cell, ...]] = []
    more = further(briefing)
    for case in briefing.checked.cases:
        against = by_weight((*case.against, *more.get(case.mission, ())))
        for side, points in (("for", case.for_), ("against", against)):
            rows.extend(
                (
                    case.mission,
                    side,
                    point.code,
                    say(point.text, to),
                    ", ".join(point.records),
                    ", ".join(point.sources),
                )
                for point in points
            )
    return Table.of("cases", "mission side code point records sources", rows)


def findings(briefing: Briefing) -> Table:
    rows = tuple(
        (finding.level, finding.code, str(finding.place), finding.message, finding.why, finding.fix)
        for finding in briefing.checked.findings
    )
    return Table.of("findings", "level code place message why fix", rows)
