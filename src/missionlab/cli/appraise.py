"""`missionlab appraise`: what a strategy's mix and other uses of the same money do to the simulated economy."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from missionlab.cli import show
from missionlab.cli.options import AsJson, AsOf, BasisName
from missionlab.cli.outcome import Outcome, guarded

if TYPE_CHECKING:
    from missionlab.appraisal.results import Appraisal
    from missionlab.base.text import Text

EXAMPLE = "missionlab appraise uk-2017 --with dose,break-even --out appraised"
FOLDER = "appraisal"
"""What is written stands in a folder of this name, because `--out` may be that of the briefing."""


@guarded
def appraise(
    strategy: Annotated[
        str | None,
        typer.Argument(
            metavar="STRATEGY", help="A folder, a workbook, or a pack's id. Default: only the table of policies."
        ),
    ] = None,
    runs: Annotated[
        int | None, typer.Option("--runs", min=2, metavar="N", help="Economies for each policy. Default: 400.")
    ] = None,
    periods: Annotated[
        int | None,
        typer.Option("--periods", min=1, metavar="T", help="Periods from the start of the policies. Default: 80."),
    ] = None,
    end: Annotated[
        int | None,
        typer.Option("--end", min=1, metavar="T", help="Policies end after so many of them. Default: never."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="S", help="Same seed, same numbers.")] = 0,
    precision: Annotated[
        float | None,
        typer.Option(
            "--precision",
            metavar="HALF",
            help="As many runs as give the gap of GDP this 95% half-width: 0.01 is one per cent of GDP.",
        ),
    ] = None,
    levers: Annotated[
        str | None,
        typer.Option(
            "--levers",
            metavar="FILE|NAME=VALUE,...",
            help="A policy of your own, such as laboratory=0.01,patience=20, or several in a YAML file.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="How instruments become levers. Default: missionlab's own."),
    ] = None,
    as_of: AsOf = None,
    basis: BasisName = None,
    rules: Annotated[
        str, typer.Option("--rules", metavar="RULES", help="Rule set of the economy: closed, or closed-banks.")
    ] = "closed",
    budget: Annotated[
        float,
        typer.Option(
            "--budget", metavar="SHARE", help="Of every policy, as a share of what the labour force would earn."
        ),
    ] = 0.01,
    tax_financed: Annotated[
        float,
        typer.Option(
            "--tax-financed",
            metavar="SHARE",
            help="Share of every outlay that households pay by a tax in the same period: 1 is a matching tax.",
        ),
    ] = 0.0,
    more: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="WHAT",
            help="dose, patience, robustness, break-even, financing, hysteresis: takes longer.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write the folder appraisal here: page, JSON, Parquet. Default: only the table.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> Outcome:
    """What the strategy's mix does to the economy, against the same money spent otherwise; with its uncertainty."""
    import missionlab as ml
    from missionlab.cli.simulation_progress import progress

    folder = None if out is None else out / FOLDER
    extras = [name.strip() for name in (more or "").split(",") if name.strip()]
    asked: dict[str, Any] = {
        "runs": runs,
        "periods": periods,
        "end": end,
        "seed": seed,
        "precision": precision,
        "levers": levers,
        "mapping": mapping,
        "as_of": as_of if strategy is None else as_of or date.today(),
        "rules": rules,
        "budget": budget,
    }
    command = _command(strategy, extras, **asked, basis=basis, tax_financed=tax_financed or None)
    try:
        with progress(rules, "benefit", at_once=False) as step:
            found = ml.appraise(
                strategy,
                **asked,
                basis=show.basis_named(basis),
                tax_financed=tax_financed,
                extras=extras,
                folder=folder,
                progress=step,
                say=_say,
            )
        written = [] if folder is None else _written(found, folder, command)
    except KeyboardInterrupt:
        typer.echo(_kept(folder), err=True)
        return Outcome.STOPPED
    if as_json:
        show.as_json({"written": written, "appraisal": found.to_json()})
    else:
        from missionlab.cli.show_appraisal import appraised

        appraised(found, written)
    return Outcome.of(found.findings)


def _say(what: Text) -> None:
    from missionlab.base.text import say

    typer.echo(say(what), err=True)


def _written(found: Appraisal, folder: Path, command: str) -> list[str]:
    from missionlab.report.appraisal.deliver import write

    return [str(path) for path in write(found, folder, command)]


def _kept(folder: Path | None) -> str:
    if folder is None:
        return "Stopped. Nothing was kept; with --out DIR, finished runs are, and the same command goes on from there."
    return f"Stopped. Finished runs are kept in {folder}; the same command goes on from there to the same numbers."


def _command(strategy: str | None, extras: list[str], **options: object) -> str:
    """The call that makes the same numbers again, on any machine of this type."""
    words = ["missionlab", "appraise", *([] if strategy is None else [strategy])]
    for name, value in {**options, "with": ",".join(extras) or None}.items():
        words += [] if value is None else [f"--{name.replace('_', '-')}", str(value)]
    return shlex.join(words)
