"""`missionlab decide`: one decision into the log."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from missionlab.cli import show
from missionlab.cli.options import AsJson, AsOf, day
from missionlab.cli.outcome import Outcome, guarded

EXAMPLE = (
    'missionlab decide uk-2017 --subject uk-rd --question "Keep 2.4%?" --option continue --option retarget '
    '--choose continue --reason "The gap closes at the present pace." --review-on 2027-06-30'
)
MOST_BYTES = 1_000_000
PlaceOfLedger = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PLACE",
        help="File or postgresql:// address of the log. Default: MISSIONLAB_LEDGER, or decisions.sqlite here.",
    ),
]


def _option(name: str, metavar: str, help_: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help_)


@guarded
def decide(
    strategy: Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")],
    question: Annotated[str | None, _option("--question", "TEXT", "What was asked.")] = None,
    option: Annotated[
        list[str] | None, _option("--option", "NAME", "Something that could be chosen; repeat for each.")
    ] = None,
    choose: Annotated[str | None, _option("--choose", "NAME", "The option that was chosen.")] = None,
    reason: Annotated[str | None, _option("--reason", "TEXT", "Why.")] = None,
    kind: Annotated[
        str | None,
        _option(
            "--kind",
            "KIND",
            "continue, scale, adjust, pause, stop, transfer, retarget, merge, withdraw, adopt, allocate, correct or "
            "sign-off. Default: what the chosen option names, or adopt.",
        ),
    ] = None,
    subject: Annotated[
        list[str] | None,
        _option("--subject", "ID", "Mission, project or other; repeatable. Default: the rule's, or all."),
    ] = None,
    rule: Annotated[str | None, _option("--rule", "ID", "The rule that was looked at. Default: judgement.")] = None,
    rule_says: Annotated[
        str | None, _option("--rule-says", "NAME", "The option that the rule points to. Default: what steer finds.")
    ] = None,
    dissent: Annotated[
        list[str] | None,
        _option("--dissent", "ROLE: TEXT", "Who disagreed, by role, and why; repeatable. Default: none recorded."),
    ] = None,
    review_on: Annotated[
        date | None, typer.Option("--review-on", metavar="DATE", parser=day, help="When to look at it again.")
    ] = None,
    decided_on: Annotated[
        date | None, typer.Option("--decided-on", metavar="DATE", parser=day, help="Default: today.")
    ] = None,
    amount: Annotated[str | None, _option("--amount", "MONEY", "Money that it commits; 0 for none.")] = None,
    currency: Annotated[str | None, _option("--currency", "CODE", "Default: the strategy's.")] = None,
    role: Annotated[str | None, _option("--role", "ROLE", "owner, analyst or co-signer. Default: owner.")] = None,
    co_signer: Annotated[list[str] | None, _option("--co-signer", "ROLE", "Who signs with you, by role.")] = None,
    conflicts: Annotated[str | None, _option("--conflicts", "TEXT", "Conflicts of interest declared.")] = None,
    supersedes: Annotated[
        str | None, _option("--supersedes", "ID", "The decision that this corrects, signs off or replaces.")
    ] = None,
    expect: Annotated[str | None, _option("--expect", "TEXT", "What is expected to come of it.")] = None,
    annex: Annotated[
        list[Path] | None, _option("--annex", "FILE", "Restricted text, kept apart and erasable; repeatable.")
    ] = None,
    allow: Annotated[
        list[str] | None, _option("--allow", "NAME", "A name or address in the text that may stand; repeatable.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="The same and more from YAML; options add to it.")
    ] = None,
    as_of: AsOf = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the forecasts in the evidence.")] = 0,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """Record a decision in the log: question, options, choice, reason, evidence. It asks nothing."""
    import missionlab as ml
    from missionlab.steering.ledger.stated import stated

    given = {
        "question": question,
        "options": option or None,
        "chosen": choose,
        "reason": reason,
        "kind": kind,
        "subjects": subject or None,
        "rule": _rule(rule, rule_says),
        "dissent": dissent or None,
        "review_on": review_on,
        "decided_on": decided_on,
        "amount": amount,
        "currency": currency,
        "role": role,
        "co_signers": co_signer or None,
        "conflicts": conflicts,
        "supersedes": supersedes,
        "expected": None if expect is None else {"text": expect},
        "as_of": as_of,
    }
    fields = {
        **(read_yaml(file, dict) if file else {}),
        **{name: value for name, value in given.items() if value is not None},
    }
    texts = {path.name: _text(path) for path in annex or ()}
    loaded = ml.load(strategy)
    whole = stated(loaded, fields, as_of, seed, str(file or ""))
    with ml.Ledger.open(ledger) as log:
        logged = log.append(whole, allow=allow or (), annexes=texts)
        if as_json:
            show.as_json({"ledger": log.place, **logged.to_json()})
        else:
            from missionlab.cli.show_log import recorded

            recorded(log.place, logged)
    return show.unusable(loaded)


def _rule(rule: str | None, says: str | None) -> dict[str, str] | None:
    if rule is None:
        return None
    return {"id": rule} if says is None else {"id": rule, "says": says}


Kind = TypeVar("Kind", dict[str, Any], list[Any])


def read_yaml(file: Path, kind: type[Kind]) -> Kind:
    """What a YAML file holds. Raises ``InputError``, with line and column, for what is no YAML or of another kind."""
    import yaml

    from missionlab.base.findings import InputError, Place

    text = _text(file)
    try:
        found = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = Place(str(file), mark.line + 1, mark.column + 1) if mark else Place(str(file))
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(
            f"The file is no YAML: {problem}.", place=where, why="Nothing was recorded.", fix="Mend the line."
        ) from error
    if not isinstance(found, kind):
        form = "fields, such as `question: ...`, each on a line of its own" if kind is dict else "a list"
        raise InputError(
            f"The file does not hold {form}.",
            place=Place(str(file)),
            why="Nothing was recorded.",
            fix="docs/how-to/ledger.md shows how it is written.",
        )
    return found


def _text(file: Path) -> str:
    from missionlab.base.findings import InputError, Place

    data = file.read_bytes()
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("it is larger than a megabyte")
        return data.decode("utf-8-sig")
    except ValueError as error:
        raise InputError(
            f"{file} cannot be read: {error}.",
            place=Place(str(file)),
            why="A decision and its annexes are short texts in UTF-8.",
            fix="Save it as UTF-8 text, or shorten it.",
        ) from error
