"""How a fund's deals turn out, cohort by cohort: one uniform per deal against the chances that its path's factors give.

Given the factors, deals are independent, so the chance to have ended by each age is a curve that all deals of a line,
a cohort and a path share. A deal's uniform is read from below against the curve of failures and from above against the
curve of successes: the same law as drawing every year anew, at the price of one number.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.factors import Common, advancing, failing
from missionlab.portfolio.finance.flows import NEVER
from missionlab.portfolio.finance.hazards import Band

Curve = NDArray[np.float64]
"""Chance to have ended by each age from 0; shape (ages, paths). Age 0 is the year of the commitment: nothing ends."""
Ages = NDArray[np.int64]


Course = tuple[tuple[Band, ...], ...]
"""The stages that lie before a deal, from its own to the last before success; each has chances by age.
Empty for a deal that is made after the success."""


def course_of_default(hazard: float) -> Course:
    """One stage without end that fails with a constant chance a year: a loan without an outcome model."""
    return ((Band(0, 0.0, hazard),),)


@dataclass(frozen=True, slots=True)
class Chances:
    """A course's chances on every path, by stage and band of ages; each array has the shape (years, paths)."""

    starts: tuple[tuple[int, ...], ...]
    """First age of each band, by stage."""
    advance: tuple[tuple[Curve, ...], ...]
    fail: tuple[tuple[Curve, ...], ...]


def chances(course: Course, risk: Common | None, shape: tuple[int, int]) -> Chances:
    """The chances given the factors; without `risk`, those that are stated, on as many years and paths as `shape`."""

    def given(chance: float, up: bool) -> Curve:
        if risk is None:
            return np.full(shape, chance)
        return advancing(chance, risk) if up else failing(chance, risk)

    stages = [sorted(stage, key=lambda band: band.from_age) for stage in course]
    return Chances(
        tuple(tuple(band.from_age for band in stage) for stage in stages),
        tuple(tuple(given(band.advance, True) for band in stage) for stage in stages),
        tuple(tuple(given(band.fail, False) for band in stage) for stage in stages),
    )


def curves(of: Chances, cohort: int, ages: int) -> tuple[Curve, Curve]:
    """Chance to have failed, and to have succeeded, by each age of the deals of a year; each (ages, paths)."""
    paths = of.fail[0][0].shape[1]
    failed, succeeded = np.zeros((ages, paths)), np.zeros((ages, paths))
    if len(of.starts) == 1 and len(of.starts[0]) == 1 and not of.advance[0][0].any():
        lasting = 1 - of.fail[0][0][cohort + 1 : cohort + ages]
        failed[1:] = 1 - np.cumprod(lasting, axis=0)
        return failed, succeeded
    inside = [np.zeros((starts[-1] + 1, paths)) for starts in of.starts]
    """Chance to be in each stage, by years in it; the last row is for those who are longer in it."""
    inside[0][0] = 1.0
    for age in range(1, ages):
        year = cohort + age
        failed[age], succeeded[age] = failed[age - 1], succeeded[age - 1]
        entering = np.zeros(paths)
        after = []
        for stage, here in enumerate(inside):
            up, down = _by_age(of, stage, year, len(here))
            failed[age] += (here * down).sum(axis=0)
            staying = here * (1 - up - down)
            there = np.zeros_like(here)
            there[1:] = staying[:-1]
            there[-1] += staying[-1]
            there[0] += entering
            entering = (here * up).sum(axis=0)
            after.append(there)
        succeeded[age] += entering
        inside = after
    return failed, succeeded


def _by_age(of: Chances, stage: int, year: int, rows: int) -> tuple[Curve, Curve]:
    starts = of.starts[stage]
    bands = np.searchsorted(starts, np.arange(rows), side="right") - 1
    up = np.stack([of.advance[stage][band][year] for band in bands])
    down = np.stack([of.fail[stage][band][year] for band in bands])
    return up, down


@dataclass(frozen=True, slots=True)
class Ends:
    """Ages at which deals fail or succeed, NEVER for neither; each of shape (deals,)."""

    failed: Ages
    succeeded: Ages


def ends(u: NDArray[np.float64], path: NDArray[np.intp], failed: Curve, succeeded: Curve) -> Ends:
    """How each deal ends. `u` is its uniform number and `path` the path that it is on; both (deals,)."""
    last = len(failed) - 1
    lasting = _ages_outlived(u, path, failed)
    lost = np.where(lasting < last, lasting + 1, NEVER)
    won = np.full(len(u), NEVER)
    if succeeded[-1].any():
        waiting = _ages_outlived(1 - u, path, succeeded)
        won = np.where(waiting < last, waiting + 1, NEVER)
    return Ends(lost, won)


def _ages_outlived(u: NDArray[np.float64], path: NDArray[np.intp], curve: Curve) -> Ages:
    """Number of the ages from 1 on by which the curve has not reached `u`."""
    out = np.zeros(len(u), dtype=np.int64)
    for row in curve[1:]:
        out += u >= row[path]
    return out
