"""Every pilot of a strategy on a day: what it taught, and what more of it would be worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from pydantic import ValidationError

from missionlab.base.findings import InputError
from missionlab.base.fingerprint import seed_of
from missionlab.base.text import Text, text
from missionlab.portfolio.results import Measured
from missionlab.steering.learning.assess import Stakes, at_share, blank_share
from missionlab.steering.learning.beliefs import (
    ArmData,
    Believed,
    arms_of,
    believed,
    described,
    results_of,
    uncounted,
)
from missionlab.steering.learning.beta import Beta
from missionlab.steering.learning.designs import DESIGNS, chosen_rates, rounds_for, schedule
from missionlab.steering.learning.normal import Normal
from missionlab.steering.learning.priors import Prior, prior_of
from missionlab.steering.learning.results import Blank, CarryOver, DesignWorth, PilotWorth, Registered
from missionlab.steering.learning.worth import Payoff, chosen, sequential
from missionlab.strategy.records import Pilot
from missionlab.strategy.strategy import Strategy, as_known_on

SHARES = (1.0, 0.75, 0.5)
"""Shares of a pilot's success that may hold at scale, shown where none is stated."""
DRAWS = 4000
"""Draws by which designs are compared."""
_FEWEST_ARMS = 3
_MOST_SEQUENTIAL = 1000
_DEFAULT_SEQUENTIAL = 20


def pilots(strategy: Strategy, as_of: date | None = None, *, seed: int = 0) -> tuple[PilotWorth, ...]:
    """Every pilot that was written down by the end of ``as_of`` (default: today), in file order.

    Only results that were known by then count. ``seed`` names the random numbers by which designs are compared.
    """
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    return tuple(_worth(pilot, strategy, day, seed) for pilot in known.pilots)


def voi(
    strategy: Strategy,
    pilot: str,
    as_of: date | None = None,
    *,
    size: int | None = None,
    cost: float | None = None,
    benefit: float | None = None,
    scale_cost: float | None = None,
    carries_over: float | None = None,
    seed: int = 0,
) -> PilotWorth:
    """The value of information of one pilot, with any of its numbers replaced.

    ``cost`` is that of one unit; ``benefit`` and ``scale_cost`` are money in the pilot's currency; ``carries_over`` is
    the share of its success that holds at scale. Raises ``InputError`` for a pilot that there is not, and for numbers
    that a pilot cannot have.
    """
    day = as_of or date.today()
    known = {one.id: one for one in as_known_on(strategy, day).pilots}
    if pilot not in known:
        names = ", ".join(known) or "none"
        raise InputError(
            f"There is no pilot {pilot!r} that was written down by {day}.",
            why="Its worth is worked out from its record.",
            fix=f"Use one of: {names}.",
        )
    given = {
        "size": size,
        "cost": cost,
        "benefit": benefit,
        "scale_cost": scale_cost,
        "carries_over": carries_over,
    }
    return _worth(_with(known[pilot], given), strategy, day, seed)


def _with(pilot: Pilot, given: dict[str, Any]) -> Pilot:
    changes = {name: value for name, value in given.items() if value is not None}
    try:
        return Pilot.model_validate({**pilot.model_dump(), **changes})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise InputError(
            f"{name} cannot be {changes.get(name)!r}: {first['msg']}.",
            why="The worth of a pilot needs numbers that a pilot can have.",
            fix=f"Pass another {name}, or none for that of the record.",
        ) from None


@dataclass(frozen=True, slots=True)
class _Arms:
    """What is believed of every arm, before and after its results, and from weaker and stronger priors."""

    data: tuple[ArmData, ...]
    before: list[Believed]
    after: list[Believed]
    weaker: list[Believed]
    stronger: list[Believed]


def _arms(pilot: Pilot, prior: Beta | Normal) -> _Arms:
    data = results_of(pilot, prior)
    weaker, stronger = prior.of_strength(0.5), prior.of_strength(2.0)
    return _Arms(
        data,
        [prior] * len(data),
        [believed(prior, one) for one in data],
        [believed(weaker, one) for one in data],
        [believed(stronger, one) for one in data],
    )


def _worth(pilot: Pilot, strategy: Strategy, day: date, seed: int) -> PilotWorth:
    prior = prior_of(pilot)
    arms = _arms(pilot, prior.belief) if prior.belief is not None else None
    done = sum(one.units for one in arms.data) if arms else sum(result.trials or 0 for result in pilot.results)
    left = max(0, pilot.size - done) if pilot.size is not None else None
    shares = (pilot.carries_over,) if pilot.carries_over is not None else SHARES
    made = [(share, _stakes(pilot, arms, share, left)) for share in shares]
    main = made[0][1]
    stakes = main if isinstance(main, Stakes) else None
    nothing = main if isinstance(main, Text) else None
    carry = tuple(_carry(pilot, share, one) for share, one in made)
    empty = tuple(ArmData(arm, ()) for arm in arms_of(pilot))
    changing = [one.can_change for one in carry if one.can_change is not None]
    best = stakes.best_units if stakes else None
    return PilotWorth(
        pilot=pilot.id,
        name=pilot.name,
        question=pilot.question,
        decision=pilot.decision,
        mission=pilot.mission,
        project=pilot.project,
        action=pilot.action,
        unit=pilot.unit,
        measure=pilot.measure,
        model=pilot.model,
        currency=pilot.currency,
        registered=registered(pilot, day),
        prior_source=prior.source,
        prior_reason=prior.reason,
        before=tuple(map(described, arms.before, empty)) if arms else (),
        after=tuple(map(described, arms.after, arms.data)) if arms else (),
        size=pilot.size,
        done=done,
        threshold=stakes.payoff.threshold if stakes else None,
        perfect=stakes.perfect() if stakes else Measured(None, reason=nothing),
        sizes=stakes.sizes() if stakes else (),
        planned=stakes.size(stakes.left) if stakes and stakes.left else None,
        best=stakes.size(best) if stakes and best else None,
        sequential=_one_by_one(stakes, nothing),
        scale_up=chosen(stakes.beliefs, stakes.payoff)[0] is not None if stakes else None,
        can_change=any(changing) if changing else None,
        carry_over=carry,
        designs=_designs(pilot, arms, left, seed),
        changed=pilot.changed,
        sources=pilot.sources,
        blank=tuple(_blanks(pilot, prior)),
        as_of=day.isoformat(),
        seed=seed,
        fingerprint=strategy.fingerprint,
        assumptions=None,
    )


def registered(pilot: Pilot, day: date) -> Registered:
    """Whether the pilot was written down before its first data, as far as their dates tell."""
    dates = [one.on for one in pilot.results if one.on is not None]
    first = pilot.first_data_on or (min(dates) if dates else None)
    if first is None or first.first > day:
        return Registered.UNKNOWN if pilot.results or pilot.registered_on is None else Registered.NO_DATA
    written = pilot.registered_on
    if written is None:
        return Registered.UNKNOWN
    if written.last <= first.first:
        return Registered.BEFORE
    return Registered.AFTER if written.first > first.last else Registered.UNKNOWN


def _stakes(pilot: Pilot, arms: _Arms | None, share: float, left: int | None) -> Stakes | Text:
    """What is at stake at one share of carry-over, or the reason why that is not known."""
    if arms is None:
        return text("pilots.blank.no_prior")
    payoff = _payoff(pilot, share, quantity=isinstance(arms.before[0], Normal))
    if isinstance(payoff, Text):
        return payoff
    return Stakes(arms.after, arms.weaker, arms.stronger, payoff, pilot.cost, left or None)


def _payoff(pilot: Pilot, share: float, *, quantity: bool) -> Payoff | Text:
    """A quantity is a net benefit: at a smaller share, the benefit shrinks and the cost of scaling up does not."""
    if quantity:
        if share < 1 and pilot.scale_cost is None:
            return text("pilots.blank.scale_cost_net")
        return Payoff(share, (1 - share) * (pilot.scale_cost or 0.0))
    if pilot.benefit is None or pilot.scale_cost is None:
        both = pilot.benefit is None and pilot.scale_cost is None
        field = "money" if both else "benefit" if pilot.benefit is None else "scale_cost"
        return text(f"pilots.blank.{field}")
    return Payoff(pilot.benefit * share, pilot.scale_cost)


def _carry(pilot: Pilot, share: float, stakes: Stakes | Text) -> CarryOver:
    if isinstance(stakes, Text):
        return blank_share(share, stakes)
    return at_share(stakes, share, stated=pilot.carries_over is not None)


def _one_by_one(stakes: Stakes | None, nothing: Text | None) -> Measured:
    if stakes is None:
        return Measured(None, reason=nothing)
    if stakes.cost is None:
        return Measured(None, reason=text("pilots.blank.cost"))
    every = [beliefs[0] for beliefs in (stakes.beliefs, stakes.weaker, stakes.stronger)]
    simple = [one for one in every if isinstance(one, Beta)]
    if len(stakes.beliefs) > 1 or len(simple) < len(every):
        return Measured(None, reason=text("pilots.blank.sequential"))
    most = min(stakes.left or _DEFAULT_SEQUENTIAL, _MOST_SEQUENTIAL)
    worth = [sequential(one, stakes.payoff, stakes.cost, most) for one in simple]
    return Measured(worth[0], min(worth), max(worth))


def _designs(pilot: Pilot, arms: _Arms | None, left: int | None, seed: int) -> tuple[DesignWorth, ...]:
    """Equal split and halving on the same true rates, where there are arms and units enough for it."""
    beliefs = [one for one in (arms.after if arms else []) if isinstance(one, Beta)]
    if arms is None or len(beliefs) < len(arms.after) or len(beliefs) < _FEWEST_ARMS or not left:
        return ()
    rounds = rounds_for(len(beliefs))
    a_round = left // rounds
    if a_round < len(beliefs):
        return ()
    random = np.random.Generator(np.random.Philox(seed_of("designs", pilot.id, seed)))
    rates = np.stack([random.beta(one.alpha, one.beta, DRAWS) for one in beliefs], axis=1)
    out: list[DesignWorth] = []
    for design in DESIGNS:
        plan = schedule(design, len(beliefs), rounds, a_round)
        found = chosen_rates(plan, beliefs, rates, random)
        error = 2 * float(found.std(ddof=1)) / DRAWS**0.5
        mean = float(found.mean())
        out.append(DesignWorth(design, plan, Measured(mean, mean - error, mean + error)))
    return tuple(out)


def _blanks(pilot: Pilot, prior: Prior) -> Sequence[Blank]:
    """What the record leaves open, and what cannot be said because of it."""
    out = [Blank(field, prior.reason) for field in prior.blank]
    if prior.belief is not None and not isinstance(prior.belief, Normal):
        fields = {"benefit": pilot.benefit, "scale_cost": pilot.scale_cost}
        out += [Blank(field, text(f"pilots.blank.{field}")) for field, value in fields.items() if value is None]
    if pilot.cost is None:
        out.append(Blank("cost", text("pilots.blank.cost")))
    if pilot.size is None:
        out.append(Blank("size", text("pilots.blank.size")))
    if pilot.carries_over is None:
        out.append(Blank("carries_over", text("pilots.blank.carries_over")))
    if pilot.registered_on is None:
        out.append(Blank("registered_on", text("pilots.blank.registered_on")))
    if prior.belief is not None and (left_out := uncounted(pilot, prior.belief)):
        out.append(Blank("results", text("pilots.blank.results", n=left_out)))
    return out
