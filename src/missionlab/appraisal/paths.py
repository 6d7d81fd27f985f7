"""The gap of GDP between each policy and doing nothing, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.results import Path, PolicyInfo
from missionlab.ensemble.filters import correlation
from missionlab.evidence.student import quantile

if TYPE_CHECKING:
    import xarray as xr

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""Of single runs, beside the interval of their mean."""


def paths(dataset: xr.Dataset, policies: Sequence[PolicyInfo], start: int) -> tuple[Path, ...]:
    """The path of each policy but doing nothing, over pairs that last to the end, so that no period has other runs.

    The correlation of a period is NaN where the gap to the start is the same in all runs. A policy with fewer than two
    such pairs has no path. `dataset` as in `comparison.effects`.
    """
    recorded = Recorded(dataset, start)
    logs = recorded.log_gain("gdp_constant", recorded.length)
    found = (
        _path(info.key, logs[recorded.place(info.key)], logs[recorded.place(NOTHING)])
        for info in policies
        if info.key != NOTHING
    )
    return tuple(path for path in found if path is not None)


def _path(policy: str, with_it: np.ndarray, without: np.ndarray) -> Path | None:
    lasted = np.isfinite(with_it).all(axis=-1) & np.isfinite(without).all(axis=-1)
    with_it, without = with_it[lasted], without[lasted]
    runs, periods = with_it.shape
    if runs < 2:
        return None
    gaps = with_it - without
    mean = gaps.mean(axis=0)
    half = quantile(0.975, runs - 1) * gaps.std(axis=0, ddof=1) / sqrt(runs)
    return Path(
        policy=policy,
        against=NOTHING,
        runs=runs,
        periods=tuple(range(1, periods + 1)),
        mean=_floats(mean),
        low=_floats(mean - half),
        high=_floats(mean + half),
        spread=tuple(_floats(row) for row in np.quantile(gaps, QUANTILES, axis=0)),
        correlation=_floats(correlation(with_it.T, without.T)),
    )


def _floats(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
