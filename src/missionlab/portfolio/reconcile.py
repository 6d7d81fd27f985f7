"""Parents and children: every pound once.

Per purse, a parent's own figure is an envelope that includes its children at any depth. What the children do not
take up counts under the parent's own classes; children above their parent are a finding and count in full; a parent
without a figure is the sum of its children.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from missionlab.portfolio.figures import Figure, OwnFigures
from missionlab.portfolio.forest import Forest

K = TypeVar("K", bound=Hashable)

NEGLIGIBLE = 1e-9
"""Relative difference of two sums that is only rounding."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One project in one purse, once parents and children are reconciled."""

    project: str
    own: float | None
    figures: tuple[Figure, ...]
    children: float
    """Sum of the direct children's totals."""
    counted: float
    """Under the project's own classes: all of a leaf, the rest of a parent."""
    total: float
    """With everything inside."""

    @property
    def above(self) -> bool:
        """Whether the children are above the project's own figure."""
        return self.own is not None and self.children - self.own > NEGLIGIBLE * self.children

    def certain(self, key: Callable[[Figure], K | None]) -> dict[K, float]:
        """What certainly is in each class of the counted money, where each figure is in the class ``key`` says.

        Of a leaf that is all of it. Of a parent's rest, nobody knows from which of the parent's figures the children
        were paid; certain is only what would be left if all of it came from this class. What remains to
        ``counted`` is in no certain class, and figures without a class are in none.
        """
        amounts: dict[K, list[float]] = {}
        for figure in self.figures:
            if (name := key(figure)) is not None:
                amounts.setdefault(name, []).append(figure.amount)
        return self.left_over({name: math.fsum(parts) for name, parts in amounts.items()})

    def left_over(self, amounts: dict[K, float]) -> dict[K, float]:
        """``amounts`` of classes of the own figure, less what the children may have taken from each."""
        if not self.counted:
            return {}
        taken = (self.own or 0.0) - self.counted
        return {name: amount - taken for name, amount in amounts.items() if amount - taken > NEGLIGIBLE * amount}


def reconcile(forest: Forest, figures: OwnFigures) -> dict[str, Counted]:
    """By project: what counts, for all projects that have a figure of their own or inside, in the order of ids."""
    out: dict[str, Counted] = {}
    for project in reversed(forest.order):
        inside = [out[child].total for child in forest.children.get(project, ()) if child in out]
        mine = figures.get(project, ())
        if not inside and not mine:
            continue
        children = math.fsum(inside)
        own = math.fsum(figure.amount for figure in mine) if mine else None
        rest = 0.0 if own is None else own - children
        if rest <= NEGLIGIBLE * children:
            rest = 0.0
        total = own if own is not None and rest else children
        out[project] = Counted(project, own, mine, children, rest, total)
    return dict(sorted(out.items()))
