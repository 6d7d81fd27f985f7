"""The tables of the page: scores by method, era, family and place; quantile losses; bars; classes of probability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from missionlab.base.text import Quantity, Text, text
from missionlab.report.backtest import numbers
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.words import Known, Own
from missionlab.tracking.backtest import results
from missionlab.tracking.backtest.results import ALL, Backtest, Bin

SCORES = ("relative_crps", "coverage_80", "coverage_95", "brier_skill", "event_skill", "calibration_error", "width_80")
LOSSES = ("pinball_10", "pinball_25", "pinball_50", "pinball_75", "pinball_90", "crps", "brier")


def era(name: str) -> Any:
    """An era as it is written; the last one has no end."""
    first, _, last = name.partition("-")
    return f"{first}–{last}" if last else text("backtest.era_open", first=first)


def group(row: results.Row) -> Any:
    """What a row is about."""
    if row.by == "era":
        return era(row.group)
    return text("backtest.every") if row.by == ALL else Own(row.group, "en")


def score_table(
    backtest: Backtest, rows: Sequence[results.Row], caption: Text, head: Callable[[results.Row], Any]
) -> Table:
    """The main scores, a row of the table for each of ``rows``."""
    return _table(backtest, rows, caption, text("backtest.score.note"), head, SCORES)


def loss_table(backtest: Backtest, rows: Sequence[results.Row]) -> Table:
    """Quantile losses, CRPS and Brier score in their own units, by method."""
    return _table(backtest, rows, text("backtest.loss.caption"), text("backtest.loss.note"), method_name, LOSSES)


def method_name(row: results.Row) -> Any:
    return Own(row.method, "en")


def _table(
    backtest: Backtest,
    rows: Sequence[results.Row],
    caption: Text,
    note: Text,
    head: Callable[[results.Row], Any],
    measures: Sequence[str],
) -> Table:
    at = {id(row): place for place, row in enumerate(backtest.rows)}

    def cells(row: results.Row) -> tuple[Cell, ...]:
        key = f"/rows/{at[id(row)]}"
        counted = Cell(Known(Quantity(row.forecasts, "", 0), f"{key}/forecasts", row.forecasts), clusters(row, key))
        return (counted, *(numbers.cell(m, getattr(row, m), f"{key}/{m}") for m in measures))

    return Table(
        caption=caption,
        note=note,
        columns=(
            Column(text("backtest.column.group"), text("backtest.column.horizon")),
            Column(text("backtest.column.forecasts"), text("backtest.column.clusters"), right=True),
            *(Column(text(f"backtest.measure.{m}"), text(f"backtest.unit.{m}"), right=True) for m in measures),
        ),
        rows=tuple(Row(Cell(head(row), text("backtest.ahead", n=row.horizon)), cells(row)) for row in rows),
        pointer="/rows",
    )


def clusters(row: results.Row, key: str) -> Text:
    """How many clusters the forecasts of a row come from."""
    return text("backtest.clusters", n=Known(row.clusters, f"{key}/clusters", row.clusters))


def bar_table(backtest: Backtest) -> Table:
    """Every bar with what was measured, and by how much it is missed."""
    return Table(
        caption=text("backtest.bar.caption"),
        note=text("backtest.bar.note"),
        columns=(
            Column(text("backtest.bar.measure")),
            Column(text("backtest.bar.bar"), right=True),
            Column(text("backtest.bar.measured"), right=True),
            Column(text("backtest.bar.verdict")),
        ),
        rows=tuple(_bar(bar, f"/bars/{place}") for place, bar in enumerate(backtest.bars)),
        pointer="/bars",
    )


def _bar(bar: results.Bar, key: str) -> Row:
    shown = [numbers.quantity(bar.measure, end) for end in (bar.low, bar.high) if end is not None]
    if len(shown) == 2:
        wanted = text("backtest.interval", low=shown[0], high=shown[1])
    else:
        wanted = text("backtest.bar.most" if bar.low is None else "backtest.bar.least", value=shown[0])
    missed = bar.missed_by
    if missed is None:
        verdict: Any = text("backtest.bar.unmeasured")
    elif missed == 0:
        verdict = text("backtest.bar.met")
    else:
        by = Known(_difference(bar.measure, missed), f"{key}/missed_by", missed)
        verdict = text(f"backtest.bar.{'missed_points' if bar.measure in numbers.PERCENT else 'missed'}", by=by)
    where = [] if bar.horizon is None else [text("backtest.ahead", n=bar.horizon)]
    where += [] if bar.era is None else [era(bar.era)]
    measured = numbers.cell(bar.measure, bar.measured, f"{key}/measured")
    if bar.measure == "cpu_ms":
        measured = Cell(measured.value, text("backtest.bar.one_machine"))
    return Row(Cell(text(f"backtest.measure.{bar.measure}"), where), (Cell(wanted), measured, Cell(verdict)))


def _difference(measure: str, missed: float) -> Quantity:
    """By how much a bar is missed, with one more figure than the measure has."""
    if measure in numbers.PERCENT:
        return Quantity(100 * missed, "", 1)
    return Quantity(missed, "ms" if measure == "cpu_ms" else "", 3)


def bin_table(bins: Sequence[tuple[int, Bin]], horizon: int) -> Table:
    """Classes of probability: how many events, what was said, what happened. ``bins`` come with their places."""
    return Table(
        caption=text("backtest.reliability.table", years=text("backtest.ahead", n=horizon)),
        note=text("backtest.reliability.table_note"),
        columns=(
            Column(text("backtest.reliability.class")),
            Column(text("backtest.reliability.events"), right=True),
            Column(text("backtest.reliability.said"), right=True),
            Column(text("backtest.reliability.happened"), right=True),
        ),
        rows=tuple(
            Row(
                Cell(text("backtest.interval", low=percent(one.low), high=percent(one.high))),
                (
                    Cell(Known(Quantity(one.events, "", 0), f"/reliability/{at}/events", one.events)),
                    Cell(Known(percent(one.said), f"/reliability/{at}/said", one.said)),
                    numbers.cell("coverage_80", one.happened, f"/reliability/{at}/happened"),
                ),
            )
            for at, one in bins
        ),
        pointer="/reliability",
    )


def percent(share: float) -> Quantity:
    """A share in whole percent."""
    return Quantity(100 * share, "%", 0)
