"""Options that several commands have."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer


def day(text: str) -> date:
    from missionlab.base.dates import Date

    try:
        return Date.read(text).last
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=day, help="Use only what was known on this day. Default: today."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, and nothing else there.")]
BasisName = Annotated[
    str | None,
    typer.Option(
        "--basis", metavar="BASIS", help="proposed, announced, committed or spent. Default: the strategy's own."
    ),
]
