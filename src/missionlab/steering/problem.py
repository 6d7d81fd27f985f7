"""A choice that can be changed as evidence comes in: many futures of a few approaches, what they cost and are worth.

Review t is held before year t and sees what was published by then (``observed``). At a review an approach that is
carried on can be ended for good, and one that was not begun can be begun. Review 0 is the start: what is chosen there
and never changed is a static plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from missionlab.base.frozen import FrozenMap
from missionlab.steering.observed import Observed, cut

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int16]

CHANCE = "chance"
"""The signal that says how likely the target is to be met if nothing is changed, as forecast then."""


class Worth(Protocol):
    def __call__(self, delivered: Flags, /) -> Floats:
        """What it is worth that these approaches succeed in time, discounted to review 0; shape (paths, approaches) in,
        (paths,) out. Row i is future i."""
        ...


@dataclass(frozen=True, eq=False)
class Problem:
    """Futures of one decision. Money is a cost here: positive is paid.

    Raises ``ValueError`` where shapes do not fit or a cost is not a number.
    """

    name: str
    approaches: tuple[str, ...]
    years: tuple[int, ...]
    evidence: Floats
    """What each year shows of each approach, as the chance that it succeeds; shape (paths, years, approaches)."""
    ready: Ints
    """Number of the year in which it succeeds if it is carried on, -1 for never; shape (paths, approaches)."""
    over: Ints
    """Number of the last year that it takes money, whoever decides nothing; shape (paths, approaches)."""
    cost: Floats
    """Money of each year for an approach that is carried on, discounted; shape (years, approaches)."""
    ending: Floats
    """What it costs to end an approach at each review: switching and closing, less salvage; discounted. Infinite where
    nobody can. Shape (years, approaches)."""
    beginning: Floats
    """What it costs to begin an approach at each review, all its money with it; discounted. Infinite where nobody can,
    or where it would come too late. Shape (years, approaches)."""
    takes: Ints
    """Years from beginning an approach until it succeeds, where it does; shape (approaches,)."""
    present: Flags
    """Approaches that the plan as it stands carries on; shape (approaches,)."""
    worth: Worth
    lag: int = 0
    """Years between a year's end and the publication of what it showed."""
    signals: Mapping[str, Floats] = field(default_factory=lambda: FrozenMap({}))
    """Other evidence by name, such as the chance of the target; each of shape (paths, years)."""

    def __post_init__(self) -> None:
        paths, years, approaches = self.evidence.shape
        shapes = {
            "years": ((years,), (len(self.years),)),
            "approaches": ((approaches,), (len(self.approaches),)),
            "ready": ((paths, approaches), self.ready.shape),
            "over": ((paths, approaches), self.over.shape),
            "cost": ((years, approaches), self.cost.shape),
            "ending": ((years, approaches), self.ending.shape),
            "beginning": ((years, approaches), self.beginning.shape),
            "takes": ((approaches,), self.takes.shape),
            "present": ((approaches,), self.present.shape),
        } | {name: ((paths, years), signal.shape) for name, signal in self.signals.items()}
        for name, (wanted, found) in shapes.items():
            if wanted != found:
                raise ValueError(f"{name} has shape {found}, not {wanted}")
        if np.isnan(self.cost).any() or np.isnan(self.ending).any() or np.isnan(self.beginning).any():
            raise ValueError("a cost is not a number; changing course is never free by default")
        if self.lag < 0:
            raise ValueError("evidence cannot be published before it is there")

    @property
    def paths(self) -> int:
        return self.evidence.shape[0]

    @cached_property
    def views(self) -> tuple[Observed, ...]:
        """What is seen at each review; copies, so that no rule can reach a later year."""
        reviews = range(len(self.years))
        return tuple(cut(self.evidence, self.signals, review, review - self.lag) for review in reviews)

    @cached_property
    def paid(self) -> Floats:
        """Money by the end of each year for an approach that is carried on until then; shape (paths, years + 1,
        approaches)."""
        years = np.arange(len(self.years))[None, :, None]
        spent = np.where(years <= self.over[:, None, :], self.cost[None], 0.0)
        return np.concatenate([np.zeros_like(spent[:, :1]), np.cumsum(spent, axis=1)], axis=1)

    def shuffled(self, seed: int) -> Problem:
        """The same futures, each with the evidence of another: whoever learns from it learns nothing."""
        from dataclasses import replace

        dealt = np.random.Generator(np.random.Philox(seed)).permutation(self.paths)
        signals = FrozenMap({name: signal[dealt] for name, signal in self.signals.items()})
        return replace(self, evidence=self.evidence[dealt], signals=signals)
