"""The figures of firms: their sizes, the law of their growth, and how they invest."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from missionlab.base.text import Quantity, Share, text
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.simulation import firm_titles, numbers
from missionlab.report.simulation.cycle_figures import density_points, density_table, law_course, log_of
from missionlab.report.simulation.firms import INVESTMENT_EDGES, FirmGrowth, Sizes
from missionlab.report.simulation.growth_figures import WIDTHS
from missionlab.report.simulation.laws import normal_density, tent_density
from missionlab.report.simulation.plots import points, shares
from missionlab.report.simulation.simulation import Simulation
from missionlab.report.words import Words


def firm_figures(simulation: Simulation, words: Words) -> list[Figure]:
    """The figures of what was measured."""
    firms = simulation.firms
    if firms is None:
        return []
    return [
        *([_sizes_figure(firms.sizes, words)] if firms.sizes else []),
        *([_growth_figure(firms.growth, words)] if firms.growth else []),
        *([_investment_figure(simulation, words)] if firms.investment else []),
    ]


def _sizes_figure(sizes: Sizes, words: Words) -> Figure:
    said = words.plain(text("simulation.size.name"))
    first, last = (math.log10(sizes.multiples[place]) for place in (0, -1))
    grid = [first + (last - first) * step / 80 for step in range(81)]
    course = tuple((at, math.log10(above)) for at in grid if (above := sizes.log_normal(10**at)) > 1e-12)
    data = points.Points(
        id="sizes",
        at=tuple(math.log10(multiple) for multiple in sizes.multiples),
        values=tuple(log_of(one) for one in sizes.above),
        curves=(points.Curve(words.plain(text("simulation.size.law_label")), course, "above-right"),),
        log_x=True,
        x_unit=words.plain(text("simulation.size.times")),
        label=words.plain(text("simulation.size.points")),
        words=words,
        name=said,
        alt=words.plain(_sizes_alt(sizes)),
    )
    return Figure(
        id="sizes",
        title=firm_titles.sizes(sizes),
        subtitle=[text("simulation.size.sub")],
        drawings=tuple(points.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("simulation.size.caption"),),
        sources=(),
        table=_sizes_table(sizes),
        table_name=text("simulation.size.table"),
    )


def _sizes_alt(sizes: Sizes) -> Any:
    nearest = min(range(len(sizes.multiples)), key=lambda place: abs(math.log(sizes.multiples[place])))
    return text(
        "simulation.size.alt",
        share=Share(sizes.above[nearest].drawn[1]),
        at=Quantity(sizes.multiples[nearest]),
        large=Share(sizes.above[-1].drawn[1], 1),
        times=Quantity(sizes.multiples[-1]),
    )


def _sizes_table(sizes: Sizes) -> Table:
    return Table(
        caption=text("simulation.size.table"),
        note=text("simulation.size.table_note"),
        columns=(
            Column(text("simulation.size.multiple")),
            Column(text("simulation.size.share"), text("simulation.tails.density_second"), right=True),
            Column(text("simulation.size.law"), right=True),
        ),
        rows=tuple(
            Row(
                Cell(Quantity(multiple)),
                (
                    numbers.cell(at, f"/firms/sizes/above/{place}", percent=True),
                    Cell(Quantity(100 * sizes.log_normal(multiple), "%")),
                ),
            )
            for place, (multiple, at) in enumerate(zip(sizes.multiples, sizes.above, strict=True))
        ),
        pointer="/firms/sizes",
    )


def _growth_figure(growth: FirmGrowth, words: Words) -> Figure:
    density = growth.density
    far = max(range(len(density.middles)), key=lambda place: abs(density.middles[place]))
    alt = text(
        "simulation.tent.alt",
        at=Quantity(density.middles[far]),
        there=Quantity(density.at[far].drawn[1]),
        tent=Quantity(tent_density(density.middles[far])),
        normal=Quantity(normal_density(density.middles[far])),
    )
    curves = (
        points.Curve(words.plain(text("simulation.tails.tent")), law_course(density, tent_density), "above-right"),
        points.Curve(words.plain(text("simulation.tails.normal")), law_course(density, normal_density), "below-left"),
    )
    said = words.plain(text("simulation.tent.name"))
    data = density_points("tent", density, curves, words, said, words.plain(alt), "simulation.size.points")
    laws = {"law_tent": tent_density, "law_normal": normal_density}
    return Figure(
        id="tent",
        title=firm_titles.growth(growth),
        subtitle=[text("simulation.tent.sub")],
        drawings=tuple(points.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("simulation.tent.caption"),),
        sources=(),
        table=density_table(density, text("simulation.tent.table"), "/firms/growth/density", laws),
        table_name=text("simulation.tent.table"),
    )


def _investment_figure(simulation: Simulation, words: Words) -> Figure:
    assert simulation.firms is not None
    classes = simulation.firms.investment
    assert classes is not None
    names = [words.plain(name) for name in _class_names()]
    bars = tuple(
        shares.Bar(
            name,
            words.plain(numbers.mean(one, f"/firms/investment/{place}", percent=True)),
            *one.drawn,
            named=place in (0, len(classes) - 1),
        )
        for place, (name, one) in enumerate(zip(names, classes, strict=True))
    )
    parts = [text("simulation.lumpy.part", share=bar.label, name=bar.name) for bar in (bars[0], bars[-1])]
    data = shares.Shares(
        "investment",
        bars,
        words,
        words.plain(text("simulation.lumpy.name")),
        words.plain(text("simulation.lumpy.alt", parts=parts)),
    )
    return Figure(
        id="investment",
        title=firm_titles.investment(classes),
        subtitle=[text("simulation.lumpy.sub")],
        drawings=tuple(shares.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(text("simulation.lumpy.caption"),),
        sources=(),
        table=Table(
            caption=text("simulation.lumpy.table"),
            note=text("simulation.lumpy.table_note"),
            columns=(
                Column(text("simulation.lumpy.class")),
                Column(text("simulation.lumpy.share"), text("simulation.tails.density_second"), right=True),
            ),
            rows=tuple(
                Row(Cell(name), (numbers.cell(one, f"/firms/investment/{place}", percent=True),))
                for place, (name, one) in enumerate(zip(names, classes, strict=True))
            ),
            pointer="/firms/investment",
        ),
        table_name=text("simulation.lumpy.table"),
    )


def _class_names() -> list[Any]:
    """Under the first end, between ends, over the last."""
    ends = [Quantity(100 * end, "%", 0) for end in INVESTMENT_EDGES[1:-1]]
    between = [text("simulation.lumpy.between", low=low, high=high) for low, high in pairwise(ends)]
    return [text("simulation.lumpy.under", end=ends[0]), *between, text("simulation.lumpy.over", end=ends[-1])]
