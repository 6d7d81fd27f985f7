"""What it is worth to be able to change a mission's course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from missionlab.base.findings import InputError
from missionlab.base.text import Money, Text, say, text
from missionlab.steering.choices import Choice, choice_of
from missionlab.steering.judge import judged
from missionlab.steering.option_results import OptionValue
from missionlab.steering.problem import CHANCE, Flags, Floats, Problem, Worth
from missionlab.steering.problems import problem_of
from missionlab.steering.project_money import worth_of_target
from missionlab.steering.rules import Rule, When
from missionlab.strategy.records import CourseRule, Mission
from missionlab.strategy.strategy import Strategy, as_known_on
from missionlab.strategy.vocabulary import ActionKind, Statistic
from missionlab.tracking.results import Standings

TRAINING = 1000
FRESH = 4000


def option_value(
    strategy: Strategy,
    mission: str | None = None,
    *,
    as_of: date | None = None,
    rules: Sequence[CourseRule] | None = None,
    discount_rate: float | None = None,
    training: int = TRAINING,
    fresh: int = FRESH,
    seed: int = 0,
    standings: Standings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> OptionValue:
    """The option value of one mission (the only one when blank), with what was known at the end of ``as_of``.

    ``rules`` are judged in place of every readable rule. ``discount_rate`` is a share a year; blank: that of the
    strategy's fund, and without one nothing is discounted. ``standings`` of the same day saves making them again.
    Raises ``InputError`` where it cannot be said, with what is missing.
    """
    if training < 2 or fresh < 2:
        raise InputError("At least two futures are needed to choose on, and two to judge on.")
    day = as_of or date.today()
    known = as_known_on(strategy, day)
    made = values_of(
        known, day, _named(known, mission), rules, discount_rate, training, fresh, seed, standings, progress
    )
    found = made[0]
    if isinstance(found, Text):
        raise InputError(
            f"The option value of {mission or 'the mission'} cannot be worked out: {say(found)}.",
            why="Only what somebody has the power to do, at a stated price and with a stated effect, can be valued.",
            fix="Add actions with owner, switching_cost, delay_months, target and effect.",
        )
    return replace(found, fingerprint=strategy.fingerprint)


def values_of(
    known: Strategy,
    day: date,
    missions: Sequence[Mission],
    rules: Sequence[CourseRule] | None,
    rate: float | None,
    training: int,
    fresh: int,
    seed: int,
    standings: Standings | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[OptionValue | Text]:
    """For each mission its value, or why there is none; ``known`` is cut to ``day``."""
    if rate is not None and not -0.5 <= rate <= 2:
        raise InputError(
            f"{rate} is no discount rate.",
            why="A rate a year is a share: 0.035 is three and a half per cent.",
            fix="Give a share from -0.5 to 2, or leave it out.",
        )
    if standings is None:
        from missionlab.tracking.track import standings_of

        standings = standings_of(known, day, seed)
    paths = _Paths(training, fresh, seed)
    rate = rate if rate is not None else _rate(known)
    return [_value(known, day, mission, rules, rate, paths, standings, progress) for mission in missions]


@dataclass(frozen=True, slots=True)
class _Paths:
    training: int
    fresh: int
    seed: int


def _value(
    known: Strategy,
    day: date,
    mission: Mission,
    rules: Sequence[CourseRule] | None,
    rate: float | None,
    paths: _Paths,
    standings: Standings,
    progress: Callable[[int, int], None] | None,
) -> OptionValue | Text:
    choice = choice_of(mission, known, standings, day, rate)
    if isinstance(choice, Text):
        return choice
    made = [
        problem_of(choice, known, day, stream, count, paths.seed)
        for stream, count in (("training", paths.training), ("fresh", paths.fresh))
    ]
    first, second = made
    if isinstance(first, Text):
        return first
    if isinstance(second, Text):
        return second
    reasons = list(choice.reasons)
    prize, money_rate = worth_of_target(choice.standing.target, mission, standings.targets), None
    if prize is None:
        money_rate = _chance_per_money(first)
        if money_rate is None:
            return text("course.no_value.no_price")
        reasons.append(text("course.no_value.by_chance"))
    else:
        worth = Money(prize, choice.currency)
        reasons.append(text("course.no_value.prize", target=choice.standing.name, worth=worth))
    scaled = [_scaled(one, prize, money_rate) for one in (first, second)]
    named = None
    if rules is not None:
        usable = [rule for rule in rules if _can_be_tried(rule, known, choice)]
        others = [rule.id for rule in rules if rule not in usable]
        if not usable:
            return text("course.no_value.no_rules")
        if others:
            reasons.append(text("course.no_value.rules_left_out", rules=others))
        named = _named_rules(usable, first, choice)
    found = judged(
        scaled[0],
        scaled[1],
        named,
        seed=paths.seed,
        currency=choice.currency if prize is not None else None,
        money_rate=money_rate,
        fingerprint=known.fingerprint,
        reasons=tuple(reasons),
        progress=progress,
    )
    return replace(found, subject=mission.id, name=mission.name)


def _scaled(problem: Problem, prize: float | None, money_rate: float | None) -> Problem:
    """Worth in money, or money in chances."""
    if prize is not None:
        return replace(problem, worth=_times(problem.worth, prize))
    assert money_rate is not None
    price = {name: getattr(problem, name) * money_rate for name in ("cost", "ending", "beginning")}
    return replace(problem, **price)


def _times(worth: Worth, prize: float) -> Worth:
    def scaled(delivered: Flags) -> Floats:
        return prize * worth(delivered)

    return scaled


def _chance_per_money(problem: Problem) -> float | None:
    """Chance that a unit of money buys in the plan as it stands: the price of money where nobody states a worth."""
    runs = np.broadcast_to(problem.present, problem.ready.shape)
    gained = problem.worth(runs & (problem.ready >= 0)).mean() - problem.worth(np.zeros_like(runs)).mean()
    spent = (problem.paid[:, -1, :] * runs).sum(axis=1).mean()
    return float(gained / spent) if gained > 0 and spent > 0 else None


def _can_be_tried(rule: CourseRule, known: Strategy, choice: Choice) -> bool:
    """Whether it reads the chance of the very target that is looked at, and calls for what is in the choice."""
    post = known.signpost_by_id.get(rule.signpost)
    reads = post is not None and post.statistic is Statistic.CHANCE and post.target == choice.standing.target
    can = {action.id for action, _ in choice.begun} | {action.id for _, action, _ in choice.ended}
    return reads and rule.then in can


def _named_rules(rules: Sequence[CourseRule], problem: Problem, choice: Choice) -> tuple[Rule, ...]:
    """The strategy's rules as rules of the problem; none of one that begins only when all is over."""
    places = {action.id: (len(choice.ended) + number, True) for number, (action, _) in enumerate(choice.begun)}
    places |= {action.id: (number, False) for number, (_, action, _) in enumerate(choice.ended)}
    made: list[Rule] = []
    for rule in rules:
        first = 1 if rule.not_before is None else rule.not_before.year - problem.years[0]
        if first < len(problem.years):
            place, begins = places[rule.then]
            made.append(When(CHANCE, rule.comparator, rule.threshold, rule.reviews, max(1, first), place, begins))
    return tuple(made)


def _rate(known: Strategy) -> float | None:
    """The discount rate of the strategy's funds, where they state one and the same."""
    rates = {fund.discount_rate for fund in known.funds if fund.discount_rate is not None}
    return rates.pop() if len(rates) == 1 else None


def _named(known: Strategy, mission: str | None) -> tuple[Mission, ...]:
    if mission is not None and mission in known.mission_by_id:
        return (known.mission_by_id[mission],)
    with_actions = {action.mission for action in known.actions if action.kind is not ActionKind.CONTINUE}
    for action in known.actions:
        project = known.project_by_id.get(action.project or "")
        with_actions |= set(project.missions) if project is not None else set()
    found = tuple(one for one in known.missions if one.id in with_actions)
    if mission is None and len(found) == 1:
        return found
    names = ", ".join(one.id for one in found or known.missions) or "none"
    raise InputError(
        f"There is no mission {mission!r}."
        if mission is not None
        else "The strategy has more than one mission, or none.",
        why="The option value is that of one mission.",
        fix=f"Name one of: {names}." if found else "Add actions to the strategy (see the reference of records).",
    )
