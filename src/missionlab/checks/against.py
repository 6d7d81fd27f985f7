"""The case against a mission, from the data alone: its goals here, its money and its set-up in ``against_money``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missionlab.base.text import Chance, Text
from missionlab.checks.facts import Facts, MissionFacts, sources_of
from missionlab.checks.goals import (
    Ambition,
    lacking,
    observation_sources,
    open_goal,
    pace,
    target_sources,
    undefined_reasons,
)
from missionlab.checks.points import from_card, point, weight_of_one
from missionlab.checks.results import Card, Point, Verdict
from missionlab.checks.wording import level, quoted, rate, sentence, share, some, times
from missionlab.strategy.vocabulary import Better, MissionStatus, StrategyStatus
from missionlab.tracking.results import Bound, Change, ChangeKind, Standing, Status

_QUOTED = 2
"""Reasons that are quoted; the rest stands in the records."""
_MOVES = (ChangeKind.LOOSENED, ChangeKind.MIXED, ChangeKind.REDEFINED, ChangeKind.WITHDRAWN)


def points(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    """What the promise and its figures say against the mission."""
    yield from _ended(facts, mission)
    yield from _unmeasured(facts, mission, cards)
    part = weight_of_one(len(mission.targets))
    for standing in mission.standings:
        yield from _moved(standing, part)
    for standing in mission.targets:
        yield from _result(standing, part)
        yield from _implausible(facts, standing, part)
        yield from _behind(standing, part)
        yield from _proxy(facts, standing, part)
        yield from _breaks(standing, part)
    yield from _rivals(mission)


def _ended(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    about = facts.strategy.about
    if about.status is StrategyStatus.WITHDRAWN:
        said = sentence("against.strategy_withdrawn_on", on=about.ended) if about.ended else None
        reason = sentence("record_says", reason=quoted(about.ended_reason)) if about.ended_reason else None
        yield point(
            "withdrawn",
            0.6,
            said or sentence("against.strategy_withdrawn"),
            reason,
            records=(about.id,),
            sources=about.sources,
        )
    if mission.mission.status in {MissionStatus.WITHDRAWN, MissionStatus.SUPERSEDED}:
        ended = mission.mission.ended
        name = f"against.mission_{mission.mission.status}"
        said = sentence(f"{name}_on", on=ended) if ended else sentence(name)
        yield point("ended", 0.9, said, records=(mission.mission.id,), sources=mission.mission.sources)


def _unmeasured(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    targets = mission.targets
    gaps = [(standing, parts) for standing in targets if (parts := lacking(facts, standing))]
    reasons = undefined_reasons(facts, mission)
    quote = sentence("record_says", reason="; ".join(map(quoted, reasons[:_QUOTED]))) if reasons else None
    if not mission.standings:
        yield point(
            "unmeasured",
            1.0,
            sentence("clear.no_target"),
            quote,
            records=(mission.mission.id,),
            sources=mission.mission.sources,
        )
    elif gaps:
        lacks = [sentence("clear.lack", target=standing.name, parts=parts) for standing, parts in gaps]
        yield point(
            "unmeasured",
            0.95 * len(gaps) / len(targets),
            sentence("clear.lacks", lacks=some(lacks)),
            quote,
            records=(standing.target for standing, _ in gaps),
            sources=target_sources(facts, (standing for standing, _ in gaps)),
        )
    if silent := [standing for standing in targets if standing.latest is None]:
        yield point(
            "unmeasured",
            0.9 * len(silent) / len(targets),
            sentence("against.no_figure", n=len(silent), targets=some([standing.name for standing in silent])),
            records=(standing.target for standing in silent),
        )
    outcome = cards["criteria.outcome"]
    if outcome.verdict is Verdict.FAILS and outcome.records:
        yield from_card("no-outcome", 0.7, outcome)


def _result(standing: Standing, part: float) -> Iterator[Point]:
    records, sources = (standing.target,), observation_sources([standing])
    goal, latest, unit = standing.goal, standing.latest, standing.unit
    if standing.status is Status.MET_BY_REVISION and latest and goal:
        without = standing.without_revisions
        tail = sentence("against.without_revisions", value=level(without, unit)) if without is not None else None
        yield point(
            "met-by-revision",
            part,
            sentence(
                "against.stop_claiming", target=standing.name, value=level(latest.value, unit), period=latest.period
            ),
            tail,
            records=records,
            sources=sources,
        )
    elif standing.status is Status.MISSED and latest and goal:
        said = sentence(
            "against.missed",
            target=standing.name,
            value=level(latest.value, unit),
            period=latest.period,
            goal=level(goal.value, unit),
            year=goal.year,
        )
        yield point("missed", part, said, records=records, sources=sources)
    elif standing.status in {Status.OFF_TRACK, Status.AT_RISK} and standing.probability is not None:
        name = "chance"
        if 0.05 <= standing.probability <= 0.95:  # beyond, the words are bounds already
            name = {Bound.EXACT: "chance", Bound.AT_MOST: "chance_most", Bound.AT_LEAST: "chance_least"}[
                standing.probability_bound
            ]
        said = sentence(f"against.{name}", target=standing.name, chance=Chance(standing.probability))
        weight = part * (1 - standing.probability)
        yield point(standing.status.value.replace(" ", "-"), weight, said, records=records, sources=sources)


def _implausible(facts: Facts, standing: Standing, part: float) -> Iterator[Point]:
    found = pace(standing, facts.thresholds)
    if not open_goal(standing) or found.needed is None or found.trend is None:
        return
    if found.ambition is Ambition.UNSURE:
        return
    unit = standing.unit
    if found.ambition is Ambition.AWAY:
        said = sentence(
            "ambitious.away", target=standing.name, needed=rate(found.needed, unit), trend=rate(found.trend, unit)
        )
    elif found.ambition is Ambition.IMPLAUSIBLE and found.ratio is not None:
        said = sentence(
            "against.implausible",
            target=standing.name,
            needed=rate(found.needed, unit),
            trend=rate(found.trend, unit),
            ratio=times(found.ratio),
        )
    elif _too_slow(standing):
        said = None
    else:
        return
    years, left = standing.years_to_goal, _years_left(standing)
    tail = None
    if standing.latest is not None and years is not None and left is not None and years > left:
        tail = sentence(
            "against.years",
            target=standing.name,
            n=round(years),
            left=max(0, round(left)),
            period=standing.latest.period,
        )
    if said or tail:
        yield point(
            "implausible",
            0.9 * part,
            said,
            tail,
            records=(standing.target,),
            sources=observation_sources([standing]),
        )


def _years_left(standing: Standing) -> float | None:
    if standing.goal is None or standing.latest is None:
        return None
    return standing.goal.year - standing.latest.period.position


def _too_slow(standing: Standing) -> bool:
    years, left = standing.years_to_goal, _years_left(standing)
    return years is not None and left is not None and years > 2 * max(left, 1.0)


def _behind(standing: Standing, part: float) -> Iterator[Point]:
    latest, due = standing.latest, standing.path_value
    if not open_goal(standing) or latest is None:
        return
    records, sources = (standing.target,), observation_sources([standing])
    if due is not None and standing.better is not None:
        short = due - latest.value if standing.better is Better.HIGHER else latest.value - due
        if short > 0:
            said = sentence(
                "against.off_path",
                target=standing.name,
                value=level(latest.value, standing.unit),
                period=latest.period,
                due=level(due, standing.unit),
            )
            yield point("off-path", 0.8 * part, said, records=records, sources=sources)
    elif standing.gap_closed is not None and standing.gap_due is not None and standing.gap_closed < standing.gap_due:
        name = "against.back" if standing.gap_closed < 0 else "against.behind"
        said = sentence(
            name,
            target=standing.name,
            period=latest.period,
            closed=share(standing.gap_closed),
            due=share(standing.gap_due),
        )
        weight = 0.8 * part * min(1.0, standing.gap_due - standing.gap_closed)
        yield point("off-path", weight, said, records=records, sources=sources)


def _moved(standing: Standing, part: float) -> Iterator[Point]:
    moves = [change for change in standing.changes if change.kind is not ChangeKind.RESTATED]
    bad = [change for change in moves if change.kind in _MOVES]
    if not bad:
        return
    counted = sentence("against.moved", target=standing.name, n=len(moves))
    steps = [_step(change) for change in bad]
    yield point(
        "moved",
        0.6 * part,
        counted,
        sentence("against.steps", steps=some(steps)),
        records=(standing.target,),
        sources=(source for version in standing.versions for source in version.sources),
    )


def _step(change: Change) -> Text:
    when = sentence("against.in", on=change.set_on) if change.set_on else sentence("against.undated")
    if change.from_year is not None and change.to_year is not None and change.from_year != change.to_year:
        kind = sentence(f"change.{change.kind}")
        return sentence("against.step_year", kind=kind, old=change.from_year, new=change.to_year, when=when)
    return sentence("against.step", kind=sentence(f"change.{change.kind}"), when=when)


def _proxy(facts: Facts, standing: Standing, part: float) -> Iterator[Point]:
    if standing.proxy is None:
        return
    indicator = facts.strategy.indicator_by_id.get(standing.proxy.indicator)
    said = sentence(
        "against.proxy", target=standing.name, proxy=indicator.name if indicator else standing.proxy.indicator
    )
    bias = indicator.proxy_bias if indicator else None
    yield point(
        "proxy-only",
        0.4 * part,
        said,
        sentence(f"against.bias_{bias}") if bias else None,
        records=(standing.target, standing.proxy.indicator),
        sources=sources_of(indicator),
    )


def _breaks(standing: Standing, part: float) -> Iterator[Point]:
    if standing.series is None or standing.baseline is None or standing.latest is None:
        return
    between = [b for b in standing.series.breaks if standing.baseline.period < b.period <= standing.latest.period]
    if between:
        certain = [b for b in between if b.declared]
        between = certain or between
        said = sentence(
            "against.break" if certain else "against.suspected_break",
            target=standing.name,
            period=between[-1].period,
            baseline=standing.baseline.period,
        )
        yield point("level-break", 0.4 * part, said, records=(standing.target, standing.series.indicator))


def _rivals(mission: MissionFacts) -> Iterator[Point]:
    for standing in mission.targets:
        rivals = [s for s in mission.standings if s.rival_of == standing.target]
        if not rivals:
            continue
        readings = [s for s in (standing, *rivals) if s.baseline is not None]
        values = [level(s.baseline.value, s.unit) for s in readings if s.baseline is not None]
        said = sentence("against.rivals", target=standing.name, n=len(rivals) + 1)
        tail = sentence("against.rival_baselines", values=some(values)) if len(values) > 1 else None
        yield point(
            "rival-definitions", 0.65, said, tail, records=(standing.target, *(rival.target for rival in rivals))
        )
