"""What the first page says of all targets together."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.base.text import CountWord, Text, text
from missionlab.report.charts.pace import Pace
from missionlab.strategy.records import About
from missionlab.strategy.vocabulary import StrategyStatus
from missionlab.tracking.results import Standing, Status

UNJUDGED = {Status.NO_DATA, Status.TOO_EARLY, Status.WITHDRAWN}
FAILING = {Status.OFF_TRACK, Status.MISSED}


def promises(standings: Sequence[Standing]) -> list[Standing]:
    """The targets that count: rival readings of one promise stand beside it and are not counted again."""
    known = {standing.target for standing in standings}
    return [standing for standing in standings if standing.rival_of not in known or standing.rival_of is None]


def count(standings: Sequence[Standing], *statuses: Status) -> int:
    return sum(standing.status in statuses for standing in standings)


def depends(standing: Standing, standings: Sequence[Standing]) -> bool:
    """Whether another reading of the same promise gives another answer."""
    return any(other.rival_of == standing.target and other.status is not standing.status for other in standings)


def headline(standings: Sequence[Standing]) -> Text:
    """The title of the briefing, from the statuses of all promises."""
    judged = promises(standings)
    total = CountWord(len(judged))
    if not judged:
        return text("report.headline.nothing")
    met, revised = count(judged, Status.MET), count(judged, Status.MET_BY_REVISION)
    if all(standing.status in UNJUDGED for standing in judged):
        return text("report.headline.none_judged", n=total)
    if len(judged) == 1:
        said = text(f"report.headline.single.{judged[0].status.name.lower()}")
        contested = judged[0].status is Status.MET and depends(judged[0], standings)
        return text("report.headline.met_by_reading", met=said) if contested else said
    if revised and not met:
        return text("report.headline.revision_only", n=CountWord(revised, True), total=total)
    if met:
        said = text("report.headline.met", n=CountWord(met + revised, True), total=total)
        if contested := sum(standing.status is Status.MET and depends(standing, standings) for standing in judged):
            key = "met_by_reading" if met + revised == 1 else "met_some_by_reading"
            said = text(f"report.headline.{key}", n=CountWord(contested), met=said)
        return text("report.headline.met_some_revised", n=CountWord(revised), met=said) if revised else said
    return _none_met(judged, total)


def _none_met(judged: Sequence[Standing], total: CountWord) -> Text:
    failing, on_track = count(judged, *FAILING), count(judged, Status.ON_TRACK)
    if failing:
        return text("report.headline.none_met_failing", n=CountWord(failing), total=total)
    if on_track:
        return text("report.headline.none_met_on_track", n=CountWord(on_track), total=total)
    return text("report.headline.none_met", n=total)


def lead(standings: Sequence[Standing], about: About) -> list[Text]:
    """At most three sentences: what the title left out, what cannot be judged, and what became of the strategy."""
    judged = promises(standings)
    if not judged:
        return [text("report.lead.nothing")]
    out: list[Text] = []
    parts = [
        text(f"report.lead.part.{status.name.lower()}", n=CountWord(number))
        for status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)
        if (number := count(judged, status))
    ]
    if parts and len(judged) > 1:
        out.append(text("report.lead.open", parts=parts))
    blind, early = count(judged, Status.NO_DATA), count(judged, Status.TOO_EARLY)
    if blind and early:
        out.append(text("report.lead.blind_and_early", n=CountWord(blind, True), early=CountWord(early)))
    elif blind:
        out.append(text("report.lead.blind", n=CountWord(blind, True)))
    elif early:
        out.append(text("report.lead.early", n=CountWord(early, True)))
    if about.status is StrategyStatus.WITHDRAWN:
        key = "report.lead.withdrawn" if about.ended is None else "report.lead.withdrawn_on"
        out.append(text(key, **({} if about.ended is None else {"on": about.ended.year})))
    elif len(judged) < len(standings):
        out.append(text("report.lead.rivals", n=CountWord(len(standings) - len(judged), True)))
    return out


def pace(rows: Sequence[Pace]) -> Text:
    """What the paces together can carry: "clearly" only where the interval lies on one side of the pace needed."""
    total = CountWord(len(rows))
    short = sum(row.high is not None and row.high < 1 for row in rows)
    fast = sum(row.low is not None and row.low >= 1 for row in rows)
    if short:
        return text("report.pace.short", n=CountWord(short, True), total=total)
    if fast:
        return text("report.pace.fast", n=CountWord(fast, True), total=total)
    if any(row.low is not None for row in rows):
        return text("report.pace.no_difference", n=total)
    return text("report.pace.cannot_say", n=CountWord(len(rows), True))


def mission(name: object, standings: Sequence[Standing]) -> Text:
    """The title of a mission with several promises, by what stands out."""
    judged = promises(standings)
    total = CountWord(len(judged))
    if not judged:
        return text("report.mission.title.no_target", name=name)
    failing = count(judged, *FAILING)
    done = count(judged, Status.MET)
    if all(standing.status in UNJUDGED for standing in judged):
        return text("report.mission.title.none_judged", name=name, n=total)
    if failing:
        return text("report.mission.title.failing", name=name, n=CountWord(failing), total=total)
    if done:
        return text("report.mission.title.met", name=name, n=CountWord(done), total=total)
    risk = count(judged, Status.AT_RISK)
    if risk:
        return text("report.mission.title.at_risk", name=name, n=CountWord(risk), total=total)
    revised = count(judged, Status.MET_BY_REVISION)
    if revised:
        return text("report.mission.title.revised", name=name, n=CountWord(revised), total=total)
    return text("report.mission.title.on_track", name=name, n=CountWord(count(judged, Status.ON_TRACK)), total=total)
