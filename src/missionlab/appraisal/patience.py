"""What patience does: the primary outcome over stopping rule and budget, for policies that can be given up.

A policy is given up after so many periods without a success, and its money is paid to households from then on. Every
combination is set against as much money paid to households from the beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.appraisal.context import Context
from missionlab.appraisal.family import TRANSFERS
from missionlab.appraisal.paired import difference, share_of_runs
from missionlab.appraisal.policies import Policy, of_key
from missionlab.appraisal.primary import primary_of
from missionlab.appraisal.recorded import Recorded
from missionlab.appraisal.requested import Patience

RULES = (0, 5, 10, 20, 40)
"""Periods without a success before giving up; 0 = never."""
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Budgets, as multiples of the appraisal's."""
POLICIES = ("laboratory", "public-firms")
MOST_RUNS = 150
"""Fifty cells a policy make each run dear; the first so many seeds are used."""

_LARGEST = 0.5
"""Largest budget of a lever."""


def patience(
    context: Context,
    policies: Sequence[Policy],
    rules: Sequence[int] = RULES,
    steps: Sequence[float] = STEPS,
) -> tuple[Patience, ...]:
    """One map for each policy of `POLICIES` that is among `policies`."""
    from dataclasses import replace

    few = replace(context, seeds=context.seeds[:MOST_RUNS])
    there = {policy.key for policy in policies}
    keys = [key for key in POLICIES if key in there]
    budgets = tuple(min(step * context.budget, _LARGEST) for step in steps)
    levers = {_key(TRANSFERS, 0, place): few.schedule(None, transfers=budget) for place, budget in enumerate(budgets)}
    for key in keys:
        for rule in rules:
            for place, budget in enumerate(budgets):
                chosen = of_key(key, budget).using(key, patience=float(rule))
                levers[_key(key, rule, place)] = few.schedule(None, **chosen.values)
    recorded = Recorded(few.simulate("patience", levers, ("gdp_constant", "given_up")), few.start)
    gaps = primary_of(recorded)
    given_up = recorded.between("given_up", recorded.length, recorded.length)[..., 0]

    def cell(key: str, rule: int, place: int) -> int:
        return recorded.place(_key(key, rule, place))

    def of_all(row: np.ndarray) -> np.ndarray:
        return row[np.isfinite(row)] > 0

    places = range(len(budgets))
    return tuple(
        Patience(
            policy=key,
            against=TRANSFERS,
            rules=tuple(rules),
            budgets=budgets,
            effects=tuple(
                tuple(difference(gaps[cell(key, r, b)], gaps[cell(TRANSFERS, 0, b)]).estimate for b in places)
                for r in rules
            ),
            given_up=tuple(tuple(share_of_runs(of_all(given_up[cell(key, r, b)])) for b in places) for r in rules),
        )
        for key in keys
    )


def _key(policy: str, rule: int, place: int) -> str:
    return f"{policy} {rule} {place + 1}"
