"""What a lever promises: a line in the budget, a payee, and a series that it moves; and that it does move it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from economies import small

from missionlab.economy.levers import (
    BUDGETS,
    MEANINGS,
    SETTING,
    BadLevers,
    LeverMeaning,
    must_be_complete,
    policy,
    schedule,
)
from missionlab.economy.simulate import Run, simulate

PERIODS, START = 60, 21
COSTLY = [meaning for meaning in MEANINGS if meaning.kind != SETTING]
BUDGET = {meaning.name: meaning for meaning in MEANINGS if meaning.name in BUDGETS}


@pytest.mark.parametrize(
    "changed", [{"cost_line": "outlay_on_parades"}, {"payee": ""}, {"moves": ()}, {"moves": ("x",)}]
)
def test_a_lever_without_cost_line_payee_or_effect_is_refused(changed: dict[str, object]) -> None:
    broken = replace(BUDGET["laboratory"], **changed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="laboratory: "):
        must_be_complete((*MEANINGS, broken))


HARD_UP = small(8, 30, credit_multiple=0.2, credit_floor=0.0)
"""Firms that banks ration, or a public bank finds nobody to lend to."""


def _runs(name: str) -> tuple[Run, Run]:
    size = 0.05 if name in BUDGETS else 0.1
    one_lever = policy(PERIODS, START, **{name: size})
    return simulate(HARD_UP, seed=3, periods=PERIODS), simulate(HARD_UP, one_lever, seed=3, periods=PERIODS)


@pytest.mark.parametrize("meaning", COSTLY, ids=lambda meaning: meaning.name)
def test_every_lever_moves_its_series_and_costs_money_from_its_start_on(meaning: LeverMeaning) -> None:
    without, under = _runs(meaning.name)
    for name in (*meaning.moves, meaning.cost_line):
        np.testing.assert_array_equal(under[name][: START - 1], without[name][: START - 1])
        assert not np.array_equal(under[name][START - 1 :], without[name][START - 1 :]), name
    if meaning.name in BUDGETS:
        assert (under[meaning.cost_line][START - 1 :] > 0.0).any()


SETTINGS = {
    "laboratory_yield": ("laboratory", 5.0),
    "laboratory_gain": ("laboratory", 0.1),
    "laboratory_decay": ("laboratory", 0.0),
    "public_firm_count": ("public_firms", 1.0),
    "public_firm_protection": ("public_firms", 0.0),
    "public_firm_diffusion": ("public_firms", 0.0),
    "machine_newness": ("machine_purchases", 2.0),
    "machines_handed_over": ("machine_purchases", 1.0),
    "loan_rate": ("public_bank", 0.1),
    "loan_tenor": ("public_bank", 2.0),
    "loan_loss_limit": ("public_bank", 0.0),
    "loan_upside": ("public_bank", 0.5),
    "loan_targeting": ("public_bank", 0.0),
    "patience": ("laboratory", 1.0),
    "tax_financed": ("transfers", 1.0),
}


def test_every_setting_is_tried() -> None:
    assert set(SETTINGS) == {meaning.name for meaning in MEANINGS if meaning.kind == SETTING}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_changes_what_its_budget_does(name: str) -> None:
    budget, value = SETTINGS[name]
    as_it_is = simulate(HARD_UP, policy(PERIODS, START, **{budget: 0.02}), seed=4, periods=PERIODS)
    other = policy(PERIODS, START, **{budget: 0.02, name: value})
    assert not np.array_equal(simulate(HARD_UP, other, seed=4, periods=PERIODS).series, as_it_is.series)


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.name)
def test_the_program_has_only_the_two_rates(meaning: LeverMeaning) -> None:
    value = meaning.high if meaning.kind != SETTING else max(meaning.high / 2, 0.1)
    levers = schedule(5, **{meaning.name: {3: value}})
    if meaning.name in ("tax_rate", "benefit_rate"):
        assert simulate(small(), levers, periods=5, rules="lsd-0.1").stopped_at is None
    else:
        with pytest.raises(BadLevers, match=f'{meaning.name} does not exist .* use rules="closed"'):
            simulate(small(), levers, periods=5, rules="lsd-0.1")
