"""What a panel of firms shows: sizes, growth rates and productivity, as the micro facts need them."""

from __future__ import annotations

import numpy as np

from missionlab.ensemble.distributions import NORMAL_AT_95, normality_statistic, subbotin_shape
from missionlab.ensemble.filters import correlation
from missionlab.ensemble.moments import standardised_moment
from missionlab.ensemble.panel import Panel

EVERY = 20
"""Periods between two cross-sections of firm sizes: neighbouring ones hold much the same firms."""

LOAN_SPIKE = 0.35
"""Growth of a firm's debt, in sales of the period, that counts as a spike: as of investment in capital."""

LONG = 5
"""Periods over which productivity is followed."""


def firm_figures(panel: Panel) -> dict[str, float]:
    """The figures of the micro facts for one economy; facts.py says what each must be."""
    sizes = _cross_sections(panel)
    growth = growth_rates(panel)
    relative = relative_productivity(panel)
    return {
        "size_skewness": float(np.mean([standardised_moment(section, 3) for section in sizes])),
        "size_not_lognormal": float(np.mean([normality_statistic(np.log(s)) > NORMAL_AT_95 for s in sizes])),
        "growth_shape": subbotin_shape(growth),
        "growth_excess_kurtosis": float(standardised_moment(growth, 4)) - 3,
        "productivity_spread": float(np.nanmean(np.nanstd(relative, axis=1))),
        "productivity_persistence": _persistence(panel, relative, 1),
        **lumpy_credit(panel),
        "productivity_persistence_long": _persistence(panel, relative, LONG),
    }


def growth_rates(panel: Panel) -> np.ndarray:
    """Growth of sales of all firms that sold in both periods, shape (n,).

    In every period the mean is taken off and the spread made one, so that booms and slumps of the whole economy neither
    shift the rates nor fatten their tails.
    """
    logs = np.log(np.where(panel.observed, panel.sales, 1.0))
    rates = []
    for change, there in zip(np.diff(logs, axis=0), panel.survived(), strict=True):
        of_period = change[there]
        if len(of_period) > 2 and of_period.std() > 0:
            rates.append((of_period - of_period.mean()) / of_period.std())
    return np.concatenate(rates) if rates else np.empty(0)


def lumpy_credit(panel: Panel) -> dict[str, float]:
    """How many of the firms that stayed owe no more than a period before, and how many far more, as shares."""
    stayed = panel.survived()
    more = np.diff(panel.debt, axis=0)[stayed]
    if len(more) == 0:
        return {"no_new_loans": np.nan, "loan_spikes": np.nan}
    spikes = more > LOAN_SPIKE * panel.sales[1:][stayed]
    return {"no_new_loans": float((more <= 0.0).mean()), "loan_spikes": float(spikes.mean())}


def relative_productivity(panel: Panel) -> np.ndarray:
    """Log productivity less its mean over the firms of the period; NaN where no firm is observed."""
    logs = np.log(np.where(panel.observed, panel.productivity, 1.0))
    seen = np.where(panel.observed, logs, np.nan)
    return seen - np.nanmean(seen, axis=1, keepdims=True)


def _cross_sections(panel: Panel) -> list[np.ndarray]:
    seen = panel.observed
    sections = [panel.sales[row][seen[row]] for row in range(0, len(seen), EVERY)]
    return [section for section in sections if len(section) > 2]


def _persistence(panel: Panel, relative: np.ndarray, periods: int) -> float:
    both = panel.survived(periods)
    return float(correlation(relative[periods:][both], relative[:-periods][both]))
