"""What speaks against a mission once its money and its course are worked out, beside what the checks found.

The checks see the records alone. What a fund gives away, which rules never spoke and which actions nobody can take
is known only from results that are made later, so these points are added here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from missionlab.base.text import CountWord, Money, Quantity, Text, text
from missionlab.checks.points import by_weight, point
from missionlab.checks.results import Point
from missionlab.portfolio.finance.results import FundResult, RiskReward
from missionlab.report.briefing import Briefing
from missionlab.steering.results import Course, Power, ReviewState, Says, Subject, SubjectKind
from missionlab.strategy.strategy import Strategy

LARGE_GAP = 1.0
"""Ratio of upside to risk under which, with its whole range, upside is given away."""
REVIEWS = 2
"""Past reviews after which a rule that never fired has been tried."""


def further(briefing: Briefing) -> Mapping[str, tuple[Point, ...]]:
    """Points against each mission, by its id, the heaviest first; missions without any are left out."""
    found: dict[str, list[Point]] = defaultdict(list)
    for mission, one in _all(briefing):
        found[mission].append(one)
    return {mission: by_weight(points) for mission, points in found.items()}


def _all(briefing: Briefing) -> Iterator[tuple[str, Point]]:
    for fund in briefing.funds:
        yield from _upside(briefing.strategy, fund)
    if briefing.course is not None:
        yield from _patience(briefing.strategy, briefing.course)
        yield from _rules(briefing.strategy, briefing.course)
        yield from _owners(briefing.strategy, briefing.course)
        yield from _reviews(briefing.strategy, briefing.course)


def _upside(strategy: Strategy, fund: FundResult) -> Iterator[tuple[str, Point]]:
    """Upside that is given away: the share of it is smaller than the share of the risk, over the whole range."""
    record = next((one for one in strategy.funds if one.id == fund.fund), None)
    serves = {line.name: line.mission for line in record.lines} if record else {}
    whole = {one.mission for one in fund.missions if one.mission}
    for one in fund.rewards:
        missions: Iterable[str | None] = whole if not one.name else [serves.get(one.name)]
        if one.ratio.high is not None and one.ratio.high < LARGE_GAP:
            for mission in sorted(known for known in missions if known):
                yield mission, _given_away(fund, one)


def _given_away(fund: FundResult, one: RiskReward) -> Point:
    risk, upside, ratio = one.share_of_risk.mid or 0.0, one.share_of_upside.mid or 0.0, one.ratio.mid or 0.0
    said = text(
        "further.upside_line" if one.name else "further.upside",
        fund=fund.name,
        line=one.name,
        risk=Quantity(100 * risk, "%", 0),
        upside=Quantity(100 * upside, "%", 0),
    )
    return point("upside-given-away", 1 - ratio, said, records=(fund.fund,))


def _patience(strategy: Strategy, course: Course) -> Iterator[tuple[str, Point]]:
    """Money that waits without a day on which it is decided again, and projects that go on though stopping is best."""
    for fixed in course.fixed:
        money = fixed.money.value
        if not money or fixed.currency is None:
            said = text("further.fixed", name=fixed.subject.name)
        else:
            said = text("further.fixed_money", name=fixed.subject.name, money=Money(money, fixed.currency))
        for mission in missions_of(strategy, fixed.subject):
            yield mission, point("patience-without-evidence", 0.6, said, records=(fixed.subject.id,))
    for curve in course.patience:
        if curve.best == 0:
            said = text("further.stubborn", name=curve.name)
            for mission in _of_project(strategy, curve.project):
                yield mission, point("patience-without-evidence", 0.9, said, records=(curve.project,))


def _rules(strategy: Strategy, course: Course) -> Iterator[tuple[str, Point]]:
    """Rules that fired and were not followed, that could never speak, and that were never used."""
    for rule in course.rules:
        past = [one for review in course.replay for one in review.said if one.rule == rule.rule]
        ignored = [
            review
            for review in course.replay
            if review.followed is False
            for one in review.said
            if one.rule == rule.rule and one.says is Says.FIRES
        ]
        said: Text | None = None
        weight = 0.5
        if ignored:
            said = text("further.ignored", rule=rule.rule, n=CountWord(len(ignored)))
            weight = 0.95
        elif len(past) >= REVIEWS and all(one.says is Says.CANNOT_TELL for one in (*past, rule)):
            said = text("further.mute", rule=rule.rule, n=CountWord(len(past)))
        elif len(past) >= REVIEWS and not any(one.says is Says.FIRES for one in (*past, rule)):
            said, weight = text("further.never_fired", rule=rule.rule, n=CountWord(len(past))), 0.3
        if said is not None:
            for mission in missions_of(strategy, rule.subject):
                yield mission, point("rule-never-used", weight, said, records=(rule.rule,))


def _owners(strategy: Strategy, course: Course) -> Iterator[tuple[str, Point]]:
    """Options that nobody has the power to take."""
    for action in course.actions:
        if action.power is Power.NOBODY and action.subject is not None:
            said = text("further.no_owner_asked" if action.asked_by else "further.no_owner", name=action.name)
            for mission in missions_of(strategy, action.subject):
                yield (
                    mission,
                    point("option-without-owner", 0.8 if action.asked_by else 0.5, said, records=(action.action,)),
                )


def _reviews(strategy: Strategy, course: Course) -> Iterator[tuple[str, Point]]:
    """Reviews whose day has passed without anybody having held them."""
    for review in course.reviews:
        if not review.missed:
            continue
        if review.state is ReviewState.OVERDUE and review.days_late is not None:
            said = text("further.late", name=review.subject.name, n=CountWord(review.missed), days=review.days_late)
        else:
            said = text("further.missed", name=review.subject.name, n=CountWord(review.missed))
        weight = 0.5 + 0.1 * min(review.missed, 4)
        for mission in missions_of(strategy, review.subject):
            yield mission, point("review-not-held", weight, said, records=(review.review,))


def missions_of(strategy: Strategy, subject: Subject) -> tuple[str, ...]:
    """The missions that a subject is about."""
    return (subject.id,) if subject.kind is SubjectKind.MISSION else _of_project(strategy, subject.id)


def _of_project(strategy: Strategy, project: str) -> tuple[str, ...]:
    record = strategy.project_by_id.get(project)
    return tuple(record.missions) if record else ()
