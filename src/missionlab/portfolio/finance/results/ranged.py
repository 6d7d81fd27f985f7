"""A number or a path of numbers with its range over the futures."""

from __future__ import annotations

from dataclasses import dataclass

from missionlab.base.text import Text


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number with its range over the paths, or the reason why there is none."""

    low: float | None
    mid: float | None
    high: float | None
    reason: Text | None = None
    """Why the number is blank, or what it rests on."""


@dataclass(frozen=True, slots=True)
class Fan:
    """A quantity year by year; every tuple has one number for each of the fund's years."""

    low: tuple[float, ...]
    mid: tuple[float, ...]
    high: tuple[float, ...]
