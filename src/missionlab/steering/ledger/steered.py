"""What `steer` knows of a decision on the day of its evidence: what the rule says, and how the options fare."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from missionlab.portfolio.results import Measured
from missionlab.steering.ledger.decision import Decision, Option, RuleUsed
from missionlab.steering.ledger.evidence import written
from missionlab.steering.results import ActionCase, Course
from missionlab.steering.steer import has_course, steer
from missionlab.strategy.strategy import Strategy
from missionlab.strategy.vocabulary import ActionKind

_ASKED = ("cost", "p_met", "p_met_low", "p_met_high", "regret")
"""Numbers of an option; where somebody stated one of them, none is filled in."""


def steered(strategy: Strategy, decision: Decision, seed: int) -> Decision:
    """The decision with the option that its rule points to, and with cost, chance and regret of options that are
    actions of the strategy, where nobody stated them. What `steer` cannot say stays blank."""
    if not has_course(strategy):
        return decision
    course = steer(strategy, decision.as_of, seed=seed)
    names = [option.name for option in decision.options]
    rule = decision.rule
    if isinstance(rule, RuleUsed) and rule.says is None:
        rule = rule.model_copy(update={"says": _option_of_rule(course, rule.id, names)})
    options = tuple(_with_numbers(option, course, decision.subjects) for option in decision.options)
    return decision.model_copy(update={"rule": rule, "options": options})


def first_word(name: str) -> str:
    """The first word of an option, which may be that of a kind of decision."""
    return name.casefold().split(" ")[0].strip(".,:;")


def _option_of_rule(course: Course, rule: str, options: Sequence[str]) -> str | None:
    """The option that is the action which the rule makes due: by its id, its name, or the kind that its first word
    names; the action's id where none of them is it. Blank where the rule makes nothing due, or cannot be read."""
    said = next((one for one in course.rules if one.rule == rule), None)
    if said is None or said.action is None:
        return None
    ways = (
        lambda name: name == said.action,
        lambda name: name == said.action_name,
        lambda name: said.kind is not None and first_word(name) == str(said.kind),
    )
    found = [name for way in ways for name in options if way(name)]
    return found[0] if found else said.action


def _with_numbers(option: Option, course: Course, subjects: Sequence[str]) -> Option:
    if any(getattr(option, name) is not None for name in _ASKED):
        return option
    case = next((one for one in course.actions if option.name in (one.action, one.name)), None)
    if case is not None:
        return option.model_copy(update=_of_case(case))
    if first_word(option.name) == ActionKind.CONTINUE:
        return option.model_copy(update=_of_going_on(course, subjects))
    return option


def _of_case(case: ActionCase) -> dict[str, Any]:
    numbers = _chance(case.chance)
    if case.money.value is not None and case.money.value >= 0 and case.currency is not None:
        numbers |= {"cost": _decimal(case.money.value), "currency": case.currency}
    # Without a stated worth of the mission, regret is a difference of chances, and no money.
    if case.value.value is not None and case.regret.value is not None and case.regret.value >= 0:
        numbers |= {"regret": _decimal(case.regret.value)}
    return numbers


def _of_going_on(course: Course, subjects: Sequence[str]) -> dict[str, Any]:
    """The chance if nothing is changed, where the actions of the subjects are all about one target."""
    cases = [one for one in course.actions if one.subject is not None and one.subject.id in subjects]
    known = [one for one in cases if one.without.value is not None]
    return _chance(known[0].without) if len({one.target for one in known}) == 1 else {}


def _chance(found: Measured) -> dict[str, Any]:
    ends = {"p_met_low": found.low, "p_met": found.value, "p_met_high": found.high}
    numbers = {name: _decimal(value) for name, value in ends.items() if value is not None}
    ordered = [numbers[name] for name in ends if name in numbers]
    return numbers if "p_met" in numbers and ordered == sorted(ordered) else {}


def _decimal(value: float) -> Decimal:
    return Decimal(written(value))
