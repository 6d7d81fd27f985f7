"""Equations of the labour market: the wage, and who gets workers. Numbers are worked by hand."""

from __future__ import annotations

import pytest

from missionlab.economy.equations import labour


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-12, abs=1e-12)


def test_the_force_grows() -> None:
    assert labour.labour_force(1000.0, 0.02) == near(1020.0)
    assert labour.labour_force(1000.0, 0.0) == 1000.0


def test_rates_of_change_are_kept_within_the_limit() -> None:
    assert labour.relative_change(1.25, 1.0, 1.0) == 0.25
    assert labour.relative_change(0.5, 1.0, 1.0) == -0.5
    # Unemployment from 1 % to 30 % is + 2900 %: at most 100 %. Down to nothing is - 100 %.
    assert labour.relative_change(0.30, 0.01, 1.0) == 1.0
    assert labour.relative_change(0.0, 0.01, 1.0) == -1.0
    assert labour.relative_change(0.0, 0.01, 0.25) == -0.25
    # Nought for the limit is no limit; from nothing nothing can be said.
    assert labour.relative_change(0.32, 0.01, 0.0) == near(31.0)
    assert labour.relative_change(0.32, 0.0, 1.0) == 0.0


def test_wage() -> None:
    # Benchmark: all of productivity growth, nothing else.
    assert labour.wage(2.0, 0.5, 0.03, 0.9, 0.0, 1.0, 0.0) == near(2.06)
    # 2 x (1 + 0.5 x 0.02 + 1 x 0.03 - 0.1 x 0.2) = 2 x 1.02.
    assert labour.wage(2.0, 0.02, 0.03, 0.2, 0.5, 1.0, -0.1) == near(2.04)


def test_research_gets_at_most_its_cap() -> None:
    assert labour.research_labour(150.0, 0.2, 1000.0) == 150.0
    assert labour.research_labour(250.0, 0.2, 1000.0) == 200.0


def test_enough_workers_for_all() -> None:
    # 1000 - 50 research; 200 in the capital-good sector (research included) and 750: just enough as coded.
    assert labour.labour_scale(50.0, 200.0, 750.0, 1000.0, 0.2) == 1.0


def test_the_test_for_a_shortage_counts_research_twice() -> None:
    # 200 + 750 = 950 of 1000 workers are wanted, and 100 of the 200 are research. There are enough of them,
    # but the rule compares 1000 - 100 = 900 with 950: s = 900/950 = 18/19. As coded.
    scale = labour.labour_scale(100.0, 200.0, 750.0, 1000.0, 0.2)
    assert scale == near(18 / 19)
    # The capital-good sector then gets 100 + 100 x 18/19 = 194.7 workers.
    assert labour.capital_good_labour(100.0, 200.0, 1000.0, scale) == near(100 + 1800 / 19)


def test_the_cut_is_capped() -> None:
    # 300 and 1500 (counted as 1000) of 1000: (1000 - 0)/(300 + 1000) = 0.77, but the cut is at most 0.2.
    assert labour.labour_scale(0.0, 300.0, 1500.0, 1000.0, 0.2) == 0.8
    assert labour.labour_scale(0.0, 300.0, 1500.0, 1000.0, 0.5) == near(10 / 13)
    assert labour.labour_scale(0.0, 300.0, 1500.0, 1000.0, 0.0) == 1.0


def test_no_sector_gets_more_than_the_force() -> None:
    # Sector 1 alone wants 3000 of 1000: y = 1000, nothing else is wanted: no cut, all work there.
    assert labour.labour_scale(0.0, 3000.0, 0.0, 1000.0, 0.2) == 1.0
    assert labour.capital_good_labour(0.0, 3000.0, 1000.0, 1.0) == 1000.0


def test_nobody_is_wanted() -> None:
    assert labour.labour_scale(0.0, 0.0, 0.0, 1000.0, 0.2) == 1.0
    assert labour.capital_good_labour(0.0, 0.0, 1000.0, 1.0) == 0.0


def test_workers_of_one_firm() -> None:
    # 12 wanted, 2 of them in research, both found; 90 % of production jobs are filled: 2 + 10 x 0.9 = 11.
    assert labour.firm_labour(12.0, 2.0, 2.0, 0.9) == near(11.0)
    # Never more than wanted.
    assert labour.firm_labour(12.0, 2.0, 2.0, 1.5) == 12.0
    # Research found half of its workers.
    assert labour.firm_labour(12.0, 2.0, 1.0, 0.9) == near(10.0)
