"""Every policy under deficit finance and under a matching tax: what the way of paying for it changes.

Under the tax, households pay each outlay in the period in which it is made. The same seeds, the same budgets and the
same start are used under both, so that the two ways are compared in pairs of runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.appraisal.context import Context
from missionlab.appraisal.family import TRANSFERS
from missionlab.appraisal.outcomes import BY_KEY, PRIMARY_HORIZON
from missionlab.appraisal.paired import difference
from missionlab.appraisal.policies import Policy
from missionlab.appraisal.primary import primary_of
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.requested import Financed, Financing
from missionlab.appraisal.span import Span
from missionlab.appraisal.used import against_transfers, used

WAYS = {"deficit": 0.0, "tax": 1.0}
"""The share of every outlay that a tax pays."""
_SERIES = ("gdp_constant", "gdp_nominal", "public_debt")


def financing(context: Context, policies: Sequence[Policy]) -> tuple[Financing, ...]:
    """Transfers, each instrument and the mix, if it is among `policies`, under both ways of paying for them."""
    chosen = used(policies, context.budget)
    levers = {NOTHING: context.no_levers()}
    for policy in chosen:
        for way, share in WAYS.items():
            paid = policy.using(policy.key, tax_financed=share)
            levers[_key(policy.key, way)] = context.schedule(None, **paid.values)
    recorded = Recorded(context.simulate("financing", levers, _SERIES), context.start)
    gaps = dict(zip(recorded.policies, primary_of(recorded), strict=True))
    span = Span(recorded, min(PRIMARY_HORIZON, recorded.length))
    debts = dict(zip(recorded.policies, BY_KEY["public_debt"].values(span), strict=True))
    return tuple(
        Financing(
            policy.key,
            deficit=_financed(policy.key, "deficit", gaps, debts),
            tax=_financed(policy.key, "tax", gaps, debts),
            difference=difference(gaps[_key(policy.key, "tax")], gaps[_key(policy.key, "deficit")]).estimate,
        )
        for policy in chosen
    )


def _financed(key: str, way: str, gaps: dict[str, np.ndarray], debts: dict[str, np.ndarray]) -> Financed:
    name, placebo = _key(key, way), _key(TRANSFERS, way)
    return Financed(
        effect=difference(gaps[name], gaps[NOTHING]).estimate,
        special=against_transfers(key, gaps[name], gaps[placebo]),
        debt=difference(debts[name], debts[NOTHING]).estimate,
    )


def _key(policy: str, way: str) -> str:
    return f"{policy} {way}"
