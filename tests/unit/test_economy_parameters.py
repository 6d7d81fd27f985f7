"""The parameters: what is refused, in which words, and that the registry describes exactly what a run takes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from missionlab.economy.parameters import (
    REGISTRY,
    SYMBOLS,
    BadParameters,
    Parameter,
    Parameters,
    checked,
    with_values,
)

DEFAULT = Parameters()
ENTRIES = list(REGISTRY.values())
# The pairs of bounds of one draw or of one range: the first must not exceed the second.
PAIRS = {
    "innovation_low": "innovation_high",
    "capital_good_entrant_low": "capital_good_entrant_high",
    "consumption_good_entrant_low": "consumption_good_entrant_high",
    "expansion_floor": "expansion_cap",
}
PAIRED = {**PAIRS, **{high: low for low, high in PAIRS.items()}}


def _alone(entry: Parameter, value: float) -> Parameters:
    """The defaults with one value, its partner in a pair set equal to it where that is possible."""
    parameters = DEFAULT._replace(**{entry.name: value})
    partner = PAIRED.get(entry.name)
    if partner and REGISTRY[partner].admits(value):
        parameters = parameters._replace(**{partner: value})
    return parameters


def _beyond(entry: Parameter, bound: float, outwards: float) -> float:
    return bound + outwards if entry.whole else math.nextafter(bound, outwards * math.inf)


def test_registry_and_parameters_name_the_same_things_in_the_same_order() -> None:
    assert tuple(REGISTRY) == Parameters._fields
    assert all(entry.name == name for name, entry in REGISTRY.items())
    assert len(SYMBOLS) == len(REGISTRY)


def test_every_entry_says_what_it_is() -> None:
    for entry in ENTRIES:
        assert entry.meaning, entry.name
        assert entry.unit, entry.name
        assert entry.bound_source, entry.name
        assert entry.source, entry.name
        assert entry.low < entry.high, entry.name


def test_symbols_are_those_of_the_specification() -> None:
    wanted = {
        "tr", "g_G", "mLim", "Ls0", "delta", "phi", "psi1", "psi2", "psi3", "w0min", "r", "Lambda", "Lambda0", "F1",
        "m1", "mu1", "nu", "xi", "zeta1", "zeta2", "alpha1", "beta1", "x1inf", "x1sup", "alpha2", "beta2", "x5",
        "gamma", "L1rdMax", "L1shortMax", "n1", "NW10", "Deb10ratio", "Phi3", "Phi4", "d1", "F2", "m2", "K0", "NW20",
        "iota", "u", "b", "eta", "kappaMin", "kappaMax", "mu20", "upsilon", "omega1", "omega2", "chi", "f2min",
        "Deb20ratio", "Phi1", "Phi2", "d2", "tauB",
    }  # fmt: skip
    assert wanted <= set(SYMBOLS)


def test_defaults_are_the_benchmark_of_the_program() -> None:
    # Section 3, column C01, typed again from the specification.
    benchmark = {
        "tr": 0.10, "g_G": 0.005, "mLim": 1, "Ls0": 500_000, "delta": 0, "phi": 0.40, "psi1": 0, "psi2": 1, "psi3": 0,
        "w0min": 1, "r": 0.01, "Lambda": 2, "Lambda0": 1000, "F1": 50, "m1": 0.1, "mu1": 0.04, "nu": 0.04, "xi": 0.5,
        "zeta1": 0.3, "zeta2": 0.3, "alpha1": 3, "beta1": 3, "x1inf": -0.15, "x1sup": 0.15, "alpha2": 2, "beta2": 4,
        "x5": 0.3, "gamma": 0.5, "L1rdMax": 0.2, "L1shortMax": 0.2, "n1": 4, "NW10": 10_000, "Deb10ratio": 1,
        "Phi3": 0.1, "Phi4": 0.9, "d1": 0, "F2": 200, "m2": 40, "K0": 1200, "NW20": 10_000, "iota": 0.1, "u": 0.75,
        "b": 3, "eta": 19, "kappaMin": 0, "kappaMax": 0.5, "mu20": 0.30, "upsilon": 0.04, "omega1": 1, "omega2": 1,
        "chi": 1, "f2min": 1e-5, "Deb20ratio": 1, "Phi1": 0.1, "Phi2": 0.9, "d2": 0, "tauB": 0.08,
    }  # fmt: skip
    for symbol, value in benchmark.items():
        assert getattr(DEFAULT, SYMBOLS[symbol]) == value, symbol


def test_what_counts_as_money_is_money_by_its_unit() -> None:
    nominal = {entry.name for entry in ENTRIES if entry.nominal}
    assert nominal == {
        "wage_floor",
        "coin",
        "credit_floor",
        "capital_good_cash",
        "consumption_good_cash",
        "bank_capital",
    }
    assert nominal == {entry.name for entry in ENTRIES if entry.unit.startswith("money")}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_the_ends_of_the_bounds_are_admitted_or_refused_as_written(entry: Parameter) -> None:
    for bound, is_open, inwards in ((entry.low, entry.low_open, 1.0), (entry.high, entry.high_open, -1.0)):
        if is_open:
            with pytest.raises(BadParameters):
                checked(_alone(entry, bound))
            inside = _beyond(entry, bound, inwards)
        else:
            inside = bound
        assert getattr(checked(_alone(entry, inside)), entry.name) == inside


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_beyond_the_bounds_is_refused_with_name_value_bound_and_source(entry: Parameter) -> None:
    for outside in (_beyond(entry, entry.low, -1.0), _beyond(entry, entry.high, 1.0)):
        with pytest.raises(BadParameters) as refusal:
            checked(_alone(entry, outside))
        message = str(refusal.value)
        for part in (entry.name, entry.symbol, repr(outside), entry.bounds, entry.bound_source):
            assert part in message


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400])
def test_what_is_no_finite_number_is_refused(entry: Parameter, value: float) -> None:
    with pytest.raises(BadParameters, match=rf"(?s){entry.name}.*finite"):
        checked(DEFAULT._replace(**{entry.name: value}))


@pytest.mark.parametrize("value", [[0.1, 0.2], np.zeros(3), np.zeros(1), np.zeros((2, 2)), "many", None, {}, (0.1,)])
def test_the_wrong_shape_is_refused_in_words(value: object) -> None:
    with pytest.raises(BadParameters, match=r"(?s)tax_rate \(tr\).*one number"):
        with_values(DEFAULT, tax_rate=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [True, False, np.bool_(False), "0.1", 0.1 + 0j])
def test_what_is_no_number_but_looks_like_one_is_refused(value: object) -> None:
    with pytest.raises(BadParameters, match="tax_rate"):
        with_values(DEFAULT, tax_rate=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.whole], ids=lambda entry: entry.name)
def test_counts_are_whole(entry: Parameter) -> None:
    with pytest.raises(BadParameters, match=rf"{entry.name}.*whole number"):
        checked(DEFAULT._replace(**{entry.name: entry.default + 0.5}))
    assert isinstance(getattr(checked(DEFAULT._replace(**{entry.name: float(entry.default)})), entry.name), int)


def test_only_counts_are_whole() -> None:
    whole = {entry.name for entry in ENTRIES if entry.whole}
    assert whole == {
        "capital_good_firms", "consumption_good_firms", "periods_without_clients", "machine_capacity", "machine_life",
        "banks",
    }  # fmt: skip


@pytest.mark.parametrize(("low", "high"), PAIRS.items())
def test_the_lower_end_of_a_range_may_meet_the_upper_one_but_not_pass_it(low: str, high: str) -> None:
    meeting = checked(DEFAULT._replace(**{low: 0.4, high: 0.4}))
    assert getattr(meeting, low) == getattr(meeting, high)
    with pytest.raises(BadParameters, match=f"{low}.*{high}"):
        checked(DEFAULT._replace(**{low: 0.41, high: 0.4}))


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(BadParameters) as refusal:
        checked(
            DEFAULT._replace(tax_rate=1.5, machine_life=2.5, coin=math.nan, innovation_low=0.4, innovation_high=0.1)
        )
    told = str(refusal.value).splitlines()
    assert len(told) == 4
    for name in ("tax_rate", "machine_life", "coin", "innovation_low"):
        assert any(line.startswith(name) for line in told)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadParameters, match=r"taxrate.*did you mean tax_rate\?"):
        with_values(DEFAULT, taxrate=0.2)
    with pytest.raises(BadParameters, match=r"Lamda.*did you mean Lambda\?"):
        with_values(DEFAULT, Lamda=0.2)
    with pytest.raises(BadParameters, match=r"zzzzzz.*names them all"):
        with_values(DEFAULT, zzzzzz=0.2)


def test_all_unknown_names_are_told_at_once() -> None:
    with pytest.raises(BadParameters) as refusal:
        with_values(DEFAULT, taxrate=0.2, benefitrate=0.1, tax_rate=0.2)
    assert len(str(refusal.value).splitlines()) == 2


def test_values_are_set_by_name_or_by_symbol() -> None:
    assert with_values(DEFAULT, tax_rate=0.2) == with_values(DEFAULT, tr=0.2) == DEFAULT._replace(tax_rate=0.2)
    with pytest.raises(BadParameters, match="twice"):
        with_values(DEFAULT, tax_rate=0.2, tr=0.2)


def test_numpy_numbers_become_plain_ones() -> None:
    clean = checked(DEFAULT._replace(tax_rate=np.float64(0.2), machine_life=np.int64(10), benefit_rate=np.float32(0.5)))
    assert type(clean.tax_rate) is float
    assert type(clean.machine_life) is int
    assert type(clean.benefit_rate) is float


def test_checking_changes_nothing_that_is_clean() -> None:
    assert checked(DEFAULT) == DEFAULT
    assert all(type(value) in (int, float) for value in checked(DEFAULT))
