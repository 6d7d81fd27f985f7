"""The figures of money: by stage, by class of any other dimension, and the mission map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from missionlab.base.text import Money, Share, Text, text
from missionlab.portfolio.results import ClassMoney, Dimension, Split, StageCover
from missionlab.report.charts import money as bars
from missionlab.report.charts.drawing import NARROW, WIDE
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.titles import money as titles
from missionlab.report.words import Known

WIDTHS = (WIDE, NARROW)
MOST_CLASSES = 12
_WORDED = {Dimension.STAGE: "stage", Dimension.INSTRUMENT: "instrument", Dimension.ACTOR_KIND: "actor_kind"}


def class_name(desk: Desk, dimension: Dimension, one: ClassMoney) -> Any:
    """A class in words: those of the vocabulary are translated, names of records stay in their own language."""
    if dimension in _WORDED:
        return text(f"portfolio.{_WORDED[dimension]}.{one.key}")
    return desk.own(one.name)


def stage_figure(
    desk: Desk,
    where: str,
    name: Any,
    cover: Sequence[StageCover],
    split: Split,
    total: float,
    currency: str,
    pointer: str,
) -> Figure | None:
    """Money along the innovation curve; nothing without money that is assigned to a stage."""
    if total <= 0 or total - split.unallocated <= 1e-6 * total:
        return None
    threshold = desk.briefing.strategy.about.thresholds.small_class
    title = titles.stages(cover, threshold, split.unallocated, total, currency)
    rows = [bars.Bar(desk.words.plain(text(f"portfolio.stage.{s.stage}")), s.amount, not s.covered) for s in cover]
    named = [text(f"portfolio.stage.{s.stage}") for s in cover]
    recipients = {one.key: one.projects for one in split.classes}
    table = Table(
        text("report.money.by_stage", name=name),
        _basis(desk, currency),
        _columns("stage"),
        tuple(
            Row(
                Cell(stage),
                (
                    Cell(Known(Money(s.amount, currency), f"{pointer}/stages/{i}/amount", s.amount)),
                    Cell(Share(s.share, 1) if s.share is not None else "–"),
                    Cell(str(recipients.get(str(s.stage), 0))),
                ),
            )
            for i, (stage, s) in enumerate(zip(named, cover, strict=True))
        ),
        *desk.sheet("classes"),
        f"{pointer}/stages",
    )
    return _figure(
        desk,
        where,
        title,
        text(
            "report.money.sub.stage",
            basis=_basis(desk, currency),
            unallocated=_unallocated(split.unallocated, currency),
        ),
        rows,
        currency,
        (text("report.money.cap.stage", threshold=Share(threshold)),),
        table,
        text("report.money.by_stage", name=name),
    )


def class_figure(desk: Desk, where: str, split: Split, total: float, currency: str, pointer: str) -> Figure | None:
    """Money by one dimension, by size; nothing where no money is in any class."""
    if not split.classes or total <= 0:
        return None
    names = [class_name(desk, split.dimension, one) for one in split.classes]
    shown = list(zip(names, split.classes, strict=True))[:MOST_CLASSES]
    rows = [bars.Bar(desk.words.plain(name), one.amount) for name, one in shown]
    rest = split.classes[MOST_CLASSES:]
    if rest:
        rows.append(bars.Bar(desk.words.plain(text("report.money.rest", n=len(rest))), sum(one.amount for one in rest)))
    what = text(f"report.money.by.{split.dimension}")
    table = Table(
        text("report.money.by_class", what=what),
        _basis(desk, currency),
        _columns(split.dimension),
        tuple(
            Row(
                Cell(name),
                (
                    Cell(Known(Money(one.amount, currency), f"{pointer}/by/{split.dimension}/{one.key}", one.amount)),
                    Cell(Share(one.share, 1)),
                    Cell(str(one.projects)),
                ),
            )
            for name, one in list(zip(names, split.classes, strict=True))[:60]
        ),
        *desk.sheet("classes"),
        f"{pointer}/by/{split.dimension}",
    )
    return _figure(
        desk,
        where,
        titles.classes(split, total, currency, names),
        text(
            "report.money.sub.class",
            basis=_basis(desk, currency),
            unallocated=_unallocated(split.unallocated, currency),
        ),
        rows,
        currency,
        (),
        table,
        text("report.money.by_class", what=what),
    )


def _figure(
    desk: Desk,
    where: str,
    title: Text,
    subtitle: Text,
    rows: Sequence[bars.Bar],
    currency: str,
    caption: tuple[Any, ...],
    table: Table,
    name: Text,
) -> Figure:
    said = desk.words.plain(name)
    data = bars.Bars(where, tuple(rows), currency, desk.words, said, _alt(desk, rows, currency))
    return Figure(
        id=where,
        title=title,
        subtitle=[subtitle],
        drawings=tuple(bars.draw(data, width) for width in WIDTHS),
        key=(),
        caption=caption,
        sources=(),
        table=table,
        table_name=name,
    )


def _alt(desk: Desk, rows: Sequence[bars.Bar], currency: str) -> str:
    top = sorted(rows, key=lambda row: -row.amount)[:3]
    said = [text("report.money.alt.class", name=row.name, amount=Money(row.amount, currency)) for row in top]
    gaps = [row.name for row in rows if row.gap]
    parts = [text("report.money.alt.kind", n=len(rows), top=said)]
    if gaps:
        parts.append(text("report.money.alt.gaps", names=gaps))
    return " ".join(desk.words.plain(part) for part in parts)


def _basis(desk: Desk, currency: str) -> Text:
    basis = text(f"portfolio.basis.{desk.briefing.portfolio.basis}")
    return text("report.money.basis", basis=basis, currency=currency)


def _unallocated(amount: float, currency: str) -> Any:
    return (
        text("report.money.unallocated", amount=Money(amount, currency))
        if amount > 0
        else text("report.money.all_allocated")
    )


def _columns(dimension: str) -> tuple[Column, ...]:
    return (
        Column(text(f"report.column.{dimension}")),
        Column(text("report.column.money"), None, True),
        Column(text("report.column.share"), None, True),
        Column(text("report.column.projects"), None, True),
    )
