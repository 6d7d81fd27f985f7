"""The levers: what a policy sets in each period, as an array of periods x levers in which all zeros is no policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from numbers import Integral, Real

import numpy as np


class Lever(IntEnum):
    """The column of each lever in the array."""

    TAX_RATE = 0
    BENEFIT_RATE = 1


@dataclass(frozen=True)
class LeverMeaning:
    lever: Lever
    name: str
    meaning: str
    unit: str
    cost_line: str


MEANINGS = (
    LeverMeaning(Lever.TAX_RATE, "tax_rate", "Added to the tax rate on profits; the sum is kept within 0 and 1", "share", "taxes"),
    LeverMeaning(Lever.BENEFIT_RATE, "benefit_rate", "Added to the benefit rate; the sum is kept within 0 and 1", "share", "benefits"),
)  # fmt: skip

NAMES = tuple(meaning.name for meaning in MEANINGS)


class BadLevers(ValueError):
    """A schedule that cannot be run."""


def no_levers(periods: int) -> np.ndarray:
    """The schedule without a policy: zeros, shape (periods, levers)."""
    return np.zeros((periods, len(MEANINGS)))


def schedule(periods: int, **steps: Mapping[int, float]) -> np.ndarray:
    """A schedule from steps: `schedule(300, benefit_rate={100: -0.4})` takes the benefit away from period 100 on.

    Each lever's steps map the period in which a value starts to that value, which holds until the next step.
    """
    array = no_levers(periods)
    for name, changes in steps.items():
        if name not in NAMES:
            raise BadLevers(f"{name}: there is no such lever; the levers are {', '.join(NAMES)}")
        if not isinstance(changes, Mapping):
            raise BadLevers(f"{name}: give each value with the period from which it holds, such as {{100: -0.4}}")
        for start, value in sorted(changes.items()):
            if not (isinstance(start, Integral) and 1 <= start <= periods):
                raise BadLevers(f"{name}: period {start} is outside 1 to {periods}")
            if isinstance(value, bool) or not isinstance(value, Real):
                raise BadLevers(f"{name}: {value!r} in period {start} is not a number")
            array[int(start) - 1 :, NAMES.index(name)] = value
    return checked(array, periods)


def checked(array: np.ndarray, periods: int) -> np.ndarray:
    """The array as float64, C-ordered; raises `BadLevers` unless it is finite and has a row for each period."""
    try:
        array = np.ascontiguousarray(array, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadLevers(f"levers must be an array of numbers of shape (periods, {len(MEANINGS)})") from None
    if array.ndim != 2 or array.shape[1] != len(MEANINGS):
        raise BadLevers(f"levers have shape {array.shape}; they must have shape (periods, {len(MEANINGS)})")
    if array.shape[0] < periods:
        raise BadLevers(f"levers have {array.shape[0]} rows; the run reaches period {periods}")
    if not np.isfinite(array).all():
        row, column = np.argwhere(~np.isfinite(array))[0]
        raise BadLevers(f"levers: {NAMES[column]} in period {row + 1} is not a finite number")
    return array
