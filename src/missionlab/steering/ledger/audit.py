"""How decisions were made, and, in columns of their own, what came of them.

A good decision can turn out badly and a bad one well. What could be known when it was made (its *making*) is kept apart
from what showed later (*hindsight*), and no score mixes the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Any

from missionlab.steering.ledger.decision import NONE_RECORDED, DecisionKind, Expected, RuleUsed
from missionlab.steering.ledger.ledger import Logged, on_day
from missionlab.steering.ledger.reviewed import looked_at_again, made_about, status_now
from missionlab.strategy.records import Review
from missionlab.strategy.review_days import ON_TIME, days_of
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import Comparator

if TYPE_CHECKING:
    import pandas as pd

CHANGED = {
    DecisionKind.ADJUST, DecisionKind.PAUSE, DecisionKind.STOP, DecisionKind.TRANSFER, DecisionKind.RETARGET,
    DecisionKind.MERGE, DecisionKind.WITHDRAW,
}  # fmt: skip


class Effect(StrEnum):
    """Whether what was expected came."""

    CAME = "came"
    DID_NOT = "did not come"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Making:
    """How a decision was made: all of it was known on the day."""

    days_from_evidence: int
    options: int
    rule: str | None
    overridden: bool
    owner: str | None
    status: str
    dissent: bool
    conflicts_asked: bool
    """Whether conflicts of interest were asked about."""
    effect_stated: bool
    """Whether it says what it expects, and where that will show."""
    review_set: bool
    days_to_record: int
    """Days between the decision and its entry."""


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What showed later. It says nothing about how good the decision was when it was made."""

    effect: Effect
    value: float | None
    """What the indicator shows for the stated day; blank where it does not."""
    dissent_right: Effect
    """Whether those who disagreed were right: what was expected did not come."""


@dataclass(frozen=True, slots=True)
class Audited:
    """One decision."""

    id: str
    kind: str
    subjects: tuple[str, ...]
    making: Making
    hindsight: Hindsight


@dataclass(frozen=True, slots=True)
class Audit:
    """All decisions about a strategy by a day. Numbers are counts of entries: they have no sampling error."""

    strategy: str
    as_of: date
    rows: tuple[Audited, ...]
    median_days: float | None
    """From the day of the evidence to the decision."""
    reviews_due: int
    reviews_on_time: int
    subjects: int
    """Missions, projects and others that were ever decided about."""
    changed: int
    """Of them, those ever adjusted, paused, retargeted or ended."""

    @property
    def never_changed(self) -> bool:
        """A warning: much was decided, and nothing was ever adjusted or ended."""
        return self.subjects > 0 and self.changed == 0

    def counted(self, effect: Effect) -> int:
        """Decisions whose expected effect came, did not come, or cannot be told."""
        return sum(one.hindsight.effect is effect for one in self.rows)

    def to_json(self) -> dict[str, Any]:
        return {
            "strategy": self.strategy,
            "as_of": str(self.as_of),
            "decisions": len(self.rows),
            "median_days_from_evidence": self.median_days,
            "reviews": {"due": self.reviews_due, "on_time": self.reviews_on_time},
            "overridden": [one.id for one in self.rows if one.making.overridden],
            "subjects": self.subjects,
            "changed": self.changed,
            "never_changed": self.never_changed,
            "hindsight": {
                "effects": {str(effect): self.counted(effect) for effect in Effect},
                "dissent_right": [one.id for one in self.rows if one.hindsight.dissent_right is Effect.CAME],
            },
            "reason_without_interval": "counts of all entries, without sampling error",
            "rows": [asdict(one) | {"subjects": list(one.subjects)} for one in self.rows],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a decision; columns of hindsight are named so."""
        import pandas as pd

        return pd.DataFrame(
            {
                "id": one.id,
                "kind": one.kind,
                **asdict(one.making),
                **{f"hindsight_{name}": value for name, value in asdict(one.hindsight).items()},
            }
            for one in self.rows
        )


def audit(strategy: Strategy, decisions: Sequence[Logged], as_of: date | None = None) -> Audit:
    """The audit of ``decisions`` about ``strategy``, with what is known on ``as_of`` (today when blank)."""
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    every = [one for one in decisions if one.decision.strategy == strategy.about.id and on_day(one) <= day]
    rows = tuple(_audited(one, every, known, day) for one in every)
    due, on_time = _reviews(every, known.reviews, day)
    subjects = {subject for one in every for subject in one.decision.subjects}
    changed = {s for one in every if one.decision.kind in CHANGED for s in one.decision.subjects}
    days = [one.making.days_from_evidence for one in rows]
    return Audit(
        strategy.about.id, day, rows, median(days) if days else None, due, on_time, len(subjects), len(changed)
    )


def _audited(one: Logged, every: Sequence[Logged], strategy: Strategy, day: date) -> Audited:
    stated = one.decision
    dissent = stated.dissent != NONE_RECORDED
    effect, value = _effect(stated.expected, strategy, stated.decided_on, day)
    opposite = {Effect.CAME: Effect.DID_NOT, Effect.DID_NOT: Effect.CAME, Effect.CANNOT_TELL: Effect.CANNOT_TELL}
    return Audited(
        id=stated.key,
        kind=str(stated.kind),
        subjects=stated.subjects,
        making=Making(
            days_from_evidence=(stated.decided_on - stated.as_of).days,
            options=len(stated.options),
            rule=stated.rule.id if isinstance(stated.rule, RuleUsed) else None,
            overridden=stated.overridden,
            owner=stated.owner,
            status=str(status_now(one, every)),
            dissent=dissent,
            conflicts_asked=stated.conflicts is not None,
            effect_stated=stated.expected is not None and stated.expected.value is not None,
            review_set=stated.review_on is not None,
            days_to_record=(on_day(one) - stated.decided_on).days,
        ),
        hindsight=Hindsight(effect, value, opposite[effect] if dissent else Effect.CANNOT_TELL),
    )


def _effect(expected: Expected | None, strategy: Strategy, decided: date, day: date) -> tuple[Effect, float | None]:
    """Whether the expected value showed: by the last figure for a period that ended after the decision and by the
    stated day, in its newest vintage."""
    if expected is None or None in (expected.indicator, expected.comparator, expected.value, expected.by):
        return Effect.CANNOT_TELL, None
    assert expected.indicator is not None
    assert expected.comparator is not None
    assert expected.value is not None
    assert expected.by is not None
    if expected.by > day:
        return Effect.CANNOT_TELL, None
    points = [
        one
        for one in strategy.observations_by_indicator.get(expected.indicator, ())
        if decided < one.period.end <= expected.by
    ]
    if not points:
        return Effect.CANNOT_TELL, None
    last = max(points, key=lambda one: (one.period.end, one.vintage))
    came = _satisfied(expected.comparator, last.value, float(expected.value))
    return (Effect.CAME if came else Effect.DID_NOT), last.value


def _satisfied(comparator: Comparator, value: float, bound: float) -> bool:
    match comparator:
        case Comparator.AT_LEAST:
            return value >= bound
        case Comparator.AT_MOST:
            return value <= bound
        case Comparator.MORE_THAN:
            return value > bound
        case Comparator.LESS_THAN:
            return value < bound


def _reviews(every: Sequence[Logged], reviews: Sequence[Review], day: date) -> tuple[int, int]:
    """Reviews that were due by the day, by the log and by the strategy, and those that were held on time. One that can
    still be held on time does not count yet."""
    held: list[bool] = []
    for one in every:
        due = one.decision.review_on
        if due is not None and due <= day:
            again = looked_at_again(one, every)
            if again is not None or due + ON_TIME < day:
                held.append(again is not None and again <= due + ON_TIME)
    for review in reviews:
        made = made_about(review.mission or review.project, every)
        days = [*(one.last for one in review.held), *made]
        kept = {due: any(abs(one - due) <= ON_TIME for one in days) for due in _days_by(review, day)}
        held += [on_time for due, on_time in kept.items() if on_time or due + ON_TIME < day]
    return len(held), sum(held)


def _days_by(review: Review, day: date) -> list[date]:
    """The days of a review up to ``day``: those that are listed, and those at its steady pace."""
    return [one.last for one in days_of(review, day) if one.last <= day]
