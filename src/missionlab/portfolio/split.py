"""Money split by a dimension."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from missionlab.portfolio.classes import Classes
from missionlab.portfolio.concentration import concentration
from missionlab.portfolio.reconcile import NEGLIGIBLE, Counted
from missionlab.portfolio.results import ClassMoney, Dimension, Split
from missionlab.strategy.vocabulary import Stage

_CURVE = {str(stage): position for position, stage in enumerate(Stage)}


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a project's counted money that is looked at: all of it, or a mission's share."""

    of: Counted
    share: float
    amount: float

    @classmethod
    def cut(cls, counted: Counted, share: float = 1.0) -> Slice:
        return cls(counted, share, counted.counted * share)


def split(slices: Sequence[Slice], classes: Classes, dimension: Dimension) -> Split:
    """The money of ``slices`` by class of ``dimension``. A project with shares in several classes is in each of
    them with its share; a mission's share of it is taken to be like the whole."""
    amounts: dict[str, float] = {}
    projects: dict[str, int] = {}
    unallocated = 0.0
    shares, names = classes.shares[dimension], classes.names.get(dimension, {})
    for piece in slices:
        money, held = piece.amount, shares[piece.of.project]
        missing = 1.0
        for key, share in held.items():
            amounts[key] = amounts.get(key, 0.0) + money * share
            projects[key] = projects.get(key, 0) + 1
            missing -= share
        if missing > NEGLIGIBLE:
            unallocated += money * missing
    total = math.fsum((*amounts.values(), unallocated))
    listed = tuple(
        ClassMoney(key, names.get(key, key), amount, amount / total, projects[key])
        for key, amount in _in_order(amounts, dimension)
        if amount > 0
    )
    measures = concentration(amounts.values(), unallocated)
    return Split(
        dimension=dimension,
        classes=listed,
        unallocated=unallocated,
        hhi=measures.hhi,
        effective_number=measures.effective_number,
        shannon=measures.shannon,
        effective_classes=measures.effective_classes,
        evenness=measures.evenness,
        top_share=measures.top_share,
        top5_share=measures.top5_share,
    )


def splits(
    slices: Sequence[Slice], classes: Classes, dimensions: Iterable[Dimension] = Dimension
) -> dict[Dimension, Split]:
    with_money = [piece for piece in slices if piece.amount > 0]
    return {dimension: split(with_money, classes, dimension) for dimension in dimensions}


def _in_order(amounts: Mapping[str, float], dimension: Dimension) -> list[tuple[str, float]]:
    """Stages along the curve, years in time, others by size; ties by id."""
    if dimension is Dimension.STAGE:
        return sorted(amounts.items(), key=lambda item: (_CURVE.get(item[0], len(_CURVE)), item[0]))
    if dimension is Dimension.YEAR:
        return sorted(amounts.items())
    return sorted(amounts.items(), key=lambda item: (-item[1], item[0]))
