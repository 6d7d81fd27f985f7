"""What a rule may see of a simulated future: what was published by the day of the review, and no more.

A rule is a function of an ``Observed``. It holds copies that cannot be written to and end with the last published year,
so that a rule cannot reach what came later, by design or by mistake. The same for records is ``published``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.frozen import FrozenMap

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """The published evidence of many futures at one review."""

    review: int
    """Number of the review; it is held before the year of that number."""
    chances: Floats
    """Chance that each approach succeeds, as each published year showed it; shape (paths, published, approaches)."""
    signals: Mapping[str, Floats]
    """Other evidence by name; each of shape (paths, published)."""

    @property
    def published(self) -> int:
        """Number of years of which something is known."""
        return self.chances.shape[1]

    @property
    def latest(self) -> Floats | None:
        """The newest chances; shape (paths, approaches). Nothing before the first is published."""
        return self.chances[:, -1] if self.published else None


def cut(evidence: Floats, signals: Mapping[str, Floats], review: int, published: int) -> Observed:
    """The view of review number ``review`` in which only the first ``published`` years are known."""
    end = max(0, published)
    seen = {name: _copy(signal[:, :end]) for name, signal in signals.items()}
    return Observed(review, _copy(evidence[:, :end]), FrozenMap(seen))


def _copy(values: Floats) -> Floats:
    """A copy of its own, so that not even ``.base`` leads back to later years."""
    out = np.array(values, order="C", copy=True)
    out.flags.writeable = False
    return out
