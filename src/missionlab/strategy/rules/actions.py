"""Actions: on something, by somebody with the power, at a cost; and what they open and close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Action
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.identity import comes_back
from missionlab.strategy.rules.sums import three
from missionlab.strategy.vocabulary import ActionKind

_OF_MISSIONS = {ActionKind.RETARGET, ActionKind.MERGE, ActionKind.WITHDRAW}


def actions(book: Book) -> Iterable[Fault]:
    for action in book.strategy.actions:
        yield from _complete(action)
        yield from three(action, label(action), (), action, "effect_low", "effect", "effect_high")
        name = capital(label(action))
        if action.kind is not ActionKind.CONTINUE:
            if action.owner is None:
                yield Fault("no-owner", action, f"{name} has no owner: nobody has the power to take it.")
            if action.switching_cost is None:
                yield Fault("no-switching-cost", action, f"{name} does not say what it costs to change to it.")
        for number, other in enumerate(action.closes):
            if other == action.id or other in action.opens:
                what = "itself" if other == action.id else f"'{other}', which it opens"
                yield Fault("action-contradicts", action, f"{name} closes {what}.", ("closes", number))
    yield from _opened_by_itself(book.strategy.actions)


def _complete(action: Action) -> Iterator[Fault]:
    name = capital(label(action))
    if action.mission is None and action.project is None:
        message = f"{name} changes no mission and no project."
        yield Fault("action-incomplete", action, message, (), "Add 'mission' or 'project'.")
    elif action.kind in _OF_MISSIONS and action.mission is None:
        message = f"{name} is of the kind '{action.kind}', which is for missions, and names none."
        yield Fault("action-incomplete", action, message, ("kind",), "Add 'mission', or correct the kind.")
    if action.kind is ActionKind.SCALE and action.factor is None:
        message = f"{name} does not say by how much the money is multiplied."
        yield Fault("action-incomplete", action, message, ("kind",), "Add 'factor', such as 2 for twice as much.")
    if action.kind is ActionKind.RETARGET and (
        action.target is None or (action.new_value is None and action.new_year is None)
    ):
        missing = "target" if action.target is None else "new value and no new year"
        message = f"{name} changes a goal, and has no {missing}."
        fix = "Add 'target', and 'new_value' or 'new_year' or both."
        yield Fault("action-incomplete", action, message, ("kind",), fix)
    if action.effect is not None and action.target is None:
        message = f"{name} adds {action.effect:g}, and does not say to which target."
        yield Fault("action-incomplete", action, message, ("effect",), "Add 'target'.")


def _opened_by_itself(actions: tuple[Action, ...]) -> Iterator[Fault]:
    """Actions that are possible only after themselves."""
    opens = {action.id: action.opens for action in actions}
    for action in actions:
        if comes_back(action.id, opens):
            message = f"{capital(label(action))} is possible only after itself."
            yield Fault("cycle", action, message, ("opens",))
