"""How often events happened before: the reference that a probability has to beat.

For a family and a horizon, the base rate at an origin is the share of windows of so many years that met their event,
over all series of the family and all events asked about them, among windows that had ended by the origin and began in
the forty years before it. Nothing after the origin enters. The harder reference is the same for one event alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest.data import YEARS, DataSeries
from missionlab.tracking.backtest.events import EVENTS, Event, possible
from missionlab.tracking.backtest.origins import MOST, SAME_TIME

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]

_PLACE = {event: place for place, event in enumerate(EVENTS)}


class BaseRates:
    """The base rates of all families of a data file."""

    def __init__(self, series: Iterable[DataSeries], horizons: Sequence[int]) -> None:
        self._horizons = {horizon: place for place, horizon in enumerate(horizons)}
        self._tallies: dict[str, Values] = {}
        shape = (len(horizons), len(EVENTS), 2, YEARS[1] - YEARS[0] + 2)
        for one in series:
            tally = self._tallies.setdefault(one.family, np.zeros(shape))
            for horizon, place in self._horizons.items():
                _count(one, horizon, tally[place])
        for tally in self._tallies.values():
            np.cumsum(tally, axis=-1, out=tally)
        self._of_families = {family: tally.sum(axis=1) for family, tally in self._tallies.items()}

    def of_event(self, family: str, event: Event, horizons: Numbers, years: Numbers) -> Values:
        """How often ``event`` happened within ``horizons`` (N,) years, as known at the ends of ``years`` (N,)."""
        return self._share(self._tallies[family][:, _PLACE[event]], horizons, years)

    def of_family(self, family: str, horizons: Numbers, years: Numbers) -> Values:
        """As `of_event`, for all events that are asked about the family together."""
        return self._share(self._of_families[family], horizons, years)

    def _share(self, tally: Values, horizons: Numbers, years: Numbers) -> Values:
        """Windows that met over all, with half a window added either way, so that none is 0 or 1."""
        of = np.array([self._horizons[horizon] for horizon in horizons.tolist()], dtype=np.int64)
        last = years - YEARS[0] + 1
        first = np.maximum(0, last - MOST + horizons - 1)
        windows, met = (tally[of, what, last] - tally[of, what, first] for what in (0, 1))
        return (met + 0.5) / (windows + 1)


def _count(series: DataSeries, horizon: int, tally: Values) -> None:
    """Add the windows of ``series`` to ``tally`` (events, [windows, met], years), each in the year that it ends."""
    later = np.searchsorted(series.times, series.times + horizon - SAME_TIME)
    within = later < len(series.times)
    start = np.flatnonzero(within)
    end = later[within]
    exact = np.abs(series.times[end] - series.times[start] - horizon) <= SAME_TIME
    start, end = start[exact], end[exact]
    before, after = series.values[start], series.values[end]
    years = np.floor(series.times[end]).astype(int) - YEARS[0] + 1
    for event, asked in possible(series, before).items():
        place = _PLACE[event]
        np.add.at(tally[place, 0], years[asked], 1)
        np.add.at(tally[place, 1], years[asked & event.met(before, after)], 1)
