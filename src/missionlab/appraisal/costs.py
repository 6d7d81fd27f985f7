"""What every policy was given, what it could spend, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.paired import mean_over_runs
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.results import PolicyCost, PolicyInfo
from missionlab.base.text import text

if TYPE_CHECKING:
    import xarray as xr


def costs(dataset: xr.Dataset, policies: Sequence[PolicyInfo], start: int) -> tuple[PolicyCost, ...]:
    """The cost of each policy but doing nothing, in the order given: means over its periods, then over runs.

    All but `share_of_gdp` are shares of what the whole labour force would earn at the wage of the period. `dataset` as
    in `comparison.effects`. A run that ended early does not count.
    """
    recorded = Recorded(dataset, start)
    return tuple(_cost(recorded, info) for info in policies if info.key != NOTHING)


def share_spent(cost: PolicyCost) -> float | None:
    """What a policy could spend of the money that it really was given, which ramps and changes of course vary."""
    spent, unspent = cost.spent.value, cost.unspent.value
    if spent is None or unspent is None or not spent + unspent > 0:
        return None
    return spent / (spent + unspent)


def _cost(recorded: Recorded, info: PolicyInfo) -> PolicyCost:
    last = recorded.length if info.end is None else info.end - recorded.start + 1
    row = recorded.place(info.key)

    def series(name: str, at: int = row) -> np.ndarray:
        return recorded.between(name, 1, last)[at]

    def in_wages(name: str, at: int = row) -> np.ndarray:
        return (series(name, at) / (series("wage", at) * series("labour_force", at))).mean(axis=-1)

    def brought(at: int) -> np.ndarray:
        """Taxes, without the one on households that pays for the policy itself."""
        return in_wages("taxes", at) - in_wages("taxes_households", at)

    spent, returns, taxes = in_wages("outlay"), in_wages("returns"), brought(row)
    untouched = brought(recorded.place(NOTHING)) if NOTHING in recorded.policies else np.full_like(taxes, np.nan)
    return PolicyCost(
        policy=info.key,
        budget=fsum(budget for _, budget in info.budgets),
        spent=mean_over_runs(spent),
        unspent=mean_over_runs(in_wages("unspent")),
        share_of_gdp=mean_over_runs((series("outlay") / series("gdp_nominal")).mean(axis=-1)),
        returns=mean_over_runs(returns),
        net=mean_over_runs(spent - returns - (taxes - untouched), text("appraisal.reason.ended_early")),
    )
