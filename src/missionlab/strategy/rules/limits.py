"""Limits of the plan: each one measure, and no two that cannot hold together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import fsum

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Limit
from missionlab.strategy.rules.fault import Book, Fault, Speller
from missionlab.strategy.rules.sums import TOLERANCE
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Bound, Instrument, LimitDimension, Stage

_MEASURES = ("share", "amount", "count")
_LISTS = {
    LimitDimension.SECTOR: "sectors",
    LimitDimension.PLACE: "places",
    LimitDimension.MISSION: "missions",
}
"""Dimensions whose classes are the records of a list, and in which money falls to one class only."""


def limits(book: Book) -> Iterable[Fault]:
    for limit in book.strategy.limits:
        given = [name for name in _MEASURES if getattr(limit, name) is not None]
        if len(given) != 1:
            which = f"has {' and '.join(given)}" if given else "has no share, amount or number"
            fix = f"Keep one of {', '.join(given)}." if given else "Add one of 'share', 'amount' and 'count'."
            yield Fault("limit-measure", limit, f"{capital(label(limit))} {which}.", (), fix)
        yield from _word(limit, book.strategy)
    yield from _floors_and_caps(book.strategy)


def _word(limit: Limit, strategy: Strategy) -> Iterator[Fault]:
    """``which`` is a word or a name of the strategy where it is no id of a record."""
    if limit.which is None:
        return
    known: dict[LimitDimension, list[str]] = {
        LimitDimension.STAGE: [str(stage) for stage in Stage],
        LimitDimension.INSTRUMENT: [str(instrument) for instrument in Instrument],
        LimitDimension.PROBLEM: sorted({p.problem for p in strategy.projects if p.problem is not None}),
    }
    words = known.get(limit.dimension)
    if words is not None and limit.which not in words:
        message = f"{capital(label(limit))} is about the {limit.dimension} '{limit.which}', which does not exist."
        near = Speller(words).nearest(limit.which)
        fix = f"Did you mean '{near}'?" if near else f"There are: {', '.join(words[:20]) or 'none'}."
        yield Fault("unknown-reference", limit, message, ("which",), fix)


def _floors_and_caps(strategy: Strategy) -> Iterator[Fault]:
    """Floors of one dimension that add to more than all money, and a floor above the cap of the same class."""
    floors: dict[LimitDimension, list[Limit]] = defaultdict(list)
    for limit in strategy.limits:
        if limit.bound is Bound.LEAST:
            floors[limit.dimension].append(limit)
    for dimension, found in floors.items():
        yield from _too_much(dimension, found, strategy)
    for cap in strategy.limits:
        if cap.bound is Bound.MOST:
            for floor in floors[cap.dimension]:
                yield from _above(floor, cap)


def _too_much(dimension: LimitDimension, floors: list[Limit], strategy: Strategy) -> Iterator[Fault]:
    shares = {floor.which: floor.share for floor in floors if floor.share is not None and floor.which is not None}
    each = max((floor.share or 0.0 for floor in floors if floor.which is None), default=0.0)
    others = _classes(dimension, strategy) - shares.keys()
    total = fsum(max(share, each) for share in shares.values()) + each * len(others)
    if total > 1 + TOLERANCE:
        last = next(floor for floor in reversed(floors) if floor.share is not None)
        message = f"The floors for {dimension} add to {total:.6g} of all money."
        yield Fault("limits-contradict", last, message, ("share",), f"Lower them by {total - 1:.6g} in all.")


def _classes(dimension: LimitDimension, strategy: Strategy) -> set[str]:
    if dimension in _LISTS:
        return {record.key for record in getattr(strategy, _LISTS[dimension])}
    if dimension is LimitDimension.PROBLEM:
        return {project.problem for project in strategy.projects if project.problem is not None}
    return {str(stage) for stage in Stage} if dimension is LimitDimension.STAGE else set()


def _above(floor: Limit, cap: Limit) -> Iterator[Fault]:
    if None not in (floor.which, cap.which) and floor.which != cap.which:
        return
    for name in _MEASURES:
        least, most = getattr(floor, name), getattr(cap, name)
        if least is not None and most is not None and least > most:
            message = f"{capital(label(floor))} is at least {least:g}, and {label(cap)} at most {most:g}, of the same."
            yield Fault("limits-contradict", floor, message, (name,))
