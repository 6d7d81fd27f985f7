"""Plan credibility: how much of the needed change rests on plans that can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from missionlab.base.text import Share
from missionlab.report.charts.drawing import Drawing
from missionlab.report.charts.labels import text_width
from missionlab.report.words import Words
from missionlab.strategy.records import Contribution, Project


class Grade(StrEnum):
    """How far a plan can be relied on, from its owner, money, powers and timetable."""

    CREDIBLE = "credible"
    SOME_RISK = "some_risk"
    SIGNIFICANT_RISK = "significant_risk"
    NO_PLAN = "no_plan"


def grade(contribution: Contribution) -> Grade:
    """Credible with all four, some risk with three, significant risk with fewer."""
    held = sum(map(bool, (contribution.owner, contribution.money, contribution.powers, contribution.timetable)))
    return (Grade.SIGNIFICANT_RISK, Grade.SOME_RISK, Grade.CREDIBLE)[max(0, held - 2)]


def stated(projects: Iterable[Project], target: str) -> list[Contribution]:
    """What projects say they add to ``target``; a programme's own statement gives way to those of its parts."""
    by_id = {project.id: project for project in projects}
    saying = {p.id for p in by_id.values() if any(c.target == target for c in p.contributions)}
    superseded: set[str] = set()
    for name in saying:
        above, seen = by_id[name].parent, {name}
        while above is not None and above in by_id and above not in seen:
            superseded.add(above)
            seen.add(above)
            above = by_id[above].parent
    return [c for p in by_id.values() if p.id in saying - superseded for c in p.contributions if c.target == target]


def shares(contributions: Iterable[Contribution], needed: float) -> dict[Grade, float]:
    """Share of the ``needed`` change by grade; what no plan covers is the rest, down to nothing."""
    out = dict.fromkeys(Grade, 0.0)
    for contribution in contributions:
        out[grade(contribution)] += contribution.amount / needed
    out[Grade.NO_PLAN] = max(0.0, 1.0 - sum(out.values()))
    return out


@dataclass(frozen=True, slots=True)
class Credibility:
    """The shares of one target's needed change on one day."""

    id: str
    shares: dict[Grade, float]
    words: Words
    name: str
    alt: str


LOOK = {
    Grade.CREDIBLE: ("good", ""),
    Grade.SOME_RISK: ("risk", "diag"),
    Grade.SIGNIFICANT_RISK: ("off", "cross"),
    Grade.NO_PLAN: ("slate", "dash"),
}


def draw(data: Credibility, width: float) -> str:
    """One stacked bar to all of what is needed, with gaps of 2 px, and each share above its part."""
    drawing = Drawing(data.id, width, 70)
    whole = max(1.0, sum(data.shares.values()))
    at = 1.0
    for part, share in data.shares.items():
        if share <= 0:
            continue
        ink, fill = LOOK[part]
        wide = share / whole * (width - 2)
        if fill in ("diag", "cross"):
            drawing.hatch(fill, ink)
        drawing.rect(
            at, 28, wide - 2, 36, ink, fill=fill if fill != "dash" else "", dash="4 3" if fill == "dash" else ""
        )
        said = data.words.plain(Share(share))
        if wide > text_width(said, drawing.size, bold=True) + 4:
            drawing.text(at, 16, said, ink=ink, bold=True)
        at += wide
    return drawing.svg(data.name, data.alt)
