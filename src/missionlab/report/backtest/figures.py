"""The figures of the page: reliability by horizon, coverage by era, and error by family."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import Quantity, Text, text
from missionlab.report.backtest import marks_plot, reliability_plot, tables
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Figure
from missionlab.report.words import Words
from missionlab.tracking.backtest.bootstrap import Estimate
from missionlab.tracking.backtest.results import ALL, Backtest, Row

WIDTHS = (WIDE, NARROW)
NOMINAL = (80, 95)
"""Per cent of outcomes that the two intervals should hold."""


def reliability_figures(backtest: Backtest, scope: str, words: Words) -> list[Figure]:
    """One reliability diagram for each horizon."""
    figures = []
    for horizon in backtest.about.horizons:
        bins = [
            (at, one)
            for at, one in enumerate(backtest.reliability)
            if (one.scope, one.method, one.horizon) == (scope, backtest.about.method, horizon)
        ]
        row = backtest.row(horizon, scope)
        if not bins or row is None:
            continue
        years = text("backtest.ahead", n=horizon)
        furthest = max((one for _, one in bins), key=lambda one: abs((one.happened.value or 0) - one.said) * one.events)
        alt = text(
            "backtest.reliability.alt",
            years=years,
            n=len(bins),
            said=tables.percent(furthest.said),
            happened=tables.percent(furthest.happened.value or 0),
        )
        data = reliability_plot.Reliability(
            id=f"reliability-{horizon}",
            said=tuple(100 * one.said for _, one in bins),
            happened=tuple(_drawn(one.happened, 100) for _, one in bins),
            words=words,
            name=words.plain(text("backtest.reliability.name", years=years)),
            alt=words.plain(alt),
            line_label=words.plain(text("backtest.reliability.line")),
        )
        figures.append(
            Figure(
                id=data.id,
                title=text(
                    "backtest.reliability.title",
                    years=years,
                    error=Quantity(100 * (row.calibration_error.value or 0), "", 1),
                ),
                subtitle=[text("backtest.reliability.sub", n=Quantity(row.events, "", 0))],
                drawings=tuple(reliability_plot.draw(data, width) for width in WIDTHS),
                key=(),
                caption=(text("backtest.reliability.caption"),),
                sources=(),
                table=tables.bin_table(bins, horizon),
                table_name=text("backtest.reliability.table", years=years),
            )
        )
    return figures


def coverage_figure(backtest: Backtest, scope: str, words: Words) -> Figure:
    """How often the intervals held the outcome, by horizon and era."""
    every = backtest.rows_of(scope, ALL)
    eras = backtest.rows_of(scope, "era")
    rows = [[row, *(one for one in eras if one.horizon == row.horizon)] for row in every]
    groups = tuple(
        tuple(
            marks_plot.MarkRow(
                _label(row, words),
                (_mark(row.coverage_80, 100, hollow=False), _mark(row.coverage_95, 100, hollow=True)),
            )
            for row in group
        )
        for group in rows
    )
    flat = [row for group in rows for row in group]
    worst = min(every, key=lambda row: row.coverage_80.value or 0)
    alt = text(
        "backtest.coverage.alt",
        n=len(flat),
        years=text("backtest.ahead", n=worst.horizon),
        share=tables.percent(worst.coverage_80.value or 0),
    )
    data = marks_plot.Marks(
        id="by-era",
        groups=groups,
        lines=tuple(float(one) for one in NOMINAL),
        unit="%",
        words=words,
        name=words.plain(text("backtest.coverage.name")),
        alt=words.plain(alt),
    )
    return Figure(
        id="by-era",
        title=_coverage_title(every),
        subtitle=[text("backtest.coverage.sub")],
        drawings=tuple(marks_plot.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("backtest.coverage.caption"),),
        sources=(),
        table=tables.score_table(backtest, flat, text("backtest.coverage.table"), tables.group),
        table_name=text("backtest.coverage.table"),
    )


def family_figure(backtest: Backtest, scope: str, words: Words) -> Figure | None:
    """Errors relative to the benchmark's by family, at the longest horizon; nothing where there is one family."""
    horizon = backtest.about.horizons[-1]
    rows = [row for row in backtest.rows_of(scope, "family") if row.horizon == horizon]
    if len(rows) < 2:
        return None
    rows.sort(key=lambda row: row.relative_crps.value or 0)
    years = text("backtest.ahead", n=horizon)
    alt = text("backtest.family.alt", n=len(rows), best=rows[0].group, worst=rows[-1].group)
    data = marks_plot.Marks(
        id="by-family",
        groups=(tuple(marks_plot.MarkRow(row.group, (_mark(row.relative_crps, 1, hollow=False),)) for row in rows),),
        lines=(1.0,),
        unit="",
        words=words,
        name=words.plain(text("backtest.family.name")),
        alt=words.plain(alt),
    )
    better = sum((row.relative_crps.value or 0) < 1 for row in rows)
    return Figure(
        id="by-family",
        title=text("backtest.family.title", better=better, n=len(rows), years=years),
        subtitle=[text("backtest.family.sub")],
        drawings=tuple(marks_plot.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("backtest.family.caption"),),
        sources=(),
        table=tables.score_table(
            backtest, backtest.rows_of(scope, "family"), text("backtest.family.table"), tables.group
        ),
        table_name=text("backtest.family.table"),
    )


def _coverage_title(every: Sequence[Row]) -> Text:
    """The finding: at which horizon 80 % intervals hold the fewest outcomes."""
    worst = min(every, key=lambda row: row.coverage_80.value or 0)
    return text(
        "backtest.coverage.title",
        years=text("backtest.ahead", n=worst.horizon),
        share=tables.percent(worst.coverage_80.value or 0),
    )


def _label(row: Row, words: Words) -> str:
    if row.by == ALL:
        return words.plain(text("backtest.ahead", n=row.horizon))
    return words.plain(tables.era(row.group))


def _mark(estimate: Estimate, factor: float, *, hollow: bool) -> marks_plot.Mark:
    return marks_plot.Mark(*_drawn(estimate, factor), hollow)


def _drawn(estimate: Estimate, factor: float) -> tuple[float, float, float]:
    """Low end, value and high end times ``factor``; the value thrice where there is no interval."""
    value = factor * (estimate.value or 0.0)
    if estimate.low is None or estimate.high is None:
        return value, value, value
    return factor * estimate.low, value, factor * estimate.high
