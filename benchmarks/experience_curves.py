"""Measures whether Wright's law forecasts the cost of a technology better than its own past does.

    python benchmarks/experience_curves.py EXPERIENCE_CURVES.csv

Only technologies that forecasts may learn from, and outcomes up to the year they may learn from, are looked at: this
decides what the product does, so that it must not see what the product is tested on. Each row is a way to forecast
cost; Wright's law is given the cumulative production that really came, and the one that its own past makes likely.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from missionlab.evidence.scale import Transform
from missionlab.strategy.vocabulary import Scale
from missionlab.tracking.backtest import benchmark
from missionlab.tracking.backtest.data import DataSeries, read_data
from missionlab.tracking.backtest.origins import Origin, origins_of
from missionlab.tracking.backtest.split import LEARNT_UNTIL
from missionlab.tracking.forecast import pool
from missionlab.tracking.forecast.calibration import shipped
from missionlab.tracking.forecast.history import history_of
from missionlab.tracking.forecast.levels import LEVELS, MEDIAN, crps_of, student
from missionlab.tracking.forecast.wright import Experience

Values = NDArray[np.float64]

HORIZONS = (1, 5, 10)
ORIGINS = range(1930, LEARNT_UNTIL)
DRAWS, SEED = 1000, 2026
LOW, HIGH = (int(np.flatnonzero(np.isclose(LEVELS, level))[0]) for level in (0.1, 0.9))
BENCHMARK, POOL = "random walk with drift", "the pool, from the past of the cost"
GIVEN = "Wright's law, production as it came"
TREND = "Wright's law, production forecast by the pool"
HALF = "mean of the pool and Wright's law, production as it came"


@dataclass(frozen=True, slots=True)
class Forecasts:
    """N forecasts at one horizon: ``crps`` and whether the 80 % interval held, each (N,) by way to forecast."""

    technologies: tuple[str, ...]
    crps: dict[str, Values]
    held: dict[str, Values]

    def relative(self, way: str) -> tuple[float, float, float]:
        """CRPS over the random walk's, with the 95 % interval from resampling technologies."""
        names, which = np.unique(self.technologies, return_inverse=True)
        own, walk = (np.bincount(which, self.crps[one]) for one in (way, BENCHMARK))
        drawn = np.random.default_rng(SEED).integers(0, len(names), (DRAWS, len(names)))
        low, high = np.quantile(own[drawn].sum(axis=1) / walk[drawn].sum(axis=1), [0.025, 0.975])
        return float(own.sum() / walk.sum()), float(low), float(high)


def measured(series: Sequence[DataSeries], years: int) -> Forecasts:
    """Every forecast of the costs in ``series``, ``years`` ahead, whose outcome had come by `LEARNT_UNTIL`."""
    technologies: list[str] = []
    crps: dict[str, list[float]] = {}
    held: dict[str, list[bool]] = {}
    for one, origin, cost, more in _cases(series, years):
        technologies.append(one.cluster)
        for way, quantiles in _ways(origin, years, more).items():
            crps.setdefault(way, []).append(float(crps_of(quantiles, cost)) / origin.step)
            held.setdefault(way, []).append(bool(quantiles[LOW] <= cost <= quantiles[HIGH]))
    return Forecasts(
        tuple(technologies),
        {way: np.array(found) for way, found in crps.items()},
        {way: np.array(found) for way, found in held.items()},
    )


def _cases(series: Sequence[DataSeries], years: int) -> Iterator[tuple[DataSeries, Origin, Values, float]]:
    """Each origin with the log cost that came and by how much log cumulative production had grown by then."""
    for one in series:
        if one.deployment is None or one.left_out:
            continue
        for origin in origins_of(one, ORIGINS, (years,)):
            then, known = origin.times[-1] + years, origin.deployment
            assert known is not None
            if np.isfinite(origin.outcomes[0]) and then < LEARNT_UNTIL + 1 and known[-1] > known[0]:
                produced = np.log(np.interp(then, one.times, one.deployment))
                yield one, origin, origin.outcomes[0], float(produced - np.log(known[-1]))


def _ways(origin: Origin, years: int, more: float) -> dict[str, Values]:
    """Quantiles (199,) of log cost by each way to forecast it."""
    assert origin.deployment is not None
    ahead = np.array([float(years)])
    past = pool.quantiles(history_of(origin.times, origin.values, origin.transform), ahead, shipped())
    running = Transform(Scale.LOG, 0.0, np.inf, never_falls=True)
    produced = np.log(origin.deployment)
    trend = pool.quantiles(history_of(origin.times, produced, running), ahead, shipped())
    assert past is not None
    assert trend is not None
    law = Experience(origin.times, origin.values, produced)
    given = law.quantiles(more, years)
    unsure = float(trend[0, HIGH] - trend[0, LOW]) / float(student(1000.0)[HIGH] - student(1000.0)[LOW])
    return {
        BENCHMARK: benchmark.quantiles(origin.times, origin.values, ahead)[0],
        POOL: past[0],
        GIVEN: given,
        TREND: law.quantiles(float(trend[0, MEDIAN] - produced[-1]), years, unsure),
        HALF: (past[0] + given) / 2,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    series = read_data(parser.parse_args().data).series
    print("| way to forecast | years | CRPS over the random walk's | 80 % interval holds | forecasts | technologies |")
    print("|---|---|---|---|---|---|")
    for years in HORIZONS:
        found = measured(series, years)
        for way in found.crps:
            value, low, high = found.relative(way)
            counts = f"{len(found.technologies)} | {len(set(found.technologies))}"
            print(
                f"| {way} | {years} | {value:.2f} [{low:.2f}, {high:.2f}] | {found.held[way].mean():.2f} | {counts} |"
            )


if __name__ == "__main__":
    main()
