"""What the page says about the aggregates: paths, growth, the cycle, correlations and the law of growth rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from missionlab.report.simulation.estimate import Estimate, estimate, positive

if TYPE_CHECKING:
    import xarray as xr

LEVELS = (2.5, 10, 25, 50, 75, 90, 97.5)
"""Percentiles of the runs that the fan shows."""

GROWTHS = ("GDP", "C", "I", "A", "wReal")
VOLATILITIES = ("GDP", "C", "I")
CORRELATED = ("C", "I", "dN", "U", "A", "CPI", "infl", "mu")
LAGS = tuple(range(-4, 5))

_BLOCK = 500
"""Runs that are in memory at once."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Real output by period from period 1: percentiles over the runs that reach it, by level, and one run's path.

    `one` is empty where no run was completed.
    """

    percentiles: dict[float, tuple[float, ...]]
    one: tuple[float, ...]

    @property
    def periods(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.percentiles[50]) + 1))


@dataclass(frozen=True, slots=True)
class CycleOfOne:
    """The band-passed parts of one run by symbol, log points, from period `first` on."""

    first: int
    parts: dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Lagged:
    """Correlations of one series with output by lag: over runs, and the 10th and 90th percentile of the runs."""

    symbol: str
    at: tuple[Estimate, ...]
    runs_low: tuple[float, ...]
    runs_high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """A density by class: middles of the classes and the estimate over runs of the density in each."""

    middles: tuple[float, ...]
    at: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """Everything about the aggregates. `moments` holds the estimate of each moment by its name."""

    paths: Paths
    cycle: CycleOfOne | None
    correlations: tuple[Lagged, ...]
    growth_rates: Density
    moments: dict[str, Estimate]


def measure(ensemble: xr.Dataset, transient: int, one: int | None) -> Macro:
    """Measure an ensemble with the dims run and period; `one` is the run that is shown by itself, if any.

    Runs are read block by block, so that an ensemble on disk may be larger than memory.
    """
    from missionlab.ensemble.moments import MOMENTS
    from missionlab.ensemble.moments_table import moments_of
    from missionlab.ensemble.window import Window

    wanted = {name for moment in MOMENTS for quantity in moment.quantities for name in quantity.series}
    needed = sorted(wanted & set(map(str, ensemble.data_vars)))
    by_run: dict[str, list[np.ndarray]] = {}
    growth: list[np.ndarray] = []
    for start in range(0, ensemble.sizes["run"], _BLOCK):
        block = ensemble[[*needed, "code"]].isel(run=slice(start, start + _BLOCK)).load()
        for name, values in moments_of(block, transient).data_vars.items():
            by_run.setdefault(str(name), []).append(values.values)
        window = Window({name: block[name].transpose("run", "period").values for name in needed}, transient)
        growth.extend(standardised(window.of("g_GDP")))
    joined = {name: np.concatenate(parts) for name, parts in by_run.items()}
    return Macro(
        paths=_paths(ensemble["gdp"].transpose("run", "period").values, one),
        cycle=None if one is None else _cycle(ensemble, transient, one),
        correlations=tuple(_lagged(symbol, joined) for symbol in CORRELATED),
        growth_rates=density(growth, EDGES),
        moments={name: estimate(values) for name, values in joined.items()},
    )


def _paths(output: np.ndarray, one: int | None) -> Paths:
    last = int(np.isfinite(output).sum(axis=1).max())
    table = np.nanpercentile(output[:, :last], LEVELS, axis=0)
    alone = () if one is None else output[one]
    percentiles = {level: tuple(map(float, row)) for level, row in zip(LEVELS, table, strict=True)}
    return Paths(percentiles, tuple(map(float, alone)))


def _cycle(ensemble: xr.Dataset, transient: int, one: int) -> CycleOfOne:
    from missionlab.ensemble.filters import TRUNCATION
    from missionlab.ensemble.window import QUANTITIES, Window

    names = {name for symbol in VOLATILITIES for name in QUANTITIES[symbol].series}
    window = Window({name: ensemble[name].isel(run=one).values for name in names}, transient)
    parts = {symbol: tuple(map(float, window.cycle(symbol))) for symbol in VOLATILITIES}
    return CycleOfOne(transient + TRUNCATION + 1, parts)


def _lagged(symbol: str, by_run: Mapping[str, np.ndarray]) -> Lagged:
    columns = [by_run[f"cc_{symbol}_{lag:+d}"] for lag in LAGS]
    known = [column[np.isfinite(column)] for column in columns]
    low, high = (tuple(float(np.percentile(c, p)) if len(c) else float("nan") for c in known) for p in (10, 90))
    return Lagged(symbol, tuple(estimate(column) for column in columns), low, high)


EDGES = tuple(round(-6.25 + 0.5 * step, 2) for step in range(26))
"""Ends of the classes of standardised growth rates."""

FEWEST = 5
"""A class with fewer observations than this, over all runs, is not drawn: its density is hardly known."""


def standardised(values: np.ndarray) -> np.ndarray:
    """Deviations from the run's own mean in its own standard deviations, along the last axis; NaN where it has none."""
    spread = values.std(axis=-1, keepdims=True)
    return (values - values.mean(axis=-1, keepdims=True)) / np.where(spread > 0, spread, np.nan)


def density(values: np.ndarray | Sequence[np.ndarray], edges: Sequence[float]) -> Density:
    """The density of each run's values, estimated over runs, in the classes with enough observations."""
    finite = [run[np.isfinite(run)] for run in values]
    counts = np.array([np.histogram(run, edges)[0] for run in finite if len(run)]).reshape(-1, len(edges) - 1)
    sizes = np.array([len(run) for run in finite if len(run)])
    widths = np.diff(edges)
    enough = [place for place, total in enumerate(counts.sum(axis=0)) if total >= FEWEST]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    return Density(
        tuple(middles[place] for place in enough),
        tuple(positive(counts[:, place] / sizes / widths[place]) for place in enough),
    )
