"""Contracts outside of any simulation that give the public purse a part of an upside, and why no ratio is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.portfolio.finance.upside import Upside
from missionlab.report.bank.numbers import DASH
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.pages.desk import Desk
from missionlab.report.words import Known

ROOT = "/bank/upside"


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
        key = f"{ROOT}/{place}"
        head = Cell(desk.own(one.name), text(f"portfolio.instrument.{one.instrument}"))
        share = Cell(
            DASH if one.share is None else Known(Share(one.share), f"{key}/share", one.share), _stated(one, desk)
        )
        ratio = DASH if one.ratio is None else Known(Quantity(one.ratio, "", 2), f"{key}/ratio", one.ratio)
        rows.append(Row(head, (share, Cell(ratio, one.reason))))
    columns = (
        Column(text("upside.column.contract"), text("report.column.instrument")),
        Column(text("upside.column.share"), text("upside.column.stated")),
        Column(text("upside.column.ratio"), text("upside.column.reason")),
    )
    name, cells = desk.sheet("fund_upside")
    return Table(text("upside.caption"), text("upside.note"), columns, tuple(rows), name, cells, ROOT, wide=True)


def _stated(one: Upside, desk: Desk) -> Any:
    """What else its source says of it."""
    return desk.own(one.note) if one.note else None
