"""The figure of the option value: four bars for one mission."""

from __future__ import annotations

from collections.abc import Callable

from missionlab.base.text import text
from missionlab.report.charts import four_bars
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.money_axis import money_axis, share_axis
from missionlab.report.course import titles
from missionlab.report.course.written import worth
from missionlab.report.pages.desk import Desk
from missionlab.report.pilots import numbers
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Known
from missionlab.steering.option_results import Bar, OptionValue


def value_figure(value: OptionValue, root: str, number: int, desk: Desk) -> Figure:
    """Static, rule, regression and foresight on fresh futures; ``root`` is its place in results.json."""
    words, how = desk.words, worth(value)
    title = titles.option(value, root, desk)
    rows = []
    for place, bar in enumerate(value.bars):
        one = bar.value
        assert one.value is not None
        said = words.plain(numbers.value(one, f"{root}/bars/{place}/value", how))
        low, high = (one.value if end is None else end for end in (one.low, one.high))
        name = words.plain(text(f"course.bar.{bar.bar.name.lower()}"))
        rows.append(four_bars.BarRow(name, one.value, low, high, said, bar.bar is not Bar.FORESIGHT))
    data = four_bars.FourBars(
        id=f"option-value-{number}",
        rows=tuple(rows),
        words=words,
        axis=_axis(value, desk),
        name=words.plain(text("course.figure.name", mission=desk.own(value.name))),
        alt=words.plain(text("course.figure.alt")) + " " + words.plain(title),
    )
    caption = [
        text("course.figure.cap", training=_count(value, root, "training"), fresh=_count(value, root, "fresh")),
        text("course.figure.rule", rule=value.rule),
        text("course.figure.shuffled", shuffled=numbers.said(value.shuffled, f"{root}/shuffled", how)),
        text("course.figure.worse", worse=numbers.said(value.worse, f"{root}/worse", numbers.share)),
        text("course.figure.present", gain=numbers.said(value.against_present, f"{root}/against_present", how)),
    ]
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text(f"course.figure.sub_{'chance' if value.currency is None else 'money'}")],
        drawings=tuple(four_bars.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=_table(value, root, desk),
        table_name=text("course.figure.table"),
    )


def statics_table(value: OptionValue, root: str, desk: Desk) -> Table:
    """The fixed plans, the best first: what the rule is set against."""
    how = worth(value)
    rows = []
    for place, plan in enumerate(value.statics[:8]):
        key = f"{root}/statics/{place}"
        kind = "present" if plan.present else "chosen" if plan.chosen else "other"
        cells = (numbers.cell(plan.value, f"{key}/value", how), Cell(text(f"course.static.{kind}")))
        rows.append(Row(Cell(plan.label), cells))
    columns = (
        Column(text("course.column.plan")),
        Column(text("course.column.worth"), text("course.column.two_errors"), True),
        Column(text("course.column.what")),
    )
    sheet, cells_ = desk.sheet("course_statics", value.name)
    note = text("course.static.note")
    return Table(text("course.static.caption"), note, columns, tuple(rows), sheet, cells_, f"{root}/statics")


def _table(value: OptionValue, root: str, desk: Desk) -> Table:
    how = worth(value)
    rows = []
    for place, bar in enumerate(value.bars):
        key = f"{root}/bars/{place}"
        cells = (
            numbers.cell(bar.value, f"{key}/value", how),
            numbers.cell(bar.gain, f"{key}/gain", how),
            Cell(bar.label),
        )
        rows.append(Row(Cell(text(f"course.bar.{bar.bar.name.lower()}")), cells))
    columns = (
        Column(text("course.column.bar")),
        Column(text("course.column.worth"), text("course.column.two_errors"), True),
        Column(text("course.column.gain"), text("course.column.two_errors"), True),
        Column(text("course.column.what")),
    )
    sheet, cells_ = desk.sheet("course_values", value.name)
    name = text("course.figure.name", mission=desk.own(value.name))
    return Table(name, text("course.figure.note"), columns, tuple(rows), sheet, cells_, f"{root}/bars")


def _axis(value: OptionValue, desk: Desk) -> Callable[[list[float], int], Axis]:
    def axis(ends: list[float], most: int) -> Axis:
        if value.currency is None:
            return share_axis(ends, desk.words, most=most)
        return money_axis(ends, value.currency, desk.words, most=most)

    return axis


def _count(value: OptionValue, root: str, name: str) -> Known:
    return numbers.known(getattr(value, name), f"{root}/{name}", numbers.plain(0))
