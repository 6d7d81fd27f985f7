"""Which of the deals that are ready are taken, while authority lasts.

Deals come in an order. So many of them are ready at a time; the first of these that fits is taken, and the next of the
order takes its place. When none fits, the year is over. A deal that does not fit is never split, and the next year
has deals of its own.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Taken = NDArray[np.bool_]
ROUNDING = 1e-12
"""Share of the room by which deals that fill it exactly may be above it for no reason but rounding."""


def taken(use: NDArray[np.float64], room: NDArray[np.float64], waiting: int = 1) -> tuple[Taken, NDArray[np.bool_]]:
    """Which deals are taken, shape (deals, paths), and on which paths more deals than these are needed, (paths,).

    `use` is the authority that each deal takes, by its order, shape (deals, paths); `room` is what there is, (paths,).
    """
    ample = room * (1 + ROUNDING)
    if waiting == 1:
        fits = np.cumsum(use, axis=0) <= ample
        return fits, fits[-1]
    return _from_queue(use, ample, waiting)


def _from_queue(use: NDArray[np.float64], room: NDArray[np.float64], waiting: int) -> tuple[Taken, NDArray[np.bool_]]:
    deals, paths = use.shape
    everywhere = np.arange(paths)
    places = np.arange(waiting)[:, None]
    queue = np.repeat(places, paths, axis=1)
    """Numbers of the deals that are ready, in their order; shape (waiting, paths)."""
    beyond = np.full((1, paths), np.inf)
    padded = np.vstack([use, beyond])
    left, fetched = room.copy(), np.full(paths, waiting)
    out = np.zeros((deals, paths), dtype=np.bool_)
    while True:
        fits = padded[np.minimum(queue, deals), everywhere] <= left
        place = fits.argmax(axis=0)
        takes = fits[place, everywhere]
        if not takes.any():
            return out, (queue >= deals).any(axis=0)
        deal = queue[place, everywhere]
        out[deal[takes], everywhere[takes]] = True
        left -= np.where(takes, padded[np.minimum(deal, deals), everywhere], 0.0)
        moved = np.vstack([queue[1:], fetched])
        queue = np.where(takes & (places >= place), moved, queue)
        fetched = fetched + takes
