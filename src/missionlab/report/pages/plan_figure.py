"""The figure of a target's plan: how far it can be relied on, and the chance with the trend, the credible and all."""

from __future__ import annotations

from typing import Any

from missionlab.base.text import Share, Text, text
from missionlab.report.charts import credibility
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.keys import of_target
from missionlab.report.pages.desk import Desk
from missionlab.report.titles import plan as titles
from missionlab.strategy.plans import Timing
from missionlab.tracking.results import PlanOutlook, Reach, Standing

WIDTHS = (WIDE, NARROW)
DASH = "–"


def plan_figure(desk: Desk, standing: Standing) -> Figure | None:
    """What the plan of a target adds; nothing where no project says, or where neither share nor chance is known."""
    plan = standing.plan
    if plan is None or (not plan.shares and plan.credible is None):
        return None
    words = desk.words
    shares = _shares(plan)
    said = [text("plan.share", part=text(f"plan.part.{part}"), share=Share(share)) for part, share in shares.items()]
    chances = _chances(standing, plan)
    alt = [text("plan.alt.bar", shares=said)] if said else []
    if chances:
        named = [text("plan.chance", part=text(f"plan.part.{part}"), chance=chance) for part, _, chance in chances]
        alt.append(text("plan.alt.lines", chances=named))
    data = credibility.Credibility(
        id=f"plan-{desk.number_of[standing.target]}",
        shares=shares,
        chances=tuple(
            credibility.ChanceLine(words.plain(text(f"plan.part.{part}")), words.plain(chance), reach.low, reach.high)
            for part, reach, chance in chances
        ),
        words=words,
        name=words.plain(text("plan.name")),
        alt=" ".join(words.plain(part) for part in alt),
    )
    samples = {"diag": "pat p-diag", "cross": "pat p-cross", "dash": "pat p-dash", "": "pat p-solid"}
    looks = [credibility.LOOK[part] for part in shares]
    return Figure(
        id=data.id,
        title=titles.plan(standing, plan),
        subtitle=[
            *([text("plan.sub.shares")] if shares else []),
            *([text("plan.sub.chances")] if chances else []),
        ],
        drawings=tuple(credibility.draw(data, width) for width in WIDTHS),
        key=tuple(KeyEntry(f"{ink} {samples[fill]}", part) for (ink, fill), part in zip(looks, said, strict=True)),
        caption=tuple(_caption(plan)),
        sources=desk.known_sources(_sources(plan)),
        table=_table(desk, standing, plan, shares, chances),
        table_name=text("plan.table"),
    )


def _shares(plan: PlanOutlook) -> dict[str, float]:
    if not plan.shares or plan.gap is None:
        return {}
    return {**{str(grade): share for grade, share in plan.shares}, credibility.GAP: plan.gap}


def _chances(standing: Standing, plan: PlanOutlook) -> list[tuple[str, Reach, Any]]:
    """Name, range and words of the three chances."""
    if plan.trend is None or plan.credible is None or plan.whole is None:
        return []
    trend = of_target(standing, "plan/probability_trend", Share(plan.trend), plan.trend)
    return [
        ("trend", Reach(plan.trend, plan.trend), trend),
        ("with_credible", plan.credible, _reach(standing, "credible", plan.credible)),
        ("with_whole", plan.whole, _reach(standing, "whole", plan.whole)),
    ]


def _reach(standing: Standing, part: str, reach: Reach) -> Any:
    low, high = (
        of_target(standing, f"plan/probability_{part}_{end}", Share(value), value)
        for end, value in (("low", reach.low), ("high", reach.high))
    )
    return high if reach.low == reach.high else text("plan.between", low=low, high=high)


def _caption(plan: PlanOutlook) -> list[Text]:
    """What is taken as true: the grades, the overlap, certain delivery, exact amounts, and what is left out."""
    out = [text("plan.cap.grades")]
    if plan.overlap is None:
        out.append(text("plan.cap.no_overlap"))
    else:
        out.append(text("plan.cap.overlap", share=Share(plan.overlap)))
    counted = [part.contribution for part in plan.parts if part.timing is Timing.COUNTS]
    numbers = {
        "certain": sum(stated.chance is None for stated in counted),
        "exact": sum(stated.low is None and stated.high is None for stated in counted),
        "left_out": len(plan.parts) - len(counted),
    }
    out += [text(f"plan.cap.{name}", n=number) for name, number in numbers.items() if number]
    if plan.reason is not None:
        out.append(text("report.sentence", what=text("plan.no_chance", reason=plan.reason)))
    return out


def _sources(plan: PlanOutlook) -> list[str | None]:
    return [
        source
        for part in plan.parts
        for stated in (part.contribution,)
        for source in (
            stated.source,
            stated.owner_source,
            stated.money_source,
            stated.powers_source,
            stated.timetable_source,
        )
    ]


def _table(
    desk: Desk,
    standing: Standing,
    plan: PlanOutlook,
    shares: dict[str, float],
    chances: list[tuple[str, Reach, Any]],
) -> Table:
    """The trend, each grade and the gap, and the whole plan, with the share of what is needed and the chance."""
    chance_of = {part: said for part, _, said in chances}

    def row(part: str, share: Any, chance: Any) -> Row:
        return Row(Cell(text(f"plan.part.{part}")), (Cell(share), Cell(chance)))

    rows = [row("trend", DASH, chance_of.get("trend", DASH))]
    for part, share in shares.items():
        key = f"plan/share_{part.replace(' ', '_')}"
        chance = chance_of.get("with_credible", DASH) if part == "credible" else DASH
        rows.append(row(part, of_target(standing, key, Share(share), share), chance))
    covered = Share(sum(share for _, share in plan.shares)) if plan.shares else DASH
    if not shares:
        rows.append(row("with_credible", DASH, chance_of.get("with_credible", DASH)))
    rows.append(row("with_whole", covered, chance_of.get("with_whole", DASH)))
    return Table(
        text("plan.name"),
        text("report.as_known", on=desk.as_of),
        (
            Column(text("plan.column.part")),
            Column(text("plan.column.share"), None, True),
            Column(text("plan.column.chance"), None, True),
        ),
        tuple(rows),
        *desk.sheet("plan", standing.target),
        f"/targets/{standing.target}/plan",
    )
