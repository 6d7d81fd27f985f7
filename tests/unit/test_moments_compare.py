"""Two sets of runs compared: the exact test, Holm's correction, and what the comparison can see."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from missionlab.ensemble.compare import compare, critical_gap, exact_p_value, holm, largest_gap
from missionlab.ensemble.power import POWER, alarms, smallest_shift_found

RANDOM = np.random.default_rng(5)


def p_of(left: np.ndarray, right: np.ndarray) -> float:
    ties = np.unique(np.concatenate([left, right]), return_counts=True)[1]
    return exact_p_value(largest_gap(left, right), ties, len(left), len(right))


@pytest.mark.parametrize(("left", "right"), [(6, 4), (30, 9), (200, 30), (30, 200)])
def test_without_ties_gap_and_p_value_are_those_of_scipy(left: int, right: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    for shift in (0.0, 0.4, 1.0):
        first, second = RANDOM.normal(size=left), RANDOM.normal(shift, 1, size=right)
        theirs = stats.ks_2samp(first, second, method="exact")
        assert largest_gap(first, second) == pytest.approx(theirs.statistic, abs=1e-12)
        assert p_of(first, second) == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("pooled", [[0, 0, 0, 1, 1, 2, 2, 5], [0, 1, 1, 1, 1, 1, 1, 2], [3, 3, 4, 4, 4, 4, 4, 9]])
def test_with_ties_the_p_value_is_the_share_of_all_deals(pooled: list[float]) -> None:
    values = np.array(pooled, dtype=float)
    deals = [list(chosen) for chosen in combinations(range(len(values)), 3)]
    gaps = np.array([largest_gap(values[chosen], np.delete(values, chosen)) for chosen in deals])
    for chosen in deals[:: len(deals) // 9]:
        left, right = values[chosen], np.delete(values, chosen)
        assert p_of(left, right) == pytest.approx((gaps >= largest_gap(left, right) - 1e-12).mean(), abs=1e-12)


def test_the_critical_gap_is_the_first_that_is_evidence() -> None:
    untied = np.ones(230, dtype=int)
    critical = critical_gap(200, 30, 0.01)
    assert exact_p_value(critical, untied, 200, 30) <= 0.01
    assert exact_p_value(critical - 1 / 600, untied, 200, 30) > 0.01
    assert critical_gap(3, 3, 0.01) == float("inf")


def test_holm_on_a_worked_example() -> None:
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.9, 0.8])) == pytest.approx([1.0, 1.0])


def test_a_shifted_moment_is_found_and_the_others_are_not() -> None:
    random = np.random.default_rng(0)
    left = {f"m{k}": random.normal(size=200) for k in range(100)}
    right = {f"m{k}": random.normal(size=30) for k in range(100)}
    right["m7"] = right["m7"] + 2
    found = {row.name: row for row in compare(left, right)}
    assert [name for name, row in found.items() if row.differs] == ["m7"]
    assert found["m7"].left.runs == 200
    assert found["m7"].right.mean == pytest.approx(right["m7"].mean())
    assert found["m7"].corrected == pytest.approx(100 * found["m7"].p)


def test_constants_missing_values_and_scarce_moments_are_told_apart() -> None:
    left = {
        "same": np.full(40, 0.5),
        "step": np.full(40, 0.0),
        "nan": np.r_[np.full(38, np.nan), 1, 2],
        "x": RANDOM.random(40),
    }
    right = {
        "same": np.full(20, 0.5),
        "step": np.full(20, 1.0),
        "nan": RANDOM.random(20),
        "x": np.r_[np.nan, RANDOM.random(19)],
    }
    found = {row.name: row for row in compare(left, right)}
    assert found["same"].untested == "the same number in every run"
    assert found["nan"].untested == "fewer than 5 runs have it"
    assert not found["nan"].differs
    assert found["step"].differs
    assert found["x"].right.runs == 19
    assert found["x"].corrected == pytest.approx(min(1.0, max(2 * found["step"].p, found["x"].p)))


def test_the_smallest_shift_found_is_found_as_often_as_promised() -> None:
    """Checked on fresh draws from a law of another shape than the program's smoothing."""
    level, left, right = 0.05 / 100, 100, 30
    values = np.random.default_rng(1).normal(size=4000)
    shift = smallest_shift_found(values, left, right, level, simulations=1500)
    random = np.random.default_rng(2)
    hits = [p_of(random.normal(size=left), random.normal(shift, 1, size=right)) <= level for _ in range(600)]
    assert np.mean(hits) == pytest.approx(POWER, abs=0.06)
    assert smallest_shift_found(values, 3, 3, level) == float("inf")


def test_more_runs_see_smaller_shifts() -> None:
    values = np.random.default_rng(1).exponential(size=300)
    assert smallest_shift_found(values, 200, 30, 0.001) < smallest_shift_found(values, 200, 9, 0.001)


def dependent_moments(seed: int) -> np.ndarray:
    """Twenty moments of 130 runs that are nearly the same moment."""
    random = np.random.default_rng(seed)
    return random.normal(size=(1, 130)) + 0.1 * random.normal(size=(20, 130))


def dealt(pooled: np.ndarray, shift: float) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    names = [f"m{k}" for k in range(len(pooled))]
    return dict(zip(names, pooled[:, :100], strict=True)), dict(zip(names, pooled[:, 100:] + shift, strict=True))


def test_many_alarms_among_moments_that_move_together_are_no_evidence() -> None:
    """Of 60 comparisons of the same model, few look unlikely, although an alarm seldom comes alone."""
    found = [alarms(*dealt(dependent_moments(seed), 0.0), deals=99, seed=seed) for seed in range(60)]
    assert sum(alarm.chance <= 0.1 for alarm in found) <= 13
    assert max(alarm.found for alarm in found) > 10
    assert found[0].expected == pytest.approx(1, abs=0.5)


def test_alarms_of_sets_that_differ_are_evidence() -> None:
    shifted = alarms(*dealt(dependent_moments(0), 1.5), deals=400)
    assert shifted.found == 20
    assert shifted.chance < 0.01
