"""The figures of what rules cost: carry-over and recycling, and more deals that are ready at a time."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.results import Ranged, RuleWorth
from missionlab.report.bank import numbers, titles
from missionlab.report.bank.cash_figures import assumed
from missionlab.report.bank.study import Study
from missionlab.report.charts import forest
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.money_axis import money_axis
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Words


def money_rows(
    study: Study, figure: str, rows: Sequence[tuple[str, Ranged]], name: Text, alt: Sequence[Text]
) -> tuple[str, ...]:
    """The drawings of amounts with their ranges, a row each."""
    how = numbers.money(study.fund.currency)

    def axis(values: list[float], words: Words, most: int) -> Axis:
        return money_axis(values, study.fund.currency, words, most=most)

    data = forest.Forest(
        id=study.figure_id(figure),
        rows=tuple(
            forest.ForestRow(said, one.mid, one.low, one.high, True, study.words.plain(numbers.said(one, "", how)))
            for said, one in rows
        ),
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken(alt),
        axis=axis,
    )
    return tuple(forest.draw(data, width) for width in WIDTHS)


def rules_figure(study: Study) -> Figure | None:
    """What is committed by the horizon with each combination of the two rules; nothing where none was tried."""
    found = study.fund.rules
    if not found:
        return None
    name = text("bank.rules.name", n=study.fund.horizon)
    rows = [(study.words.plain(_rule_name(one)), one.committed) for one in found]
    return Figure(
        id=study.figure_id("rules"),
        title=titles.rules(study),
        subtitle=[text("bank.rules.sub", n=study.fund.horizon), study.futures],
        drawings=money_rows(study, "rules", rows, name, [text("bank.rules.alt", n=len(rows)), titles.rules(study)]),
        key=(),
        caption=(text("bank.rules.cap"), assumed(study)),
        sources=(),
        table=_rules_table(study),
        table_name=text("bank.rules.table"),
    )


def _rule_name(one: RuleWorth) -> Text:
    kept = {(True, True): "both", (True, False): "carry", (False, True): "recycle", (False, False): "neither"}
    return text(f"bank.rules.{kept[one.carry_over, one.recycle]}")


def _rules_table(study: Study) -> Table:
    how = numbers.money(study.fund.currency)
    rows = []
    for place, one in enumerate(study.fund.rules):
        key = study.pointer("rules", place)
        cells = tuple(
            numbers.cell(getattr(one, field), f"{key}/{field}", how)
            for field in ("committed_ten", "gain_ten", "committed", "gain")
        )
        rows.append(Row(Cell(_rule_name(one), text("bank.rules.stated") if one.stated else None), cells))
    n = study.fund.horizon
    columns = (
        Column(text("bank.column.rules")),
        Column(text("bank.column.committed_by", n=10), None, True),
        Column(text("bank.column.gain"), None, True),
        Column(text("bank.column.committed_by", n=n), None, True),
        Column(text("bank.column.gain"), None, True),
    )
    return study.table(text("bank.rules.caption"), text("bank.rules.note"), columns, rows, "rules", "fund_rules")


def queue_figure(study: Study) -> Figure | None:
    """Authority left in a year by how many deals are ready at a time; nothing where it was not worked out."""
    found = [(place, one) for place, one in enumerate(study.fund.queue) if one.left.mid is not None]
    if not found:
        return None
    name = text("bank.queue.name")
    rows = [(study.words.plain(text("bank.queue.row", n=one.waiting)), one.left) for _, one in found]
    return Figure(
        id=study.figure_id("queue"),
        title=titles.queue(study),
        subtitle=[text("bank.queue.sub")],
        drawings=money_rows(study, "queue", rows, name, [text("bank.queue.alt", n=len(rows)), titles.queue(study)]),
        key=(),
        caption=(text("bank.queue.cap"), assumed(study)),
        sources=(),
        table=_queue_table(study),
        table_name=text("bank.queue.table"),
    )


def _queue_table(study: Study) -> Table:
    rows = [
        Row(
            Cell(text("bank.queue.row", n=one.waiting)),
            (
                numbers.cell(one.left, study.pointer("queue", place, "left"), numbers.money(study.fund.currency)),
                numbers.cell(one.share, study.pointer("queue", place, "share"), numbers.share(1)),
            ),
        )
        for place, one in enumerate(study.fund.queue)
    ]
    columns = (
        Column(text("bank.column.waiting")),
        Column(text("bank.column.left"), None, True),
        Column(text("bank.column.left_share"), None, True),
    )
    return study.table(text("bank.queue.caption"), text("bank.queue.note"), columns, rows, "queue", "fund_queue")


def missions_figure(study: Study) -> Figure | None:
    """Capital by mission; nothing where the fund's lines are for none."""
    found = [(place, one) for place, one in enumerate(study.fund.missions) if one.amount.mid]
    if not any(one.mission for _, one in found):
        return None
    found.sort(key=lambda pair: -(pair[1].amount.mid or 0.0))
    how = numbers.money(study.fund.currency)
    named = [study.desk.own(one.name) if one.mission else text("bank.missions.whole") for _, one in found]
    keys = [study.pointer("missions", place, "amount") for place, _ in found]
    most = next(at for at, (_, one) in enumerate(found) if one.mission)
    amount = numbers.said(found[most][1].amount, keys[most], how)
    title = text("bank.missions.title", mission=named[most], amount=amount, n=study.fund.horizon)
    rows = [(study.words.plain(name), one.amount) for name, (_, one) in zip(named, found, strict=True)]
    cells = [
        Row(Cell(name), (numbers.cell(one.amount, key, how),))
        for name, key, (_, one) in zip(named, keys, found, strict=True)
    ]
    columns = (Column(text("report.column.mission")), Column(text("bank.column.committed"), None, True))
    caption = text("bank.missions.name", n=study.fund.horizon)
    return Figure(
        id=study.figure_id("missions"),
        title=title,
        subtitle=[text("bank.missions.sub", n=study.fund.horizon), study.futures],
        drawings=money_rows(study, "missions", rows, caption, [text("bank.missions.alt", n=len(rows)), title]),
        key=(),
        caption=(assumed(study),),
        sources=(),
        table=study.table(caption, None, columns, cells, "missions", "fund_missions"),
        table_name=text("bank.missions.table"),
    )
