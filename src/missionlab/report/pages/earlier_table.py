"""How earlier forecasts of a target's series fared, as a sentence and a table."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Quantity, Share, Text, text
from missionlab.report import phrases
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.tracking.results import EarlierForecast, Standing


@dataclass(frozen=True, slots=True)
class Earlier:
    """The count in a sentence, and every earlier forecast."""

    held: Text
    table: Table


def earlier_table(desk: Desk, standing: Standing) -> Earlier | None:
    """The record of this very target; nothing without an earlier forecast."""
    if not standing.earlier:
        return None
    held = sum(one.held for one in standing.earlier)
    heads = ("last", "compared", "forecast", "actual", "chance")
    note = "history.note_at_once" if any(one.at_once for one in standing.earlier) else "history.note"
    return Earlier(
        held=text("history.held", held=held, n=len(standing.earlier)),
        table=Table(
            text("history.caption"),
            text(note),
            tuple(Column(text(f"history.column.{head}"), None, head != "last") for head in heads),
            tuple(_row(standing, one) for one in standing.earlier),
            *desk.sheet("earlier", standing.target),
            f"/targets/{standing.target}/earlier_forecasts",
        ),
    )


def _row(standing: Standing, one: EarlierForecast) -> Row:
    interval = text("report.interval", low=Quantity(one.p10), high=Quantity(one.p90))
    unit = phrases.short_unit(standing.unit)
    return Row(
        Cell(one.last),
        (
            Cell(str(one.year)),
            Cell(phrases.label(one.p50, unit), interval),
            Cell(phrases.label(one.actual, unit), text("history.in" if one.held else "history.out")),
            Cell(Share(one.probability)),
        ),
    )
