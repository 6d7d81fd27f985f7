"""The commands. Each says what it does, shows an example, and leaves the work to the public API."""

from __future__ import annotations

import gc
import sys
from copy import copy
from pathlib import Path
from typing import Annotated

import typer
from typer.models import CommandInfo

import missionlab as ml
from missionlab.cli import show
from missionlab.cli.allocate import EXAMPLE as EXAMPLE_OF_ALLOCATION
from missionlab.cli.allocate import allocate
from missionlab.cli.appraise import EXAMPLE as EXAMPLE_OF_APPRAISAL
from missionlab.cli.appraise import appraise
from missionlab.cli.backtest import EXAMPLE as EXAMPLE_OF_BACKTEST
from missionlab.cli.backtest import backtest
from missionlab.cli.decide import EXAMPLE as EXAMPLE_OF_DECISION
from missionlab.cli.decide import PlaceOfLedger, decide
from missionlab.cli.fund import EXAMPLE as EXAMPLE_OF_FUND
from missionlab.cli.fund import fund
from missionlab.cli.log import log
from missionlab.cli.options import AsJson, AsOf, BasisName
from missionlab.cli.outcome import Outcome, guarded
from missionlab.cli.simulate import EXAMPLE, simulate
from missionlab.cli.steer import EXAMPLE as EXAMPLE_OF_STEER
from missionlab.cli.steer import steer

app = typer.Typer(
    name="missionlab",
    help="A mission-oriented industrial strategy: where every target stands, what the money looks like, "
    "what speaks against it.\n\nSTRATEGY is a folder, a workbook (.xlsx), or the id of a strategy that ships with "
    "missionlab (see `missionlab packs`).",
    epilog="Example:  missionlab run uk-2017 --out briefing",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


Source = Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of the random paths. Same seed, same numbers.")]


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"missionlab {version_of('missionlab')}")
        raise typer.Exit


@app.command(epilog="Example:  missionlab run uk-2017 --out briefing")
@guarded
def run(
    strategy: Source,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the briefing is written.")] = Path(
        "briefing"
    ),
    as_of: AsOf = None,
    basis: BasisName = None,
    seed: Seed = 0,
    no_appraisal: Annotated[
        bool, typer.Option("--no-appraisal", help="Leave out what the money does to a simulated economy: sooner done.")
    ] = False,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """The main job: one briefing as a web page, a workbook and results.json."""
    from missionlab.cli.chapter import appraisal

    loaded = ml.load(strategy)
    with show.progress() as step:
        appraise = None if no_appraisal else appraisal(seed, step)
        basis_ = show.basis_named(basis)
        briefing = ml.run(loaded, out, as_of, basis=basis_, seed=seed, ledger=ledger, appraise=appraise, progress=step)
    if as_json:
        show.as_json(show.run_document(out))
    else:
        show.briefing_written(briefing, out)
    return Outcome.of(briefing.checked.findings)


@app.command(epilog="Example:  missionlab check uk-2017")
@guarded
def check(strategy: Source, as_of: AsOf = None, as_json: AsJson = False) -> Outcome:
    """Validate a strategy and ask the method's questions of it."""
    checked = ml.check(ml.load(strategy), as_of)
    if as_json:
        show.as_json(checked.to_json())
    else:
        show.checked(checked)
    return Outcome.of(checked.findings)


@app.command(epilog="Example:  missionlab track uk-2017 --as-of 2021-12-31")
@guarded
def track(strategy: Source, as_of: AsOf = None, seed: Seed = 0, as_json: AsJson = False) -> Outcome:
    """Status and probability of every target."""
    loaded = ml.load(strategy)
    standings = ml.track(loaded, as_of, seed)
    if as_json:
        show.as_json(standings.to_json())
    else:
        show.standings(loaded, standings)
    return show.unusable(loaded)


@app.command(epilog="Example:  missionlab portfolio snib --basis committed")
@guarded
def portfolio(strategy: Source, as_of: AsOf = None, basis: BasisName = None, as_json: AsJson = False) -> Outcome:
    """The money: shares, concentration, coverage, gaps."""
    loaded = ml.load(strategy)
    money = ml.portfolio(loaded, as_of, show.basis_named(basis))
    if as_json:
        show.as_json(money.to_json())
    else:
        show.portfolio(loaded, money)
    return show.unusable(loaded)


app.command(epilog=f"Example:  {EXAMPLE_OF_FUND}")(fund)
app.command(epilog=f"Example:  {EXAMPLE_OF_ALLOCATION}")(allocate)
app.command(epilog=f"Example:  {EXAMPLE_OF_STEER}")(steer)
app.command(epilog=f"Example:  {EXAMPLE_OF_APPRAISAL}")(appraise)
app.command(epilog=f"Example:  {EXAMPLE}")(simulate)
app.command(epilog=f"Example:  {EXAMPLE_OF_BACKTEST}")(backtest)
app.command(epilog=f"Example:  {EXAMPLE_OF_DECISION}")(decide)
app.add_typer(log)


@app.command(epilog="Example:  missionlab packs")
@guarded
def packs(as_json: AsJson = False) -> Outcome:
    """The strategies that ship with missionlab."""
    shipped = ml.packs()
    if as_json:
        show.as_json({"packs": [show.pack_document(pack) for pack in shipped]})
    else:
        show.packs(shipped)
    return Outcome.DONE


@app.command(epilog="Example:  missionlab new my-strategy")
@guarded
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty or new folder.")],
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write one workbook instead of YAML.")] = False,
    as_json: AsJson = False,
) -> Outcome:
    """Start a strategy from a commented template."""
    written = ml.new(folder, workbook=xlsx)
    if as_json:
        show.as_json({"written": [str(path) for path in written]})
    else:
        show.written(written, then=f"missionlab run {written[0] if xlsx else folder} --out briefing")
    return Outcome.DONE


@app.command(epilog="Example:  missionlab convert uk-2017 uk-2017.xlsx")
@guarded
def convert(
    strategy: Source,
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="A new folder, or a file that ends in .xlsx.")],
    as_json: AsJson = False,
) -> Outcome:
    """Write a strategy as a workbook, or as a folder of YAML and CSV; nothing is lost either way."""
    loaded = ml.load(strategy)
    show.refuse_to_lose(loaded)
    written = ml.save(loaded, target)
    if as_json:
        show.as_json({"written": [str(path) for path in written]})
    else:
        show.written(written, then=f"missionlab check {target}")
    return Outcome.DONE


@app.command(epilog="Example:  missionlab doctor")
@guarded
def doctor(as_json: AsJson = False) -> Outcome:
    """Versions, cores, and what is missing and how to get it."""
    from missionlab.cli.doctor import examine

    report = examine()
    if as_json:
        show.as_json(report)
    else:
        show.examined(report)
    return Outcome.DONE


def main() -> None:
    """Entry point of the ``missionlab`` command.

    Most of what a command makes (models, catalogues, records) lives until it ends, and looking through it for garbage
    takes a fifth of a short command's time; so the collector is asked to look less often.
    """
    gc.set_threshold(100_000, 50, 50)
    _knowing_only(sys.argv[1:2])()


def _knowing_only(asked: list[str]) -> typer.Typer:
    """The program with one command, where it is asked for by name: to work out the options of all takes as long as some
    commands do."""
    named = [one for one in app.registered_commands if [_name(one)] == asked]
    if not named:
        return app
    small = copy(app)
    small.registered_commands, small.registered_groups = named, []
    return small


def _name(command: CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", "")).replace("_", "-")
