"""Rules of the course: for something, able to fire, made on a day, and followed by an action for the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import inf

from missionlab.strategy.bounds import allowed_range
from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Action, CourseRule, Signpost
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.reviews import number_of, reviews_of, subject_of
from missionlab.strategy.rules.values import span
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Comparator, Statistic

_SHARES = {Statistic.CHANCE, Statistic.SPENT}
_COUNTS = {Statistic.AGE, Statistic.FAILURES}


def course_rules(book: Book) -> Iterable[Fault]:
    strategy = book.strategy
    for rule in strategy.rules:
        if rule.mission is None and rule.project is None:
            message = f"{capital(label(rule))} is for no mission and no project."
            yield Fault("rule-incomplete", rule, message, (), "Add 'mission' or 'project'.")
            continue
        if rule.mission is not None and rule.project is not None:
            message = (
                f"{capital(label(rule))} is for mission '{rule.mission}' and for project '{rule.project}' at once."
            )
            fix = "Keep one of the two; a rule of a mission may change a project that serves it."
            yield Fault("rule-incomplete", rule, message, ("project",), fix)
            continue
        for field in ("then", "otherwise"):
            action = strategy.action_by_id.get(getattr(rule, field) or "")
            if action is not None and not _same_thing(rule, action, strategy):
                message = f"{capital(label(rule))} is for {_for(rule)}, and {label(action)} for {_for(action)}."
                yield Fault("rule-elsewhere", rule, message, (field,))
        signpost = strategy.signpost_by_id.get(rule.signpost)
        if signpost is not None:
            yield from _threshold(rule, signpost, strategy)
        yield from _in_time(rule, strategy)
        yield from _made(rule, strategy)


def _for(record: CourseRule | Action) -> str:
    return f"project '{record.project}'" if record.project else f"mission '{record.mission}'"


def _same_thing(rule: CourseRule, action: Action, strategy: Strategy) -> bool:
    """A rule changes its project; a rule of a mission, the mission or a project that serves it."""
    if rule.project is not None:
        return action.project == rule.project
    if action.project is None:
        return action.mission in (rule.mission, None)
    project = strategy.project_by_id.get(action.project)
    seen: set[str] = set()
    while project is not None and not project.missions and project.parent and project.id not in seen:
        seen.add(project.id)
        project = strategy.project_by_id.get(project.parent)
    return project is None or rule.mission in project.missions or action.mission == rule.mission


def _threshold(rule: CourseRule, signpost: Signpost, strategy: Strategy) -> Iterator[Fault]:
    lowest, highest = _possible(signpost, strategy)
    threshold = rule.threshold
    never = {
        Comparator.AT_LEAST: threshold > highest,
        Comparator.MORE_THAN: threshold >= highest,
        Comparator.AT_MOST: threshold < lowest,
        Comparator.LESS_THAN: threshold <= lowest,
    }[rule.comparator]
    always = {
        Comparator.AT_LEAST: threshold <= lowest,
        Comparator.MORE_THAN: threshold < lowest,
        Comparator.AT_MOST: threshold >= highest,
        Comparator.LESS_THAN: threshold > highest,
    }[rule.comparator]
    asks = f"it asks for '{rule.comparator}' {threshold:g}, and the {signpost.statistic} goes {span(lowest, highest)}"
    if never:
        yield Fault("rule-never-fires", rule, f"{capital(label(rule))} can never fire: {asks}.", ("threshold",))
    elif always:
        yield Fault("rule-always-fires", rule, f"{capital(label(rule))} always fires: {asks}.", ("threshold",))


def _possible(signpost: Signpost, strategy: Strategy) -> tuple[float, float]:
    """The values that a statistic can have."""
    if signpost.statistic in _SHARES:
        return 0.0, 1.0
    if signpost.statistic in _COUNTS:
        return 0.0, inf
    indicator = strategy.indicator_by_id.get(signpost.indicator or "")
    if signpost.statistic is Statistic.VALUE and indicator is not None:
        return allowed_range(indicator)
    return -inf, inf


def _in_time(rule: CourseRule, strategy: Strategy) -> Iterator[Fault]:
    """A rule fires before the end of what it is for, after no more reviews than there are."""
    end = _end(rule, strategy)
    if rule.not_before is not None and end is not None and rule.not_before.first > end:
        message = (
            f"{capital(label(rule))} can never fire: it does not fire before {rule.not_before}, "
            f"and {_for(rule)} ends by {end.isoformat()}."
        )
        yield Fault("rule-never-fires", rule, message, ("not_before",))
    there = number_of(reviews_of(rule, strategy))
    if 0 < there < rule.reviews:
        message = (
            f"{capital(label(rule))} can never fire: it must hold at {rule.reviews} reviews in a row, "
            f"and there are only {there:.0f}."
        )
        yield Fault("rule-never-fires", rule, message, ("reviews",))


def _end(rule: CourseRule, strategy: Strategy) -> date | None:
    """The last day on which the mission or project can be changed: of its end, or of its last goal's year."""
    project = strategy.project_by_id.get(rule.project or "")
    if project is not None:
        end = project.stopped_on or project.ends
        return end.last if end is not None else None
    mission = strategy.mission_by_id.get(rule.mission or "")
    if mission is not None and mission.ended is not None:
        return mission.ended.last
    years = [
        version.year
        for target in strategy.targets_by_mission.get(rule.mission or "", ())
        for version in target.versions
        if version.year is not None
    ]
    return date(max(years), 12, 31) if years else None


def _made(rule: CourseRule, strategy: Strategy) -> Iterator[Fault]:
    name = capital(label(rule))
    if rule.made_on is None:
        yield Fault("rule-undated", rule, f"{name} does not say when it was made.")
        return
    subject = subject_of(rule, strategy)
    own = getattr(subject, "ended", None) or getattr(subject, "stopped_on", None)
    ended, what = (own, label(subject)) if subject is not None and own else (strategy.about.ended, "the strategy")
    if ended is not None and rule.made_on.first > ended.last:
        message = f"{name} was made on {rule.made_on}, after {what} had ended ({ended})."
        yield Fault("rule-afterwards", rule, message, ("made_on",))
