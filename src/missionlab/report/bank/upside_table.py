"""Contracts outside of any simulation that give the public purse a part of an upside, and why no ratio is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import CountWord, Money, Share, Text, text
from missionlab.portfolio.finance.upside import Upside
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Known

ROOT = "/bank/upside"
DASH = "–"


@dataclass(frozen=True, slots=True)
class UpsidePart:
    """The part of the chapter."""

    id: str
    topic: Text
    title: Text
    table: Table
    sources: tuple[str, ...]


def upside_part(desk: Desk) -> UpsidePart | None:
    """Nothing where no contract has an upside."""
    found = desk.briefing.upsides
    if not found:
        return None
    known = sum(one.ratio is not None for one in found)
    title = text("upside.title.some", n=CountWord(len(found)), known=CountWord(known))
    return UpsidePart(
        id="upside" if desk.briefing.funds else "bank",
        topic=text("upside.topic"),
        title=title if known else text("upside.title.undefined"),
        table=_table(found, desk),
        sources=desk.known_sources(source for one in found for source in one.sources),
    )


def _table(found: tuple[Upside, ...], desk: Desk) -> Table:
    rows = []
    for place, one in enumerate(found):
        shown = {"share": Share, "public": _money(one), "private": _money(one), "ratio": lambda value: f"{value:.2f}"}
        cells = [_cell(getattr(one, name), f"{ROOT}/{place}/{name}", how) for name, how in shown.items()]
        head = Cell(desk.own(one.name), text(f"portfolio.instrument.{one.instrument}"))
        rows.append(Row(head, (*cells, Cell(one.reason, desk.own(one.note) if one.note else None))))
    columns = (
        Column(text("upside.column.contract"), text("report.column.instrument")),
        *(Column(text(f"upside.column.{name}"), None, True) for name in ("share", "public", "private", "ratio")),
        Column(text("upside.column.reason")),
    )
    name, cells = desk.sheet("fund_upside")
    return Table(text("upside.caption"), text("upside.note"), columns, tuple(rows), name, cells, ROOT)


def _money(one: Upside) -> Any:
    return lambda amount: Money(amount, one.currency) if one.currency else amount


def _cell(value: float | None, key: str, how: Any) -> Cell:
    return Cell(DASH if value is None else Known(how(value), key, value))
