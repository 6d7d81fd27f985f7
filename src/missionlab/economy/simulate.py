"""One economy: start it, advance it, copy it, or simply simulate it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from missionlab.economy import levers as _levers
from missionlab.economy.parameters import Parameters, checked


class Code(IntEnum):
    """How a run ended."""

    COMPLETED = 0
    OVERFLOW = 1
    NOBODY_EMPLOYED = 2
    NO_FIRM_LEFT = 3


@dataclass(frozen=True)
class Run:
    """What one economy did. After the period `stopped_at` (None if completed) the rows of `series` are NaN.

    `series` has shape (periods, series) with the columns of `names`; row k is period `first_period` + k.
    `vintages_merged` and `offers_dropped` count how often a fixed store was full (see state.py).
    """

    series: np.ndarray
    names: tuple[str, ...]
    first_period: int
    code: Code
    stopped_at: int | None
    vintages_merged: int
    offers_dropped: int

    def __getitem__(self, name: str) -> np.ndarray:
        return self.series[:, self.names.index(name)]


class Economy:
    """An economy at the end of some period. Copy it to continue it under other levers."""


def start(
    parameters: Parameters | None = None, seed: int = 0, rules: str = "closed", spending: str = "benefit"
) -> Economy:
    raise NotImplementedError


def simulate(
    parameters: Parameters | None = None,
    levers: np.ndarray | None = None,
    seed: int = 0,
    *,
    periods: int = 300,
    rules: str = "closed",
    spending: str = "benefit",
    series: tuple[str, ...] | None = None,
) -> Run:
    """Simulate one economy from its start: the same seed gives the same bits."""
    raise NotImplementedError
