"""Capture: who gets the money, who advises, who wins again, and against what the money was weighed."""

from __future__ import annotations

from collections.abc import Iterator

from missionlab.base.text import Money, Text
from missionlab.checks.answers import answered
from missionlab.checks.cards import at_most, card
from missionlab.checks.facts import Facts, MissionFacts, bounds, sources_of
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, share, some, times
from missionlab.portfolio.results import Dimension, Split
from missionlab.strategy.records import Actor
from missionlab.strategy.vocabulary import ProjectStatus


def cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """The cards of one mission."""
    money = mission.funded
    yield _concentration(
        facts,
        "capture.concentration",
        mission.mission.id,
        mission.split(Dimension.ACTOR),
        Money(money.amount, money.currency) if money else None,
        mission.money_sources,
    )
    yield _advice(facts, mission)
    if ("capture.opportunity", mission.mission.id) in facts.answers:
        yield answered(facts, "capture.opportunity", mission.mission.id)


def strategy_cards(facts: Facts) -> Iterator[Card]:
    """Cards about the whole strategy."""
    block = facts.block
    split = block.by.get(Dimension.ACTOR) if block else None
    total = Money(block.total, block.currency) if block else None
    yield _concentration(facts, "capture.portfolio", None, split, total, ())
    yield _repeat(facts, split, total)
    yield _counterfactual(facts)
    yield answered(facts, "capture.opportunity", None)


def _concentration(
    facts: Facts,
    question: str,
    mission: str | None,
    split: Split | None,
    total: Money | None,
    sources: tuple[str, ...],
) -> Card:
    limit = facts.thresholds.concentrated
    low, high = actor_bounds(split)
    evidence: list[Text | None] = []
    largest = split.classes[0] if split and split.classes else None
    if split is None or total is None:
        evidence.append(sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}")))
        verdict = Verdict.CANNOT_TELL
    else:
        verdict = at_most(limit, low, high)
        evidence.append(largest_said(split, total, low, high))
        evidence.append(sentence("concentration.limit", limit=share(limit)))
        if split.hhi.value is not None and split.effective_number.value is not None:
            evidence.append(
                sentence("concentration.effective", effective=times(split.effective_number.value), n=len(split.classes))
            )
    return card(
        question,
        mission,
        verdict,
        *evidence,
        numbers={
            "top_share_low": low if total else None,
            "top_share_high": high if total else None,
            "top5_share": split.top5_share.value if split else None,
            "hhi": split.hhi.value if split else None,
            "effective_number": split.effective_number.value if split else None,
            "unallocated": split.unallocated if split else None,
        },
        records=[largest.key] if largest else [],
        sources=sources,
    )


def actor_bounds(split: Split | None) -> tuple[float, float]:
    """The least and the most that one actor can have of the money, unassigned money included."""
    if split is None:
        return 0.0, 1.0
    measured = bounds(split.top_share)
    if measured is not None:
        return measured
    top = split.classes[0].share if split.classes else 0.0
    total = sum(found.amount for found in split.classes) + split.unallocated
    return top, min(1.0, top + split.unallocated / total) if total > 0 else 1.0


def largest_said(split: Split, total: Money, low: float, high: float) -> Text:
    """Who has the largest share of the money, and how far the unassigned money could raise it."""
    if not split.classes:
        return sentence("concentration.nobody", total=total)
    largest = split.classes[0]
    if high - low < 1e-9:
        name = "concentration.one" if low >= 1 else "concentration.exact"
        return sentence(name, actor=largest.name, low=share(low), total=total)
    unallocated = Money(split.unallocated, total.currency)
    return sentence("concentration.between", actor=largest.name, low=share(low), total=total, unallocated=unallocated)


def advisers_paid(facts: Facts, mission: MissionFacts) -> tuple[tuple[Actor, float], ...]:
    """Actors who advise on the mission and get some of its money, with their share, largest first."""
    split = mission.split(Dimension.ACTOR)
    if split is None:
        return ()
    found = (
        (facts.strategy.actor_by_id[paid.key], paid.share)
        for paid in split.classes
        if paid.amount > 0 and paid.key in facts.strategy.actor_by_id
    )
    return tuple((actor, part) for actor, part in found if mission.mission.id in actor.advises)


def _advice(facts: Facts, mission: MissionFacts) -> Card:
    advisers = [actor for actor in facts.strategy.actors if mission.mission.id in actor.advises]
    paid, split, money = advisers_paid(facts, mission), mission.split(Dimension.ACTOR), mission.funded
    part = sum(share_ for _, share_ in paid)
    if not advisers:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("advice.none_recorded")
    elif paid:
        verdict = Verdict.FAILS
        evidence = sentence("advice.paid", names=some([actor.name for actor, _ in paid]), n=len(paid), part=share(part))
    elif split is None or money is None:
        verdict = Verdict.CANNOT_TELL
        evidence = sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}"))
    elif split.unallocated > 0:
        verdict = Verdict.CANNOT_TELL
        evidence = sentence("advice.open", n=len(advisers), unallocated=Money(split.unallocated, money.currency))
    else:
        verdict, evidence = Verdict.HOLDS, sentence("advice.clean", n=len(advisers))
    return card(
        "capture.advice",
        mission.mission.id,
        verdict,
        evidence,
        numbers={"advisers": float(len(advisers)), "advisers_paid": float(len(paid)), "share_to_advisers": part},
        records=(actor.id for actor in advisers),
        sources=sources_of(*advisers),
    )


def _repeat(facts: Facts, split: Split | None, total: Money | None) -> Card:
    limit = facts.thresholds.concentrated
    again = [found for found in split.classes if found.projects > 1] if split else []
    low = sum(found.share for found in again)
    high = min(1.0, low + (split.unallocated / total.amount if split and total else 1.0))
    if split is None or total is None:
        verdict = Verdict.CANNOT_TELL
        evidence = sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}"))
    elif not split.classes:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("concentration.nobody", total=total)
    else:
        verdict = at_most(limit, low, high)
        said = {"k": len(again), "n": len(split.classes), "low": share(low), "limit": share(limit)}
        evidence = sentence("repeat.share", **said)
        if split.unallocated > 0:
            evidence = sentence("repeat.bounded", **said, unallocated=Money(split.unallocated, total.currency))
    return card(
        "capture.repeat",
        None,
        verdict,
        evidence,
        numbers={
            "recipients": float(len(split.classes)) if split else None,
            "repeat_winners": float(len(again)) if split else None,
            "repeat_share_low": low if total else None,
            "repeat_share_high": high if total else None,
        },
        records=(found.key for found in again),
    )


def _counterfactual(facts: Facts) -> Card:
    live = [p for p in facts.strategy.projects if p.status is not ProjectStatus.STOPPED]
    naming = [p for p in live if any(above.counterfactual for above in facts.lineage(p))]
    if not live:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("counterfactual.no_project")
    else:
        verdict = Verdict.HOLDS if len(naming) == len(live) else Verdict.CANNOT_TELL
        evidence = sentence("counterfactual.named", k=len(naming), n=len(live))
    return card(
        "capture.counterfactual",
        None,
        verdict,
        evidence,
        numbers={"projects": float(len(live)), "with_counterfactual": float(len(naming))},
        records=(project.id for project in naming),
        sources=sources_of(*naming),
    )
