"""The figure of stages: how many projects went on, are still there, or were stopped, each exit with its date."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import Quantity, Text, text
from missionlab.report.charts import stage_flow
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.stages import Exit, StageState, stage_states
from missionlab.report.words import Known

_PARTS = {"went_on": "ksolid", "there": "klines", "stopped": "kcross"}


def stage_flow_figure(desk: Desk) -> Figure | None:
    """The figure; nothing where no project has a stage or a decision at the end of one."""
    states = stage_states(desk.briefing.strategy)
    if not states:
        return None
    name = text("report.stages.name")
    rows = tuple(_row(desk, state) for state in states)
    data = stage_flow.StageFlow("stage-flow", rows, desk.words, desk.words.plain(name), desk.words.plain(_alt(states)))
    undated = sum(one.on is None for state in states for one in state.stopped)
    return Figure(
        id=data.id,
        title=title(states),
        subtitle=[text("report.stages.sub")],
        drawings=tuple(stage_flow.draw(data, width) for width in WIDTHS),
        key=tuple(KeyEntry(sample, text(f"report.stages.{part}")) for part, sample in _PARTS.items()),
        caption=(text("report.stages.cap"), *([text("report.stages.undated", n=undated)] if undated else [])),
        sources=(),
        table=_table(desk, states),
        table_name=text("report.stages.table"),
    )


def title(states: Sequence[StageState]) -> Text:
    """How many of the projects were ever stopped: none of many is a warning."""
    stops = [one.project for state in states for one in state.stopped]
    # A project stands in each stage that it came through, and once where it is or ended.
    n = len({*stops, *(one for state in states for one in (*state.went_on, *state.there))})
    stopped = len(stops)
    if not stopped:
        return text("report.stages.title.none", n=n)
    return text("report.stages.title.some", stopped=stopped, n=n)


def _row(desk: Desk, state: StageState) -> stage_flow.StageRow:
    words = desk.words
    counts = len(state.went_on), len(state.there), len(state.stopped)
    return stage_flow.StageRow(
        words.plain(text(f"portfolio.stage.{state.stage}")),
        *counts,
        words.plain(text("report.stages.row", went_on=counts[0], there=counts[1], stopped=counts[2])),
        tuple(words.plain(_exit(desk, one)) for one in state.stopped),
    )


def _exit(desk: Desk, one: Exit) -> Text:
    return text("report.stages.exit", name=desk.own(one.name), on=one.on or text("report.unknown_date"))


def _alt(states: Sequence[StageState]) -> Text:
    most = max(states, key=lambda state: len(state.stopped))
    stage = text(f"portfolio.stage.{most.stage}")
    return text("report.stages.alt", n=len(states), stage=stage, stopped=len(most.stopped))


def _table(desk: Desk, states: Sequence[StageState]) -> Table:
    rows = []
    for place, state in enumerate(states):
        cells = [Cell(_count(len(getattr(state, part)), f"/stages/{place}/counts/{part}")) for part in _PARTS]
        cells.append(Cell([_exit(desk, one) for one in state.stopped] or "–"))
        rows.append(Row(Cell(text(f"portfolio.stage.{state.stage}")), tuple(cells)))
    columns = (
        Column(text("report.column.stage")),
        *(Column(text(f"report.stages.{part}"), None, True) for part in _PARTS),
        Column(text("report.stages.exits")),
    )
    note = text("report.as_known", on=desk.as_of)
    return Table(text("report.stages.name"), note, columns, tuple(rows), *desk.sheet("stages"), "/stages")


def _count(number: int, key: str) -> Known:
    return Known(Quantity(number, "", 0), key, number)
