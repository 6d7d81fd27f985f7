"""The methods that a backtest compares: what missionlab uses first, then the others, the benchmark last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from missionlab.tracking.backtest import benchmark
from missionlab.tracking.backtest.origins import Origin
from missionlab.tracking.backtest.scoring import Forecaster, Values, as_forecast
from missionlab.tracking.forecast import damped_ets, farmer_lafond, local_trend, saturating
from missionlab.tracking.forecast.history import history_of


def forecasters() -> tuple[Forecaster, ...]:
    """Every method, in order."""
    members = (farmer_lafond, damped_ets, saturating, local_trend)
    return (
        *(Forecaster(one.METHOD, one.SOURCE, _of(one), as_forecast) for one in members),
        Forecaster(benchmark.METHOD, benchmark.SOURCE, _benchmark, as_forecast),
    )


def calibration_provenance() -> Mapping[str, Any]:
    """Where the parameters of missionlab's forecasts come from: this one has none that were learnt."""
    return {}


def _of(method: ModuleType) -> Callable[[Origin], Values | None]:
    def quantiles(origin: Origin) -> Values | None:
        return method.quantiles(history_of(origin.times, origin.values, origin.transform), origin.horizons)

    return quantiles


def _benchmark(origin: Origin) -> Values:
    return benchmark.quantiles(origin.times, origin.values, origin.horizons)
