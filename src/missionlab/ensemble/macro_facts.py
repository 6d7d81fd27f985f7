"""What the series of runs show beyond their moments, as the macro facts need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from missionlab.ensemble.distributions import (
    geometric_log_likelihood,
    power_law_log_likelihood,
    spells,
    subbotin_shape,
    weibull_shape,
)
from missionlab.ensemble.filters import band_pass, cross_correlation
from missionlab.ensemble.moments import EXCESS_KURTOSIS, TRANSIENT, moments
from missionlab.ensemble.window import Window

NEEDED = (
    "research_spending",
    "cpi",
    "bankruptcies",
    "write_offs_1",
    "write_offs_2",
    "idle_investors",
    "investment_spikes",
)
"""Series that the figures need beside those of the moments."""


def macro_figures(series: Mapping[str, np.ndarray], transient: int = TRANSIENT) -> dict[str, np.ndarray]:
    """The figures of the macro facts, and all moments, each of shape (runs,) for series of shape (runs, periods).

    Takes the series of `moments` and `NEEDED`, of completed runs.
    """
    window = Window(series, transient)
    growth = window.of("g_GDP")
    half = growth.shape[-1] // 2
    downturns = [spells(run < 0) for run in growth]
    bad_debt = (window["write_offs_1"] + window["write_offs_2"]) / window["gdp_nominal"]
    with_output = _correlated_with_output(window)
    return {
        **moments(series, transient),
        "growth_kept_up": growth[..., half:].mean(axis=-1) - 0.5 * growth[..., :half].mean(axis=-1),
        "output_growth_shape": _each(subbotin_shape, growth),
        "recession_mean": _each(np.mean, downturns),
        "recession_shape": _each(weibull_shape, downturns),
        "recession_exponential": _each(_exponential_over_power, downturns),
        "cc_research": with_output(np.log(window["research_spending"] / window["cpi"] + 1)),
        "cc_bad_debt": with_output(bad_debt),
        "cc_bankruptcies": with_output(window["bankruptcies"]),
        "bankruptcies_excess_kurtosis": EXCESS_KURTOSIS.of(window["bankruptcies"]),
        "idle_investors": window["idle_investors"].mean(axis=-1),
        "investment_spikes": window["investment_spikes"].mean(axis=-1),
    }


def _correlated_with_output(window: Window) -> Callable[[np.ndarray], np.ndarray]:
    return lambda values: cross_correlation(band_pass(values), window.cycle("GDP"), 0)


def _each(of: Callable[[np.ndarray], object], runs: np.ndarray | list[np.ndarray]) -> np.ndarray:
    return np.array([of(run) if len(run) else np.nan for run in runs], dtype=float)


def _exponential_over_power(durations: np.ndarray) -> float:
    return geometric_log_likelihood(durations) - power_law_log_likelihood(durations)


def policy_figures(series: Mapping[str, Mapping[str, np.ndarray]], transient: int = TRANSIENT) -> dict[str, np.ndarray]:
    """The figures of the policy facts, shape (runs,): economies of the same seeds with everything ("all"), without
    search ("no search"), and without taxes and benefits ("no state"); differences are within seeds. A run that ended
    early in either has NaN.
    """
    found = {name: moments(of, transient) for name, of in series.items()}
    everything, no_search, no_state = found["all"], found["no search"], found["no state"]
    productivity = series["no search"]["productivity"]
    return {
        "growth_without_search": no_search["g_GDP"],
        "productivity_gained_without_search": np.log(productivity[..., -1] / productivity[..., 0]),
        "growth_lost_without_state": everything["g_GDP"] - no_state["g_GDP"],
        "crises_without_state": no_state["p_crisis"] - everything["p_crisis"],
        "violence_without_state": no_state["sd_g_GDP"] - everything["sd_g_GDP"],
        "unemployment_without_state": no_state["u_mean"] - everything["u_mean"],
    }
