"""Which policies are compared with which, and which of these comparisons are the primary ones, fixed beforehand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from missionlab.appraisal.estimate import Against
from missionlab.appraisal.recorded import NOTHING
from missionlab.appraisal.results import PolicyInfo

TRANSFERS = "transfers"
"""The placebo of all: the same money without condition."""
SUBSIDIES = "subsidies"
"""The indirect support that every policy must beat: research subsidies that hire researchers."""
NOISE = "noise"
"""A perturbation too small to matter: what is found of it is a false alarm."""
MIX = "mix"
"""The strategy's own use of the money."""
MIX_OWN_SIZE = "mix-own-size"
"""The strategy's mix at the size that the strategy has, instead of the budget of all policies."""

PLACEBOS = (TRANSFERS, "purchases", NOISE)
NEVER_PRIMARY = ("laboratory-permanent",)
"""Growth rises without bound under a shift that stays for good: it never carries the verdict."""

DIRECT, INDIRECT = "direct", "indirect"
GROUPS: Mapping[str, tuple[str, ...]] = {
    DIRECT: ("laboratory", "public-firms", "procurement", "public-bank"),
    INDIRECT: (SUBSIDIES, "refunds", "tax-relief"),
}
"""What stands for direct and for indirect support as a whole: one policy for each instrument, with equal weights, so
that no instrument counts twice because it was simulated under several readings."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A comparison to be made. A policy may be the name of one of `GROUPS`: then its mean."""

    policy: str
    against: str
    role: Against
    primary: bool


def groups(policies: Sequence[PolicyInfo], short: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """The members of direct and indirect support that were simulated; empty unless there are some of both.

    Those in `short` could spend less than half of their money and are no members.
    """
    keys = {info.key for info in policies} - set(short)
    found = {name: tuple(key for key in members if key in keys) for name, members in GROUPS.items()}
    return found if all(found.values()) else {}


def active(policies: Sequence[PolicyInfo]) -> tuple[PolicyInfo, ...]:
    """The policies that are no placebos."""
    own = {info.placebo for info in policies}
    return tuple(info for info in policies if info.key not in (NOTHING, *PLACEBOS) and info.key not in own)


def another_cost(info: PolicyInfo) -> bool:
    """Whether a policy has money or timing of its own, so that its placebo is as much money as transfers."""
    return info.placebo == f"{TRANSFERS}-{info.key}"


def pairs(policies: Sequence[PolicyInfo], short: Collection[str] = ()) -> tuple[Pair, ...]:
    """Every comparison.

    The primary family: each policy against transfers, its own placebo and subsidies; direct against indirect support as
    a whole; and noise against nothing, which must pass the same judgement as the policies do. A policy that costs
    another sum is compared with nothing, and with as much money as transfers, alone. `short` as in `groups`.
    """
    keys = [info.key for info in policies]
    apart = {key for info in policies if another_cost(info) for key in (info.key, info.placebo)}
    real = [info.key for info in active(policies) if info.key not in apart]
    out = []
    for info in policies:
        key, primary = info.key, info.key in real and info.key not in NEVER_PRIMARY
        if key == NOTHING:
            continue
        if NOTHING in keys:
            out.append(Pair(key, NOTHING, Against.NOTHING, key == NOISE))
        if another_cost(info) and info.placebo in keys:
            out.append(Pair(key, str(info.placebo), Against.PLACEBO, True))
        if key in apart:
            continue
        if TRANSFERS in keys and key != TRANSFERS:
            out.append(Pair(key, TRANSFERS, Against.PLACEBO, primary))
        if info.placebo in keys:
            out.append(Pair(key, str(info.placebo), Against.OWN_PLACEBO, primary))
        if SUBSIDIES in keys and key in real and key != SUBSIDIES:
            out.append(Pair(key, SUBSIDIES, Against.SUBSIDIES, primary))
    if MIX in keys:
        out += [Pair(MIX, key, Against.OTHER, False) for key in real if key not in (MIX, SUBSIDIES)]
    if groups(policies, short):
        out.append(Pair(DIRECT, INDIRECT, Against.OTHER, True))
    return tuple(out)
