"""The tables of how policies are paid for, and of what is left of them after their money has stopped."""

from __future__ import annotations

from missionlab.base.text import text
from missionlab.report.appraisal import numbers
from missionlab.report.appraisal.names import policy
from missionlab.report.appraisal.study import Study
from missionlab.report.charts.figure import Cell, Column, Row, Table

_DEBT = numbers.measure_of("public_debt")
_WAYS = ("deficit", "tax")


def financing_table(study: Study) -> Table | None:
    """Every policy under a deficit and under a matching tax; nothing where this was not asked for."""
    found = study.appraisal.financing
    if not found:
        return None
    shown = [one for row in found for way in _WAYS for one in (getattr(row, way).effect, getattr(row, way).special)]
    decimals = numbers.places(shown, numbers.PERCENT)
    rows = []
    for place, one in enumerate(found):
        key = study.pointer("financing", place)
        cells = []
        for way in _WAYS:
            paid = getattr(one, way)
            cells += [
                numbers.cell(paid.effect, f"{key}/{way}/effect", numbers.PERCENT, decimals),
                numbers.cell(paid.special, f"{key}/{way}/special", numbers.PERCENT, decimals),
                numbers.cell(paid.debt, f"{key}/{way}/debt", _DEBT),
            ]
        cells.append(numbers.cell(one.difference, f"{key}/difference", numbers.PERCENT, decimals))
        rows.append(Row(Cell(policy(one.policy)), tuple(cells)))
    columns = [Column(text("appraised.column.policy"))]
    for way in _WAYS:
        paid = text(f"appraised.financing.{way}")
        columns += [
            Column(text("appraised.financing.effect", way=paid), numbers.PERCENT.unit, True),
            Column(text("appraised.financing.special", way=paid), numbers.PERCENT.unit, True),
            Column(text("appraised.financing.debt", way=paid), _DEBT.unit, True),
        ]
    columns.append(Column(text("appraised.financing.difference"), numbers.PERCENT.unit, True))
    caption, note = text("appraised.financing.caption"), text("appraised.financing.note")
    return study.table(caption, note, tuple(columns), rows, "financing", "financing")


def hysteresis_table(study: Study) -> Table | None:
    """What is left of every policy after its end; nothing where this was not asked for."""
    found = study.appraisal.hysteresis
    if not found or not found[0].after:
        return None
    decimals = numbers.places(
        [one for row in found for after in row.after for one in (after.effect, after.special)], numbers.PERCENT
    )
    rows = []
    for place, one in enumerate(found):
        cells = []
        for at, after in enumerate(one.after):
            key = study.pointer("hysteresis", place, "after", at)
            cells += [
                numbers.cell(after.effect, f"{key}/effect", numbers.PERCENT, decimals),
                numbers.cell(after.special, f"{key}/special", numbers.PERCENT, decimals),
            ]
        rows.append(Row(Cell(policy(one.policy)), tuple(cells)))
    columns = [Column(text("appraised.column.policy"))]
    for after in found[0].after:
        columns += [
            Column(text("appraised.hysteresis.effect", n=after.periods), numbers.PERCENT.unit, True),
            Column(text("appraised.hysteresis.special", n=after.periods), numbers.PERCENT.unit, True),
        ]
    caption, note = text("appraised.hysteresis.caption", n=found[0].ended), text("appraised.hysteresis.note")
    return study.table(caption, note, tuple(columns), rows, "hysteresis", "hysteresis")
