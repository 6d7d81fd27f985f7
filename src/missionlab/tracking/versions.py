"""What happened to a promise: each step from one version of a target to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from missionlab.strategy.records import Baseline, Target, TargetVersion
from missionlab.strategy.vocabulary import Better, Comparator
from missionlab.tracking.goals import comparator_of, direction, indicator_id, is_strict
from missionlab.tracking.results import Change, ChangeKind


def changes_of(target: Target, versions: Sequence[TargetVersion], better: Better | None) -> tuple[Change, ...]:
    """One change for every version after the first, in their stated order."""
    out: list[Change] = []
    for position, (before, after) in enumerate(pairwise(versions), start=1):
        old = comparator_of(versions[:position], better)
        new = comparator_of(versions[: position + 1], better)
        kind = _kind(target, versions[:position], before, after, old, new)
        withdrawn = kind is ChangeKind.WITHDRAWN
        out.append(
            Change(
                after.number,
                after.set_on,
                kind,
                before.value,
                None if withdrawn else after.value,
                before.year,
                None if withdrawn else after.year,
                after.reason,
            )
        )
    return tuple(out)


def _kind(
    target: Target,
    earlier: Sequence[TargetVersion],
    before: TargetVersion,
    after: TargetVersion,
    old: Comparator | None,
    new: Comparator | None,
) -> ChangeKind:
    if after.withdrawn:
        return ChangeKind.WITHDRAWN
    if before.withdrawn or indicator_id(before, target) != indicator_id(after, target):
        return ChangeKind.REDEFINED
    stated = next((v.baseline for v in reversed(earlier) if v.baseline is not None), None)
    if _other_baseline(stated, after.baseline) or before.measure is not after.measure:
        return ChangeKind.REDEFINED
    if (before.value is None) != (after.value is None) or (before.year is None) != (after.year is None):
        return ChangeKind.REDEFINED
    if old is None or new is None:
        value = 0 if before.value == after.value else None
    elif direction(old) != direction(new):
        value = None
    else:
        value = _harder_value(before.value, old, after.value, new)
    if value is None:
        return ChangeKind.REDEFINED
    year = 0 if before.year is None or after.year is None else _sign(before.year - after.year)
    steps = {value, year} - {0}
    if not steps:
        return ChangeKind.RESTATED
    if len(steps) == 2:
        return ChangeKind.MIXED
    return ChangeKind.TIGHTENED if steps == {1} else ChangeKind.LOOSENED


def _other_baseline(before: Baseline | None, after: Baseline | None) -> bool:
    """Whether a stated baseline was replaced by another; one stated for the first time changes nothing."""
    if before is None or after is None:
        return False
    if (before.period.start, before.period.end) != (after.period.start, after.period.end):
        return True
    return before.value is not None and after.value is not None and before.value != after.value


def _harder_value(before: float | None, old: Comparator, after: float | None, new: Comparator) -> int:
    """1 when the number is harder to reach than before, -1 when easier; "more than" is harder than "at least"."""
    if before is None or after is None or before == after:
        return _sign(is_strict(new) - is_strict(old))
    return _sign(direction(new) * (after - before))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
