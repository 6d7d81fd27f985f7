"""Chances by stage and age, and what follows from them exactly: the chance of success, and how long it takes.

A project in stage k for g years goes on within the year with the chance a_k(g), ends with f_k(g), or stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.base.findings import InputError
from missionlab.strategy.records import OutcomeModel
from missionlab.strategy.vocabulary import Stage

BEFORE_SUCCESS = (Stage.BASIC, Stage.APPLIED, Stage.DEMONSTRATION, Stage.FIRST_MARKET)
"""The stages before a success, in order; to come into deployment is the success."""


@dataclass(frozen=True, slots=True)
class Band:
    """Chances within a year from an age on; ``advance`` and ``fail`` add to at most 1."""

    from_age: int
    advance: float
    fail: float


@dataclass(frozen=True, slots=True)
class StageTable:
    """Chances by stage and age: stages in order up to the success, each with bands in the order of ages from 0."""

    stages: tuple[Stage, ...]
    bands: tuple[tuple[Band, ...], ...]

    def __post_init__(self) -> None:
        for stage, bands in zip(self.stages, self.bands, strict=True):
            _check(stage, bands)

    def place(self, stage: Stage) -> int | None:
        """Number of the stage from 0; None for stages after the success."""
        if stage in self.stages:
            return self.stages.index(stage)
        if stage in BEFORE_SUCCESS:
            raise InputError(
                f"There are no chances for the stage '{stage}'.",
                why="How a project turns out from there is not known.",
                fix="Add steps for it to the outcome model, or start the project in another stage.",
            )
        return None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What lies before a project in its first year in a stage, without any factor."""

    stage: Stage
    success: float
    """Chance that it ever succeeds."""
    years: float | None
    """Expected years until it succeeds or ends; None where it may never do either."""
    years_if_success: float | None
    """Expected years until the success, given that it comes; None where it cannot."""


def stage_table(model: OutcomeModel) -> StageTable:
    """The chances of a model by stage and age.

    Raises ``InputError`` where chances add to more than 1, ages begin after 0 or appear twice, or a stage on the way
    has none.
    """
    given = {stage: [step for step in model.steps if step.stage is stage] for stage in BEFORE_SUCCESS}
    stages = tuple(stage for stage in BEFORE_SUCCESS if given[stage])
    if not stages or stages != BEFORE_SUCCESS[-len(stages) :]:
        raise InputError(
            f"Outcome model '{model.id}' has no chances for some stage on the way to a success.",
            why="Without them nobody can say how a project turns out.",
            fix="Add a step for each stage from the first to 'first-market'.",
        )
    bands = tuple(
        tuple(Band(s.from_age, s.advance, s.fail) for s in sorted(given[stage], key=lambda s: s.from_age))
        for stage in stages
    )
    return StageTable(stages, bands)


def weibull(scale: float, shape: float, ages: int) -> tuple[float, ...]:
    """Chance of an event within each year of age, given none before; a shape above 1 means that it comes late.

    Equation: 1 - exp((g / scale)^shape - ((g + 1) / scale)^shape) for g = 0, 1, ... Units: years.
    """
    if scale <= 0 or shape <= 0:
        raise InputError("Scale and shape of a Weibull law must be above 0.", fix="Correct the numbers.")
    edges = (np.arange(ages + 1) / scale) ** shape
    return tuple(float(chance) for chance in -np.expm1(edges[:-1] - edges[1:]))


def prospects(table: StageTable) -> tuple[Prospect, ...]:
    """Exact, by the fundamental matrix N = (I - Q)^-1 over all stages and ages.

    With h = N x chance of success next year, the years given success are (N h) / h.
    """
    states, moves, success = _chain(table)
    moving = moves.diagonal() < 1
    stay = np.where(moving, 0.0, 1.0) @ moves.T
    inside = np.eye(moving.sum()) - moves[np.ix_(moving, moving)]
    years, reach, stuck = (_spread(inside, moving, one) for one in (np.ones(len(moves)), success, stay))
    weighted = _spread(inside, moving, reach)
    found = []
    for stage, first in zip(table.stages, states, strict=True):
        ends = moving[first] and stuck[first] == 0
        given = float(weighted[first] / reach[first]) if reach[first] > 0 else None
        found.append(Prospect(stage, float(reach[first]), float(years[first]) if ends else None, given))
    return tuple(found)


def _spread(inside: NDArray[np.float64], moving: NDArray[np.bool_], one: NDArray[np.float64]) -> NDArray[np.float64]:
    """N x ``one`` over the states that are left some day, and 0 in those that never are."""
    out = np.zeros(len(moving))
    out[moving] = np.linalg.solve(inside, one[moving])
    return out


def succeeded_by(table: StageTable, stage: Stage, age: int, years: int) -> NDArray[np.float64]:
    """Chance to have succeeded by the end of each year from 0 to ``years``; exact; shape (years + 1,)."""
    place = table.place(stage)
    if place is None:
        return np.ones(years + 1)
    states, moves, success = _chain(table)
    here = np.zeros(len(moves))
    here[states[place] + min(age, table.bands[place][-1].from_age)] = 1.0
    reached = np.zeros(years + 1)
    for year in range(1, years + 1):
        reached[year] = reached[year - 1] + here @ success
        here = here @ moves
    return reached


def band_at(bands: tuple[Band, ...], age: int) -> int:
    """Number of the band that holds at an age."""
    return max(number for number, band in enumerate(bands) if band.from_age <= age)


def _chain(table: StageTable) -> tuple[list[int], NDArray[np.float64], NDArray[np.float64]]:
    """One state for each stage and year of age up to that of the last band, which lasts.

    First state of each stage, chances to move between states, and chances of success from each.
    """
    lengths = [bands[-1].from_age + 1 for bands in table.bands]
    states = [sum(lengths[:place]) for place in range(len(lengths))]
    moves, success = np.zeros((sum(lengths), sum(lengths))), np.zeros(sum(lengths))
    for place, bands in enumerate(table.bands):
        for age in range(lengths[place]):
            band = bands[band_at(bands, age)]
            state = states[place] + age
            moves[state, states[place] + min(age + 1, lengths[place] - 1)] = 1 - band.advance - band.fail
            if place + 1 < len(states):
                moves[state, states[place + 1]] += band.advance
            else:
                success[state] = band.advance
    return states, moves, success


def _check(stage: Stage, bands: tuple[Band, ...]) -> None:
    ages = [band.from_age for band in bands]
    if not ages or ages[0] != 0 or ages != sorted(set(ages)):
        raise InputError(
            f"The chances for the stage '{stage}' do not begin at age 0, or an age has two.",
            why="At some age it would not be known which chance holds.",
            fix="Give one step from age 0, and one for each later age at which the chances change.",
        )
    for band in bands:
        if min(band.advance, band.fail) < 0 or band.advance + band.fail > 1 + 1e-12:
            raise InputError(
                f"In the stage '{stage}' from age {band.from_age} on the chances are {band.advance:g} to go on and "
                f"{band.fail:g} to end.",
                why="They are of the same year, so they lie between 0 and 1 and add to at most 1.",
                fix="Correct the step.",
            )
