"""The effect of a policy over its budget, from a ten-thousandth to three hundredths of GDP, and the smallest dose seen.

A real programme may be so small that no affordable number of runs can tell its effect from zero. So the budget is
varied on a log axis, against as much money as transfers, and the smallest dose that these runs can tell is given: the
evidence (the mean over its standard error) is taken to grow up to the dose where it is strongest, and is read in a
straight line in between; it must be strong enough to be believed at any of the doses tried, not only at one named
beforehand. A dose that only more runs could tell is not found: the number is one of this appraisal, not of the world.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.appraisal.context import Context
from missionlab.appraisal.crossing import crossing_of_evidence
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import MIX, TRANSFERS
from missionlab.appraisal.paired import LEVEL, difference, mean_over_runs
from missionlab.appraisal.policies import Policy, of_key
from missionlab.appraisal.primary import at_place, pairs_that_lasted, primary_of
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.requested import Dose, DosePoint
from missionlab.base.text import text
from missionlab.evidence.student import quantile

SHARES = tuple(float(share) for share in np.geomspace(1e-4, 0.03, 9))
"""Of GDP."""
WITHOUT_MIX = ("laboratory", "public-firms")
"""The policies whose dose is shown where there is no strategy."""

_SERIES = ("gdp_constant", "outlay", "unspent")
_FEWEST = 10
"""Pairs of runs from which a smallest dose is looked for."""


def doses(
    context: Context,
    policies: Sequence[Policy],
    programme: float | None = None,
    shares: Sequence[float] = SHARES,
) -> tuple[Dose, ...]:
    """The dose of the mix, where `policies` hold one, else of the laboratory and of public firms.

    `programme` is the strategy's own money as a share of GDP, `shares` the budgets tried, shares of GDP, rising.
    """
    from missionlab.appraisal.simulation import gdp_over_wages

    over_wages = float(gdp_over_wages(context).mean())
    chosen = [policy for policy in policies if policy.key == MIX]
    chosen = chosen or [of_key(key, context.budget) for key in WITHOUT_MIX]
    budgets = [share * over_wages for share in shares]
    sized = {
        _key(policy.key, place): policy.sized(budget)
        for policy in (*chosen, of_key(TRANSFERS, context.budget))
        for place, budget in enumerate(budgets)
    }
    runs = context.simulate(
        "dose", {key: context.schedule(None, **policy.values) for key, policy in sized.items()}, _SERIES
    )
    recorded = Recorded(runs, context.start)
    gaps, spent = primary_of(recorded), _spent(recorded)
    places = np.log(np.array(shares))
    out = []
    for policy in chosen:
        own, other = (
            np.array([gaps[recorded.place(_key(key, place))] for place in range(len(shares))])
            for key in (policy.key, TRANSFERS)
        )
        points = tuple(
            DosePoint(
                budget,
                share,
                difference(own[place], other[place]).estimate,
                mean_over_runs(spent[recorded.place(_key(policy.key, place))]),
            )
            for place, (budget, share) in enumerate(zip(budgets, shares, strict=True))
        )
        out.append(Dose(policy.key, TRANSFERS, points, smallest_dose(places, own - other), programme))
    return tuple(out)


def smallest_dose(places: np.ndarray, gaps: np.ndarray) -> Estimate:
    """The smallest dose whose effect these runs can tell from zero, with the interval that drawing them again gives.

    `places` are the logs of the doses, rising; `gaps`, shape (doses, runs), the effect in each pair of runs.
    """
    there = pairs_that_lasted(gaps)
    runs = there.shape[1]
    if runs < _FEWEST:
        return Estimate(None, runs=runs, reason=text("appraisal.reason.few_runs", fewest=_FEWEST))
    critical = quantile(1 - LEVEL / 2 / len(places), runs - 1)
    found = crossing_of_evidence(places, there.T, critical)
    return at_place(found, runs, below="appraisal.reason.dose_below", above="appraisal.reason.dose_above")


def _key(policy: str, place: int) -> str:
    return f"{policy} {place + 1}"


def _spent(recorded: Recorded) -> np.ndarray:
    """Share of the budget that was spent, shape (policies, runs)."""
    outlay, unspent = (recorded.between(name, 1, recorded.length).sum(axis=-1) for name in ("outlay", "unspent"))
    budget = outlay + unspent
    return np.where(budget > 0, outlay / np.where(budget > 0, budget, 1.0), np.nan)
