"""Claims that must hold or the bank is wrong."""

from __future__ import annotations

import fund_cases
import numpy as np
import pytest

from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.measures import all_losses, paid, present_value
from missionlab.portfolio.finance.reading import Asked
from missionlab.portfolio.finance.recorded import loss_share
from missionlab.portfolio.finance.rules_worth import rules_worth
from missionlab.portfolio.finance.runs import draws
from missionlab.portfolio.finance.sizes import recycled_lending

M = fund_cases.MILLION


def test_a_higher_correlation_widens_the_loss_tail_and_leaves_the_mean() -> None:
    loans = [fund_cases.line(fund_cases.LOAN)]
    low, high = (
        loss_share(fund_cases.books(fund_cases.read(lines=loans, correlation=rho), 6000)) for rho in (0.02, 0.4)
    )
    spread = np.sqrt(low.var() / len(low) + high.var() / len(high))
    assert abs(low.mean() - high.mean()) < 3.5 * spread
    assert np.quantile(high, 0.99) > 1.3 * np.quantile(low, 0.99)
    assert np.quantile(high, 0.05) < np.quantile(low, 0.05)


def test_no_hazard_and_par_terms_are_worth_nothing_at_the_interest() -> None:
    loan = fund_cases.line(fund_cases.LOAN, terms={"grace_years": 2, "grace": "capitalised"}, default_hazard=0.0)
    books = fund_cases.books(fund_cases.read(lines=[loan]))
    assert present_value(books, 0.07) == pytest.approx(np.zeros(500), abs=1e-6 * paid(books).sum(axis=0).max())
    assert not all_losses(books).any()


def test_a_line_without_money_changes_nothing_to_the_bit() -> None:
    with_it = fund_cases.read(
        lines=[
            fund_cases.line(fund_cases.LOAN, 0.55),
            fund_cases.line(fund_cases.STAKE, 0.45),
            fund_cases.line(fund_cases.GUARANTEE, 0.0),
        ]
    )
    first, second = fund_cases.books(with_it), fund_cases.books(fund_cases.read())
    assert np.array_equal(first.schedule.due, second.schedule.due)
    assert all(np.array_equal(first.year[name], second.year[name]) for name in first.year)


def test_the_trial_bank_commits_what_the_specification_measured() -> None:
    committed = np.cumsum(fund_cases.books(fund_cases.read(), 4000).year["committed"], axis=0) / M
    assert np.quantile(committed[4], [0.05, 0.5, 0.95]) == pytest.approx([780, 827, 862], abs=2.5)
    assert np.quantile(committed[9], [0.05, 0.5, 0.95]) == pytest.approx([1697, 1761, 1812], abs=5)
    assert np.quantile(committed[29], 0.5) == pytest.approx(1760, abs=5)


def test_both_rules_gain_and_carry_over_alone_commits_nearly_all() -> None:
    read = fund_cases.read()
    setting = read.setting
    rules = rules_worth(setting, draws(setting, 0, Deals(0, "bank", 400)), (False, False))
    assert [(rule.carry_over, rule.recycle) for rule in rules] == [
        (False, False),
        (False, True),
        (True, False),
        (True, True),
    ]
    assert [rule.stated for rule in rules] == [True, False, False, False]
    off_off, _, on_off, on_on = rules
    assert on_off.committed.mid is not None
    assert on_off.committed.mid / M == pytest.approx(1889, abs=2)
    assert on_off.gain.low is not None
    assert on_off.gain.low > 0
    assert off_off.gain.high == 0
    assert on_on.committed.low is not None
    assert on_off.committed.high is not None
    assert on_on.committed.low > on_off.committed.high


def test_money_that_is_lent_again_follows_the_recursion_but_for_lumps() -> None:
    """Repayments come at the end of a year, so they are lent again in the next one."""
    loan = fund_cases.line(fund_cases.LOAN, terms={"rate": 0.0}, default_hazard=0.0)
    read = fund_cases.read(
        Asked(carry_over=True, recycle=True),
        lines=[loan],
        capital=dict.fromkeys(range(2021, 2031), 200 * M),
        deal_mean=5 * M,
        deal_spread=0.0,
        deal_cap=None,
    )
    committed = np.cumsum(fund_cases.books(read, 100).year["committed"], axis=0).mean(axis=1) / M
    assert committed[[9, 19, 29]] == pytest.approx(recycled_lending(30, 200, 10, 10, wait=1)[[9, 19, 29]], rel=0.005)
