"""Wright's law, as it is measured against the pool, on simulated costs of known make."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmark_programs import benchmark

from missionlab.tracking.backtest.data import read_data
from missionlab.tracking.backtest.split import left_out
from missionlab.tracking.forecast import wright

curves = benchmark("experience_curves")


def simulated(random: np.random.Generator, years: int, exponent: float = -0.3) -> tuple[np.ndarray, np.ndarray]:
    """Log cost and log cumulative production of ``years`` years."""
    produced = np.cumsum(np.abs(0.2 + 0.15 * random.standard_normal(years)))
    shocks = random.standard_normal(years + 1)
    cost = np.cumsum(exponent * np.diff(produced, prepend=0.0) + 0.1 * (shocks[1:] + wright.RHO * shocks[:-1]))
    return cost, produced


@pytest.mark.parametrize("ahead", [1, 5, 10])
def test_intervals_hold_what_they_say_and_the_exponent_is_found(ahead: int) -> None:
    random, runs, known = np.random.default_rng(ahead), 1500, 14
    inside, exponents = 0, []
    for _ in range(runs):
        cost, produced = simulated(random, known + ahead)
        law = wright.Experience(np.arange(float(known)), cost[:known], produced[:known])
        got = law.quantiles(float(produced[-1] - produced[known - 1]), ahead)
        inside += got[curves.LOW] <= cost[-1] <= got[curves.HIGH]
        exponents.append(law.exponent)
    assert inside / runs == pytest.approx(0.8, abs=0.04)
    assert np.mean(exponents) == pytest.approx(-0.3, abs=0.01)


def test_not_knowing_what_will_be_produced_widens_in_proportion_to_the_exponent() -> None:
    cost, produced = simulated(np.random.default_rng(1), 20)
    law = wright.Experience(np.arange(20.0), cost, produced)
    found = [law.quantiles(1.0, 5, unsure) for unsure in (0.0, 0.5, 1.0)]
    none, half, whole = (float(one[curves.HIGH] - one[curves.LOW]) ** 2 for one in found)
    assert none < half < whole
    assert (whole - none) / (half - none) == pytest.approx(4)
    assert found[2][99] == pytest.approx(found[0][99])


def test_where_production_decides_cost_the_law_beats_the_past_of_the_cost(tmp_path: Path) -> None:
    """What is measured on real curves could come out the other way: here production comes in waves."""
    rows = ["technology,year,unit_cost,cumulative_production"]
    names = [name for i in range(60) if not left_out("costs", name := f"T{i}")][:12]
    for count, name in enumerate(names):
        random = np.random.default_rng(count)
        produced = np.cumsum(np.where(random.random(40).round() > 0, 0.5, 0.02))
        cost = 5 - 0.8 * produced + 0.02 * random.standard_normal(40).cumsum()
        lines = zip(range(1971, 2011), np.exp(cost), np.exp(produced), strict=True)
        rows += [f"{name},{year},{one},{other}" for year, one, other in lines]
    file = tmp_path / "curves.csv"
    file.write_text("\n".join(rows))
    found = curves.measured(read_data(file).series, 5)
    assert found.relative(curves.GIVEN)[2] < 0.5 < found.relative(curves.POOL)[1]
    assert len(set(found.technologies)) == len(names)
    assert found.relative(curves.BENCHMARK) == (1.0, 1.0, 1.0)


def test_nothing_that_is_left_out_or_came_later_is_looked_at(tmp_path: Path) -> None:
    rows = ["technology,year,unit_cost,cumulative_production"]
    random = np.random.default_rng(5)
    kept, out = (next(f"T{i}" for i in range(60) if left_out("costs", f"T{i}") is which) for which in (False, True))
    for name in (kept, out):
        cost, produced = simulated(random, 40)
        lines = zip(range(1981, 2021), np.exp(cost), np.exp(produced), strict=True)
        rows += [f"{name},{year},{one},{other}" for year, one, other in lines]
    file = tmp_path / "curves.csv"
    file.write_text("\n".join(rows))
    found = curves.measured(read_data(file).series, 5)
    # Ten points first in 1990; the last outcome is that of 2010.
    assert len(found.technologies) == 2005 - 1990 + 1
    assert len(set(found.technologies)) == 1
