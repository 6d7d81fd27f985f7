"""Chances learnt from what a register knew at the end of a year, and what they say of its pipeline four years on.

Two states, before and after the consent; in each, yearly chances by technology and by whole years in the state, from
the projects that were live at the ends of the three years before. A cell with few projects leans on the chances of all
technologies at that age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.backtest.register import TECHNOLOGIES, Register, year_end

WINDOW = 3
"""Years of experience: what is older no longer tells."""
AHEAD = 4
"""Years from the origin to the outturn."""
OLDEST = 12
"""Years in a state from which on chances are those of all older ones."""
WEIGHT = 5.0
"""Projects of all technologies that a cell's own are mixed with."""
CONSENT, OPERATE, STOP = range(3)

Chances = NDArray[np.float64]
"""Shape (state, technology, age, event)."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The pipeline at the end of a year; every array has the shape (projects,)."""

    origin: int
    chance: NDArray[np.float64]
    """To operate within four years, as it was known then."""
    operated: NDArray[np.bool_]
    """Whether it did."""


def learnt(register: Register, origin: int) -> Chances:
    """Yearly chances from the three years that end with `origin`; nothing later is read."""
    shape = (2, len(TECHNOLOGIES) + 1, OLDEST + 1)
    seen, events = np.zeros(shape), np.zeros((*shape, 3))
    for year in range(origin - WINDOW, origin):
        start, end = year_end(year), year_end(year + 1)
        live = register.live(start)
        cell = _cells(register, start, live)
        np.add.at(seen, cell, 1)
        operated = register.operating[live] <= end
        stopped = ~register.live(end)[live] & ~operated
        consent = (cell[0] == 0) & register.consented(end)[live] & ~operated & ~stopped
        for event, happened in ((CONSENT, consent), (OPERATE, operated), (STOP, stopped)):
            np.add.at(events[..., event], tuple(index[happened] for index in cell), 1)
    everywhere = events.sum(axis=1) / np.maximum(seen.sum(axis=1), 1)[..., None]
    return (events + WEIGHT * everywhere[:, None]) / (seen + WEIGHT)[..., None]


def forecast(register: Register, origin: int) -> Forecast:
    """The chance of every live project to operate four years on, and whether it did."""
    day = year_end(origin)
    live = register.live(day)
    reached = np.stack([_reached(table) for table in np.moveaxis(learnt(register, origin), 1, 0)])
    state, technology, age = _cells(register, day, live)
    operated = register.operating[live] <= year_end(origin + AHEAD)
    return Forecast(origin, reached[technology, state, age], operated)


def _cells(
    register: Register, day: float, live: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    state = register.consented(day)[live].astype(np.int64)
    since = np.where(state == 1, register.granted[live], register.submitted[live])
    age = np.clip(((day - since) / 365.25).astype(np.int64), 0, OLDEST)
    return state, register.technology[live], age


def _reached(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance to operate within the years ahead, by state and age now; `chances` (state, age, event)."""
    ages = OLDEST + 1
    inside = np.eye(2 * ages).reshape(2, ages, 2, ages)
    """Chance to be in each state and age, by state and age now."""
    done = np.zeros((2, ages))
    for _ in range(AHEAD):
        done += np.einsum("abst,st->ab", inside, chances[..., OPERATE])
        entering = np.einsum("abt,t->ab", inside[:, :, 0], chances[0, :, CONSENT])
        staying = inside * (1 - chances.sum(axis=-1))
        inside = np.zeros_like(staying)
        inside[..., 1:] = staying[..., :-1]
        inside[..., -1] += staying[..., -1]
        inside[:, :, 1, 0] += entering
    return done
