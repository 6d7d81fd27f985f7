"""The portfolio: the map, the money by every dimension, how concentrated it is, and what it draws in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import CountWord, Money, Quantity, Share, Text, text
from missionlab.portfolio.results import Block, Dimension
from missionlab.report.charts import mission_map
from missionlab.report.charts.drawing import WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.mission_map import MapChallenge, MapProject
from missionlab.report.pages import map_data
from missionlab.report.pages.check_families import CardFamily, families
from missionlab.report.pages.desk import Desk
from missionlab.report.pages.measured import Fact, measured_cell, measured_fact
from missionlab.report.pages.money_figures import class_figure, class_name, stage_figure
from missionlab.report.pages.stage_figure import stage_flow_figure
from missionlab.report.titles import money as titles
from missionlab.report.words import Known

SPLITS = (Dimension.MISSION, Dimension.SECTOR, Dimension.ACTOR, Dimension.PLACE, Dimension.STAGE)
MEASURES = ("hhi", "effective_number", "shannon", "evenness", "top_share", "top5_share")
MOSTLY_UNKNOWN = 0.95
"""Money of a dimension is not drawn when more than this share of it is in no class."""
_AS_SHARE = {"top_share", "top5_share"}


@dataclass(frozen=True, slots=True)
class MapPart:
    """The mission map with its nested list."""

    title: Text
    subtitle: Text
    drawings: tuple[str, ...]
    challenges: tuple[MapChallenge, ...]
    orphans: tuple[MapProject, ...]
    caption: list[Text]


@dataclass(frozen=True, slots=True)
class BlockPart:
    """The money of one currency."""

    name: Text
    facts: list[Fact]
    figures: list[Figure]
    unknown: list[Text]
    concentration: Table
    crowding_in: Table | None


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """Everything on the portfolio's page."""

    topic: Text
    title: Text
    lead: list[Text]
    map: MapPart | None
    blocks: list[BlockPart]
    stages: Figure | None
    """How far projects came along the innovation curve."""
    families: list[CardFamily]


def portfolio_page(desk: Desk) -> PortfolioPage:
    """The page of the whole portfolio."""
    found = desk.briefing.portfolio
    main = found.main
    basis = text(f"portfolio.basis.{found.basis}")
    if main is None:
        topic = text("report.portfolio.topic_none", basis=basis)
        title, lead = text("report.portfolio.title.none"), [text("report.portfolio.lead.none")]
    else:
        price = (
            text("report.portfolio.cash")
            if main.price_year is None
            else text("report.portfolio.prices", year=main.price_year)
        )
        topic = text("report.portfolio.topic", basis=basis, currency=main.currency, price=price)
        split = main.by[Dimension.MISSION]
        names = [class_name(desk, Dimension.MISSION, one) for one in split.classes]
        title = titles.portfolio(split, main.total, names, len(found.empty_missions))
        lead = _lead(desk, main)
    return PortfolioPage(
        topic=topic,
        title=title,
        lead=lead,
        map=_map(desk),
        blocks=[_block(desk, number, block) for number, block in enumerate(found.blocks)],
        stages=stage_flow_figure(desk),
        families=families(desk.cards.get(None, [])),
    )


def _lead(desk: Desk, main: Block) -> list[Text]:
    found = desk.briefing.portfolio
    total = Known(
        Money(main.total, main.currency),
        f"/portfolio/blocks/{desk.block_number[main.currency, main.price_year]}/total",
        main.total,
    )
    out = [text("report.portfolio.lead.total_upper" if main.upper else "report.portfolio.lead.total", total=total)]
    if found.empty_missions:
        names = [desk.own(m.name) for m in desk.briefing.strategy.missions if m.id in found.empty_missions]
        if len(names) > 3:
            out.append(text("report.portfolio.lead.many_empty", n=CountWord(len(names), True)))
        else:
            out.append(text("report.portfolio.lead.empty", names=names, n=CountWord(len(names))))
    if len(found.blocks) > 1:
        out.append(text("report.portfolio.lead.blocks", n=CountWord(len(found.blocks))))
    return out


def _map(desk: Desk) -> MapPart | None:
    found = desk.briefing.portfolio
    carriers = map_data.Carriers(desk)
    if not desk.briefing.strategy.missions or not carriers.strategy.projects:
        return None
    challenges, left_out = map_data.challenges(desk, carriers)
    orphans = map_data.orphans(desk, carriers)
    words = desk.words
    basis = text(f"portfolio.basis.{found.basis}")
    missions = len(desk.briefing.strategy.missions)
    alt = [
        text(
            "report.map.alt.kind",
            challenges=len(challenges),
            missions=missions,
            projects=len(carriers.strategy.projects),
        )
    ]
    if found.empty_missions:
        alt.append(text("report.map.alt.empty", n=len(found.empty_missions)))
    alt.append(text("report.map.alt.list"))
    data = mission_map.MissionMap(
        id="map",
        challenges=challenges,
        orphans=orphans,
        basis=words.plain(text("report.map.money", basis=basis)),
        words=words,
        name=words.plain(text("report.map.name")),
        alt=" ".join(words.plain(part) for part in alt),
    )
    caption = [text("report.map.cap")]
    if left_out:
        caption.append(text("report.map.cap_left_out", shown=missions - left_out, n=left_out))
    return MapPart(
        title=titles.mission_map(len(found.empty_missions), len(found.orphans), missions),
        subtitle=text("report.map.sub", basis=basis),
        drawings=(mission_map.draw(data, WIDE),),
        challenges=challenges,
        orphans=orphans,
        caption=caption,
    )


def _block(desk: Desk, number: int, block: Block) -> BlockPart:
    pointer = f"/portfolio/blocks/{number}"
    figures: list[Figure] = []
    unknown: list[Text] = []
    for dimension in titles.dimension_order():
        split = block.by[dimension]
        if block.total > 0 and split.unallocated > MOSTLY_UNKNOWN * block.total:
            unknown.append(titles.classes(split, block.total, block.currency, [None]))
            continue
        figure = class_figure(desk, f"{dimension}-{number}", split, block.total, block.currency, pointer)
        if figure is not None:
            figures.append(figure)
    split = block.by[Dimension.STAGE]
    everything = text("report.portfolio.whole")
    figure = stage_figure(
        desk, f"stage-{number}", everything, block.stages, split, block.total, block.currency, pointer
    )
    if figure is not None:
        figures.append(figure)
    elif block.total > 0:
        threshold = desk.briefing.strategy.about.thresholds.small_class
        unknown.append(titles.stages(block.stages, threshold, split.unallocated, block.total, block.currency))
    return BlockPart(
        name=text("report.portfolio.block", currency=block.currency, price=_price(block)),
        facts=_facts(desk, block, pointer, number),
        figures=figures,
        unknown=unknown,
        concentration=_concentration(desk, block, pointer),
        crowding_in=_crowding(desk, block, pointer),
    )


def _price(block: Block) -> Text:
    if block.price_year is None:
        return text("report.portfolio.cash")
    return text("report.portfolio.prices", year=block.price_year)


def _facts(desk: Desk, block: Block, pointer: str, number: int) -> list[Fact]:
    limits = desk.briefing.strategy.about.thresholds
    total = Known(Money(block.total, block.currency), f"{pointer}/total", block.total)
    key = f"{pointer}/metrics"
    out = [
        Fact(text("report.fact.public"), total, text("report.fact.up_to") if block.upper else None),
        measured_fact(text("report.fact.coverage"), block.coverage, f"{key}/coverage", share=True),
        measured_fact(text("report.fact.patience"), block.patience, f"{key}/patience", share=False),
        measured_fact(
            text("report.fact.patient", years=Quantity(limits.patient_years)),
            block.patient_share,
            f"{key}/patient_share",
            share=True,
        ),
        measured_fact(text("report.fact.directionality"), block.directionality, f"{key}/directionality", share=True),
        measured_fact(text("report.fact.rao"), block.rao_stirling, f"{key}/rao_stirling", share=False),
    ]
    if number == 0:
        unfunded = desk.briefing.portfolio.unfunded
        out.append(measured_fact(text("report.fact.unfunded"), unfunded, "/portfolio/metrics/unfunded", share=True))
    if block.against > 0:
        against = Known(Money(block.against, block.currency), f"{pointer}/against", block.against)
        out.append(Fact(text("report.fact.against"), against, text("report.fact.against_what")))
    return out


def _concentration(desk: Desk, block: Block, pointer: str) -> Table:
    rows = []
    for dimension in SPLITS:
        split = block.by[dimension]
        cells = tuple(
            measured_cell(
                getattr(split, name),
                f"{pointer}/metrics/{name}/{dimension}",
                share=name in _AS_SHARE,
                decimals=None if name in _AS_SHARE else 2,
            )
            for name in MEASURES
        )
        known = Share(split.unallocated / block.total) if block.total and split.unallocated > 0 else None
        second = text("report.concentration.unallocated", share=known) if known else None
        rows.append(Row(Cell(text(f"report.column.{dimension}"), second), cells))
    columns = (
        Column(text("report.column.split")),
        *(Column(text(f"report.measure.{name}"), text(f"report.measure.{name}_note"), True) for name in MEASURES),
    )
    note = text("report.concentration.note")
    return Table(
        text("report.concentration.caption"),
        note,
        columns,
        tuple(rows),
        *desk.sheet("shape", block.currency),
        f"{pointer}/metrics",
    )


def _crowding(desk: Desk, block: Block, pointer: str) -> Table | None:
    """Private beside public money, wherever both are known."""
    known = [(i, one) for i, one in enumerate(block.crowding_in) if one.ratio.value is not None]
    if not known:
        return None
    rows = []
    for i, one in known[:30]:
        key = f"{pointer}/crowding_in_detail/{i}"
        project = desk.briefing.strategy.project_by_id.get(one.scope)
        name: Any = desk.own(project.name) if project else text("report.portfolio.whole_row")
        rows.append(
            Row(
                Cell(name),
                (
                    Cell(Known(Quantity(one.ratio.value or 0.0, "", 2), f"{key}/ratio", one.ratio.value or 0.0)),
                    Cell(Known(Money(one.private, block.currency), f"{key}/private", one.private)),
                    Cell(Known(Money(one.public, block.currency), f"{key}/public", one.public)),
                    Cell(
                        text(
                            "report.crowding.basis_date",
                            basis=text(f"portfolio.basis.{one.basis}"),
                            on=one.on or text("report.unknown_date"),
                        ),
                        one.ratio.reason,
                    ),
                ),
            )
        )
    columns = (
        Column(text("report.column.scope")),
        Column(text("report.column.crowding"), None, True),
        Column(text("report.column.private"), None, True),
        Column(text("report.column.public"), None, True),
        Column(text("report.column.basis_date")),
    )
    return Table(
        text("report.crowding.caption"),
        text("report.crowding.note"),
        columns,
        tuple(rows),
        *desk.sheet("crowding_in"),
        f"{pointer}/crowding_in_detail",
    )
