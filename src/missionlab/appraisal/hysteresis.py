"""What is left of a policy after its money has stopped: hysteresis, or the lack of it.

Every policy has its money for half of the primary horizon. What is left is the gap of log GDP some periods after that:
against doing nothing, and against as much money that households were handed over the same periods. A policy's
settings go on after its end, because what was found decays and loans are paid back.
"""

from __future__ import annotations

from collections.abc import Sequence

from missionlab.appraisal.context import Context
from missionlab.appraisal.family import TRANSFERS
from missionlab.appraisal.outcomes import LEFT_AFTER, left
from missionlab.appraisal.paired import difference
from missionlab.appraisal.policies import Policy
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.requested import Left, LeftAfter
from missionlab.appraisal.used import against_transfers, used


def hysteresis(context: Context, policies: Sequence[Policy]) -> tuple[Left, ...]:
    """Transfers, each instrument and the mix, if it is among `policies`, with money for half of the run only."""
    ends_after = max(1, context.horizon // 2)
    chosen = used(policies, context.budget)
    end = context.start - 1 + ends_after
    levers = {policy.key: context.schedule(end, **policy.values) for policy in chosen}
    levers[NOTHING] = context.no_levers()
    recorded = Recorded(context.simulate("hysteresis", levers, ("gdp_constant",)), context.start)
    afterwards = [periods for periods in LEFT_AFTER if ends_after + periods <= recorded.length]
    gaps = {
        periods: dict(zip(recorded.policies, left(recorded, ends_after, periods), strict=True))
        for periods in afterwards
    }
    return tuple(
        Left(
            policy.key,
            ends_after,
            tuple(
                LeftAfter(
                    periods,
                    effect=difference(by_key[policy.key], by_key[NOTHING]).estimate,
                    special=against_transfers(policy.key, by_key[policy.key], by_key[TRANSFERS]),
                )
                for periods, by_key in gaps.items()
            ),
        )
        for policy in chosen
    )
