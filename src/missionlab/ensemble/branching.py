"""One economy under many policies: simulated once for as long as they are the same, then each by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.economy.simulate import Economy, Run


def branches(economy: Economy, schedules: Sequence[np.ndarray], periods: int, series: tuple[str, ...]) -> list[Run]:
    """The run of `economy`, which is at period 0, under each schedule of shape (periods, levers), in their order.

    The bits are those of each schedule simulated alone, because a copy of an economy continues as the economy would.
    What many share is simulated once, so that a hundred periods before policies start cost the same for one policy as
    for twenty. `economy` is used up.
    """
    # As whole numbers, because 0.0 and -0.0 are equal and still different bits.
    bits = np.stack(schedules)[:, :periods].view(np.int64)
    runs: list[Run | None] = [None] * len(schedules)
    waiting: list[tuple[Economy, list[int], tuple[Run, ...]]] = [(economy, list(range(len(schedules))), ())]
    while waiting:
        here, together, before = waiting.pop()
        levers, parting = schedules[together[0]], _parting(bits[together], here.period)
        if parting > here.period:
            before = (*before, here.advance(parting - here.period, levers, series))
        if parting == periods:
            for place in together:
                runs[place] = _joined(before)
            continue
        by_row: dict[bytes, list[int]] = {}
        for place in together:
            by_row.setdefault(bits[place, parting].tobytes(), []).append(place)
        waiting += [(here.copy(), group, before) for group in by_row.values()]
    return [run for run in runs if run is not None]


def _parting(bits: np.ndarray, period: int) -> int:
    """How many periods are done when these schedules first differ, counted from `period`; all if they never do."""
    differs = (bits[:, period:] != bits[0, period:]).any(axis=(0, 2))
    return period + int(differs.argmax()) if differs.any() else bits.shape[1]


def _joined(parts: Sequence[Run]) -> Run:
    last = parts[-1]
    return Run(
        series=np.concatenate([part.series for part in parts]),
        names=last.names,
        first_period=parts[0].first_period,
        code=last.code,
        stopped_at=last.stopped_at,
        vintages_merged=last.vintages_merged,
        offers_dropped=last.offers_dropped,
    )
