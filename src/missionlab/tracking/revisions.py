"""How much of a value comes from revised statistics rather than from change in the world.

The takes of a series are its states after each date of publication, from the target's baseline vintage on. At each
take, new is compared with old at the last period that both have; the sum of these differences (of their logarithms,
on a log scale) is what revisions have added.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby

from missionlab.base.dates import Date
from missionlab.evidence.series import Series, by_time, span
from missionlab.strategy.records import Baseline, Observation
from missionlab.tracking.results import Revision


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through the takes of a series."""

    revisions: tuple[Revision, ...]
    """The takes that changed the last common period."""
    without: float
    """The value at the end of the walk less all revisions."""
    takes: int
    ends: tuple[Observation, ...]
    """The last point of each take, as it was then."""


def walk_of(series: Series, since: Date | None, baseline: Baseline | None, until: Observation, *, log: bool) -> Walk:
    """The walk from the vintage ``since`` (blank: the first) on, over the periods up to that of ``until``.

    The stated ``baseline`` counts as a figure of its vintage where the series has none so old for its period.
    """
    known = [*series.earlier, *series.points, *_as_observation(series, baseline)]
    known = [o for o in known if o.period.position <= until.period.position]
    known.sort(key=lambda o: (o.vintage.last, by_time(o)))
    first = known[0].vintage if since is None or known[0].vintage.last > since.last else since
    start = [o for o in known if o.vintage.last <= first.last]
    state = {span(o.period): o for o in start}
    ends = [max(state.values(), key=by_time)]
    previous = start[-1].vintage
    revisions: list[Revision] = []
    for _, group in groupby(known[len(start) :], key=lambda o: o.vintage.last):
        take = list(group)
        state.update({span(o.period): o for o in take})
        old = ends[-1]
        new = state[span(old.period)]
        if new.value != old.value:
            revisions.append(Revision(take[-1].vintage, previous, old.period, old.value, new.value))
        ends.append(max(new, *take, key=by_time))
        previous = take[-1].vintage
    return Walk(tuple(revisions), _without(until.value, revisions, log=log), len(ends), tuple(ends))


def _as_observation(series: Series, baseline: Baseline | None) -> tuple[Observation, ...]:
    """The stated baseline as a figure of its vintage, unless it is one that the series has, or that one rounded."""
    if baseline is None or baseline.value is None or baseline.vintage is None:
        return ()
    same = [o for o in (*series.earlier, *series.points) if span(o.period) == span(baseline.period)]
    first = min(same, key=lambda o: o.vintage, default=None)
    if first is not None and (first.vintage.last <= baseline.vintage.last or rounds_to(first.value, baseline.value)):
        return ()
    return (
        Observation(
            indicator=series.indicator,
            period=baseline.period,
            value=baseline.value,
            vintage=baseline.vintage,
            source=baseline.source,
        ),
    )


def rounds_to(value: float, stated: float) -> bool:
    """Whether ``stated`` is ``value`` with the decimals that ``stated`` is written with: 1.71 is stated as 1.7."""
    _, _, decimals = repr(float(stated)).partition(".")
    return "e" not in decimals and round(value, 0 if decimals == "0" else len(decimals)) == stated


def _without(value: float, revisions: list[Revision], *, log: bool) -> float:
    if log and value > 0 and all(r.old > 0 and r.new > 0 for r in revisions):
        revised = sum(math.log(r.new) - math.log(r.old) for r in revisions)
        return value if revised == 0 else math.exp(min(700.0, math.log(value) - revised))
    return value - sum(r.new - r.old for r in revisions)
