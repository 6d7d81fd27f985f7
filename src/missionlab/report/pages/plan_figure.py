"""The figure of a target's plans: how far they can be relied on."""

from __future__ import annotations

from missionlab.base.text import Share, text
from missionlab.report.charts import credibility
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.titles import money as money_titles
from missionlab.strategy.vocabulary import Better
from missionlab.tracking.results import Standing

WIDTHS = (WIDE, NARROW)


def credibility_figure(desk: Desk, standing: Standing) -> Figure | None:
    """How far the plans behind a target can be relied on; nothing where no project says what it adds."""
    contributions = credibility.stated(desk.briefing.strategy.projects, standing.target)
    credible = desk.briefing.portfolio.credible.get(standing.target)
    if not contributions or credible is None or credible.value is None or standing.goal is None:
        return None
    start = standing.latest.value if standing.latest else standing.baseline.value if standing.baseline else None
    if start is None:
        return None
    needed = standing.goal.value - start if standing.better is not Better.LOWER else start - standing.goal.value
    if needed <= 0:
        return None
    shares = credibility.shares(contributions, needed)
    named = [(part, text(f"report.credibility.{part}")) for part in shares]
    said = [text("report.credibility.share", grade=name, share=Share(shares[part])) for part, name in named]
    data = credibility.Credibility(
        id=f"cred-{desk.number_of[standing.target]}",
        shares=shares,
        words=desk.words,
        name=desk.words.plain(text("report.credibility.name")),
        alt=desk.words.plain(text("report.credibility.alt", shares=said)),
    )
    samples = {"diag": "pat p-diag", "cross": "pat p-cross", "dash": "pat p-dash", "": "pat p-solid"}
    tones = credibility.LOOK
    rows = tuple(Row(Cell(name), (Cell(Share(shares[part])),)) for part, name in named)
    sheet, cells = desk.sheet("shape")
    return Figure(
        id=data.id,
        title=money_titles.credibility(credible.value),
        subtitle=[text("report.credibility.sub")],
        drawings=tuple(credibility.draw(data, width) for width in WIDTHS),
        key=tuple(
            KeyEntry(f"{tones[part][0]} {samples[tones[part][1]]}", words)
            for (part, _), words in zip(named, said, strict=True)
        ),
        caption=(text("report.credibility.cap"),),
        sources=desk.known_sources(c.source for c in contributions),
        table=Table(
            text("report.credibility.name"),
            text("report.as_known", on=desk.as_of),
            (Column(text("report.column.grade")), Column(text("report.column.share"), None, True)),
            rows,
            sheet,
            cells,
            f"/portfolio/metrics/credible/{standing.target}",
        ),
        table_name=text("report.credibility.table"),
    )
