"""What the series of runs show of banking crises, as the facts of finance need it.

A banking crisis is a spell of periods in a row in each of which the state rescues a bank. Its fiscal cost is what the
rescues cost, in nominal output of the periods in which they come.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from missionlab.ensemble.moments import TRANSIENT, standardised_moment
from missionlab.ensemble.window import Window

NEEDED = ("rescue", "credit_rationed", "firm_debt")
"""Series that the figures need beside those of the moments."""

FEWEST = 5
"""Crises that a run must have for a shape of their law to be spoken of."""


def bank_figures(series: Mapping[str, np.ndarray], transient: int = TRANSIENT) -> dict[str, np.ndarray]:
    """The figures of finance, each of shape (runs,) for series of shape (runs, periods).

    Takes the series of `moments` and `NEEDED`, of completed runs; a run with too few crises has NaN for their shapes.
    """
    window = Window(series, transient)
    share = window["rescue"] / window["gdp_nominal"]
    crises = [banking_crises(run) for run in share]
    return {
        "crisis_share": (share > 0.0).mean(axis=-1),
        "crisis_mean": np.array([durations.mean() if len(durations) else np.nan for durations, _ in crises]),
        "crisis_skewness": np.array([_moment(durations, 3) for durations, _ in crises]),
        "crisis_cost": np.array([costs.mean() if len(costs) else np.nan for _, costs in crises]),
        "crisis_cost_excess_kurtosis": np.array([_moment(costs, 4) - 3.0 for _, costs in crises]),
        "rationed_share": (window["credit_rationed"] / window["gdp_nominal"]).mean(axis=-1),
    }


def banking_crises(cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Durations and costs of the crises of one run, from the cost of rescues by period; those cut by an end are out."""
    padded = np.concatenate([[False], cost > 0.0, [False]]).astype(int)
    starts, ends = np.flatnonzero(np.diff(padded) == 1), np.flatnonzero(np.diff(padded) == -1)
    whole = (starts > 0) & (ends < len(cost))
    total = np.concatenate([[0.0], np.cumsum(cost)])
    return (ends - starts)[whole], (total[ends] - total[starts])[whole]


def _moment(values: np.ndarray, power: int) -> float:
    if len(values) < FEWEST:
        return float("nan")
    return float(standardised_moment(np.asarray(values, dtype=float), power))
