"""Simulated histories of projects: stage by year, the year of a failure or success, revenue, and value at the exit.

All is drawn before any contract is looked at, with random numbers that belong to the entity. So instruments are
compared on the same histories, and another project shifts nobody's draws.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.draws import uniforms
from missionlab.portfolio.finance.exits import exit_law
from missionlab.portfolio.finance.factors import Common, advancing, failing
from missionlab.portfolio.finance.flows import NEVER, Amounts, History, Refused, Years
from missionlab.portfolio.finance.hazards import StageTable, stage_table
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

Hold = tuple[int, int]
"""Fewest and most years from a success to the sale of a stake; each whole number between is as likely."""


def histories(
    model: OutcomeModel,
    stage: Stage,
    age: int,
    *,
    seed: int,
    entity: str,
    years: int,
    paths: int,
    factors: Common | None = None,
    hold: Hold | None = None,
    entrants: int = 1,
) -> History:
    """How a project that has been in ``stage`` for ``age`` years turns out, on each path.

    Row t of ``factors`` belongs to year t of the history; without them projects are independent. Nothing happens in
    year 0, that of the commitment, but that a project which starts after the success has succeeded. With several
    ``entrants`` a case is a contest of this project with others like it: its success is the first among them, and it
    stops when the last of them has.
    Without ``hold`` no stake is sold. A success that turns out to be worth nothing stops in the year in which it
    would have been sold. What the model leaves blank is NaN: the revenue, and the multiple of those who are sold.
    Raises ``InputError`` for chances that cannot be.
    """
    table = stage_table(model)
    names = [entity, *(f"{entity}/entrant {number}" for number in range(2, entrants + 1))]
    ends = [_ends(table, stage, age, seed, name, years, paths, factors) for name in names]
    stopped, succeeded = _contest([stop for stop, _ in ends], [success for _, success in ends])
    exited = np.full(paths, NEVER, dtype=np.int16)
    multiple = np.zeros(paths)
    if hold is not None:
        exited, multiple = _sold(model, hold, succeeded, seed, entity, years)
        worthless = (exited >= 0) & (multiple == 0)
        stopped = np.where(worthless, exited, stopped)
        exited = np.where(worthless, NEVER, exited).astype(np.int16)
    return History(stopped, succeeded, exited, multiple, _revenue(model, succeeded, stopped, years))


def defaults(
    hazard: float, *, seed: int, entity: str, years: int, paths: int, factors: Common | None = None
) -> History:
    """A borrower who fails with one chance a year, and of whom nothing else is known: no success, value or revenue."""
    stopped = np.full(paths, NEVER, dtype=np.int16)
    chance = np.full((years, 1), hazard) if factors is None else failing(hazard, factors)
    for year in range(1, years):
        u = uniforms(seed, entity, "outcome", year, paths)
        stopped[(stopped < 0) & (u < chance[year])] = year
    never = np.full(paths, NEVER, dtype=np.int16)
    return History(stopped, never, never, np.zeros(paths), _unknown(paths, years))


def _sold(
    model: OutcomeModel, hold: Hold, succeeded: Years, seed: int, entity: str, years: int
) -> tuple[Years, Amounts]:
    """Year in which a stake in a success is sold, and the multiple; years beyond the horizon are NEVER."""
    first, last = hold
    paths = len(succeeded)
    u = uniforms(seed, entity, "hold", 0, paths)
    sold = succeeded + first + np.floor(u * (last - first + 1)).astype(np.int16)
    exited = np.where((succeeded >= 0) & (sold < years), sold, NEVER).astype(np.int16)
    law = exit_law(model)
    worth = np.nan if isinstance(law, Refused) else law.quantile(uniforms(seed, entity, "multiple", 0, paths))
    return exited, np.where(exited >= 0, worth, 0.0)


def _ends(
    table: StageTable,
    stage: Stage,
    age: int,
    seed: int,
    entity: str,
    years: int,
    paths: int,
    factors: Common | None,
) -> tuple[Years, Years]:
    """Year of the failure and year of the success of one project on each path.

    A uniform is read from below against the chance of failing and from above against that of going on, so that a low
    factor, which raises the one, lowers the other, and both never add to more than 1.
    """
    stopped, succeeded = np.full(paths, NEVER, dtype=np.int16), np.full(paths, NEVER, dtype=np.int16)
    place = table.place(stage)
    if place is None:
        succeeded[:] = 0
        return stopped, succeeded
    bands, up, down = _chances(table, factors, years)
    at, ages, every = np.full(paths, place), np.full(paths, age), np.arange(paths)
    lasts = len(bands[0]) - 1
    for year in range(1, years):
        u = uniforms(seed, entity, "outcome", year, paths)
        runs = (stopped < 0) & (succeeded < 0)
        band = bands[at, np.minimum(ages, lasts)]
        column = every if up.shape[2] > 1 else 0
        fails = runs & (u < down[band, year, column])
        goes_on = runs & ~fails & (u >= 1 - up[band, year, column])
        stopped[fails] = year
        succeeded[goes_on & (at == len(table.stages) - 1)] = year
        at = np.where(goes_on, np.minimum(at + 1, len(table.stages) - 1), at)
        ages = np.where(goes_on, 0, ages + 1)
    return stopped, succeeded


def _chances(
    table: StageTable, factors: Common | None, years: int
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Number of the band by stage and age, and the chances of each band by year and path."""
    longest = max(bands[-1].from_age for bands in table.bands)
    numbers = np.zeros((len(table.stages), longest + 1), dtype=np.intp)
    every = [band for bands in table.bands for band in bands]
    number = 0
    for place, bands in enumerate(table.bands):
        for band in bands:
            numbers[place, band.from_age :] = number
            number += 1
    if factors is None:
        up = np.array([band.advance for band in every])
        down = np.array([band.fail for band in every])
        shape = (len(every), years, 1)
        return numbers, np.broadcast_to(up[:, None, None], shape), np.broadcast_to(down[:, None, None], shape)
    up = np.stack([advancing(band.advance, factors) for band in every])
    down = np.stack([failing(band.fail, factors) for band in every])
    return numbers, up, down


def _contest(stopped: list[Years], succeeded: list[Years]) -> tuple[Years, Years]:
    """The first success among all, and the last stop where none succeeds and all have stopped."""
    if len(stopped) == 1:
        return stopped[0], succeeded[0]
    wins, stops = np.stack(succeeded), np.stack(stopped)
    won = (wins >= 0).any(axis=0)
    far = np.iinfo(np.int16).max
    first = np.where(won, np.where(wins >= 0, wins, far).min(axis=0), NEVER)
    last = np.where(~won & (stops >= 0).all(axis=0), stops.max(axis=0), NEVER)
    return last.astype(np.int16), first.astype(np.int16)


def _revenue(model: OutcomeModel, succeeded: Years, stopped: Years, years: int) -> Amounts:
    """Rev_0 (1 + growth)^(t - s) from the year of the success, for as many years as it lasts; shape (n, years)."""
    if model.revenue is None or model.revenue_growth is None or model.revenue_years is None:
        return _unknown(len(succeeded), years)
    since = np.arange(years) - succeeded[:, None].astype(float)
    goes_on = (stopped[:, None] < 0) | (np.arange(years) < stopped[:, None])
    flowing = (succeeded[:, None] >= 0) & (since >= 0) & (since < model.revenue_years) & goes_on
    return np.where(flowing, model.revenue * (1 + model.revenue_growth) ** np.maximum(since, 0.0), 0.0)


def _unknown(paths: int, years: int) -> Amounts:
    return np.broadcast_to(np.nan, (paths, years))
