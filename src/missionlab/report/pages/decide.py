"""What to decide: at most three rows, from what the log and the rules say, and from what stands out in the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from missionlab.base.dates import Date
from missionlab.base.text import CountWord, Text, text
from missionlab.report import phrases
from missionlab.report.pages.desk import Desk
from missionlab.report.titles.overview import count, promises
from missionlab.report.words import Known
from missionlab.tracking.results import Standing, Status

MOST = 3
MOST_NAMES = 3
MOST_OF_COURSE = 2
"""Rows of rules and reviews, so that what the targets say is not pushed out; their chapter has all."""


@dataclass(frozen=True, slots=True)
class Decision:
    """When, and what, with the number in it."""

    when: Text
    what: Any


def decisions(desk: Desk) -> list[Decision]:
    """The most urgent three: a log that was altered, rules that fire and reviews that are due, decisions that are
    overdue, then targets that nobody can judge, that are off the pace, claims to stop, promises that were missed, and
    missions without money."""
    found = [
        *_altered(desk),
        *_course(desk),
        *_overdue(desk),
        *_blind(desk),
        *_behind(desk),
        *_claims(desk),
        *_missed(desk),
        *_unfunded(desk),
    ]
    return found[:MOST]


def _altered(desk: Desk) -> list[Decision]:
    """A log that is not whole comes first: what rests on it is no longer known."""
    view = desk.briefing.log
    if view is None or view.verification.intact:
        return []
    return [Decision(text("report.decide.now"), text("report.decide.altered"))]


def _course(desk: Desk) -> list[Decision]:
    """What the rules say and what is due, the most severe first."""
    # Its rows are decisions too, so it imports this module.
    from missionlab.report.course.decide import rows

    # Two rules that call for the same action are one decision.
    found = {desk.words.plain(row.what): row for row in rows(desk)}
    return list(found.values())[:MOST_OF_COURSE]


def _overdue(desk: Desk) -> list[Decision]:
    """Decisions whose day to be looked at again has passed; the oldest is named."""
    view = desk.briefing.log
    late = sorted((one.review_on, one.seq, one) for one in view.overdue if one.review_on) if view else []
    if not late or view is None:
        return []
    day, _, one = late[0]
    n = Known(CountWord(len(late)), "/log/counts/overdue", len(late))
    args = {"n": n, "question": text("report.quoted", name=desk.own(one.question)), "on": Date.read(day)}
    return [Decision(text("report.decide.now"), text("report.decide.overdue", **args))]


def _named(desk: Desk, standings: list[Standing]) -> list[Any]:
    """Names of targets, "and two more" for a long list."""
    names: list[Any] = [_quoted(desk, standing.name) for standing in standings[:MOST_NAMES]]
    if len(standings) > MOST_NAMES:
        names.append(text("report.decide.more", n=CountWord(len(standings) - MOST_NAMES)))
    return names


def _quoted(desk: Desk, name: str) -> Text:
    return text("report.quoted", name=desk.own(name))


def _blind(desk: Desk) -> list[Decision]:
    judged = promises(desk.briefing.standings.targets)
    blind = [standing for standing in judged if standing.status is Status.NO_DATA]
    if not blind:
        return []
    key = "report.decide.blind_all" if len(blind) == len(judged) else "report.decide.blind"
    args = {"names": _named(desk, blind), "n": CountWord(len(blind)), "total": CountWord(len(judged))}
    return [Decision(text("report.decide.now"), text(key, **args))]


def _behind(desk: Desk) -> list[Decision]:
    """The open target that is furthest from its pace."""
    open_targets = [
        standing
        for standing in promises(desk.briefing.standings.targets)
        if standing.status in (Status.OFF_TRACK, Status.AT_RISK)
    ]
    if not open_targets:
        return []
    worst = min(open_targets, key=lambda s: (s.status is not Status.OFF_TRACK, _ratio(s)))
    mission = desk.briefing.strategy.mission_by_id.get(worst.mission)
    review = mission.next_review if mission else None
    when = text("report.decide.now")
    if review is not None and review.last >= desk.briefing.as_of:
        when = text("report.decide.by", on=review)
    args: dict[str, Any] = {"name": _quoted(desk, worst.name), "goal": phrases.goal_with_year(worst)}
    if worst.trend is not None and worst.needed_rate:
        args["trend"] = phrases.rate(worst, worst.trend.rate, "trend_rate")
        args["needed"] = phrases.rate(worst, worst.needed_rate, "needed_rate")
        return [Decision(when, text("report.decide.behind_pace", **args))]
    latest = phrases.latest(worst)
    if latest is None or worst.latest is None:
        return [Decision(when, text("report.decide.behind", **args))]
    return [Decision(when, text("report.decide.behind_value", latest=latest, period=worst.latest.period, **args))]


def _ratio(standing: Standing) -> float:
    if standing.trend is None or not standing.needed_rate:
        return 0.0
    return standing.trend.rate / standing.needed_rate


def _claims(desk: Desk) -> list[Decision]:
    revised = [s for s in promises(desk.briefing.standings.targets) if s.status is Status.MET_BY_REVISION]
    if not revised:
        return []
    one = revised[0]
    args: dict[str, Any] = {"name": _quoted(desk, one.name), "goal": phrases.goal(one)}
    if one.without_revisions is None:
        return [Decision(text("report.decide.stop"), text("report.decide.claim", **args))]
    value = one.without_revisions
    args["without"] = phrases.of_target(one, "without_revisions", phrases.amount(value, one.unit), value)
    return [Decision(text("report.decide.stop"), text("report.decide.claim_without", **args))]


def _missed(desk: Desk) -> list[Decision]:
    missed = [s for s in promises(desk.briefing.standings.targets) if s.status is Status.MISSED]
    if not missed:
        return []
    args = {"names": _named(desk, missed), "n": CountWord(count(missed, Status.MISSED))}
    return [Decision(text("report.decide.now"), text("report.decide.missed", **args))]


def _unfunded(desk: Desk) -> list[Decision]:
    empty = [
        mission for mission in desk.briefing.strategy.missions if mission.id in desk.briefing.portfolio.empty_missions
    ]
    if not empty or len(empty) == len(desk.briefing.strategy.missions):
        return []
    names: list[Any] = [_quoted(desk, mission.name) for mission in empty[:MOST_NAMES]]
    if len(empty) > MOST_NAMES:
        names.append(text("report.decide.more", n=CountWord(len(empty) - MOST_NAMES)))
    return [Decision(text("report.decide.now"), text("report.decide.unfunded", names=names, n=CountWord(len(empty))))]
