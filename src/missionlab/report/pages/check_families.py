"""The cards of the checks on a page, by the part of the method that they come from."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text, text
from missionlab.checks.results import Card, Family, Verdict
from missionlab.report.charts.status import VERDICTS, Sign


@dataclass(frozen=True, slots=True)
class CardLine:
    sign: Sign
    verdict: Text
    question: Text
    evidence: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardFamily:
    """The checks of one part of the method; long families of open questions are folded."""

    name: Text
    tally: list[Text]
    lines: list[CardLine]
    folded: bool


_OPEN = (Family.CRITERIA, Family.WASHING, Family.CAPTURE)


def families(cards: list[Card]) -> list[CardFamily]:
    """The checks by family, in the order of the method; verdicts as they come, never added up."""
    out = []
    for family in Family:
        members = [card for card in cards if card.family is family]
        if not members:
            continue
        tally = [
            text(f"report.check.tally.{VERDICTS[verdict].key}", n=number)
            for verdict in Verdict
            if (number := sum(card.verdict is verdict for card in members))
        ]
        lines = [
            CardLine(
                VERDICTS[card.verdict],
                text(f"verdict.{VERDICTS[card.verdict].key}"),
                card.question,
                card.evidence,
                card.sources,
            )
            for card in members
        ]
        out.append(CardFamily(text(f"report.check.family.{family}"), tally, lines, family not in _OPEN))
    return sorted(out, key=lambda family: family.folded)
