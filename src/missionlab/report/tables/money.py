"""Tables about money: classes, shape, crowding-in, missions, programmes and projects."""

from __future__ import annotations

from missionlab.base.text import Locale, say
from missionlab.portfolio.results import Block, Measured
from missionlab.report.briefing import Briefing
from missionlab.report.tables.table import Cell, Table
from missionlab.report.words import locale_of


def classes(briefing: Briefing) -> Table:
    columns = "currency price_year basis split_by class name amount share projects"
    rows: list[tuple[Cell, ...]] = []
    for block in briefing.portfolio.blocks:
        front = (block.currency, block.price_year, briefing.portfolio.basis)
        for dimension, split in block.by.items():
            rows.extend(
                (*front, dimension, one.key, one.name, one.amount, one.share, one.projects) for one in split.classes
            )
            if split.unallocated:
                share = split.unallocated / block.total if block.total else None
                rows.append((*front, dimension, "unallocated", None, split.unallocated, share, None))
    return Table.of("classes", columns, rows)


def shape(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    rows: list[tuple[Cell, ...]] = []
    for block in briefing.portfolio.blocks:
        for measure, dimension, measured in _measures(block):
            rows.append((block.currency, block.price_year, measure, dimension, *_measured(measured, to)))
    rows.append((None, None, "unfunded_share", None, *_measured(briefing.portfolio.unfunded, to)))
    rows.extend(
        (None, None, "credible_share", target, *_measured(m, to)) for target, m in briefing.portfolio.credible.items()
    )
    return Table.of("shape", "currency price_year measure split_by value low high reason", rows)


def _measures(block: Block) -> list[tuple[str, str | None, Measured]]:
    found: list[tuple[str, str | None, Measured]] = []
    for dimension, split in block.by.items():
        found += [
            ("hhi", dimension, split.hhi),
            ("effective_number", dimension, split.effective_number),
            ("shannon", dimension, split.shannon),
            ("effective_classes", dimension, split.effective_classes),
            ("evenness", dimension, split.evenness),
            ("top_share", dimension, split.top_share),
            ("top5_share", dimension, split.top5_share),
        ]
    return [
        *found,
        ("rao_stirling", "sector", block.rao_stirling),
        ("coverage", "stage", block.coverage),
        ("patience", None, block.patience),
        ("patient_share", None, block.patient_share),
        ("directionality", None, block.directionality),
    ]


def _measured(measured: Measured, to: Locale) -> tuple[Cell, Cell, Cell, Cell]:
    reason = say(measured.reason, to) if measured.reason else None
    return measured.value, measured.low, measured.high, reason


def crowding_in(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    rows = tuple(
        (
            crowding.scope,
            block.currency,
            block.price_year,
            crowding.basis,
            crowding.on and str(crowding.on),
            crowding.public,
            crowding.private,
            *_measured(crowding.ratio, to),
        )
        for block in briefing.portfolio.blocks
        for crowding in block.crowding_in
    )
    columns = "scope currency price_year basis on public private value low high reason"
    return Table.of("crowding_in", columns, rows)


def missions(briefing: Briefing) -> Table:
    to = locale_of(briefing.strategy.about)
    rows = tuple(
        (
            one.mission,
            one.currency,
            one.price_year,
            briefing.portfolio.basis,
            one.amount,
            one.private,
            one.projects,
            one.oldest and str(one.oldest),
            *_measured(one.relabelled, to),
        )
        for one in briefing.portfolio.missions
    )
    columns = "mission currency price_year basis amount private projects oldest relabelled low high reason"
    return Table.of("missions", columns, rows)


def programmes(briefing: Briefing) -> Table:
    rows = tuple(
        (
            one.project,
            one.currency,
            one.price_year,
            briefing.portfolio.basis,
            one.own,
            one.children,
            one.rest,
            one.hhi.value,
            one.effective_number.value,
            one.shannon.value,
            one.effective_classes.value,
        )
        for one in briefing.portfolio.envelopes
    )
    columns = "project currency price_year basis own children rest hhi effective_number shannon effective_classes"
    return Table.of("programmes", columns, rows)


def projects(briefing: Briefing) -> Table:
    known = briefing.strategy.project_by_id
    rows = tuple(
        (
            one.project,
            known[one.project].name if one.project in known else None,
            one.parent,
            one.payer,
            briefing.portfolio.basis,
            one.currency,
            one.price_year,
            one.own,
            one.counted,
            one.announced and str(one.announced),
            ", ".join(known[one.project].sources) if one.project in known else None,
        )
        for one in briefing.portfolio.projects
    )
    columns = "project name parent payer basis currency price_year own counted announced sources"
    return Table.of("projects", columns, rows)
