"""One mission: what was promised, what happened, the money, the case for and against, the checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import CountWord, Money, Quantity, Text, text
from missionlab.checks.results import Point
from missionlab.portfolio.results import Dimension, MissionMoney
from missionlab.report import phrases
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pages.check_families import CardFamily, families
from missionlab.report.pages.desk import Desk
from missionlab.report.pages.earlier_table import Earlier, earlier_table
from missionlab.report.pages.measured import Fact, measured_fact
from missionlab.report.pages.money_figures import stage_figure
from missionlab.report.pages.overview import (
    StatusCell,
    chance_cell,
    latest_cell,
    most_revised,
    status_cell,
)
from missionlab.report.pages.plan_figure import plan_figure
from missionlab.report.pages.target_figures import (
    promise_figure,
    promise_table,
    trajectory_figure,
    vintages_figure,
)
from missionlab.report.titles import money as money_titles
from missionlab.report.titles import overview as overview_titles
from missionlab.report.titles import target as target_titles
from missionlab.report.words import Known, Own
from missionlab.strategy.records import Mission
from missionlab.tracking.results import Standing


@dataclass(frozen=True, slots=True)
class TargetPart:
    """A target on its mission's page."""

    standing: Standing
    name: Own
    goal: Any
    status: StatusCell
    facts: list[Fact]
    reason: Any
    notes: list[Any]
    gap: Any
    trajectory: Figure | None
    vintages: Figure | None
    promise: Figure | None
    versions: Table | None
    plan: Figure | None
    speed: Text | None
    """The needed rate against what other places ever did."""
    experience: Text | None
    """The cost if the deployment target is met."""
    earlier: Earlier | None
    undefined: list[Own]


@dataclass(frozen=True, slots=True)
class MissionPage:
    """Everything on a mission's page."""

    id: str
    topic: Text
    title: Text
    statements: list[Own]
    quoted: bool
    byline: list[Any]
    undefined: Own | None
    targets: list[TargetPart]
    joint: list[Text]
    """How likely all targets are to be met together, where there are several."""
    rivals: list[Table]
    money_facts: list[Fact]
    stages: list[Figure]
    money_note: Text | None
    for_: list[Point]
    against: list[Point]
    families: list[CardFamily]
    sources: tuple[str, ...]


def _title(name: object, standings: list[Standing]) -> Text:
    """What the mission's targets say together; a promise whose readings disagree has no single answer."""
    judged = overview_titles.promises(standings)
    if len(judged) != 1:
        return overview_titles.mission(name, standings)
    (only,) = judged
    if only.status not in overview_titles.UNJUDGED and overview_titles.depends(only, standings):
        return text("report.mission.readings", name=name, n=CountWord(len(standings)))
    return target_titles.mission(name, only)


def mission_page(desk: Desk, mission: Mission) -> MissionPage:
    """The page of one mission."""
    strategy = desk.briefing.strategy
    number = 1 + [one.id for one in strategy.missions].index(mission.id)
    standings = desk.standings[mission.id]
    name = desk.own(mission.name)
    title = _title(name, standings)
    challenge = next((one for one in strategy.challenges if one.id == mission.challenge), None)
    case = desk.cases.get(mission.id)
    stages, money_facts, note = _money(desk, mission)
    parts = [_target(desk, standing) for standing in standings]
    return MissionPage(
        id=mission.id,
        topic=text(
            "report.mission.topic",
            number=number,
            total=len(strategy.missions),
            challenge=desk.own(challenge.name if challenge else mission.challenge),
        ),
        title=title,
        statements=_statements(desk, mission),
        quoted=mission.quoted,
        byline=_byline(desk, mission),
        undefined=desk.own(mission.undefined) if mission.undefined else None,
        targets=parts,
        joint=_joint(desk, mission),
        rivals=_rivals(desk, standings),
        money_facts=money_facts,
        stages=stages,
        money_note=note,
        for_=list(case.for_) if case else [],
        against=list(desk.objections.get(mission.id, ())),
        families=families(desk.cards.get(mission.id, [])),
        sources=_sources(desk, mission, standings),
    )


def _joint(desk: Desk, mission: Mission) -> list[Text]:
    found = next((one for one in desk.briefing.standings.joint if one.mission == mission.id), None)
    if found is None:
        return []
    return [found.said, text("joint.why")] if found.leaves_open else [found.said]


def _statements(desk: Desk, mission: Mission) -> list[Own]:
    """The wording in the briefing's language first, then in the others."""
    own = desk.words.locale.language
    ordered = sorted(mission.statement.items(), key=lambda item: item[0].split("-")[0] != own)
    return [Own(statement, language) for language, statement in ordered]


def _byline(desk: Desk, mission: Mission) -> list[Any]:
    out: list[Any] = []
    if mission.announced is not None:
        out.append(text("report.mission.announced", on=mission.announced))
    if mission.owner is not None:
        out.append(text("report.mission.owner", name=desk.name_of_actor(mission.owner)))
    if mission.status not in ("adopted", "proposed"):
        key = f"report.mission.status.{mission.status}"
        out.append(text(f"{key}_on", on=mission.ended) if mission.ended else text(key))
    before = desk.briefing.strategy.mission_by_id.get(mission.supersedes or "")
    if before is not None:
        out.append(text("report.mission.supersedes", name=desk.own(before.name)))
    if mission.statement:
        out.append(text("report.mission.quoted" if mission.quoted else "report.mission.paraphrased"))
    return out


def _target(desk: Desk, standing: Standing) -> TargetPart:
    target = desk.briefing.strategy.target_by_id.get(standing.target)
    indicator = desk.briefing.strategy.indicator_by_id.get(standing.indicator or "")
    gaps = [target, standing.version, indicator, standing.version.baseline if standing.version else None]
    undefined = [desk.own(record.undefined) for record in gaps if record is not None and record.undefined]
    promise = promise_figure(desk, standing)
    versions = promise_table(desk, standing) if promise is None and len(standing.versions) > 1 else None
    trajectory = trajectory_figure(desk, standing)
    gap = target.gap if target else None
    said_as_chance = standing.probability is None and standing.reason == standing.probability_reason
    reason = None if said_as_chance else standing.reason
    few = standing.reason.key == "tracking.reason.few_points"
    return TargetPart(
        standing=standing,
        name=desk.own(standing.name),
        goal=phrases.goal_with_year(standing),
        status=status_cell(standing),
        facts=_facts(standing),
        reason=reason,
        notes=[note for note in standing.notes if not (few and note.key == "tracking.note.no_trend")],
        gap=text("report.mission.gap", worse=desk.own(gap.worse_off), better=desk.own(gap.better_off)) if gap else None,
        trajectory=trajectory,
        vintages=vintages_figure(desk, standing) if standing.revisions and standing not in most_revised(desk) else None,
        promise=promise,
        versions=versions,
        plan=plan_figure(desk, standing),
        speed=text("history.speed", said=standing.speed.said) if standing.speed is not None else None,
        experience=text("history.experience", said=standing.experience.said) if standing.experience else None,
        earlier=earlier_table(desk, standing),
        undefined=[gap for gap in dict.fromkeys(undefined) if gap.words not in desk.words.plain(standing.reason)],
    )


def _facts(standing: Standing) -> list[Fact]:
    """Chance, latest value, needed against trend; a dash with the reason below it where one is not known."""
    chance, latest = chance_cell(standing), latest_cell(standing)
    short = phrases.label(0, standing.unit).unit
    value = phrases.latest(standing, short)
    period = latest.second
    if standing.unit and not short:
        period = text("report.row.unit_period", unit=standing.unit, period=period)
    return [
        Fact(text("report.fact.chance"), chance.value, chance.second)
        if standing.probability is not None
        else Fact(text("report.fact.chance"), "–", chance.value),
        Fact(text("report.fact.latest"), value, period)
        if value is not None
        else Fact(text("report.fact.latest"), "–", latest.value),
        _needed(standing),
    ]


def _needed(standing: Standing) -> Fact:
    """How many times the trend the goal needs, where both rates point the same way; else both rates."""
    name = text("report.fact.needed")
    trend, needed = standing.trend, standing.needed_rate
    if needed is None:
        return Fact(name, "–", text("report.row.no_need"))
    if needed == 0:
        return Fact(name, text("report.row.none_needed"), text("report.row.over_line"))
    said = phrases.rate(standing, needed, "needed_rate")
    if trend is None:
        return Fact(name, text("report.fact.a_year", rate=said), text("report.row.no_trend"))
    rates = text("report.fact.rates", needed=said, trend=phrases.rate(standing, trend.rate, "trend_rate"))
    if trend.rate * needed <= 0:
        return Fact(name, text("report.fact.wrong_way"), rates)
    times = needed / trend.rate
    return Fact(name, text("report.fact.times", n=Quantity(times, "", 1 if times < 100 else 0)), rates)


def _rivals(desk: Desk, standings: list[Standing]) -> list[Table]:
    """One promise under several definitions, side by side."""
    tables = []
    for one in overview_titles.promises(standings):
        readings = [one, *(s for s in standings if s.rival_of == one.target)]
        if len(readings) < 2:
            continue
        rows = tuple(_reading(desk, reading) for reading in readings)
        heads = ("reading", "indicator", "baseline", "goal", "latest", "status")
        tables.append(
            Table(
                text("report.rival.caption", n=CountWord(len(readings), True)),
                text("report.rival.note"),
                tuple(Column(text(f"report.column.{head}")) for head in heads),
                rows,
                *desk.sheet("overview", one.target),
                f"/targets/{one.target}",
            )
        )
    return tables


def _reading(desk: Desk, standing: Standing) -> Row:
    indicator = desk.briefing.strategy.indicator_by_id.get(standing.indicator or "")
    base = standing.baseline
    definition = desk.own(indicator.definition) if indicator and indicator.definition else None
    baseline = Cell("–", text("report.row.no_value"))
    if base is not None:
        value = phrases.of_target(standing, "baseline/value", phrases.amount(base.value, standing.unit), base.value)
        baseline = Cell(value, base.period)
    return Row(
        Cell(desk.own(standing.name)),
        (
            Cell(desk.own(indicator.name) if indicator else "–", definition),
            baseline,
            Cell(phrases.goal_with_year(standing)),
            latest_cell(standing),
            Cell(text(f"status.{standing.status.name.lower()}"), standing.reason),
        ),
    )


def _money(desk: Desk, mission: Mission) -> tuple[list[Figure], list[Fact], Text | None]:
    """Money by stage in each block, the sums, or that no money can be traced."""
    found = desk.money_of.get(mission.id, [])
    figures: list[Figure] = []
    facts: list[Fact] = []
    note: Text | None = None
    index = [one.id for one in desk.briefing.strategy.missions].index(mission.id)
    for number, money in found:
        pointer = f"/portfolio/missions/{number}"
        facts.extend(_money_facts(money, pointer, desk))
        split = money.by.get(Dimension.STAGE)
        if split is None:
            continue
        figure = stage_figure(
            desk,
            f"stages-{index}-{number}",
            desk.own(mission.name),
            money.stages,
            split,
            money.amount,
            money.currency,
            pointer,
        )
        if figure is not None:
            figures.append(figure)
        else:
            threshold = desk.briefing.strategy.about.thresholds.small_class
            note = money_titles.stages(money.stages, threshold, split.unallocated, money.amount, money.currency)
    if not found:
        note = text("report.money.title.none_mission")
    return figures, facts, note


def _money_facts(money: MissionMoney, pointer: str, desk: Desk) -> list[Fact]:
    basis = text(f"portfolio.basis.{desk.briefing.portfolio.basis}")
    public = Known(Money(money.amount, money.currency), f"{pointer}/amount", money.amount)
    out = [Fact(text("report.fact.public"), public, text("report.fact.projects", basis=basis, n=money.projects))]
    private = Known(Money(money.private, money.currency), f"{pointer}/private", money.private)
    out.append(
        Fact(text("report.fact.private"), private, text("report.fact.beside"))
        if money.private > 0
        else Fact(text("report.fact.private"), "–", text("report.fact.no_private"))
    )
    out.append(
        measured_fact(text("report.fact.relabelled"), money.relabelled, f"{pointer}/metrics/relabelled", share=True)
    )
    return out


def _sources(desk: Desk, mission: Mission, standings: list[Standing]) -> tuple[str, ...]:
    strategy = desk.briefing.strategy
    ids: list[str | None] = [*mission.sources]
    for standing in standings:
        target = strategy.target_by_id.get(standing.target)
        indicator = strategy.indicator_by_id.get(standing.indicator or "")
        ids.extend(target.sources if target else ())
        ids.extend(indicator.sources if indicator else ())
        ids.extend(source for version in standing.versions for source in version.sources)
        for series in (standing.series, standing.proxy):
            ids.extend(point.source for point in (series.points if series else ()))
    for project in strategy.projects:
        if mission.id in project.missions:
            ids.extend(project.sources)
            for commitment in strategy.commitments_by_project.get(project.id, ()):
                ids.extend(commitment.sources)
    case = desk.cases.get(mission.id)
    for point in (*(case.for_ if case else ()), *desk.objections.get(mission.id, ())):
        ids.extend(point.sources)
    return desk.known_sources(ids)
