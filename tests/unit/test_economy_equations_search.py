"""Equations of capital-good firms: search, techniques, prices, brochures. Numbers are worked by hand."""

from __future__ import annotations

import math

import pytest

from missionlab.economy.equations import innovation, pricing
from missionlab.economy.equations.rounding import whole_down, whole_near, whole_up


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_chance_of_success() -> None:
    # 0.3 x 0.5 x 2 = 0.3; the table of exponentials has e^-0.3 = 0.740818220681718.
    assert innovation.search_success(0.3, 0.5, 2.0) == near(1 - 0.740818220681718)
    # Half-life: zeta s l = ln 2 succeeds every other time.
    assert innovation.search_success(1.0, 1.0, math.log(2)) == near(0.5)
    assert innovation.search_success(0.3, 0.5, 0.0) == 0.0
    assert innovation.search_success(0.3, 0.0, 80.0) == 0.0
    assert innovation.search_success(10.0, 1.0, 1e9) == 1.0


def test_an_innovation_can_be_a_step_back() -> None:
    # Support [-0.15, 0.15]: draw 0.9 -> x = 0.12; 2 x 1.12 = 2.24. Draw 0.1 -> x = -0.12; 2 x 0.88 = 1.76.
    assert innovation.innovation_step(2.0, -0.15, 0.15, 0.9) == near(2.24)
    assert innovation.innovation_step(2.0, -0.15, 0.15, 0.1) == near(1.76)
    # The middle of a support that is not symmetric, [-0.1, 0.3]: x = 0.1.
    assert innovation.innovation_step(10.0, -0.1, 0.3, 0.5) == near(11.0)
    assert innovation.innovation_step(10.0, 0.2, 0.2, 0.77) == near(12.0)


def test_distance_of_techniques() -> None:
    # The triangle of sides 3, 4, 5.
    assert innovation.technical_distance(1.0, 2.0, 4.0, 6.0) == near(5.0)
    assert innovation.technical_distance(4.0, 6.0, 1.0, 2.0) == near(5.0)
    assert innovation.technical_distance(1.5, 1.5, 1.5, 1.5) == 0.0


def test_the_same_technique_is_never_imitated() -> None:
    assert innovation.imitation_weight(0.0) == 0.0
    assert innovation.imitation_weight(0.25) == 4.0


def test_only_a_strictly_better_technique_is_taken() -> None:
    # 2 x 3 = 6 against 1.5 x 4 = 6: no gain, kept.
    assert not innovation.is_better_technique(2.0, 3.0, 1.5, 4.0)
    assert innovation.is_better_technique(2.0, 3.125, 1.5, 4.0)
    # A worse machine with a much better process is taken: the product decides.
    assert innovation.is_better_technique(1.0, 8.0, 2.0, 3.0)
    assert not innovation.is_better_technique(1.0, 5.0, 2.0, 3.0)


def test_an_entrant_can_beat_the_best() -> None:
    # Draw 1 on x5 = 0.3: a third better than the best of 4: 5.2. Draw 0.5: 2.6.
    assert innovation.entrant_productivity(1.0, 4.0, 0.3) == near(5.2)
    assert innovation.entrant_productivity(0.5, 4.0, 0.3) == near(2.6)


def test_research_without_sales_goes_on() -> None:
    assert innovation.research_budget(2000.0, 0.04, 55.0) == near(80.0)
    assert innovation.research_budget(0.0, 0.04, 55.0) == 55.0


@pytest.mark.parametrize(
    ("clients", "wanted", "why"),
    [
        # gamma 0.5, 200 firms, fair share 200/50 = 4.
        (10, 5, "half as many again"),
        (9, 5, "4.5 is rounded up"),
        (3, 2, "1.5 is rounded up to 2; 3 + 2 is above the fair share"),
        (1, 3, "one is wanted, but 1 + 1 is below the fair share of 4"),
        (0, 4, "no client: at least one, raised to the fair share"),
        (196, 4, "98 wanted, but only 4 firms are no clients"),
        (200, 0, "everybody is a client"),
    ],
)
def test_brochures(clients: int, wanted: int, why: str) -> None:
    assert innovation.new_clients(float(clients), 0.5, 200.0, 4.0) == wanted, why


def test_brochures_of_a_firm_with_one_client_and_no_fair_share_to_fill() -> None:
    # gamma 0.1: 0.1 is rounded up to 1; at 0 clients the maximum with 1 holds.
    assert innovation.new_clients(1.0, 0.1, 50.0, 1.0) == 1
    assert innovation.new_clients(0.0, 0.1, 50.0, 1.0) == 1
    # 0.1 x 30 is 3 but for the last bits: not 4.
    assert innovation.new_clients(30.0, 0.1, 50.0, 1.0) == 3


def test_cost_and_price_of_a_machine() -> None:
    # At the start: w = B = 1, m1 = 0.1: ten workers make a machine. 4 % on top: 10.4.
    assert pricing.capital_good_cost(1.0, 1.0, 0.1) == near(10.0)
    assert pricing.price(10.0, 0.04) == near(10.4)
    assert pricing.capital_good_cost(3.0, 1.5, 0.1) == near(20.0)


def test_markup_follows_the_share() -> None:
    # The share grew by a quarter: 0.3 x (1 + 0.04 x 0.25) = 0.303. It halved: 0.3 x (1 - 0.02) = 0.294.
    assert pricing.markup(0.3, 0.05, 0.04, 0.04, 1e-5) == near(0.303)
    assert pricing.markup(0.3, 0.02, 0.04, 0.04, 1e-5) == near(0.294)


def test_markup_rests_when_a_share_is_below_the_smallest() -> None:
    assert pricing.markup(0.3, 0.05, 0.9e-5, 0.04, 1e-5) == 0.3
    assert pricing.markup(0.3, 0.9e-5, 0.05, 0.04, 1e-5) == 0.3
    assert pricing.markup(0.3, 0.0, 0.0, 0.04, 1e-5) == 0.3
    # At the smallest share itself it moves: doubled share, 0.3 x 1.04 = 0.312.
    assert pricing.markup(0.3, 2e-5, 1e-5, 0.04, 1e-5) == near(0.312)


def test_rounding_forgives_the_last_bits_and_no_more() -> None:
    assert 0.1 * 3 / 0.1 != 3.0
    assert whole_down(2.9999999999) == 3.0
    assert whole_down(2.999) == 2.0
    assert whole_up(3.0000000001) == 3.0
    assert whole_up(3.001) == 4.0
    assert whole_near(2.5) == 3.0
    assert whole_near(2.4999) == 2.0
    assert whole_down(0.0) == whole_up(0.0) == whole_near(0.0) == 0.0
