"""Small economies for tests: quick to run, and like the benchmark in what a firm, a worker and a machine are."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from missionlab.economy.parameters import REGISTRY, Parameter, Parameters, checked
from missionlab.economy.state import State

WORKERS_A_FIRM = 2500.0
"""Workers per consumption-good firm in the benchmark: 500 000 over 200."""

_SIZES = {"capital_good_firms", "consumption_good_firms", "labour_force"}
_STEPS = 1_000_000
_ORDERED = (
    ("innovation_low", "innovation_high"),
    ("capital_good_entrant_low", "capital_good_entrant_high"),
    ("consumption_good_entrant_low", "consumption_good_entrant_high"),
    ("expansion_floor", "expansion_cap"),
)


def small(capital_goods: int = 5, consumption_goods: int = 20, **changes: float) -> Parameters:
    """The benchmark with few firms and as many workers a firm."""
    sizes = {
        "capital_good_firms": capital_goods,
        "consumption_good_firms": consumption_goods,
        "labour_force": WORKERS_A_FIRM * consumption_goods,
    }
    return checked(Parameters()._replace(**{**sizes, **changes}))  # type: ignore[arg-type]


def known(state: State, period: int) -> np.ndarray:
    """At the end of a period, whether the buyer in a row knows the maker in a column: its supplier, or who wrote to it.

    Shape (buyers, makers), by place.
    """
    one, two = state.capital_goods, state.consumption_goods
    table = two["supplier"][:, None] == np.arange(one.size)
    for maker, (begin, count) in enumerate(zip(one["sent_from"], one["sent"], strict=True)):
        table[state.offers[period % 2, begin : begin + count], maker] = True
    # What was sent to a firm that has left since is void for the one in its place.
    new = two["entered"] == period
    table[new] = two["supplier"][new, None] == np.arange(one.size)
    return table


def _value(entry: Parameter) -> st.SearchStrategy[float]:
    """A value inside the bounds: over the orders of magnitude where the range spans many, else even over the range."""
    if entry.whole:
        return st.integers(int(entry.low) + entry.low_open, int(entry.high) - entry.high_open)
    steps = st.integers(int(entry.low_open), _STEPS - int(entry.high_open))
    if entry.low >= 0.0 and entry.high > 1e3:
        low, high = math.log10(max(entry.low, 1e-3)), math.log10(entry.high)
        return steps.map(lambda step: min(10.0 ** (low + (high - low) * step / _STEPS), entry.high))
    return steps.map(lambda step: entry.low + (entry.high - entry.low) * step / _STEPS)


@st.composite
def parameters(draw: st.DrawFn, most_changes: int = len(REGISTRY)) -> Parameters:
    """A small economy with up to so many parameters anywhere inside their bounds."""
    names = sorted(set(REGISTRY) - _SIZES)
    changed = draw(st.permutations(names))[: draw(st.integers(0, most_changes))]
    values = {name: draw(_value(REGISTRY[name])) for name in changed}
    values["capital_good_firms"] = draw(st.integers(1, 8))
    values["consumption_good_firms"] = draw(st.integers(1, 24))
    values["labour_force"] = draw(st.integers(10, 5000)) * values["consumption_good_firms"]
    complete = Parameters()._replace(**values)._asdict()  # type: ignore[arg-type]
    for low, high in _ORDERED:
        complete[low], complete[high] = sorted((complete[low], complete[high]))
    return checked(Parameters(**complete))
