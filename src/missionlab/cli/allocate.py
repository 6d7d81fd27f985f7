"""`missionlab allocate`: what to finance next, when and by which instrument, and what each rule costs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from missionlab.cli import show
from missionlab.cli.options import AsJson, AsOf
from missionlab.cli.outcome import Outcome, guarded

EXAMPLE = "missionlab allocate my-strategy --budget 30m --cap actor=25% --explain storm-tanks"
FOLDER = "plan"
"""What is written stands in a folder of this name, because `--out` may be that of the briefing."""


@guarded
def allocate(
    strategy: Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")],
    budget: Annotated[
        str | None,
        typer.Option(
            "--budget",
            metavar="FILE|AMOUNT",
            help="Money by year (YAML, such as 2027: 20000000), or one amount such as 30m. Default: the fund's.",
        ),
    ] = None,
    fund: Annotated[
        str | None, typer.Option("--fund", metavar="ID", help="Whose money. Default: the first fund with capital.")
    ] = None,
    objective: Annotated[
        str,
        typer.Option(
            "--objective",
            metavar="mean|tail|cost",
            help="How far targets are reached; the same with the worst futures; or the least money for --reach.",
        ),
    ] = "mean",
    reach: Annotated[
        float,
        typer.Option("--reach", metavar="CHANCE", help="The chance every target is to have, for the objective cost."),
    ] = 0.5,
    cap: Annotated[
        list[str] | None,
        typer.Option("--cap", metavar="WHAT=MOST", help="Such as actor=6%, or actor:shell=20m. May be repeated."),
    ] = None,
    floor: Annotated[
        list[str] | None,
        typer.Option("--floor", metavar="WHAT=LEAST", help="Such as stage=8%, or place:north=10%. May be repeated."),
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="Go on with an exact solver in a process of its own, for --limit seconds.")
    ] = False,
    limit: Annotated[
        float, typer.Option("--limit", min=1, max=86_400, metavar="SECONDS", help="Time for --final.")
    ] = 120.0,
    insist: Annotated[
        list[str] | None, typer.Option("--insist", metavar="ID", help="A project that must be in. May be repeated.")
    ] = None,
    forbid: Annotated[
        list[str] | None, typer.Option("--forbid", metavar="ID", help="A project that must be out. May be repeated.")
    ] = None,
    explain: Annotated[
        list[str] | None, typer.Option("--explain", metavar="ID", help="Why this project is in or out.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="S", help="Same seed, same numbers.")] = 0,
    scenarios: Annotated[
        int, typer.Option("--scenarios", min=10, max=5000, metavar="N", help="Futures that the plan is chosen on.")
    ] = 200,
    draws: Annotated[
        int | None,
        typer.Option(
            "--draws",
            min=0,
            max=1000,
            metavar="N",
            help="How often it is chosen anew on futures redrawn. Default: 20, or 10 with more than 400 candidates.",
        ),
    ] = None,
    as_of: AsOf = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the folder plan here: plan.json and plan.csv.")
    ] = None,
    as_json: AsJson = False,
) -> Outcome:
    """What to finance next, when and by which instrument: a plan, how far from the best it can be, and why."""
    import missionlab as ml
    from missionlab.cli.progress import progress_bar
    from missionlab.cli.show_plan import explained, plan_shown

    loaded = ml.load(strategy)
    with progress_bar("Choosing", "steps") if not as_json else nullcontext() as step:
        plan = ml.allocate(
            loaded,
            as_of,
            fund=fund,
            budget=_budget(budget),
            objective=objective,
            reach=reach,
            caps=cap or (),
            floors=floor or (),
            insist=insist or (),
            forbid=forbid or (),
            explain=explain or (),
            seed=seed,
            scenarios=scenarios,
            draws=draws,
            final=limit if final else None,
            progress=lambda _, done, of: step(done, of) if step is not None else None,
        )
    written = [] if out is None else _written(plan, out / FOLDER)
    if as_json:
        show.as_json({"written": written, "plan": plan.to_json()})
    else:
        plan_shown(plan, written)
        for one in explain or ():
            explained(plan, one)
    unusable = show.unusable(loaded)
    return Outcome.ERRORS_FOUND if plan.infeasible or plan.value is None else unusable


def _budget(words: str | None) -> Mapping[int, float] | float | None:
    """An amount, or the amounts by year of a YAML file. Raises ``InputError`` for what is neither."""
    from missionlab.steering.planning.limits import amount_of

    if words is None:
        return None
    try:
        return amount_of(words)
    except ValueError:
        return _by_year(Path(words))


def _by_year(path: Path) -> dict[int, float]:
    import yaml

    from missionlab.base.findings import InputError, Place

    fix = "Give an amount such as 30m, or a YAML file with a line for each year, such as 2027: 20000000."
    if not path.is_file():
        raise InputError(f"{str(path)!r} is neither an amount nor a file.", fix=fix)
    why = "It must map years to amounts."
    try:
        read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return {int(year): float(amount) for year, amount in read.items()}
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, ValueError) as error:
        raise InputError("The budget cannot be read.", place=Place(str(path)), why=why, fix=fix) from error


def _written(plan: Any, folder: Path) -> list[str]:
    import json

    from missionlab.strategy.atomic_write import put_folder

    document = json.dumps(plan.to_json(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    files = {"plan.json": document.encode(), "plan.csv": plan.to_frame().to_csv(index=False).encode()}
    folder.parent.mkdir(parents=True, exist_ok=True)
    put_folder(folder, files, ())
    return [str(folder / name) for name in files]
