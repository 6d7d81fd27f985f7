"""Tables of the bank's chapter that stand by themselves: the record, exits, aid, what is assumed or not modelled."""

from __future__ import annotations

from missionlab.base.text import Money, Text, text
from missionlab.report.bank import numbers
from missionlab.report.bank.study import Study
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Known, Own
from missionlab.strategy.vocabulary import FundMeasure

COUNTED = (FundMeasure.DEALS,)
"""Measures of the record that are numbers and no money."""


def record_table(study: Study) -> Table | None:
    """What is known of how the fund did, beside what the model gives for it; nothing without a record."""
    rows = []
    for place, one in enumerate(study.fund.record):
        key = study.pointer("record", place)
        how = numbers.plain() if one.measure in COUNTED else numbers.money(study.fund.currency)
        known = Known(how(one.record), f"{key}/record", one.record)
        about = known if one.precise else text("bank.record.about", value=known)
        derived = study.desk.own(one.derived) if one.derived else None
        rows.append(
            Row(
                Cell(text(f"bank.record.measure.{one.measure}"), str(one.year)),
                (
                    numbers.cell(one.model, f"{key}/model", how),
                    Cell(about),
                    Cell(text(f"bank.verdict.{one.verdict.name.lower()}"), derived),
                ),
            )
        )
    if not rows:
        return None
    columns = (
        Column(text("bank.column.measure"), text("bank.column.year")),
        Column(text("bank.column.model"), None, True),
        Column(text("bank.column.record"), None, True),
        Column(text("bank.column.verdict")),
    )
    note = text("bank.record.note")
    return study.table(text("bank.record.caption"), note, columns, rows, "record", "fund_record")


def exits_table(study: Study) -> Table | None:
    """What it would have cost to leave at an age; nothing where it was not worked out."""
    how = numbers.money(study.fund.currency)
    rows = []
    for place, one in enumerate(study.fund.patience.forced):
        key = study.pointer("patience/forced", place)
        cells = (
            numbers.cell(one.cost, f"{key}/cost", how),
            numbers.cell(one.share, f"{key}/share", numbers.share(numbers.places([one.share], 100))),
        )
        rows.append(Row(Cell(text("bank.exits.row", n=one.years)), cells))
    if not rows:
        return None
    columns = (
        Column(text("bank.column.exit")),
        Column(text("bank.column.exit_cost"), None, True),
        Column(text("bank.column.of_returns"), None, True),
    )
    note = text("bank.exits.note")
    return study.table(text("bank.exits.caption"), note, columns, rows, "patience/forced", "fund_exits")


def values_table(study: Study) -> Table | None:
    """Net present value of the yearly cash at several rates; nothing where it was not worked out."""
    how = numbers.money(study.fund.currency)
    rows = []
    for place, one in enumerate(study.fund.present_value):
        key = study.pointer("present_value", place)
        rate = Known(numbers.share(1)(one.rate), f"{key}/rate", one.rate)
        rows.append(Row(Cell(rate), (numbers.cell(one.value, f"{key}/value", how),)))
    if not rows:
        return None
    columns = (Column(text("bank.column.rate")), Column(text("bank.column.present_value"), None, True))
    note = text("bank.values.note")
    return study.table(text("bank.values.caption"), note, columns, rows, "present_value", "fund_values")


def aid_table(study: Study) -> Table | None:
    """Projects with more public money than a rule allows; nothing where there is none."""
    rows = []
    for place, one in enumerate(study.fund.aid):
        key = study.pointer("aid", place)
        rows.append(
            Row(
                Cell(study.desk.own(one.name), study.desk.own(one.rule)),
                (
                    Cell(Known(numbers.share()(one.intensity), f"{key}/intensity", one.intensity)),
                    Cell(Known(numbers.share()(one.most), f"{key}/most", one.most)),
                    Cell(Known(Money(one.excess, study.fund.currency), f"{key}/excess", one.excess)),
                ),
            )
        )
    if not rows:
        return None
    columns = (
        Column(text("bank.column.project"), text("bank.column.rule")),
        *(Column(text(f"bank.column.{one}"), None, True) for one in ("intensity", "most", "excess")),
    )
    note = text("bank.aid.note")
    return study.table(text("bank.aid.caption"), note, columns, rows, "aid", "fund_aid")


def not_modelled_table(study: Study) -> Table | None:
    """Money for which there is no law, with the reason; nothing where all of it is modelled."""
    rows = []
    for place, one in enumerate(study.fund.not_modelled):
        amount: object = text("bank.not_modelled.unknown")
        if one.amount is not None:
            written = Money(one.amount, one.currency or study.fund.currency)
            amount = Known(written, study.pointer("not_modelled", place, "amount"), one.amount)
        instrument: object = text(f"portfolio.instrument.{one.instrument}") if one.instrument else numbers.DASH
        rows.append(Row(Cell(study.desk.own(one.name)), (Cell(instrument), Cell(amount), Cell(one.reason))))
    if not rows:
        return None
    columns = (
        Column(text("bank.column.commitment")),
        Column(text("report.column.instrument")),
        Column(text("report.column.money"), None, True),
        Column(text("bank.column.reason")),
    )
    caption = text("bank.not_modelled.caption")
    return study.table(caption, None, columns, rows, "not_modelled", "fund_not_modelled")


def not_modelled_said(study: Study) -> Text | None:
    """The sums that are not modelled; nothing where all of the money is."""
    if not study.fund.not_modelled:
        return None
    sums = [
        Known(Money(amount, currency), study.pointer("not_modelled_money", place, 1), amount)
        for place, (currency, amount) in enumerate(study.fund.not_modelled_money)
    ]
    n = len(study.fund.not_modelled)
    return text("bank.not_modelled.sum", n=n, sums=sums) if sums else text("bank.not_modelled.no_sum", n=n)


def fund_assumptions(desk: Desk) -> list[Table]:
    """What stands for blank numbers, fund by fund, for the assumptions log."""
    studies = (Study(fund, place, desk) for place, fund in enumerate(desk.briefing.funds))
    return [table for study in studies if (table := assumed_table(study)) is not None]


def assumed_table(study: Study) -> Table | None:
    """Numbers that stand for those that the record leaves blank; nothing where none is blank."""
    rows = []
    for place, one in enumerate(study.fund.assumed):
        shown: object = Own(one.value, "en") if isinstance(one.value, str) else None
        if not isinstance(one.value, str):
            written = numbers.plain(_decimals(one.value))(one.value)
            shown = Known(written, study.pointer("assumed", place, "value"), one.value)
        rows.append(Row(Cell(Own(one.field, "en")), (Cell(shown), Cell(one.words))))
    if not rows:
        return None
    columns = (
        Column(text("bank.column.field")),
        Column(text("bank.column.value"), None, True),
        Column(text("bank.column.meaning")),
    )
    name = study.fund.assumption_set
    note = text("bank.assumed.note", name=name) if name else None
    caption = text("bank.assumed.caption", name=study.name)
    return study.table(caption, note, columns, rows, "assumed", "fund_assumed")


def _decimals(value: float) -> int:
    """Decimals that show a number as it was assumed, at most four."""
    return next((places for places in range(4) if abs(value - round(value, places)) < 1e-9), 4)
