"""Known answers of sections 5.1 and 5.2 of the specification, and planted examples of learning."""

from __future__ import annotations

import math

import numpy as np
import pytest

from missionlab.base.findings import InputError
from missionlab.steering.learning.beta import Beta, product
from missionlab.steering.learning.designs import DESIGNS, EQUAL, HALVING, chosen_rates, halving, schedule
from missionlab.steering.learning.durations import Hazard, ageing, of_strength
from missionlab.steering.learning.hierarchy import mean_rate
from missionlab.steering.learning.normal import Normal, loss
from missionlab.steering.learning.regression import worth_on_paths
from missionlab.steering.learning.worth import Payoff, perfect, sample, sequential, shared

EVEN = Beta(1, 1)
SCALE_UP = Payoff(slope=100, cost=60)
PLAIN = Payoff(slope=1, cost=0)


def test_three_of_four_successes():
    after = Beta(2, 6).after(3, 4)
    assert (after.alpha, after.beta) == (5, 7)
    assert after.mean == pytest.approx(0.416667, abs=5e-7)
    assert after.quantile(0.05) == pytest.approx(0.199576, abs=5e-7)
    assert after.quantile(0.95) == pytest.approx(0.650188, abs=5e-7)
    assert after.above(0.3) == pytest.approx(0.789695, abs=5e-7)
    assert after.successes(3)[2:].sum() == pytest.approx(0.384615, abs=5e-7)


def test_product_of_stage_rates():
    mean, deviation = product([Beta(6, 9), Beta(5, 7), Beta(4, 6), Beta(8, 4)])
    assert mean == pytest.approx(0.044444, abs=5e-7)
    assert deviation == pytest.approx(0.029134, abs=5e-7)


@pytest.mark.parametrize(
    ("units", "worth"), [(1, 3.333333), (2, 5), (3, 5), (5, 6.190476), (10, 6.969697), (20, 7.445887)]
)
def test_worth_of_a_sample_of_successes(units: int, worth: float):
    assert sample([EVEN], SCALE_UP, [units]).worth == pytest.approx(worth, abs=5e-7)


def test_worth_of_knowing_a_rate_for_certain():
    assert perfect([EVEN], SCALE_UP) == pytest.approx(8, abs=1e-9)


def test_two_units_have_the_largest_net_worth():
    net = {n: sample([EVEN], SCALE_UP, [n]).worth - n for n in (1, 2, 3, 5, 10, 20)}
    assert max(net, key=net.__getitem__) == 2
    assert [round(value, 2) for value in net.values()] == [2.33, 3, 2, 1.19, -3.03, -12.55]


@pytest.mark.parametrize(
    ("most", "net"), [(1, 7 / 3), (2, 7 / 2), (3, 7 / 2), (5, 3.583333), (10, 3.594444), (20, 3.594444)]
)
def test_trying_unit_by_unit(most: int, net: float):
    assert sequential(EVEN, SCALE_UP, 1, most) == pytest.approx(net, abs=5e-7)


def test_worth_of_knowing_a_quantity():
    believed = Normal(mean=-1, deviation=2, noise=3)
    assert perfect([believed], PLAIN) == pytest.approx(0.395593, abs=5e-7)
    found = [sample([believed], PLAIN, [n]).worth for n in (1, 4, 16)]
    assert found == pytest.approx([0.111135, 0.259072, 0.351139], abs=5e-7)


def test_share_of_changed_decisions_of_a_quantity():
    believed = Normal(mean=-1, deviation=2, noise=3)
    moved = believed.moved(4)
    expected = 0.5 * math.erfc(1 / moved / math.sqrt(2))
    assert sample([believed], PLAIN, [4]).changes == pytest.approx(expected, abs=0.002)


def test_loss_of_a_standard_normal_number():
    assert loss(0) == pytest.approx(1 / math.sqrt(2 * math.pi))
    assert loss(-3) == pytest.approx(3 + loss(3))


def test_one_sample_between_two_arms():
    assert sample([EVEN, EVEN], PLAIN, [1, 0]).worth == pytest.approx(0.083333, abs=5e-7)
    better, worse = Beta(2, 2), Beta(1, 3)
    assert sample([better, worse], PLAIN, [1, 0]).worth == 0
    assert sample([better, worse], PLAIN, [0, 1]).worth == 0


def test_worth_of_two_arms_is_that_of_every_pair_of_results():
    arms, payoff, n = [Beta(2, 3), Beta(1, 1)], Payoff(10, 4), 3
    chances, pays = zip(*((c, 10 * m - 4) for c, m in (arm.learnt(n) for arm in arms)), strict=True)
    joint = sum(
        chances[0][i] * chances[1][j] * max(0, pays[0][i], pays[1][j]) for i in range(n + 1) for j in range(n + 1)
    )
    now = max(0, *(payoff.of(arm.mean) for arm in arms))
    assert sample(arms, payoff, [n, n]).worth == pytest.approx(joint - now, abs=1e-12)
    before = 1
    changed = sum(
        chances[0][i] * chances[1][j]
        for i in range(n + 1)
        for j in range(n + 1)
        if pays[before][j] < max(0, pays[0][i]) - 1e-12
    )
    assert sample(arms, payoff, [n, n]).changes == pytest.approx(changed, abs=1e-12)


def test_a_sure_thing_is_not_worth_a_pilot():
    assert sample([Beta(50, 1)], Payoff(100, 1), [3]).worth == 0
    assert sample([Beta(50, 1)], Payoff(100, 1), [3]).changes == 0


def test_units_are_shared_evenly():
    assert shared(10, 3) == (4, 3, 3)


def test_places_that_differ_teach_less_than_places_that_agree():
    prior = Beta(2, 2)
    agree, differ = mean_rate(prior, [(5, 10)] * 4), mean_rate(prior, [(0, 10), (10, 10), (0, 10), (10, 10)])
    pooled = prior.after(20, 40)
    assert differ.deviation > 1.5 * agree.deviation > 1.5 * pooled.deviation
    assert differ.mean == pytest.approx(0.5, abs=1e-9)


def test_a_pilot_in_new_places_is_priced_by_the_mean_over_places():
    same = mean_rate(EVEN, [])
    for n in (1, 5, 20):
        exact = sample([EVEN], SCALE_UP, [n]).worth
        assert sample([same], SCALE_UP, [n]).worth == pytest.approx(exact, rel=1e-3)


def test_censored_waits_count_their_time():
    hazard = of_strength(0.2, 2).after(1, 5)
    assert hazard.mean == pytest.approx(3 / 15)
    assert Hazard(2, 10).after(0, 10).mean == pytest.approx(0.1)
    assert Hazard(2, 10).longer(10) == pytest.approx(0.25)


def test_weibull_tells_rising_from_constant_hazard():
    random = np.random.default_rng(3)
    rising = [(min(w, 6.0), w < 6) for w in 5 * random.weibull(2.5, 200)]
    constant = [(min(w, 6.0), w < 6) for w in 5 * random.weibull(1.0, 200)]
    late, even = ageing(rising), ageing(constant)
    assert late is not None
    assert even is not None
    assert late.rises > 0.99
    assert late.shape == pytest.approx(2.5, abs=0.4)
    assert 0.05 < even.rises < 0.95
    assert even.longer(5) == pytest.approx(math.exp(-1), abs=0.08)


def test_no_waits_teach_nothing():
    assert ageing([]) is None


@pytest.mark.parametrize("units", [1, 5, 10])
def test_regression_on_paths_agrees_with_the_closed_form(units: int):
    random = np.random.default_rng(units)
    rate = random.beta(1, 1, 10_000)
    seen = random.binomial(units, rate).astype(float)
    values = np.stack([np.zeros(10_000), SCALE_UP.slope * rate - SCALE_UP.cost], axis=1)
    found = worth_on_paths(values, seen)
    exact = sample([EVEN], SCALE_UP, [units])
    assert abs(found.worth - exact.worth) < 3 * found.error
    assert found.changes == pytest.approx(exact.changes, abs=0.05)


def test_regression_of_a_quantity_agrees_with_the_closed_form():
    random = np.random.default_rng(8)
    benefit = random.normal(-1, 2, 10_000)
    seen = benefit + random.normal(0, 3 / 2, 10_000)
    found = worth_on_paths(np.stack([np.zeros(10_000), benefit], axis=1), seen)
    assert abs(found.worth - 0.259072) < 3 * found.error


def test_regression_on_noise_earns_nothing():
    random = np.random.default_rng(5)
    values = np.stack([np.zeros(2000), random.normal(0, 1, 2000)], axis=1)
    found = worth_on_paths(values, random.normal(0, 1, (2000, 2)), degree=4)
    assert found.worth < 3 * found.error


def test_regression_refuses_what_are_not_paths():
    with pytest.raises(InputError, match="do not make paths"):
        worth_on_paths(np.zeros((10, 2)), np.zeros(10))


def test_halving_drops_the_worse_half():
    assert halving(8, 3, 16) == ((8, 2), (4, 4), (2, 8))
    assert halving(5, 3, 30) == ((5, 6), (3, 10), (2, 15))


@pytest.fixture(scope="module")
def trial() -> dict[str, tuple[float, float]]:
    """Mean true rate of the chosen of eight arms, and its standard error."""
    random = np.random.default_rng(17)
    rates = random.beta(2, 6, (4000, 8))
    found = {d: chosen_rates(schedule(d, 8, 3, 16), [Beta(2, 6)] * 8, rates, random) for d in DESIGNS}
    return {d: (float(of.mean()), float(of.std(ddof=1)) / 4000**0.5) for d, of in found.items()}


@pytest.mark.parametrize(("design", "rate"), [(EQUAL, 0.395), (HALVING, 0.412)])
def test_trial_of_designs(trial: dict[str, tuple[float, float]], design: str, rate: float):
    mean, error = trial[design]
    assert abs(mean - rate) < 3 * math.hypot(error, 0.0023)


def test_halving_beats_equal_split(trial: dict[str, tuple[float, float]]):
    assert trial[HALVING][0] - trial[EQUAL][0] > 2 * math.hypot(trial[HALVING][1], trial[EQUAL][1])
