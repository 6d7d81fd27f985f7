"""The figures of cash: what is out and came back, added up, and what lapses or is handed back in each year."""

from __future__ import annotations

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.results import Fan
from missionlab.report.bank import numbers, titles
from missionlab.report.bank.study import Study
from missionlab.report.charts import j_curve, yearly_bars
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, KeyEntry, Row, Table

SHOWN = (1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 40, 50)
"""Years, counted from 1, that the tables show, with the last one; results.json and the workbook have every one."""
_LOOKS = {"lapsed": ("off", "cross"), "surrendered": ("trend", "")}


def cash_figure(study: Study) -> Figure:
    """The J-curve: returns less draws, calls and cost, added up over the years."""
    years, fan = study.fund.years.years, study.fund.years.net_cash
    name = text("bank.j_curve.name")
    data = j_curve.JCurve(
        id=study.figure_id("cash"),
        years=years,
        bands=((fan.low, fan.high),),
        middle=fan.mid,
        marks=_marks(study),
        currency=study.fund.currency,
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken(_cash_alt(study)),
    )
    return Figure(
        id=data.id,
        title=titles.j_curve(study),
        subtitle=[text("bank.j_curve.sub"), study.futures],
        drawings=tuple(j_curve.draw(data, width) for width in WIDTHS),
        key=(KeyEntry("k80", text("bank.key.band")), KeyEntry("kmid", text("bank.key.middle"))),
        caption=(text("bank.j_curve.cap"), assumed(study)),
        sources=(),
        table=_years_table(study, ("committed", "drawn", "returns", "net_cash")),
        table_name=text("bank.j_curve.table"),
    )


def assumed(study: Study) -> Text:
    """On which set of assumptions the figures rest."""
    return assumed_said(study.fund.assumption_set, len(study.fund.assumed))


def assumed_said(name: str | None, n: int) -> Text:
    """How many numbers a set of assumptions gives, where one is named."""
    return text("bank.assumed.set", name=name, n=n) if name and n else text("bank.assumed.none")


def _marks(study: Study) -> tuple[j_curve.CurveMark, ...]:
    """The lowest point of the middle line, and its end."""
    years, middle = study.fund.years.years, study.fund.years.net_cash.mid
    how = numbers.money(study.fund.currency)
    deepest, last = min(range(len(middle)), key=lambda place: middle[place]), len(middle) - 1
    keys = {last: "bank.j_curve.end"} | ({deepest: "bank.j_curve.deepest"} if middle[deepest] < 0 else {})
    return tuple(
        j_curve.CurveMark(
            years[place],
            middle[place],
            study.words.plain(text(key, amount=how(middle[place]), year=str(years[place]))),
        )
        for place, key in sorted(keys.items())
    )


def _cash_alt(study: Study) -> list[Text]:
    fan, years = study.fund.years.net_cash, study.fund.years.years
    how = numbers.money(study.fund.currency)
    deepest = min(range(len(fan.mid)), key=lambda place: fan.mid[place])
    return [
        text("bank.j_curve.alt.kind", first=str(years[0]), last=str(years[-1])),
        text("bank.j_curve.alt.deepest", amount=how(fan.mid[deepest]), year=str(years[deepest])),
        text("bank.j_curve.alt.end", low=how(fan.low[-1]), high=how(fan.high[-1]), mid=how(fan.mid[-1])),
    ]


def unused_figure(study: Study) -> Figure:
    """What lapses, and what is handed back to the treasury, year by year."""
    years = study.fund.years
    name = text("bank.unused.name")
    panels = tuple(
        _panel(study.words.plain(text(f"bank.unused.{one}")), getattr(years, one), *_LOOKS[one]) for one in _LOOKS
    )
    data = yearly_bars.YearlyBars(
        id=study.figure_id("unused"),
        years=years.years,
        panels=panels,
        currency=study.fund.currency,
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken([text("bank.unused.alt", first=str(years.years[0]), last=str(years.years[-1]))])
        + " "
        + study.words.plain(titles.unused(study)),
    )
    return Figure(
        id=data.id,
        title=titles.unused(study),
        subtitle=[text("bank.unused.sub"), study.futures],
        drawings=tuple(yearly_bars.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(
            text(f"bank.unused.cap.carry_{study.fund.carry_over}"),
            text("bank.unused.cap.recycle"),
            assumed(study),
        ),
        sources=(),
        table=_years_table(study, ("lapsed", "surrendered", "income", "cost")),
        table_name=text("bank.unused.table"),
    )


def _panel(name: str, fan: Fan, ink: str, fill: str) -> yearly_bars.YearPanel:
    return yearly_bars.YearPanel(name, fan.mid, fan.low, fan.high, ink, fill)


def _years_table(study: Study, quantities: tuple[str, ...]) -> Table:
    """Some years of some quantities, each with its range."""
    years = study.fund.years.years
    shown = sorted({place - 1 for place in SHOWN if place <= len(years)} | {len(years) - 1})
    how = numbers.money(study.fund.currency)
    rows = [
        Row(
            Cell(str(years[place])),
            tuple(
                numbers.in_year(getattr(study.fund.years, one), place, study.pointer("years", one), how)
                for one in quantities
            ),
        )
        for place in shown
    ]
    columns = (
        Column(text("bank.column.year")),
        *(Column(text(f"bank.column.{one}"), None, True) for one in quantities),
    )
    note = text("bank.years.note", currency=study.fund.currency)
    return study.table(text("bank.years.caption", name=study.name), note, columns, rows, "years", "fund_years")
