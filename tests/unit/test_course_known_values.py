"""Values of options that are known to the digit (section 4.5), from trees, pencil and the eight paths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from missionlab.steering.dynamic import Step, adaptive, best_fixed, fixed
from missionlab.steering.lsm import fitted

UP, DOWN, RATE, SALVAGE, START = 1.3, 0.75, 0.04, 90.0, 100.0
Node = tuple[int, int]


def _lattice(periods: int, chance: float):
    """State: periods gone, and ups among them. At the end the value is had; before, it may be sold for the salvage."""

    def steps(state: Node) -> Sequence[Step[Node]]:
        time, ups = state
        value = START * UP**ups * DOWN ** (time - ups)
        sell = Step("sell", SALVAGE)
        if time == periods:
            return (Step("hold", value), sell)
        return (Step("hold", 0.0, ((chance, (time + 1, ups + 1)), (1 - chance, (time + 1, ups)))), sell)

    return steps


@pytest.mark.parametrize(
    ("periods", "static", "worth", "option"),
    [
        (1, 98.557692, 105.769231, 7.211538),
        (2, 97.136187, 104.937130, 7.800943),
        (3, 95.735184, 107.474104, 11.738919),
    ],
)
def test_a_lattice_with_a_salvage(periods: int, static: float, worth: float, option: float) -> None:
    steps, discount = _lattice(periods, 0.5), 1 / (1 + RATE)
    held = fixed((0, 0), steps, ("hold",) * (periods + 1), discount)
    found = adaptive((0, 0), steps, discount)
    assert held == pytest.approx(static, abs=5e-7)
    assert best_fixed((0, 0), steps, ("hold", "sell"), periods + 1, discount) == pytest.approx(static, abs=5e-7)
    assert found == pytest.approx(worth, abs=5e-7)
    assert found - held == pytest.approx(option, abs=5e-7)


def test_the_same_lattice_under_the_chance_that_makes_waiting_fair() -> None:
    chance = (1 + RATE - DOWN) / (UP - DOWN)
    assert chance == pytest.approx(0.527273, abs=5e-7)
    steps, discount = _lattice(2, chance), 1 / (1 + RATE)
    assert fixed((0, 0), steps, ("hold",) * 3, discount) == pytest.approx(100)
    assert adaptive((0, 0), steps, discount) == pytest.approx(106.973140, abs=5e-7)


def test_three_gates() -> None:
    costs, chances, prize = (10, 20, 70), (0.4, 0.5, 0.8), 300.0

    def steps(state: Node) -> Sequence[Step[Node]]:
        gate, alive = state
        if gate == 3:
            return (Step("go on", prize * alive),)
        passed = chances[gate] if alive else 0.0
        return (Step("go on", -costs[gate], ((passed, (gate + 1, 1)), (1 - passed, (gate + 1, 0)))), Step("stop", 0.0))

    through = fixed((0, 1), steps, ("go on",) * 4)
    assert through == pytest.approx(-52)
    assert adaptive((0, 1), steps) == pytest.approx(16)
    assert adaptive((0, 1), steps) - through == pytest.approx(68)
    assert best_fixed((0, 1), steps, ("go on", "stop"), 4) == 0


def test_invest_now_or_wait_a_year() -> None:
    rate, cost = 0.1, 1600.0

    def for_ever(price: float) -> float:
        return price + price / rate

    def steps(state: str) -> Sequence[Step[str]]:
        match state:
            case "now":
                invest = Step("invest", 200 + 200 / rate - cost)
                return (invest, Step("wait", 0.0, ((0.5, "high"), (0.5, "low"))))
            case _:
                price = 300.0 if state == "high" else 100.0
                return (Step("invest", for_ever(price) - cost), Step("leave", 0.0))

    discount = 1 / (1 + rate)
    static = best_fixed("now", steps, ("invest", "wait", "leave"), 2, discount)
    assert static == pytest.approx(600)
    assert adaptive("now", steps, discount) == pytest.approx(772.7273, abs=5e-5)
    assert adaptive("now", steps, discount) - static == pytest.approx(172.7273, abs=5e-5)


@pytest.mark.parametrize(
    ("trials", "worth"), [(1, 7 / 3), (2, 7 / 2), (3, 7 / 2), (5, 3.583333), (10, 3.594444), (20, 3.594444)]
)
def test_a_pilot_unit_by_unit(trials: int, worth: float) -> None:
    """Beta(1, 1); a trial costs 1; scaling up pays 100 p - 60."""

    def steps(state: Node) -> Sequence[Step[Node]]:
        successes, failures = state
        chance = (1 + successes) / (2 + successes + failures)
        out = [Step("scale up", 100 * chance - 60), Step("leave", 0.0)]
        if successes + failures < trials:
            on = ((chance, (successes + 1, failures)), (1 - chance, (successes, failures + 1)))
            out.append(Step("try", -1.0, on))
        return out

    assert adaptive((0, 0), steps) == pytest.approx(worth, abs=5e-7)
    assert best_fixed((0, 0), steps, ("scale up", "leave"), 1) == 0


PRICES = np.array(
    [
        [1.00, 1.09, 1.08, 1.34],
        [1.00, 1.16, 1.26, 1.54],
        [1.00, 1.22, 1.07, 1.03],
        [1.00, 0.93, 0.97, 0.92],
        [1.00, 1.11, 1.56, 1.52],
        [1.00, 0.76, 0.77, 0.90],
        [1.00, 0.92, 0.84, 1.01],
        [1.00, 0.88, 1.22, 1.34],
    ]
)
"""The paths of Longstaff and Schwartz (2001), table 1; strike 1.10, 6 % a year, exercise in years 1 to 3."""


def test_the_eight_paths_of_longstaff_and_schwartz() -> None:
    inside = np.maximum(1.10 - PRICES[:, 1:], 0.0)
    payoff = inside * np.exp(-0.06 * np.arange(1, 4))
    policy = fitted(payoff, PRICES[:, 1:], 2, inside > 0)
    american = policy.values(payoff, PRICES[:, 1:], inside > 0).mean()
    european = payoff[:, -1].mean()
    assert european == pytest.approx(0.056381, abs=1e-6)
    assert american == pytest.approx(0.114433, abs=2e-6)
    assert american - european == pytest.approx(0.058053, abs=2e-6)


def _pilots(paths: int, seed: int, trials: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Payoffs of stopping after 0, 1, .. trials, and the posterior mean, which is what is known."""
    random = np.random.Generator(np.random.Philox(seed))
    rate = random.random(paths)
    successes = np.cumsum(random.random((paths, trials)) < rate[:, None], axis=1)
    done = np.arange(trials + 1)
    known = np.concatenate([np.zeros((paths, 1)), successes], axis=1)
    mean = (1 + known) / (2 + done)
    return np.maximum(100 * mean - 60, 0.0) - done, mean


@pytest.mark.parametrize(("paths", "repeats"), [(200, 8), (2000, 3), (50_000, 1)])
def test_the_pilot_by_least_squares_comes_close_and_never_above(paths: int, repeats: int) -> None:
    """Cubic in the posterior mean; judged on fresh futures, so that it cannot flatter itself."""
    fresh = _pilots(200_000, 99)
    for seed in range(repeats):
        training = _pilots(paths, 100 + seed)
        values = fitted(*training, 3).values(*fresh)
        error = values.std() / np.sqrt(len(values))
        assert values.mean() < 3.594444 + 3 * error
        if paths >= 2000:
            assert values.mean() > 3.594444 - 0.1 - 3 * error


def test_choosing_on_pure_noise_is_worth_nothing_and_looks_as_if_it_were() -> None:
    """A constant 0 or a draw that nothing foretells: fitted on noise it seems to gain; on fresh draws it does not."""
    random = np.random.Generator(np.random.Philox(4))
    reported = {50: (0.1115, 400), 200: (0.0517, 400), 1000: (0.0232, 400), 10_000: (0.0082, 60)}
    for paths, (expected, repeats) in reported.items():
        inside, outside = [], []
        for _ in range(repeats):
            draws = [random.standard_normal((2, paths)) for _ in range(2)]
            payoff, state = ([np.column_stack([np.zeros(paths), z]) for _, z in draws], [x for x, _ in draws])
            policy = fitted(payoff[0], state[0][:, None], 4)
            inside.append(policy.values(payoff[0], state[0][:, None]).mean())
            outside.append(policy.values(payoff[1], state[1][:, None]).mean())
        error = np.std(inside) / np.sqrt(len(inside))
        assert np.mean(inside) == pytest.approx(expected, abs=4 * error + 0.002)
        assert abs(np.mean(outside)) < 4 * np.std(outside) / np.sqrt(len(outside))
    assert np.maximum(random.standard_normal(400_000), 0).mean() == pytest.approx(0.39894, abs=0.004)
