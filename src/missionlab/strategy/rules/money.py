"""Commitments: money that can be added, and revisions that replace like with like."""

from __future__ import annotations

from collections.abc import Iterable, Set

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Actor, Commitment
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.vocabulary import ActorKind, Payer

_NEEDED = {
    "amount": "amount",
    "currency": "currency",
    "payer": "payer (public or private)",
    "basis": "basis (announced, committed or spent)",
    "announced": "date of announcement",
}
_PRIVATE_KINDS = {ActorKind.FIRM, ActorKind.FIRM_SMALL, ActorKind.FIRM_LARGE}
_PUBLIC_KINDS = {ActorKind.MINISTRY, ActorKind.AGENCY, ActorKind.REGION, ActorKind.SUPRANATIONAL}


def commitments(book: Book) -> Iterable[Fault]:
    actors = book.strategy.actor_by_id
    for commitment in book.strategy.commitments:
        yield from _complete(commitment, frozenset())
        if surely_before(commitment.ends, commitment.starts):
            message = f"{capital(label(commitment))} ends ({commitment.ends}) before it starts ({commitment.starts})."
            yield Fault("impossible-date", commitment, message, ("ends",))
        announced, price_year = commitment.announced, commitment.price_year
        if announced is not None and price_year is not None and price_year > announced.last.year:
            message = f"{capital(label(commitment))} was announced in {announced.year} in prices of {price_year}."
            yield Fault("price-year-late", commitment, message, ("price_year",))
        payer = actors.get(commitment.payer_actor or "")
        if payer is not None:
            yield from _payer(commitment, payer)
    for partial in book.in_part.get("commitments", ()):
        assert isinstance(partial.record, Commitment)
        yield from _complete(partial.record, partial.wrong)


def _complete(commitment: Commitment, wrong: Set[str]) -> Iterable[Fault]:
    missing = [words for field, words in _NEEDED.items() if getattr(commitment, field) is None and field not in wrong]
    of = f" of project '{commitment.project}'" if "project" not in wrong else ""
    what = f"{capital(label(commitment))}{of}"
    if commitment.undefined:
        gap = f" has no {_and(missing)}" if missing else " is declared incomplete"
        yield Fault("declared-gap", commitment, f"{what}{gap}: {commitment.undefined}", ("undefined",))
    elif missing:
        yield Fault("money-incomplete", commitment, f"{what} has no {_and(missing)}.")


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _payer(commitment: Commitment, actor: Actor) -> Iterable[Fault]:
    wrong = {Payer.PUBLIC: _PRIVATE_KINDS, Payer.PRIVATE: _PUBLIC_KINDS}
    if commitment.payer is not None and actor.kind in wrong[commitment.payer]:
        message = (
            f"{capital(label(commitment))} is {commitment.payer} money, but its payer '{actor.id}' "
            f"is of the kind '{actor.kind}'."
        )
        yield Fault("payer-mismatch", commitment, message, ("payer",))


def revisions(book: Book) -> Iterable[Fault]:
    by_id = {commitment.id: commitment for commitment in book.strategy.commitments}
    revised_by: dict[str, Commitment] = {}
    for commitment in book.strategy.commitments:
        earlier = by_id.get(commitment.revises or "")
        if earlier is None or earlier is commitment:
            continue
        differing = [
            field
            for field in ("project", "payer", "basis")
            if None not in (getattr(earlier, field), getattr(commitment, field))
            and getattr(earlier, field) != getattr(commitment, field)
        ]
        if differing:
            message = (
                f"{capital(label(commitment))} revises '{earlier.id}', but they differ in {_and(differing)} "
                f"('{getattr(commitment, differing[0])}' and '{getattr(earlier, differing[0])}')."
            )
            yield Fault("revises-mismatch", commitment, message, ("revises",))
        if surely_before(commitment.announced, earlier.announced):
            message = (
                f"{capital(label(commitment))}, announced {commitment.announced}, revises '{earlier.id}', "
                f"announced {earlier.announced}."
            )
            yield Fault("revises-later", commitment, message, ("revises",))
        if earlier.id in revised_by and revised_by[earlier.id].id != commitment.id:
            message = f"Both '{revised_by[earlier.id].id}' and {label(commitment)} revise '{earlier.id}'."
            fix = f"If this is the later figure, write 'revises: {revised_by[earlier.id].id}'."
            yield Fault("revised-twice", commitment, message, ("revises",), fix)
        revised_by.setdefault(earlier.id, commitment)
