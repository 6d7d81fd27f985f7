"""The case against a mission, from its money, its projects and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from missionlab.base.text import Money
from missionlab.checks.capture import actor_bounds, advisers_paid, largest_said
from missionlab.checks.facts import Facts, MissionFacts, bounds, sources_of
from missionlab.checks.goals import observation_sources, target_sources
from missionlab.checks.points import from_card, point
from missionlab.checks.results import Card, Point, Verdict
from missionlab.checks.roar import overdue, unserved_needs
from missionlab.checks.washing import relabelled_said
from missionlab.checks.wording import quoted, sentence, share, some
from missionlab.portfolio.results import Dimension
from missionlab.strategy.vocabulary import SourceKind

_SPLITS = (Dimension.STAGE, Dimension.SECTOR, Dimension.ACTOR)
_FROM_CARDS = {
    "criteria.bold": ("not-bold", 0.6),
    "criteria.solutions": ("single-solution", 0.5),
    "criteria.cross": ("narrow", 0.55),
    "roar.rewards": ("public-risk-private-gain", 0.5),
    "roar.credible": ("not-credible", 0.8),
    "litmus.gate": ("wrong-tool", 0.6),
    "washing.target": ("old-goal", 0.45),
    "washing.rights": ("no-new-decision", 0.5),
    "capture.opportunity": ("no-opportunity-cost", 0.4),
}
"""Cards whose failure is an objection as it stands, with its code and weight."""


def points(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    """What the money, the projects and the sources say against the mission."""
    yield from _unfunded(facts, mission, cards)
    yield from _relabelled(facts, mission)
    yield from _concentrated(facts, mission)
    yield from _stages(facts, mission)
    yield from _unsplit(mission)
    yield from _private(facts, mission)
    yield from _captured(facts, mission)
    yield from _needs(mission)
    yield from _review(facts, mission)
    yield from _sources(facts, mission)
    for question, (code, weight) in _FROM_CARDS.items():
        if question in cards and cards[question].verdict is Verdict.FAILS:
            yield from_card(code, weight, cards[question])


def _unfunded(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Iterator[Point]:
    without = set(facts.portfolio.unfunded_projects)
    unfunded = [project for project in mission.projects if project.id in without]
    if mission.projects and len(unfunded) < len(mission.projects):
        if unfunded:
            yield from_card("unfunded", 0.8 * len(unfunded) / len(mission.projects), cards["roar.money"])
        return
    reasons = [project.undefined for project in mission.projects if project.undefined]
    yield point(
        "unfunded",
        1.0,
        sentence("against.unfunded"),
        sentence("record_says", reason=quoted(reasons[0])) if reasons else None,
        records=(mission.mission.id, *(project.id for project in unfunded)),
        sources=mission.money_sources,
    )


def _relabelled(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    reach = bounds(mission.funded.relabelled) if mission.funded else None
    if reach is None or reach[0] < facts.thresholds.small_class:
        return
    oldest, announced = mission.funded.oldest if mission.funded else None, mission.mission.announced
    dated = oldest is not None and announced is not None
    yield point(
        "relabelled",
        reach[0],
        relabelled_said(mission, *reach),
        sentence("relabelled.oldest", oldest=oldest, announced=announced) if dated else None,
        records=(mission.mission.id, *(project.id for project in mission.projects)),
        sources=mission.money_sources,
    )


def _concentrated(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    money, limit = mission.funded, facts.thresholds.concentrated
    if money is None:
        return
    total = Money(money.amount, money.currency)
    actors = mission.split(Dimension.ACTOR)
    if actors is not None and actors.classes:
        low, high = actor_bounds(actors)
        if low > limit:
            yield point(
                "concentrated",
                low,
                largest_said(actors, total, low, high),
                records=(mission.mission.id, actors.classes[0].key),
                sources=mission.money_sources,
            )
    if mission.lines and (part := mission.lines[0][1] / money.amount) > limit:
        project = mission.lines[0][0]
        alone = part > 1 - 1e-9
        said = sentence("against.one_project", project=project.name, share=share(part), total=total)
        yield point(
            "one-project",
            0.6 * part,
            sentence("against.one_project_all", project=project.name, total=total) if alone else said,
            records=(mission.mission.id, project.id),
            sources=mission.money_sources,
        )


def _stages(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    split, money = mission.split(Dimension.STAGE), mission.funded
    if split is None or money is None or not any(found.amount > 0 for found in split.classes):
        return
    missing = [cover.stage for cover in money.stages if not cover.covered]
    if missing:
        yield point(
            "stage-gap",
            0.4 * len(missing) / len(money.stages),
            sentence(
                "against.stages",
                small=share(facts.thresholds.small_class),
                stages=[sentence(f"stage.{stage}") for stage in missing],
            ),
            records=(mission.mission.id,),
            sources=mission.money_sources,
        )


def _unsplit(mission: MissionFacts) -> Iterator[Point]:
    money = mission.funded
    if money is None:
        return
    parts = {
        dimension: split.unallocated / money.amount
        for dimension in _SPLITS
        if (split := mission.split(dimension)) is not None and split.unallocated > 0.05 * money.amount
    }
    if parts:
        said = [
            sentence(
                f"against.no_{dimension}_at_all" if part > 1 - 1e-9 else f"against.no_{dimension}", part=share(part)
            )
            for dimension, part in parts.items()
        ]
        yield point(
            "unsplit",
            0.45 * max(parts.values()),
            sentence("against.unsplit", parts=said),
            records=(mission.mission.id, *(project.id for project in mission.projects)),
            sources=mission.money_sources,
        )


def _private(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    money = mission.funded
    if money is None or not 0 < money.private < money.amount:
        return
    said = sentence(
        "against.private",
        private=Money(money.private, money.currency),
        public=Money(money.amount, money.currency),
        basis=sentence(f"basis.{facts.portfolio.basis}"),
    )
    weight = 0.3 * (1 - money.private / money.amount)
    yield point("weak-private", weight, said, records=(mission.mission.id,), sources=mission.money_sources)


def _captured(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    if paid := advisers_paid(facts, mission):
        part = sum(share_ for _, share_ in paid)
        yield point(
            "capture",
            0.5 + 0.5 * part,
            sentence("advice.paid", names=some([actor.name for actor, _ in paid]), n=len(paid), part=share(part)),
            records=(mission.mission.id, *(actor.id for actor, _ in paid)),
            sources=sources_of(*(actor for actor, _ in paid)),
        )


def _needs(mission: MissionFacts) -> Iterator[Point]:
    if missing := unserved_needs(mission):
        yield point(
            "unserved-need",
            0.5 * len(missing) / len(mission.mission.needs),
            sentence("against.needs", needs=some(missing), n=len(missing)),
            records=(mission.mission.id,),
            sources=mission.mission.sources,
        )


def _review(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    late = overdue(facts, mission)
    if late is not None:
        yield point("no-review", 0.35, sentence("assessment.overdue", due=late), records=(mission.mission.id,))
    elif mission.mission.next_review is None and not any(p.next_review for p in mission.live):
        yield point("no-review", 0.25, sentence("against.no_review"), records=(mission.mission.id,))


def _sources(facts: Facts, mission: MissionFacts) -> Iterator[Point]:
    keys = {
        *sources_of(mission.mission),
        *target_sources(facts, mission.standings),
        *observation_sources(mission.standings),
        *mission.money_sources,
    }
    known = [facts.strategy.source_by_id[key] for key in sorted(keys) if key in facts.strategy.source_by_id]
    weak = [source for source in known if source.kind in {SourceKind.COPY, SourceKind.PRESS}]
    if weak and 2 * len(weak) >= len(known):
        yield point(
            "weak-sources",
            0.2 * len(weak) / len(known),
            sentence("against.sources", k=len(weak), n=len(known)),
            records=(mission.mission.id,),
            sources=(source.id for source in weak),
        )
