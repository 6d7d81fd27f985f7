"""`missionlab log`: read, verify, export and keep the log of decisions."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from missionlab.cli import show
from missionlab.cli.decide import PlaceOfLedger, read_yaml
from missionlab.cli.options import AsJson, AsOf
from missionlab.cli.outcome import Outcome, guarded

if TYPE_CHECKING:
    from missionlab.steering.ledger.chain import Head
    from missionlab.steering.ledger.entry import Entry

log = typer.Typer(
    name="log",
    help="The log of decisions: list, show, replay, verify, export, and its head for the minutes.",
    epilog="Example:  missionlab log verify --head 12:0123456789abcdef",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Decision = Annotated[str, typer.Argument(metavar="ID", help="Id of a decision, such as d3.")]
StrategyOption = Annotated[
    str | None, typer.Option("--strategy", metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")
]


@log.command("list", epilog="Example:  missionlab log list")
@guarded
def list_(
    about: Annotated[str | None, typer.Option("--about", metavar="ID", help="Only this mission or project.")] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """All decisions, with their status, and when they are looked at again."""
    import missionlab as ml
    from missionlab.steering.ledger.view import line, line_json

    with ml.Ledger.open(ledger) as opened:
        every = opened.decisions()
        lines = [line(one, every) for one in every if about is None or about in one.decision.subjects]
        if as_json:
            show.as_json({"ledger": opened.place, "decisions": [line_json(one) for one in lines]})
        else:
            from missionlab.cli.show_log import listed

            listed(opened.place, lines)
    return Outcome.DONE


@log.command("show", epilog="Example:  missionlab log show d3")
@guarded
def show_(decision: Decision, ledger: PlaceOfLedger = None, as_json: AsJson = False) -> Outcome:
    """Everything that is recorded about one decision."""
    import missionlab as ml

    with ml.Ledger.open(ledger) as opened:
        logged = opened.decision(decision)
        notes = [
            {**asdict(one), "recorded_at": one.recorded_at.isoformat()}
            for one in opened.notes()
            if one.about == logged.decision.id
        ]
        if as_json:
            show.as_json({**logged.to_json(), "notes": notes})
        else:
            from missionlab.cli.show_log import shown

            shown(opened, logged, notes)
    return Outcome.DONE


@log.command(epilog="Example:  missionlab log replay d3")
@guarded
def replay(
    decision: Decision, strategy: StrategyOption = None, ledger: PlaceOfLedger = None, as_json: AsJson = False
) -> Outcome:
    """Work the evidence of a decision out again and compare every number."""
    import missionlab as ml
    from missionlab.steering.ledger.replay import Outcome as Replayed
    from missionlab.steering.ledger.replay import replay as replayed_
    from missionlab.strategy.packs import pack_folder

    with ml.Ledger.open(ledger) as opened:
        logged = opened.decision(decision)
    source = strategy or logged.decision.strategy
    found = replayed_(logged, ml.load(source) if strategy or pack_folder(source) else None)
    if as_json:
        show.as_json(found.to_json())
    else:
        from missionlab.cli.show_log import replayed

        replayed(found)
    if found.outcome is Replayed.INPUTS_MISSING:
        typer.echo("Name the strategy's folder or workbook with --strategy.", err=True)
    return Outcome.DONE if found.outcome in (Replayed.SAME, Replayed.SAME_AFTER_CHANGE) else Outcome.ERRORS_FOUND


@log.command(epilog="Example:  missionlab log verify --head 12:0123456789abcdef --against briefing/results.json")
@guarded
def verify(
    head: Annotated[
        list[str] | None, typer.Option("--head", metavar="SEQ:HASH", help="A head that was kept; repeatable.")
    ] = None,
    against: Annotated[
        list[Path] | None, typer.Option("--against", metavar="FILE", help="A briefing's results.json; repeatable.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Verify an exported log instead of the log.")
    ] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """Whether the log is as it was written: exit code 0 intact, 1 broken, 2 unreadable."""
    import missionlab as ml
    from missionlab.steering.ledger.chain import verification
    from missionlab.steering.ledger.export import read_export

    heads = _heads(head or (), against or ())
    if export is None:
        with ml.Ledger.open(ledger) as opened:
            place, found = opened.place, opened.verify(heads)
    else:
        place, found = str(export), verification(read_export(export), heads)
    if as_json:
        show.as_json({"place": place, **found.to_json()})
    else:
        from missionlab.cli.show_log import verified

        verified(place, found)
    return Outcome.DONE if found.intact else Outcome.ERRORS_FOUND


def _heads(heads: Any, files: Any) -> list[Head]:
    from missionlab.steering.ledger.chain import Head
    from missionlab.steering.ledger.export import head_in

    return [*(Head.read(one) for one in heads), *(head_in(one) for one in files)]


@log.command(epilog="Example:  missionlab log head")
@guarded
def head(
    sign: Annotated[bool, typer.Option("--sign", help="Sign it with an OpenSSH key.")] = False,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="The key. Default: in ~/.ssh.")] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """The end of the log, and a line for the minutes: whoever keeps it can show that the log was cut or rewritten."""
    import missionlab as ml
    from missionlab.steering.ledger.sign import NAMESPACE, signature

    with ml.Ledger.open(ledger) as opened:
        entry = opened.head()
        line = _for_the_minutes(opened.id(), entry)
    signed = signature(f"{entry.seq}:{entry.hash}\n", key) if sign else None
    if as_json:
        namespace = NAMESPACE if sign else None
        show.as_json(
            {"seq": entry.seq, "hash": entry.hash, "minutes": line, "signature": signed, "namespace": namespace}
        )
    else:
        from missionlab.cli.show_log import head as printed

        printed(line, entry, signed)
    return Outcome.DONE


def _for_the_minutes(ledger: str, last: Entry) -> str:
    """The line to write into the minutes of a meeting."""
    from missionlab.steering.ledger.chain import Head
    from missionlab.steering.ledger.view import short

    day = str(last.content().get("recorded_at", ""))[:10]
    return f"For the minutes: log {ledger[:8]}, entry {last.seq} of {day}, {short(Head(last.seq, last.hash))}"


@log.command(epilog="Example:  missionlab log export --public --out decisions.json")
@guarded
def export(
    public: Annotated[
        bool, typer.Option("--public", help="Leave out powers and notes, and what --without names; keep hashes.")
    ] = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="KIND", help="A kind to leave out too; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Default: standard output.")] = None,
    ledger: PlaceOfLedger = None,
) -> Outcome:
    """The whole log as one JSON document, to publish or to keep elsewhere."""
    import json

    import missionlab as ml
    from missionlab.base.findings import InputError
    from missionlab.steering.ledger.decision import DecisionKind
    from missionlab.steering.ledger.export import RESTRICTED, exported
    from missionlab.strategy.atomic_write import put_file

    unknown = sorted(set(without or ()) - set(DecisionKind))
    if unknown:
        raise InputError(
            f"There is no kind {', '.join(unknown)}.",
            why="Nothing was written.",
            fix=f"Use: {', '.join(DecisionKind)}.",
        )
    with ml.Ledger.open(ledger) as opened:
        document = exported(opened.entries(), (*(RESTRICTED if public else ()), *(without or ())))
    if out is None:
        show.as_json(document)
    else:
        put_file(out, (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode())
        typer.echo(f"Written: {out}")
    return Outcome.DONE


@log.command(epilog="Example:  missionlab log audit uk-2017")
@guarded
def audit(
    strategy: Annotated[str, typer.Argument(metavar="STRATEGY", help="A folder, a workbook, or a pack's id.")],
    as_of: AsOf = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """How decisions were made and, apart from that, what came of them."""
    import missionlab as ml
    from missionlab.steering.ledger.audit import audit as audit_of

    with ml.Ledger.open(ledger) as opened:
        found = audit_of(ml.load(strategy), opened.decisions(), as_of)
    if as_json:
        show.as_json(found.to_json())
    else:
        from missionlab.cli.show_log import audited

        audited(found)
    return Outcome.DONE


@log.command(epilog='Example:  missionlab log note d3 --text "The minutes agree."')
@guarded
def note(
    decision: Decision,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What is noted.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="In which role.")] = "auditor",
    allow: Annotated[
        list[str] | None, typer.Option("--allow", metavar="NAME", help="A name in the text that may stand; repeatable.")
    ] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """Add a note about a decision; the decision itself is never changed."""
    import missionlab as ml

    with ml.Ledger.open(ledger) as opened:
        entry = opened.note(decision, text, role, allow=allow or ())
    if as_json:
        show.as_json({"seq": entry.seq, "hash": entry.hash})
    else:
        typer.echo(f"Entry:    {entry.seq}\nHash:     {entry.hash}")
    return Outcome.DONE


@log.command(epilog="Example:  missionlab log roles --file powers.yaml")
@guarded
def roles(
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="YAML list of login, role, subjects, amount, currency, until."),
    ] = None,
    ledger: PlaceOfLedger = None,
    as_json: AsJson = False,
) -> Outcome:
    """Who may decide what; with --file, record it (a keeper may)."""
    import missionlab as ml

    with ml.Ledger.open(ledger) as opened:
        if file is not None:
            opened.delegate(read_yaml(file, list))
        powers, names = opened.powers(), opened.names()
    if as_json:
        show.as_json({"powers": [one.model_dump(mode="json") for one in powers]})
        return Outcome.DONE
    if not powers:
        typer.echo("Nobody's powers are recorded in this log: anybody may decide.")
        return Outcome.DONE
    table = show.new_table("Powers in force", "Person", "Name", "Role", "Subjects", "Most money", "Until")
    for one in powers:
        most = "no bound" if one.amount is None else f"{one.amount:f} {one.currency}"
        until = "" if one.until is None else str(one.until)
        name = names.get(one.person, "erased")
        table.add_row(one.person, name, str(one.role), ", ".join(one.subjects) or "all", most, until)
    show.print_table(table)
    return Outcome.DONE


@log.command(epilog="Example:  missionlab log erase s-0123456789ab")
@guarded
def erase(
    ref: Annotated[str, typer.Argument(metavar="REF", help="A person (p-...) or an annex (s-...).")],
    ledger: PlaceOfLedger = None,
) -> Outcome:
    """Erase a person's name or an annex; the chain still verifies."""
    import missionlab as ml

    with ml.Ledger.open(ledger) as opened:
        opened.erase(ref)
    typer.echo(f"Erased: {ref}. Erase it from backups too.")
    return Outcome.DONE


@log.command(epilog="Example:  missionlab log setup --print")
@guarded
def setup(
    only_print: Annotated[bool, typer.Option("--print", help="Print the statements and do nothing.")] = False,
    ledger: PlaceOfLedger = None,
) -> Outcome:
    """Make a shared log in a PostgreSQL database, as the owner of its tables; once."""
    from missionlab.base.findings import InputError, Place
    from missionlab.steering.ledger.place import is_shared, place_of
    from missionlab.steering.ledger.postgres_setup import SETUP, WRITER

    if only_print:
        typer.echo("".join(SETUP).strip())
        return Outcome.DONE
    place = place_of(ledger)
    if not is_shared(place):
        raise InputError(
            f"{place} is a file.",
            place=Place(place),
            why="A file needs no setting up: it is made with the first decision.",
            fix="For a shared log set MISSIONLAB_LEDGER=postgresql://OWNER@HOST/DATABASE.",
        )
    from missionlab.steering.ledger.postgres_store import PostgresStore

    store = PostgresStore(place)
    first = store.set_up()
    typer.echo(f"Made: {store.place}, log {first.content()['ledger'][:8]}")
    typer.echo(f"Next: GRANT {WRITER} TO whoever records decisions; never to the owner of the tables.")
    store.close()
    return Outcome.DONE
