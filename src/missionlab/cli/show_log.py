"""What `missionlab decide` and `missionlab log` print for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from missionlab.cli.show import new_table, print_table

if TYPE_CHECKING:
    from missionlab.steering.ledger.audit import Audit
    from missionlab.steering.ledger.chain import Verification
    from missionlab.steering.ledger.entry import Entry
    from missionlab.steering.ledger.ledger import Ledger, Logged
    from missionlab.steering.ledger.replay import Replay
    from missionlab.steering.ledger.view import Line


def recorded(place: str, logged: Logged) -> None:
    decision = logged.decision
    typer.echo(f"Recorded: {decision.id}, {decision.status}: {decision.chosen}")
    if decision.powers:
        typer.echo(f"Powers:   {decision.powers}")
    if decision.overridden:
        typer.echo("Rule:     overridden")
    if decision.dissent == "none recorded":
        typer.echo("Dissent:  none recorded")
    typer.echo(f"Entry:    {logged.seq}")
    typer.echo(f"Hash:     {logged.hash}")
    typer.echo(f"Log:      {place}")
    if logged.seq == 1:
        typer.echo(
            "note: this is the first decision in this log; name one that you keep elsewhere with --ledger or "
            "MISSIONLAB_LEDGER.",
            err=True,
        )


def listed(place: str, lines: Sequence[Line]) -> None:
    if not lines:
        typer.echo(f"No decision is recorded in {place}.")
        return
    table = new_table(
        f"{place}: {_counted(len(lines), 'decision', 'decisions')}",
        "Id",
        "Day",
        "Kind",
        "About",
        "Chosen",
        "Status",
        "Review",
    )
    for one in lines:
        marks = [one.status, *(["overrides a rule"] if one.overridden else []), *(["dissent"] if one.dissent else [])]
        if one.replaced_by:
            marks.append(f"replaced by {one.replaced_by}")
        review = "–" if one.review_on is None else str(one.review_on)
        table.add_row(
            one.id, str(one.decided_on), one.kind, ", ".join(one.subjects), one.chosen, ", ".join(marks), review
        )
    print_table(table)


def shown(ledger: Ledger, logged: Logged, notes: Sequence[Mapping[str, Any]]) -> None:
    """Every field of a decision that is not blank, and what auditors noted about it."""
    names = ledger.names()
    for name, value in logged.to_json().items():
        if value in (None, [], {}):
            continue
        if name == "owner" and value in names:
            value = f"{value} ({names[value]})"
        typer.echo(f"{name + ':':<14}{_plain(value)}")
    erased = ledger.erasures() if logged.decision.annexes else {}
    for reference in logged.decision.annexes:
        found = ledger.annex(reference)
        if found is not None:
            said = f"{found['title']}, {len(found['text'])} characters"
        else:
            said = (
                f"erased on {erased[reference.ref].date()}"
                if reference.ref in erased
                else "gone, by no erasure on record"
            )
        typer.echo(f"{'annex:':<14}{reference.ref}: {said}")
    for note in notes:
        typer.echo(f"{'note:':<14}{note['role']}: {note['text']}")


def _plain(value: Any) -> str:
    match value:
        case dict():
            return "; ".join(f"{name} {_plain(one)}" for name, one in value.items() if one not in (None, {}, []))
        case list():
            return " | ".join(_plain(one) for one in value)
    return str(value)


def verified(place: str, found: Verification) -> None:
    from missionlab.base.text import say

    head, heads = found.head, _counted(found.heads_checked, "head", "heads")
    if found.intact:
        typer.echo(f"Intact: {_counted(found.entries, 'entry', 'entries')}, {heads} compared.")
    else:
        for fault in found.faults:
            typer.echo(f"{fault.kind} at entry {fault.seq}: {say(fault.said)}")
        typer.echo(f"Broken: first at entry {found.faults[0].seq}, of {_counted(found.entries, 'entry', 'entries')}.")
    if head is not None:
        typer.echo(f"Head:   {head.seq}:{head.hash}")
    typer.echo(f"Log:    {place}")
    if found.left_out:
        said = _counted(found.left_out, "entry was", "entries were")
        typer.echo(f"note: {said} left out of the export: only the links could be checked.", err=True)
    if found.unguarded:
        names = ", ".join(found.unguarded)
        typer.echo(f"warning: tables or guards of the store are missing or altered: {names}", err=True)
    if found.intact and not found.heads_checked:
        typer.echo("note: a cut end or a log written anew shows only against a head: --head SEQ:HASH.", err=True)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def head(line: str, entry: Entry, signed: str | None) -> None:
    typer.echo(f"{entry.seq}:{entry.hash}")
    typer.echo(line)
    if signed is not None:
        typer.echo(signed.rstrip())


def replayed(found: Replay) -> None:
    from missionlab.base.text import say

    typer.echo(f"{found.id}: {found.outcome} ({found.compared} numbers compared)")
    for change in found.changes:
        typer.echo(f"  {say(change)}")
    if found.differences:
        table = new_table("", "Number", "Then", "Now")
        for one in found.differences:
            table.add_row(one.name, one.then or "–", one.now or "–")
        print_table(table)


def audited(found: Audit) -> None:
    from missionlab.steering.ledger.audit import Effect

    days = "–" if found.median_days is None else f"{found.median_days:g}"
    typer.echo(f"{found.strategy}: {_counted(len(found.rows), 'decision', 'decisions')}, as known on {found.as_of}")
    typer.echo(f"Days from evidence to decision, median:  {days}")
    typer.echo(f"Reviews held on time:                    {found.reviews_on_time} of {found.reviews_due} due")
    typer.echo(f"Ever adjusted, paused or ended:          {found.changed} of {found.subjects} subjects")
    if found.never_changed:
        typer.echo("warning: nothing was ever adjusted or ended.")
    making = new_table(
        "How they were made", "Id", "By", "Days", "Options", "Rule", "Dissent", "Effect stated", "Review set"
    )
    for one in found.rows:
        made = one.making
        rule = "judgement" if made.rule is None else f"{made.rule}{', overridden' * made.overridden}"
        flags = [("yes" if flag else "no") for flag in (made.dissent, made.effect_stated, made.review_set)]
        making.add_row(one.id, made.owner, str(made.days_from_evidence), str(made.options), rule, *flags)
    print_table(making)
    later = new_table("Hindsight: what came of them, another question", "Id", "Effect", "Value", "Dissent right")
    for one in found.rows:
        seen = one.hindsight
        right = {Effect.CAME: "yes", Effect.DID_NOT: "no", Effect.CANNOT_TELL: "cannot tell"}[seen.dissent_right]
        value = "–" if seen.value is None else f"{seen.value:g}"
        later.add_row(one.id, seen.effect, value, right if one.making.dissent else "nobody disagreed")
    print_table(later)
    typer.echo("All are counts of entries, without sampling error.")
