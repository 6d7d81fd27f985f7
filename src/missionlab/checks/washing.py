"""Mission washing: old money and old goals under a new name, and no decision that anybody takes differently."""

from __future__ import annotations

from collections.abc import Iterator

from missionlab.base.dates import Date
from missionlab.base.text import Money, Text
from missionlab.checks.answers import answered
from missionlab.checks.cards import at_most, card
from missionlab.checks.facts import Facts, MissionFacts, bounds, sources_of
from missionlab.checks.goals import target_sources
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, share
from missionlab.tracking.results import Standing


def cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """The cards of one mission."""
    yield _money(facts, mission)
    yield _target(facts, mission)
    if ("washing.rights", mission.mission.id) in facts.answers:
        yield answered(facts, "washing.rights", mission.mission.id)


def strategy_cards(facts: Facts) -> Iterator[Card]:
    """Cards about the whole strategy."""
    yield answered(facts, "washing.rights", None)


def _money(facts: Facts, mission: MissionFacts) -> Card:
    money = mission.funded
    reach = bounds(money.relabelled) if money else None
    low, high = reach if reach else (None, None)
    evidence: list[Text | None] = []
    if money is None:
        verdict = Verdict.CANNOT_TELL
        evidence.append(sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}")))
    elif low is None or high is None:
        verdict = Verdict.CANNOT_TELL
        reason = money.relabelled.reason
        evidence.append(sentence("relabelled.reason", reason=reason) if reason else sentence("relabelled.unknown"))
    else:
        verdict = at_most(facts.thresholds.relabelled, low, high)
        evidence.append(relabelled_said(mission, low, high))
        if money.oldest is not None and low > 0:
            evidence.append(sentence("relabelled.oldest", oldest=money.oldest, announced=mission.mission.announced))
        evidence.append(sentence("relabelled.limit", limit=share(facts.thresholds.relabelled)))
    return card(
        "washing.money",
        mission.mission.id,
        verdict,
        *evidence,
        numbers={"relabelled_low": low, "relabelled_high": high, "money": money.amount if money else None},
        records=(mission.mission.id, *(commitment.id for commitment in mission.commitments)),
        sources=(*mission.money_sources, *sources_of(mission.mission)),
    )


def relabelled_said(mission: MissionFacts, low: float, high: float) -> Text:
    """How much of the money is older than the mission: as a number, as "at least", or as "at most"."""
    money = mission.funded
    assert money is not None
    said = {"total": Money(money.amount, money.currency), "older": Money(low * money.amount, money.currency)}
    if high - low < 1e-9:
        name = "relabelled.none" if low == 0 else "relabelled.all" if low >= 1 else "relabelled.exact"
        return sentence(name, **said, low=share(low))
    if low > 0:
        return sentence("relabelled.at_least", **said, low=share(low), high=share(high))
    return sentence("relabelled.at_most", **said, high=share(high))


def older_goal(mission: MissionFacts) -> tuple[Standing, Date] | None:
    """The oldest goal that was certainly set before the mission was announced, with its date."""
    announced = mission.mission.announced
    if announced is None:
        return None
    older = [
        (version.set_on, standing.target, standing)
        for standing in mission.targets
        for version in standing.versions
        if version.set_on is not None and version.set_on.last < announced.first
    ]
    if not older:
        return None
    set_on, _, standing = min(older, key=lambda found: found[:2])
    return standing, set_on


def _target(facts: Facts, mission: MissionFacts) -> Card:
    announced, older = mission.mission.announced, older_goal(mission)
    undated = sum(all(v.set_on is None for v in standing.versions) for standing in mission.targets)
    if not mission.targets:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("older.no_target")
    elif announced is None:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("older.no_date")
    elif older is not None:
        verdict = Verdict.FAILS
        evidence = sentence("older.fails", target=older[0].name, set_on=older[1], announced=announced)
    elif undated:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("older.undated", n=undated, of=len(mission.targets))
    else:
        verdict, evidence = Verdict.HOLDS, sentence("older.holds", announced=announced)
    return card(
        "washing.target",
        mission.mission.id,
        verdict,
        evidence,
        numbers={"targets": float(len(mission.targets)), "undated": float(undated)},
        records=(mission.mission.id, *(standing.target for standing in mission.targets)),
        sources=target_sources(facts, mission.targets),
    )
