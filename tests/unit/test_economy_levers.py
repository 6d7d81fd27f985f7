"""The levers: any schedule is data, and what cannot be run is refused."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.economy.levers import (
    BUDGETS,
    MEANINGS,
    NAMES,
    SETTING,
    BadLevers,
    Lever,
    checked,
    no_levers,
    policy,
    schedule,
)


def test_every_lever_has_a_column_a_meaning_and_a_line_in_the_budget() -> None:
    assert [meaning.lever for meaning in MEANINGS] == list(Lever)
    assert [meaning.name for meaning in MEANINGS] == [lever.name.lower() for lever in Lever]
    assert all(meaning.meaning and meaning.unit for meaning in MEANINGS)
    assert all(bool(meaning.cost_line) == (meaning.kind != SETTING) for meaning in MEANINGS)


def test_no_policy_is_zeros() -> None:
    assert no_levers(7).shape == (7, len(NAMES))
    assert not no_levers(7).any()
    assert not schedule(7).any()


def test_a_value_holds_from_its_period_until_the_next_step() -> None:
    array = schedule(6, benefit_rate={3: -0.4, 5: 0.1}, tax_rate={1: 0.05})
    assert array[:, Lever.BENEFIT_RATE].tolist() == [0.0, 0.0, -0.4, -0.4, 0.1, 0.1]
    assert array[:, Lever.TAX_RATE].tolist() == [0.05] * 6


def test_the_order_in_which_steps_are_given_does_not_matter() -> None:
    assert (schedule(6, tax_rate={5: 0.1, 3: -0.4}) == schedule(6, tax_rate={3: -0.4, 5: 0.1})).all()


def test_the_last_period_can_be_set_and_the_next_cannot() -> None:
    assert schedule(6, tax_rate={6: 0.3})[:, Lever.TAX_RATE].tolist() == [0, 0, 0, 0, 0, 0.3]
    for period in (0, 7, -1):
        with pytest.raises(BadLevers, match=f"tax_rate: period {period} is outside 1 to 6"):
            schedule(6, tax_rate={period: 0.3})


def test_an_unknown_lever_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadLevers, match=r"tax_rat: .*tax_rate, benefit_rate"):
        schedule(6, tax_rat={1: 0.3})


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_value_that_is_no_number_is_refused_with_its_place(value: float) -> None:
    with pytest.raises(BadLevers, match="benefit_rate in period 4"):
        schedule(6, benefit_rate={4: value})


def test_what_is_no_step_is_refused_in_words() -> None:
    with pytest.raises(BadLevers, match="tax_rate: give each value with the period"):
        schedule(6, tax_rate=0.1)  # type: ignore[arg-type]
    with pytest.raises(BadLevers, match=r"tax_rate: period 2\.5"):
        schedule(6, tax_rate={2.5: 0.1})  # type: ignore[dict-item]
    with pytest.raises(BadLevers, match="tax_rate: 'high' in period 2 is not a number"):
        schedule(6, tax_rate={2: "high"})  # type: ignore[dict-item]


@pytest.mark.parametrize("shape", [(6,), (6, 1), (6, 3), (6, 2, 1), ()])
def test_the_wrong_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(BadLevers, match="shape"):
        checked(np.zeros(shape), 6)


def test_a_schedule_must_reach_the_end_of_the_run() -> None:
    with pytest.raises(BadLevers, match="5 rows; the run reaches period 6"):
        checked(np.zeros((5, len(NAMES))), 6)
    assert checked(np.zeros((7, len(NAMES))), 6).shape == (7, len(NAMES))


def test_what_is_no_array_of_numbers_is_refused_in_words() -> None:
    for value in ("policy", [["a", "b"]] * 6, [[0.0, 0.0], [0.0]], None):
        with pytest.raises(BadLevers, match="levers"):
            checked(value, 6)  # type: ignore[arg-type]


def test_the_checked_array_is_contiguous_and_of_64_bits() -> None:
    array = checked(np.zeros((len(NAMES), 6), dtype=np.float32).T, 6)
    assert array.dtype == np.float64
    assert array.flags.c_contiguous


def test_a_policy_has_its_budgets_from_start_to_end_and_its_settings_until_the_last_period() -> None:
    array = policy(6, 3, 4, laboratory=0.01, patience=20.0)
    assert array[:, Lever.LABORATORY].tolist() == [0, 0, 0.01, 0.01, 0, 0]
    assert array[:, Lever.PATIENCE].tolist() == [0, 0, 20, 20, 20, 20]
    assert array[:, Lever.LOAN_TENOR].tolist() == [0, 0, 20, 20, 20, 20]
    assert not policy(6, 3)[:, [lever for lever in Lever if NAMES[lever] in BUDGETS]].any()


def test_a_policy_outside_the_periods_or_its_bounds_is_refused() -> None:
    for start, end in ((0, 3), (4, 3), (4, 7)):
        with pytest.raises(BadLevers, match="does not lie within periods 1 to 6"):
            policy(6, start, end, laboratory=0.01)
    with pytest.raises(BadLevers, match="laboratori: there is no such lever"):
        policy(6, 1, laboratori=0.01)
    with pytest.raises(BadLevers, match=r"laboratory = 0\.6 in period 1: outside \[0, 0\.5\]"):
        policy(6, 1, laboratory=0.6)
