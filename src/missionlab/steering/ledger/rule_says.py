"""Which of the options a rule points to, on the day of the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from missionlab.steering.steer import steer
from missionlab.strategy.strategy import Strategy


def option_of_rule(strategy: Strategy, rule: str, options: Sequence[str], as_of: date, seed: int) -> str | None:
    """The option that is the action which the rule makes due on ``as_of``: by its id, its name, or the kind that its
    first word names; the action's id where none of them is it. Blank where the rule makes nothing due, or could not be
    read that day."""
    said = next((one for one in steer(strategy, as_of, seed=seed).rules if one.rule == rule), None)
    if said is None or said.action is None:
        return None
    ways = (
        lambda name: name == said.action,
        lambda name: name == said.action_name,
        lambda name: said.kind is not None and first_word(name) == str(said.kind),
    )
    found = [name for way in ways for name in options if way(name)]
    return found[0] if found else said.action


def first_word(name: str) -> str:
    """The first word of an option, which may be that of a kind of decision."""
    return name.casefold().split(" ")[0].strip(".,:;")
