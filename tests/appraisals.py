"""Recorded runs of an appraisal made by hand: constant series but for what a test plants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr

from missionlab.appraisal.outcomes import SERIES
from missionlab.appraisal.results import PolicyInfo

START = 13
"""First period of the policies: as many before it as the filter of the cycle loses."""


def info(
    key: str, placebo: str | None = None, end: int | None = None, budget: float = 0.01, lever: str = "transfers"
) -> PolicyInfo:
    budgets = ((lever, budget),) if key != "nothing" else ()
    return PolicyInfo(key, budgets, (), START, end, False, placebo)


def runs(policies: Sequence[str], logs: Mapping[str, np.ndarray], length: int, **series: np.ndarray) -> xr.Dataset:
    """Runs in which log GDP is 0 up to the start and `logs` (runs, length) after it; policies without one stay at 0.

    `series`, shape (policies, runs, length), replaces other series from the start on. Everything else is 1.
    """
    count = next(iter(logs.values())).shape[0]
    shape = (len(policies), count, START - 1 + length)
    values = {name: np.ones(shape) for name in SERIES}
    for place, key in enumerate(policies):
        if key in logs:
            values["gdp_constant"][place, :, START - 1 :] = np.exp(logs[key])
    for name, planted in series.items():
        values[name][..., START - 1 :] = planted
    dims = ("policy", "run", "period")
    return xr.Dataset({name: (dims, array) for name, array in values.items()}, coords={"policy": list(policies)})


def lasting(gaps: np.ndarray, length: int) -> np.ndarray:
    """A gap for each run, shape (runs,), that lasts: shape (runs, length)."""
    return np.repeat(np.asarray(gaps, dtype=float)[:, None], length, axis=1)
