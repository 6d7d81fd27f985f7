"""The documented JSON and the table of ``missionlab check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from missionlab.base.text import say
from missionlab.checks.results import Card, Case, Checked, Point

if TYPE_CHECKING:
    import pandas as pd


def checked_json(checked: Checked) -> dict[str, Any]:
    """What ``check.schema.json`` describes: sentences in English, unknown numbers ``None``."""
    return {
        "strategy": checked.strategy,
        "as_of": checked.as_of.isoformat(),
        "fingerprint": checked.fingerprint,
        "findings": [finding.to_json() for finding in checked.findings],
        "cards": [_card(card) for card in checked.cards],
        "cases": [_case(case) for case in checked.cases],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "family": str(card.family),
        "mission": card.mission,
        "question": say(card.question),
        "verdict": str(card.verdict),
        "evidence": say(card.evidence),
        "numbers": dict(card.numbers),
        "records": list(card.records),
        "sources": list(card.sources),
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "mission": case.mission,
        "for": [_point(point) for point in case.for_],
        "against": [_point(point) for point in case.against],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "code": point.code,
        "text": say(point.text),
        "weight": point.weight,
        "records": list(point.records),
        "sources": list(point.sources),
    }


def checked_frame(checked: Checked) -> pd.DataFrame:
    """One row per card: the columns of the JSON; records and sources joined with ``; ``, numbers as JSON."""
    import json

    import pandas as pd

    columns = ("id", "family", "mission", "question", "verdict", "evidence", "numbers", "records", "sources")
    rows = [
        _card(card)
        | {
            "numbers": json.dumps(dict(card.numbers), sort_keys=True),
            "records": "; ".join(card.records),
            "sources": "; ".join(card.sources),
        }
        for card in checked.cards
    ]
    return pd.DataFrame(rows, columns=list(columns))
