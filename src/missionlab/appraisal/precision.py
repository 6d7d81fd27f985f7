"""How many runs a half-width of the primary outcome needs, worked out from a pilot, with the pilot's own error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from missionlab.appraisal.paired import LEVEL
from missionlab.appraisal.results import Effect
from missionlab.evidence.student import quantile


@dataclass(frozen=True, slots=True)
class Needed:
    """Runs that bring the widest primary effect to a half-width, and their 95 % interval given the pilot's runs."""

    runs: int
    at_least: int
    at_most: int
    spread: float
    """Standard deviation over pairs of the widest primary effect in the pilot."""
    pilot: int


def runs_needed(pilot: Sequence[Effect], half_width: float) -> Needed | None:
    """The runs needed, from the effects of a pilot; None where no primary effect carries a verdict.

    The widest of several spreads is taken, which a pilot rather overstates; each is uncertain by the chi-squared
    distribution of a variance, which the interval of the number carries.
    """
    spreads = [(_spread(effect), effect.estimate.runs) for effect in pilot if effect.primary and effect.p is not None]
    known = [(spread, runs) for spread, runs in spreads if spread is not None]
    if not known:
        return None
    spread, runs = max(known)
    low, high = (spread * sqrt((runs - 1) / chi_squared(p, runs - 1)) for p in (1 - LEVEL / 2, LEVEL / 2))
    return Needed(
        runs=_runs(spread, half_width),
        at_least=_runs(low, half_width),
        at_most=_runs(high, half_width),
        spread=spread,
        pilot=runs,
    )


def _spread(effect: Effect) -> float | None:
    estimate = effect.estimate
    if estimate.low is None or estimate.high is None:
        return None
    half = (estimate.high - estimate.low) / 2
    return half * sqrt(estimate.runs) / quantile(1 - LEVEL / 2, estimate.runs - 1)


def _runs(spread: float, half_width: float) -> int:
    """The fewest runs whose Student interval, with this spread, is no wider than `half_width` to each side."""
    low, high = 1, 2
    while half_with(high, spread) > half_width:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if half_with(middle, spread) <= half_width else (middle, high)
    return high


def half_with(runs: int, spread: float) -> float:
    """The half-width of Student's 95 % interval of a mean over so many runs."""
    return quantile(1 - LEVEL / 2, runs - 1) * spread / sqrt(runs)


def chi_squared(probability: float, freedom: int) -> float:
    """A quantile of the chi-squared distribution, by Wilson and Hilferty's cube root: within 1 % from ten degrees on.

    Source: Wilson and Hilferty (1931), Proceedings of the National Academy of Sciences 17, 684-688.
    """
    part = 2 / (9 * freedom)
    return freedom * max(1 - part + NormalDist().inv_cdf(probability) * sqrt(part), 1e-3) ** 3


def smallest_told(effect: Effect) -> float | None:
    """The size of a difference that these runs would tell from zero 8 times in 10, before any correction.

    Source: the usual normal approximation of power, with Student's quantiles.
    """
    spread, runs = _spread(effect), effect.estimate.runs
    if spread is None:
        return None
    return (quantile(1 - LEVEL / 2, runs - 1) + quantile(0.8, runs - 1)) * spread / sqrt(runs)
