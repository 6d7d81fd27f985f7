"""Mazzucato's five criteria of a mission, and whether anything measures its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from missionlab.base.text import Text
from missionlab.checks import spread
from missionlab.checks.answers import read_answers
from missionlab.checks.cards import all_hold, card
from missionlab.checks.facts import Facts, MissionFacts, sources_of
from missionlab.checks.goals import (
    FARTHEST_YEARS,
    NEAREST_YEARS,
    OUTCOMES,
    Ambition,
    Pace,
    best_step,
    horizon,
    in_force,
    indicators_of,
    lacking,
    observation_sources,
    pace,
    target_sources,
    trend_break,
    undefined_reasons,
)
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import bare_rate, limit, quoted, rate, sentence, some, times

_BAD = (Ambition.AWAY, Ambition.IMPLAUSIBLE, Ambition.TRIVIAL)


def cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """One card per criterion."""
    yield _bold(facts, mission)
    yield _clear(facts, mission)
    yield _outcome(facts, mission)
    yield _ambitious(facts, mission)
    yield spread.cross(facts, mission)
    yield spread.solutions(facts, mission)


def _bold(facts: Facts, mission: MissionFacts) -> Card:
    readings = [read_answers(facts, f"criteria.{part}", mission.mission.id) for part in ("bold", "engagement")]
    given = [reading for reading in readings if reading.answers]
    return card(
        "criteria.bold",
        mission.mission.id,
        all_hold(reading.verdict for reading in given),
        *([reading.text for reading in given] or [sentence("bold.none")]),
        numbers={"answers": float(sum(len(reading.answers) for reading in given))},
        records=(mission.mission.id, *(record for reading in given for record in reading.records)),
        sources=(source for reading in given for source in reading.sources),
    )


def _clear(facts: Facts, mission: MissionFacts) -> Card:
    targets = mission.targets
    gaps = [(standing, parts) for standing in targets if (parts := lacking(facts, standing))]
    paths = sum(1 for standing in targets if (version := in_force(standing)) and version.path)
    years = {standing.target: horizon(mission, standing) for standing in targets}
    outside = [s for s in targets if (y := years[s.target]) is not None and not NEAREST_YEARS <= y <= FARTHEST_YEARS]
    unknown = sum(years[s.target] is None for s in targets if not lacking(facts, s))
    evidence: list[Text | None] = []
    if not targets:
        withdrawn = bool(mission.standings)
        evidence.append(sentence("clear.withdrawn" if withdrawn else "clear.no_target"))
        verdict = Verdict.FAILS
    elif gaps:
        evidence.append(sentence("clear.incomplete", complete=len(targets) - len(gaps), n=len(targets)))
        evidence.append(
            sentence("clear.lacks", lacks=some([sentence("clear.lack", target=s.name, parts=p) for s, p in gaps]))
        )
        verdict = Verdict.FAILS
    else:
        evidence.append(sentence("clear.complete", n=len(targets)))
        verdict = Verdict.FAILS if outside else Verdict.CANNOT_TELL if unknown else Verdict.HOLDS
    if outside:
        worst = max(outside, key=lambda s: (abs((years[s.target] or 0) - NEAREST_YEARS), s.target))
        evidence.append(
            sentence(
                "clear.horizon", target=worst.name, n=years[worst.target], least=NEAREST_YEARS, most=FARTHEST_YEARS
            )
        )
    elif unknown:
        evidence.append(sentence("clear.undated", n=unknown))
    if targets and not gaps:
        evidence.append(sentence("clear.path" if paths else "clear.no_path", n=paths))
    if reasons := undefined_reasons(facts, mission):
        evidence.append(sentence("record_says", reason=quoted(reasons[0])))
    return card(
        "criteria.clear",
        mission.mission.id,
        verdict,
        *evidence,
        numbers={
            "targets": float(len(targets)),
            "complete": float(len(targets) - len(gaps)),
            "with_path": float(paths),
            "shortest_horizon_years": _least(years.values()),
        },
        records=(mission.mission.id, *(standing.target for standing in targets)),
        sources=target_sources(facts, targets),
    )


def _least(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(min(known)) if known else None


def _outcome(facts: Facts, mission: MissionFacts) -> Card:
    indicators = indicators_of(facts, mission)
    outcomes = [indicator for indicator in indicators if indicator.level in OUTCOMES]
    blank = sum(indicator.level is None for indicator in indicators)
    measured = [i for i in outcomes if facts.strategy.observations_by_indicator.get(i.id)]
    levels = sorted({indicator.level for indicator in indicators if indicator.level}, key=_level_order)
    if outcomes:
        verdict = Verdict.HOLDS
        evidence = sentence("outcome.holds", n=len(outcomes), names=some([i.name for i in outcomes]))
    elif not indicators:
        verdict, evidence = Verdict.FAILS, sentence("outcome.no_indicator")
    elif blank:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("outcome.no_level", blank=blank, n=len(indicators))
    else:
        verdict = Verdict.FAILS
        found_at = [
            sentence(
                "outcome.measured",
                level=sentence(f"level.{found}"),
                names=some([i.name for i in indicators if i.level is found]),
            )
            for found in levels
        ]
        evidence = sentence("outcome.none", measured=found_at)
    return card(
        "criteria.outcome",
        mission.mission.id,
        verdict,
        evidence,
        sentence("outcome.no_figure") if outcomes and not measured else None,
        numbers={
            "indicators": float(len(indicators)),
            "outcome_indicators": float(len(outcomes)),
            "outcome_indicators_with_figures": float(len(measured)),
            "without_level": float(blank),
        },
        records=(indicator.id for indicator in indicators),
        sources=sources_of(*indicators),
    )


def _level_order(level: str) -> int:
    return ("input", "activity", "output", "outcome", "impact").index(level)


def _ambitious(facts: Facts, mission: MissionFacts) -> Card:
    thresholds = facts.thresholds
    paces = [pace(standing, thresholds) for standing in mission.targets]
    judged = [p for p in paces if p.ambition not in {Ambition.UNKNOWN, Ambition.UNSURE}]
    bad = [p for p in judged if p.ambition in _BAD]
    unsure = [p for p in paces if p.ambition is Ambition.UNSURE]
    if bad:
        verdict, shown = (
            Verdict.FAILS,
            min(bad, key=lambda p: (_BAD.index(p.ambition), -(p.ratio or 0), p.standing.target)),
        )
    elif judged and not unsure:
        verdict, shown = Verdict.HOLDS, max(judged, key=lambda p: (p.ratio or 0, p.standing.target))
    else:
        verdict, shown = Verdict.CANNOT_TELL, unsure[0] if unsure else None
    nothing = sentence("ambitious.no_trend", n=len(paces)) if paces else sentence("clear.no_target")
    evidence: list[Text | None] = [_ambition_said(shown) if shown else nothing]
    if shown and (best := best_step(shown.standing)) is not None:
        evidence.append(sentence("ambitious.best", best=rate(best, shown.standing.unit)))
    if shown and (crossed := trend_break(shown.standing)) is not None:
        evidence.append(sentence("ambitious.break", period=crossed))
    if shown:
        evidence.append(
            sentence("ambitious.limits", low=limit(thresholds.stretching), high=limit(thresholds.implausible))
        )
        if unjudged := sum(p.ambition is Ambition.UNKNOWN for p in paces):
            evidence.append(sentence("ambitious.unjudged", n=unjudged))
    return card(
        "criteria.ambitious",
        mission.mission.id,
        verdict,
        *evidence,
        numbers={
            "needed_rate": shown.needed if shown else None,
            "trend_rate": shown.trend if shown else None,
            "ambition_ratio": shown.ratio if shown else None,
            "years_to_goal": shown.standing.years_to_goal if shown else None,
            "judged": float(len(judged)),
            "targets": float(len(paces)),
        },
        records=(p.standing.target for p in paces),
        sources=observation_sources(p.standing for p in paces),
    )


def _ambition_said(shown: Pace) -> Text:
    standing = shown.standing
    assert shown.needed is not None
    assert shown.trend is not None
    said = {
        "target": standing.name,
        "needed": rate(shown.needed, standing.unit),
        "trend": rate(shown.trend, standing.unit),
    }
    if shown.ambition is Ambition.TRIVIAL and shown.needed == 0:
        return sentence("ambitious.nothing_needed", target=standing.name)
    if shown.ambition is Ambition.UNSURE:
        low, high = (standing.trend.low, standing.trend.high) if standing.trend else (None, None)
        assert low is not None
        assert high is not None
        known_to = (high - low) / 2
        said["trend"] = rate(shown.trend, standing.unit, known_to)
        ends = {"low": bare_rate(low, known_to), "high": bare_rate(high, known_to)}
        return sentence("ambitious.unsure", **said, **ends)
    if shown.ratio is None or shown.ambition is Ambition.AWAY:
        return sentence("ambitious.away", **said)
    return sentence(f"ambitious.{shown.ambition}", **said, ratio=times(shown.ratio))
