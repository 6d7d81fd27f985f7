"""When direct support overtakes indirect support, if it does.

Single runs wander too far for a date of their own: two paths without any difference cross many times. So the date is
that of the mean paths, the first period from which the mean gap stays above zero to the end; at least the last ten
periods must lie above, or the end of the run would count as overtaking half of the time. Its interval comes from
drawing runs again. Beside it stands the share of single runs in which the same happens, to show how uncertain one
history is: without any difference it would be somewhat below a half, never near zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import DIRECT, GROUPS, INDIRECT, MIX, SUBSIDIES, groups
from missionlab.appraisal.paired import share_of_runs
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.results import Overtaking, PolicyInfo
from missionlab.base.text import text

if TYPE_CHECKING:
    import xarray as xr

STAYS = 10
"""Periods at the end that must lie above."""
_DRAWS = 2000
_FEWEST = 10
"""Pairs from which drawing them again gives an interval."""


def overtaking(dataset: xr.Dataset, policies: Sequence[PolicyInfo], start: int) -> tuple[Overtaking, ...]:
    """Direct against indirect support as a whole, then each direct policy and the mix against subsidies.

    An end of an interval that is not within the horizon is None, and the reason says so. `dataset` as in
    `comparison.effects`.
    """
    recorded = Recorded(dataset, start)
    logs = recorded.log_gain("gdp_constant", recorded.length)
    by_name = dict(zip(recorded.policies, logs, strict=True))
    members = groups(policies)
    for group, keys in members.items():
        by_name[group] = np.mean([by_name[key] for key in keys], axis=0)
    keys = [info.key for info in policies]
    wanted = [(DIRECT, INDIRECT)] if members else []
    if SUBSIDIES in keys:
        wanted += [(key, SUBSIDIES) for key in keys if key in (*GROUPS[DIRECT], MIX)]
    return tuple(_overtaking(policy, other, by_name[policy] - by_name[other]) for policy, other in wanted)


def _overtaking(policy: str, other: str, gaps: np.ndarray) -> Overtaking:
    there = gaps[np.isfinite(gaps).all(axis=-1)]
    if len(there) < _FEWEST:
        blank = Estimate(None, runs=len(there), reason=text("appraisal.reason.few_runs", fewest=_FEWEST))
        return Overtaking(policy, other, blank, blank)
    return Overtaking(policy, other, _date(there), share_of_runs(np.isfinite(overtaken(there))))


def overtaken(gaps: np.ndarray) -> np.ndarray:
    """The first period, counted from 1, from which gaps of shape (..., periods) stay above zero; infinity if none."""
    periods = gaps.shape[-1]
    stays = np.flip(np.logical_and.accumulate(np.flip(gaps > 0, axis=-1), axis=-1), axis=-1)
    length = stays.sum(axis=-1)
    return np.where(length >= min(STAYS, periods), periods - length + 1.0, np.inf)


def _date(gaps: np.ndarray, seed: int = 0) -> Estimate:
    runs = len(gaps)
    draws = np.random.default_rng(seed).multinomial(runs, np.full(runs, 1 / runs), size=_DRAWS) / runs
    at = float(overtaken(gaps.mean(axis=0)))
    # An end may be infinite, so it is one of the dates found, never a point between two of them.
    low, high = np.quantile(overtaken(draws @ gaps), [0.025, 0.975], method="closest_observation")
    value, low, high = (float(number) if np.isfinite(number) else None for number in (at, low, high))
    reason = None
    if value is None:
        reason = text("appraisal.reason.not_within")
    elif high is None:
        reason = text("appraisal.reason.end_not_within")
    return Estimate(value, low, high, runs, reason)
