"""`missionlab fund`: what a public bank loses, earns and recycles, and what each of its rules is worth."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from missionlab.base.findings import InputError
from missionlab.cli import show
from missionlab.cli.options import AsJson, AsOf
from missionlab.cli.outcome import Outcome, guarded
from missionlab.cli.progress import progress_bar

if TYPE_CHECKING:
    from missionlab.portfolio.finance.results import FundResult, TrackRecord
    from missionlab.strategy.strategy import Strategy

EXAMPLE = "missionlab fund snib --carry on --recycle on --horizon 30"
FOLDER = "fund"
"""What is written stands in a folder of this name, because `--out` may be that of the briefing."""


@guarded
def fund(
    strategy: Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")],
    which: Annotated[
        str | None, typer.Option("--fund", metavar="ID", help="One of its funds. Default: all of them.")
    ] = None,
    carry: Annotated[
        str | None,
        typer.Option("--carry", metavar="on|off", help="Unused authority is carried over. Default: as recorded."),
    ] = None,
    recycle: Annotated[
        str | None, typer.Option("--recycle", metavar="on|off", help="Returns are kept. Default: as recorded.")
    ] = None,
    horizon: Annotated[
        int | None, typer.Option("--horizon", metavar="YEARS", help="Default: the fund's own, or 30.")
    ] = None,
    paths: Annotated[int, typer.Option("--paths", metavar="N", help="Simulated futures.")] = 4000,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare",
            metavar="RULES",
            help="Rules to set side by side in full, carry-over/recycling each: off/off,off/on,on/off,on/on.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Same seed, same numbers.")] = 0,
    as_of: AsOf = None,
    backtest: Annotated[
        Path | None,
        typer.Option(
            "--backtest",
            metavar="FILE",
            help="A planning register as CSV: its track record in place of the one that ships.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the folder fund here: JSON, and the years as CSV."),
    ] = None,
    as_json: AsJson = False,
) -> Outcome:
    """The public bank over its horizon: lapse, losses, returns, who gets the upside, and its track record."""
    import missionlab as ml
    from missionlab.portfolio.finance.upside import upsides

    loaded = ml.load(strategy)
    track = None if backtest is None else _track(backtest)
    asked: dict[str, Any] = {
        "as_of": as_of,
        "horizon": horizon,
        "paths": paths,
        "seed": seed,
        "track": track,
    }
    own = {"carry_over": _switch(carry, "--carry"), "recycle": _switch(recycle, "--recycle")}
    rules = _rules(compare)
    with progress_bar("Simulating the fund", "steps") as step:
        contracts = upsides(loaded, as_of or date.today())
        ids = _ids(loaded, which, bool(contracts))
        found = [ml.fund(loaded, fund=one, **own, **asked, progress=step) for one in ids]
        beside = [ml.fund(loaded, fund=one, **rule, **asked, progress=step) for one in ids for rule in rules]
    written = [] if out is None else _written(found, out / FOLDER)
    if as_json:
        from missionlab.portfolio.finance.export import upside_json

        documents = {
            "funds": [one.to_json() for one in found],
            "compared": [one.to_json() for one in beside],
            "upside": [upside_json(one) for one in contracts],
        }
        show.as_json({"written": written, **documents})
    else:
        from missionlab.cli.show_fund import compared, contracted, funded

        for one in found:
            funded(one, tested=track is not None)
        compared(beside)
        contracted(contracts)
        if written:
            typer.echo("Written: " + ", ".join(written))
    return show.unusable(loaded)


def _ids(strategy: Strategy, which: str | None, contracts: bool) -> list[str | None]:
    """The funds that are meant; one without a name where there is nothing to show, so that the verb says what to do."""
    if which is None and not strategy.funds and contracts:
        return []
    return [which] if which is not None or not strategy.funds else [one.id for one in strategy.funds]


def _switch(word: str | None, option: str) -> bool | None:
    if word not in (None, "on", "off"):
        raise InputError(
            f"{option} is '{word}'.", why="A rule is on or off.", fix=f"Write {option} on or {option} off."
        )
    return None if word is None else word == "on"


def _rules(compare: str | None) -> list[dict[str, bool]]:
    rules = []
    for pair in compare.split(",") if compare else ():
        carry, _, recycle = pair.strip().partition("/")
        if carry not in ("on", "off") or recycle not in ("on", "off"):
            raise InputError(
                f"'{pair.strip()}' is no pair of rules.",
                why="Each pair says whether authority is carried over and whether returns are recycled.",
                fix="Write pairs such as off/off,on/off,on/on.",
            )
        rules.append({"carry_over": carry == "on", "recycle": recycle == "on"})
    return rules


def _track(file: Path) -> TrackRecord:
    from missionlab.portfolio.finance.backtest.register import read_register
    from missionlab.portfolio.finance.backtest.track import measured

    return measured(read_register(file), name=file.name, source=str(file))


def _written(found: list[FundResult], folder: Path) -> list[str]:
    import json

    from missionlab.strategy.atomic_write import put_folder

    files: dict[str, bytes] = {}
    for one in found:
        document = json.dumps(one.to_json(), indent=2, ensure_ascii=False, allow_nan=False)
        files[f"{one.fund}.json"] = document.encode()
        files[f"{one.fund}-years.csv"] = one.to_frame().to_csv(index=False, lineterminator="\n").encode()
    put_folder(folder, files, [])
    return [str(folder / name) for name in files]
