"""What `missionlab steer --pathways` prints: until when each action will do, pathways, signposts; and when to stop."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from missionlab.base.text import say, text
from missionlab.cli.show import new_table, print_table
from missionlab.cli.show_measured import cell, said, value
from missionlab.report.pilots import numbers
from missionlab.steering.pathways.results import Pathways, TargetPathways, When
from missionlab.steering.patience import StopCurve


def pathways_shown(found: Pathways) -> None:
    """Actions, pathways and signposts of every target, and what could not be looked at."""
    if not found.targets and not found.refused:
        typer.echo("No pathways: no action names a target on which it has an effect.")
    for target in found.targets:
        _actions(target)
        _ways(target)
        _signposts(target)
        for left in target.left_out:
            typer.echo(f"  not in it: {left.name}: {say(left.reason)}.")
    for left in found.refused:
        typer.echo(f"{left.name}: {say(left.reason)}.")


def curves_shown(curves: Sequence[StopCurve]) -> None:
    """When it is best to stop each project that has not succeeded yet."""
    if not curves:
        return
    columns = (
        "Project",
        "Money a year",
        "A success is worth",
        "Best",
        "Worth then",
        "Looking one year ahead",
        "Why not",
    )
    table = new_table("Patience or stubbornness: stopping after so many more years without success", *columns)
    for one in curves:
        money = numbers.money(one.currency)
        best = (
            "" if one.best is None else _stop(one, one.best) + ("" if one.can_be_told else ",\nbut it cannot be told")
        )
        worth = "" if one.best is None else cell(one.years[one.best].value, money)
        short = "" if one.best is None else "go on" if one.short_sighted is None else _stop(one, one.short_sighted)
        why = "" if one.refused is None else say(one.refused)
        stated = ("" if part.value is None else value(part, money) for part in (one.cost, one.prize))
        table.add_row(one.name, *stated, best, worth, short, why)
    print_table(table)
    for one in curves:
        if not one.age_known:
            typer.echo(f"  {one.name}: {say(text('patience.cap.age_unknown'))}")


def _stop(one: StopCurve, years: int) -> str:
    if years == 0:
        return "stop now"
    return "go on" if years == one.years[-1].n else f"stop after {years}"


def _actions(target: TargetPathways) -> None:
    title = f"{target.name}: until when actions will do, taken now; 1 in 20 to 19 in 20 paths below"
    table = new_table(title, "Action", "Chance of the goal", "Will not do from", "Decide by")
    for life in (target.carry_on, *target.actions):
        name = life.name or say(text("pathways.carry_on"))
        if life.retargets:
            name += f" ({say(text('pathways.retargeted'))})"
        decide = "" if life.action is None else _when(life.decide_by)
        table.add_row(name, cell(life.chance, numbers.share), _when(life.sell_by), decide)
    print_table(table)


def _ways(target: TargetPathways) -> None:
    names = {life.action: life.name for life in target.actions}
    currencies = {life.currency for life in target.actions if life.currency is not None}
    money = numbers.money(currencies.pop() if len(currencies) == 1 else None)
    table = new_table(
        "Pathways that no other beats in every way", "Switches", "Chance of the goal", "Cost of switches, mean"
    )
    for way in target.pathways:
        steps = ", then ".join(f"{names[switch.action]} ({_year(switch.since.p50)})" for switch in way.switches) or say(
            text("pathways.carry_on")
        )
        chance = cell(way.chance, numbers.share) + (" retargeted" if way.retargets else "")
        table.add_row(steps, chance, value(way.cost, money))
    print_table(table)


def _signposts(target: TargetPathways) -> None:
    if not target.signposts:
        return
    title = "Signposts, on paths on which the threshold was not chosen"
    table = new_table(title, "Signpost", "Alarm", "Years of warning", "False alarms", "Missed alarms")
    for one in target.signposts:
        at = numbers.plain(None)(one.threshold)
        alarm = say(text(f"pathways.alarm.{one.comparator.name.lower()}", at=at))
        source = f"rule {one.rule}" if one.rule else "chosen"
        lead = numbers.DASH if one.lead.p50 is None else f"{one.lead.p50:.1f}"
        shares = (value(share, numbers.share) for share in (one.false_alarms, one.missed_alarms))
        table.add_row(one.name, f"{alarm} ({source})", lead, *shares)
    print_table(table)


def _when(when: When) -> str:
    return f"{_year(when.p50)}\n{_year(when.p05)} to {_year(when.p95)}"


def _year(value: float | None) -> str:
    return said(numbers.year(value))
