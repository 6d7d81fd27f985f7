"""What `missionlab steer --pilots` prints: what each pilot taught, and what more of it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from missionlab.base.text import Share, Text, say, text
from missionlab.cli.show import new_table, print_table
from missionlab.cli.show_measured import cell, value
from missionlab.report.pilots import numbers
from missionlab.steering.learning.results import CarryOver, PilotWorth, Registered, SizeWorth

if TYPE_CHECKING:
    from rich.table import Table


def pilots_shown(found: Sequence[PilotWorth]) -> None:
    """A table of what is believed, one of what further results are worth, and what cannot be said."""
    if not found:
        typer.echo("No pilots: add them under 'pilots' in the strategy's file.")
        return
    _believed(found)
    _worth(found)
    for one in found:
        _remarks(one)


def _believed(found: Sequence[PilotWorth]) -> None:
    table = new_table("What pilots taught, mean and 9 in 10", "Pilot", "Arm", "Before", "Results", "With the results")
    for one in found:
        how = _measured(one)
        if not one.after:
            table.add_row(one.name, "", say(one.prior_reason), "", "")
        for before, after in zip(one.before, one.after, strict=True):
            results = f"{after.trials}" if after.successes is None else f"{after.successes} of {after.trials}"
            table.add_row(
                one.name,
                after.arm or "",
                cell(before.mean, how),
                results if after.trials else "none",
                cell(after.mean, how),
            )
    print_table(table)


def _worth(found: Sequence[PilotWorth]) -> None:
    columns = ("Pilot", "Size", "Units", "Worth", "Cost", "Net", "Changes the decision")
    table = new_table("What further results are worth; below, with a prior of half and twice the strength", *columns)
    for one in found:
        rows = [("as registered", one.planned), ("best", one.best)]
        shown = [(name, size) for name, size in rows if size is not None]
        for name, size in shown:
            _row(table, one, name, size)
        if not shown:
            why = one.perfect.reason or text("pilots.overview.nothing_left")
            table.add_row(one.name, "", "", say(why), "", "", "")
    print_table(table)


def _row(table: Table, one: PilotWorth, name: str, size: SizeWorth) -> None:
    money = numbers.money(one.currency)
    cells = [cell(size.worth, money), value(size.cost, money), cell(size.net, money)]
    table.add_row(one.name, name, f"{size.units}", *cells, cell(size.changes, numbers.share))


def _remarks(one: PilotWorth) -> None:
    """What decides now, what cannot change the decision, and what is marked or blank."""
    remarks: list[Text] = []
    if one.scale_up is not None:
        remarks.append(text(f"pilots.lead.{'scale_up' if one.scale_up else 'leave'}"))
    if len(one.carry_over) > 1:
        remarks += [_carried(share) for share in one.carry_over[1:] if one.scale_up and share.scale_up is not None]
    if one.can_change is False:
        units = one.planned.units if one.planned else one.size or 0
        kind = "all_shares" if len(one.carry_over) > 1 else "stated"
        remarks.append(text(f"pilots.title.cannot_change_{kind}", n=units, units=text("pilots.units")))
    if one.registered in (Registered.AFTER, Registered.UNKNOWN):
        remarks.append(text(f"pilots.registered.{one.registered.name.lower()}"))
    remarks += [text("pilots.blank_line", field=blank.field, reason=blank.reason) for blank in one.blank]
    for sentence in remarks:
        typer.echo(f"{one.pilot}: {say(sentence)}.")


def _carried(one: CarryOver) -> Text:
    """What is best if only a share of the success holds at scale."""
    return text(f"pilots.carry.{'scale_up' if one.scale_up else 'leave'}", share=Share(one.share))


def _measured(one: PilotWorth) -> numbers.How:
    rate = bool(one.after) and one.after[0].successes is not None
    return numbers.share if rate else numbers.money(one.currency)
