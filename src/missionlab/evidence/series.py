"""An indicator's series as it was known on a day: the newest vintage of each period, and those it replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from missionlab.base.dates import Date, Period
from missionlab.strategy.records import Indicator, Observation
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import Quality


@dataclass(frozen=True, slots=True)
class LevelBreak:
    """A change of level in a series at ``period``: declared in the strategy, or detected here."""

    period: Period
    declared: bool
    reason: str
    """The declared reason; for a detected break, blank."""
    size: float | None
    """Step in the indicator's unit, where both sides are observed."""


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator's observations as known on the day: one per period, the newest vintage of each."""

    indicator: str
    points: tuple[Observation, ...]
    earlier: tuple[Observation, ...]
    """Superseded vintages, by vintage and period."""
    breaks: tuple[LevelBreak, ...]


def series_of(strategy: Strategy, indicator: str) -> Series:
    """The series of ``indicator`` in ``strategy``, which is already cut to what was known on a day.

    An indicator that is the difference of two others and has no observations of its own is derived from theirs.
    """
    from missionlab.evidence.breaks import breaks_of

    record = strategy.indicator_by_id.get(indicator)
    points, earlier = _newest(_observations(strategy, indicator, frozenset()))
    breaks = breaks_of(record, points, _declared_by(strategy, record)) if record is not None else ()
    return Series(indicator, points, earlier, breaks)


def span(period: Period) -> tuple[date, date]:
    """What tells one period from another, however it is written."""
    return (period.start, period.end)


def by_time(observation: Observation) -> tuple[float, date, Date]:
    """Sort key: period, then vintage."""
    return (observation.period.position, observation.period.start, observation.vintage)


def _observations(strategy: Strategy, indicator: str, above: frozenset[str]) -> tuple[Observation, ...]:
    own = strategy.observations_by_indicator.get(indicator, ())
    record = strategy.indicator_by_id.get(indicator)
    if own or record is None or record.difference_of is None or indicator in above:
        return own
    first, second = (_observations(strategy, part, above | {indicator}) for part in record.difference_of)
    return _difference(indicator, first, second)


def _declared_by(strategy: Strategy, record: Indicator | None) -> tuple[Indicator, ...]:
    """The indicators whose declared breaks are breaks of this series: itself, or what it is derived from."""
    if record is None:
        return ()
    parts = (strategy.indicator_by_id.get(part) for part in record.difference_of or ())
    return (record, *(part for part in parts if part is not None))


def _newest(observations: Iterable[Observation]) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    newest: dict[tuple[date, date], Observation] = {}
    earlier: list[Observation] = []
    for observation in sorted(observations, key=lambda o: o.vintage):
        replaced = newest.get(span(observation.period))
        if replaced is not None:
            earlier.append(replaced)
        newest[span(observation.period)] = observation
    earlier.sort(key=lambda o: (o.vintage, by_time(o)))
    return tuple(sorted(newest.values(), key=by_time)), tuple(earlier)


def _difference(
    indicator: str, first: tuple[Observation, ...], second: tuple[Observation, ...]
) -> tuple[Observation, ...]:
    """First minus second at each period that both have, once for every state in which the two were known.

    The vintage is the later of the two; the bounds stay blank, because how the errors of the two go together is
    not known.
    """
    takes: dict[tuple[date, date], list[tuple[int, Observation]]] = defaultdict(list)
    for side, observations in enumerate((first, second)):
        for observation in observations:
            takes[span(observation.period)].append((side, observation))
    out: list[Observation] = []
    for group in takes.values():
        known: list[Observation | None] = [None, None]
        states: dict[date, Observation] = {}
        for side, observation in sorted(group, key=lambda item: item[1].vintage):
            known[side] = observation
            left, right = known
            if left is None or right is None:
                continue
            states[observation.vintage.last] = Observation(
                indicator=indicator,
                period=left.period,
                value=left.value - right.value,
                vintage=max(left.vintage, right.vintage),
                quality=Quality.COMPUTED,
            )
        out.extend(states.values())
    return tuple(out)
