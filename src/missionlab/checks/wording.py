"""Small helpers with which checks say numbers: sentences, lists that stop after three, rates with two figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from missionlab.base.text import Quantity, Share, Text, text

_LISTED = 3


def sentence(name: str, **args: Any) -> Text:
    """The wording ``checks.<name>``."""
    return text(f"checks.{name}", **args)


def together(*sentences: Text | None) -> Text:
    """Several sentences after each other; blanks are left out, at least one is needed."""
    said = [part for part in sentences if part is not None]
    whole = said[-1]
    for part in reversed(said[:-1]):
        whole = sentence("then", first=part, next=whole)
    return whole


def some(names: Sequence[Any]) -> tuple[Any, ...]:
    """The first three of ``names``, and how many more there are."""
    if len(names) <= _LISTED + 1:
        return tuple(names)
    return (*names[:_LISTED], sentence("more", n=len(names) - _LISTED))


def quoted(prose: str) -> str:
    """Prose from a record without its last full stop, to stand inside a sentence."""
    return " ".join(prose.split()).rstrip(".")


def _decimals(value: float) -> int:
    size = abs(value)
    if size == 0 or size >= 1000:
        return 0
    if size >= 1:
        return 1
    return min(4, 1 - math.floor(math.log10(size)))


def rate(value: float, unit: str, known_to: float | None = None) -> Quantity:
    """A change per year in ``unit``, signed, with two figures of itself or of ``known_to``, half its interval."""
    return Quantity(value, unit, _decimals(value if known_to is None else known_to), difference=True)


def level(value: float, unit: str) -> Quantity:
    """A value of an indicator, with its own figures."""
    return Quantity(value, unit)


def bare_rate(value: float, known_to: float) -> Quantity:
    """A change per year without its unit, signed, to stand beside one with a unit."""
    return Quantity(value, "", _decimals(known_to), difference=True)


def times(value: float) -> Quantity:
    """A ratio, one decimal below ten."""
    return Quantity(value, "", 1 if abs(value) < 10 else 0)


def limit(value: float) -> Quantity:
    """A threshold, as the strategy writes it."""
    return Quantity(value)


def share(value: float) -> Share:
    """A share as a percentage: whole, but with a decimal where whole would say 0 or 100 and be wrong."""
    rounded = round(value * 100)
    hides = (rounded == 0 and value > 0) or (rounded == 100 and value < 1)
    return Share(value, 1 if hides and 0.0005 <= value <= 0.9995 else 0)
