"""The verdict in words: what the runs say, what they cannot tell, and what this model can never say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from missionlab.appraisal.answers import PER_COST, POINTS_PER_GAP, answered, one_of
from missionlab.appraisal.costs import share_spent
from missionlab.appraisal.estimate import Against, Answer
from missionlab.appraisal.family import (
    DIRECT,
    GROUPS,
    INDIRECT,
    MIX,
    MIX_OWN_SIZE,
    NEVER_PRIMARY,
    NOISE,
    TRANSFERS,
)
from missionlab.appraisal.names import name_of
from missionlab.appraisal.on_request import smallest_doses, what_is_left, yields
from missionlab.appraisal.outcomes import PRIMARY, PRIMARY_HORIZON
from missionlab.appraisal.precision import smallest_told
from missionlab.appraisal.results import Appraisal, Effect, PolicyCost
from missionlab.base.text import Quantity, Text, text

FULLY = 0.95
"""Share of its budget that a policy must spend for the verdict not to dwell on it."""

_ROLES = {Against.PLACEBO: "placebo", Against.OWN_PLACEBO: "own_placebo", Against.SUBSIDIES: "subsidies"}


def verdicts(appraisal: Appraisal) -> tuple[Text, ...]:
    """The verdict, the most important sentence first, from everything else that an appraisal holds."""
    effects = appraisal.effects
    primary = [effect for effect in effects if effect.primary]
    return (
        *_overall(effects, appraisal.costs),
        *yields(appraisal),
        *_mix(appraisal, primary),
        *_overtakes(appraisal),
        *_policies(appraisal, primary),
        *_unspent(effects, appraisal.costs),
        *what_is_left(appraisal),
        *smallest_doses(appraisal),
        *_checks(effects, primary),
        *_quality(appraisal, primary),
        text("appraisal.verdict.limits.unit", n=PRIMARY_HORIZON),
        *_design(appraisal),
        text("appraisal.verdict.limits.one_good"),
        text("appraisal.verdict.limits.year"),
    )


def _overall(effects: Sequence[Effect], costs: Sequence[PolicyCost]) -> Iterator[Text]:
    """Whether direct beats indirect support as a whole; and per unit of money, where some could not be spent."""
    found = one_of(effects, DIRECT, Against.OTHER, PRIMARY)
    if found is None:
        yield text("appraisal.verdict.overall_not_asked")
        return
    yield text("appraisal.verdict.overall", answer=answered(found))
    members = {key for group in (DIRECT, INDIRECT) for key in GROUPS[group]}
    per_cost = one_of(effects, DIRECT, Against.OTHER, "gap_per_cost")
    if per_cost is not None and any(cost.policy in members for cost in _short_of(costs)):
        yield text("appraisal.verdict.overall_per_cost", answer=answered(per_cost, PER_COST))


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
    found = one_of(primary, MIX_OWN_SIZE, Against.PLACEBO, PRIMARY)
    if found is None or appraisal.mix.share_of_gdp is None:
        yield text("appraisal.verdict.mix.size_unknown")
        return
    yield _at_own_size(found, appraisal.mix.share_of_gdp)
    nothing = one_of(appraisal.effects, MIX_OWN_SIZE, Against.NOTHING, PRIMARY)
    if nothing is not None:
        told_from_transfers = found.answer in (Answer.MORE, Answer.LESS)
        alone = told_from_transfers and nothing.answer is Answer.CANNOT_TELL
        yield text(
            f"appraisal.verdict.mix.{'not_from_nothing' if alone else 'against_nothing'}", answer=answered(nothing)
        )


def _at_own_size(found: Effect, share_of_gdp: float) -> Text:
    """The mix against as much money as transfers; where it is not told, with the smallest effect that would be."""
    share = Quantity(100 * share_of_gdp, "%")
    told = smallest_told(found)
    if found.answer is Answer.CANNOT_TELL and told is not None:
        smallest = Quantity(
            told * POINTS_PER_GAP, "", max(2, min(5, 1 - math.floor(math.log10(told * POINTS_PER_GAP))))
        )
        return text("appraisal.verdict.mix.under", share=share, smallest=smallest, answer=answered(found))
    return text("appraisal.verdict.mix.own_size", share=share, answer=answered(found))


def _overtakes(appraisal: Appraisal) -> Iterator[Text]:
    """From which year on GDP under direct support stays above that under indirect support."""
    for one in appraisal.overtaking:
        if (one.policy, one.other) != (DIRECT, INDIRECT):
            continue
        if one.periods.value is None:
            never = one.share.value is not None
            reason = {} if never else {"reason": one.periods.reason or text("appraisal.reason.ended_early")}
            yield text(f"appraisal.verdict.overtaking.{'never' if never else 'not_measured'}", **reason)
            continue
        ends = {
            name: text("appraisal.verdict.overtaking.beyond") if end is None else Quantity(end)
            for name, end in (("low", one.periods.low), ("high", one.periods.high))
        }
        yield text("appraisal.verdict.overtaking.from", year=Quantity(one.periods.value), **ends)


def _short_of(costs: Sequence[PolicyCost]) -> list[PolicyCost]:
    """The policies that could not spend what they were given."""
    return [cost for cost in costs if (share := share_spent(cost)) is not None and share < FULLY]


def _unspent(effects: Sequence[Effect], costs: Sequence[PolicyCost]) -> Iterator[Text]:
    for cost in _short_of(costs):
        share = Quantity(100 * (share_spent(cost) or 0.0), "%", 0)
        per_cost = one_of(effects, cost.policy, Against.PLACEBO, "gap_per_cost")
        if per_cost is None:
            yield text("appraisal.verdict.unspent", policy=name_of(cost.policy), share=share)
        else:
            answer = answered(per_cost, PER_COST)
            yield text("appraisal.verdict.unspent_per_cost", policy=name_of(cost.policy), share=share, answer=answer)


def _checks(effects: Sequence[Effect], primary: Sequence[Effect]) -> Iterator[Text]:
    """Noise must come out as "cannot tell"; and what the placebo of all does by itself."""
    noise = one_of(primary, NOISE, Against.NOTHING, PRIMARY)
    if noise is None:
        yield text("appraisal.verdict.noise.not_asked")
    else:
        failed = noise.answer in (Answer.MORE, Answer.LESS)
        word = "failed" if failed else noise.answer.name.lower()
        yield text(f"appraisal.verdict.noise.{word}", answer=answered(noise))
    transfers = one_of(effects, TRANSFERS, Against.NOTHING, PRIMARY)
    if transfers is not None:
        yield text("appraisal.verdict.transfers", answer=answered(transfers))


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
