"""What the model says of search, benefits and taxes: the policy facts of the specification, on ensembles of runs."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.economy.levers import schedule
from missionlab.economy.parameters import Parameters, with_values
from missionlab.economy.simulate import Code, Run, simulate

pytestmark = pytest.mark.moments

RULES = ("closed", "lsd-0.1")
RUNS = 40
BENCHMARK = Parameters()
NOWHERE = 1e-300
"""A search efficiency of the smallest kind: no researcher ever finds anything."""


def _runs(parameters: Parameters, rules: str, periods: int = 300, levers: np.ndarray | None = None) -> list[Run]:
    return [simulate(parameters, levers, seed=seed, periods=periods, rules=rules) for seed in range(RUNS)]


def _mean_and_error(numbers: list[float]) -> tuple[float, float]:
    return float(np.mean(numbers)), float(np.std(numbers, ddof=1) / np.sqrt(len(numbers)))


@pytest.mark.parametrize("rules", RULES)
def test_without_search_productivity_stays_within_a_factor_of_two(rules: str) -> None:
    """Nobody innovates or imitates, and entrants know nearly the best technique and nothing better."""
    still = with_values(BENCHMARK, zeta1=NOWHERE, zeta2=NOWHERE, x5=0.0, alpha2=20.0, beta2=1.0)
    for run in _runs(still, rules):
        assert not run["innovators"].any()
        assert not run["imitators"].any()
        assert run["productivity"].min() > 0.5
        assert run["productivity"].max() < 2.0


@pytest.mark.parametrize("rules", RULES)
def test_without_search_entrants_alone_bring_no_growth(rules: str) -> None:
    """Entrants of the benchmark are mostly worse, at times better: productivity wanders; with search it grows."""
    growth = [
        float(np.log(run["productivity"][-1]))
        for run in _runs(with_values(BENCHMARK, zeta1=NOWHERE, zeta2=NOWHERE), rules)
    ]
    mean, error = _mean_and_error(growth)
    assert mean - 3.0 * error < np.log(2.0)
    assert mean + 3.0 * error > -np.log(2.0)
    assert np.mean(np.abs(growth) < np.log(2.0)) > 0.6
    with_search = [float(np.log(run["productivity"][-1])) for run in _runs(BENCHMARK, rules)]
    assert min(with_search) > np.log(5.0)
    assert np.median(with_search) > np.log(20.0)


def _unemployment(run: Run) -> float:
    return float(run["unemployment"][100:].mean())


def _deepest(run: Run) -> float:
    """The deepest fall of output below its past peak."""
    output = run["gdp"]
    return float((1.0 - output / np.maximum.accumulate(output))[100:].max())


@pytest.mark.parametrize("rules", RULES)
def test_half_the_benefit_gives_more_unemployment_and_deeper_crises(rules: str) -> None:
    """Pairs of runs that share every random number; each difference is many standard errors from nothing."""
    full = _runs(BENCHMARK, rules)
    half = _runs(with_values(BENCHMARK, phi=BENCHMARK.benefit_rate / 2), rules)
    for measure in (_unemployment, _deepest):
        mean, error = _mean_and_error([measure(less) - measure(more) for less, more in zip(half, full, strict=True)])
        assert mean > 3.0 * error, measure.__name__


@pytest.mark.parametrize("rules", RULES)
def test_without_taxes_and_benefits_many_economies_collapse(rules: str) -> None:
    """Switched off in period 100, against the same economies under the benchmark's policy; counted by result code."""
    off = schedule(400, tax_rate={100: -1.0}, benefit_rate={100: -1.0})
    without = _runs(BENCHMARK, rules, 400, off)
    collapsed = [run for run in without if run.code is Code.NOBODY_EMPLOYED]
    assert len(collapsed) > RUNS / 2
    assert {run.code for run in without} <= {Code.NOBODY_EMPLOYED, Code.COMPLETED}
    for run in collapsed:
        assert run.stopped_at is not None
        assert run.stopped_at >= 150
        assert not run["benefits"][99 : run.stopped_at - 1].any()
        assert run["benefits"][:99].any()
    assert all(run.code is Code.COMPLETED for run in _runs(BENCHMARK, rules, 400))
