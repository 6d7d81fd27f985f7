"""How projects turn out: chances by stage and age without gaps; what rules on state aid allow."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import AidRule, OutcomeModel
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.sums import chances, item_of
from missionlab.strategy.vocabulary import ProjectSize, Stage

_ORDER = list(Stage)
_BEFORE_SUCCESS = _ORDER[: _ORDER.index(Stage.DEPLOYMENT)]


def outcome_models(book: Book) -> Iterable[Fault]:
    for model in book.strategy.outcome_models:
        for number, step in enumerate(model.steps):
            named = {"advance": step.advance, "fail": step.fail}
            yield from chances(model, item_of(model, "step", number), ("steps", number), named)
        values = {"value_nothing": model.value_nothing, "value_below": model.value_below}
        yield from chances(model, label(model), ("value_below",), values)
        yield from _ages(model)
        yield from _stages(model)


def _ages(model: OutcomeModel) -> Iterator[Fault]:
    """The first chances of a stage hold from age 0, and no age has two."""
    ages: dict[Stage, list[tuple[int, int]]] = defaultdict(list)
    for number, step in enumerate(model.steps):
        ages[step.stage].append((step.from_age, number))
    for stage, given in ages.items():
        youngest, number = min(given)
        if youngest > 0:
            message = f"{capital(label(model))} has no chances for the stage '{stage}' before the age of {youngest}."
            yield Fault("outcome-gap", model, message, ("steps", number, "from_age"), "Add a step with 'from_age: 0'.")
        seen: set[int] = set()
        for age, number in given:
            if age in seen:
                message = f"{capital(label(model))} has two steps for the stage '{stage}' from the age of {age}."
                yield Fault("outcome-gap", model, message, ("steps", number, "from_age"), "Delete one of the two.")
            seen.add(age)


def _stages(model: OutcomeModel) -> Iterator[Fault]:
    """From the first stage that has chances on, each stage before the success has some."""
    if not model.steps:
        message = f"{capital(label(model))} has no steps."
        yield Fault("outcome-gap", model, message, ("steps",), "Add a step for each stage from which projects start.")
    given = {step.stage for step in model.steps}
    for number, step in enumerate(model.steps):
        if step.stage not in _BEFORE_SUCCESS:
            message = f"{capital(label(model))} has chances for the stage '{step.stage}', in which projects succeeded."
            yield Fault("outcome-gap", model, message, ("steps", number, "stage"), "Delete the step.")
    if given & set(_BEFORE_SUCCESS):
        first = next(place for place, stage in enumerate(_BEFORE_SUCCESS) if stage in given)
        missing = [stage for stage in _BEFORE_SUCCESS[first:] if stage not in given]
        if missing:
            stages = " and ".join(f"'{stage}'" for stage in missing)
            message = (
                f"{capital(label(model))} has no chances for {stages}, on the way from '{_BEFORE_SUCCESS[first]}'."
            )
            yield Fault("outcome-gap", model, message, ("steps",), "Add a step for each stage on the way.")


_SIZES = list(ProjectSize)


def aid_rules(book: Book) -> Iterable[Fault]:
    """A rule allows larger firms no more than smaller ones, and does not say both for any size and for one."""
    by_rule: dict[tuple[str, Stage], list[AidRule]] = defaultdict(list)
    for one in book.strategy.aid_rules:
        by_rule[one.rule, one.stage].append(one)
    for (name, stage), rules in by_rule.items():
        sized = sorted((one for one in rules if one.size), key=lambda one: _SIZES.index(one.size))  # type: ignore[arg-type]
        for smaller, larger in itertools.pairwise(sized):
            if larger.most > smaller.most:
                message = (
                    f"Rule '{name}' allows {larger.size} firms {larger.most:g} of the cost in the stage '{stage}', "
                    f"and {smaller.size} ones only {smaller.most:g}."
                )
                yield Fault("aid-rules-disagree", larger, message, ("most",))
        for one in rules:
            if one.size is None and sized:
                message = f"Rule '{name}' has a share for firms of any size in the stage '{stage}', and others by size."
                yield Fault("aid-rules-disagree", one, message, ("size",), "Give it a size, or delete the others.")
