"""A made-up course in every state: rules that fire, cannot tell, were made afterwards; every verdict on an option."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from missionlab.portfolio.results import Measured
from missionlab.steering.judge import judged
from missionlab.steering.option_results import OptionValue, Verdict
from missionlab.steering.results import Afterwards, Course, Power, RuleSaid, Says, Subject
from missionlab.steering.steer import steer
from missionlab.steering.trial import trial
from missionlab.strategy.reader import read
from missionlab.strategy.template import TEMPLATE

DAY = date(2026, 11, 24)


def course(name: str = "") -> Course:
    """The template's course with further states; ``name`` stands before every name."""
    found = steer(read(TEMPLATE), DAY)
    rules = tuple(_named(one, name) for one in found.rules)
    blind = replace(rules[0], says=Says.CANNOT_TELL, readings=(), action=None, action_name=None, kind=None)
    late = replace(rules[0], afterwards=Afterwards.YES, by_revision=True)
    actions = tuple(replace(one, name=f"{name}{one.name}") for one in found.actions)
    powerless = replace(actions[1], power=Power.NOBODY, owner=None, owner_name=None, value=Measured(None))
    return replace(
        found,
        rules=(*rules, blind, late),
        actions=(*actions, powerless),
        reviews=tuple(
            replace(one, owner=None, owner_name=None, rules=tuple(_named(said, name) for said in one.rules))
            for one in found.reviews
        ),
        values=tuple(_values(name)),
        fixed=tuple(replace(one, subject=_renamed(one.subject, name)) for one in found.fixed),
        patience=found.patience[:2],
    )


def _named(said: RuleSaid, name: str) -> RuleSaid:
    return replace(said, subject=_renamed(said.subject, name), signpost_name=f"{name}{said.signpost_name}")


def _renamed(subject: Subject, name: str) -> Subject:
    return replace(subject, name=f"{name}{subject.name}")


def _values(name: str) -> list[OptionValue]:
    """In large money and refused, and in chances, where nobody can tell."""
    training, fresh = (replace(trial(stream, 60), approaches=_approaches(name)) for stream in ("training", "fresh"))
    first = judged(training, fresh, currency="EUR")
    large = _times(first, 1e9)
    small = replace(_times(first, 0.01), currency=None, name=f"{name}Mission in chances")
    return [
        replace(large, verdict=Verdict.REFUSED, name=f"{name}Mission in money"),
        replace(small, verdict=Verdict.CANNOT_TELL),
    ]


def _approaches(name: str) -> tuple[str, ...]:
    return tuple(f"{name}Approach {number}" for number in range(1, 7))


def _times(value: OptionValue, factor: float) -> OptionValue:
    """The same worth in other units."""

    def times(one: Measured) -> Measured:
        value, low, high = (None if end is None else end * factor for end in (one.value, one.low, one.high))
        return Measured(value, low, high, one.reason)

    return replace(
        value,
        bars=tuple(replace(bar, value=times(bar.value), gain=times(bar.gain)) for bar in value.bars),
        statics=tuple(replace(plan, value=times(plan.value)) for plan in value.statics),
        option=times(value.option),
        against_present=times(value.against_present),
        shuffled=times(value.shuffled),
    )
