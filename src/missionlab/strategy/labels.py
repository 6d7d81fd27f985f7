"""How findings name a record: by what it is and its id, as a person would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from missionlab.strategy.records import Answer, Distance, ExchangeRate, Observation, Record
from missionlab.strategy.strategy import RECORD_TYPES

NOUNS: Mapping[str, str] = {
    "challenges": "challenge",
    "missions": "mission",
    "indicators": "indicator",
    "targets": "target",
    "observations": "observation",
    "projects": "project",
    "commitments": "commitment",
    "outcome_models": "outcome model",
    "funds": "fund",
    "aid_rules": "aid rule",
    "limits": "limit",
    "reviews": "review",
    "signposts": "signpost",
    "rules": "rule",
    "actions": "action",
    "pilots": "pilot",
    "actors": "actor",
    "sectors": "sector",
    "places": "place",
    "distances": "distance",
    "exchange_rates": "exchange rate",
    "answers": "answer",
    "assumptions": "assumption",
    "sources": "source",
}
"""The word for one record of a list."""

LIST_OF: Mapping[type[Record], str] = {kind: name for name, kind in RECORD_TYPES.items()}
"""The name of the list that holds records of a type."""


def label(record: Record) -> str:
    """``mission 'uk-age'``, ``observation of 'hle-men' for 2018 (published 2020-01)``."""
    match record:
        case Observation():
            return f"observation of '{record.indicator}' for {record.period} (published {record.vintage})"
        case Distance():
            return f"distance between '{record.first}' and '{record.second}'"
        case ExchangeRate():
            return f"exchange rate {record.base} to {record.quote} on {record.on}"
        case Answer():
            whose = f" for mission '{record.mission}'" if record.mission else ""
            return f"answer to '{record.question}'{whose}"
    name = LIST_OF.get(type(record))
    return f"{NOUNS[name]} '{record.key}'" if name else f"strategy '{record.key}'"


def raw_label(list_name: str, values: Mapping[str, Any]) -> str:
    """The same for a record that could not be read as one."""
    noun = NOUNS.get(list_name, "strategy")
    name = values.get("id") or (values.get("indicator") if list_name == "observations" else None)
    if not isinstance(name, str | int | float) or isinstance(name, bool):
        return f"this {noun}"
    short = str(name)[:80]
    return f"observation of '{short}'" if list_name == "observations" else f"{noun} '{short}'"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def some(ids: list[str], most: int = 8) -> str:
    """A list of ids for a message, cut after ``most`` of them with the number that is left."""
    listed = ", ".join(ids[:most])
    return f"{listed} and {len(ids) - most} more" if len(ids) > most else listed
