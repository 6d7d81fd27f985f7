"""Any policy: the books close, every budget is accounted for, and nothing moves that should not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from economies import small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_economy_closed_books import (
    _periods,
    assert_flows_close,
    assert_output_is_the_same_three_ways,
    assert_stocks_close,
)
from test_economy_symmetry import MONEY, _by_key, _in_other_money, _permute_firms

from missionlab.economy.accounts import books
from missionlab.economy.levers import BUDGETS, BY_NAME, SETTINGS, no_levers, policy
from missionlab.economy.parameters import Parameters
from missionlab.economy.simulate import Code, Run, simulate, start

PERIODS, START, END = 60, 16, 50
SIZES = st.sampled_from([0.0, 1e-9, 0.001, 0.01, 0.1, 0.5])
NEVER_NEGATIVE = (
    "public_loans_1", "public_loans_2", "public_losses_1", "public_losses_2", "public_machines", "laboratory_workers",
    "taxes_households", "returns", "machines_handed_over",
)  # fmt: skip
COMMON = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@st.composite
def values(draw: st.DrawFn, sizes: st.SearchStrategy[float] = SIZES) -> dict[str, float]:
    """Budgets and settings of all levers at once, anywhere inside their bounds."""
    found = {name: draw(sizes) for name in BUDGETS}
    for name in SETTINGS:
        meaning = BY_NAME[name]
        high = {"patience": 30.0, "machine_newness": 10.0, "public_firm_count": 10.0, "laboratory_yield": 5.0}
        found[name] = draw(st.floats(meaning.low, high.get(name, meaning.high)))
    return found


@st.composite
def economies(draw: st.DrawFn) -> Parameters:
    """Small economies in which things are scarce at times: credit, workers, research, cash of owners."""
    return small(
        draw(st.integers(1, 8)),
        draw(st.integers(1, 24)),
        credit_multiple=draw(st.sampled_from([0.1, 0.5, 2.0])),
        credit_floor=draw(st.sampled_from([0.0, 1000.0])),
        research_labour_cap=draw(st.sampled_from([0.0, 0.01, 0.2, 0.6])),
        labour_cut_cap=draw(st.sampled_from([0.2, 1.0])),
        labour_force_growth=draw(st.sampled_from([0.0, 0.02])),
        machine_life=draw(st.sampled_from([2, 19])),
        capital_good_debt_ratio=draw(st.sampled_from([0.3, 1.0])),
        capital_good_dividend=draw(st.sampled_from([0.0, 0.5])),
        consumption_good_dividend=draw(st.sampled_from([0.0, 0.5])),
    )


def _budget(run: Run, schedule: np.ndarray) -> np.ndarray:
    columns = [BY_NAME[name].lever for name in BUDGETS]
    return schedule[: len(run.series), columns].sum(axis=1) * run["wage"] * run["labour_force"]


def _done(run: Run) -> int:
    return PERIODS if run.stopped_at is None else run.stopped_at - 1


@settings(parent=COMMON, max_examples=60)
@given(parameters=economies(), chosen=values(), seed=st.integers(0, 2**40))
def test_the_books_close_under_any_policy(parameters: Parameters, chosen: dict[str, float], seed: int) -> None:
    run = simulate(parameters, policy(PERIODS, START, END, **chosen), seed=seed, periods=PERIODS)
    rows = [dict(zip(run.names, row.tolist(), strict=True)) for row in run.series[: _done(run)]]
    assert all(np.isfinite(list(row.values())).all() for row in rows)
    for before, now in pairwise(rows):
        assert books(before, now).gap < 1e-9


@settings(parent=COMMON, max_examples=12)
@given(chosen=values(), seed=st.integers(0, 2**40), spending=st.sampled_from(["benefit", "exogenous"]))
def test_the_books_close_as_written_out_from_the_state_itself(
    chosen: dict[str, float], seed: int, spending: str
) -> None:
    tight = small(6, 17, credit_multiple=0.3, credit_floor=0.0, capital_good_debt_ratio=0.5)
    for period in _periods(tight, seed, PERIODS, spending, levers=policy(PERIODS, START, END, **chosen)):
        assert_flows_close(period)
        assert_stocks_close(period)
        assert_output_is_the_same_three_ways(period)


@settings(parent=COMMON, max_examples=40)
@given(parameters=economies(), chosen=values(), seed=st.integers(0, 2**40))
def test_outlay_and_what_is_unspent_are_the_budget(parameters: Parameters, chosen: dict[str, float], seed: int) -> None:
    schedule = policy(PERIODS, START, END, **chosen)
    run = simulate(parameters, schedule, seed=seed, periods=PERIODS)
    done, budget = _done(run), _budget(run, schedule)
    np.testing.assert_allclose((run["outlay"] + run["unspent"])[:done], budget[:done], rtol=1e-9, atol=0.0)
    each = np.array([run[f"outlay_{name}"] for name in BUDGETS])[:, :done]
    np.testing.assert_allclose(each.sum(axis=0), run["outlay"][:done], rtol=1e-9, atol=0.0)
    assert (each >= 0.0).all()
    assert (run["unspent"][:done] >= 0.0).all()
    waits = run["given_up"][:done] == 0.0
    for name, spent in zip(BUDGETS, each, strict=True):
        own = schedule[:done, BY_NAME[name].lever] * (run["wage"] * run["labour_force"])[:done]
        assert (spent <= own * (1 + 1e-9))[waits].all(), name
    for name in NEVER_NEGATIVE:
        assert (run[name][:done] >= 0.0).all(), name
    assert (run["employment"] <= run["labour_force"] * (1 + 1e-9))[:done].all()


@settings(parent=COMMON, max_examples=25)
@given(parameters=economies(), chosen=values(), seed=st.integers(0, 2**40))
def test_before_it_starts_a_policy_is_no_policy(parameters: Parameters, chosen: dict[str, float], seed: int) -> None:
    without = simulate(parameters, seed=seed, periods=PERIODS)
    under = simulate(parameters, policy(PERIODS, START, END, **chosen), seed=seed, periods=PERIODS)
    np.testing.assert_array_equal(under.series[: START - 1], without.series[: START - 1])


@settings(parent=COMMON, max_examples=15)
@given(chosen=values(st.just(0.0)), seed=st.integers(0, 2**40))
def test_without_a_budget_settings_do_nothing(chosen: dict[str, float], seed: int) -> None:
    without = simulate(small(), seed=seed, periods=PERIODS)
    under = simulate(small(), policy(PERIODS, 1, **chosen), seed=seed, periods=PERIODS)
    np.testing.assert_array_equal(under.series, without.series)


@settings(parent=COMMON, max_examples=15)
@given(chosen=values(), order=st.permutations(BUDGETS), seed=st.integers(0, 2**40))
def test_the_order_in_which_levers_are_stacked_does_not_matter(
    chosen: dict[str, float], order: list[str], seed: int
) -> None:
    at_once = policy(PERIODS, START, **chosen)
    stacked = policy(PERIODS, START, **{name: chosen[name] for name in SETTINGS})
    for name in order:
        stacked += policy(PERIODS, START, **{name: chosen[name]}) - policy(PERIODS, START)
    mine = simulate(small(), at_once, seed=seed, periods=PERIODS)
    np.testing.assert_array_equal(simulate(small(), stacked, seed=seed, periods=PERIODS).series, mine.series)


@settings(parent=COMMON, max_examples=10)
@given(chosen=values(st.sampled_from([0.0, 0.01, 0.1])), seed=st.integers(0, 2**40), power=st.sampled_from([-3, 1, 9]))
def test_the_unit_of_money_changes_nothing_but_the_unit(chosen: dict[str, float], seed: int, power: int) -> None:
    parameters, factor = small(5, 14, credit_multiple=0.3), 2.0**power
    schedule = policy(PERIODS, START, **chosen)
    mine = simulate(parameters, schedule, seed=seed, periods=PERIODS)
    theirs = simulate(_in_other_money(parameters, factor), schedule, seed=seed, periods=PERIODS)
    # Exact but for debts that have been paid off to below 1e-300, where a number has no full digits any more.
    np.testing.assert_allclose(theirs.series, mine.series * np.where(MONEY, factor, 1.0), rtol=0, atol=1e-300)


@settings(parent=COMMON, max_examples=12)
@given(data=st.data(), chosen=values(st.sampled_from([0.0, 0.01])), seed=st.integers(0, 2**40))
def test_permuting_firms_with_their_keys_permutes_a_period(
    data: st.DataObject, chosen: dict[str, float], seed: int
) -> None:
    schedule, after = policy(PERIODS, 5, **chosen), 20
    economy = start(small(6, 17, credit_multiple=0.3, credit_floor=0.0), seed=seed)
    economy.advance(after, schedule)
    other = economy.copy()
    _permute_firms(
        other, np.array(data.draw(st.permutations(range(6)))), np.array(data.draw(st.permutations(range(17))))
    )
    mine, theirs = economy.advance(1, schedule), other.advance(1, schedule)
    np.testing.assert_allclose(theirs.series, mine.series, rtol=1e-7, atol=1e-7)
    left, right = _by_key(economy.state, after + 1), _by_key(other.state, after + 1)
    for name in ("1.machine", "1.grant", "1.public_orders", "1.public_loan", "2.public_loan", "2.aid", "2.given"):
        scale = float(np.abs(left[name]).max())
        np.testing.assert_allclose(right[name], left[name], rtol=1e-7, atol=1e-7 * max(scale, 1e-7), err_msg=name)


@settings(parent=COMMON, max_examples=6)
@given(chosen=values(), seed=st.integers(0, 2**40))
def test_threads_and_branches_give_the_same_bits(chosen: dict[str, float], seed: int) -> None:
    schedule = policy(PERIODS, START, END, **chosen)

    def run(k: int) -> np.ndarray:
        return simulate(small(), schedule, seed=seed + k, periods=PERIODS).series

    alone = [run(k) for k in range(4)]
    with ThreadPoolExecutor(2) as pool:
        for mine, theirs in zip(alone, pool.map(run, range(4)), strict=True):
            np.testing.assert_array_equal(theirs, mine)
    economy = start(small(), seed=seed)
    economy.advance(30, schedule)
    branch = economy.copy()
    economy.advance(PERIODS - 30, no_levers(PERIODS))
    rest = branch.advance(PERIODS - 30, schedule).series
    np.testing.assert_array_equal(rest, alone[0][30:])


@pytest.mark.parametrize("name", ["laboratory", "laboratory_technique", "public_firms"])
def test_what_impatience_frees_is_paid_to_households(name: str) -> None:
    """Searches that nearly never succeed: after five periods the money is transfers, and there is no less of it."""
    hopeless = {"laboratory_yield": 1e-9, "patience": 5.0, name: 0.02}
    economy = small(innovation_efficiency=1e-300)
    run = simulate(economy, policy(PERIODS, START, **hopeless), seed=2, periods=PERIODS)
    assert run["given_up"].tolist() == [0.0] * (START + 4) + [1.0] * (PERIODS - START - 4)
    budget = 0.02 * run["wage"] * run["labour_force"]
    np.testing.assert_allclose(run["outlay_transfers"][START + 4 :], budget[START + 4 :], rtol=1e-12)
    assert not run[f"outlay_{name}"][START + 4 :].any()
    assert run[f"outlay_{name}"][START - 1 : START + 4].all()


@pytest.mark.parametrize("name", BUDGETS)
def test_the_smallest_of_policies_is_hardly_a_policy(name: str) -> None:
    """A budget of 1e-9 spends no more than that, and runs to the end like others."""
    run = simulate(small(), policy(PERIODS, START, **{name: 1e-9}), seed=5, periods=PERIODS)
    assert run.code is Code.COMPLETED
    assert (run["outlay"] <= 1.000001e-9 * run["wage"] * run["labour_force"]).all()
