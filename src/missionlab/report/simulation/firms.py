"""What the page says about firms: their sizes, the law of their growth, and how they invest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.report.simulation.estimate import Estimate, estimate, positive
from missionlab.report.simulation.macro import EDGES, FEWEST, Density, density, standardised

MULTIPLES = tuple(round(10 ** (step / 8), 3) for step in range(-8, 13))
"""Multiples of the mean size at which firms are counted, evenly spaced on a logarithmic scale."""

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
    """The density of standardised growth rates, and in how many of the measured runs a tent fits better."""

    density: Density
    tents: int
    runs: int


@dataclass(frozen=True, slots=True)
class Firms:
    """Everything about firms, measured in `runs` runs; parts are None where nothing could be measured."""

    runs: int
    sizes: Sizes | None
    growth: FirmGrowth | None
    investment: tuple[Estimate, ...] | None
    """Share of firms in each class of `INVESTMENT_EDGES`."""


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
    """The law of growth: an array of log growth rates a run, of firms that sold in both periods."""
    runs = [run[np.isfinite(run)] for run in rates]
    runs = [run for run in runs if len(run) > 1 and run.std() > 0]
    if not runs:
        return None
    tents = sum(_likelihood_of_tent(run) > _likelihood_of_normal(run) for run in runs)
    return FirmGrowth(density([standardised(run) for run in runs], EDGES), tents, len(runs))


def _likelihood_of_tent(run: np.ndarray) -> float:
    """Mean log likelihood of the Laplace law that fits best: about the median, with the mean distance as scale."""
    return -math.log(2 * float(np.abs(run - np.median(run)).mean())) - 1


def _likelihood_of_normal(run: np.ndarray) -> float:
    """Mean log likelihood of the normal law that fits best."""
    return -0.5 * math.log(2 * math.pi * float(run.var())) - 0.5


def investment(rates: Sequence[np.ndarray]) -> tuple[Estimate, ...] | None:
    """Shares of firms by class of investment over capital: an array of rates a run, of producing firms."""
    runs = [run[np.isfinite(run)] for run in rates]
    runs = [run for run in runs if len(run)]
    if not runs:
        return None
    shares = np.array([np.histogram(run, INVESTMENT_EDGES)[0] / len(run) for run in runs])
    return tuple(estimate(column) for column in shares.T)
