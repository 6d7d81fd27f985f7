"""The log as a briefing shows it: what is new, what is due, what was decided against a rule, and where the log ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from missionlab.steering.ledger import refusals
from missionlab.steering.ledger.chain import SHORT, Head, Verification
from missionlab.steering.ledger.decision import NONE_RECORDED, Decision, DecisionStatus, RuleUsed
from missionlab.steering.ledger.entry import Entry
from missionlab.steering.ledger.ledger import Ledger, Logged, on_day
from missionlab.steering.ledger.reviewed import ABOUT_AN_ENTRY, looked_at_again, replaced_by, status_now
from missionlab.strategy.strategy import Strategy

if TYPE_CHECKING:
    import pandas as pd

SOON = timedelta(days=92)
"""How far ahead a review is called due."""


@dataclass(frozen=True, slots=True)
class Line:
    """One decision, in what a reader of the briefing needs of it."""

    id: str
    seq: int
    kind: str
    subjects: tuple[str, ...]
    question: str
    options: tuple[str, ...]
    chosen: str
    reason: str
    decided_on: date
    recorded_on: date
    as_of: date
    """Day of the evidence."""
    review_on: date | None
    reviewed_on: date | None
    """When it was looked at again."""
    status: str
    """decided, or proposed."""
    role: str
    rule: str | None
    """Id of the rule that was looked at; blank for judgement."""
    rule_says: str | None
    overridden: bool
    dissent: tuple[str, ...]
    """Who disagreed, by role, and what they said."""
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """The briefing before: its day, and the end of the log that it printed."""

    as_of: date
    head: Head


@dataclass(frozen=True, slots=True)
class LogView:
    """The log about one strategy, as it stood at the end of a day."""

    strategy: str
    as_of: date
    ledger: str | None
    """Id of the log, from its first entry."""
    entries: int
    """In the whole log up to the day, about all strategies."""
    head: Head | None
    head_on: date | None
    """Day on which the last entry was recorded."""
    verification: Verification
    """Of the whole log as it is now, with the head that the briefing before printed."""
    since: Since | None
    """The briefing before; blank where there was none to compare with."""
    decisions: tuple[Line, ...] = ()
    """Everything about the strategy, in order; nothing is taken from a log that is not whole."""
    new: tuple[Line, ...] = ()
    """Recorded since the briefing before, or ever."""
    due: tuple[Line, ...] = ()
    """To be looked at again within three months."""
    overdue: tuple[Line, ...] = ()
    """Should have been looked at again."""
    overridden: tuple[Line, ...] = ()
    """In which something else was chosen than the rule said."""
    proposed: tuple[Line, ...] = ()
    """Not yet taken by anybody who may."""

    @property
    def days_late(self) -> int | None:
        """How long the oldest overdue review is overdue; nothing where none is."""
        return max(((self.as_of - _review(one)).days for one in self.overdue), default=None)

    def decided_about(self) -> dict[str, tuple[date, ...]]:
        """By mission or project, the days of the decisions about it that were taken by somebody who may."""
        found: dict[str, tuple[date, ...]] = {}
        for one in self.decisions:
            if one.status == DecisionStatus.DECIDED and one.kind not in ABOUT_AN_ENTRY:
                found |= {subject: (*found.get(subject, ()), one.decided_on) for subject in one.subjects}
        return found

    def to_json(self) -> dict[str, Any]:
        return {
            "ledger": self.ledger,
            "entries": self.entries,
            "head": _head_json(self.head, self.head_on),
            "verification": _verification_json(self.verification),
            "since": None if self.since is None else _since_json(self.since),
            "decisions": [line_json(one) for one in self.decisions],
            "counts": {name: len(getattr(self, name)) for name in ("decisions", *LISTS)},
            "days_late": self.days_late,
            **{name: [one.id for one in getattr(self, name)] for name in LISTS},
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a decision."""
        import pandas as pd

        return pd.DataFrame([line_json(one) for one in self.decisions], columns=list(Line.__slots__))


LISTS = ("new", "due", "overdue", "overridden", "proposed")
"""The lists of a view, in the order in which they are shown."""


def view(
    strategy: Strategy, as_of: date | None = None, *, place: str | Path | None = None, since: Since | None = None
) -> LogView | None:
    """The log about ``strategy`` as it stood at the end of ``as_of`` (today when blank).

    Nothing where there is no log, or one that is whole and says nothing about the strategy by that day. ``since`` is
    the briefing before, see ``since_of``. Raises ``InputError`` for a log that cannot be read.
    """
    day = as_of or date.today()
    with Ledger.open(place) as ledger:
        if not ledger.exists():
            return None
        checked = ledger.verify([] if since is None else [since.head])
        if not checked.intact:
            return LogView(
                strategy.about.id, day, checked.ledger, checked.entries, None, None, checked, since, *[()] * 6
            )
        known = [(one, on) for one in ledger.entries() if (on := _recorded_on(one, ledger.place)) <= day]
        decisions = [one for one in ledger.decisions(strategy.about.id) if on_day(one) <= day]
    if not decisions or not known:
        return None
    every = tuple(line(one, decisions) for one in decisions)
    last, last_on = known[-1]
    return LogView(
        strategy=strategy.about.id,
        as_of=day,
        ledger=checked.ledger,
        entries=len(known),
        head=Head(last.seq, last.hash),
        head_on=last_on,
        verification=checked,
        since=since,
        decisions=every,
        new=tuple(one for one in every if since is None or one.seq > since.head.seq),
        due=tuple(one for one in every if _open(one) and day <= _review(one) <= day + SOON),
        overdue=tuple(one for one in every if _open(one) and _review(one) < day),
        overridden=tuple(one for one in every if one.overridden),
        proposed=tuple(one for one in every if one.status == DecisionStatus.PROPOSED and one.replaced_by is None),
    )


def line(one: Logged, every: Sequence[Logged]) -> Line:
    """A decision among all decisions."""
    stated: Decision = one.decision
    rule = stated.rule if isinstance(stated.rule, RuleUsed) else None
    return Line(
        id=stated.key,
        seq=one.seq,
        kind=str(stated.kind),
        subjects=stated.subjects,
        question=stated.question,
        options=tuple(option.name for option in stated.options),
        chosen=stated.chosen,
        reason=stated.reason,
        decided_on=stated.decided_on,
        recorded_on=on_day(one),
        as_of=stated.as_of,
        review_on=stated.review_on,
        reviewed_on=looked_at_again(one, every),
        status=str(status_now(one, every)),
        role=str(stated.role),
        rule=rule.id if rule else None,
        rule_says=rule.says if rule else None,
        overridden=stated.overridden,
        dissent=() if stated.dissent == NONE_RECORDED else tuple(f"{d.role}: {d.text}" for d in stated.dissent),
        replaced_by=replaced_by(one, every),
    )


def since_of(results: Path, as_of: date) -> Since | None:
    """The briefing before that of ``as_of``, from its ``results.json``; nothing where there is none.

    A briefing of the same day is made again, not a later one: what it compared with is taken from it.
    """
    try:
        document = json.loads(results.read_text(encoding="utf-8"))
        day, log = date.fromisoformat(document["as_of"]), document["log"]
        if day == as_of:
            day, log = date.fromisoformat(log["since"]["as_of"]), log["since"]
        return Since(day, Head(int(log["head"]["seq"]), str(log["head"]["hash"]))) if day < as_of else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def short(head: Head) -> str:
    """The first digits of a head's hash, in fours, as they are read out and typed."""
    digits = head.hash[:SHORT]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def line_json(one: Line) -> dict[str, Any]:
    return {name: _value(value) for name, value in asdict(one).items()}


def _head_json(head: Head | None, on: date | None) -> dict[str, Any] | None:
    return None if head is None else {"seq": head.seq, "hash": head.hash, "on": None if on is None else str(on)}


def _verification_json(found: Verification) -> dict[str, Any]:
    """Without what the log holds by now: a briefing of a past day stays as it is while the log grows."""
    document = found.to_json()
    return {name: document[name] for name in ("intact", "heads_checked", "first_bad", "faults")}


def _since_json(since: Since) -> dict[str, Any]:
    return {"as_of": str(since.as_of), "head": {"seq": since.head.seq, "hash": since.head.hash}}


def _value(value: Any) -> Any:
    return str(value) if isinstance(value, date) else list(value) if isinstance(value, tuple) else value


def _open(one: Line) -> bool:
    """Whether it is in force, and waits to be looked at again."""
    in_force = one.status == DecisionStatus.DECIDED and one.replaced_by is None
    return in_force and one.review_on is not None and one.reviewed_on is None


def _review(one: Line) -> date:
    assert one.review_on is not None
    return one.review_on


def _recorded_on(entry: Entry, place: str) -> date:
    try:
        return datetime.fromisoformat(entry.content()["recorded_at"]).astimezone(UTC).date()
    except (ValueError, KeyError, TypeError) as error:
        raise refusals.not_a_ledger(place, f"entry {entry.seq} does not say when it was recorded") from error
