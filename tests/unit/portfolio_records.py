"""Short ways to write small portfolios in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from missionlab.portfolio.lens import portfolio
from missionlab.portfolio.results import Dimension, Portfolio, Split
from missionlab.strategy.records import About, Commitment, Mission, Project
from missionlab.strategy.strategy import Strategy

DAY = date(2024, 6, 30)


def project(id: str, **fields: Any) -> Project:  # noqa: A002
    return Project.model_validate({"id": id, "name": f"Project {id}", **fields})


def money(project: str, amount: float | None, **fields: Any) -> Commitment:
    """A public, announced commitment in pounds unless ``fields`` say otherwise."""
    plain = {"payer": "public", "basis": "announced", "currency": "GBP", "announced": "2020-03-01"}
    number = fields.pop("id", f"{project}-{fields.get('payer', '')}{fields.get('basis', '')}{amount}")
    return Commitment.model_validate({"id": number, "project": project, "amount": amount, **plain, **fields})


def mission(id: str, **fields: Any) -> Mission:  # noqa: A002
    return Mission.model_validate({"id": id, "challenge": "c", "name": f"Mission {id}", **fields})


def strategy(*records: Any, **fields: Any) -> Strategy:
    """A strategy of projects, commitments and missions in any order, and lists of other records by name."""
    about = fields.pop("about", {"currency": "GBP"})
    kinds = {"projects": Project, "commitments": Commitment, "missions": Mission}
    lists = {name: tuple(r for r in records if isinstance(r, kind)) for name, kind in kinds.items()}
    return Strategy(About.model_validate({"id": "s", "name": "S", **about}), **lists, **fields)


def looked_at(*records: Any, **fields: Any) -> Portfolio:
    basis, as_of = fields.pop("basis", None), fields.pop("as_of", DAY)
    return portfolio(strategy(*records, **fields), as_of, basis)


def amounts(found: Portfolio, dimension: Dimension) -> dict[str, float]:
    assert found.main is not None
    return by_class(found.main.by[dimension])


def by_class(split: Split) -> dict[str, float]:
    out = {c.key: c.amount for c in split.classes}
    if split.unallocated:
        out["unallocated"] = split.unallocated
    return out
