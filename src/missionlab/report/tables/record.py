"""Tables of the record: thresholds in use, assumptions, sources, and what the briefing was made from."""

from __future__ import annotations

from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Table
from missionlab.strategy.meanings import meanings


def thresholds(briefing: Briefing) -> Table:
    limits = briefing.strategy.about.thresholds
    meaning = meanings(type(limits))
    rows = tuple((name, getattr(limits, name), meaning.get(name)) for name in type(limits).model_fields)
    return Table.of("thresholds", "threshold value meaning", rows)


def assumptions(briefing: Briefing) -> Table:
    rows = tuple(
        (one.id, one.text, ", ".join(one.about), one.by, one.on and str(one.on), ", ".join(one.sources))
        for one in briefing.strategy.assumptions
    )
    return Table.of("assumptions", "assumption text about by on sources", rows)


def sources(briefing: Briefing) -> Table:
    rows = tuple(
        (
            one.id,
            one.title,
            one.publisher,
            one.url,
            one.published and str(one.published),
            one.licence,
            one.kind,
            one.note,
        )
        for one in briefing.strategy.sources
    )
    return Table.of("sources", "source title publisher url published licence kind note", rows)


def about(briefing: Briefing) -> Table:
    head = briefing.strategy.about
    rows = (
        ("strategy", head.id),
        ("name", head.name),
        ("status", head.status),
        ("as_of", briefing.as_of.isoformat()),
        ("basis", briefing.portfolio.basis),
        ("fingerprint", briefing.fingerprint),
        ("missionlab", briefing.version),
        ("seed", briefing.standings.seed),
    )
    return Table.of("about", "item value", rows)
