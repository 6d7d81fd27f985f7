"""What an appraisal simulates: the same seeds for all, identical until the start, the same however it is run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from ensembles import SMALL

from missionlab.appraisal.context import Context
from missionlab.appraisal.course import Course
from missionlab.appraisal.policies import main_table
from missionlab.appraisal.results import Mix
from missionlab.appraisal.simulation import courses, gdp_over_wages, ratio, simulate
from missionlab.economy.levers import BY_NAME
from missionlab.economy.series import NAMES
from missionlab.economy.simulate import simulate as simulate_one
from missionlab.ensemble.seeds import run_seeds

CONTEXT = Context(SMALL, run_seeds(3, 7), start=11, horizon=25, budget=0.02, rules="closed", threads=1)
TABLE = tuple(Course(policy) for policy in main_table(0.02))
MIX = Mix((), (("laboratory", 0.4), ("research_hiring", 0.6)), 0.004, "s", 2020, None, "m")


@pytest.fixture(scope="module")
def runs() -> xr.Dataset:
    return replace(CONTEXT).simulate("all", {c.key: c.levers(11, CONTEXT.periods) for c in TABLE}, NAMES)


def test_until_the_start_all_policies_are_identical_to_the_bit(runs: xr.Dataset) -> None:
    for name in NAMES:
        before = runs[name].isel(period=slice(10)).values
        np.testing.assert_array_equal(
            before.view(np.int64), np.broadcast_to(before[:1], before.shape).view(np.int64), name
        )


def test_doing_nothing_is_the_economy_without_a_policy(runs: xr.Dataset) -> None:
    alone = simulate_one(SMALL, None, int(runs["seed"][1]), periods=CONTEXT.periods)
    for name in NAMES:
        np.testing.assert_array_equal(runs[name].sel(policy="nothing", run=1), alone[name], err_msg=name)


@pytest.mark.parametrize("course", TABLE, ids=lambda course: course.key)
def test_each_policy_is_the_run_of_its_levers_alone(runs: xr.Dataset, course: Course) -> None:
    alone = simulate_one(SMALL, course.levers(11, CONTEXT.periods), int(runs["seed"][2]), periods=CONTEXT.periods)
    for name in ("gdp", "wage", "public_debt", "outlay"):
        np.testing.assert_array_equal(runs[name].sel(policy=course.key, run=2), alone[name], err_msg=name)


def test_every_policy_with_money_moves_something_and_spends_no_more_than_it_has(runs: xr.Dataset) -> None:
    nothing = runs.sel(policy="nothing")
    for course in TABLE:
        if course.policy.size > 0:
            one = runs.sel(policy=course.key)
            assert any((one[name] != nothing[name]).any() for name in ("gdp", "consumption", "public_debt")), course.key
            given = course.policy.size * one["wage"] * one["labour_force"]
            spent = (one["outlay"] / given).isel(period=slice(10, None))
            assert float(spent.max()) <= 1 + 1e-6, course.key
            assert float(spent.max()) > 0, course.key


def test_threads_and_folders_change_nothing(tmp_path: Path) -> None:
    few = TABLE[:4]
    in_memory = simulate(CONTEXT, few).runs
    xr.testing.assert_identical(simulate(replace(CONTEXT, threads=2), few).runs, in_memory)
    kept = replace(CONTEXT, folder=tmp_path)
    xr.testing.assert_identical(simulate(kept, few).runs.load(), in_memory)
    seen: list[tuple[int, int]] = []
    simulate(replace(kept, progress=lambda *state: seen.append(state)), few)
    assert seen == [(12, 12)]


def test_the_mix_is_tried_at_the_budget_of_all_and_at_its_own_size_against_as_much_as_transfers() -> None:
    compared = {course.key: course.policy for course in courses(CONTEXT, MIX, (), None)}
    assert list(compared)[-3:] == ["mix", "mix-own-size", "transfers-mix-own-size"]
    assert compared["mix"].size == pytest.approx(0.02)
    own = 0.004 * float(gdp_over_wages(CONTEXT).mean())
    assert compared["mix-own-size"].size == pytest.approx(own)
    assert compared["transfers-mix-own-size"].budgets == (("transfers", pytest.approx(own)),)
    assert compared["mix-own-size"].placebo == "transfers-mix-own-size"
    assert "mix-own-size" not in {c.key for c in courses(CONTEXT, replace(MIX, share_of_gdp=None), (), None)}
    assert "mix" not in {c.key for c in courses(CONTEXT, replace(MIX, shares=()), (), None)}


def test_gdp_over_wages_is_that_of_the_economy_without_policy_before_the_start(runs: xr.Dataset) -> None:
    found = gdp_over_wages(CONTEXT)
    np.testing.assert_array_equal(found, ratio(runs, 11))
    nothing = runs.sel(policy="nothing", run=0).isel(period=slice(10))
    by_hand = (nothing["gdp_nominal"] / nothing["wage"] / nothing["labour_force"]).values.mean()
    assert found[0] == pytest.approx(by_hand, rel=1e-12)


def test_a_policy_of_the_callers_stands_alone_only_where_it_costs_what_the_table_does() -> None:
    alike = Course(main_table(0.02)[4].using("own"))
    assert courses(CONTEXT, None, (alike,), None)[-1] == alike
    for other in (replace(alike, ramp=3), Course(alike.policy.sized(0.01)), replace(alike, ends_after=5)):
        *_, told, placebo = courses(CONTEXT, None, (other,), None)
        assert (told.key, told.policy.placebo, placebo.key) == ("own", "transfers-own", "transfers-own")


def test_under_a_matching_tax_households_pay_what_is_spent(runs: xr.Dataset) -> None:
    compared = courses(CONTEXT, MIX, (), None, tax_financed=1.0)
    assert {c.key: c.policy.uses().get("tax_financed") for c in compared}.items() >= {
        ("nothing", None), ("laboratory", 1.0), ("mix", 1.0), ("transfers-mix-own-size", 1.0)
    }  # fmt: skip
    some = [course for course in compared if course.key in ("nothing", "transfers", "purchases")]
    taxed = simulate(CONTEXT, some).runs.sel(policy="transfers").isel(period=slice(10, None))
    np.testing.assert_allclose(taxed["taxes_households"], taxed["outlay"], rtol=1e-9)
    untaxed = runs.sel(policy="transfers")
    assert not untaxed["taxes_households"].any()


def test_the_whole_table_ends_where_it_is_told_to() -> None:
    compared = courses(CONTEXT, MIX, (Course(main_table(0.02)[4].using("own")),), 9)
    budgets = [meaning.lever for meaning in BY_NAME.values() if meaning.kind == "budget"]
    for course in compared:
        levers = course.levers(11, CONTEXT.periods)
        assert not levers[19:, budgets].any(), course.key
        assert levers[18, budgets].any() == (course.key != "nothing"), course.key
