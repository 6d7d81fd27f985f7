"""The yardstick of a problem: a policy fitted by least squares on what is known at each review.

States are reached at random (random changes at each review), then, from the last review back, what follows under the
policy fitted so far is regressed on a few numbers of the state after the decision: approaches carried on, the sum and
the largest of their chances, the chance that one succeeds, the target's chance, money left. Nobody could sign it; it
shows how far a readable rule is from what the same evidence allows. Control randomisation as in I. Kharroubi, N.
Langrené and H. Pham, "A numerical algorithm for fully nonlinear HJB equations", Monte Carlo Methods and Applications 20
(2014).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from missionlab.steering.lsm import coefficients, columns
from missionlab.steering.observed import Observed
from missionlab.steering.play import Standing, State, carry_out, start, worth_of
from missionlab.steering.problem import CHANCE, Flags, Floats, Problem
from missionlab.steering.rules import best

Plan = tuple[bool, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What a policy may know beside the evidence: what changes cost, and the money still to come."""

    ending: Floats
    beginning: Floats
    left: Floats
    """Money from each year on; shape (years + 1, approaches)."""
    plans: tuple[Plan, ...]
    """What the best static plan carries on, step by step."""
    present: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Regression:
    """A policy: at each review, the decision with the largest fitted worth less what it costs to change to it."""

    fits: tuple[Floats | None, ...]
    """Coefficients by review; nothing where they are not known yet, and then nothing is changed."""
    prices: Prices

    def __call__(self, seen: Observed, standing: Standing) -> Flags:
        fit = self.fits[seen.review]
        if fit is None:
            return standing.running
        chosen, most = standing.running.copy(), np.full(len(standing.running), -np.inf)
        for wanted in candidates(seen, standing, self.prices):
            after, price = after_change(wanted, standing, seen.review, self.prices)
            worth = features(seen, after, self.prices) @ fit - price
            better = worth > most + 1e-12
            chosen[better], most[better] = after[better], worth[better]
        return chosen


def candidates(seen: Observed, standing: Standing, prices: Prices) -> Sequence[Flags]:
    """Nothing changed first; then the best so many, one more begun, the best static plan."""
    running, idle = standing.running, standing.idle
    found = [running]
    latest = seen.latest if seen.latest is not None else np.zeros(running.shape)
    found += [best(np.where(running, latest, -1.0), keep) for keep in range(int(prices.present.sum()))]
    for one in np.flatnonzero(np.isfinite(prices.beginning[seen.review]) & idle.any(axis=0)):
        more = running.copy()
        more[:, one] |= idle[:, one]
        found.append(more)
    found += [np.array(plan) & (running | idle) for plan in prices.plans]
    return found


def after_change(wanted: Flags, standing: Standing, review: int, prices: Prices) -> tuple[Flags, Floats]:
    """What is carried on then, as far as somebody can change it, and the price of the change."""
    ended = standing.running & ~wanted & np.isfinite(prices.ending[review])
    begun = standing.idle & wanted & np.isfinite(prices.beginning[review])
    price = ended.astype(float) @ _finite(prices.ending[review])
    price += begun.astype(float) @ _finite(prices.beginning[review])
    return (standing.running & ~ended) | begun, price


def features(seen: Observed, running: Flags, prices: Prices) -> Floats:
    """The regressors after a decision; shape (paths, 9)."""
    chances = np.where(running, 0.0 if seen.latest is None else seen.latest, 0.0)
    none = np.prod(1 - chances, axis=1)
    target = np.zeros(len(running))
    if CHANCE in seen.signals and seen.published:
        target = seen.signals[CHANCE][:, -1]
    count = running.sum(axis=1).astype(float)
    left = running.astype(float) @ prices.left[seen.review]
    summed = chances.sum(axis=1)
    return columns([count, summed, (chances**2).sum(axis=1), none, left, target, target * count, target**2])


def regression(problem: Problem, plans: tuple[Plan, ...], seed: int) -> Regression:
    """The policy fitted on the futures of ``problem``; ``plans`` are the steps of the best static plan."""
    reviews = len(problem.years)
    left = np.concatenate([np.cumsum(problem.cost[::-1], axis=0)[::-1], np.zeros((1, len(problem.approaches)))])
    prices = Prices(problem.ending, problem.beginning, left, plans, problem.present)
    before = _explored(problem, prices, np.random.Generator(np.random.Philox(seed)))
    policy = Regression((None,) * reviews, prices)
    for review in reversed(range(reviews)):
        seen, (state, wanted) = problem.views[review], before[review]
        carry_out(problem, state, review, wanted)
        terms = features(seen, state.running, prices)
        sunk = _sunk(problem, state, review)
        follow_on(problem, state, policy, review + 1)
        fits = list(policy.fits)
        fits[review] = coefficients(terms, worth_of(problem, state) + sunk)
        policy = Regression(tuple(fits), prices)
    return policy


def follow_on(problem: Problem, state: State, policy: Callable[[Observed, Standing], Flags], first: int) -> None:
    """Carry out ``policy`` in ``state`` from review ``first`` on."""
    for review in range(first, len(problem.years)):
        wanted = policy(problem.views[review], Standing(state.running, state.idle))
        carry_out(problem, state, review, wanted)


def _explored(problem: Problem, prices: Prices, random: np.random.Generator) -> list[tuple[State, Flags]]:
    """By review: a copy of what random changes have led to, and the random change that is made then."""
    state, out = start(problem), []
    for review, seen in enumerate(problem.views):
        choices = candidates(seen, Standing(state.running, state.idle), prices)
        # Half of the futures change nothing, so that some get to each review with everything still open.
        number = np.where(random.random(problem.paths) < 0.5, 0, random.integers(0, len(choices), problem.paths))
        wanted = np.stack(choices)[number, np.arange(problem.paths)]
        out.append((state.copy(), wanted))
        calm = np.where(random.random(problem.paths)[:, None] < 2 / (review + 2), wanted, state.running)
        carry_out(problem, state, review, calm)
    return out


def _sunk(problem: Problem, state: State, review: int) -> Floats:
    """Money paid before ``review`` for what is carried on, and for every change up to it."""
    ran = (state.since < 0) & ~state.idle
    until = np.minimum(state.until, review)
    paths, approaches = np.arange(problem.paths)[:, None], np.arange(len(problem.approaches))
    return state.money + np.where(ran, problem.paid[paths, until, approaches], 0.0).sum(axis=1)


def _finite(prices: Floats) -> Floats:
    return np.where(np.isfinite(prices), prices, 0.0)
