"""The verdict in words: what the runs say, what they cannot tell, and what this model can never say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from missionlab.appraisal.costs import share_spent
from missionlab.appraisal.family import (
    DIRECT,
    GROUPS,
    INDIRECT,
    MIX,
    MIX_OWN_SIZE,
    NEVER_PRIMARY,
    NOISE,
    TRANSFERS,
    another_cost,
)
from missionlab.appraisal.names import name_of
from missionlab.appraisal.outcomes import LEFT_AFTER, PRIMARY, PRIMARY_HORIZON, left_key
from missionlab.appraisal.paired import LEVEL
from missionlab.appraisal.precision import smallest_told
from missionlab.appraisal.results import Against, Answer, Appraisal, Effect, PolicyCost
from missionlab.base.text import Quantity, Text, text

POINTS_PER_GAP = 100 / ((PRIMARY_HORIZON + 1) / 2)
"""Points of growth a year, for each unit of the primary outcome: growth that is steadily higher by g makes gaps of g,
2 g, ... 80 g, whose mean is 40.5 g."""
FULLY = 0.95
"""Share of its budget that a policy must spend for the verdict not to dwell on it."""

_ROLES = {Against.PLACEBO: "placebo", Against.OWN_PLACEBO: "own_placebo", Against.SUBSIDIES: "subsidies"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """How an effect is written: the factor on its value, and the key of the words of its answers."""

    factor: float
    key: str


_GROWTH = _Unit(POINTS_PER_GAP, "growth")
_PER_COST = _Unit(1.0, "per_cost")


def verdicts(appraisal: Appraisal) -> tuple[Text, ...]:
    """The verdict, the most important sentence first, from everything else that an appraisal holds."""
    effects = appraisal.effects
    primary = [effect for effect in effects if effect.primary]
    return (
        *_overall(effects, appraisal.costs),
        *_yield(appraisal),
        *_mix(appraisal, primary),
        *_policies(appraisal, primary),
        *_unspent(effects, appraisal.costs),
        *_left(appraisal),
        *_checks(effects, primary),
        *_quality(appraisal, primary),
        text("appraisal.verdict.limits.unit", n=PRIMARY_HORIZON),
        *_design(appraisal),
        text("appraisal.verdict.limits.one_good"),
        text("appraisal.verdict.limits.year"),
    )


def answered(effect: Effect, unit: _Unit = _GROWTH) -> Text:
    """`yes, 0.10 (0.04 to 0.16) points of growth a year`; or no, cannot tell, or why it was not measured."""
    estimate = effect.estimate
    if effect.answer is Answer.NOT_MEASURED or estimate.value is None or estimate.low is None or estimate.high is None:
        return text("appraisal.verdict.not_measured", reason=estimate.reason or text("appraisal.reason.ended_early"))
    half = (estimate.high - estimate.low) / 2 * unit.factor
    places = max(2, min(5, 1 - math.floor(math.log10(half)))) if half > 0 else 2
    value, low, high = (
        Quantity(number * unit.factor, "", places) for number in (estimate.value, estimate.low, estimate.high)
    )
    # Zero is left out by the interval alone, and let in again by the correction.
    alone = estimate.low > 0 or estimate.high < 0
    by_chance = effect.answer is Answer.CANNOT_TELL and alone and (effect.p_adjusted or 0.0) >= LEVEL
    word = "by_chance" if by_chance else effect.answer.name.lower()
    return text(f"appraisal.verdict.{unit.key}.{word}", value=value, low=low, high=high)


def _one(
    effects: Sequence[Effect], policy: str, role: Against, outcome: str, horizon: int | None = PRIMARY_HORIZON
) -> Effect | None:
    return next(
        (
            effect
            for effect in effects
            if (effect.policy, effect.role, effect.outcome, effect.horizon) == (policy, role, outcome, horizon)
        ),
        None,
    )


def _overall(effects: Sequence[Effect], costs: Sequence[PolicyCost]) -> Iterator[Text]:
    """Whether direct beats indirect support as a whole; and per unit of money, where some could not be spent."""
    found = _one(effects, DIRECT, Against.OTHER, PRIMARY)
    if found is None:
        yield text("appraisal.verdict.overall_not_asked")
        return
    yield text("appraisal.verdict.overall", answer=answered(found))
    members = {key for group in (DIRECT, INDIRECT) for key in GROUPS[group]}
    per_cost = _one(effects, DIRECT, Against.OTHER, "gap_per_cost")
    if per_cost is not None and any(cost.policy in members for cost in _short_of(costs)):
        yield text("appraisal.verdict.overall_per_cost", answer=answered(per_cost, _PER_COST))


def _policies(appraisal: Appraisal, primary: Sequence[Effect]) -> Iterator[Text]:
    """Each policy against the placebo, its own placebo and subsidies; the strategy's mix first."""
    shares = {cost.policy: share for cost in appraisal.costs if (share := share_spent(cost)) is not None}
    keys = [info.key for info in appraisal.policies if info.key not in (NOISE, MIX_OWN_SIZE)]
    for key in sorted(keys, key=lambda key: key != MIX):
        parts = [
            text(
                "appraisal.verdict.part",
                than=_than(effect, shares),
                answer=answered(effect),
            )
            for effect in primary
            if effect.policy == key and effect.role in _ROLES
        ]
        if parts:
            arguments = dict(zip(("first", "second", "third"), parts, strict=False))
            yield text(f"appraisal.verdict.policy_{len(parts)}", policy=name_of(key), **arguments)
    if any(info.key in NEVER_PRIMARY for info in appraisal.policies):
        yield text("appraisal.verdict.permanent")


def _than(effect: Effect, shares: Mapping[str, float]) -> Text:
    """What an effect is set against; an own placebo that spent another share of its money is said to have done so."""
    role, own, other = _ROLES[effect.role], shares.get(effect.policy), shares.get(effect.against)
    if effect.role is Against.OWN_PLACEBO and own is not None and other is not None and abs(own - other) > 1 - FULLY:
        spent, others = Quantity(100 * own, "%", 0), Quantity(100 * other, "%", 0)
        return text("appraisal.verdict.than.own_placebo_unequal", spent=spent, other=others)
    return text(f"appraisal.verdict.than.{role}")


def _mix(appraisal: Appraisal, primary: Sequence[Effect]) -> Iterator[Text]:
    """What can be said of the strategy's mix at the size that it really has."""
    if appraisal.mix is None:
        return
    if not appraisal.mix.shares:
        yield text("appraisal.verdict.mix.unmapped")
        return
    found = _one(primary, MIX_OWN_SIZE, Against.PLACEBO, PRIMARY)
    if found is None or appraisal.mix.share_of_gdp is None:
        yield text("appraisal.verdict.mix.size_unknown")
        return
    share = Quantity(100 * appraisal.mix.share_of_gdp, "%")
    told = smallest_told(found)
    if found.answer is Answer.CANNOT_TELL and told is not None:
        smallest = Quantity(
            told * POINTS_PER_GAP, "", max(2, min(5, 1 - math.floor(math.log10(told * POINTS_PER_GAP))))
        )
        yield text("appraisal.verdict.mix.under", share=share, smallest=smallest, answer=answered(found))
    else:
        yield text("appraisal.verdict.mix.own_size", share=share, answer=answered(found))


def _short_of(costs: Sequence[PolicyCost]) -> list[PolicyCost]:
    """The policies that could not spend what they were given."""
    return [cost for cost in costs if (share := share_spent(cost)) is not None and share < FULLY]


def _unspent(effects: Sequence[Effect], costs: Sequence[PolicyCost]) -> Iterator[Text]:
    for cost in _short_of(costs):
        share = Quantity(100 * (share_spent(cost) or 0.0), "%", 0)
        per_cost = _one(effects, cost.policy, Against.PLACEBO, "gap_per_cost")
        if per_cost is None:
            yield text("appraisal.verdict.unspent", policy=name_of(cost.policy), share=share)
        else:
            answer = answered(per_cost, _PER_COST)
            yield text("appraisal.verdict.unspent_per_cost", policy=name_of(cost.policy), share=share, answer=answer)


def _left(appraisal: Appraisal) -> Iterator[Text]:
    """What is left at the latest date after the end that the runs reach."""
    for years in sorted(LEFT_AFTER, reverse=True):
        found = [
            effect
            for effect in appraisal.effects
            if effect.outcome == left_key(years)
            and effect.role is Against.NOTHING
            and effect.policy in _carrying(appraisal)
        ]
        if found:
            for answer in (Answer.MORE, Answer.LESS, Answer.CANNOT_TELL):
                names = [name_of(effect.policy) for effect in found if effect.answer is answer]
                if names:
                    yield text(f"appraisal.verdict.left.{answer.name.lower()}", years=years, policies=names)
            return
    yield text("appraisal.verdict.left.not_measured")


def _carrying(appraisal: Appraisal) -> set[str]:
    """The policies that may carry a verdict."""
    placebos = {info.placebo for info in appraisal.policies if not another_cost(info)}
    return {info.key for info in appraisal.policies} - placebos - {NOISE, *NEVER_PRIMARY}


def _checks(effects: Sequence[Effect], primary: Sequence[Effect]) -> Iterator[Text]:
    """Noise must come out as "cannot tell"; and what the placebo of all does by itself."""
    noise = _one(primary, NOISE, Against.NOTHING, PRIMARY)
    if noise is None:
        yield text("appraisal.verdict.noise.not_asked")
    else:
        failed = noise.answer in (Answer.MORE, Answer.LESS)
        word = "failed" if failed else noise.answer.name.lower()
        yield text(f"appraisal.verdict.noise.{word}", answer=answered(noise))
    transfers = _one(effects, TRANSFERS, Against.NOTHING, PRIMARY)
    if transfers is not None:
        yield text("appraisal.verdict.transfers", answer=answered(transfers))


def _yield(appraisal: Appraisal) -> Iterator[Text]:
    """What is assumed of a laboratory's researchers, and from which yield on the verdict would be another."""
    levers = {lever for info in appraisal.policies for lever, _ in info.budgets}
    if not levers & {"laboratory", "laboratory_technique"}:
        return
    yield text("appraisal.verdict.limits.yield")
    if not appraisal.break_even:
        yield text("appraisal.verdict.limits.ask_break_even")
    for one in appraisal.break_even:
        if one.multiple.value is not None:
            yield text(
                "appraisal.verdict.limits.break_even",
                other=name_of(one.against),
                multiple=Quantity(one.multiple.value),
            )


def _design(appraisal: Appraisal) -> Iterator[Text]:
    """How the runs were financed and when policies ended, where not as usual; and what the map of patience is."""
    if appraisal.design.tax_financed:
        yield text("appraisal.verdict.limits.tax", share=Quantity(100 * appraisal.design.tax_financed, "%", 0))
    if appraisal.design.end is not None:
        yield text("appraisal.verdict.limits.end", n=appraisal.design.end)
    if appraisal.patience:
        yield text("appraisal.verdict.limits.patience")


def _quality(appraisal: Appraisal, primary: Sequence[Effect]) -> Iterator[Text]:
    """How many comparisons were made, what pairing did, and pairs that were lost."""
    measured = [effect for effect in primary if effect.answer is not Answer.NOT_MEASURED]
    if measured:
        yield text("appraisal.verdict.family", n=len(measured))
    gained = [effect.variance_gained for effect in measured if effect.variance_gained is not None]
    if gained:
        middle = median(gained)
        share = Quantity(100 * abs(middle), "%", 0)
        yield text(f"appraisal.verdict.pairing.{'gain' if middle >= 0 else 'loss'}", share=share)
    lost = max((effect.dropped for effect in primary), default=0)
    if lost:
        yield text("appraisal.verdict.dropped", n=lost, runs=appraisal.design.runs)
