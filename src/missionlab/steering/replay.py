"""What the rules would have said at each past review, and what was changed after it.

Rules are today's, also those made since: hindsight, and marked as such. They read what was published by the eve of the
review, because what was decided at it is dated on its day; a change counts to the last review on or before its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from missionlab.base.dates import Date
from missionlab.base.text import Text, text
from missionlab.steering.results import Replayed, RuleSaid, Says, Subject, SubjectKind
from missionlab.steering.reviews import Scheduled
from missionlab.steering.sayings import Speaker, asked_on, by_severity
from missionlab.strategy.review_days import held_for
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind, MissionStatus

_SEEN = {
    ActionKind.RETARGET: {"retargeted"},
    ActionKind.STOP: {"stopped"},
    ActionKind.WITHDRAW: {"ended", "withdrawn"},
    ActionKind.MERGE: {"ended"},
    ActionKind.SCALE: {"money"},
}
"""What the records show of an action, where they show it."""
_DAY = timedelta(days=1)
MOST = 24
"""Past days of one review that are looked at, the latest ones; each needs the forecasts of its day."""


def replayed(
    strategy: Strategy, known: Strategy, reviews: Sequence[Scheduled], speaker: Speaker, day: date
) -> tuple[Replayed, ...]:
    """The latest ``MOST`` days of every review, oldest first; ``known`` is ``strategy`` cut to ``day``."""
    found: list[Replayed] = []
    for review in reviews:
        rules = [rule for rule in known.rules if review.subject.id in (rule.mission, rule.project)]
        past = _past(review, day)[-MOST:]
        for number, (on, held) in enumerate(past):
            until = past[number + 1][0].last if number + 1 < len(past) else day + _DAY
            eve = on.last - _DAY
            asked = (asked_on(strategy, eve, review.held, rule, review.review) for rule in rules)
            said = by_severity([speaker.said(one) for one in asked if one is not None])
            changes = list(_changes(known, review.subject, on.last, until))
            followed = _followed(said, {kind for kind, _ in changes})
            words = tuple(what for _, what in changes)
            found.append(Replayed(review.review, review.subject, on, held, said, words, followed))
    return tuple(sorted(found, key=lambda one: (one.on.last, one.review)))


def _past(review: Scheduled, day: date) -> list[tuple[Date, bool]]:
    """Days on which it was held, and days on which it should have been and was not."""
    held = [(one, True) for one in review.held if one.known_on(day)]
    days = [one for one in review.days if one.known_on(day)]
    done = held_for(days, [had for had, _ in held])
    return sorted([*held, *((one, False) for one in days if one not in done)])


def _followed(said: Sequence[RuleSaid], changed: set[str]) -> bool | None:
    """Whether what fired was done, as far as the records can show it; blank where nothing fired that could be seen."""
    wanted = [one.kind for one in said if one.says is Says.FIRES and one.kind not in (None, ActionKind.CONTINUE)]
    if not wanted:
        return None
    if any(_SEEN.get(kind, set()) & changed for kind in wanted if kind is not None):
        return True
    return None if changed or not any(kind in _SEEN for kind in wanted) else False


def _changes(known: Strategy, subject: Subject, since: date, until: date) -> Iterator[tuple[str, Text]]:
    """What the records say was changed from one day on and before another."""

    def between(day: Date | None) -> bool:
        return day is not None and since <= day.last < until

    watched = {action.project for action in known.actions}
    """Projects that an action of a mission changes, so that new money for them may be what it asked for."""
    if subject.kind is SubjectKind.MISSION:
        mission = known.mission_by_id[subject.id]
        for target in known.targets_by_mission.get(subject.id, ()):
            for version in target.versions:
                if not between(version.set_on) or version.number == min(v.number for v in target.versions):
                    continue
                if version.withdrawn:
                    yield "withdrawn", text("course.changed.withdrawn", target=target.name, day=version.set_on)
                else:
                    yield "retargeted", text("course.changed.retargeted", target=target.name, day=version.set_on)
        if between(mission.ended) and mission.status in (MissionStatus.WITHDRAWN, MissionStatus.SUPERSEDED):
            yield "ended", text("course.changed.ended", what=mission.name, day=mission.ended)
        projects = [one for one in known.projects if one.missions.get(subject.id)]
    else:
        projects = [known.project_by_id[subject.id]]
    if between(known.about.ended):
        yield "ended", text("course.changed.ended", what=known.about.name, day=known.about.ended)
    for project in projects:
        if between(project.stopped_on):
            yield "stopped", text("course.changed.stopped", what=project.name, day=project.stopped_on)
        for gate in project.gates:
            if between(gate.decided_on):
                result = text(f"course.gate.{gate.result.name.lower()}")
                yield "gate", text("course.changed.gate", what=project.name, result=result, day=gate.decided_on)
        if subject.kind is SubjectKind.PROJECT or project.id in watched:
            for money in known.commitments_by_project.get(project.id, ()):
                if between(money.announced):
                    yield "money", text("course.changed.money", what=project.name, day=money.announced)


def overridden(replay: Sequence[Replayed]) -> Iterator[tuple[Replayed, RuleSaid]]:
    """Rules that fired at a review that was held, made by then, with nothing changed after."""
    for one in replay:
        if one.held and one.followed is False:
            for said in one.said:
                made_by_then = said.made_on is not None and said.made_on.known_on(one.on.last)
                if said.says is Says.FIRES and said.kind is not ActionKind.CONTINUE and made_by_then:
                    yield one, said
