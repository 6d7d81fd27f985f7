"""The deals that arrive in a year, and which of them a fund takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.deals import Block, Deals
from missionlab.portfolio.finance.queue import Taken, taken
from missionlab.portfolio.finance.setting import Line, Setting

Paths = NDArray[np.float64]
"""One number for each path."""

MOST_DEALS = 50
"""Deals a year on one path. Where money would reach for more, they are as much larger: a fund that grows does not only
do more deals. More small deals than this would make no difference that can be seen."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The deals that arrive in a year; each array has the shape (deals, paths), but for the last."""

    size: Block
    of_line: Block
    """The uniform numbers that say on which line each deal is."""
    shares: NDArray[np.float64]
    """The lines' shares, summed up."""
    use: Block
    """Authority of the year that a deal takes; without end for one that does not arrive."""
    taken: Taken
    scale: Paths
    """How many deals one stands for."""

    def line(self, places: NDArray[np.intp]) -> NDArray[np.int8]:
        """Number of the line of some deals, by their places in the flat arrays."""
        return _line_of(self.of_line.reshape(-1)[places], self.shares)

    def above_all(self, room: Paths) -> Paths:
        """1 where the first deal that was not taken is above all that the year has, 0 elsewhere."""
        first = self.taken.argmin(axis=0)
        everywhere = np.arange(len(room))
        blocked = self.use[first, everywhere]
        left = ~self.taken[first, everywhere]
        return ((blocked > room) & np.isfinite(blocked) & (room > 0) & left).astype(np.float64)


def arriving(setting: Setting, deals: Deals, year: int, room: Paths, outstanding: Paths) -> Arrived:
    """Deals in their order, and those that fit into `room`. A name may be so much of `outstanding` and `room`."""
    most = None if setting.largest_share is None else setting.largest_share * (outstanding + room)
    mean = setting.sizes.moments()[0]
    typical = np.full_like(room, mean) if most is None else np.minimum(mean, most)
    number = np.divide(room, typical, out=np.zeros_like(room), where=typical > 0)
    coming = _number(setting, deals, year)
    scale = np.maximum(np.minimum(number, coming) / MOST_DEALS, 1.0)
    count = int((number / scale).max() * 1.2) + 4 + setting.waiting
    shares = np.cumsum([line.share for line in setting.lines])
    first = np.array([_use(line, setting) for line in setting.lines])
    while True:
        size = setting.sizes.of(deals.block("size", year, count))
        size = size if most is None else np.minimum(size, most, out=size)
        size *= scale
        of_line = deals.block("line", year, count)
        use = size * (first[0] if (first == first[0]).all() else first[_line_of(of_line, shares)])
        if setting.arrivals is not None:
            use = np.where(np.arange(count)[:, None] < coming / scale, use, np.inf)
        chosen, more = taken(use, room, setting.waiting)
        if not (more & (coming / scale > count) & (room > 0)).any():
            return Arrived(size, of_line, shares, use, chosen, scale)
        count += count // 2 + 1


def _use(line: Line, setting: Setting) -> float:
    """Share of a deal that takes authority of its year: all where promises are bounded and for what may be called."""
    return 1.0 if setting.on_commitment or line.unit.covers else float(line.unit.draws[0, 0])


def _line_of(u: Block, shares: NDArray[np.float64]) -> NDArray[np.int8]:
    """Number of the line within whose share each uniform number falls; `shares` are summed up."""
    number = np.zeros(u.shape, dtype=np.int8)
    for share in shares[:-1]:
        number += u >= share
    return number


def _number(setting: Setting, deals: Deals, year: int) -> Paths:
    """How many deals arrive: Poisson, or without end."""
    rate = setting.arrivals
    if rate is None:
        return np.full(deals.paths * deals.repeats, np.inf)
    most = int(rate + 12 * np.sqrt(rate) + 20)
    steps = np.log(rate) - np.log(np.arange(1, most + 1)) if rate else np.full(most, -np.inf)
    law = np.exp(np.concatenate([[0.0], np.cumsum(steps)]) - rate)
    return np.searchsorted(np.cumsum(law), deals.year("arrivals", year)).astype(np.float64)
