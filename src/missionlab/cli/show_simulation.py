"""What `missionlab simulate` prints: moments with their errors, how runs ended, and the parameters there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from missionlab.cli.show import new_table, print_table
from missionlab.report.simulation.simulation import Simulation

_CORRELATIONS = {f"cc_{symbol}_+0": symbol for symbol in ("C", "I", "dN", "A", "U", "CPI", "infl", "mu")}


def simulated(simulation: Simulation, written: Sequence[str], command: str) -> None:
    """The main moments as a table, how the runs ended, and where the files are."""
    from missionlab.report.simulation.page import MAIN

    about, moments = simulation.about, simulation.macro.moments
    shown = [name for name in (*MAIN, *_CORRELATIONS) if name in moments]
    table = new_table(
        f"Rules {about.rules}, {_count(about.runs, 'run')} of {_count(about.periods, 'period')}, "
        f"periods {about.first} to {about.periods} counted, seed {about.seed}",
        "Moment",
        "Meaning",
        "Mean",
        "± error",
        "95% interval",
        "Runs",
    )
    for name in shown:
        table.add_row(name, *_row(simulation, name))
    print_table(table)
    ended = ", ".join(f"{runs} {code.replace('_', ' ')}" for code, runs in simulation.ended.items())
    typer.echo(f"{_count(about.runs, 'run')}: {ended}.")
    typer.echo(
        "± is the Monte Carlo error of the mean: how far another set of runs may differ, not how far the world does."
    )
    if written:
        typer.echo("Written: " + ", ".join(written))
    else:
        typer.echo(f"{len(moments) - len(shown)} more moments with --json; plots and data with --out DIR:")
        typer.echo(f"  {command} --out simulation")


def _row(simulation: Simulation, name: str) -> list[str]:
    from missionlab.base.text import say
    from missionlab.ensemble.moments import BY_NAME
    from missionlab.report.simulation import numbers
    from missionlab.report.words import bare

    moment, one = BY_NAME[name], simulation.macro.moments[name]
    percent = numbers.in_percent(moment.unit)
    interval = "–" if one.low is None else numbers.interval(one, "", percent=percent)
    cells = (numbers.mean(one, "", percent=percent), numbers.small(one.error, "", percent=percent), interval, one.runs)
    return [_meaning(name, moment.meaning, moment.unit, percent), *(say(bare(cell)) for cell in cells)]


def _meaning(name: str, meaning: str, unit: str, percent: bool) -> str:
    from missionlab.base.text import say, text

    if name in _CORRELATIONS:
        return f"{say(text(f'simulation.heading.{_CORRELATIONS[name]}'))}: correlation with output"
    return meaning if percent or unit == "1" else f"{meaning}, {unit}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def parameters() -> None:
    """Every parameter: name, symbol, meaning, unit, default, bounds."""
    from missionlab.economy.parameters import REGISTRY

    table = new_table("Parameters, for --set NAME=VALUE", "Name", "Symbol", "Meaning", "Unit", "Default", "Bounds")
    for entry in REGISTRY.values():
        table.add_row(entry.name, entry.symbol, entry.meaning, entry.unit, f"{entry.default:g}", entry.bounds)
    print_table(table)


def parameter_document() -> list[dict[str, Any]]:
    """The same for machines."""
    from missionlab.economy.parameters import REGISTRY

    return [
        {
            "name": entry.name,
            "symbol": entry.symbol,
            "meaning": entry.meaning,
            "unit": entry.unit,
            "default": entry.default,
            "low": entry.low,
            "high": entry.high,
            "bounds": entry.bounds,
            "bound_source": entry.bound_source,
            "source": entry.source,
        }
        for entry in REGISTRY.values()
    ]
