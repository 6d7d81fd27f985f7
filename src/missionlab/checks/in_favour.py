"""The case for a mission, from the data alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missionlab.base.text import Chance, Money
from missionlab.checks.facts import Facts, MissionFacts, bounds
from missionlab.checks.goals import in_force, observation_sources
from missionlab.checks.points import from_card, point, weight_of_one
from missionlab.checks.results import Card, Point, Verdict
from missionlab.checks.washing import relabelled_said
from missionlab.checks.wording import level, sentence, share
from missionlab.strategy.vocabulary import Payer
from missionlab.tracking.results import Bound, ChangeKind, Standing, Status

_FROM_CARDS = {
    "criteria.bold": ("bold", 0.5),
    "criteria.clear": ("clear", 0.55),
    "criteria.outcome": ("outcome", 0.45),
    "criteria.ambitious": ("stretching", 0.4),
    "criteria.cross": ("cross-sector", 0.5),
    "criteria.solutions": ("rival-solutions", 0.45),
    "roar.routes": ("needs-served", 0.4),
    "roar.organisations": ("capable-owner", 0.35),
    "roar.assessment": ("review", 0.35),
    "roar.rewards": ("shared-reward", 0.4),
    "roar.credible": ("credible", 0.8),
    "litmus.gate": ("right-tool", 0.4),
    "washing.rights": ("new-decisions", 0.4),
}
"""Cards that speak for the mission when they hold, with the point's code and weight."""


def points(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    """What speaks for the mission."""
    part = weight_of_one(len(mission.targets))
    for standing in mission.targets:
        yield from _result(standing, part)
        yield from _progress(standing, part)
        yield from _path(standing, part)
        yield from _tightened(standing, part)
    yield from _co_investment(facts, mission)
    yield from _patient(facts, mission)
    yield from _new_money(mission, cards)
    for question, (code, weight) in _FROM_CARDS.items():
        if question == "criteria.outcome" and not dict(cards[question].numbers)["outcome_indicators_with_figures"]:
            continue
        if question in cards and cards[question].verdict is Verdict.HOLDS:
            yield from_card(code, weight, cards[question])


def _result(standing: Standing, part: float) -> Iterator[Point]:
    records, sources = (standing.target,), observation_sources([standing])
    if standing.status is Status.MET and standing.latest is not None:
        said = sentence(
            "for.met",
            target=standing.name,
            value=level(standing.latest.value, standing.unit),
            period=standing.latest.period,
        )
        yield point("met", part, said, records=records, sources=sources)
    elif standing.status is Status.ON_TRACK:
        said = sentence("for.on_track", target=standing.name)
        if standing.probability is not None and standing.probability_bound is not Bound.AT_MOST:
            said = sentence("for.on_track_chance", target=standing.name, chance=Chance(standing.probability))
        elif standing.over_the_line:
            said = sentence("for.over_the_line", target=standing.name)
        yield point("on-track", 0.9 * part, said, records=records, sources=sources)


def _progress(standing: Standing, part: float) -> Iterator[Point]:
    """Progress only where the figures compare: no level break since the baseline, and not by revision alone."""
    start, latest, closed = standing.baseline, standing.latest, standing.gap_closed
    if start is None or latest is None or closed is None or closed <= 0 or not start.period < latest.period:
        return
    if standing.status is Status.MET_BY_REVISION or _fades_without_revisions(standing):
        return
    if standing.series and any(start.period < b.period <= latest.period for b in standing.series.breaks):
        return
    said = sentence(
        "for.progress",
        target=standing.name,
        start=level(start.value, standing.unit),
        start_period=start.period,
        value=level(latest.value, standing.unit),
        period=latest.period,
    )
    tail = sentence("for.closed", closed=share(min(closed, 1.0)))
    weight = part * min(1.0, closed)
    yield point("progress", weight, said, tail, records=(standing.target,), sources=observation_sources([standing]))


def _fades_without_revisions(standing: Standing) -> bool:
    without, start, goal = standing.without_revisions, standing.baseline, standing.goal
    if without is None or start is None or goal is None or not standing.revisions:
        return False
    return (without - start.value) * (goal.value - start.value) <= 0


def _path(standing: Standing, part: float) -> Iterator[Point]:
    version = in_force(standing)
    if version is None or len(version.path) < 2:
        return
    first, last = min(version.path), max(version.path)
    said = sentence(
        "for.path",
        target=standing.name,
        first=level(version.path[first], standing.unit),
        first_year=first,
        last=level(version.path[last], standing.unit),
        last_year=last,
    )
    yield point("path", 0.6 * part, said, records=(standing.target,), sources=version.sources)


def _tightened(standing: Standing, part: float) -> Iterator[Point]:
    tightened = [change for change in standing.changes if change.kind is ChangeKind.TIGHTENED]
    if not tightened:
        return
    last = tightened[-1]
    said = sentence("for.tightened", target=standing.name, n=len(tightened))
    tail = sentence("for.tightened_on", on=last.set_on) if last.set_on else None
    sources = (source for version in standing.versions for source in version.sources)
    yield point("tightened", 0.4 * part, said, tail, records=(standing.target,), sources=sources)


def _new_money(mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    card = cards["washing.money"]
    reach = bounds(mission.funded.relabelled) if mission.funded else None
    if card.verdict is Verdict.HOLDS and reach is not None:
        said = relabelled_said(mission, *reach)
        yield point("new-money", 0.5 * (1 - reach[1]), said, records=card.records, sources=card.sources)


def _co_investment(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    money = mission.money
    if money is None or money.private <= 0:
        return
    private, basis = Money(money.private, money.currency), sentence(f"basis.{facts.portfolio.basis}")
    said = sentence("for.private_alone", private=private, basis=basis)
    weight = 0.5
    if money.amount > 0:
        public = Money(money.amount, money.currency)
        said = sentence("for.private", private=private, public=public, basis=basis)
        weight = 0.5 * min(1.0, money.private / money.amount)
    yield point(
        "co-investment", weight, said, sentence("for.not_additional"),
        records=(mission.mission.id,), sources=mission.money_sources,
    )  # fmt: skip


def _patient(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    horizon = facts.thresholds.patient_years
    public = [c for c in mission.commitments if c.payer is Payer.PUBLIC and c.basis is facts.portfolio.basis]
    patient = [c for c in public if c.tenor_years is not None and c.tenor_years >= horizon]
    if patient:
        yield point(
            "patient",
            0.4 * len(patient) / len(public),
            sentence("for.patient", k=len(patient), n=len(public), years=horizon),
            records=(commitment.id for commitment in patient),
            sources=(source for commitment in patient for source in commitment.sources),
        )
