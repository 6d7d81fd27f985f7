"""How one point of a case is put together, and in which order points stand."""

from __future__ import annotations

from collections.abc import Iterable

from missionlab.base.text import Text
from missionlab.checks.results import Card, Point
from missionlab.checks.wording import together


def point(
    code: str, weight: float, *texts: Text | None, records: Iterable[str] = (), sources: Iterable[str] = ()
) -> Point:
    """A point with ``weight`` held between 0 and 1, records and sources once each and in order."""
    return Point(
        code=code,
        text=together(*texts),
        weight=round(min(1.0, max(0.0, weight)), 6),
        records=tuple(sorted(set(records))),
        sources=tuple(sorted(set(sources))),
    )


def from_card(code: str, weight: float, found: Card) -> Point:
    """A point that says what a card found."""
    return point(code, weight, found.evidence, records=found.records, sources=found.sources)


def weight_of_one(targets: int) -> float:
    """Weight of what concerns one of ``targets``: the root of its part, so that one of many is still seen."""
    return max(1, targets) ** -0.5


def by_weight(points: Iterable[Point]) -> tuple[Point, ...]:
    """Heaviest first; equal ones by code and records, so that file order changes nothing."""
    return tuple(sorted(points, key=lambda p: (-p.weight, p.code, p.records)))
