"""The case for and the case against each mission. The case against is never empty."""

from __future__ import annotations

from collections.abc import Mapping

from missionlab.checks import against, against_money, in_favour
from missionlab.checks.facts import Facts, MissionFacts
from missionlab.checks.points import by_weight, point
from missionlab.checks.results import Card, Case, Point, Verdict
from missionlab.checks.wording import sentence


def case(facts: Facts, mission: MissionFacts, cards: Mapping[str, Card]) -> Case:
    """Both cases, heaviest points first. ``cards`` are the mission's own, by id."""
    objections = by_weight((*against.points(facts, mission, cards), *against_money.points(facts, mission, cards)))
    reasons = by_weight(in_favour.points(facts, mission, cards))
    return Case(
        mission=mission.mission.id,
        for_=reasons or (_nothing("for.nothing", mission, cards),),
        against=objections or (_nothing("against.nothing", mission, cards),),
    )


def _nothing(said: str, mission: MissionFacts, cards: Mapping[str, Card]) -> Point:
    """What stands when the data carry no point: how many checks cannot be told for want of records."""
    unknown = sum(card.verdict is Verdict.CANNOT_TELL for card in cards.values())
    return point(
        "little-known",
        0.0,
        sentence(said, k=unknown, n=len(cards)),
        records=(mission.mission.id,),
    )
