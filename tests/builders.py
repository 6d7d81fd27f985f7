"""Small strategies for tests, put together in memory from as few words as possible.

``strategy(mission("m"), target("t", "m"), ...)`` sorts records into their lists; every helper fills in what a test
does not care about with values that satisfy the rules.
"""

from __future__ import annotations

from typing import Any

from missionlab.strategy.records import (
    About,
    Actor,
    Answer,
    Baseline,
    Break,
    Challenge,
    Commitment,
    Contribution,
    Indicator,
    Mission,
    Observation,
    Project,
    Record,
    Sector,
    Source,
    Target,
    TargetVersion,
)
from missionlab.strategy.strategy import RECORD_TYPES, Strategy

__all__ = ["Baseline", "Break", "Challenge", "Contribution"]


def strategy(*records: Record, **about: Any) -> Strategy:
    """A strategy of ``records``, each in the list of its type, with the challenges that its missions name."""
    lists: dict[str, list[Record]] = {name: [] for name in RECORD_TYPES}
    names = {kind: name for name, kind in RECORD_TYPES.items()}
    for record in records:
        lists[names[type(record)]].append(record)
    known = {record.key for record in lists["challenges"]}
    wanted = dict.fromkeys(m.challenge for m in lists["missions"] if m.challenge not in known)
    lists["challenges"] += [Challenge(id=id_, name=id_.title()) for id_ in wanted]
    fields = {"id": "test", "name": "Test strategy", "currency": "GBP", **about}
    return Strategy(about=About(**fields), **{name: tuple(found) for name, found in lists.items()})


def mission(id_: str, **fields: Any) -> Mission:
    return Mission(
        **{"id": id_, "challenge": "challenge", "name": f"Mission {id_}", "announced": "2018-05-21", **fields}
    )


def indicator(id_: str, **fields: Any) -> Indicator:
    defaults = {
        "name": f"Indicator {id_}",
        "definition": "Counted once a year.",
        "unit": "%",
        "better": "higher",
        "level": "outcome",
        "kind": "share",
    }
    return Indicator(**{"id": id_, **defaults, **fields})


def version(number: int = 1, **fields: Any) -> TargetVersion:
    defaults = {
        "set_on": "2018-05-21",
        "value": 75,
        "year": 2028,
        "comparator": "at least",
        "baseline": Baseline(period=2018, value=54),
    }
    return TargetVersion(**{"number": number, **defaults, **fields})


def target(id_: str, of: str, indicator_id: str | None, *versions: TargetVersion, **fields: Any) -> Target:
    """A target of the mission ``of``; without versions, one goal of 75 % by 2028 from 54 % in 2018."""
    defaults = {"name": f"Target {id_}", "mission": of, "indicator": indicator_id}
    return Target(**{"id": id_, **defaults, "versions": versions or (version(),), **fields})


def series(indicator_id: str, values: dict[Any, float], **fields: Any) -> list[Observation]:
    """Observations by period, each published in the June after it."""
    return [
        Observation(
            **{
                "indicator": indicator_id,
                "period": period,
                "value": value,
                "vintage": f"{int(str(period)[:4]) + 1}-06-01",
                **fields,
            }
        )
        for period, value in values.items()
    ]


def actor(id_: str, kind: str = "firm", **fields: Any) -> Actor:
    return Actor(**{"id": id_, "name": id_.title(), "kind": kind, **fields})


def sector(id_: str) -> Sector:
    return Sector(id=id_, name=id_.title())


def source(id_: str, **fields: Any) -> Source:
    return Source(**{"id": id_, "title": id_.title(), **fields})


def project(id_: str, *missions: str, **fields: Any) -> Project:
    """A project for ``missions``, in equal shares."""
    shares = {m: 1 / len(missions) for m in missions}
    return Project(**{"id": id_, "name": f"Project {id_}", "missions": shares, "announced": "2019-01-01", **fields})


def money(project_id: str, amount: float | None, **fields: Any) -> Commitment:
    """Public money announced for a project, in pounds."""
    defaults = {
        "id": f"{project_id}-money",
        "project": project_id,
        "payer": "public",
        "basis": "announced",
        "amount": amount,
        "currency": "GBP",
        "announced": "2019-01-01",
        "instrument": "grant",
    }
    return Commitment(**{**defaults, **fields})


def answer(question: str, value: str, **fields: Any) -> Answer:
    return Answer(**{"question": question, "value": value, "reason": "Because it says so.", "by": "A. Rater", **fields})
