"""Who may decide what: powers are entries of the log themselves, so that nobody can widen them afterwards unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from missionlab.base.findings import InputError
from missionlab.steering.ledger.canonical import decimal_text
from missionlab.steering.ledger.decision import Amount, Day, Decision, DecisionStatus, Pseudonym, Role
from missionlab.strategy.records.record import Currency, Ids, Record

OPEN = "nobody's powers are recorded in this log yet, so anybody may decide"


class Delegation(Record):
    """A role of one person, and how far it reaches. The latest of a person and role counts."""

    person: Pseudonym
    """By pseudonym."""
    role: Role
    subjects: Ids = ()
    """Ids that it covers. Blank: all."""
    amount: Amount | None = None
    """The most money of one decision. Blank: no bound."""
    currency: Currency | None = None
    """Code of three letters, such as GBP."""
    until: Day | None = None
    """Its last day; a day in the past ends it."""

    @property
    def key(self) -> str:
        return f"{self.person} {self.role}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision counts as, and why, in words."""

    status: DecisionStatus
    why: str | None


def in_force(delegations: Iterable[Delegation], day: date) -> tuple[Delegation, ...]:
    """The latest delegation of each person and role, without those that ended."""
    latest = {one.key: one for one in delegations}
    return tuple(one for one in latest.values() if one.until is None or one.until >= day)


def refuse_role(role: Role) -> None:
    """Raises ``InputError`` for a role that may not even propose: readers, auditors and keepers."""
    if role in (Role.READER, Role.AUDITOR, Role.KEEPER):
        raise InputError(
            f"A {role} cannot decide or propose.",
            why="Whoever keeps or audits the log must not also write what it is about.",
            fix="Decide as owner, propose as analyst, or as auditor add a note with `missionlab log note`.",
        )


def judged(delegations: Sequence[Delegation], person: str, decision: Decision, day: date) -> Judged:
    """What a decision of ``person`` counts as on ``day``."""
    if not delegations:
        return Judged(DecisionStatus.DECIDED if decision.role is Role.OWNER else DecisionStatus.PROPOSED, OPEN)
    if decision.role is not Role.OWNER:
        return Judged(DecisionStatus.PROPOSED, f"a {decision.role} proposes")
    held = [one for one in in_force(delegations, day) if one.person == person and one.role is Role.OWNER]
    if not held:
        return Judged(DecisionStatus.PROPOSED, "no power to decide was delegated to whoever recorded it")
    beyond = _beyond(held[0], decision)
    return Judged(DecisionStatus.PROPOSED if beyond else DecisionStatus.DECIDED, beyond)


def _beyond(power: Delegation, decision: Decision) -> str | None:
    """Why a decision is beyond a power; nothing where it is within."""
    outside = [one for one in decision.subjects if power.subjects and one not in power.subjects]
    if outside:
        return f"the power does not cover {', '.join(outside)}"
    if power.amount is None:
        return None
    if decision.amount is None:
        return "the power is bounded in money, and no amount is stated"
    if decision.currency != power.currency:
        return f"the power is in {power.currency}, the decision in {decision.currency}"
    return _too_much(decision.amount, power.amount, power.currency)


def _too_much(asked: Decimal, most: Decimal, currency: str | None) -> str | None:
    if asked <= most:
        return None
    return f"{decimal_text(asked)} {currency} is more than the {decimal_text(most)} {currency} delegated"


def must_be_keeper(delegations: Sequence[Delegation], person: str | None, day: date, new: Sequence[Role]) -> None:
    """Raises ``InputError`` unless ``person`` may record powers of the ``new`` roles: the first time anybody may who
    names a keeper, later keepers only. A person without a pseudonym yet is no keeper."""
    if not delegations:
        if Role.KEEPER not in new:
            raise InputError(
                "The first powers name no keeper.",
                why="Once powers are recorded only keepers may change them; without one nobody could.",
                fix="Give somebody the role keeper.",
            )
        return
    keepers = {one.person for one in in_force(delegations, day) if one.role is Role.KEEPER}
    if person not in keepers:
        raise InputError(
            "Only a keeper may record powers in this log.",
            why="Whoever could widen their own powers would have no bound.",
            fix="Ask a keeper; `missionlab log roles` lists them.",
        )


def delegations_of(bodies: Iterable[dict[str, Any]]) -> tuple[Delegation, ...]:
    """All delegations in bodies of entries, in order."""
    return tuple(
        Delegation.model_validate(one)
        for body in bodies
        if body.get("type") == "delegation"
        for one in body["delegations"]
    )
