"""``check``: the findings, the method's checks as cards, and the case for and against each mission."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from missionlab.base.findings import Finding, in_order
from missionlab.checks import capture, criteria, litmus, mission_map, oecd, roar, washing
from missionlab.checks.cases import case
from missionlab.checks.facts import Facts, MissionFacts
from missionlab.checks.questions import QUESTIONS, unknown_questions
from missionlab.checks.results import Card, Checked
from missionlab.portfolio.results import Portfolio
from missionlab.strategy.proposals import counted_on
from missionlab.strategy.review_days import with_review_days
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.tracking.results import Standings

_ORDER = {question: number for number, question in enumerate(QUESTIONS)}


def check(
    strategy: Strategy,
    as_of: date | None = None,
    *,
    standings: Standings | None = None,
    money: Portfolio | None = None,
) -> Checked:
    """What the records, the method and the data say about ``strategy`` as known at the end of ``as_of``.

    ``standings`` and ``money`` are what ``track`` and ``portfolio`` gave for the same strategy and day, where the
    caller has them already; without ``as_of``, their day counts, or else today.
    """
    known = standings or money
    day = as_of or (known.as_of if known is not None else date.today())
    if standings is None:
        from missionlab.tracking.track import standings_of

        standings = standings_of(strategy, day)
    if money is None:
        from missionlab.portfolio.lens import portfolio

        money = portfolio(strategy, day)
    counted = counted_on(as_known_on(strategy, day), money.basis)
    facts = Facts(with_review_days(counted, day), day, standings, money)
    own = {mission.mission.id: tuple(_in_order(_mission_cards(facts, mission))) for mission in facts.missions}
    return Checked(
        strategy=strategy.about.id,
        as_of=day,
        fingerprint=strategy.fingerprint,
        findings=_findings(strategy, facts),
        cards=(*(c for cards in own.values() for c in cards), *_in_order(_strategy_cards(facts))),
        cases=tuple(
            case(facts, mission, {found.id: found for found in own[mission.mission.id]}) for mission in facts.missions
        ),
    )


def _mission_cards(facts: Facts, mission: MissionFacts) -> Iterator[Card]:
    yield from criteria.cards(facts, mission)
    yield from roar.cards(facts, mission)
    yield from oecd.cards(facts, mission.mission.id)
    yield from litmus.cards(facts, mission)
    yield from washing.cards(facts, mission)
    yield from capture.cards(facts, mission)


def _strategy_cards(facts: Facts) -> Iterator[Card]:
    yield from mission_map.strategy_cards(facts)
    yield from roar.strategy_cards(facts)
    yield from oecd.strategy_cards(facts)
    yield from washing.strategy_cards(facts)
    yield from capture.strategy_cards(facts)


def _in_order(cards: Iterator[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: _ORDER[card.id])


def _findings(strategy: Strategy, facts: Facts) -> tuple[Finding, ...]:
    """What the rules find in the records, and what the money, the series and the checks find beyond them."""
    from missionlab.evidence.breaks import break_findings
    from missionlab.strategy.rules import findings_of

    return in_order(
        (
            *findings_of(strategy),
            *facts.portfolio.findings,
            *break_findings(facts.strategy),
            *unknown_questions(strategy),
        )
    )
