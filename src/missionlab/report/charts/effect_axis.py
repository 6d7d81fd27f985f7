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
_LINEAR = 0.8
"""Length of an axis, in logarithms, up to which its ticks are evenly spaced percentages; beyond, they start at zero."""
_ROUND = (-99.9, -99, -90, -75, -50, -25, 0, 50, 100, 200, 400, 900, 1900, 4900, 9900, 99_900, 999_900)
"""Percentages at which a longer axis may have a tick."""


def gap_axis(values: Iterable[float], words: Words, *, most: int, margin: float = 0.06) -> Axis:
    """An axis of gaps of logarithms that holds `values` and zero; ticks are the percentages that they stand for."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    reach = max(margin * (high - low), _LEAST)
    low, high = (low - reach if low < 0 else low), (high + reach if high > 0 else high)
    if high - low < 2 * _LEAST:
        low, high = -reach, reach
    percents = _percents(low, high, most)
    places = tick_decimals(percents)
    return Axis(low, high, tuple((math.log1p(mark / 100), signed(mark, places, words)) for mark in percents))


def _percents(low: float, high: float, most: int) -> list[float]:
    if high - low <= _LINEAR:
        return ticks(100 * math.expm1(low), 100 * math.expm1(high), most)
    close, far = (_apart(low, high, (high - low) / parts) for parts in (most, most - 1))
    return close if len(close) <= most else far


def _apart(low: float, high: float, least: float) -> list[float]:
    """Zero and round percentages to both sides of it, at least so far apart."""
    out = [0.0]
    for mark in _ROUND:
        if mark > 0 and math.log1p(mark / 100) <= high and math.log1p(mark / 100) - math.log1p(out[-1] / 100) >= least:
            out.append(mark)
    for mark in reversed(_ROUND):
        if mark < 0 and math.log1p(mark / 100) >= low and math.log1p(out[0] / 100) - math.log1p(mark / 100) >= least:
            out.insert(0, mark)
    return out


def signed(percent: float, places: int | None, words: Words) -> str:
    """A difference in per cent as it stands on a drawing: `+0.8%`, `−0.2%`, `0%`."""
    written = words.plain(Quantity(percent, "%", places))
    return f"+{written}" if percent > 0 else written


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
