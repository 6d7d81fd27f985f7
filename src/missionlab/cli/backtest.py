"""`missionlab backtest`: how the forecasts fared when they are made again at past dates."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from missionlab.cli import show
from missionlab.cli.outcome import Outcome, guarded
from missionlab.cli.progress import progress_bar

if TYPE_CHECKING:
    from missionlab.base.findings import InputError

EXAMPLE = "missionlab backtest --data indicators.csv --horizons 5,10 --out track-record"


@guarded
def backtest(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar="FILE",
            help="A CSV with columns indicator_id, entity, year, value (and unit, family, kind), or technology, year, "
            "unit_cost; repeat for several. Default: show the track record that ships.",
        ),
    ] = None,
    origins: Annotated[
        str | None,
        typer.Option(
            "--origins",
            metavar="YEARS",
            help="Years to forecast from: 1995,2005 or 1992-2018 or 1992-2018/2. Default: every third from 1992.",
        ),
    ] = None,
    horizons: Annotated[
        str, typer.Option("--horizons", metavar="YEARS", help="Years ahead that are scored.")
    ] = "1,5,10",
    by: Annotated[
        str, typer.Option("--by", metavar="GROUPS", help="What to report besides the total: era, family, place.")
    ] = "era,family,place",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write backtest.html, backtest.json and three Parquet files here. Default: only the table.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output, and nothing else there.")
    ] = False,
) -> Outcome:
    """The track record of the forecasts: made again at past dates from a data file, and scored on what came after."""
    import missionlab as ml

    command = _command(data or [], origins, horizons, by)
    try:
        with progress_bar("Forecasting", "series") as step:
            done = ml.backtest(
                data or None,
                origins=None if origins is None else _years(origins, "--origins"),
                horizons=_years(horizons, "--horizons"),
                by=[name.strip() for name in by.split(",") if name.strip()],
                folder=out,
                progress=step,
            )
    except KeyboardInterrupt:
        typer.echo(_kept(out), err=True)
        return Outcome.STOPPED
    written: list[str] = []
    if out is not None:
        from missionlab.report.backtest.deliver import write

        written = [str(path) for path in write(done, out, command)]
    if as_json:
        show.as_json({"written": written, "backtest": done.to_json()})
    else:
        from missionlab.cli.show_backtest import backtested

        backtested(done, written, shipped=not data)
    return Outcome.of(done.findings)


def _years(words: str, option: str) -> list[int]:
    """The whole numbers of ``1992-2018/2,2020``; raises `InputError` where it cannot be read."""
    years: list[int] = []
    for part in words.split(","):
        span, _, step = part.strip().partition("/")
        first, dash, last = span.partition("-")
        try:
            numbers = [int(first), int(last) if dash else int(first), int(step) if step else 1]
        except ValueError:
            raise _unreadable(words, option) from None
        if numbers[2] < 1 or numbers[1] < numbers[0] or numbers[1] - numbers[0] > 1000:
            raise _unreadable(words, option)
        years += range(numbers[0], numbers[1] + 1, numbers[2])
    return years


def _unreadable(words: str, option: str) -> InputError:
    from missionlab.base.findings import InputError, Place

    return InputError(
        f"{words!r} does not name years.",
        place=Place(f"{option} {words}"),
        why="It must be whole numbers, or a first and a last one with a dash, if wanted with /2 for every second.",
        fix=f"Write {option} 1995,2005 or {option} 1992-2018/3."
        if option == "--origins"
        else f"Write {option} 1,5,10.",
    )


def _command(data: list[Path], origins: str | None, horizons: str, by: str) -> str:
    """The call that makes the same numbers again."""
    words = ["missionlab", "backtest", *(word for one in data for word in ("--data", str(one)))]
    words += [] if origins is None else ["--origins", origins]
    return shlex.join([*words, "--horizons", horizons, "--by", by])


def _kept(out: Path | None) -> str:
    if out is None:
        return (
            "Stopped. Nothing was kept; with --out DIR, finished series are, and the same command goes on from there."
        )
    return f"Stopped. Finished series are kept in {out}; the same command goes on from there to the same scores."
