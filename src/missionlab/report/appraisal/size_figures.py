"""The figures over sizes: effect by budget, by patience and budget, and by the yield of a laboratory."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.requested import BreakEven, Dose, Patience
from missionlab.base.text import Text, text
from missionlab.report.appraisal import numbers, titles
from missionlab.report.appraisal.names import policy
from missionlab.report.appraisal.study import Study
from missionlab.report.charts import effect_curve, heat_map
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table


def dose_figure(study: Study, place: int, one: Dose) -> Figure | None:
    """The effect over the budget, with this strategy's and the smallest that can be told; nothing without points."""
    points = _points([(point.share_of_gdp, point.effect) for point in one.points], factor=100)
    if not points:
        return None
    words = study.words
    rules = [
        effect_curve.CurveRule(100 * size, words.plain(text(f"appraised.dose.{name}", share=share)), "need")
        for name, size in (("own", one.programme), ("smallest", one.smallest.value))
        if size
        for share in (titles.share_of_gdp(size, ""),)
    ]
    data = effect_curve.EffectCurve(
        id=f"appraisal-dose-{place}",
        points=points,
        rules=tuple(rules),
        foot=words.plain(text("appraised.dose.foot")),
        words=words,
        name=words.plain(text("appraised.dose.name")),
        alt=study.spoken([text("appraised.dose.alt", n=len(points)), titles.dose(study, place, one)]),
    )
    said = {"policy": policy(one.policy), "other": policy(one.against)}
    caption = [text("appraised.cap.band"), text("appraised.dose.cap"), text("appraised.cap.scale")]
    if one.smallest.value is None and one.smallest.reason is not None:
        caption.append(one.smallest.reason)
    return Figure(
        id=data.id,
        title=titles.dose(study, place, one),
        subtitle=[text("appraised.dose.sub", **said)],
        drawings=tuple(effect_curve.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=_dose_table(study, place, one),
        table_name=text("appraised.dose.table"),
    )


def _points(sizes: Sequence[tuple[float, Estimate]], factor: float) -> tuple[effect_curve.CurvePoint, ...]:
    """What can be drawn on a logarithmic axis: sizes above zero with an effect, the smallest first."""
    found = []
    for size, one in sorted(sizes, key=lambda pair: pair[0]):
        if one.value is None or size <= 0:
            continue
        low, high = (one.value if end is None else end for end in (one.low, one.high))
        found.append(effect_curve.CurvePoint(factor * size, one.value, low, high, numbers.excludes_zero(one)))
    return tuple(found)


def _dose_table(study: Study, place: int, one: Dose) -> Table:
    decimals = numbers.places([point.effect for point in one.points], numbers.PERCENT)
    rows = []
    for number, point in enumerate(one.points):
        key = study.pointer("dose", place, "points", number)
        share = titles.share_of_gdp(point.share_of_gdp, f"{key}/share_of_gdp")
        effect = numbers.cell(point.effect, f"{key}/effect", numbers.PERCENT, decimals)
        spent = numbers.cell(point.spent, f"{key}/spent", numbers.SHARE, 0, signed=False)
        rows.append(Row(Cell(share), (Cell(effect.value), Cell(effect.second), spent)))
    columns = (
        Column(text("appraised.column.budget"), text("appraised.unit.of_gdp")),
        Column(text("appraised.column.effect"), numbers.PERCENT.unit, True),
        Column(text("appraised.column.interval"), None, True),
        Column(text("appraised.column.spent"), text("appraised.unit.of_budget"), True),
    )
    note = text("appraised.cap.interval")
    return study.table(text("appraised.dose.name"), note, columns, rows, f"dose/{place}", "dose")


def patience_figure(study: Study, place: int, one: Patience) -> Figure:
    """Stopping rules by budgets; a number in every cell that can be told from zero."""
    words = study.words
    order = sorted(range(len(one.rules)), key=lambda number: -(one.rules[number] or float("inf")))
    decimals = numbers.places([cell for row in one.effects for cell in row], numbers.PERCENT)
    data = heat_map.HeatMap(
        id=f"appraisal-patience-{place}",
        columns=tuple(words.plain(_budget(study, place, at, budget)) for at, budget in enumerate(one.budgets)),
        rows=tuple(
            heat_map.HeatRow(
                words.plain(_rule(one.rules[number])),
                tuple(_heat_cell(study, one, number, at, decimals) for at in range(len(one.budgets))),
            )
            for number in order
        ),
        words=words,
        name=words.plain(text("appraised.patience.name")),
        alt=study.spoken(
            [text("appraised.patience.alt", rows=len(one.rules), n=len(one.budgets)), titles.patience(one)]
        ),
    )
    caption = [text("appraised.patience.cap")]
    if any(cell.own for row in data.rows for cell in row.cells):
        caption.append(text("appraised.patience.cap_own"))
    said = {"policy": policy(one.policy), "other": policy(one.against)}
    return Figure(
        id=data.id,
        title=titles.patience(one),
        subtitle=[text("appraised.patience.sub", **said)],
        drawings=tuple(heat_map.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=_patience_table(study, place, one, order, decimals),
        table_name=text("appraised.patience.table"),
    )


def _rule(rule: int) -> Text:
    return text("appraised.patience.rule", n=rule) if rule else text("appraised.patience.rule_never")


def _budget(study: Study, place: int, at: int, budget: float) -> Text:
    percent = 100 * budget
    key = study.pointer("patience", place, "budgets", at)
    shown = numbers.known(budget, key, numbers.OF_WAGES, titles.figures(percent))
    return text("appraised.with_percent", value=shown)


def _heat_cell(study: Study, one: Patience, number: int, at: int, decimals: int | None) -> heat_map.HeatCell:
    """The effect where it can be told from zero; outlined, what the main table was run with."""
    effect, budget = one.effects[number][at], one.budgets[at]
    own = one.rules[number] == 0 and abs(budget / study.appraisal.design.budget - 1) < 1e-9
    if effect.value is None:
        return heat_map.HeatCell(numbers.DASH, None, own)
    if not numbers.excludes_zero(effect):
        return heat_map.HeatCell(study.words.plain(text("appraised.patience.about_zero")), None, own)
    label = study.words.plain(numbers.known(effect.value, "", numbers.PERCENT, decimals, signed=True))
    return heat_map.HeatCell(label, effect.value, own)


def _patience_table(study: Study, place: int, one: Patience, order: list[int], decimals: int | None) -> Table:
    rows = [
        Row(
            Cell(_rule(one.rules[number])),
            tuple(
                numbers.cell(
                    one.effects[number][at],
                    study.pointer("patience", place, "effects", number, at),
                    numbers.PERCENT,
                    decimals,
                )
                for at in range(len(one.budgets))
            ),
        )
        for number in order
    ]
    columns = (
        Column(text("appraised.column.gives_up")),
        *(Column(_budget(study, place, at, budget), None, True) for at, budget in enumerate(one.budgets)),
    )
    note = text("appraised.patience.note")
    return study.table(text("appraised.patience.name"), note, columns, rows, f"patience/{place}", "patience")


def break_even_figure(study: Study, place: int, one: BreakEven) -> Figure | None:
    """The laboratory against another use of the money over the yield of its researchers; nothing without points."""
    points = _points(list(zip(one.yields, one.effects, strict=True)), factor=1)
    if not points:
        return None
    words, key = study.words, study.pointer("break_even", place, "multiple")
    rules = ()
    if one.multiple.value is not None:
        low, at, high = titles.times(one.multiple, key)
        shown = at if low is None or high is None else text("appraised.with_interval", value=at, low=low, high=high)
        label = words.plain(text("appraised.break_even.ties", at=shown))
        rules = (effect_curve.CurveRule(one.multiple.value, label, "slate"),)
    title = titles.break_even(study, place, one)
    data = effect_curve.EffectCurve(
        id=f"appraisal-break-even-{place}",
        points=points,
        rules=rules,
        foot=words.plain(text("appraised.break_even.foot")),
        words=words,
        name=words.plain(text("appraised.break_even.name", other=policy(one.against))),
        alt=study.spoken([text("appraised.break_even.alt", n=len(points)), title]),
    )
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("appraised.break_even.sub", other=policy(one.against))],
        drawings=tuple(effect_curve.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(
            text("appraised.cap.band"),
            text("appraised.break_even.cap"),
            *([one.multiple.reason] if one.multiple.reason else []),
            text("appraised.cap.scale"),
        ),
        sources=(),
        table=_break_even_table(study, place, one),
        table_name=text("appraised.break_even.table"),
    )


def _break_even_table(study: Study, place: int, one: BreakEven) -> Table:
    decimals = numbers.places(one.effects, numbers.PERCENT)
    key = study.pointer("break_even", place)
    rows = [
        Row(
            Cell(numbers.known(multiple, f"{key}/yields/{number}", numbers.PLAIN, None)),
            (numbers.cell(effect, f"{key}/effects/{number}", numbers.PERCENT, decimals),),
        )
        for number, (multiple, effect) in enumerate(zip(one.yields, one.effects, strict=True))
    ]
    columns = (
        Column(text("appraised.column.yield"), text("appraised.unit.multiple")),
        Column(text("appraised.column.effect"), numbers.PERCENT.unit, True),
    )
    caption = text("appraised.break_even.name", other=policy(one.against))
    return study.table(caption, text("appraised.cap.interval"), columns, rows, f"break_even/{place}", "break_even")
