"""Axes of effects: signed ticks around zero, and the size of a budget or a multiple on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from missionlab.base.text import Quantity
from missionlab.report.charts.scales import tick_decimals, ticks
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Words

_LEAST = 1e-4
"""Smallest half-width of an axis, so that effects of exactly zero still have one."""


def effect_axis(values: Iterable[float], words: Words, *, most: int, suffix: str = "", margin: float = 0.06) -> Axis:
    """A linear axis that holds `values` and zero, with signed ticks; `suffix`, the unit, stands on the last one."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    reach = max(margin * (high - low), _LEAST)
    low, high = (low - reach if low < 0 else low), (high + reach if high > 0 else high)
    if high - low < 2 * _LEAST:
        low, high = -reach, reach
    marks = ticks(low, high, most)
    places = tick_decimals(marks)
    return Axis(low, high, tuple((mark, signed(mark, places, words, suffix * (mark == marks[-1]))) for mark in marks))


def signed(value: float, places: int | None, words: Words, suffix: str = "") -> str:
    """A difference as it stands on a drawing: `+0.8`, `−0.2`, `0`, with the unit behind it."""
    return words.plain(Quantity(value, "", places, difference=True)) + suffix


def log_ticks(values: Sequence[float], words: Words, *, most: int) -> Axis:
    """An axis of base-10 logarithms over positive `values`, a little wider than they reach; ticks at 1 and 3 times
    powers of ten, or at 1, 2 and 5 times, or at powers alone, whichever are many but at most `most`."""
    low, high = math.log10(min(values)), math.log10(max(values))
    margin = 0.03 * (high - low) or 0.2
    low, high = low - margin, high + margin
    whole = range(math.floor(low), math.ceil(high) + 1)
    choices = [[m * 10.0**power for power in whole for m in steps] for steps in ((1, 2, 5), (1, 3), (1,))]
    choices += [[10.0**power for power in whole if power % step == 0] for step in (2, 3, 5, 10)]
    for choice in choices:
        marks = [mark for mark in choice if low <= math.log10(mark) <= high]
        if 1 < len(marks) <= most:
            return Axis(
                low, high, tuple((math.log10(mark), words.plain(Quantity(mark, "", _places(mark)))) for mark in marks)
            )
    ends = (min(values), max(values)) if max(values) > min(values) else (min(values),)
    return Axis(low, high, tuple((math.log10(mark), words.plain(Quantity(mark, "", _places(mark)))) for mark in ends))


def _places(value: float) -> int:
    """Decimals that show the first figure of a number, and none above one."""
    return max(0, -math.floor(math.log10(value) + 1e-9))
