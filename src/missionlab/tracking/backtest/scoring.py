"""Forecasts one series at all its origins and scores them: from a series to columns of scores."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from missionlab.tracking.backtest.base_rates import BaseRates
from missionlab.tracking.backtest.data import DataSeries
from missionlab.tracking.backtest.events import EVENTS, Event, possible
from missionlab.tracking.backtest.origins import Origin, origins_of
from missionlab.tracking.backtest.scored import Columns
from missionlab.tracking.backtest.scores import chance_at_most, score
from missionlab.tracking.forecast.levels import LEVELS

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forecaster:
    """A method under test."""

    id: str
    source: str
    quantiles: Callable[[Origin], Values | None]
    """Quantiles (H, 199) on the scale at the origin's horizons; None where the method has nothing to say."""
    chance: Callable[[Values, Values], Values]
    """The probability that is told, from what the quantiles give (N,) and the horizons in years (N,)."""


def as_forecast(probability: Values, _: Values) -> Values:
    """A probability just as the quantiles give it."""
    return probability


@dataclass(slots=True)
class Clock:
    """Processor time spent in each forecaster, seconds, and forecasts made."""

    seconds: dict[str, float] = field(default_factory=dict)
    forecasts: dict[str, int] = field(default_factory=dict)

    def add(self, other: Clock) -> None:
        """Add another's time to this one's."""
        for forecaster, seconds in other.seconds.items():
            self.seconds[forecaster] = self.seconds.get(forecaster, 0.0) + seconds
            self.forecasts[forecaster] = self.forecasts.get(forecaster, 0) + other.forecasts[forecaster]

    def mean_ms(self, forecaster: str) -> float:
        made = self.forecasts.get(forecaster, 0)
        return 1000 * self.seconds[forecaster] / made if made else 0.0


class Scoring:
    """What a backtest asks of every series: origins, horizons, forecasters, and the base rates of its data."""

    def __init__(
        self,
        origins: Sequence[int],
        horizons: Sequence[int],
        forecasters: Sequence[Forecaster],
        rates: BaseRates,
    ) -> None:
        self._origins, self._horizons = tuple(origins), tuple(horizons)
        self._forecasters, self._rates = tuple(forecasters), rates

    def columns_of(self, series: DataSeries, number: int, clock: Clock) -> Columns | None:
        """The scores of ``series``, the ``number``-th of all; None where it has none. ``clock`` takes the time.

        An outcome counts where the first forecaster and the last, which is the benchmark, have forecast it.
        """
        origins = list(origins_of(series, self._origins, self._horizons))
        if not origins:
            return None
        quantiles = np.stack([self._forecast(origin, clock) for origin in origins])
        known = np.array([np.isfinite(origin.outcomes) for origin in origins])
        made = np.isfinite(quantiles[..., 0])
        at, horizon = np.nonzero(known & made[:, :, 0] & made[:, :, -1])
        if not len(at):
            return None
        outcomes = np.array([origin.outcomes for origin in origins])[at, horizon]
        step = np.array([origin.step for origin in origins])[at]
        scored = [score(quantiles[at, horizon, m], outcomes, step) for m in range(len(self._forecasters))]
        columns = {
            "crps": [one.crps for one in scored],
            "inside_80": [one.inside[80] for one in scored],
            "inside_95": [one.inside[95] for one in scored],
            "width_80": [one.width[80] for one in scored],
            "width_95": [one.width[95] for one in scored],
            "below": [one.below for one in scored],
            "pinball": [one.pinball for one in scored],
        }
        return Columns(
            series=np.full(len(at), number),
            origin=np.array([origin.year for origin in origins])[at],
            horizon=np.array(self._horizons)[horizon],
            **{name: np.stack(values, axis=1) for name, values in columns.items()},
            **self._events(series, origins, at, horizon, quantiles),
        )

    def _forecast(self, origin: Origin, clock: Clock) -> Values:
        """Quantiles of every forecaster, (H, M, 199), inside what the indicator can be; NaN where there are none."""
        out = np.full((len(self._horizons), len(self._forecasters), len(LEVELS)), np.nan)
        for place, forecaster in enumerate(self._forecasters):
            start = time.process_time()
            quantiles = forecaster.quantiles(origin)
            spent = time.process_time() - start
            if quantiles is None:
                continue
            clock.add(Clock({forecaster.id: spent}, {forecaster.id: 1}))
            out[:, place] = origin.possible(quantiles)
        return out

    def _events(
        self, series: DataSeries, origins: list[Origin], at: Numbers, horizon: Numbers, quantiles: Values
    ) -> dict[str, Any]:
        """The event columns of the outcomes: of the origins ``at`` (N,) at the horizons ``horizon`` (N,)."""
        before = np.array([origin.last for origin in origins])
        after = np.array([origin.observed for origin in origins])[at, horizon]
        ahead = np.array(self._horizons)[horizon]
        years = np.array([origin.year for origin in origins])[at]
        parts = []
        for event, asked in possible(series, before).items():
            row = np.flatnonzero(asked[at])
            of, h = at[row], ahead[row]
            goals = event.goal(before)
            thresholds = np.array([o.threshold(g) if a else 0 for o, g, a in zip(origins, goals, asked, strict=True)])
            parts.append(
                {
                    "row": row,
                    "event": np.full(len(row), EVENTS.index(event)),
                    "happened": event.met(before[of], after[row]).astype(float),
                    "base": self._rates.of_family(series.family, h, years[row]),
                    "event_base": self._rates.of_event(series.family, event, h, years[row]),
                    "said": self._said(event, quantiles[of, horizon[row]], thresholds[of], h.astype(float)),
                }
            )
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    def _said(self, event: Event, quantiles: Values, thresholds: Values, ahead: Values) -> Values:
        """The probability of ``event`` by each forecaster, (N, M), from quantiles (N, M, 199)."""
        said = np.full(quantiles.shape[:2], np.nan)
        for place, forecaster in enumerate(self._forecasters):
            made = np.isfinite(quantiles[:, place, 0])
            below = chance_at_most(quantiles[made, place], thresholds[made])
            said[made, place] = forecaster.chance(below if event.at_most else 1 - below, ahead[made])
        return said
