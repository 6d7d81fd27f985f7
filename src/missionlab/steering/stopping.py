"""When to stop what has not succeeded yet: the value of stopping after each year, and tests that stop early.

Hidden: an approach works with some prior chance, and only then has a yearly hazard of success; every year without it
makes it less likely that it works. Seen: a project goes through stages, and its failures are known when they happen.
Both come down to the chance of a success in each year and of still going on at its start.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """A course of years: chance of a success in each, and of still going on at its start; both of shape (years,)."""

    success: Values
    going: Values

    @property
    def hazard(self) -> Values:
        """Chance of a success in each year for what still goes on."""
        return np.divide(self.success, self.going, out=np.zeros_like(self.success), where=self.going > 0)


def hidden(prior: float, hazards: Sequence[float]) -> tuple[Course, Values]:
    """The course of an approach that works with chance ``prior``, and the chance that it works after 0, 1, .. years
    without success; shape (years + 1,)."""
    hazard = np.asarray(hazards, dtype=float)
    lasted = np.concatenate([[1.0], np.cumprod(1 - hazard)])
    going = prior * lasted + 1 - prior
    works = np.divide(prior * lasted, going, out=np.zeros_like(going), where=going > 0)
    return Course(prior * lasted[:-1] * hazard, going[:-1]), works


def through_stages(
    chances: Sequence[Callable[[int], tuple[float, float]]], age: int, years: int
) -> tuple[Course, Values]:
    """The course of a project that is in the first of ``chances`` for ``age`` years already, and the chance that it has
    failed by the end of each year.

    Each of ``chances`` is a stage: by the years in it, the chances to advance and to fail within a year. A success is
    to advance from the last.
    """
    stages = len(chances)
    here = np.zeros((stages, age + years + 1))
    here[0, age] = 1.0
    table = np.array([[stage(at) for at in range(age + years + 1)] for stage in chances])
    advance, fail = table[:, :, 0], table[:, :, 1]
    success, going, failed = np.zeros(years), np.zeros(years), np.zeros(years)
    for year in range(years):
        going[year] = here.sum()
        on, off = here * advance, here * fail
        stay = here - on - off
        success[year], failed[year] = on[-1].sum(), off.sum()
        here = np.zeros_like(here)
        here[:, 1:] = stay[:, :-1]
        here[1:, 0] += on[:-1].sum(axis=1)
    return Course(success, going), np.cumsum(failed)


def values(course: Course, cost: float, prize: float) -> Values:
    """Value of stopping after 0, 1, .. years without success; ``cost`` is paid in each year that is begun, ``prize``
    won with a success; shape (years + 1,)."""
    return np.concatenate([[0.0], np.cumsum(prize * course.success - cost * course.going)])


def prize_needed(course: Course, cost: float) -> float | None:
    """The prize from which on some year of stopping is worth as much as not going on; nothing without a success."""
    won, spent = np.cumsum(course.success), cost * np.cumsum(course.going)
    ratios = spent[won > 0] / won[won > 0]
    return float(ratios.min()) if len(ratios) else None


def first_year_not_worth_it(course: Course, cost: float, prize: float) -> int | None:
    """Years after which the rule stops that looks one year ahead: the next year's chance times the prize is at most
    its cost. Optimal only where the hazard does not rise. Nothing where it never does."""
    stops = np.flatnonzero(course.hazard * prize <= cost)
    return int(stops[0]) if len(stops) else None


def outcomes(course: Course, failed: Values, cost: float, prize: float, stop: int) -> tuple[Values, Values]:
    """What stopping after ``stop`` years may bring, and the chance of each: success or failure in each year, or
    neither until the stop."""
    years = np.arange(1, stop + 1)
    lost = np.diff(np.concatenate([[0.0], failed[:stop]]))
    rest = max(0.0, 1.0 - float(course.success[:stop].sum() + lost.sum()))
    brings = np.concatenate([prize - cost * years, -cost * years, [-cost * stop]])
    return brings, np.concatenate([course.success[:stop], lost, [rest]])


def quantile(brings: Values, chance: Values, share: float) -> float:
    """The value that is not exceeded with chance ``share``."""
    order = np.argsort(brings, kind="stable")
    reached = np.searchsorted(np.cumsum(chance[order]), share - 1e-12)
    return float(brings[order][min(int(reached), len(order) - 1)])


@dataclass(frozen=True, slots=True)
class SequentialTest:
    """A. Wald's test of a rate that is ``bad`` or ``good``, unit by unit (Sequential Analysis, 1947).

    It stops with "good" when the sum of steps reaches ``upper``, with "bad" when it reaches ``lower``."""

    bad: float
    good: float
    upper: float
    lower: float
    success: float
    """Step of a success."""
    failure: float


def sequential_test(bad: float, good: float, wrongly_good: float, wrongly_bad: float) -> SequentialTest:
    """The test whose nominal chances of error are ``wrongly_good`` at a bad rate and ``wrongly_bad`` at a good one.
    Raises ``ValueError`` unless 0 < bad < good < 1 and the errors together are below 1."""
    if not (0 < bad < good < 1 and wrongly_good > 0 and wrongly_bad > 0 and wrongly_good + wrongly_bad < 1):
        raise ValueError(f"rates {bad} and {good} with errors {wrongly_good} and {wrongly_bad}")
    return SequentialTest(
        bad,
        good,
        math.log((1 - wrongly_bad) / wrongly_good),
        math.log(wrongly_bad / (1 - wrongly_good)),
        math.log(good / bad),
        math.log((1 - good) / (1 - bad)),
    )


def performance(test: SequentialTest, rate: float, most: int = 2000) -> tuple[float, float]:
    """Chance that the test says "good" at a true ``rate``, and its mean number of units; exact up to ``most`` units."""
    going = {0: 1.0}
    good = mean = 0.0
    for tried in range(1, most + 1):
        after: dict[int, float] = {}
        for successes, chance in going.items():
            for found, share in ((successes + 1, rate), (successes, 1 - rate)):
                after[found] = after.get(found, 0.0) + chance * share
        mean += sum(going.values())
        going = {}
        for successes, chance in after.items():
            at = successes * test.success + (tried - successes) * test.failure
            if at >= test.upper:
                good += chance
            elif at > test.lower and chance > 1e-15:
                going[successes] = chance
        if not going:
            break
    return good, mean


def fixed_test(bad: float, good: float, wrongly_good: float, wrongly_bad: float) -> tuple[int, int]:
    """The fewest units, and the successes with which they pass, that keep both errors without stopping early."""
    from scipy.stats import binom

    for units in range(1, 10_000):
        passing = int(binom.isf(wrongly_good, units, bad)) + 1
        if binom.cdf(passing - 1, units, good) <= wrongly_bad:
            return units, passing
    raise ValueError(f"no fixed test tells {bad} from {good}")
