"""Runs for a half-width: by hand, against scipy, and whether they reach it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chi2

from missionlab.appraisal.estimate import Against, Answer, Estimate
from missionlab.appraisal.paired import mean_over_runs
from missionlab.appraisal.precision import chi_squared, half_with, runs_needed, smallest_told
from missionlab.appraisal.results import Effect


def effect(estimate: Estimate) -> Effect:
    return Effect(
        "a", "b", Against.PLACEBO, "gap", 80, estimate, 0, Estimate(None), None, 0.5, None, True, Answer.CANNOT_TELL
    )


def test_the_fewest_runs_that_are_narrow_enough() -> None:
    needed = runs_needed([effect(mean_over_runs(np.array([-1.0, 1.0] * 20)))], 0.1)
    assert needed is not None
    assert half_with(needed.runs, needed.spread) <= 0.1 < half_with(needed.runs - 1, needed.spread)
    assert needed.at_least < needed.runs < needed.at_most
    assert runs_needed([effect(Estimate(None))], 0.1) is None
    no_verdict = replace(effect(mean_over_runs(np.array([-9.0, 9.0] * 20))), p=None)
    assert runs_needed([no_verdict, effect(mean_over_runs(np.array([-1.0, 1.0] * 20)))], 0.1) == needed


@pytest.mark.parametrize("freedom", [10, 39, 200])
def test_chi_squared_agrees_with_scipy(freedom: int) -> None:
    for p in (0.025, 0.5, 0.975):
        assert chi_squared(p, freedom) == pytest.approx(chi2.ppf(p, freedom), rel=0.01)


def test_the_interval_of_the_number_holds_the_true_one_19_times_in_20() -> None:
    draw, held, true = np.random.default_rng(5), 0, (1.96 / 0.1) ** 2
    for _ in range(1000):
        needed = runs_needed([effect(mean_over_runs(draw.normal(size=40)))], 0.1)
        held += needed is not None and needed.at_least <= true + 2 and true <= needed.at_most
    assert 0.93 < held / 1000 < 0.97


def test_the_smallest_effect_told_is_found_8_times_in_10() -> None:
    draw, told, size = np.random.default_rng(6), 0, (2.0227 + 0.8512) / 40**0.5
    for _ in range(1000):
        found = mean_over_runs(draw.normal(size=40) + size)
        told += found.low > 0  # type: ignore[operator]
    assert 0.77 < told / 1000 < 0.83
    one = effect(mean_over_runs(np.array([-1.0, 1.0] * 20)))
    assert smallest_told(one) == pytest.approx(size * (40 / 39) ** 0.5, rel=1e-3)
