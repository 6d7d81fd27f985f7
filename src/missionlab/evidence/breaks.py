"""Level breaks: steps of a series that come from how it is measured, not from the world.

Declared breaks are facts of the strategy and change the numbers. Undeclared ones are only suspected here: a step that
is far out of line with all the others. They are flagged for somebody to declare or to explain. A forecast gives both
readings the same chance; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import Finding, Level
from missionlab.evidence.scale import transform_for
from missionlab.evidence.series import LevelBreak, series_of
from missionlab.evidence.student import tail
from missionlab.strategy.records import Break, Indicator, Observation
from missionlab.strategy.strategy import Strategy

FALSE_ALARMS = 0.01
"""Chance that a series of normal steps without any break is flagged at all."""
FEWEST_STEPS = 8
"""Fewer steps than this do not say what an ordinary step is."""


def breaks_of(
    indicator: Indicator, points: Sequence[Observation], declared_by: Iterable[Indicator]
) -> tuple[LevelBreak, ...]:
    """Declared breaks of ``declared_by`` and suspected ones in ``points``, by period."""
    declared: dict[str, Break] = {}
    for record in declared_by:
        for item in record.breaks:
            declared.setdefault(str(item.period), item)
    found = [
        LevelBreak(item.period, True, item.reason, _size(points, _first_on_new_level(points, item)))
        for item in declared.values()
    ]
    crossed = {_first_on_new_level(points, item) for item in declared.values()}
    found.extend(
        LevelBreak(points[position].period, False, "", _size(points, position))
        for position in suspected(indicator, points, crossed)
    )
    return tuple(sorted(found, key=lambda b: (b.period.position, b.period.text)))


def _first_on_new_level(points: Sequence[Observation], item: Break) -> int | None:
    return next((i for i, point in enumerate(points) if point.period >= item.period), None)


def _size(points: Sequence[Observation], position: int | None) -> float | None:
    if not position:
        return None
    return points[position].value - points[position - 1].value


def suspected(
    indicator: Indicator, points: Sequence[Observation], crossed: Iterable[int | None] = ()
) -> tuple[int, ...]:
    """Positions in ``points`` whose step from the point before is out of line with all other steps.

    Method: each step, on the scale of the forecast and scaled for unequal gaps, is studentised with the mean and
    spread of the *other* steps, so that it cannot hide itself; it is flagged when its two-sided t-probability,
    times the number of steps (Bonferroni), is below ``FALSE_ALARMS``. The most extreme step is set aside and the
    rest is tested again. Steps over declared breaks (``crossed``) take no part.
    """
    skip = set(crossed)
    steps = [
        i for i in range(1, len(points)) if i not in skip and points[i].period.position > points[i - 1].period.position
    ]
    raw = np.array([point.value for point in points], dtype=float)
    times = np.array([point.period.position for point in points])
    return out_of_line(times, transform_for(indicator, raw).to(raw), steps)


def out_of_line(times: NDArray[np.float64], values: NDArray[np.float64], steps: Sequence[int]) -> tuple[int, ...]:
    """Which of ``steps`` (positions whose step from the point before is looked at) are out of line with the others.

    ``values`` (n,) at ``times`` (n,), in years, are on the scale of the forecast.
    """
    left = np.array(steps, dtype=int)
    flagged: list[int] = []
    while len(left) >= FEWEST_STEPS:
        worst, p_value = _most_extreme(values[left] - values[left - 1], times[left] - times[left - 1])
        if p_value * len(left) >= FALSE_ALARMS:
            break
        flagged.append(int(left[worst]))
        left = np.delete(left, worst)
    return tuple(sorted(flagged))


def _most_extreme(steps: NDArray[np.float64], gaps: NDArray[np.float64]) -> tuple[int, float]:
    """Position of the step furthest out of line, and its two-sided probability among the others.

    Steps over a gap of ``h`` years have mean ``drift * h`` and variance in proportion to ``h``: a regression
    through the origin of ``step / sqrt(h)`` on ``sqrt(h)``, with one parameter.
    """
    largest = float(np.abs(steps).max())
    if largest == 0:
        return 0, 1.0
    steps = steps / largest
    root = np.sqrt(gaps)
    scaled, count = steps / root, len(steps)
    leverage = gaps / gaps.sum()
    residual = scaled - root * (steps.sum() / gaps.sum())
    freedom = count - 2
    others = np.maximum((residual @ residual - residual**2 / (1 - leverage)) / freedom, 0.0)
    rounding = 1e-9 * float(np.abs(scaled).max())
    if float(np.abs(residual).max()) <= rounding:
        return 0, 1.0
    # Where all the others are alike but for rounding, that is the least spread that they can be said to have.
    others = np.maximum(others, rounding**2)
    student = residual / np.sqrt(others * (1 - leverage))
    worst = int(np.argmax(np.abs(student)))
    return worst, 2 * tail(abs(float(student[worst])), freedom)


def break_findings(strategy: Strategy) -> tuple[Finding, ...]:
    """A warning for every suspected break in a series of ``strategy`` that nobody has declared."""
    found: list[Finding] = []
    for indicator in strategy.indicators:
        for item in series_of(strategy, indicator.id).breaks:
            if item.declared:
                continue
            found.append(
                Finding(
                    Level.WARNING,
                    "undeclared-break",
                    strategy.place_of(indicator),
                    f"{indicator.id} jumps at {item.period} by {item.size:+.4g} {indicator.unit or ''}".rstrip()
                    + ", out of line with all its other steps",
                    "A change of method that is read as progress makes a target look met, or lost, when nothing "
                    f"happened. An ordinary series is flagged in {FALSE_ALARMS:.0%} of cases.",
                    f"Read the source's notes on {item.period}. If the method changed, add a break with this period "
                    "to the indicator; if the step is real, nothing needs to be done.",
                )
            )
    return tuple(found)
