"""Futures: what is needed in each, and how likely projects of a kind succeed in it.

The chance of each success is conditional on luck that is shared: z = sqrt(common) C + sqrt(factor) F + the rest, and a
project succeeds where z is below the normal quantile of its chance (O. Vasicek, "The distribution of loan portfolio
value", Risk 15 (2002) 160-162). To choose, projects with the same chance and factor are one group whose mean success in
a future stands for theirs; to judge, every project succeeds or not by a draw of its own (``evaluate``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from missionlab.portfolio.allocation.case import Case, Contributions, Floats, Ints, Risk
from missionlab.portfolio.finance.draws import normals

_MOST_GROUPS = 96
"""With more different chances than this, chances are rounded to a twentieth."""


@dataclass(frozen=True)
class Scenarios:
    """Futures to choose on."""

    group: Ints
    """Group of each contribution; shape (E,)."""
    success: Floats
    """Share of each group that succeeds; shape (K, S)."""
    correct: Floats
    """What a contribution is multiplied with where its chance was rounded; shape (E,)."""


def scenarios_of(case: Case, seed: int) -> Scenarios:
    """The groups of contributions, and how each group does in the futures of ``case.targets.need``."""
    stated, count = case.contributions, case.targets.need.shape[1]
    chance = stated.chance
    if len({(f, c) for f, c in zip(stated.factor, chance, strict=True)}) > _MOST_GROUPS:
        chance = np.where(chance > 0, np.maximum(np.round(chance * 20) / 20, 0.05), 0.0)
    keys = [(factor, float(one)) for factor, one in zip(stated.factor, chance, strict=True)]
    groups = sorted(set(keys))
    place = {key: number for number, key in enumerate(groups)}
    luck = {factor: shared(case.risk, factor, seed, "choose", count) for factor in sorted({f for f, _ in groups})}
    success = np.array([conditional(one, luck[factor], case.risk, factor) for factor, one in groups]).reshape(-1, count)
    with np.errstate(invalid="ignore", divide="ignore"):
        correct = np.where(chance > 0, stated.chance / chance, 0.0)
    return Scenarios(np.array([place[key] for key in keys], dtype=np.intp), success, correct)


def shared(risk: Risk, factor: str, seed: int, stream: str, count: int) -> Floats:
    """The shared part of the luck of projects of ``factor``; shape (count,)."""
    out = np.sqrt(risk.common) * normals(seed, "common", f"plan {stream}", 0, count)
    if factor:
        out = out + np.sqrt(risk.factor) * normals(seed, f"factor {factor}", f"plan {stream}", 0, count)
    return out


def own_part(risk: Risk, factor: str) -> float:
    """Standard deviation of a project's own luck; what shares no factor has more luck of its own."""
    return float(np.sqrt(max(1 - risk.common - (risk.factor if factor else 0.0), 1e-9)))


def conditional(chance: float, luck: Floats, risk: Risk, factor: str) -> Floats:
    """Chance of success given the shared ``luck`` of a ``factor``."""
    from scipy.special import ndtr, ndtri

    if chance >= 1 or chance <= 0:
        return np.full(len(luck), float(chance))
    return ndtr((ndtri(chance) - luck) / own_part(risk, factor))


def thresholds(stated: Contributions) -> Floats:
    """The normal quantile below which each contribution is delivered; shape (E,)."""
    from scipy.special import ndtri

    return ndtri(np.clip(stated.chance, 0.0, 1.0))
