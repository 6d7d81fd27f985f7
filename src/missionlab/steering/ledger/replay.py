"""Works a decision's evidence out again, and compares every number with what was known then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from missionlab.base.text import Text, say, text
from missionlab.steering.ledger.decision import Evidence
from missionlab.steering.ledger.evidence import evidence
from missionlab.steering.ledger.ledger import Logged
from missionlab.strategy.strategy import Strategy

TOLERANCE = 1e-6
"""Largest relative difference of two numbers that are called the same."""


class Outcome(StrEnum):
    SAME = "same"
    """The same records, program and numbers."""
    SAME_AFTER_CHANGE = "same after stated change"
    """Records or program changed, as is said; the numbers are the same."""
    DIFFERS = "differs"
    """At least one number is another."""
    INPUTS_MISSING = "inputs missing"
    """The strategy is not there to work it out from."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One number then and now; blank where there was none."""

    name: str
    then: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out, what changed since, and the numbers that differ."""

    id: str
    outcome: Outcome
    changes: tuple[Text, ...]
    differences: tuple[Difference, ...]
    compared: int
    """Numbers that were compared."""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "outcome": str(self.outcome),
            "changes": [say(one) for one in self.changes],
            "compared": self.compared,
            "tolerance": TOLERANCE,
            "differences": [{"name": d.name, "then": d.then, "now": d.now} for d in self.differences],
        }


def replay(logged: Logged, strategy: Strategy | None) -> Replay:
    """The evidence of a decision worked out again from ``strategy``."""
    decision = logged.decision
    if strategy is None or strategy.about.id != decision.strategy:
        missing = text("log.replay.no_strategy", strategy=decision.strategy)
        return Replay(decision.key, Outcome.INPUTS_MISSING, (missing,), (), 0)
    then = decision.evidence
    now = evidence(strategy, decision.as_of, then.seed, decision.subjects)
    names = sorted(then.numbers.keys() | now.numbers.keys())
    differences = tuple(
        Difference(name, then.numbers.get(name), now.numbers.get(name))
        for name in names
        if not _alike(then.numbers.get(name), now.numbers.get(name))
    )
    changes = _changes(then, now)
    same = Outcome.SAME_AFTER_CHANGE if changes else Outcome.SAME
    return Replay(decision.key, Outcome.DIFFERS if differences else same, changes, differences, len(names))


def _changes(then: Evidence, now: Evidence) -> tuple[Text, ...]:
    out = []
    if then.strategy != now.strategy:
        out.append(text("log.replay.records"))
    if then.observations != now.observations:
        out.append(text("log.replay.observations"))
    if then.version != now.version:
        out.append(text("log.replay.version", then=then.version, now=now.version))
    if not out and then.results != now.results:
        out.append(text("log.replay.others"))
    return tuple(out)


def _alike(then: str | None, now: str | None) -> bool:
    if then == now:
        return True
    if then is None or now is None:
        return False
    try:
        first, second = float(then), float(now)
    except ValueError:
        return False
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))
