"""How the numbers of a course are written."""

from __future__ import annotations

from missionlab.base.text import Quantity, Text, text
from missionlab.report.pilots import numbers
from missionlab.steering.option_results import OptionValue
from missionlab.steering.results import ActionCase


def worth(value: OptionValue) -> numbers.How:
    """Money, or points of chance where nobody states what the mission is worth."""
    return points if value.currency is None else numbers.money(value.currency)


def points(value: float) -> Text:
    return text("course.points", value=Quantity(100 * value, "", 1))


def regret(case: ActionCase) -> numbers.How:
    """In money where the action has a worth in money, else in points of chance."""
    return points if case.value.value is None else numbers.money(case.currency)
