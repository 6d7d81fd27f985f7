"""`missionlab steer`: what is up for review, what the rules say now, what it is worth to be able to change course."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from missionlab.cli import show
from missionlab.cli.decide import PlaceOfLedger
from missionlab.cli.options import AsJson, AsOf
from missionlab.cli.outcome import Outcome, guarded

EXAMPLE = "missionlab steer uk-2017 --as-of 2020-06-30"
FILE = "course.json"


@guarded
def steer(
    strategy: Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")],
    as_of: AsOf = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FILE", help="Try these rules in place of the strategy's own: a YAML file."),
    ] = None,
    value: Annotated[
        bool, typer.Option("--value", help="What it is worth to be able to change course, against the best fixed plan.")
    ] = False,
    pathways: Annotated[
        bool, typer.Option("--pathways", help="Ways to the goals, and by when each action must be decided.")
    ] = False,
    pilots: Annotated[bool, typer.Option("--pilots", help="What each pilot taught, and what more is worth.")] = False,
    discount_rate: Annotated[
        float | None,
        typer.Option(
            "--discount-rate",
            metavar="RATE",
            min=-0.5,
            max=2.0,
            help="A year, as a share: 0.035. Default: that of the strategy's fund, or none.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="S", help="Same seed, same numbers.")] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write course.json here. Default: only the tables.")
    ] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """What is up for review, what each rule says now with the numbers that decided it, and what each action changes."""
    import missionlab as ml
    from missionlab.steering import rules_file
    from missionlab.steering.ledger.view import view
    from missionlab.steering.steer import steer as found_course

    loaded = ml.load(strategy)
    others = None if rules is None else rules_file.read(rules, loaded)
    with show.progress() as step:
        course = found_course(
            loaded,
            as_of,
            rules=others,
            value=value,
            pathways=pathways,
            pilots=pilots,
            discount_rate=discount_rate,
            seed=seed,
            log=view(loaded, as_of, place=ledger),
            progress=step,
        )
    document = course.to_json()
    written = [] if out is None else [_written(document, out)]
    if as_json:
        show.as_json({"written": written, "course": document})
    else:
        from missionlab.cli.show_course import course_shown

        course_shown(course, written)
    return show.unusable(loaded)


def _written(document: object, out: Path) -> str:
    import json

    from missionlab.strategy.atomic_write import put_folder

    data = (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
    put_folder(out, {FILE: data}, ())
    return str(out / FILE)
