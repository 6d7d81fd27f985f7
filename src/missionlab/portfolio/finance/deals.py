"""The random numbers of a fund's deals: deal k of a year has its own, whatever else the fund or its rules do."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.draws import filled, uniforms

Block = NDArray[np.float64]
"""One row per deal of a year in their order; shape (deals, paths)."""

NORMAL = frozenset({"size"})
"""Streams of standard normal numbers; the others are uniform."""


@dataclass(slots=True)
class Deals:
    """Drawn when first asked for, and kept, so that every rule is tried on the same deals."""

    seed: int
    fund: str
    paths: int
    repeats: int = 1
    """How often the paths are set side by side, to try so many settings at once."""
    _kept: dict[tuple[str, int], Block] = field(default_factory=dict)

    def block(self, stream: str, year: int, deals: int) -> Block:
        """The numbers of the first `deals` deals of a year; shape (deals, paths x repeats)."""
        kept = self._kept.get((stream, year))
        drawn = 0 if kept is None else len(kept)
        if kept is None or drawn < deals:
            more = np.empty((deals, self.paths * self.repeats))
            if kept is not None:
                more[:drawn] = kept
            names = [f"{self.fund}/deal {deal + 1}" for deal in range(drawn, deals)]
            draw = np.random.Generator.standard_normal if stream in NORMAL else np.random.Generator.random
            filled(more[drawn:, : self.paths], self.seed, names, stream, year, draw)
            for copy in range(1, self.repeats):
                more[drawn:, copy * self.paths : (copy + 1) * self.paths] = more[drawn:, : self.paths]
            self._kept[stream, year] = kept = more
        return kept[:deals]

    def first(self, paths: int) -> Deals:
        """The same deals on the first of these paths, with what is drawn already."""
        kept = {key: np.ascontiguousarray(numbers[:, :paths]) for key, numbers in self._kept.items()}
        return Deals(self.seed, self.fund, paths, 1, kept)

    def year(self, stream: str, year: int) -> NDArray[np.float64]:
        """One uniform per path for something of the whole year; shape (paths x repeats,)."""
        return np.tile(uniforms(self.seed, self.fund, stream, year, self.paths), self.repeats)
