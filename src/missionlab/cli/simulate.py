"""`missionlab simulate`: an ensemble of economies, its moments, and if wanted its files."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from missionlab.cli import show
from missionlab.cli.outcome import Outcome, guarded

if TYPE_CHECKING:
    import xarray as xr

    from missionlab.economy.parameters import Parameters
    from missionlab.report.simulation.simulation import Simulation

EXAMPLE = "missionlab simulate --runs 100 --set benefit_rate=0.2 --out low-benefit"

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A parameter, by name or symbol; repeat for several. See --list."),
]


@guarded
def simulate(
    runs: Annotated[int, typer.Option("--runs", min=1, metavar="N", help="Number of economies.")] = 50,
    periods: Annotated[int, typer.Option("--periods", min=1, metavar="T", help="Periods of each.")] = 300,
    transient: Annotated[
        int, typer.Option("--transient", min=1, metavar="T0", help="Periods at the start that no moment counts.")
    ] = 100,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="S", help="Same seed, same numbers.")] = 0,
    settings: Settings = None,
    rules: Annotated[
        str,
        typer.Option("--rules", metavar="RULES", help="closed, closed-banks, or lsd-0.1 to compare with that program."),
    ] = "closed",
    spending: Annotated[
        str, typer.Option("--spending", metavar="KIND", help="What the state buys: benefit or exogenous.")
    ] = "benefit",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write simulation.html (plots), simulation.json and runs/*.parquet here. Default: only the table.",
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Print every parameter with its bounds, and stop.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output, and nothing else there.")
    ] = False,
) -> Outcome:
    """The bare economy: an ensemble of artificial economies, its moments with their Monte Carlo errors, and plots."""
    if list_:
        return _list_parameters(as_json)
    from missionlab.report.simulation.deliver import FILES, write

    parameters = _parameters(settings or [], rules)
    _enough(periods, transient)
    command = _command(runs, periods, transient, seed, settings or [], rules, spending)
    try:
        ensemble = _ensemble(parameters, runs, periods, seed, rules, spending, out)
        simulation = _measured(ensemble, transient, seed)
        if out is not None:
            write(simulation, out, command)
    except KeyboardInterrupt:
        typer.echo(_kept(out), err=True)
        return Outcome.STOPPED
    written = [str(out / name) for name in (*FILES, "manifest.json", "runs")] if out is not None else []
    if as_json:
        from missionlab.report.simulation.document import document

        show.as_json({"written": written, "simulation": document(simulation)})
    else:
        from missionlab.cli.show_simulation import simulated

        simulated(simulation, written, command)
    return Outcome.DONE if simulation.ended.get("completed") else Outcome.ERRORS_FOUND


def _parameters(settings: list[str], rules: str) -> Parameters:
    """The published parameters with those set on the command line; raises `InputError` for one that cannot be used."""
    from missionlab.base.findings import InputError, Place
    from missionlab.economy.parameters import REGISTRY, SYMBOLS, BadParameters, Parameters, with_values

    values: dict[str, float] = {}
    for setting in settings:
        name, equals, value = (part.strip() for part in setting.partition("="))
        where = Place(f"--set {setting}")
        try:
            number = float(value)
        except ValueError:
            raise InputError(
                f"{setting!r} does not set a parameter.",
                place=where,
                why="It must be a name, an equals sign and one number." if equals else "It has no equals sign.",
                fix="Write --set benefit_rate=0.2; `missionlab simulate --list` names the parameters.",
            ) from None
        if name in values:
            raise InputError(f"{name} is set twice.", place=where, why="Only one can hold.", fix="Leave one out.")
        values[name] = number
    for name in values:
        entry = REGISTRY.get(SYMBOLS.get(name, name))
        if entry and not entry.read_by(rules):
            raise InputError(
                f"{name} is read only under --rules {entry.rules}.",
                place=Place(f"--set {name}={values[name]:g} --rules {rules}"),
                why="Under these rules it would change nothing.",
                fix=f"Add --rules {entry.rules}, or leave {name} out.",
            )
    try:
        return with_values(Parameters(), **values)
    except BadParameters as error:
        raise InputError(
            str(error).replace("\n", "; ") + ".",
            place=Place(" ".join(f"--set {setting}" for setting in settings)),
            why="Nothing was simulated: the model's rules mean something only within these bounds.",
            fix="Change it; `missionlab simulate --list` shows every name, symbol and bound.",
        ) from error


def _enough(periods: int, transient: int) -> None:
    """Refuse, before anything runs, what is too short to be measured."""
    import numpy as np

    from missionlab.ensemble.window import Window

    Window({"gdp": np.empty(periods)}, transient)


def _ensemble(
    parameters: Parameters, runs: int, periods: int, seed: int, rules: str, spending: str, out: Path | None
) -> xr.Dataset:
    """Simulate, into the folder where there is one. Without it, only what is measured is recorded."""
    from missionlab.base.findings import InputError, Place
    from missionlab.cli.simulation_progress import progress
    from missionlab.economy.simulate import BadRequest
    from missionlab.ensemble.design import design
    from missionlab.ensemble.moments import MOMENTS
    from missionlab.ensemble.seeds import run_seeds
    from missionlab.ensemble.simulate_many import simulate_many

    measured = {name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series}
    asked = {
        "seeds": run_seeds(runs, seed),
        "periods": periods,
        "rules": rules,
        "spending": spending,
        "series": sorted(measured) if out is None else None,
    }
    try:
        design(parameters, None, **asked)
    except BadRequest as error:
        raise InputError(
            f"{error}.",
            place=Place(f"--rules {rules} --spending {spending}"),
            why="Nothing was simulated: there is no such economy.",
            fix="Choose among those named.",
        ) from error
    with progress(rules, spending, at_once=out is None) as step:
        return simulate_many(parameters, **asked, folder=out, progress=step)


def _kept(out: Path | None) -> str:
    """What is left of an ensemble that was stopped."""
    from missionlab.base.findings import InputError
    from missionlab.ensemble.folder import found_in

    if out is None:
        return "Stopped. Nothing was kept; with --out DIR, finished runs are, and the same command goes on from there."
    try:
        folder = found_in(out)
    except InputError:
        return "Stopped before the first run. The same command begins again."
    done = sum(len(folder.members(number)) for number in folder.hashes)
    return (
        f"Stopped. {done} of {folder.economies} runs are finished and kept in {out}; "
        "the same command goes on from there and ends with the same files."
    )


def _measured(ensemble: xr.Dataset, transient: int, seed: int) -> Simulation:
    from missionlab.report.simulation import books, firms
    from missionlab.report.simulation.simulation import first_completed, gather

    return gather(
        ensemble,
        transient=transient,
        seed=seed,
        firms=firms.measure(ensemble, transient),
        books=books.measure(ensemble, first_completed(ensemble)),
    )


def _command(runs: int, periods: int, transient: int, seed: int, settings: list[str], rules: str, spending: str) -> str:
    """The call that makes the same numbers again, on any machine of this type."""
    words = ["missionlab", "simulate", "--runs", str(runs), "--periods", str(periods), "--transient", str(transient)]
    words += ["--seed", str(seed), "--rules", rules, "--spending", spending]
    return shlex.join([*words, *(word for setting in settings for word in ("--set", setting))])


def _list_parameters(as_json: bool) -> Outcome:
    from missionlab.cli.show_simulation import parameter_document, parameters

    if as_json:
        show.as_json({"parameters": parameter_document()})
    else:
        parameters()
    return Outcome.DONE
