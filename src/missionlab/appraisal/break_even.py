"""How productive a laboratory's researchers must be: the multiple of private yield at which the laboratory ties.

The yield of a public researcher has no empirical anchor, so a verdict on the laboratory is a statement about it. The
yield is varied on a log axis; the laboratory's effect is taken to rise with it; where the rising curve through the
means passes zero, the laboratory ties. Its own placebo is that of the main table, at a yield of one: its finds are
zero on average, but firms take up the good ones and leave the bad, so it does a little, and there is a tie with it too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.appraisal.context import Context
from missionlab.appraisal.crossing import crossing_of_means
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import SUBSIDIES, TRANSFERS
from missionlab.appraisal.paired import difference
from missionlab.appraisal.policies import Policy, of_key
from missionlab.appraisal.primary import at_place, pairs_that_lasted, primary_of
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.requested import BreakEven
from missionlab.base.text import text

YIELDS = tuple(float(multiple) for multiple in np.geomspace(0.001, 10.0, 9))
"""Multiples of a private researcher's yield."""
LABORATORY = "laboratory"
AGAINST = (TRANSFERS, "laboratory-idle", SUBSIDIES)

_FEWEST = 10
"""Pairs of runs from which a tie is looked for."""


def break_even(context: Context, policies: Sequence[Policy], yields: Sequence[float] = YIELDS) -> tuple[BreakEven, ...]:
    """The tie with each of `AGAINST`, all at the budget of the appraisal; `yields` rise. None without a laboratory."""
    by_key = {policy.key: policy for policy in policies}
    if LABORATORY not in by_key:
        return ()
    laboratory = by_key[LABORATORY]
    others = {key: by_key.get(key, of_key(key, context.budget)) for key in AGAINST}
    tried = [laboratory.using(_key(place), laboratory_yield=multiple) for place, multiple in enumerate(yields)]
    levers = {policy.key: context.schedule(None, **policy.values) for policy in (*tried, *others.values())}
    recorded = Recorded(context.simulate("break-even", levers, ("gdp_constant",)), context.start)
    values = primary_of(recorded)
    of_yields = np.array([values[recorded.place(policy.key)] for policy in tried])
    places = np.log(np.array(yields))
    out = []
    for key in AGAINST:
        other = values[recorded.place(key)]
        effects = tuple(difference(own, other).estimate for own in of_yields)
        out.append(BreakEven(key, tuple(yields), effects, tie(places, of_yields - other)))
    return tuple(out)


def tie(places: np.ndarray, gaps: np.ndarray) -> Estimate:
    """The multiple at which the effect rises above zero; `gaps`, shape (yields, runs), at the logs of the yields."""
    there = pairs_that_lasted(gaps)
    runs = there.shape[1]
    if runs < _FEWEST:
        return Estimate(None, runs=runs, reason=text("appraisal.reason.few_runs", fewest=_FEWEST))
    found = crossing_of_means(places, there.T)
    return at_place(found, runs, below="appraisal.reason.tie_below", above="appraisal.reason.tie_above")


def _key(place: int) -> str:
    return f"{LABORATORY} {place + 1}"
