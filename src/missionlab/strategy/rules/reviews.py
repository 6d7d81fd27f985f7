"""Reviews: of something, at some time; and what has rules but is never reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import CourseRule, Mission, Project, Review
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.strategy import Strategy


def reviews(book: Book) -> Iterable[Fault]:
    for review in book.strategy.reviews:
        name = capital(label(review))
        if review.mission is None and review.project is None:
            message = f"{name} is of no mission and no project."
            yield Fault("review-incomplete", review, message, (), "Add 'mission' or 'project'.")
        elif review.mission is not None and review.project is not None:
            message = f"{name} is of mission '{review.mission}' and of project '{review.project}' at once."
            fix = "Keep one of the two, and write another review for the other."
            yield Fault("review-incomplete", review, message, ("project",), fix)
        if not review.dates and (review.first is None or review.every_months is None):
            missing = "neither dates nor a pace"
            if review.first is not None:
                missing = "a first day, and neither a pace nor other dates"
            elif review.every_months is not None:
                missing = "a pace, and no first day"
            message = f"{name} has {missing}."
            yield Fault("review-incomplete", review, message, (), "Add 'dates', or 'first' and 'every_months'.")
        if surely_before(review.until, review.first):
            message = f"{name} begins ({review.first}) after its end ({review.until})."
            yield Fault("impossible-date", review, message, ("until",))
        if review.owner is None:
            yield Fault("no-owner", review, f"{name} has no owner: nobody decides.", ())
    yield from _never_reviewed(book)


def _never_reviewed(book: Book) -> Iterator[Fault]:
    """Missions and projects with rules that no review ever reads, not even the next one that they state themselves."""
    strategy = book.strategy
    if book.left_out.get("reviews"):
        return
    told: set[tuple[str, str]] = set()
    for rule in strategy.rules:
        subject = subject_of(rule, strategy)
        if subject is None or (type(subject).__name__, subject.id) in told:
            continue
        if subject.next_review is not None or reviews_of(rule, strategy):
            continue
        told.add((type(subject).__name__, subject.id))
        message = f"{capital(label(subject))} has a rule ('{rule.id}') and no review: it cannot change course."
        yield Fault("cannot-change-course", subject, message)


def subject_of(rule: CourseRule, strategy: Strategy) -> Mission | Project | None:
    """What a rule is for: its project where it has one, else its mission."""
    if rule.project is not None:
        return strategy.project_by_id.get(rule.project)
    return strategy.mission_by_id.get(rule.mission or "")


def reviews_of(rule: CourseRule, strategy: Strategy) -> list[Review]:
    """The reviews at which a rule is read: those of what it is for."""
    if rule.project is not None:
        return [review for review in strategy.reviews if review.project == rule.project]
    return [review for review in strategy.reviews if review.mission == rule.mission and review.project is None]


def number_of(reviews: Iterable[Review]) -> float:
    """How many reviews there are; infinite where a pace has no end."""
    total = 0.0
    for review in reviews:
        total += len(review.dates)
        if review.first is not None and review.every_months is not None:
            if review.until is None:
                return inf
            first, until = review.first.first, review.until.last
            months = (until.year - first.year) * 12 + until.month - first.month
            total += months // review.every_months + 1 if months >= 0 else 0
    return total
