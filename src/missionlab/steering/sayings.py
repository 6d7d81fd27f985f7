"""What the strategy's own rules say on a day, and the numbers that decided it.

A rule that must hold at several reviews in a row is read at the reviews that were held, and on the day. The same figure
read twice is not two reviews: days between which nothing new was published count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from missionlab.base.dates import Date, Period
from missionlab.base.text import CountWord, Quantity, Share, Text, text
from missionlab.steering.published import Published, Read
from missionlab.steering.results import Afterwards, Reading, RuleSaid, Says, Subject
from missionlab.steering.reviews import subject_of
from missionlab.steering.rules import compared
from missionlab.strategy.records import CourseRule, Signpost
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind, Statistic

KINDS = tuple(ActionKind)
_MOST_READINGS = 12
_SHARES = (Statistic.CHANCE, Statistic.PROGRESS, Statistic.SPENT)


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule on a day: the days of the reviews before it, newest last, and the review at which it speaks."""

    rule: CourseRule
    signpost: Signpost
    subject: Subject
    day: date
    before: tuple[date, ...]
    review: str | None


class Speaker:
    """Lets rules speak on days, and looks up each day's evidence once."""

    def __init__(self, strategy: Strategy, seed: int) -> None:
        self._strategy, self._seed = strategy, seed
        self._days: dict[date, Published] = {}
        self._reads: dict[tuple[str, date], Read] = {}

    def published(self, day: date) -> Published:
        if day not in self._days:
            self._days[day] = Published(self._strategy, day, self._seed)
        return self._days[day]

    def said(self, asked: Asked) -> RuleSaid:
        """What the rule says, from what was published by each day."""
        rule, signpost = asked.rule, asked.signpost
        readings = self._readings(asked)
        in_a_row = _in_a_row(readings)
        says = _says(rule, readings, in_a_row, asked.day)
        by_revision = says is Says.FIRES and self._only_revised(asked, readings)
        action_id = rule.then if says is Says.FIRES else rule.otherwise if says is Says.NOT else None
        action = self._strategy.action_by_id.get(action_id or "")
        unit = self.published(asked.day).unit(signpost)
        return RuleSaid(
            rule=rule.id,
            version=rule.version,
            subject=asked.subject,
            review=asked.review,
            signpost=signpost.id,
            signpost_name=signpost.name,
            statistic=signpost.statistic,
            unit=unit,
            comparator=rule.comparator,
            threshold=rule.threshold,
            says=says,
            sentence=_sentence(asked, readings, says, in_a_row, unit, by_revision=by_revision),
            readings=readings,
            in_a_row=in_a_row,
            needed=rule.reviews,
            by_revision=by_revision,
            afterwards=self._afterwards(asked, readings, in_a_row),
            made_on=rule.made_on,
            made_by=rule.made_by,
            reason=rule.reason,
            action=action_id,
            action_name=action.name if action is not None else action_id,
            kind=action.kind if action is not None else None,
            severity=KINDS.index(action.kind) if action is not None else -1,
        )

    def _readings(self, asked: Asked) -> tuple[Reading, ...]:
        """From the day back: as many as decide, and no more than are shown."""
        found: list[Reading] = []
        days = [*asked.before, asked.day]
        for number in reversed(range(len(days))):
            reading = self._reading(asked, days[number], days[number - 1] if number else None)
            if found and _nothing_new(reading, found[-1], asked.signpost):
                continue
            found.append(reading)
            if len(found) >= _MOST_READINGS or (not reading.holds and len(found) >= asked.rule.reviews):
                break
        return tuple(reversed(found))

    def _reading(self, asked: Asked, day: date, before: date | None) -> Reading:
        read = self._read(asked.signpost, day)
        value = read.value if read.compares_as is None else read.compares_as
        holds = None if value is None else _holds(asked.rule, value)
        return Reading(
            on=day,
            value=read.value,
            low=read.low,
            high=read.high,
            holds=holds,
            period=read.period,
            vintage=read.vintage,
            before_revision=self._unrevised(asked.signpost, day, before) if holds else None,
            reason=read.reason,
        )

    def _read(self, signpost: Signpost, day: date) -> Read:
        key = (signpost.id, day)
        if key not in self._reads:
            self._reads[key] = self.published(day).read(signpost)
        return self._reads[key]

    def _unrevised(self, signpost: Signpost, day: date, before: date | None) -> float | None:
        earlier = before if before is not None else day - timedelta(days=365)
        as_it_was = self.published(day).with_figures_of(earlier, signpost)
        if as_it_was is None:
            return None
        read = as_it_was.read(signpost)
        return read.value if read.compares_as is None else None

    def _only_revised(self, asked: Asked, readings: Sequence[Reading]) -> bool:
        """Whether one of the readings that let it fire would be on the other side without revisions."""
        deciding = readings[-asked.rule.reviews :]
        unrevised = [one.before_revision for one in deciding if one.before_revision is not None]
        return any(not _holds(asked.rule, value) for value in unrevised)

    def _afterwards(self, asked: Asked, readings: Sequence[Reading], in_a_row: int) -> Afterwards:
        """Whether the rule was made after the first evidence that speaks for it was published, or after the day."""
        rule, signpost = asked.rule, asked.signpost
        if rule.made_on is not None and rule.made_on.first > asked.day:
            return Afterwards.YES
        if not in_a_row:
            return Afterwards.NO
        if rule.made_on is None:
            return Afterwards.UNKNOWN
        first = readings[-in_a_row]
        known = first.vintage or self._read(signpost, first.on).since
        if known is None:
            return Afterwards.UNKNOWN
        if rule.made_on.first > known.last:
            return Afterwards.YES
        return Afterwards.NO if rule.made_on.last <= known.last else Afterwards.UNKNOWN


def asked_on(strategy: Strategy, day: date, held: Sequence[Date], rule: CourseRule, review: str | None) -> Asked | None:
    """The rule on ``day`` after the reviews that were ``held``; nothing where its records do not hang together."""
    signpost, subject = strategy.signpost_by_id.get(rule.signpost), subject_of(rule, strategy)
    if signpost is None or subject is None:
        return None
    before = tuple(sorted(one.last for one in held if one.last < day))
    return Asked(rule, signpost, subject, day, before, review)


def by_severity(said: Sequence[RuleSaid]) -> tuple[RuleSaid, ...]:
    """Those that fire first, the most severe action first; then those that cannot tell, and the rest."""
    order = (Says.FIRES, Says.CANNOT_TELL, Says.NOT_YET, Says.NOT)
    return tuple(sorted(said, key=lambda one: (order.index(one.says), -one.severity, one.rule, one.version)))


def _holds(rule: CourseRule, value: float) -> bool:
    return bool(compared(np.array(value), rule.comparator, rule.threshold))


def _nothing_new(older: Reading, newer: Reading, signpost: Signpost) -> bool:
    if signpost.statistic is Statistic.AGE:
        return False
    return (older.vintage, older.period, older.value) == (newer.vintage, newer.period, newer.value)


def _in_a_row(readings: Sequence[Reading]) -> int:
    count = 0
    for reading in reversed(readings):
        if not reading.holds:
            break
        count += 1
    return count


def _says(rule: CourseRule, readings: Sequence[Reading], in_a_row: int, day: date) -> Says:
    if not readings or readings[-1].holds is None:
        return Says.CANNOT_TELL
    if in_a_row < rule.reviews:
        return Says.NOT
    early = rule.not_before is not None and not rule.not_before.first <= day
    return Says.NOT_YET if early else Says.FIRES


def _sentence(
    asked: Asked, readings: Sequence[Reading], says: Says, in_a_row: int, unit: str, *, by_revision: bool
) -> Text:
    rule, signpost = asked.rule, asked.signpost
    latest = readings[-1] if readings else None
    common = {
        "signpost": signpost.name,
        "comparator": text(f"course.comparator.{rule.comparator.name.lower()}"),
        "threshold": written(rule.threshold, signpost.statistic, unit),
    }
    if latest is None or latest.holds is None:
        reason = latest.reason if latest is not None and latest.reason is not None else text("course.cannot.unknown")
        return text("course.said.cannot_tell", reason=reason, **common)
    if latest.value is None:
        return text("course.said.nothing_needed", **common)
    common["value"] = written(latest.value, signpost.statistic, unit)
    common["evidence"] = _evidence(latest)
    if signpost.statistic is Statistic.CHANCE and latest.period is not None:
        common["evidence"] = text("course.said.by_trend", evidence=common["evidence"])
    if says is Says.NOT_YET:
        return text("course.said.not_yet", day=rule.not_before, **common)
    if says is Says.FIRES:
        key = "fires_by_revision" if by_revision else "fires"
        return text(f"course.said.{key}", n=CountWord(in_a_row), **common)
    if latest.holds:
        return text("course.said.not_in_a_row", n=CountWord(in_a_row), needed=CountWord(rule.reviews), **common)
    return text("course.said.not", **common)


def written(value: float, statistic: Statistic, unit: str) -> Quantity | Share | Text:
    """A signpost's value as it is written."""
    if statistic in _SHARES:
        return Share(value)
    if statistic is Statistic.PACE:
        return text("course.times", value=Quantity(value, decimals=2))
    if statistic is Statistic.AGE:
        return text("course.years", value=Quantity(value, decimals=1))
    if statistic is Statistic.FAILURES:
        return Quantity(value, decimals=0)
    return Quantity(value, unit, difference=statistic is Statistic.CHANGE)


def _evidence(reading: Reading) -> Text:
    if reading.period is None or reading.vintage is None:
        return text("course.said.on", day=Date.read(reading.on))
    return text("course.said.figure", period=Period.read(reading.period), vintage=reading.vintage)
