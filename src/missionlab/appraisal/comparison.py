"""Every effect of every policy: paired differences on all outcomes at all horizons, judged together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from missionlab.appraisal.estimate import Answer, Estimate
from missionlab.appraisal.family import Pair, groups, pairs
from missionlab.appraisal.multiplicity import false_discovery_adjusted, holm_adjusted
from missionlab.appraisal.outcomes import (
    HORIZONS,
    LEFT_AFTER,
    OUTCOMES,
    PRIMARY,
    PRIMARY_HORIZON,
    left,
    left_key,
)
from missionlab.appraisal.paired import LEVEL, difference
from missionlab.appraisal.recorded import NOTHING, Recorded
from missionlab.appraisal.results import Effect, PolicyInfo
from missionlab.appraisal.span import Span
from missionlab.base.text import Quantity, Text, text

if TYPE_CHECKING:
    import xarray as xr

NEGLIGIBLE = 1e-6
"""An effect whose whole interval is smaller than this is no effect: a millionth of GDP, or of the labour force."""

LEAST_SPENT = 0.5
"""Share of its money that a policy must be able to spend to carry a verdict; fixed beforehand."""


def effects(
    dataset: xr.Dataset, policies: Sequence[PolicyInfo], start: int, horizons: Sequence[int] = HORIZONS
) -> tuple[Effect, ...]:
    """Every comparison of `family.pairs` on every outcome at every horizon that the runs reach.

    `dataset` has the dims (policy, run, period) of `ensemble.simulate_many`, its policies named by the keys of
    `policies`; `start` is the first period of the policies. The whole run is a further horizon (None) where it is none
    of `horizons`. Raises `InputError` if a series, a policy or the periods are missing.
    """
    recorded = Recorded(dataset, start)
    short = short_of_money(recorded, policies)
    wanted = pairs(policies, short)
    reached = [horizon for horizon in sorted(set(horizons)) if horizon <= recorded.length]
    spans: list[tuple[int | None, int]] = [(horizon, horizon) for horizon in reached]
    if recorded.length not in reached:
        spans.append((None, recorded.length))
    members = groups(policies, short)
    found: list[Effect] = []
    for horizon, length in spans:
        span = Span(recorded, length, members)
        for outcome in OUTCOMES:
            if length >= outcome.shortest:
                by_name = dict(zip(span.names, outcome.values(span), strict=True))
                missing = text("appraisal.reason.no_cost") if outcome.per_cost else None
                found += [_effect(pair, outcome.key, horizon, by_name, missing) for pair in wanted]
    if PRIMARY_HORIZON not in reached:
        found += [_out_of_reach(pair, recorded.length) for pair in wanted if pair.primary]
    found += _left(recorded, policies, wanted)
    return judged([_without_verdict(effect, short) for effect in found])


def short_of_money(recorded: Recorded, policies: Sequence[PolicyInfo]) -> dict[str, float]:
    """The policies that could spend less than `LEAST_SPENT` of their money, with the share that they spent.

    Pooled over all runs and over the periods of the primary outcome, each in its own wages.
    """
    span = Span(recorded, min(PRIMARY_HORIZON, recorded.length))
    spent, unspent = span.workers("outlay"), span.workers("unspent")
    shares = {}
    for info in policies:
        if info.budgets:
            row = recorded.place(info.key)
            paid, left_over = float(np.nansum(spent[row])), float(np.nansum(unspent[row]))
            if paid < LEAST_SPENT * (paid + left_over):
                shares[info.key] = paid / (paid + left_over)
    return shares


def _without_verdict(effect: Effect, short: Mapping[str, float]) -> Effect:
    """The effect; where it would carry a verdict for a policy short of money, shown without a test."""
    if not effect.primary or effect.policy not in short or effect.estimate.value is None:
        return effect
    reason = text("appraisal.reason.unspent", share=Quantity(100 * short[effect.policy], "%", 0))
    return replace(effect, p=None, estimate=replace(effect.estimate, reason=reason))


def judged(found: Sequence[Effect]) -> tuple[Effect, ...]:
    """The effects with their adjusted p-values and answers, in the same order.

    Holm over the primary effects, Benjamini and Hochberg over all the others together.
    """
    primary = [effect.p for effect in found if effect.primary]
    others = [effect.p for effect in found if not effect.primary]
    adjusted = {True: iter(holm_adjusted(primary)), False: iter(false_discovery_adjusted(others))}
    return tuple(_answered(effect, next(adjusted[effect.primary])) for effect in found)


def _answered(effect: Effect, adjusted: float | None) -> Effect:
    return replace(effect, p_adjusted=adjusted, answer=answer(effect.estimate, adjusted))


def answer(estimate: Estimate, adjusted: float | None) -> Answer:
    """What an effect's adjusted p-value and its interval say of its sign."""
    if estimate.value is None or estimate.low is None or estimate.high is None or adjusted is None:
        return Answer.NOT_MEASURED
    negligible = max(abs(estimate.low), abs(estimate.high)) < NEGLIGIBLE
    if adjusted >= LEVEL or negligible:
        return Answer.CANNOT_TELL
    return Answer.MORE if estimate.value > 0 else Answer.LESS


def _effect(
    pair: Pair, outcome: str, horizon: int | None, values: dict[str, np.ndarray], missing: Text | None
) -> Effect:
    found = difference(values[pair.policy], values[pair.against], missing)
    return Effect(
        policy=pair.policy,
        against=pair.against,
        role=pair.role,
        outcome=outcome,
        horizon=horizon,
        estimate=found.estimate,
        dropped=found.dropped,
        correlation=found.correlation,
        variance_gained=found.variance_gained,
        p=found.p,
        p_adjusted=None,
        primary=pair.primary and outcome == PRIMARY and horizon == PRIMARY_HORIZON,
        answer=Answer.NOT_MEASURED,
    )


def _out_of_reach(pair: Pair, length: int) -> Effect:
    reason = text("appraisal.reason.too_short", periods=length, needed=PRIMARY_HORIZON)
    blank = Estimate(None, reason=reason)
    return Effect(
        policy=pair.policy,
        against=pair.against,
        role=pair.role,
        outcome=PRIMARY,
        horizon=PRIMARY_HORIZON,
        estimate=blank,
        dropped=0,
        correlation=blank,
        variance_gained=None,
        p=None,
        p_adjusted=None,
        primary=True,
        answer=Answer.NOT_MEASURED,
    )


def _left(recorded: Recorded, policies: Sequence[PolicyInfo], wanted: Sequence[Pair]) -> Iterator[Effect]:
    """What is left of policies that have ended: against nothing, and against those that ended in the same period."""
    last = recorded.start + recorded.length - 1
    ends = {info.key: info.end for info in policies if info.end is not None and info.end < last}
    for end in sorted(set(ends.values())):
        together = {NOTHING, *(key for key, other in ends.items() if other == end)}
        chosen = [pair for pair in wanted if pair.policy in together and pair.against in together]
        for periods in LEFT_AFTER:
            if end + periods <= last:
                values = left(recorded, end - recorded.start + 1, periods)
                by_name = dict(zip(recorded.policies, values, strict=True))
                yield from (_effect(pair, left_key(periods), None, by_name, None) for pair in chosen)
