"""Routes, organisations, assessment, risks and rewards: whether a mission can be carried, learnt from and shared."""

from __future__ import annotations

from collections.abc import Iterator

from missionlab.base.dates import Date
from missionlab.base.text import Money, Text
from missionlab.checks.answers import read_answers
from missionlab.checks.cards import all_hold, at_least, card
from missionlab.checks.facts import Facts, MissionFacts, bounds, sources_of
from missionlab.checks.results import Card, Verdict
from missionlab.checks.wording import sentence, share, some
from missionlab.strategy.vocabulary import Instrument, Payer, ProjectStatus

AT_RISK = frozenset(
    {Instrument.EQUITY, Instrument.LOAN, Instrument.GUARANTEE, Instrument.GRANT, Instrument.REPAYABLE_GRANT}
)
"""Instruments with which the public purse carries the risk of a failure."""


def cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """The cards of one mission."""
    yield _routes(facts, mission)
    yield _organisations(facts, mission)
    yield _assessment(facts, mission)
    yield _rewards(mission)
    yield _money(facts, mission)
    yield from _credible(facts, mission)


def strategy_cards(facts: Facts) -> Iterator[Card]:
    """Cards about the whole strategy."""
    yield _phase_out(facts)


def unserved_needs(mission: MissionFacts) -> tuple[str, ...]:
    """Needs of the mission that no live project says it serves, in the mission's order."""
    served = {need for project in mission.live for need in project.serves}
    return tuple(need for need in mission.mission.needs if need not in served)


def _routes(facts: Facts, mission: MissionFacts) -> Card:
    needs, missing = mission.mission.needs, unserved_needs(mission)
    silent = sum(not project.serves for project in mission.leaves)
    reading = read_answers(facts, "roar.routes", mission.mission.id)
    if not needs:
        verdict, computed = reading.verdict, sentence("routes.no_needs")
    else:
        hidden = missing and silent
        counted = Verdict.CANNOT_TELL if hidden else Verdict.FAILS if missing else Verdict.HOLDS
        name = "routes.hidden" if hidden else "routes.missing" if missing else "routes.served"
        computed = sentence(
            name, needs=some(missing or needs), served=len(needs) - len(missing), of=len(needs), n=silent
        )
        verdict = all_hold((counted, reading.verdict)) if reading.answers else counted
    return card(
        "roar.routes",
        mission.mission.id,
        verdict,
        computed,
        reading.text if reading.answers else None,
        numbers={"needs": float(len(needs)), "served": float(len(needs) - len(missing))} | reading.numbers,
        records=(mission.mission.id, *(p.id for p in mission.live if p.serves), *reading.records),
        sources=(*sources_of(mission.mission), *reading.sources),
    )


def _organisations(facts: Facts, mission: MissionFacts) -> Card:
    owner = mission.mission.owner
    actor = facts.strategy.actor_by_id.get(owner) if owner else None
    reading = read_answers(facts, "roar.organisations", mission.mission.id)
    evidence = sentence("organisations.owner", owner=actor.name) if actor else sentence("organisations.no_owner")
    verdict = reading.verdict
    if actor is None and verdict is Verdict.HOLDS:
        verdict = Verdict.CANNOT_TELL
    return card(
        "roar.organisations",
        mission.mission.id,
        verdict,
        evidence,
        reading.text if reading.answers else sentence("organisations.no_evidence"),
        numbers={"owners": float(actor is not None)} | reading.numbers,
        records=(mission.mission.id, *([actor.id] if actor else []), *reading.records),
        sources=(*sources_of(mission.mission, actor), *reading.sources),
    )


def overdue(facts: Facts, mission: MissionFacts) -> Date | None:
    """The date on which a review was due and, as far as is known, not held."""
    due, held = mission.mission.next_review, mission.mission.reviewed_on
    late = due is not None and due.last < facts.as_of and (held is None or held < due)
    return due if late else None


def _assessment(facts: Facts, mission: MissionFacts) -> Card:
    projects = mission.leaves
    with_rule = {rule.project for rule in facts.strategy.rules}
    ruled = [p for p in projects if p.next_review is not None and (p.review_rule is not None or p.id in with_rule)]
    due, late = mission.mission.next_review, overdue(facts, mission)
    evidence: list[Text | None] = []
    if late is not None:
        evidence.append(sentence("assessment.overdue", due=late))
        verdict = Verdict.FAILS
    elif due is None:
        evidence.append(sentence("assessment.no_date"))
        verdict = Verdict.CANNOT_TELL
    else:
        evidence.append(sentence("assessment.date", due=due))
        verdict = Verdict.HOLDS if projects and len(ruled) == len(projects) else Verdict.CANNOT_TELL
    if projects:
        evidence.append(sentence("assessment.rules", k=len(ruled), n=len(projects)))
    if mission.mission.reviewed_on is not None:
        evidence.append(sentence("assessment.reviewed", on=mission.mission.reviewed_on))
    return card(
        "roar.assessment",
        mission.mission.id,
        verdict,
        *evidence,
        numbers={"projects": float(len(projects)), "projects_with_date_and_rule": float(len(ruled))},
        records=(mission.mission.id, *(project.id for project in ruled)),
        sources=sources_of(mission.mission, *ruled),
    )


def _rewards(mission: MissionFacts) -> Card:
    risky = [c for c in mission.commitments if c.payer is Payer.PUBLIC and c.instrument in AT_RISK]
    unknown = sum(c.payer is Payer.PUBLIC and c.instrument is None for c in mission.commitments)
    none = [c for c in risky if c.upside_share == 0]
    shared = [c for c in risky if c.upside_share is not None and c.upside_share > 0]
    if none:
        verdict, evidence = Verdict.FAILS, sentence("rewards.nothing", n=len(none), of=len(risky))
    elif not risky:
        verdict = Verdict.CANNOT_TELL
        evidence = sentence("rewards.unknown", n=unknown) if unknown else sentence("rewards.no_risk")
    elif len(shared) == len(risky) and not unknown:
        verdict, evidence = Verdict.HOLDS, sentence("rewards.shared", n=len(risky))
    else:
        verdict = Verdict.CANNOT_TELL
        evidence = sentence("rewards.partly", k=len(shared), n=len(risky) + unknown)
    return card(
        "roar.rewards",
        mission.mission.id,
        verdict,
        evidence,
        numbers={
            "public_at_risk": float(len(risky)),
            "with_upside": float(len(shared)),
            "without_upside": float(len(none)),
            "instrument_unknown": float(unknown),
        },
        records=(commitment.id for commitment in risky),
        sources=sources_of(*risky),
    )


def _money(facts: Facts, mission: MissionFacts) -> Card:
    without = set(facts.portfolio.unfunded_projects)
    unfunded = [project for project in mission.projects if project.id in without]
    money = mission.funded
    total = sentence("money.total", amount=Money(money.amount, money.currency)) if money else None
    if not mission.projects:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("money.no_project")
    elif unfunded:
        verdict = Verdict.FAILS
        evidence = sentence(
            "money.unfunded", k=len(unfunded), n=len(mission.projects), names=some([p.name for p in unfunded])
        )
    else:
        verdict, evidence = Verdict.HOLDS, sentence("money.funded", n=len(mission.projects))
    return card(
        "roar.money",
        mission.mission.id,
        verdict,
        evidence,
        total or sentence("no_money", basis=sentence(f"basis.{facts.portfolio.basis}")),
        numbers={
            "projects": float(len(mission.projects)),
            "unfunded": float(len(unfunded)),
            "money": money.amount if money else None,
        },
        records=(project.id for project in mission.projects),
        sources=mission.money_sources,
    )


def _credible(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    """A card only where projects say what they will add to a target."""
    found = [
        (standing, reach)
        for standing in mission.targets
        if (reach := bounds(facts.portfolio.credible.get(standing.target))) is not None
    ]
    if not found:
        return
    weakest, reach = min(found, key=lambda pair: (pair[1], pair[0].target))
    yield card(
        "roar.credible",
        mission.mission.id,
        all_hold(at_least(1.0, *one) for _, one in found),
        sentence("credible.covered", target=weakest.name, covered=share(reach[0]))
        if reach[0] == reach[1]
        else sentence("credible.between", target=weakest.name, low=share(reach[0]), high=share(reach[1])),
        numbers={"credible_low": reach[0], "credible_high": reach[1]},
        records=(
            *(standing.target for standing, _ in found),
            *(p.id for p in mission.live if any(c.target == weakest.target for c in p.contributions)),
        ),
        sources=(s for p in mission.live for c in p.contributions for s in sources_of(c)),
    )


def _phase_out(facts: Facts) -> Card:
    live = [p for p in facts.strategy.projects if p.status is not ProjectStatus.STOPPED]
    ending = sorted((p for p in live if p.phases_out), key=lambda p: p.id)
    blank = sum(p.phases_out is None for p in live)
    if ending:
        verdict = Verdict.HOLDS
        evidence = sentence("phase_out.holds", n=len(ending), of=len(live), names=some([p.name for p in ending]))
    elif not live:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("phase_out.no_project")
    elif blank:
        verdict, evidence = Verdict.CANNOT_TELL, sentence("phase_out.blank", k=blank, n=len(live))
    else:
        verdict, evidence = Verdict.FAILS, sentence("phase_out.fails", n=len(live))
    return card(
        "roar.phase_out",
        None,
        verdict,
        evidence,
        numbers={"projects": float(len(live)), "phase_out": float(len(ending)), "unknown": float(blank)},
        records=(project.id for project in ending),
        sources=sources_of(*ending),
    )
