"""Figures of banking crises and of lumpy credit, on made-up series whose answers are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from test_facts_figures import SERIES, panel

from missionlab.ensemble.bank_facts import NEEDED, bank_figures, banking_crises
from missionlab.ensemble.facts import FACTS, FACTS_OF_BANKS
from missionlab.ensemble.firm_facts import lumpy_credit


def test_crises_are_spells_with_their_costs() -> None:
    cost = np.array([0.5, 0.0, 0.1, 0.2, 0.0, 0.0, 0.4, 0.0, 0.3])
    durations, costs = banking_crises(cost)
    # The first and the last are cut by the ends of the series.
    assert durations.tolist() == [2, 1]
    assert costs == pytest.approx([0.3, 0.4])
    assert [len(part) for part in banking_crises(np.zeros(5))] == [0, 0]


def test_figures_of_made_up_crises() -> None:
    random = np.random.default_rng(1)
    made = {name: np.exp(random.normal(0, 0.1, (2, 300))) for name in (*SERIES, *NEEDED)}
    made["gdp_nominal"] = np.full((2, 300), 100.0)
    made["credit_rationed"] = np.full((2, 300), 2.0)
    made["rescue"] = np.zeros((2, 300))
    # Nineteen crises of one period and one of six, which costs more; the second run has none.
    starts = 105 + 9 * np.arange(20)
    made["rescue"][0, starts] = 1.0
    made["rescue"][0, starts[-1] : starts[-1] + 6] = 10.0
    figures = bank_figures(made, transient=100)
    assert figures["crisis_share"] == pytest.approx([25 / 200, 0.0])
    assert figures["crisis_mean"][0] == pytest.approx(25 / 20)
    assert figures["crisis_cost"][0] == pytest.approx((19 * 0.01 + 6 * 0.1) / 20)
    # One of n apart from n - 1 that are alike: skewness (n - 2) / sqrt(n - 1), kurtosis that squared + 1.
    skewness = 18 / 19**0.5
    assert figures["crisis_skewness"][0] == pytest.approx(skewness)
    assert figures["crisis_cost_excess_kurtosis"][0] == pytest.approx(skewness**2 + 1 - 3)
    assert np.isnan([figures["crisis_mean"][1], figures["crisis_skewness"][1], figures["crisis_cost"][1]]).all()
    assert figures["rationed_share"] == pytest.approx([0.02, 0.02])


def test_credit_is_lumpy_where_few_borrow_much() -> None:
    firms = panel(np.full((3, 10), 100.0))
    debt = np.zeros((3, 10))
    debt[1:, 0] = 36.0
    debt[2, 1] = 34.0
    figures = lumpy_credit(replace(firms, debt=debt))
    assert figures == {"no_new_loans": 18 / 20, "loan_spikes": 1 / 20}


def test_banks_are_asked_more_and_nothing_less() -> None:
    for fact, of_banks in zip(FACTS, FACTS_OF_BANKS, strict=True):
        assert fact.key == of_banks.key
        assert set(fact.criteria) <= set(of_banks.criteria)
    assert sum(len(fact.criteria) for fact in FACTS_OF_BANKS) == sum(len(fact.criteria) for fact in FACTS) + 4
