"""The figure of instruments side by side: what each leaves to the purse, on the same histories of the same projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from missionlab.base.text import Quantity, Text, text
from missionlab.portfolio.finance.results import Ranged
from missionlab.report.bank import numbers
from missionlab.report.bank.cash_figures import assumed_said
from missionlab.report.bank.study import ROOT, Study
from missionlab.report.charts import forest
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.money_axis import count_axis
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Words

if TYPE_CHECKING:
    from missionlab.portfolio.finance.compare import Comparison, Offered

MOST = 2
"""Figures for one fund; the workbook and results.json have every line."""
_SHARES = ("loss", "share_of_risk", "share_of_upside")


def compare_figures(study: Study) -> list[Figure]:
    """A figure for each line of the fund whose projects have a law of outcomes; the first lines only."""
    found = [
        (place, one)
        for place, one in enumerate(study.desk.briefing.comparisons)
        if one.whose == study.fund.fund and any(offer.refused is None for offer in one.offers)
    ]
    return [_figure(study, place, one) for place, one in found[:MOST]]


def title(study: Study, found: Comparison, place: int) -> Text:
    """Which instrument leaves most to the purse, and which least."""
    known = [(at, one) for at, one in enumerate(found.offers) if one.net.mid is not None]
    line = study.line(found.name)
    if not known:
        return text("bank.compare.title.none", line=line)
    ordered = sorted(known, key=lambda pair: -(pair[1].net.mid or 0.0))
    best, worst = ordered[0], ordered[-1]
    args = {"line": line, "best": study.line(best[1].name), "most": _net(place, *best)}
    if len(known) == 1:
        return text("bank.compare.title.one", **args)
    return text("bank.compare.title.some", worst=study.line(worst[1].name), least=_net(place, *worst), **args)


def _net(place: int, at: int, one: Offered) -> object:
    return numbers.said(one.net, _key(place, at, "net"), _units)


def _key(place: int, at: int, field: str) -> str:
    return f"{ROOT}/comparisons/{place}/offers/{at}/{field}"


def _units(value: float) -> Quantity:
    """For each unit of money that is committed."""
    return Quantity(value, "", 2)


def _figure(study: Study, place: int, found: Comparison) -> Figure:
    name = text("bank.compare.name", line=study.line(found.name))
    said = title(study, found, place)
    data = forest.Forest(
        id=study.figure_id(f"compare-{place}"),
        rows=tuple(_row(study, one) for one in found.offers),
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken([text("bank.compare.alt", n=len(found.offers)), said]),
        axis=_axis,
    )
    stage = text(f"portfolio.stage.{found.stage}")
    return Figure(
        id=data.id,
        title=said,
        subtitle=[
            text("bank.compare.sub", n=found.years, stage=stage),
            text("bank.paths", n=Quantity(found.paths, "", 0)),
        ],
        drawings=tuple(forest.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(
            text("bank.compare.cap", capital=_units(found.capital)),
            assumed_said(found.assumption_set, len(found.assumed)),
        ),
        sources=(),
        table=_table(study, place, found),
        table_name=text("bank.compare.table"),
    )


def _axis(values: list[float], words: Words, most: int) -> Axis:
    return count_axis(values, words, most=most)


def _row(study: Study, one: Offered) -> forest.ForestRow:
    name = study.words.plain(study.line(one.name))
    if one.refused is not None:
        return forest.ForestRow(name, None, None, None, False, study.words.plain(one.refused))
    said = study.words.plain(numbers.said(one.net, "", _units))
    return forest.ForestRow(name, one.net.mid, one.net.low, one.net.high, True, said)


def _table(study: Study, place: int, found: Comparison) -> Table:
    rows = []
    for at, one in enumerate(found.offers):
        instrument = text(f"portfolio.instrument.{one.instrument}")
        if one.refused is not None:
            cells = (Cell(numbers.DASH, one.refused), *(Cell(numbers.DASH, text("bank.compare.refused")),) * 4)
        else:
            cells = (
                numbers.cell(one.net, _key(place, at, "net"), _units),
                numbers.cell(one.worth, _key(place, at, "worth"), _units),
                *(_share(getattr(one, field), _key(place, at, field)) for field in _SHARES),
            )
        rows.append(Row(Cell(study.line(one.name), instrument), cells))
    columns = (
        Column(text("bank.column.instrument")),
        *(Column(text(f"bank.column.{one}"), None, True) for one in ("net", "worth", "loss", "risk", "upside")),
    )
    caption = text("bank.compare.name", line=study.line(found.name))
    note = text("bank.compare.note")
    name, cells_ = study.desk.sheet("fund_compared", study.fund.name)
    return Table(caption, note, columns, tuple(rows), name, cells_, f"{ROOT}/comparisons/{place}/offers")


def _share(one: Ranged, key: str) -> Cell:
    return numbers.cell(one, key, numbers.share(numbers.places([one], 100.0)))
