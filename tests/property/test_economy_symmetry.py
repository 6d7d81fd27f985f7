"""Symmetries: the order of firms and the unit of money decide nothing."""

from __future__ import annotations

import numpy as np
import pytest
from economies import known, parameters, small
from hypothesis import given, settings
from hypothesis import strategies as st

from missionlab.economy.offers import NOBODY
from missionlab.economy.parameters import REGISTRY, Parameters, checked
from missionlab.economy.series import SERIES
from missionlab.economy.simulate import Economy, simulate, start
from missionlab.economy.state import State

RULES = ("closed", "lsd-0.1", "closed-banks")
_PLACES = {"place", "queue"}
"""Fields of a row, not of the firm in it."""
_MAKERS = {"supplier", "choice", "known_to"}
"""Fields that hold the place of a maker; the last is a mark of no meaning after the period."""
MONEY = np.array([series.unit.startswith("money") for series in SERIES])


def _permute_firms(economy: Economy, order_1: np.ndarray, order_2: np.ndarray) -> None:
    """Put the firm of row order[n] in row n, with its key, in both sectors, and follow it in every reference."""
    one, two, machines, offers, *_ = economy.state
    new_place = np.argsort(order_1)
    one[:] = one[order_1]
    for rows in (two, machines):
        rows[:] = rows[order_2]
    one["place"][one["key"]] = np.arange(one.size)
    two["place"][two["key"]] = np.arange(two.size)
    for name in ("supplier", "choice"):
        two[name] = np.where(two[name] == NOBODY, NOBODY, new_place[two[name]])
    offers[:] = np.argsort(order_2)[offers]


def _by_key(state: State, period: int) -> dict[str, np.ndarray]:
    """What every firm holds, in the order of keys; makers known by their keys, vintages up to those in use."""
    one, two, machines, *_ = state
    rows = {f"1.{name}": one[name][one["place"]] for name in one.dtype.names if name not in {*_PLACES, "sent_from"}}
    rows |= {f"2.{name}": two[name][two["place"]] for name in two.dtype.names if name not in {*_PLACES, *_MAKERS}}
    for name in ("supplier", "choice"):
        rows[f"2.{name}"] = np.where(two[name] == NOBODY, NOBODY, one["key"][two[name]])[two["place"]]
    held = np.arange(machines.shape[1]) < two["vintages"][:, None]
    for name in machines.dtype.names:
        rows[f"machines.{name}"] = np.where(held, machines[name], 0)[two["place"]]
    rows["2.makers known"] = known(state, period)[two["place"]][:, one["place"]]
    return rows


@pytest.mark.parametrize("rules", RULES)
@settings(max_examples=8)
@given(data=st.data(), seed=st.integers(0, 2**40), after=st.integers(15, 40))
def test_permuting_firms_with_their_keys_permutes_a_period(
    rules: str, data: st.DataObject, seed: int, after: int
) -> None:
    economy = start(small(6, 17), seed=seed, rules=rules)
    economy.advance(after)
    other = economy.copy()
    order_1 = np.array(data.draw(st.permutations(range(6))))
    order_2 = np.array(data.draw(st.permutations(range(17))))
    _permute_firms(other, order_1, order_2)
    np.testing.assert_equal(_by_key(other.state, after), _by_key(economy.state, after))

    mine, theirs = economy.advance(1), other.advance(1)

    np.testing.assert_allclose(theirs.series, mine.series, rtol=1e-9, atol=1e-9)
    left, right = _by_key(economy.state, after + 1), _by_key(other.state, after + 1)
    goods = left["2.supply"].max()
    for name in left:
        # What is left of a firm's goods after its sales is exact to the last digits of what it had.
        scale = goods if name in {"2.inventory", "2.unmet"} else np.abs(left[name]).max()
        np.testing.assert_allclose(right[name], left[name], rtol=1e-9, atol=1e-9 * max(scale, 1e-9), err_msg=name)
    np.testing.assert_allclose(tuple(other.state.macro), tuple(economy.state.macro), rtol=1e-9, atol=1e-9)


def test_permuting_firms_without_their_keys_is_another_economy() -> None:
    economy = start(small(6, 17), seed=4)
    economy.advance(20)
    other = economy.copy()
    _permute_firms(other, np.roll(np.arange(6), 1), np.roll(np.arange(17), 1))
    for firms in (other.state.capital_goods, other.state.consumption_goods):
        firms["key"] = firms["place"] = np.arange(firms.size)
    assert not np.allclose(economy.advance(5).series, other.advance(5).series, rtol=1e-9, equal_nan=True)


def _in_other_money(parameters: Parameters, factor: float) -> Parameters:
    changed = {name: getattr(parameters, name) * factor for name, entry in REGISTRY.items() if entry.nominal}
    return checked(parameters._replace(**changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("spending", ["benefit", "exogenous"])
@settings(max_examples=6)
@given(seed=st.integers(0, 2**40), power=st.sampled_from([-9, -1, 1, 3, 12]))
def test_the_unit_of_money_changes_nothing_but_the_unit(rules: str, spending: str, seed: int, power: int) -> None:
    parameters, factor = small(5, 14), 2.0**power
    mine = simulate(parameters, seed=seed, periods=120, rules=rules, spending=spending)
    theirs = simulate(_in_other_money(parameters, factor), seed=seed, periods=120, rules=rules, spending=spending)
    np.testing.assert_array_equal(theirs.series, mine.series * np.where(MONEY, factor, 1.0))


@settings(max_examples=15)
@given(data=parameters(most_changes=6), seed=st.integers(0, 2**40))
def test_the_unit_of_money_changes_nothing_for_other_parameters_either(data: Parameters, seed: int) -> None:
    # Halving keeps every money parameter inside its bounds.
    mine = simulate(data, seed=seed, periods=40)
    theirs = simulate(_in_other_money(data, 0.5), seed=seed, periods=40)
    assert theirs.code == mine.code
    np.testing.assert_array_equal(theirs.series, mine.series * np.where(MONEY, 0.5, 1.0))


def test_the_unit_of_money_matters_if_the_coin_is_left_behind() -> None:
    parameters = small(5, 14)
    changed = _in_other_money(parameters, 2.0**12)._replace(coin=parameters.coin)
    mine = simulate(parameters, seed=3, periods=60)
    theirs = simulate(changed, seed=3, periods=60)
    assert not np.array_equal(theirs.series, mine.series * np.where(MONEY, 2.0**12, 1.0))
