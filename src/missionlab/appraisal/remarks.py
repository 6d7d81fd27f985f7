"""Findings of an appraisal: what weakens its comparisons, said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose

from missionlab.appraisal.costs import share_spent
from missionlab.appraisal.course import Course
from missionlab.appraisal.estimate import Answer
from missionlab.appraisal.family import MIX_OWN_SIZE, NOISE, TRANSFERS, another_cost
from missionlab.appraisal.names import name_of
from missionlab.appraisal.results import Design, Effect, Mix, PolicyCost
from missionlab.base.findings import Finding, Level, Place, in_order
from missionlab.base.text import say

PLACE = Place("appraisal")
_UNSPENT = 0.05
"""Share of its budget that a policy must leave unspent for it to be said."""
_ENDED = 0.05
"""Share of economies that must end early for it to be said."""


def remarks(
    design: Design,
    economies: int,
    compared: Sequence[Course],
    costs: Sequence[PolicyCost],
    effects: Sequence[Effect],
    mix: Mix | None,
) -> tuple[Finding, ...]:
    """All of them, in order; `economies` is the number of all simulated."""
    found = [*_noise(effects), *_ended(design, economies), *_unspent(costs), *_sizes(design, compared), *_mix(mix)]
    if design.precision is not None and (design.reached.value or 0.0) > design.precision:
        found.append(
            Finding(
                Level.NOTE,
                "precision-not-reached",
                PLACE,
                f"The widest primary effect has a half-width of {design.reached.value:.4f}, not {design.precision:g}.",
                "The number of runs was worked out from a pilot, whose spread is uncertain.",
                "Ask for a smaller number, or for more runs.",
            )
        )
    return in_order(found)


def _noise(effects: Sequence[Effect]) -> Iterator[Finding]:
    told = [one for one in effects if one.policy == NOISE and one.primary and one.answer in (Answer.MORE, Answer.LESS)]
    if told:
        yield Finding(
            Level.WARNING,
            "noise-told-from-nothing",
            PLACE,
            "A policy of a billionth of the wages was told from doing nothing.",
            "It has no effect but chance's, so this is a false alarm, and others may be.",
            "Read effects of a like size as not told apart; run again with another seed or more runs.",
        )


def _ended(design: Design, economies: int) -> Iterator[Finding]:
    if design.ended_early > _ENDED * economies:
        yield Finding(
            Level.WARNING,
            "economies-ended-early",
            PLACE,
            f"{design.ended_early} of {economies} simulated economies ended before their last period.",
            "A pair counts only if both economies last: what is compared are the steadier ones.",
            "Look at a smaller budget or fewer periods.",
        )


def _unspent(costs: Sequence[PolicyCost]) -> Iterator[Finding]:
    # The twins that spend as much as a policy of the caller's are no policies that anybody chose.
    chosen = [cost for cost in costs if not cost.policy.startswith(f"{TRANSFERS}-")]
    most = [
        (cost.policy, 1 - share) for cost in chosen if (share := share_spent(cost)) is not None and share < 1 - _UNSPENT
    ]
    if most:
        said = ", ".join(f"{left:.0%} by {_said(policy)}" for policy, left in most)
        yield Finding(
            Level.WARNING,
            "budget-not-spent",
            PLACE,
            f"Part of the budget could not be spent: {said}.",
            "A lever is bounded by what it pays for; so these did what they did with less money than the others.",
            "Compare them per unit of money spent, or appraise a smaller budget.",
        )


def _sizes(design: Design, compared: Sequence[Course]) -> Iterator[Finding]:
    for course in compared:
        if another_cost(course.info(design.start)) and course.key != MIX_OWN_SIZE:
            size = course.policy.size
            same = isclose(size, design.budget, rel_tol=1e-9)
            yield Finding(
                Level.NOTE,
                "another-cost",
                PLACE,
                f"{_said(course.key)} does not spend what the others do: "
                + ("its timing differs." if same else f"its budget is {size:g}, theirs {design.budget:g}."),
                "With more money or more time, more is done: only the same money at the same times compares its use.",
                f"Compare it with {_said(str(course.policy.placebo))}, which spends the same at the same times.",
            )


def _said(policy: str) -> str:
    named = name_of(policy)
    return named if isinstance(named, str) else say(named)


def _mix(mix: Mix | None) -> Iterator[Finding]:
    if mix is None:
        return
    if not mix.shares:
        yield Finding(
            Level.WARNING,
            "mix-not-in-the-model",
            PLACE,
            "None of the strategy's money could be read as levers, so its mix is not among the policies.",
            "The model has levers for money of some kinds only, and needs an amount.",
            "Give projects instruments and amounts, or a mapping of your own.",
        )
    elif mix.share_of_gdp is None:
        yield Finding(
            Level.NOTE,
            "mix-size-unknown",
            PLACE,
            "The mix is appraised at the budget of all policies only: the strategy's own size is not known.",
            "Its money cannot be set against GDP; the table of the mix says why.",
            "Give the place's GDP in the strategy's currency, or a dated rate of exchange with its source.",
        )
