"""The figure "patience or stubbornness": what stopping a project after each year without success is worth."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import Text, text
from missionlab.report.charts import stop_curve
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pilots import numbers
from missionlab.report.words import Words
from missionlab.steering.patience import StopCurve, StopYear
from missionlab.steering.waits import StageRecord

SHOWN = (0, 1, 2, 3, 5, 7, 10, 15, 20)
"""Years that the table beside the figure shows, with the best one; the data have every year."""


def stop_figure(
    curve: StopCurve, words: Words, *, root: str, sheet: str, number: int, sources: tuple[str, ...] = ()
) -> Figure | None:
    """The curve of one project; nothing where it was refused.

    ``root`` is the place of the curve in results.json, ``sheet`` the workbook's sheet, ``number`` makes its id, and
    ``sources`` are those of the model that the strategy describes.
    """
    if not curve.years or curve.currency is None:
        return None
    title = stop_title(curve, words, root)
    data = stop_curve.StopChart(
        id=f"stop-{number}",
        points=tuple(
            stop_curve.StopPoint(year.n, year.value.value or 0.0, year.value.low, year.value.high)
            for year in curve.years
        ),
        marks=_marks(curve, words),
        currency=curve.currency,
        foot=words.plain(text("patience.figure.foot")),
        words=words,
        name=words.plain(text("patience.figure.name", name=words.own(curve.name))),
        alt=words.plain(text("patience.figure.alt", n=len(curve.years))) + " " + words.plain(title),
    )
    return Figure(
        id=data.id,
        title=title,
        subtitle=[text("patience.figure.sub", name=words.own(curve.name))],
        drawings=tuple(stop_curve.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(_caption(curve, words, root)),
        sources=sources,
        table=_table(curve, words, root, sheet),
        table_name=text("patience.figure.table"),
    )


def stop_title(curve: StopCurve, words: Words, root: str) -> Text:
    """Go on, stop after some years, do not go on, or cannot tell; or why nothing is known."""
    name = words.own(curve.name)
    if curve.best is None:
        return text("patience.title.no_data", name=name, reason=curve.refused)
    best, last = curve.years[curve.best], curve.years[-1]
    money = numbers.money(curve.currency)
    said = numbers.said(best.value, f"{root}/years/{best.n}/value", money)
    if best.n == 0:
        return _never(curve, words, root)
    if not curve.can_be_told:
        return text("patience.title.cannot_tell", name=name, value=said)
    if best.n < last.n:
        return text("patience.title.stop", name=name, n=best.n, value=said)
    worst = min(curve.years, key=lambda year: year.value.value or 0.0)
    if (worst.value.value or 0.0) < 0:
        lost = numbers.value(worst.value, f"{root}/years/{worst.n}/value", money)
        return text("patience.title.patience", name=name, value=said, n=worst.n, lost=lost)
    return text("patience.title.go_on", name=name, value=said)


def _never(curve: StopCurve, words: Words, root: str) -> Text:
    """Whether the most that the project may add would make going on worth it."""
    name = words.own(curve.name)
    hopeful = [year for year in curve.years if year.value.high is not None and year.value.high > 0]
    if hopeful:
        year = max(hopeful, key=lambda one: one.value.high or 0.0)
        said = numbers.said(year.value, f"{root}/years/{year.n}/value", numbers.money(curve.currency))
        return text("patience.title.cannot_tell", name=name, value=said)
    needed = numbers.value(curve.prize_needed, f"{root}/prize_needed", numbers.money(curve.currency))
    prize = numbers.value(curve.prize, f"{root}/prize", numbers.money(curve.currency))
    key = "never" if curve.prize_needed.value is not None else "no_success"
    return text(f"patience.title.{key}", name=name, needed=needed, prize=prize)


def _marks(curve: StopCurve, words: Words) -> tuple[stop_curve.StopMark, ...]:
    """The best year, and where a rule stops that looks one year ahead, where that is another."""
    assert curve.best is not None
    last = curve.years[-1].n
    kind = "now" if curve.best == 0 else "go_on" if curve.best == last else "after"
    marks = [stop_curve.StopMark(curve.best, words.plain(text(f"patience.mark.{kind}", n=curve.best)), best=True)]
    short = curve.short_sighted
    if short is not None and short != curve.best and short <= last:
        label = words.plain(text(f"patience.mark.short_{'now' if short == 0 else 'after'}", n=short))
        marks.append(stop_curve.StopMark(short, label, best=False))
    return tuple(marks)


def _caption(curve: StopCurve, words: Words, root: str) -> list[Text]:
    money = numbers.money(curve.currency)
    cost = numbers.value(curve.cost, f"{root}/cost", money)
    prize = numbers.said(curve.prize, f"{root}/prize", money)
    out = [
        text("patience.cap.money", cost=cost, prize=prize),
        text("patience.cap.hazard", model=words.own(curve.model_name), n=curve.age),
    ]
    if not curve.age_known:
        out.append(text("patience.cap.age_unknown"))
    if curve.record is not None:
        out.append(_recorded(curve.record, f"{root}/record"))
    if curve.assumption is not None:
        out.append(text("patience.cap.assumption", assumption=curve.assumption))
    short = curve.short_sighted
    early = curve.rises and short is not None and short < (curve.best or 0)
    out.append(text(f"patience.cap.{'early' if early else 'rises' if curve.rises else 'constant'}"))
    out.append(text("patience.cap.band"))
    return out


def _recorded(record: StageRecord, key: str) -> Text:
    """What the strategy's own projects say of the stage."""
    return text(
        "patience.cap.record",
        n=record.waits,
        passed=numbers.known(record.passed, f"{key}/passed", numbers.plain(0)),
        years=numbers.known(record.years, f"{key}/years", numbers.plain(1)),
        hazard=numbers.said(record.hazard, f"{key}/hazard", numbers.share),
    )


def _table(curve: StopCurve, words: Words, root: str, sheet: str) -> Table:
    wanted = {*SHOWN, curve.best, curve.short_sighted}
    rows = [_row(year, f"{root}/years/{year.n}", curve) for year in curve.years if year.n in wanted]
    columns = (
        Column(text("patience.column.stop")),
        Column(text("patience.column.value"), text("patience.column.value_second"), True),
        Column(text("patience.column.luck"), text("patience.column.luck_second"), True),
        Column(text("patience.column.success"), text("patience.column.success_second"), True),
        Column(text("patience.column.lost"), text("patience.column.lost_second", n=curve.years[-1].n), True),
    )
    note = text("patience.figure.note", model=words.own(curve.model_name))
    name = text("patience.figure.name", name=words.own(curve.name))
    return Table(name, note, columns, tuple(rows), sheet, "", root)


def _row(year: StopYear, key: str, curve: StopCurve) -> Row:
    money = numbers.money(curve.currency)
    low, high = (numbers.known(getattr(year, end), f"{key}/{end}", money) for end in ("luck_low", "luck_high"))
    lost = Cell(numbers.DASH, text("patience.never"))
    if year.lost is not None:
        lost = Cell(numbers.known(year.lost, f"{key}/lost", numbers.share))
    cells = (
        numbers.cell(year.value, f"{key}/value", money),
        Cell(text("report.interval", low=low, high=high)),
        Cell(numbers.known(year.success, f"{key}/success", numbers.share)),
        lost,
    )
    head = text("patience.after_none") if year.n == 0 else text("patience.after", n=year.n)
    return Row(Cell(head), cells)


def refused_table(curves: Sequence[StopCurve], words: Words, *, root: str, sheet: str) -> Table | None:
    """Projects with an outcome model for which there is no curve, and why; nothing where there are none.

    ``root`` is the place of the list of curves in results.json.
    """
    rows = []
    for place, curve in enumerate(curves):
        if curve.refused is not None:
            money = numbers.money(curve.currency)
            needed = numbers.cell(curve.prize_needed, f"{root}/{place}/prize_needed", money)
            rows.append(Row(Cell(words.own(curve.name)), (Cell(curve.refused), needed)))
    if not rows:
        return None
    columns = (
        Column(text("patience.column.project")),
        Column(text("patience.column.reason")),
        Column(text("patience.column.needed"), text("patience.column.needed_second"), True),
    )
    caption, note = text("patience.refused_caption"), text("patience.refused_note")
    return Table(caption, note, columns, tuple(rows), sheet, "", root, wide=True)
