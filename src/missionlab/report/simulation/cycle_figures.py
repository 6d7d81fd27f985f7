"""The figures of the cycle: one run's swings, correlations with output, and how extreme growth rates are."""

from __future__ import annotations

import math
from typing import Any

from missionlab.base.text import Quantity, text
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table
from missionlab.report.simulation import numbers, titles
from missionlab.report.simulation.estimate import Estimate
from missionlab.report.simulation.growth_figures import WIDTHS, estimate_columns, step_of
from missionlab.report.simulation.laws import normal_density
from missionlab.report.simulation.macro import LAGS, VOLATILITIES, CycleOfOne, Density, Lagged
from missionlab.report.simulation.plots import correlations, cycle, points
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Known, Words

_PANELS = (("GDP", "C"), ("I",))


def cycle_figure(simulation: Simulation, words: Words) -> Figure | None:
    """The swings of one run; nothing where no run lasted."""
    one, about = simulation.macro.cycle, simulation.about
    if one is None:
        return None
    lines = {
        symbol: cycle.Line(words.plain(text(f"simulation.rate.{symbol}")), one.parts[symbol]) for symbol in VOLATILITIES
    }
    last = one.first + len(one.parts["GDP"]) - 1
    data = cycle.Cycle(
        id="one-cycle",
        periods=tuple(range(one.first, last + 1)),
        panels=tuple(tuple(lines[symbol] for symbol in panel) for panel in _PANELS),
        words=words,
        name=words.plain(text("simulation.cycle.name")),
        alt=words.plain(_cycle_alt(one, last)),
    )
    return Figure(
        id="one-cycle",
        title=titles.strays(one),
        subtitle=[text("simulation.cycle.sub", run=about.one)],
        drawings=tuple(cycle.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("simulation.cycle.caption"),),
        sources=(),
        table=_cycle_table(one, last),
        table_name=text("simulation.cycle.table"),
    )


def _cycle_alt(one: CycleOfOne, last: int) -> Any:
    output, investment = one.parts["GDP"], one.parts["I"]
    reach = {"low": min(output), "high": max(output), "ilow": min(investment), "ihigh": max(investment)}
    said = {name: Quantity(value, "", 2) for name, value in reach.items()}
    return text("simulation.cycle.alt", first=one.first, last=last, **said)


def _cycle_table(one: CycleOfOne, last: int) -> Table:
    step = step_of(len(one.parts["GDP"]))

    def value(symbol: str, place: int) -> Known:
        exact = one.parts[symbol][place]
        return Known(Quantity(exact, "", 3), f"/cycle/parts/{symbol}/{place}", exact)

    return Table(
        caption=text("simulation.cycle.table"),
        note=text("simulation.cycle.table_note", step=step),
        columns=(
            Column(text("simulation.growth.period")),
            *(Column(text(f"simulation.rate.{symbol}"), right=True) for symbol in VOLATILITIES),
        ),
        rows=tuple(
            Row(Cell(str(period)), tuple(Cell(value(symbol, period - one.first)) for symbol in VOLATILITIES))
            for period in range(one.first, last + 1, step)
        ),
        pointer="/cycle",
    )


def spreads_table(simulation: Simulation) -> Table:
    """How far output and its uses swing, and how far beside output."""
    about, moments = simulation.about, simulation.macro.moments

    def ratio(symbol: str) -> Cell:
        name = f"bk_ratio_{symbol}"
        if symbol == "GDP":
            return Cell(text("simulation.cycle.itself"), text("simulation.cycle.itself_why"))
        return numbers.cell(moments[name], titles.key_of(name), percent=False)

    return Table(
        caption=text("simulation.cycle.spreads"),
        note=text("simulation.cycle.spreads_note", first=about.first, last=about.periods),
        columns=(
            estimate_columns(text("simulation.moments.name"))[0],
            Column(text("simulation.cycle.spread"), text("simulation.cycle.log_points"), right=True),
            Column(text("simulation.cycle.ratio"), right=True),
            Column(text("simulation.moments.runs"), right=True),
        ),
        rows=tuple(
            Row(
                Cell(text(f"simulation.rate.{symbol}")),
                (
                    numbers.cell(moments[f"bk_sd_{symbol}"], titles.key_of(f"bk_sd_{symbol}"), percent=False),
                    ratio(symbol),
                    Cell(str(moments[f"bk_sd_{symbol}"].runs)),
                ),
            )
            for symbol in VOLATILITIES
        ),
        pointer="/moments",
    )


def correlations_figure(simulation: Simulation, words: Words) -> Figure | None:
    """Correlations with output at leads and lags; nothing where no run has any."""
    series = simulation.macro.correlations
    known = [one for one in series if all(at.mean is not None for at in one.at)]
    if not known:
        return None
    data = correlations.Correlations(
        id="correlations",
        lags=LAGS,
        panels=tuple(_lags(one, words) for one in known),
        words=words,
        name=words.plain(text("simulation.correlation.name")),
        alt=words.plain(_correlation_alt(known)),
    )
    return Figure(
        id="correlations",
        title=titles.correlations(series, LAGS.index(0)),
        subtitle=[text("simulation.correlation.sub")],
        drawings=tuple(correlations.draw(data, width) for width in WIDTHS),
        key=(
            KeyEntry("k80", text("simulation.correlation.key.mean")),
            KeyEntry("k95", text("simulation.correlation.key.runs")),
        ),
        caption=(text("simulation.correlation.caption"),),
        sources=(),
        table=_correlation_table(series),
        table_name=text("simulation.correlation.table"),
    )


def _lags(one: Lagged, words: Words) -> correlations.Lags:
    low, mean, high = zip(*(at.drawn for at in one.at), strict=True)
    name = words.plain(text(f"simulation.heading.{one.symbol}"))
    return correlations.Lags(name, mean, low, high, one.runs_low, one.runs_high)


def _correlation_alt(known: list[Lagged]) -> Any:
    middle = LAGS.index(0)
    parts = [
        text(
            "simulation.correlation.part",
            series=text(f"simulation.series.{one.symbol}"),
            value=Quantity(one.at[middle].drawn[1], "", 2),
        )
        for one in known
    ]
    return text("simulation.correlation.alt", n=len(known), parts=parts)


def _correlation_table(series: tuple[Lagged, ...]) -> Table:
    def head(lag: int) -> str:
        return f"{'+' if lag > 0 else '−' if lag < 0 else ''}{abs(lag)}"

    return Table(
        caption=text("simulation.correlation.table"),
        note=text("simulation.correlation.table_note"),
        columns=(
            Column(text("simulation.correlation.lag")),
            *(Column(head(lag), right=True) for lag in LAGS),
        ),
        rows=tuple(
            Row(
                Cell(text(f"simulation.heading.{one.symbol}")),
                tuple(
                    numbers.cell(at, f"/correlations/{one.symbol}/at/{place}", percent=False)
                    for place, at in enumerate(one.at)
                ),
            )
            for one in series
        ),
        pointer="/correlations",
    )


def tails_figure(simulation: Simulation, words: Words) -> Figure | None:
    """The density of growth rates against the normal law; nothing where no run has any."""
    density = simulation.macro.growth_rates
    if not density.middles:
        return None
    curve = points.Curve(words.plain(text("simulation.tails.normal")), _course(density), "below-left")
    far = max(range(len(density.middles)), key=lambda place: density.middles[place])
    alt = text(
        "simulation.tails.alt",
        at=Quantity(density.middles[far]),
        there=Quantity(density.at[far].drawn[1]),
        normal=Quantity(normal_density(density.middles[far])),
    )
    said = words.plain(text("simulation.tails.name"))
    data = density_points("tails", density, (curve,), words, said, words.plain(alt), "simulation.tails.points")
    return Figure(
        id="tails",
        title=titles.tails(simulation.macro.moments),
        subtitle=[text("simulation.tails.sub")],
        drawings=tuple(points.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("simulation.tails.caption"),),
        sources=(),
        table=density_table(density, text("simulation.tails.table"), "/growth_rates", {"law_normal": normal_density}),
        table_name=text("simulation.tails.table"),
    )


def _course(density: Density) -> tuple[tuple[float, float], ...]:
    return law_course(density, normal_density)


def law_course(density: Density, law: Any) -> tuple[tuple[float, float], ...]:
    """The course of a law's density over the range of the points, as base-10 logarithms."""
    low, high = density.middles[0], density.middles[-1]
    steps = [low + (high - low) * place / 80 for place in range(81)]
    return tuple((at, math.log10(law(at))) for at in steps)


def density_points(
    where: str, density: Density, curves: tuple[points.Curve, ...], words: Words, name: str, alt: str, label: str
) -> points.Points:
    """A density as points on a logarithmic scale."""
    return points.Points(
        id=where,
        at=density.middles,
        values=tuple(log_of(one) for one in density.at),
        curves=curves,
        log_x=False,
        x_unit=words.plain(text("simulation.tails.unit")),
        label=words.plain(text(label)),
        words=words,
        name=name,
        alt=alt,
    )


def log_of(one: Estimate) -> tuple[float, float, float]:
    """Low end, mean and high end as base-10 logarithms, of an estimate above zero."""
    low, mean, high = one.drawn
    return math.log10(low), math.log10(mean), math.log10(high)


def density_table(density: Density, caption: Any, pointer: str, laws: dict[str, Any]) -> Table:
    """A density and the laws beside it, a row a class."""
    return Table(
        caption=caption,
        note=None,
        columns=(
            Column(text("simulation.tails.class"), text("simulation.tails.class_second")),
            Column(text("simulation.tails.density"), text("simulation.tails.density_second"), right=True),
            *(Column(text(f"simulation.tails.{name}"), right=True) for name in laws),
        ),
        rows=tuple(
            Row(
                Cell(Quantity(middle, "", 1)),
                (
                    numbers.cell(at, f"{pointer}/at/{place}", percent=False),
                    *(Cell(Quantity(law(middle))) for law in laws.values()),
                ),
            )
            for place, (middle, at) in enumerate(zip(density.middles, density.at, strict=True))
        ),
        pointer=pointer,
    )
