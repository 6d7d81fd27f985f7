"""Numbers that belong together: shares by year that add to one, chances that exclude each other, three in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from math import fsum

from missionlab.strategy.labels import capital, label
from missionlab.strategy.raw import FieldPath
from missionlab.strategy.records import Record
from missionlab.strategy.rules.fault import Fault

TOLERANCE = 1e-6


def dated_shares(
    record: Record, whose: str, path: FieldPath, shares: Mapping[str, float], *, whole: bool
) -> Iterator[Fault]:
    """Faults of shares by the number of a year or a round; those of a ``whole`` add to one."""
    field = path[-1]
    for number in shares:
        if not (number.isascii() and number.isdigit() and int(number) >= 1):
            message = f"'{number}' in '{field}' of {whose} is not the number of a year or a round."
            yield Fault("share-number", record, message, (*path, number))
    total = fsum(shares.values())
    if whole and shares and abs(total - 1) > TOLERANCE:
        message = f"The shares in '{field}' of {whose} add to {total:.6g}, not to 1."
        fix = f"Change them by {1 - total:+.6g} in all. Shares are written from 0 to 1: 25% is 0.25."
        yield Fault("shares-sum", record, message, path, fix)


def chances(record: Record, whose: str, path: FieldPath, named: Mapping[str, float | None]) -> Iterator[Fault]:
    """A fault where chances of which only one can come true add to more than one."""
    total = fsum(chance for chance in named.values() if chance is not None)
    if total > 1 + TOLERANCE:
        listed = " and ".join(f"'{name}' {chance:g}" for name, chance in named.items() if chance is not None)
        message = f"{capital(whose)} has {listed}, which add to {total:.6g}."
        fix = f"Lower them by {total - 1:.6g} in all. Chances are written from 0 to 1: 25% is 0.25."
        yield Fault("chances-sum", record, message, path, fix)


def three(
    record: Record, whose: str, path: FieldPath, source: object, low: str, mid: str, high: str
) -> Iterator[Fault]:
    """A fault where a low, a central and a high number of ``source`` are not in this order; blank ones are left out."""
    given = [(name, value) for name in (low, mid, high) if (value := getattr(source, name)) is not None]
    for (smaller, below), (larger, above) in itertools.pairwise(given):
        if below > above:
            message = f"{capital(whose)} has '{smaller}' {below:g}, above '{larger}' {above:g}."
            yield Fault("impossible-interval", record, message, (*path, smaller))
            return


def item_of(record: Record, item: str, number: int) -> str:
    """An item of a list inside a record, in words: ``step 2 of outcome model 'new'``."""
    return f"{item} {number + 1} of {label(record)}"
