"""What all projects of a year have in common: a factor of the whole economy and one of each sector.

Arrays are plain and have the shape (years, paths). A factor is standard normal in every year; with `persistence` it
remembers. A low factor makes failures likelier and successes rarer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from missionlab.portfolio.finance.draws import normals, uniforms

Factor = NDArray[np.float64]

EVERYTHING = "everything"
"""Entity of the factor that all projects share."""
DEGREES = 4
"""Degrees of freedom of the Student-t alternative; an assumption, with tails far fatter than the normal law's."""


@dataclass(frozen=True, slots=True)
class Common:
    """The common part of the risk of one sector's projects."""

    pull: Factor
    """sqrt(rho) Z of the whole and of the sector together; shape (years, paths)."""
    share: float
    """Of the variance: rho of the whole plus rho of the sector."""
    mixing: Factor | None = None
    """Scale of all of a year's risk under the Student-t copula; None under the normal one."""


def factor(seed: int, entity: str, years: int, paths: int, persistence: float = 0.0) -> Factor:
    """A standard normal factor with first-order memory; shape (years, paths)."""
    z = np.empty((years, paths))
    fresh = np.sqrt(1 - persistence**2)
    for year in range(years):
        shock = normals(seed, entity, "factor", year, paths)
        z[year] = shock if year == 0 else persistence * z[year - 1] + fresh * shock
    return z


def mixing(seed: int, years: int, paths: int) -> Factor:
    """sqrt(nu / chi-squared of nu), which makes a normal vector a Student-t one; shape (years, paths)."""
    chi = np.zeros((years, paths))
    for year in range(years):
        for half in range(DEGREES // 2):
            chi[year] -= 2 * np.log1p(-uniforms(seed, EVERYTHING, f"mixing {half}", year, paths))
    return np.sqrt(DEGREES / chi)


def common(
    whole: Factor, sector: Factor | None, correlation: float, sector_correlation: float, mixed: Factor | None = None
) -> Common:
    """Both levels together. Without a sector, or with no correlation in it, only the whole counts."""
    if sector is None or sector_correlation == 0:
        return Common(np.sqrt(correlation) * whole, correlation, mixed)
    pull = np.sqrt(correlation) * whole + np.sqrt(sector_correlation) * sector
    return Common(pull, correlation + sector_correlation, mixed)


def failing(chance: float, risk: Common) -> Factor:
    """Chance of a failure given the factors: Phi((Phi^-1(p) - sqrt(rho) z) / sqrt(1 - rho)); shape (years, paths)."""
    return _given(chance, risk, -1.0)


def advancing(chance: float, risk: Common) -> Factor:
    """Chance of a success given the factors, which a low factor lowers; shape (years, paths)."""
    return _given(chance, risk, 1.0)


def _given(chance: float, risk: Common, sign: float) -> Factor:
    from scipy.special import ndtr, ndtri, stdtrit

    if chance in (0.0, 1.0) or (risk.share == 0 and risk.mixing is None):
        return np.full(risk.pull.shape, chance)
    if risk.mixing is None:
        return ndtr((ndtri(chance) + sign * risk.pull) / np.sqrt(1 - risk.share))
    edge = stdtrit(DEGREES, chance) / risk.mixing
    return ndtr((edge + sign * risk.pull) / np.sqrt(1 - risk.share))
