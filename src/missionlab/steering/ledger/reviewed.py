"""How decisions hang together: which were signed off, corrected or replaced, and which were looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from missionlab.steering.ledger.decision import Decision, DecisionKind, DecisionStatus
from missionlab.steering.ledger.ledger import Logged

ABOUT_AN_ENTRY = (DecisionKind.SIGN_OFF, DecisionKind.CORRECT)
"""Decisions about an entry of the log: by them nobody looked at its subject again."""


def status_now(one: Logged, every: Sequence[Logged]) -> DecisionStatus:
    """Decided, also where a proposed decision was signed off later by somebody who may."""
    signed = any(
        later.decision.kind is DecisionKind.SIGN_OFF
        and later.decision.supersedes == one.decision.id
        and later.decision.status is DecisionStatus.DECIDED
        for later in every
    )
    return DecisionStatus.DECIDED if signed else one.decision.status or DecisionStatus.PROPOSED


def replaced_by(one: Logged, every: Sequence[Logged]) -> str | None:
    """Id of the last entry that corrects or replaces this one."""
    later = [
        other.decision.id
        for other in every
        if other.decision.supersedes == one.decision.id and other.decision.kind is not DecisionKind.SIGN_OFF
    ]
    return later[-1] if later else None


def looked_at_again(one: Logged, every: Sequence[Logged]) -> date | None:
    """The day of the first later decision that replaces this one or is about all of its subjects."""
    for other in every:
        if other.seq > one.seq and _again(one.decision, other.decision):
            return other.decision.decided_on
    return None


def made_about(subject: str | None, every: Sequence[Logged]) -> tuple[date, ...]:
    """The days of the decisions about a mission or a project that were taken by somebody who may, and stand."""
    return tuple(
        one.decision.decided_on
        for one in every
        if subject in one.decision.subjects
        and one.decision.kind not in ABOUT_AN_ENTRY
        and status_now(one, every) is DecisionStatus.DECIDED
    )


def _again(first: Decision, later: Decision) -> bool:
    if later.kind is DecisionKind.SIGN_OFF:
        return False
    return later.supersedes == first.id or set(first.subjects) <= set(later.subjects)
