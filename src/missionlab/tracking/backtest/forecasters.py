"""The methods that a backtest compares: the pool that missionlab uses, its members, the benchmark, in this order."""

from __future__ import annotations

from collections.abc import Callable

from missionlab.tracking.backtest import benchmark
from missionlab.tracking.backtest.origins import Origin
from missionlab.tracking.backtest.scoring import Forecaster, Values, as_forecast
from missionlab.tracking.forecast import pool
from missionlab.tracking.forecast.calibration import Calibration, shipped
from missionlab.tracking.forecast.history import History, history_of


def forecasters(calibration: Calibration | None = None) -> tuple[Forecaster, ...]:
    """Every method, in order; the pool with ``calibration``, the shipped one where none is given."""
    learnt = shipped() if calibration is None else calibration

    def pooled(origin: Origin) -> Values | None:
        return pool.quantiles(_history(origin), origin.horizons, learnt)

    return (
        Forecaster(pool.METHOD, pool.SOURCE, pooled, learnt.chance),
        *(Forecaster(one.METHOD, one.SOURCE, _of(one.quantiles), as_forecast) for one in pool.METHODS),
        Forecaster(benchmark.METHOD, benchmark.SOURCE, _benchmark, as_forecast),
    )


def _of(quantiles: Callable[[History, Values], Values | None]) -> Callable[[Origin], Values | None]:
    return lambda origin: quantiles(_history(origin), origin.horizons)


def _history(origin: Origin) -> History:
    return history_of(origin.times, origin.values, origin.transform)


def _benchmark(origin: Origin) -> Values:
    return benchmark.quantiles(origin.times, origin.values, origin.horizons)
