"""The timing of policies: start, ramp, end and change of course, as levers over time."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.appraisal.course import Course
from missionlab.appraisal.policies import Policy, main_table, of_key
from missionlab.base.findings import InputError
from missionlab.economy.levers import BY_NAME, NAMES, no_levers, policy

START, PERIODS = 11, 30
LABORATORY = of_key("laboratory", 0.02)


def _column(array: np.ndarray, name: str) -> np.ndarray:
    return array[:, BY_NAME[name].lever]


@pytest.mark.parametrize("one", main_table(0.02), ids=lambda one: one.key)
def test_nothing_is_set_before_the_start(one: Policy) -> None:
    levers = Course(one).levers(START, PERIODS)
    assert levers.shape == (PERIODS, len(NAMES))
    np.testing.assert_array_equal(levers[: START - 1], 0.0)
    assert levers[START - 1 :].any() == (one.key != "nothing")


def test_a_plain_course_is_the_policy_of_the_levers() -> None:
    expected = policy(PERIODS, START, laboratory=0.02, laboratory_decay=0.0)
    np.testing.assert_array_equal(Course(of_key("laboratory-permanent", 0.02)).levers(START, PERIODS), expected)


def test_a_policy_without_money_and_settings_sets_nothing() -> None:
    np.testing.assert_array_equal(Course(of_key("nothing", 0.02)).levers(START, PERIODS), no_levers(PERIODS))


def test_a_ramp_rises_in_equal_steps_to_all_of_the_budget() -> None:
    budget = _column(Course(LABORATORY, ramp=3).levers(START, PERIODS), "laboratory")
    np.testing.assert_allclose(budget[START - 1 : START + 4], [0.005, 0.01, 0.015, 0.02, 0.02])
    assert budget[-1] == 0.02
    decay = _column(Course(LABORATORY, ramp=3).levers(START, PERIODS), "laboratory_decay")
    np.testing.assert_array_equal(decay[START - 1 :], 0.2)


def test_after_the_end_there_is_no_money_and_settings_go_on() -> None:
    course = Course(LABORATORY, ends_after=5)
    levers = course.levers(START, PERIODS)
    np.testing.assert_array_equal(np.flatnonzero(_column(levers, "laboratory")), np.arange(START - 1, START + 4))
    np.testing.assert_array_equal(_column(levers, "laboratory_decay")[START - 1 :], 0.2)
    assert course.info(START).end == START + 4


def test_a_change_of_course_moves_the_money_and_keeps_the_settings_of_what_went_before() -> None:
    subsidies = of_key("subsidies", 0.03)
    levers = Course(LABORATORY, then=((5, subsidies),)).levers(START, PERIODS)
    np.testing.assert_array_equal(np.flatnonzero(_column(levers, "laboratory")), np.arange(START - 1, START + 4))
    np.testing.assert_array_equal(np.flatnonzero(_column(levers, "research_hiring")), np.arange(START + 4, PERIODS))
    np.testing.assert_array_equal(_column(levers, "laboratory_decay")[START - 1 :], 0.2)


def test_a_policy_that_takes_over_brings_the_settings_that_it_uses() -> None:
    patient = LABORATORY.using("patient", patience=4.0, laboratory_decay=0.1)
    levers = Course(patient, then=((5, of_key("public-firms", 0.01)),)).levers(START, PERIODS)
    assert _column(levers, "patience")[START + 3] == 4.0
    assert _column(levers, "patience")[START + 4] == 0.0
    assert _column(levers, "laboratory_decay")[-1] == 0.1


def test_its_own_placebo_spends_as_much_at_the_same_times() -> None:
    course = Course(LABORATORY.using("mine"), ramp=2, ends_after=9, then=((4, of_key("subsidies", 0.05)),))
    told, placebo = course.beside_transfers()
    assert told.policy.placebo == placebo.key == "transfers-mine"
    budgets = [BY_NAME[name].lever for name in ("laboratory", "research_hiring", "transfers")]
    spent = course.levers(START, PERIODS)[:, budgets].sum(axis=1)
    np.testing.assert_array_equal(placebo.levers(START, PERIODS)[:, budgets].sum(axis=1), spent)
    np.testing.assert_array_equal(_column(placebo.levers(START, PERIODS), "transfers"), spent)


@pytest.mark.parametrize(
    "course",
    [Course(LABORATORY, ends_after=21), Course(LABORATORY, then=((20, LABORATORY),)), Course(LABORATORY.sized(0.7))],
)
def test_what_does_not_fit_the_run_or_the_bounds_is_refused(course: Course) -> None:
    with pytest.raises(InputError, match="laboratory cannot be simulated") as refused:
        course.levers(START, PERIODS)
    assert refused.value.fix


def test_what_is_told_of_a_course() -> None:
    info = Course(of_key("procurement", 0.02)).info(START)
    assert info.budgets == (("machine_purchases", 0.02),)
    assert info.settings == (("machine_newness", 5),)
    assert (info.start, info.end, info.direct, info.placebo) == (START, None, True, "procurement-plain")
