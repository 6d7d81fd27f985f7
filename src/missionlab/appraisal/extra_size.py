"""How many economies an extra simulates, and about how long that takes."""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.appraisal import break_even, dose, financing, patience, robustness
from missionlab.appraisal.context import Context
from missionlab.appraisal.family import MIX
from missionlab.appraisal.policies import Policy
from missionlab.appraisal.ranges import RANGES
from missionlab.appraisal.used import used_keys

SECONDS = 1e-4
"""Processor time of a period of one economy, compiled: 0.7 to 1 in ten thousand on an idle machine in November 2026."""


def economies(name: str, context: Context, policies: Sequence[Policy]) -> int:
    """The economies that the extra `name` simulates with its defaults."""
    runs, has_mix = len(context.seeds), any(policy.key == MIX for policy in policies)
    if name == "dose":
        chosen = 1 if has_mix else len(dose.WITHOUT_MIX)
        return (chosen + 1) * len(dose.SHARES) * runs
    if name == "patience":
        maps = sum(policy.key in patience.POLICIES for policy in policies)
        return (maps * len(patience.RULES) + 1) * len(patience.STEPS) * min(runs, patience.MOST_RUNS)
    if name == "break-even":
        return (len(break_even.YIELDS) + len(break_even.AGAINST)) * runs
    if name == "financing":
        return (len(financing.WAYS) * len(used_keys(policies)) + 1) * runs
    if name == "hysteresis":
        return (len(used_keys(policies)) + 1) * runs
    worlds = robustness.WORLDS * len(robustness.RULES) + robustness.TRAJECTORIES * (len(RANGES) + 1)
    return len(robustness.ranked(policies)) * worlds * min(runs, robustness.RUNS)


def minutes(count: int, context: Context) -> float:
    """About how long so many economies take, in minutes, a tenth at least."""
    from missionlab.ensemble.threads import thread_count

    return max(0.1, count * context.periods * SECONDS / thread_count(context.threads) / 60)
