"""What the page says about firms: their sizes, the law of their growth, and how they invest."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from missionlab.report.simulation.estimate import Estimate, estimate, positive
from missionlab.report.simulation.macro import EDGES, FEWEST, Density, density, standardised

if TYPE_CHECKING:
    import xarray as xr

MULTIPLES = tuple(
    round(step * power, 3) for power in (0.1, 1, 10) for step in (1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8)
)
"""Multiples of the mean size at which firms are counted: preferred numbers, about evenly spaced in logarithms."""

INVESTMENT_EDGES = (0.0, 0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, math.inf)
"""Classes of investment over capital: the first is hardly any, the last a spike."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Share of firms above each multiple of the mean of their run, and the log-normal law with the same logarithms."""

    multiples: tuple[float, ...]
    above: tuple[Estimate, ...]
    log_mean: float
    log_spread: float
    top_tenth: Estimate
    """Share of all sales that the largest tenth of firms makes."""

    def log_normal(self, multiple: float) -> float:
        """Share of firms above the multiple under the log-normal law."""
        return 0.5 * math.erfc((math.log(multiple) - self.log_mean) / self.log_spread / math.sqrt(2))


@dataclass(frozen=True, slots=True)
class FirmGrowth:
    """The density of standardised growth rates, and the shape of the Subbotin law that fits each run best.

    The shape of a tent (Laplace) is 1, that of the normal law 2.
    """

    density: Density
    shape: Estimate


@dataclass(frozen=True, slots=True)
class Firms:
    """Everything about consumption-good firms, measured in `runs` runs; a part is None where there is nothing of it."""

    runs: int
    sizes: Sizes | None
    growth: FirmGrowth | None
    investment: tuple[Estimate, ...] | None
    """Share of firms in each class of `INVESTMENT_EDGES`."""


MOST_RUNS = 10
"""Runs whose firms are looked at one by one; each is simulated again, period by period."""


def measure(ensemble: xr.Dataset, transient: int) -> Firms | None:
    """Simulate the first completed runs of an ensemble again and look at their firms; None where none was completed."""
    from missionlab.economy.parameters import Parameters
    from missionlab.ensemble.firm_facts import growth_rates
    from missionlab.ensemble.panel import firm_panel

    completed = [int(seed) for seed in ensemble["seed"].values[ensemble["code"].values == 0][:MOST_RUNS]]
    if not completed:
        return None
    parameters = Parameters(**json.loads(ensemble.attrs["parameters"]))
    kind = {"parameters": parameters, "rules": ensemble.attrs["rules"], "spending": ensemble.attrs["spending"]}
    panels = [firm_panel(seed, transient + 1, ensemble.sizes["period"], **kind) for seed in completed]
    return Firms(
        runs=len(panels),
        sizes=sizes([panel.sales[-1][panel.observed[-1]] for panel in panels]),
        growth=growth([growth_rates(panel) for panel in panels]),
        investment=investment([panel.investment_rates() for panel in panels]),
    )


def sizes(sales: Sequence[np.ndarray]) -> Sizes | None:
    """The sizes of firms at one moment: an array of sales a run, of the firms that sell."""
    runs = [run[run > 0] / run[run > 0].mean() for run in sales if (run > 0).any()]
    if not runs:
        return None
    counts = np.array([[(run > multiple).sum() for multiple in MULTIPLES] for run in runs])
    number = np.array([len(run) for run in runs])
    total = counts.sum(axis=0)
    known = [place for place in range(len(MULTIPLES)) if total[place] >= FEWEST and total[place] < number.sum()]
    logs = np.log(np.concatenate(runs))
    if not known or not logs.std() > 0:
        return None
    return Sizes(
        multiples=tuple(MULTIPLES[place] for place in known),
        above=tuple(positive(counts[:, place] / number) for place in known),
        log_mean=float(logs.mean()),
        log_spread=float(logs.std()),
        top_tenth=estimate(np.array([_largest_tenth(run) for run in runs])),
    )


def _largest_tenth(run: np.ndarray) -> float:
    """Share of the largest tenth, the firm at its edge counted in part."""
    ranked = np.sort(run)[::-1]
    whole, part = divmod(0.1 * len(ranked), 1)
    return float((ranked[: int(whole)].sum() + part * ranked[int(whole)]) / ranked.sum())


def growth(rates: Sequence[np.ndarray]) -> FirmGrowth | None:
    """The law of growth: an array of growth rates a run, of firms that sold in both periods."""
    from missionlab.ensemble.distributions import subbotin_shape

    runs = [run for run in rates if len(run) > 1 and run.std() > 0]
    if not runs:
        return None
    shapes = np.array([subbotin_shape(run) for run in runs])
    return FirmGrowth(density([standardised(run) for run in runs], EDGES), estimate(shapes))


def investment(rates: Sequence[np.ndarray]) -> tuple[Estimate, ...] | None:
    """Shares of firms by class of investment over capital: an array of rates a run, of producing firms."""
    runs = [run for run in rates if len(run)]
    if not runs:
        return None
    shares = np.array([np.histogram(run, INVESTMENT_EDGES)[0] / len(run) for run in runs])
    return tuple(estimate(column) for column in shares.T)
