"""When missions and projects are reviewed: what was held, what is overdue, what comes next, and what never is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from missionlab.base.dates import Date
from missionlab.base.frozen import FrozenMap
from missionlab.steering.results import ReviewState, Subject, SubjectKind
from missionlab.strategy.records import Action, CourseRule, Mission, Project, Review
from missionlab.strategy.review_days import days_of, held_by, held_for
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import MissionStatus, ProjectStatus, StrategyStatus

SOON = timedelta(days=92)
"""A review within this time is due."""
_OVER = (StrategyStatus.COMPLETED, StrategyStatus.WITHDRAWN)
_ENDED = (ProjectStatus.COMPLETED, ProjectStatus.STOPPED, ProjectStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A review with its days, as known on a day."""

    review: str
    stated: bool
    subject: Subject
    owner: str | None
    days: tuple[Date, ...]
    """All days on which it is to be held, from the first."""
    held: tuple[Date, ...]
    state: ReviewState
    day: Date | None
    missed: int


Decided = Mapping[str, Sequence[date]]
"""Days of the decisions in the log, by the id of the mission or project that they are about."""
_NOTHING: Decided = FrozenMap({})


def scheduled(known: Strategy, day: date, decided: Decided = _NOTHING) -> tuple[Scheduled, ...]:
    """Every review of ``known``, the most urgent first; ``known`` is cut to ``day``.

    A review counts as held where the record says so, and where a decision about its subject was taken.
    """
    found = [
        _of_record(review, subject, day, decided) for review in known.reviews if (subject := subject_of(review, known))
    ]
    reviewed = {one.subject for one in found}
    found += [one for one in _own_dates(known, day, decided) if one.subject not in reviewed]
    order = list(ReviewState)
    return tuple(sorted(found, key=lambda one: (order.index(one.state), _last(one.day), one.review)))


def in_force(known: Strategy, day: date) -> tuple[Subject, ...]:
    """Missions and projects that could be changed: adopted, running or planned, and not ended by ``day``. Of a strategy
    that has ended itself, none."""
    if known.about.status in _OVER:
        return ()
    missions = (m for m in known.missions if m.status in (MissionStatus.ADOPTED, MissionStatus.PROPOSED))
    projects = (p for p in known.projects if p.status not in _ENDED and (p.ends is None or not p.ends.known_on(day)))
    return (
        *(Subject(SubjectKind.MISSION, m.id, m.name) for m in missions),
        *(Subject(SubjectKind.PROJECT, p.id, p.name) for p in projects),
    )


def subject_of(record: Review | CourseRule | Action, known: Strategy) -> Subject | None:
    """The mission or project that a record with these fields is about."""
    mission = known.mission_by_id.get(record.mission or "")
    if mission is not None:
        return Subject(SubjectKind.MISSION, mission.id, mission.name)
    project = known.project_by_id.get(record.project or "")
    return None if project is None else Subject(SubjectKind.PROJECT, project.id, project.name)


def _of_record(review: Review, subject: Subject, day: date, decided: Decided) -> Scheduled:
    days = tuple(days_of(review, day))
    return _scheduled(review.id, True, subject, review.owner, days, review.held, day, _by_day(subject, decided, day))


def _by_day(subject: Subject, decided: Decided, day: date) -> tuple[date, ...]:
    return tuple(one for one in decided.get(subject.id, ()) if one <= day)


def _own_dates(known: Strategy, day: date, decided: Decided) -> Iterator[Scheduled]:
    """Missions and projects that state their next review themselves."""
    for kind, records in ((SubjectKind.MISSION, known.missions), (SubjectKind.PROJECT, known.projects)):
        for one in records:
            if one.next_review is None:
                continue
            held = ()
            if isinstance(one, Mission) and one.reviewed_on is not None and one.reviewed_on.known_on(day):
                held = (one.reviewed_on,)
            owner = one.lead if isinstance(one, Project) else one.owner
            subject, days = Subject(kind, one.id, one.name), (one.next_review,)
            yield _scheduled(one.id, False, subject, owner, days, held, day, _by_day(subject, decided, day))


def _scheduled(
    name: str,
    stated: bool,
    subject: Subject,
    owner: str | None,
    days: tuple[Date, ...],
    held: tuple[Date, ...],
    day: date,
    decided: Sequence[date],
) -> Scheduled:
    past = [one for one in days if one.known_on(day)]
    done = held_for(days, held) if stated else {one for one in days for had in held if had >= one}
    done |= held_by(days, decided)
    held = tuple(sorted({*held, *(Date.read(one) for one in decided)}))
    missed = [one for one in past if one not in done]
    # A later review that was held makes up for an earlier one that was not.
    latest = past[-1] if past else None
    overdue = latest is not None and latest in missed and not any(had > latest for had in held)
    coming = next((one for one in days if not one.known_on(day) and one not in done), None)
    if overdue:
        state, which = ReviewState.OVERDUE, latest
    elif coming is None:
        state, which = ReviewState.OVER, None
    else:
        state, which = (ReviewState.DUE if coming.last <= day + SOON else ReviewState.NEXT), coming
    return Scheduled(name, stated, subject, owner, days, held, state, which, len(missed))


def _last(day: Date | None) -> date:
    return day.last if day is not None else date.max
