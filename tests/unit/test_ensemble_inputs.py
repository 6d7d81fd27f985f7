"""What goes into an ensemble: seeds, designs, and the record that tells two ensembles apart."""

from __future__ import annotations

import numpy as np
import pytest

from missionlab.base.findings import InputError
from missionlab.economy.levers import BadLevers, no_levers, schedule
from missionlab.economy.parameters import BadParameters, Parameters, with_values
from missionlab.economy.series import UnknownSeries
from missionlab.economy.simulate import BadRequest
from missionlab.ensemble.design import design
from missionlab.ensemble.record import differences, inputs_of, labels_of, shape_of
from missionlab.ensemble.seeds import LARGEST, checked_seeds, run_seeds
from missionlab.ensemble.threads import in_order, thread_count


def _design(parameters=None, levers=None, seeds=3, periods=20, series=("gdp", "cpi"), **choices):
    choices = {"rules": "closed", "spending": "benefit"} | choices
    return design(parameters, levers, seeds, periods=periods, series=series, **choices)


def test_a_run_has_the_same_seed_in_a_longer_ensemble_of_the_same_base() -> None:
    assert run_seeds(200, base=7)[:50] == run_seeds(50, base=7)


def test_ensembles_of_neighbouring_bases_share_no_run() -> None:
    seeds = [seed for base in range(20) for seed in run_seeds(500, base)]
    assert len(set(seeds)) == len(seeds)
    assert LARGEST // 2 < max(seeds) < LARGEST


def test_a_number_of_runs_means_the_seeds_of_base_0_and_a_list_means_itself() -> None:
    assert checked_seeds(5) == run_seeds(5)
    assert checked_seeds(np.array([4, 0, 9])) == (4, 0, 9)
    assert checked_seeds(range(3)) == (0, 1, 2)


@pytest.mark.parametrize(
    ("seeds", "said"),
    [
        ([], "empty"),
        (0, "at least one run"),
        (-3, "-3 as the number of runs"),
        (2.5, "2.5 as the number of runs"),
        (True, "True as the number of runs"),
        ([1, -1], "-1 as the seed of run 1"),
        ([1.0], "1.0 as the seed of run 0"),
        ([3, 5, 3], "Seed 3 is given more than once"),
        ([1, 1, 2, 2, 4], "and so are 1 others"),
        ([2**63], "not below 2**63"),
        ("12", "'1' as the seed of run 0"),
    ],
)
def test_seeds_that_cannot_be_used_are_named(seeds: object, said: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_seeds(seeds)  # type: ignore[arg-type]
    assert said in refused.value.message
    assert refused.value.fix


def test_economies_are_numbered_scenario_by_scenario_then_run_and_the_policies_of_a_run_lie_together() -> None:
    low, high = Parameters(), Parameters(tax_rate=0.3)
    cut = schedule(20, benefit_rate={5: -0.1})
    plan = _design({"low": low, "high": high}, {"none": None, "cut": cut}, [8, 6, 4])
    assert plan.economies == 12
    found = [
        (float(levers.sum()) != 0, parameters.tax_rate, seed)
        for parameters, levers, seed in map(plan.economy, range(12))
    ]
    assert found == [(policy, rate, seed) for rate in (0.1, 0.3) for seed in (8, 6, 4) for policy in (False, True)]
    assert labels_of(inputs_of(plan)) == {"policy": ["none", "cut"], "scenario": ["low", "high"], "run": range(3)}
    assert shape_of(inputs_of(_design({"low": low}, None, 5))) == (1, 5)
    assert shape_of(inputs_of(_design(low, None, 5))) == (5,)


def test_a_schedule_for_a_longer_run_is_the_same_policy() -> None:
    long, short = schedule(50, benefit_rate={5: -0.1, 30: 0.2}), schedule(20, benefit_rate={5: -0.1})
    assert inputs_of(_design(levers=long)) == inputs_of(_design(levers=short))


def test_levers_are_recorded_by_the_steps_that_make_the_same_schedule() -> None:
    ramp = no_levers(20)
    ramp[3:9, 0] = np.linspace(0, 0.1, 6)
    ramp[:, 1] = -0.25
    steps = inputs_of(_design(levers=ramp))["levers"]
    again = schedule(
        20, **{lever: {int(start): value for start, value in of_lever} for lever, of_lever in steps.items()}
    )
    np.testing.assert_array_equal(again, ramp)
    assert steps["benefit_rate"] == [[1, -0.25]]
    assert inputs_of(_design())["levers"] == {}


def test_series_are_recorded_in_the_order_of_their_table() -> None:
    assert _design(series=["cpi", "gdp", "cpi"]).series == ("gdp", "cpi")
    assert _design(series="cpi").series == ("cpi",)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"series": ["gpd"]}, UnknownSeries, "did you mean gdp?"),
        ({"series": []}, InputError, "list of series is empty"),
        ({"periods": 0}, InputError, "periods = 0"),
        ({"periods": 2.5}, InputError, "periods = 2.5"),
        ({"rules": "close"}, BadRequest, "rules = 'close'"),
        ({"spending": "none"}, BadRequest, "spending = 'none'"),
        ({"parameters": {}}, InputError, "No scenario is given"),
        ({"levers": {"": None}}, InputError, "name of a policy"),
        ({"parameters": {"bad": Parameters(tax_rate=2.0)}}, BadParameters, "scenario bad: tax_rate (tr) = 2.0"),
        ({"parameters": {"tax_rate": 0.2}}, InputError, "scenario tax_rate: parameters of type float"),
        ({"levers": {"short": no_levers(5)}}, BadLevers, "policy short: levers have 5 rows"),
        ({"levers": np.full_like(no_levers(20), np.nan)}, BadLevers, "not a finite number"),
        ({"levers": "none"}, BadLevers, "must be numbers"),
    ],
)
def test_what_cannot_be_run_is_refused_with_its_name(arguments: dict, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as refused:
        _design(**arguments)
    assert said in str(refused.value)


def test_the_record_of_two_ensembles_tells_every_difference() -> None:
    one = inputs_of(_design({"a": Parameters(), "b": Parameters()}, None, [1, 2, 3]))
    other_values = with_values(Parameters(), tr=0.3)
    two = inputs_of(_design({"a": Parameters(), "b": other_values}, None, [1, 2, 4, 5], periods=30, series=("gdp",)))
    assert list(differences(one, one)) == []
    assert list(differences(one, two)) == [
        "parameters b tax_rate: 0.1 there, 0.3 here",
        "seeds: 3 only there",
        "seeds: 4, 5 only here",
        "periods: 20 there, 30 here",
        "series: cpi only there",
    ]


def test_the_same_scenarios_in_another_order_are_another_ensemble() -> None:
    low, high = Parameters(), Parameters(tax_rate=0.3)
    one, two = inputs_of(_design({"a": low, "b": high})), inputs_of(_design({"b": high, "a": low}))
    assert list(differences(one, two)) == ["scenarios: another order"]


def test_results_come_in_the_order_of_the_tasks_whoever_is_done_first() -> None:
    from threading import Event

    second_done = Event()

    def work(task: int) -> int:
        if task == 0:
            assert second_done.wait(10)
        if task == 1:
            second_done.set()
        return task * task

    assert list(in_order(work, range(50), threads=2, ahead=8)) == [task * task for task in range(50)]


def test_threads_run_no_further_ahead_than_allowed_and_stop_when_the_caller_stops() -> None:
    begun: list[int] = []

    def work(task: int) -> int:
        begun.append(task)
        return task

    results = in_order(work, range(1000), threads=2, ahead=5)
    assert next(results) == 0
    results.close()
    assert max(begun) <= 6


def test_a_number_of_threads_that_is_none_is_refused() -> None:
    assert thread_count(3) == 3
    assert thread_count(None) >= 1
    with pytest.raises(InputError, match="threads = 0"):
        thread_count(0)
