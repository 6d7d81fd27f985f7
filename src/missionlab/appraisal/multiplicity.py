"""Correction for how many comparisons are made: Holm over the primary ones, Benjamini and Hochberg over the others.

Holm keeps the chance of a single false alarm in the family below the level, whatever the dependence. Benjamini and
Hochberg keep the expected share of false ones among the findings below the level, if tests are independent or depend
positively; outcomes of the same runs mostly do, but nothing guarantees it, so what they find is a lead, not a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from missionlab.ensemble.compare import holm


def holm_adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """Holm's adjusted p-values; what was not tested (None) stays so and does not count.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    return _where_tested(p_values, holm)


def false_discovery_adjusted(p_values: Sequence[float | None]) -> list[float | None]:
    """Benjamini and Hochberg's adjusted p-values; what was not tested (None) stays so and does not count.

    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    return _where_tested(p_values, _benjamini_hochberg)


def _benjamini_hochberg(p_values: np.ndarray) -> np.ndarray:
    tests = len(p_values)
    order = np.argsort(p_values, kind="stable")[::-1]
    steps = p_values[order] * tests / np.arange(tests, 0, -1)
    adjusted = np.empty(tests)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps), 1.0)
    return adjusted


def _where_tested(
    p_values: Sequence[float | None], correction: Callable[[np.ndarray], np.ndarray]
) -> list[float | None]:
    tested = [place for place, p in enumerate(p_values) if p is not None]
    adjusted = correction(np.array([p_values[place] for place in tested], dtype=float))
    out: list[float | None] = [None] * len(p_values)
    for place, value in zip(tested, adjusted, strict=True):
        out[place] = float(value)
    return out
