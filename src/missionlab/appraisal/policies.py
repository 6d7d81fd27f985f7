"""The policies of an appraisal as data: what the money is spent on, how it is used, and what each is compared with.

All have the same budget, so that only its use differs. A placebo has no special part: a laboratory that finds nothing
on average, public firms that may fail and teach nobody, purchases of any machine, loans at random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from missionlab.appraisal.family import MIX, NOISE, SUBSIDIES, TRANSFERS
from missionlab.appraisal.recorded import NOTHING
from missionlab.appraisal.results import Mix
from missionlab.base.findings import InputError, Place
from missionlab.economy.levers import BY_NAME

OF_NOISE = 1e-9
"""Budget of the policy that must not be told from nothing."""

NEWNESS = 5
"""Periods within which a technique counts as new in procurement. A capital-good firm that searches with success nearly
every period replaces its technique within a few."""

_LABORATORY = ("laboratory_yield", "laboratory_gain", "patience")
SETTINGS_OF: Mapping[str, tuple[str, ...]] = {
    "laboratory": (*_LABORATORY, "laboratory_decay"),
    "laboratory_technique": _LABORATORY,
    "public_firms": ("public_firm_count", "public_firm_protection", "public_firm_diffusion", "patience"),
    "machine_purchases": ("machine_newness", "machines_handed_over"),
    "public_bank": ("loan_rate", "loan_tenor", "loan_loss_limit", "loan_upside", "loan_targeting"),
}
"""The settings that say how each budget is used, beside `tax_financed`, which is read for all."""

ACTS_ITSELF = frozenset(SETTINGS_OF)
"""Budgets with which the state acts itself; with all others it pays others to."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A use of public money.

    `size` is the whole budget, share of the labour force's wages; `shares` divides it among levers and adds up to 1,
    empty for a policy without money; `settings` are those that differ from the levers' defaults, and rates.
    """

    key: str
    shares: tuple[tuple[str, float], ...] = ()
    settings: tuple[tuple[str, float], ...] = ()
    size: float = 0.0
    placebo: str | None = None

    @property
    def budgets(self) -> tuple[tuple[str, float], ...]:
        """The budget of each lever, share of the labour force's wages."""
        return tuple((lever, share * self.size) for lever, share in self.shares)

    @property
    def values(self) -> dict[str, float]:
        """Budgets, settings and rates by name, as `economy.levers.policy` takes them."""
        return {**dict(self.budgets), **dict(self.settings)}

    @property
    def direct(self) -> bool:
        """Whether the state acts itself with more than half of the money."""
        return fsum(share for lever, share in self.shares if lever in ACTS_ITSELF) > 0.5

    def sized(self, size: float) -> Policy:
        """The same use of another amount."""
        return replace(self, size=size)

    def using(self, key: str, **settings: float) -> Policy:
        """The same money used with other settings, under another key."""
        return replace(self, key=key, settings=tuple(sorted({**dict(self.settings), **settings}.items())))

    def uses(self) -> dict[str, float]:
        """Every setting that this policy depends on, with its value."""
        read = {name for lever, _ in self.shares for name in (*SETTINGS_OF.get(lever, ()), "tax_financed")}
        return {**{name: BY_NAME[name].default for name in read}, **dict(self.settings)}


def _on(key: str, lever: str, placebo: str | None = None, **settings: float) -> Policy:
    return Policy(key, ((lever, 1.0),), tuple(sorted(settings.items())), 1.0, placebo)


_TABLE = (
    Policy(NOTHING),
    _on(TRANSFERS, "transfers"),
    _on("purchases", "purchases"),
    _on(NOISE, "transfers"),
    _on(SUBSIDIES, "research_hiring"),
    _on("refunds", "research_refund"),
    _on("tax-relief", "investment_discount"),
    _on("laboratory", "laboratory", "laboratory-idle"),
    _on("laboratory-idle", "laboratory", laboratory_gain=0.0),
    _on("laboratory-permanent", "laboratory", "laboratory-idle", laboratory_decay=0.0),
    _on("laboratory-technique", "laboratory_technique", "laboratory-technique-idle"),
    _on("laboratory-technique-idle", "laboratory_technique", laboratory_gain=0.0),
    _on("public-firms", "public_firms", "public-firms-unprotected"),
    _on("public-firms-unprotected", "public_firms", public_firm_protection=0.0, public_firm_diffusion=0.0),
    _on("procurement", "machine_purchases", "procurement-plain", machine_newness=NEWNESS),
    _on("procurement-plain", "machine_purchases"),
    _on("public-bank", "public_bank", "public-bank-random"),
    _on("public-bank-random", "public_bank", loan_targeting=0.0),
)
KEYS = tuple(policy.key for policy in _TABLE)


def main_table(budget: float) -> tuple[Policy, ...]:
    """Doing nothing, the placebos, and every lever, all with the same budget."""
    sizes = {NOTHING: 0.0, NOISE: OF_NOISE}
    return tuple(policy.sized(sizes.get(policy.key, budget)) for policy in _TABLE)


def of_key(key: str, budget: float) -> Policy:
    """One policy of the main table."""
    return next(policy for policy in main_table(budget) if policy.key == key)


def mix(found: Mix, budget: float, key: str = MIX) -> Policy:
    """A strategy's money, divided among levers and used as the mapping of its instruments says."""
    return Policy(key, tuple(sorted(found.shares)), tuple(sorted(found.settings)), budget)


def stacked(key: str, policies: Sequence[Policy]) -> Policy:
    """All these policies at once: budgets add, whatever the order.

    Raises `InputError` where two of them need the same setting at different values.
    """
    settings = {}
    for policy in policies:
        for name, value in policy.uses().items():
            settings.setdefault(name, {}).setdefault(value, policy.key)
    for name, users in sorted(settings.items()):
        if len(users) > 1:
            (value, first), (other, second) = sorted(users.items())[:2]
            raise InputError(
                f"{first} needs {name} = {value:g}, and {second} needs {name} = {other:g}.",
                place=Place(key),
                why="In one economy a setting has one value in a period.",
                fix="Give both policies the same value, or appraise them one by one.",
            )
    amounts: dict[str, list[float]] = {}
    for policy in policies:
        for lever, amount in policy.budgets:
            amounts.setdefault(lever, []).append(amount)
    size = fsum(amount for of_lever in amounts.values() for amount in of_lever)
    named = {name: value for policy in policies for name, value in policy.settings}
    return Policy(
        key,
        tuple((lever, fsum(amounts[lever]) / size) for lever in sorted(amounts)) if size > 0 else (),
        tuple(sorted(named.items())),
        size,
    )
