"""The figures of growth: the paths of output, and how fast what grows."""

from __future__ import annotations

import math
from typing import Any

from missionlab.base.text import text
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.simulation import numbers, titles
from missionlab.report.simulation.macro import GROWTHS, Paths
from missionlab.report.simulation.plots import fan
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Words

WIDTHS = (WIDE, NARROW)
ROWS = 20
"""Most rows of the table beside a chart over time; simulation.json has every period."""
_BANDS = ((2.5, 97.5), (10, 90), (25, 75))
_SHOWN = (10, 50, 90)


def step_of(periods: int) -> int:
    """Periods between two rows of a table: a round number that gives about `ROWS` rows at most."""
    return next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, periods) if periods / step <= ROWS)


def paths_figure(simulation: Simulation, words: Words) -> Figure:
    """Output over time: bands of runs, their middle and one run."""
    paths, about = simulation.macro.paths, simulation.about
    said = words.plain(text("simulation.growth.name"))
    data = fan.Fan(
        id="paths",
        periods=paths.periods,
        bands=tuple((_logs(paths.percentiles[low]), _logs(paths.percentiles[high])) for low, high in _BANDS),
        middle=_logs(paths.percentiles[50]),
        one=_logs(paths.one),
        dropped=about.transient,
        words=words,
        name=said,
        alt=words.plain(_alt(paths)),
        middle_label=words.plain(text("simulation.growth.middle")),
        one_label=words.plain(text("simulation.growth.one", run=about.one)),
        dropped_label=words.plain(text("simulation.growth.dropped")),
    )
    return Figure(
        id="paths",
        title=titles.reach(paths),
        subtitle=[text("simulation.growth.sub"), *([text("simulation.growth.sub_one")] if paths.one else [])],
        drawings=tuple(fan.draw(data, width) for width in WIDTHS),
        key=tuple(
            KeyEntry(sample, text(f"simulation.growth.key.{held}"))
            for sample, held in zip(("k50", "k80", "k95"), ("half", "most", "nearly"), strict=True)
        ),
        caption=(text("simulation.growth.caption", dropped=text("simulation.periods", n=about.transient)),),
        sources=(),
        table=_paths_table(simulation),
        table_name=text("simulation.growth.table"),
    )


def _logs(values: tuple[float, ...]) -> tuple[float, ...]:
    """Base-10 logarithms; output of nothing is drawn as one unit."""
    return tuple(math.log10(max(value, 1.0)) for value in values)


def _alt(paths: Paths) -> Any:
    end = len(paths.periods)
    return text(
        "simulation.growth.alt",
        first=titles.output(paths, 50, 0),
        last=titles.output(paths, 50, end - 1),
        end=end,
        low=titles.output(paths, 10, end - 1),
        high=titles.output(paths, 90, end - 1),
    )


def _paths_table(simulation: Simulation) -> Table:
    paths, about = simulation.macro.paths, simulation.about
    step = step_of(len(paths.periods))
    one = text("simulation.growth.one", run=about.one)
    shown = sorted({1, *range(step, len(paths.periods) + 1, step)})
    return Table(
        caption=text("simulation.growth.table"),
        note=text("simulation.growth.table_note", step=step),
        columns=(
            Column(text("simulation.growth.period")),
            *(
                Column(text(f"simulation.growth.p{level}"), text(f"simulation.growth.p{level}_second"), right=True)
                for level in _SHOWN
            ),
            *([Column(text("simulation.growth.one_column"), one, right=True)] if paths.one else []),
        ),
        rows=tuple(_paths_row(paths, period) for period in shown),
        pointer="/paths",
    )


def _paths_row(paths: Paths, period: int) -> Row:
    place = period - 1
    alone = [Cell(numbers.output(paths.one[place], f"/paths/one/{place}"))] if paths.one else []
    return Row(Cell(str(period)), (*(Cell(titles.output(paths, level, place)) for level in _SHOWN), *alone))


def rates_table(simulation: Simulation) -> Table:
    """Growth a period of output, its uses, productivity and the real wage."""
    about, moments = simulation.about, simulation.macro.moments
    return Table(
        caption=text("simulation.growth.rates"),
        note=text("simulation.growth.rates_note", first=about.first, last=about.periods),
        columns=estimate_columns(text("simulation.moments.name")),
        rows=tuple(
            estimate_row(simulation, f"g_{symbol}", text(f"simulation.rate.{symbol}"), percent=True)
            for symbol in GROWTHS
            if f"g_{symbol}" in moments
        ),
        pointer="/moments",
    )


def estimate_columns(first: Any) -> tuple[Column, ...]:
    """The columns of a table of estimates, after the name: mean, error, spread, runs."""
    named = [
        Column(text(f"simulation.moments.{name}"), text(f"simulation.moments.{name}_second"), right=True)
        for name in ("mean", "error", "spread")
    ]
    return (Column(first), *named, Column(text("simulation.moments.runs"), right=True))


def estimate_row(simulation: Simulation, moment: str, name: Any, *, percent: bool) -> Row:
    """One moment as a row of such a table."""
    one, key = simulation.macro.moments[moment], titles.key_of(moment)
    return Row(
        Cell(name),
        (
            numbers.cell(one, key, percent=percent),
            *(
                Cell(numbers.small(value, f"{key}/{of}", percent=percent))
                for of, value in (("error", one.error), ("spread", one.spread))
            ),
            Cell(str(one.runs)),
        ),
    )
