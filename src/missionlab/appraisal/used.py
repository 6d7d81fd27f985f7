"""What extras compare: the placebo of all, one policy for each instrument, and the strategy's mix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.family import GROUPS, MIX, TRANSFERS
from missionlab.appraisal.paired import difference
from missionlab.appraisal.policies import Policy, of_key
from missionlab.base.text import text


def used_keys(policies: Sequence[Policy]) -> tuple[str, ...]:
    """Their keys, the placebo first; the mix if it is among `policies`."""
    instruments = (key for keys in GROUPS.values() for key in keys)
    return (TRANSFERS, *instruments, *(policy.key for policy in policies if policy.key == MIX))


def used(policies: Sequence[Policy], budget: float) -> tuple[Policy, ...]:
    """The same as policies: as they are among `policies`, else as in the main table and of the size `budget`."""
    there = {policy.key: policy for policy in policies}
    return tuple(there[key] if key in there else of_key(key, budget) for key in used_keys(policies))


def against_transfers(key: str, gaps: np.ndarray, transfers: np.ndarray) -> Estimate:
    """The effect of the policy `key` against transfers, both of shape (runs,); blank for transfers themselves."""
    if key == TRANSFERS:
        return Estimate(None, reason=text("appraisal.reason.itself"))
    return difference(gaps, transfers).estimate
