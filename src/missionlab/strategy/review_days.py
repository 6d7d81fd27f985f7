"""Reviews as days: when the course of a mission or a project is decided on next, and when it last was."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from missionlab.base.dates import Date
from missionlab.strategy.records import Mission, Project, Review
from missionlab.strategy.strategy import Strategy

R = TypeVar("R", Mission, Project)

ON_TIME = timedelta(days=31)
"""How far from its day a review may be held and still be on time."""
_MOST = 1200
"""Days of a steady pace that are looked at: a review a month for a century."""


def with_review_days(strategy: Strategy, day: date) -> Strategy:
    """The strategy with the days of its review records on its missions and projects, where these state none.

    ``next_review`` is the day that is due: the first that no review was held for since. It may lie before ``day``.
    """
    if not strategy.reviews:
        return strategy
    return replace(
        strategy,
        missions=tuple(_dated(m, [r for r in strategy.reviews if r.mission == m.id], day) for m in strategy.missions),
        projects=tuple(_dated(p, [r for r in strategy.reviews if r.project == p.id], day) for p in strategy.projects),
    )


def due(review: Review, day: date) -> Date | None:
    """The first day for which it was not held, nor made up for by a later one; None when all were held."""
    planned = list(days_of(review, day))
    done = held_for(planned, review.held)
    return next((one for one in planned if not done or one.last > max(done).last), None)


def held_for(days: Sequence[Date], held: Iterable[Date]) -> set[Date]:
    """The days that a review was held for: each time that it was held counts for the day nearest to it."""
    return {min(days, key=lambda day: _apart(day, had)) for had in held} if days else set()


def held_by(days: Sequence[Date], decisions: Iterable[date]) -> set[Date]:
    """The days that a review was held for by decisions about its subject: each counts for the day within a month of it,
    else for the last one before it, and for none where it was made long before the first."""
    found = set()
    for made in decisions:
        on = Date.read(made)
        near = [day for day in held_for(days, [on]) if _apart(day, on) <= ON_TIME.days]
        before = [day for day in days if day.known_on(made)]
        found.update(near or before[-1:])
    return found


def days_of(review: Review, day: date) -> Iterator[Date]:
    """Its days in order: those that are stated, and those of its pace until its end or the first after ``day``."""
    days = {str(one): one for one in review.dates}
    if review.first is not None and review.every_months is not None:
        for number in range(_MOST):
            one = after(review.first, number * review.every_months)
            if review.until is not None and one.last > review.until.last:
                break
            days[str(one)] = one
            if one.first > day:
                break
    elif review.first is not None:
        days[str(review.first)] = review.first
    yield from sorted(days.values(), key=lambda one: one.last)


def _dated(record: R, reviews: Iterable[Review], day: date) -> R:
    changes: dict[str, Any] = {}
    coming = [found for review in reviews if (found := due(review, day)) is not None]
    held = [one for review in reviews for one in review.held]
    if record.next_review is None and coming:
        changes["next_review"] = min(coming, key=lambda one: one.last)
    if isinstance(record, Mission) and record.reviewed_on is None and held:
        changes["reviewed_on"] = max(held, key=lambda one: one.last)
    return record.model_copy(update=changes) if changes else record


def _apart(one: Date, other: Date) -> int:
    """Days between two dates; none where one lies within the other."""
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def after(start: Date, months: int) -> Date:
    """So many months later, known as precisely."""
    years, month = divmod((start.month or 1) - 1 + months, 12)
    year = start.year + years
    if start.month is None:
        return Date(year)
    if start.day is None:
        return Date(year, month + 1)
    return Date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
